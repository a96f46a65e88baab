#pragma once
/// Patterns for paths.

#include <string>
#include <string_view>
#include <vector>

namespace lint::files {

/// Path patterns relative to a folder, the current one unless another is given. `*`, `?` and `[…]`
/// stop at a slash, `**` stands for any number of folders. A pattern without a slash (but at its
/// end) speaks of names in any folder. A pattern that matches a folder holds for all that is in it.
class Globs {
 public:
  explicit Globs(const std::vector<std::string>& patterns, const std::string& folder = "");

  /// Whether a pattern matches `path` itself. For whoever walks folders from above.
  bool match(std::string_view path) const;
  /// Whether a pattern matches `path` or a folder that it stands in.
  bool match_with_parents(std::string_view path) const;

 private:
  struct Pattern {
    std::vector<std::string> segments;
    bool any_folder = false;
  };
  std::string relative(std::string_view path) const;
  bool match_relative(std::string_view path) const;

  std::string folder_;  // absolute; empty stands for the current folder
  std::vector<Pattern> patterns_;
};

}  // namespace lint::files
