#include "lint/manifest/kubernetes/action_profiles.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

using namespace std::string_view_literals;
using templates::Data;
using templates::Expression;

constexpr std::string_view kField = "seccompProfile";
constexpr std::array kTypes{"RuntimeDefault"sv, "Localhost"sv};

/// Functions whose texts name what they look for, tell or leave out, and write none of it.
constexpr std::array kLooking{
    "call"sv,    "index"sv,    "get"sv,       "hasKey"sv,    "eq"sv,         "ne"sv,
    "dig"sv,     "omit"sv,     "unset"sv,     "pick"sv,      "pluck"sv,      "fail"sv,
    "has"sv,     "contains"sv, "lookup"sv,    "without"sv,   "empty"sv,      "required"sv,
    "include"sv, "template"sv, "hasPrefix"sv, "hasSuffix"sv, "regexMatch"sv, "semverCompare"sv,
};

bool is_in(std::string_view word, std::span<const std::string_view> words) {
  return std::ranges::find(words, word) != words.end();
}

/// Whether a key of a `dict` is one for profiles: annotations have dots and slashes.
bool names_profile(std::string_view key) {
  return lower(key).find("seccomp") != std::string::npos && key.find_first_of("./") == key.npos;
}

/// Reads one action.
class ActionReader {
 public:
  ActionReader(const templates::Written& written, const templates::Action& action,
               Workload& workload)
      : written_(written), action_(action), workload_(workload) {}

  void read() {
    const templates::ParsedAction parsed = templates::parse_action(written_[action_.range]);
    if (parsed.pipeline) {
      expression(*parsed.pipeline, false);
    } else {
      is_undecided_ = written_[action_.range].find(kField) != std::string_view::npos;
    }
    if (!is_undecided_ || has_error_) return;
    workload_.undecided_values.push_back({"action", action_.range,
                                          fmt::format("what {} writes", words()), "rendering",
                                          "make sure that it is RuntimeDefault or Localhost"});
  }

 private:
  bool writes() const { return action_.kind == templates::ActionKind::output; }

  std::string words() const {
    const std::string_view text = written_[action_.range];
    return quoted(text.substr(0, text.find('\n')));
  }

  /// `is_passed_on` says that a definition takes it, which is judged itself.
  void expression(const Expression& expression, bool is_passed_on) {
    if (expression.kind == Expression::Kind::string) return text(expression, expression.text);
    const std::string& name = expression.text;
    const bool is_call = expression.kind == Expression::Kind::call;
    if (is_call && (name == "dict" || name == "set")) {
      pairs(expression, name == "dict" ? 0 : 1, is_passed_on);
    } else if (is_call && (name == "printf" || name == "print" || name == "tpl")) {
      composed(expression);
      return;
    }
    if (is_call && (name == "include" || name == "template")) is_passed_on = is_judged(expression);
    const bool is_looking = is_call && is_in(name, kLooking);
    const bool is_dict = is_call && (name == "dict" || name == "set");
    for (const Expression& argument : expression.arguments) {
      const bool is_text = argument.kind == Expression::Kind::string;
      if (!(is_text && (is_looking || is_dict))) this->expression(argument, is_passed_on);
    }
  }

  /// Whether a definition is in the chart. Outside of charts nobody knows what it writes.
  bool is_judged(const Expression& include) const {
    const bool has_name =
        !include.arguments.empty() && include.arguments[0].kind == Expression::Kind::string;
    return has_name && written_.surroundings().may_define(include.arguments[0].text);
  }

  /// The pairs of a `dict` or a `set`.
  void pairs(const Expression& call, std::size_t first, bool is_passed_on) {
    for (std::size_t i = first; i + 1 < call.arguments.size(); i += 2) {
      const Expression& key = call.arguments[i];
      if (key.kind != Expression::Kind::string || !names_profile(key.text)) continue;
      const auto value = written_.surroundings().value(call.arguments[i + 1], action_.range.begin);
      const bool is_profile = key.text == kField;
      const Data* const type = value.field("type");
      if (type != nullptr && is_profile) {
        judge(*type, key.offset);
      } else if (!is_passed_on && !is_harmless(*value.data, type)) {
        is_undecided_ = true;
      }
    }
  }

