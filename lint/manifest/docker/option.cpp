#include "lint/manifest/docker/option.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "lint/manifest/docker/seccomp_filter.hpp"
#include "lint/template/written.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kKey = "seccomp";
constexpr std::string_view kOff = "unconfined";
constexpr std::string_view kBuiltin = "builtin";
/// The text that CNTR-MK-001170 looks for. To Docker it is the unknown option "seccomp:".
constexpr std::string_view kStigText = "seccomp:=unconfined";

/// The flag of `docker run` that takes a security option.
constexpr std::string_view kFlag = "security-opt";

/// Other tools' spellings, names of Kubernetes' and AppArmor's profiles among them, and Docker's
/// keyword for each.
constexpr auto kOtherWords = std::to_array<std::pair<std::string_view, std::string_view>>({
    {"default", kBuiltin},
    {"built-in", kBuiltin},
    {"runtime/default", kBuiltin},
    {"runtime-default", kBuiltin},
    {"runtimedefault", kBuiltin},
    {"docker/default", kBuiltin},
    {"docker-default", kBuiltin},
    {"confined", kBuiltin},
    {"enable", kBuiltin},
    {"enabled", kBuiltin},
    {"on", kBuiltin},
    {"true", kBuiltin},
    {"yes", kBuiltin},
    {"off", kOff},
    {"no", kOff},
    {"none", kOff},
    {"false", kOff},
    {"disable", kOff},
    {"disabled", kOff},
    {"unrestricted", kOff},
    {"unlimited", kOff},
});

struct Cut {
  std::string_view key;
  std::string_view value;
  bool has_separator = false;
};

/// At the first `=`, else at the first `:`.
Cut cut(std::string_view text) {
  std::size_t at = text.find('=');
  if (at == std::string_view::npos) at = text.find(':');
  if (at == std::string_view::npos) return {text, {}, false};
  return {text.substr(0, at), text.substr(at + 1), true};
}

/// Without the blanks, quotes and separators around it.
std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kNoise = " \t\r\n\"'`:=";
  const std::size_t begin = std::min(text.find_first_not_of(kNoise), text.size());
  return text.substr(begin, text.find_last_not_of(kNoise) + 1 - begin);
}

/// The keyword that a value was meant to be. A name with a dot or a slash is a file's.
std::optional<std::string_view> meant_keyword(std::string_view value) {
  std::string_view word = trimmed(value);
  word = trimmed(word.substr(0, word.find_first_of(" \t\r\n#,;")));
  const std::string lowered = lower(word);
  for (const auto& [other, keyword] : kOtherWords) {
    if (lowered == other) return keyword;
  }
  if (word.find_first_of("./\\{~$") != std::string_view::npos) return std::nullopt;
  constexpr std::array<std::string_view, 2> kKeywords{kOff, kBuiltin};
  return nearest(word, kKeywords);
}

/// Whether quotes stand around a value, as no shell takes them away in a file.
bool is_quoted(std::string_view value) {
  return value.size() > 2 && (value[0] == '"' || value[0] == '\'') && value.ends_with(value[0]);
}

/// The option after a flag that was pasted with it; nothing where there is no flag.
std::optional<std::string_view> after_flag(std::string_view text) {
  const std::size_t dashes = std::min(text.find_first_not_of('-'), text.size());
  if (dashes == 0 || !text.substr(dashes).starts_with(kFlag)) return std::nullopt;
  const std::string_view rest = text.substr(dashes + kFlag.size());
  if (!rest.starts_with('=') && !rest.starts_with(' ')) return std::nullopt;
  return trimmed(rest);
}

std::string meant_option(std::string_view value) {
  const std::string_view keyword = meant_keyword(value).value_or(trimmed(value));
  return fmt::format("{}={}", kKey, keyword.empty() ? kBuiltin : keyword);
}

/// Whether a key that is not `seccomp` was meant to be; x-seccomp was not.
bool is_meant(std::string_view key) {
  if (key.starts_with("x-")) return false;
  constexpr std::array<std::string_view, 1> kKeys{kKey};
  return lower(trimmed(key)).starts_with(kKey) || nearest(trimmed(key), kKeys);
}

void judge_value(std::string_view value, OptionReader reader, DockerSetting& setting) {
  setting.effect = SeccompEffect::custom;
  if (value == kOff) {
    setting.effect = SeccompEffect::off;
  } else if (value == kBuiltin) {
    setting.effect = SeccompEffect::builtin;
  } else if (value.empty()) {
    setting.effect = SeccompEffect::builtin;
    if (reader == OptionReader::client) setting.refusal = Refusal::no_value;
    setting.meant = meant_option(value);
  } else if (value.starts_with('{')) {
    setting.filter = filter_in(value, setting.place);
    if (setting.filter && setting.filter->loads_nothing()) setting.effect = SeccompEffect::off;
    if (reader == OptionReader::client) setting.refusal = Refusal::profile;
  } else if (meant_keyword(value)) {
    setting.refusal = Refusal::value;
    setting.meant = meant_option(value);
  } else if (is_quoted(value) && reader == OptionReader::client) {
    setting.refusal = Refusal::quotes;
    setting.meant = meant_option(value);
  }
}

