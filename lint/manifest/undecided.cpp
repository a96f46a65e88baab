#include "lint/manifest/undecided.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "lint/manifest/kubernetes/substitution.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kRendered = "the template is rendered";
constexpr std::string_view kSubstituted = "its variables are substituted";
constexpr std::array<std::string_view, 2> kTypes{"RuntimeDefault", "Localhost"};

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, std::min(text.find('\n'), text.size())));
}

/// A string constant in an action, such as the default of a value, that is no allowed type.
std::optional<std::string_view> bad_constant(std::string_view text) {
  for (std::size_t begin = text.find('"'); begin != std::string_view::npos;) {
    const std::size_t end = text.find('"', begin + 1);
    if (end == std::string_view::npos) break;
    const std::string_view constant = text.substr(begin + 1, end - begin - 1);
    // What begins with a capital letter is a type and no name of a template or a value.
    const bool is_type = !constant.empty() && constant[0] >= 'A' && constant[0] <= 'Z' &&
                         std::ranges::all_of(constant, [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
                         });
    if (is_type && std::ranges::find(kTypes, constant) == kTypes.end()) return constant;
    begin = text.find('"', end + 1);
  }
  return std::nullopt;
}

/// Text between the actions, as in `{{ if .x }}Unconfined{{ end }}`, that is no allowed type.
std::optional<std::string_view> bad_branch(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find("{{", begin), text.size());
    std::string_view word = text.substr(begin, end - begin);
    const std::size_t first = word.find_first_not_of(" \t\r\n\"'");
    const bool is_apart = begin > 0 || word.ends_with('\n') || word.ends_with(' ');
    if (first != std::string_view::npos && is_apart) {
      word = word.substr(first, word.find_last_not_of(" \t\r\n\"'") + 1 - first);
      if (std::ranges::find(kTypes, word) == kTypes.end()) return word;
    }
    const std::size_t close = text.find("}}", end);
    if (close == std::string_view::npos) break;
    begin = close + 2;
  }
  return std::nullopt;
}

std::string advice_on(std::string_view text) {
  std::optional<std::string_view> bad = bad_constant(text);
  if (!bad) bad = bad_branch(text);
  return bad ? fmt::format("it may become {}: use RuntimeDefault or Localhost there", quoted(*bad))
             : "see that it becomes RuntimeDefault or Localhost";
}

class Finder {
 public:
  Finder(const Document& document, Workload& workload) : document_(document), workload_(workload) {}

  void profile(const SeccompProfile& profile) {
    if (profile.is_type) return this->type(profile, profile.value);
    const Type type = document_.type(profile.value);
    if (type == Type::undecided) add(profile, profile.value, "seccompProfile", kRendered);
    if (type != Type::mapping) return;
    const auto types = document_.get(profile.value, "type");
    for (const Value& value : types) this->type(profile, value);
    if (types.empty() && document_.may_have_more(profile.value)) {
      workload_.undecided_values.push_back({profile.part, profile.value.key,
                                            "what seccompProfile holds", std::string(kRendered),
                                            "see that its type is RuntimeDefault or Localhost"});
    }
  }

 private:
  void type(const SeccompProfile& profile, const Value& value) {
    const Type type = document_.type(value);
    if (type == Type::undecided) {
      add(profile, value, "seccompProfile.type", kRendered);
    } else if (type == Type::string && !substitute(document_.text(value)).is_decided) {
      add(profile, value, "seccompProfile.type", kSubstituted);
    }
  }

  void add(const SeccompProfile& profile, const Value& value, std::string_view field,
           std::string_view awaited) {
    const ByteRange place = document_.undecided_range(value);
    std::string_view text = document_.undecided_text(value);
    if (text.size() > 1 && (text[0] == '"' || text[0] == '\'') && text.ends_with(text[0])) {
      text = text.substr(1, text.size() - 2);
    }
    workload_.undecided_values.push_back({profile.part, place,
                                          fmt::format("{} {}", field, quoted(first_line(text))),
                                          std::string(awaited), advice_on(text)});
  }

  const Document& document_;
  Workload& workload_;
};

}  // namespace

void find_undecided(const Document& document, Workload& workload) {
  Finder finder(document, workload);
  for (const SeccompProfile& profile : workload.seccomp_profiles) finder.profile(profile);
}

}  // namespace lint::manifest
