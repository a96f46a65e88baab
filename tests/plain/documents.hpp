#pragma once
/// Small documents made at random, most of them nearly YAML.

#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace tests {

class RandomDocuments {
 public:
  /// `real` are documents to break; there may be none.
  RandomDocuments(unsigned seed, std::vector<std::string> real);

  /// The next one; valid until the one after it.
  const std::string& next();

 private:
  std::size_t below(std::size_t end) { return random_() % end; }
  std::string_view one_of(const std::vector<std::string_view>& choices) {
    return choices[below(choices.size())];
  }

  void make_soup();
  void make_lines();
  void add_node(int depth);
  void add_flow(int depth);
  void add_scalar();
  void break_real();
  void mutate();

  std::minstd_rand random_;
  std::vector<std::string> real_;
  std::string text_;
};

/// The bytes that YAML gives a meaning, and others that some reader may.
extern const std::vector<std::string_view> kSigns;

}  // namespace tests
