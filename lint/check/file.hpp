#pragma once
/// Lints one file: the way from its bytes to its findings, the same for runs, tests and fuzzers.

#include <cstddef>
#include <functional>
#include <string>

#include "lint/check/settings.hpp"
#include "lint/check/triggers.hpp"
#include "lint/report/run_result.hpp"
#include "lint/role.hpp"
#include "lint/template/chart.hpp"
#include "lint/text/source.hpp"

namespace lint {

/// Does some pieces of work, numbered from 0, in any order and perhaps side by side; returns when
/// all are done.
using DoAll =
    std::function<void(std::size_t pieces, const std::function<void(std::size_t)>& piece)>;

/// One piece after the other.
void do_in_order(std::size_t pieces, const std::function<void(std::size_t)>& piece);

/// Checks a file that is called `name` in findings and for what a name may tell. The documents of a
/// large one are shared out by `do_all`; the result does not depend on how. `chart` is the one
/// among whose templates the file is, for its values, or null.
FileResult lint_file(const std::string& name, Role role, const Source& source,
                     const Settings& settings, const Triggers& triggers,
                     const DoAll& do_all = do_in_order, const templates::Chart* chart = nullptr);

}  // namespace lint