void judge_known(std::string_view text, OptionReader reader, DockerSetting& setting) {
  const Cut option = cut(text);
  if (text == kStigText) {
    setting.effect = SeccompEffect::off_by_stig;
  } else if (option.key == kKey && option.has_separator) {
    judge_value(option.value, reader, setting);
  } else if (const auto rest = after_flag(text)) {
    if (!is_meant(cut(*rest).key)) return;
    setting.refusal = Refusal::flag;
    setting.meant = meant_option(cut(*rest).value);
  } else if (text == kBuiltin) {
    setting.refusal = Refusal::no_key;
    setting.meant = meant_option(text);
  } else if (is_meant(option.key)) {
    setting.refusal = option.has_separator ? Refusal::key : Refusal::no_value;
    setting.meant = meant_option(option.value);
  }
}

bool is_about_seccomp(const DockerSetting& setting) {
  switch (setting.effect) {
    case SeccompEffect::builtin:
    case SeccompEffect::custom:
    case SeccompEffect::off:
      return true;
    case SeccompEffect::undecided:
      return cut(setting.value).key == kKey;
    case SeccompEffect::none:
    case SeccompEffect::no_default:
    case SeccompEffect::off_by_stig:
      break;
  }
  return false;
}

/// A variable may stand for the value of an option, or for the option as a whole.
std::string_view undecided_advice(const DockerSetting& option) {
  const Cut known = cut(option.value);
  if (known.key == kKey && known.has_separator) {
    return "give it a default as in '${NAME:-builtin}', or check what 'docker compose config' "
           "prints";
  }
  const std::string_view text = option.text;
  const bool is_whole = text.starts_with('$') && text.find("}:") == text.npos &&
                        text.find("}=") == text.npos && known.key.empty();
  if (is_whole) {
    return "give it a default as in '${NAME:-seccomp=builtin}', or check what 'docker compose "
           "config' prints";
  }
  return "check what 'docker compose config' prints";
}

/// The name of a variable that is all of a text, as `$NAME` or `${NAME}`; else empty.
std::string_view bare_variable(std::string_view text) {
  if (!text.starts_with('$')) return {};
  text.remove_prefix(1);
  if (text.starts_with('{') && text.ends_with('}')) text = text.substr(1, text.size() - 2);
  const bool is_name = std::ranges::all_of(text, [](char c) {
    return c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  });
  return is_name && !text.empty() && (text[0] < '0' || text[0] > '9') ? text : std::string_view();
}

/// Docker refuses an option that is empty, and one for seccomp without a value.
std::string with_default(const DockerSetting& option) {
  if (option.readers == DockerSetting::Readers::podman_compose) return {};
  if (option.items == ByteRange()) return {};  // a part of a longer text
  const std::string_view text = option.text;
  if (const auto name = bare_variable(text); !name.empty()) {
    return fmt::format("${{{}:-{}={}}}", name, kKey, kBuiltin);
  }
  const std::size_t key = text.starts_with(kKey) ? kKey.size() + 1 : 0;
  if (key == 0 || key > text.size() || (text[key - 1] != '=' && text[key - 1] != ':')) return {};
  const auto name = bare_variable(text.substr(key));
  return name.empty() ? "" : fmt::format("{}${{{}:-{}}}", text.substr(0, key), name, kBuiltin);
}

UndecidedValue undecided_value(const DockerSetting& option) {
  const bool is_template = templates::has_action(option.text);
  std::string advice = option.advice;
  if (advice.empty()) advice = is_template ? "check the rendered file" : undecided_advice(option);
  return {option.part,    option.place,      fmt::format("security option {}", quoted(option.text)),
          option.awaited, std::move(advice), with_default(option)};
}

}  // namespace

void judge_option(const Interpolated& text, OptionReader reader, DockerSetting& setting) {
  if (text.is_known()) {
    if (text.has_defaults) setting.value = text.front();
    judge_known(text.front(), reader, setting);
  } else if (text.may_be("seccomp=unconfined") || text.may_be("seccomp:unconfined")) {
    setting.effect = SeccompEffect::undecided;
    setting.value = text.front();
    setting.awaited = fmt::format("{}", fmt::join(text.unknown, " and "));
  } else if (cut(text.front()).key == kKey && cut(text.front()).has_separator) {
    setting.effect = SeccompEffect::custom;
  }
}

void judge_mapping_option(std::string_view key, std::string_view value, DockerSetting& setting) {
  if (!is_meant(key)) return;
  setting.refusal = Refusal::mapping;
  setting.meant = meant_option(value);
}

void judge_one_word(std::string_view option, DockerSetting& setting) {
  if (!is_meant(cut(trimmed(option)).key)) return;
  setting.refusal = Refusal::one_word;
  setting.meant = fmt::format("--{}={}", kFlag, meant_option(cut(trimmed(option)).value));
}

void keep_effective(std::vector<DockerSetting>& options) {
  bool is_decided = false;  // by an option after this one
  for (auto option = options.rbegin(); option != options.rend(); ++option) {
    if (is_decided && option->effect != SeccompEffect::off_by_stig) {
      option->effect = SeccompEffect::none;
    }
    is_decided = is_decided || is_about_seccomp(*option);
  }
  std::erase_if(options, [](const DockerSetting& option) {
    return option.effect == SeccompEffect::none && option.refusal == Refusal::none;
  });
}

void add_options(std::vector<DockerSetting> options, Workload& workload) {
  keep_effective(options);
  for (DockerSetting& option : options) {
    if (option.effect == SeccompEffect::undecided) {
      workload.undecided_values.push_back(undecided_value(option));
    } else {
      workload.docker_settings.push_back(std::move(option));
    }
  }
}

}  // namespace lint::manifest
