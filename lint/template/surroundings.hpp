#pragma once
/// What stands around an action in its file: the blocks that say what `.` is there, and the
/// variables that are set.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "lint/template/actions.hpp"
#include "lint/template/evaluate.hpp"

namespace lint::templates {

/// What actions write. Keeps what it is made of; the chart must live longer.
struct Rendered {
  std::shared_ptr<DataStore> store;
  const Data* data = nullptr;

  /// Of a mapping, or of a text that is one; null when it has no such entry, or is unknown.
  const Data* field(const std::string& name) const;
};

class Surroundings {
 public:
  Surroundings(std::string_view text, const Actions& actions, const Chart* chart);

  /// What a part of the text, which stands at `place`, becomes when the chart is rendered with its
  /// own values.
  Rendered render(std::string_view part, std::uint32_t place) const;
  /// The same for an expression in the action at `place`.
  Rendered value(const Expression& expression, std::uint32_t place) const;

  /// Whether a definition of this name is in the chart; of what is in no chart anything may be.
  bool may_define(const std::string& name) const {
    return chart_ == nullptr || chart_->definition(name).has_value();
  }

 private:
  class Question;

  /// Where a variable is set, if it is at one place only.
  struct Setting {
    std::size_t action = 0;
    bool is_only = true;
  };

  void note_settings(std::size_t action);
  void note_changes(std::string_view action);
  std::string_view text_of(const Action& action) const;
  std::vector<std::size_t> heads_around(std::uint32_t place) const;

  std::string_view text_;
  const Actions& actions_;
  const Chart* chart_;
  std::vector<std::size_t> parents_;  // of each block, kNoBlock for none
  std::map<std::string, Setting> settings_;
  std::set<std::string> changed_;  // variables that `set` and `merge` change in place
};

}  // namespace lint::templates
