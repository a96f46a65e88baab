#include "lint/suppress/baseline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <system_error>
#include <utility>

#include "lint/manifest/strict.hpp"
#include "lint/report/words.hpp"
#include "lint/text/text.hpp"

namespace lint {
namespace {

namespace fs = std::filesystem;
using manifest::Mistake;
using manifest::StrictReader;
using manifest::Type;
using manifest::Value;

constexpr std::string_view kHead =
    "# Findings that seccomp-lint knows and does not report; made by --write-baseline.\n"
    "version: 1\n";

constexpr std::array<std::string_view, 2> kKeys{"version", "findings"};
constexpr std::array<std::string_view, 5> kEntryKeys{"path", "rule", "object", "part", "count"};

/// "Deployment 'web' in namespace 'shop'"; a container's state is nothing that lasts.
std::string object_words(const Object* object) {
  if (object == nullptr || object->kind.empty()) return {};
  Object lasting = *object;
  lasting.detail = {};
  std::string words = report::object_words(lasting);
  if (!object->name_space.empty()) {
    words += fmt::format(" in namespace {}", lint::quoted(object->name_space));
  }
  return words;
}

BaselineKey key_of(const std::string& path, const FileResult& file, const Finding& finding) {
  return {path, std::string(finding.rule->id), valid_utf8(object_words(file.object_of(finding))),
          valid_utf8(finding.part)};
}

std::size_t number(const StrictReader& reader, const Value& value, std::string_view what) {
  reader.expect(value, Type::integer, what);
  const std::string_view text = reader.document().text(value);
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size() || number == 0) {
    throw Mistake{value.used,
                  fmt::format("{} must be a number from 1 on, not {}", what, lint::quoted(text))};
  }
  return number;
}

struct Read {
  BaselineKey key;
  std::size_t count = 1;
  std::uint32_t line = 0;
};

Read read_entry(const StrictReader& reader, const Value& value) {
  reader.expect(value, Type::mapping, "an entry of findings");
  Read entry;
  entry.line = reader.line(value);
  reader.for_each(value, "key", kEntryKeys, [&](std::string_view key, const Value& field) {
    if (key == "path") entry.key.path = reader.text(field, key);
    if (key == "rule") entry.key.rule = reader.text(field, key);
    if (key == "object") entry.key.object = reader.text(field, key);
    if (key == "part") entry.key.part = reader.text(field, key);
    if (key == "count") entry.count = number(reader, field, key);
  });
  for (const auto& [key, text] :
       {std::pair{"path", &entry.key.path}, std::pair{"rule", &entry.key.rule}}) {
    if (text->empty()) throw Mistake{value.used, fmt::format("an entry has no {}", key)};
  }
  return entry;
}

std::string as_line(const BaselineKey& key, std::size_t count) {
  std::string line = fmt::format("- {{path: {}, rule: {}", manifest::yaml_quoted(key.path),
                                 manifest::yaml_quoted(key.rule));
  if (!key.object.empty()) line += ", object: " + manifest::yaml_quoted(key.object);
  if (!key.part.empty()) line += ", part: " + manifest::yaml_quoted(key.part);
  if (count > 1) line += fmt::format(", count: {}", count);
  return line + "}\n";
}

}  // namespace

Baseline::Baseline(std::string path) : path_(std::move(path)) {
  std::error_code ignored;
  folder_ = fs::weakly_canonical(fs::absolute(path_, ignored).parent_path(), ignored).string();
}

/// As the baseline calls a file; empty where no finding asks for it.
std::string Baseline::path_of(const FileResult& file) const {
  if (file.findings.empty()) return {};
  std::error_code ignored;
  const fs::path path = fs::weakly_canonical(fs::absolute(file.name, ignored), ignored);
  const fs::path relative = path.lexically_relative(folder_);
  return valid_utf8((relative.empty() ? path : relative).generic_string());
}

void Baseline::add(const FileResult& file) {
  const std::string path = path_of(file);
  for (const Finding& finding : file.findings) ++entries_[key_of(path, file, finding)].count;
}

Result<Baseline> Baseline::parse(const std::string& path, std::string_view text) {
  Baseline baseline(path);
  std::vector<Read> entries;
  bool has_findings = false;
  const auto read = [&](const StrictReader& reader) {
    const Value root = reader.document().root();
    reader.expect(root, Type::mapping, "the baseline");
    reader.for_each(root, "key", kKeys, [&](std::string_view key, const Value& value) {
      if (key == "version" && number(reader, value, key) != 1) {
        throw Mistake{value.used, "this version of seccomp-lint knows baselines of version 1 only"};
      }
      if (key != "findings") return;
      has_findings = true;
      reader.expect(value, Type::sequence, key);
      for (const Value& item : reader.document().items(value)) {
        entries.push_back(read_entry(reader, item));
      }
    });
    if (!has_findings) throw Mistake{root.used, "the baseline has no key 'findings'"};
  };
  if (auto error = manifest::read_strictly(path, text, "a baseline", read)) return *error;
  if (!has_findings) {
    return Error{fmt::format("{}:1:1: the baseline is empty; write it with --write-baseline",
                             printable(path))};
  }
  for (const auto& [key, count, line] : entries) {
    // Two branches may have added the same one.
    BaselineEntry& entry = baseline.entries_[key];
    entry = {std::max(entry.count, count), line};
  }
  return baseline;
}

std::string Baseline::text() const {
  std::string text(kHead);
  text += entries_.empty() ? "findings: []\n" : "findings:\n";
  for (const auto& [key, entry] : entries_) text += as_line(key, entry.count);
  return text;
}

void Baseline::apply(FileResult& file) {
  const std::string path = path_of(file);
  std::vector<Finding> left;
  for (const Finding& finding : file.findings) {
    const BaselineKey key = key_of(path, file, finding);
    const auto entry = entries_.find(key);
    const bool is_known = entry != entries_.end() && found_[key] < entry->second.count;
    if (is_known) ++found_[key];
    (is_known ? file.known : left).push_back(finding);
  }
  file.findings = std::move(left);
}

std::vector<Note> Baseline::stale(
    const std::function<bool(const std::string& path)>& was_checked) const {
  std::vector<Note> notes;
  for (const auto& [key, entry] : entries_) {
    const auto found = found_.find(key);
    const std::size_t missing = entry.count - (found == found_.end() ? 0 : found->second);
    const std::string path = (fs::path(folder_) / key.path).lexically_normal().string();
    std::error_code ignored;
    if (missing == 0 || (fs::exists(path, ignored) && !was_checked(path))) continue;
    std::string words = fmt::format("{}: {}", key.path, key.rule);
    for (const std::string* text : {&key.object, &key.part}) {
      if (!text->empty()) words += ", " + *text;
    }
    const std::string count = missing == 1 ? "" : fmt::format(" ({} times)", missing);
    notes.push_back({path_, entry.line, fmt::format("stale, no longer found{}: {}", count, words)});
  }
  return notes;
}

}  // namespace lint
