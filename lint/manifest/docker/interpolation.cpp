#include "lint/manifest/docker/interpolation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

#include "lint/template/written.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

/// Defaults within defaults are followed this far.
constexpr int kMostDefaults = 1000;
/// Longest template action; what opens one and does not close it so soon is plain text.
constexpr std::size_t kLongest = 1024;
/// A longer text is no setting of anyone's.
constexpr std::size_t kLongestText = 65536;

bool is_letter(char c) {
  return c == '_' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

std::string_view leading_name(std::string_view text) {
  const auto is_in_name = [](char c) { return is_letter(c) || (c >= '0' && c <= '9'); };
  if (text.empty() || !is_letter(text[0])) return {};
  const auto end = std::ranges::find_if_not(text, is_in_name);
  return text.substr(0, static_cast<std::size_t>(end - text.begin()));
}

/// For each brace that opens, the offset of the one that closes it; npos where none does.
std::vector<std::size_t> closing_braces(std::string_view text) {
  std::vector<std::size_t> closing(text.size(), std::string_view::npos);
  std::vector<std::size_t> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '{') open.push_back(at);
    if (text[at] != '}' || open.empty()) continue;
    closing[open.back()] = at;
    open.pop_back();
  }
  return closing;
}

class Interpolation {
 public:
  explicit Interpolation(std::string_view whole)
      : whole_(whole), closing_braces_(closing_braces(whole)) {}

  Interpolated take() { return std::move(result_); }

  void text(std::string_view rest, int defaults) {
    while (!rest.empty()) {
      const std::size_t plain = std::min(rest.find_first_of("${"), rest.size());
      add(rest.substr(0, plain));
      rest.remove_prefix(plain);
      if (!rest.empty()) rest.remove_prefix(special(rest, defaults));
    }
  }

 private:
  void add(std::string_view text) { result_.known.back() += text; }

  void add_unknown(std::string awaited) {
    result_.known.emplace_back();
    result_.unknown.push_back(std::move(awaited));
  }

  void add_variable(std::string_view name) {
    add_unknown(fmt::format("setting the variable {}", quoted(name)));
  }

  /// Takes what begins with `$` or `{`; returns its length.
  std::size_t special(std::string_view rest, int defaults) {
    if (rest.starts_with("$$")) {
      add("$");
      return 2;
    }
    if (const std::size_t action = templates::leading_action(rest, kLongest)) {
      add_unknown("rendering");
      return action;
    }
    if (rest.starts_with("${")) {
      const auto begin = static_cast<std::size_t>(rest.data() - whole_.data());
      const std::size_t end = closing_braces_[begin + 1];
      if (end != std::string_view::npos && braced(rest.substr(2, end - begin - 2), defaults)) {
        return end + 1 - begin;
      }
    } else if (const auto name = leading_name(rest.substr(1)); rest[0] == '$' && !name.empty()) {
      add_variable(name);
      return 1 + name.size();
    }
    add(rest.substr(0, 1));
    return 1;
  }

  /// The inside of `${…}`; returns whether it is well-formed.
  bool braced(std::string_view inside, int defaults) {
    const std::string_view name = leading_name(inside);
    std::string_view operation = inside.substr(name.size());
    if (name.empty()) return false;
    if (operation.empty()) {
      add_variable(name);
      return true;
    }
    if (operation[0] == ':') operation.remove_prefix(1);
    if (operation.empty() || std::string_view("-?+").find(operation[0]) == std::string_view::npos) {
      return false;
    }
    if (operation[0] == '-' && defaults < kMostDefaults) {
      result_.has_defaults = true;
      text(operation.substr(1), defaults + 1);
    } else {
      add_variable(name);
    }
    return true;
  }

  std::string_view whole_;
  std::vector<std::size_t> closing_braces_;
  Interpolated result_;
};

}  // namespace

bool Interpolated::may_be(std::string_view wanted) const {
  if (is_known()) return front() == wanted;
  const std::string& last = known.back();
  if (wanted.size() < front().size() + last.size()) return false;
  if (!wanted.starts_with(front()) || !wanted.ends_with(last)) return false;
  std::string_view between =
      wanted.substr(front().size(), wanted.size() - front().size() - last.size());
  for (std::size_t piece = 1; piece + 1 < known.size(); ++piece) {
    const std::size_t at = between.find(known[piece]);
    if (at == std::string_view::npos) return false;
    between.remove_prefix(at + known[piece].size());
  }
  return true;
}

Interpolated interpolate(std::string_view text) {
  if (text.size() > kLongestText) return literal(text);
  Interpolation interpolation(text);
  interpolation.text(text, 0);
  return interpolation.take();
}

Interpolated literal(std::string_view text) {
  Interpolated result;
  result.known.front() = text;
  return result;
}

}  // namespace lint::manifest
