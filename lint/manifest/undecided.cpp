#include "lint/manifest/undecided.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "lint/manifest/kubernetes/substitution.hpp"
#include "lint/template/written.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kRendered = "rendering";
constexpr std::string_view kSubstituted = "substitution of its variables";
constexpr std::array<std::string_view, 2> kTypes{"RuntimeDefault", "Localhost"};

std::string first_line(std::string_view text) {
  return std::string(text.substr(0, std::min(text.find('\n'), text.size())));
}

bool is_allowed(std::string_view word) {
  return std::ranges::find(kTypes, word) != kTypes.end();
}

/// What begins with a capital letter is a type and no name of a template or a value.
bool looks_like_type(std::string_view word) {
  return !word.empty() && word[0] >= 'A' && word[0] <= 'Z' && std::ranges::all_of(word, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
}

/// A text that the actions may write and that is no allowed type: a string constant, such as a
/// default, or what a branch holds.
std::optional<std::string_view> bad_text(std::string_view written) {
  for (const std::string_view constant : templates::constants_in(written)) {
    if (looks_like_type(constant) && !is_allowed(constant)) return constant;
  }
  for (const std::string_view text : templates::texts_between(written)) {
    if (!is_allowed(text)) return text;
  }
  return std::nullopt;
}

std::string advice_on(std::string_view text) {
  const std::optional<std::string_view> bad = bad_text(text);
  return bad ? fmt::format("it may become {}: use RuntimeDefault or Localhost there", quoted(*bad))
             : "make sure that it becomes RuntimeDefault or Localhost";
}

class UndecidedFinder {
 public:
  UndecidedFinder(const Document& document, Workload& workload)
      : document_(document), workload_(workload) {}

  void profile(const SeccompProfile& profile) {
    if (profile.holder == ProfileHolder::unknown || profile.in_text) return;
    if (profile.is_type) return this->type(profile, profile.value);
    const Type type = document_.type(profile.value);
    if (is_known(profile.value)) return;
    if (type == Type::undecided) {
      const auto rendered = document_.rendered(profile.value);
      const templates::Data* const data = rendered ? rendered->field("type") : nullptr;
      if (data == nullptr || !rendered->data->others.empty() ||
          !settle(profile.part, document_.undecided_range(profile.value), *data)) {
        add(profile, profile.value, "seccompProfile", kRendered);
      }
    }
    if (type == Type::string && !is_decided(profile.value)) {
      add(profile, profile.value, "seccompProfile", awaited_by(profile.value));
    }
    if (type != Type::mapping) return;
    const auto types = document_.get(profile.value, "type");
    for (const Value& value : types) this->type(profile, value);
    if (!types.empty()) return more_types(profile);
    if (types.empty() && document_.may_have_more(profile.value)) {
      workload_.undecided_values.push_back(
          {profile.part, profile.value.key, "what seccompProfile holds", std::string(kRendered),
           "make sure that its type is RuntimeDefault or Localhost"});
    }
  }

 private:
  void type(const SeccompProfile& profile, const Value& value) {
    const Type type = document_.type(value);
    if (type == Type::undecided && is_variable(document_.text(value)) && is_decided(value)) return;
    if (type == Type::undecided) {
      const auto rendered = document_.rendered(value);
      if (!rendered || !settle(profile.part, document_.undecided_range(value), *rendered->data)) {
        add(profile, value, "seccompProfile.type", kRendered);
      }
    } else if (type == Type::string && !is_decided(value)) {
      add(profile, value, "seccompProfile.type", awaited_by(value));
    } else if (document_.depends_on_parameter(value) && !is_allowed(document_.text(value))) {
      add(profile, value, "seccompProfile.type", kRendered);
    }
  }

  /// Whether it is a variable whose value the file knows.
  bool is_known(const Value& value) const {
    return whole_value(document_.text(value), document_.variables()) != nullptr;
  }

  std::string_view awaited_by(const Value& text) const {
    const bool has_variable = document_.text(text).find('$') != std::string_view::npos;
    return has_variable ? kSubstituted : kRendered;
  }

  bool is_decided(const Value& text) const {
    return substitute(document_.text(text), document_.variables()).is_decided;
  }

  /// Actions beside a type may write another one, which comes after it or before.
  void more_types(const SeccompProfile& profile) {
    for (const auto& [place, rendered] : document_.rendered_entries(profile.value)) {
      const templates::Data* const type = rendered.field("type");
      const bool is_known =
          rendered.data->kind == templates::Data::Kind::mapping && rendered.data->others.empty();
      const bool is_settled = is_known && (type == nullptr || settle(profile.part, place, *type));
      if (is_settled) continue;
      workload_.undecided_values.push_back({profile.part, place, "what is added to seccompProfile",
                                            std::string(kRendered),
                                            "make sure that it is not another type"});
    }
  }

  /// Whether a type is known when the chart is rendered with its own values. One that is not
  /// allowed is for the rules to judge.
  bool settle(const std::string& part, ByteRange place, const templates::Data& type) {
    const std::string text = templates::text_of(type).value_or("");
    const bool is_safe = std::ranges::all_of(
        type.others, [&](const std::string& other) { return is_allowed(other) || other.empty(); });
    if (text.empty()) return type.is_one_of_others && std::ranges::all_of(type.others, is_allowed);
    // What a line end becomes depends on what stands around it.
    if (templates::has_action(text) || text.find('\n') != text.npos) return false;
    if (is_allowed(text)) return is_safe;
    workload_.rendered_types.push_back({part, place, text, type.origin});
    return true;
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
  UndecidedFinder finder(document, workload);
  for (const SeccompProfile& profile : workload.seccomp_profiles) finder.profile(profile);
}

}  // namespace lint::manifest
