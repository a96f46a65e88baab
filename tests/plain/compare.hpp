#pragma once
/// What must hold of a document that plain accepts: both libraries accept it, too, and read the
/// same.

#include <string>
#include <string_view>

namespace tests {

/// How much of a document is compared.
enum class Readers { libyaml, both };

struct Comparison {
  bool is_plain = false;
  /// What differs; empty when nothing does.
  std::string difference;
};

Comparison compare_readers(std::string_view document, Readers readers);

}  // namespace tests
