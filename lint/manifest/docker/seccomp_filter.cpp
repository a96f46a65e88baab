#include "lint/manifest/docker/seccomp_filter.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "lint/template/written.hpp"
#include "lint/text/text.hpp"
#include "lint/yaml/json_text.hpp"
#include "lint/yaml/libyaml_reader.hpp"

namespace lint::manifest {
namespace {

constexpr std::array kRefused = std::to_array<std::string_view>({
    "acct",
    "add_key",
    "bpf",
    "clock_settime",
    "delete_module",
    "finit_module",
    "get_mempolicy",
    "init_module",
    "ioperm",
    "iopl",
    "kcmp",
    "kexec_file_load",
    "kexec_load",
    "keyctl",
    "lookup_dcookie",
    "mbind",
    "mount",
    "move_pages",
    "open_by_handle_at",
    "perf_event_open",
    "pivot_root",
    "quotactl",
    "reboot",
    "request_key",
    "set_mempolicy",
    "setns",
    "settimeofday",
    "swapoff",
    "swapon",
    "umount",
    "umount2",
    "unshare",
    "userfaultfd",
});

constexpr std::array kKeys = std::to_array<std::string_view>({
    "$schema",
    "architectures",
    "archmap",
    "defaultaction",
    "defaulterrno",
    "defaulterrnoret",
    "flags",
    "listenermetadata",
    "listenerpath",
    "syscalls",
});

SeccompFilter::Default default_of(const Document& document, const std::optional<Value>& action) {
  using Default = SeccompFilter::Default;
  if (!action || document.type(*action) == Type::null) return Default::none;
  const std::string_view text = document.text(*action);
  const bool is_variable = text.find('$') != text.npos;
  if (document.type(*action) == Type::undecided || is_variable) return Default::unknown;
  if (text.empty()) return Default::none;
  if (text == "SCMP_ACT_ALLOW") return Default::allow;
  return text == "SCMP_ACT_LOG" ? Default::log : Default::other;
}

/// Whether a template's actions write anything in it.
bool is_unfinished(const Document& document, Value profile) {
  if (profile.node == yaml::kNoNode) return false;
  profile.key.end = document.tree()[profile.node].range.begin;
  return document.may_have_more(profile);
}

/// Docker's older profiles name one call under `name`.
std::vector<std::string_view> names_of(const Document& document, const Value& rule) {
  std::vector<std::string_view> names;
  const auto add = [&](const Value& value) {
    const std::string_view name = document.text(value);
    if (!name.empty()) names.push_back(name);
  };
  if (const auto list = field_of_filter(document, rule, "names")) {
    for (const Value& item : document.items(*list)) add(item);
  }
  if (const auto name = field_of_filter(document, rule, "name")) add(*name);
  return names;
}

}  // namespace

std::span<const std::string_view> calls_refused_by_default() {
  return kRefused;
}

bool is_filter_key(std::string_view key) {
  const std::string lowered = lower(key);
  return std::ranges::find(kKeys, lowered) != kKeys.end() || lowered.starts_with("comment") ||
         lowered.starts_with("_comment") || lowered.starts_with("//");
}

std::optional<Value> field_of_filter(const Document& document, const Value& mapping,
                                     std::string_view key) {
  std::optional<Value> found;
  for (const auto& [name, value] : document.entries(mapping)) {
    if (lower(document.text(name)) == key) found = value;
  }
  return found;
}

/// A rule that has conditions counts as one that refuses: it may be meant so.
void add_rules(const Document& document, const Value& profile, SeccompFilter& filter) {
  const auto rules = field_of_filter(document, profile, "syscalls");
  if (!rules) return;
  if (document.type(*rules) == Type::undecided || is_unfinished(document, profile)) {
    filter.default_action = SeccompFilter::Default::unknown;
  }
  for (const Value& rule : document.items(*rules)) {
    filter.has_rules = true;
    const auto action = field_of_filter(document, rule, "action");
    const std::string_view word = action ? document.text(*action) : std::string_view();
    if (word == "SCMP_ACT_ALLOW" || word == "SCMP_ACT_LOG") continue;
    for (const std::string_view name : names_of(document, rule)) {
      filter.refuses_any = true;
      std::erase(filter.open_calls, name);
    }
  }
}

SeccompFilter read_filter(const Document& document, const Value& profile) {
  SeccompFilter filter;
  const auto action = field_of_filter(document, profile, "defaultaction");
  filter.default_action = default_of(document, action);
  filter.place = document.written(action ? *action : profile);
  filter.open_calls.assign(kRefused.begin(), kRefused.end());
  if (is_unfinished(document, profile)) filter.default_action = SeccompFilter::Default::unknown;
  add_rules(document, profile, filter);
  return filter;
}

std::optional<SeccompFilter> filter_in(std::string_view text, ByteRange place) {
  if (!yaml::json_root_entries(trimmed(text))) return std::nullopt;
  std::string masked(text);
  yaml::mask_json(masked);
  const PlacedText placed(masked);
  yaml::TreeBuilder builder(placed);
  const yaml::Parse parse = yaml::parse_with_libyaml(placed, {0, placed.end()}, &builder);
  if (parse.error || parse.is_empty) return std::nullopt;
  const yaml::Tree tree = builder.take();
  const templates::Written written(masked);
  const Document document(tree, written);
  if (document.type(document.root()) != Type::mapping) return std::nullopt;
  SeccompFilter filter = read_filter(document, document.root());
  filter.place = place;
  return filter;
}

}  // namespace lint::manifest