  /// Whether what stands under a key that is not the field itself is an allowed type, or nothing
  /// that could be one.
  static bool is_harmless(const Data& value, const Data* type) {
    if (type != nullptr) return is_in(type->text, kTypes);
    const bool is_switch = value.kind == Data::Kind::boolean || value.kind == Data::Kind::number;
    return is_switch || is_in(value.text, kTypes);
  }

  /// A text that a function makes of others.
  void composed(const Expression& call) {
    const bool names_it = std::ranges::any_of(call.arguments, [](const Expression& argument) {
      return argument.text.find(kField) != std::string::npos;
    });
    if (!names_it) {
      for (const Expression& argument : call.arguments) expression(argument, false);
      return;
    }
    const auto made = written_.surroundings().value(call, action_.range.begin);
    if (made.data->kind == Data::Kind::string) {
      text(call, made.data->text);
    } else {
      is_undecided_ = true;
    }
  }

  /// A text that may be YAML.
  void text(const Expression& expression, const std::string& text) {
    if (text.find(kField) == std::string::npos) return;
    templates::DataStore store;
    const Data* const data =
        templates::has_action(text) ? nullptr : templates::read_data(text, {}, store);
    int steps = 1000;
    bool is_found = false;
    if (data != nullptr) is_found = find(*data, expression.offset, store, steps);
    // A text that is only set aside writes nothing where it stands.
    if (!is_found && writes()) is_undecided_ = true;
  }

  /// Whether a type under the field was found, somewhere in the data.
  bool find(const Data& data, std::uint32_t offset, templates::DataStore& store, int& steps) {
    if (--steps < 0) return false;
    bool is_found = false;
    for (const auto& [key, value] : data.entries) {
      const bool is_profile = key == kField && value->kind == Data::Kind::mapping;
      const Data* const type = is_profile ? templates::field_of(*value, "type", store) : nullptr;
      if (type != nullptr) judge(*type, offset);
      is_found = type != nullptr || find(*value, offset, store, steps) || is_found;
    }
    for (const Data* const item : data.items) {
      is_found = find(*item, offset, store, steps) || is_found;
    }
    return is_found;
  }

  /// A type under the field; its word is looked for from `offset` on.
  void judge(const Data& type, std::uint32_t offset) {
    const std::string text = templates::text_of(type).value_or("");
    const bool is_safe = std::ranges::all_of(
        type.others, [](const std::string& other) { return is_in(other, kTypes); });
    if (text.empty() || templates::has_action(text)) {
      is_undecided_ = true;
    } else if (is_in(text, kTypes)) {
      is_undecided_ = is_undecided_ || !is_safe;
    } else {
      has_error_ = true;
      workload_.rendered_types.push_back({"action", place_of(text, offset), text, type.origin});
    }
  }

  ByteRange place_of(std::string_view word, std::uint32_t offset) const {
    const std::size_t at = written_[action_.range].find(word, offset);
    if (at == std::string_view::npos) return action_.range;
    const auto begin = action_.range.begin + static_cast<std::uint32_t>(at);
    return {begin, begin + static_cast<std::uint32_t>(word.size())};
  }

  const templates::Written& written_;
  const templates::Action& action_;
  Workload& workload_;
  bool is_undecided_ = false;
  bool has_error_ = false;
};

}  // namespace

Workload action_profiles(const templates::Written& written, ByteRange part) {
  Workload workload;
  workload.object.kind = called(Role::chart_template);
  for (const templates::Action& action : written.actions().all) {
    const bool is_meant = action.range.begin >= part.begin && action.range.end <= part.end &&
                          (action.kind == templates::ActionKind::output ||
                           action.kind == templates::ActionKind::silent);
    if (!is_meant || written[action.range].find("eccomp") == std::string_view::npos) continue;
    // A reading shows what a constant writes.
    const auto word = templates::rendered_word(written[action.range]);
    if (word && action.kind == templates::ActionKind::output) continue;
    ActionReader(written, action, workload).read();
  }
  return workload;
}

}  // namespace lint::manifest
