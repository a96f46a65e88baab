#include "lint/app/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "lint/manifest/strict.hpp"
#include "lint/text/text.hpp"
#include "rules/registry.hpp"

namespace lint {
namespace {

namespace fs = std::filesystem;
using manifest::Mistake;
using manifest::StrictReader;
using manifest::Type;
using manifest::Value;

constexpr std::array<std::string_view, 2> kNames{".seccomp-lint.yaml", ".seccomp-lint.yml"};

constexpr std::array<std::string_view, 6> kKeys{"baseline",  "exclude", "fail-level",
                                                "overrides", "rules",   "unset-means"};
constexpr std::array<std::string_view, 3> kOverrideKeys{"exclude-rules", "paths", "rules"};
constexpr std::array<std::string_view, 1> kRuleKeys{"level"};

constexpr std::array<std::pair<std::string_view, Level>, 3> kLevels{{
    {"off", Level::off},
    {"warning", Level::warning},
    {"error", Level::error},
}};

/// What a kubelet does where no profile is set, with `seccompDefault` and without.
constexpr std::array<std::string_view, 2> kUnsetMeans{"RuntimeDefault", "Unconfined"};

class ConfigReader {
 public:
  explicit ConfigReader(const StrictReader& reader) : reader_(reader) {}

  Config read() {
    const Value root = reader_.document().root();
    if (reader_.document().type(root) == Type::null) return {};
    reader_.expect(root, Type::mapping, "the configuration");
    reader_.for_each(root, "key", kKeys, [&](std::string_view key, const Value& value) {
      if (key == "baseline") baseline(value);
      if (key == "exclude") config_.excludes = patterns(value, "exclude");
      if (key == "fail-level") fail_level(value);
      if (key == "overrides") overrides(value);
      if (key == "rules") rules(value, "rules", config_.levels);
      if (key == "unset-means") unset_means(value);
    });
    return std::move(config_);
  }

 private:
  void note(std::string path, const Value& value) {
    config_.lines[std::move(path)] = reader_.line(value);
  }

  void baseline(const Value& value) {
    config_.baseline = reader_.text(value, "baseline");
    if (config_.baseline.empty()) throw Mistake{value.used, "baseline must name a file"};
    note("baseline", value);
  }

  std::vector<std::string> patterns(const Value& list, const std::string& path) {
    const std::size_t dot = path.rfind('.');
    const std::string key = dot == std::string::npos ? path : path.substr(dot + 1);
    std::vector<std::string> patterns =
        reader_.texts(list, key, fmt::format("a pattern of {}", key));
    std::size_t number = 0;
    for (const Value& item : reader_.document().items(list)) {
      note(fmt::format("{}.{}", path, number++), item);
    }
    return patterns;
  }

  void fail_level(const Value& value) {
    const Level level = level_of(value, "fail-level", std::span(kLevels).subspan(1));
    config_.fail_level = severity_of(level);
    note("fail-level", value);
  }

  void unset_means(const Value& value) {
    const std::string_view word = reader_.document().text(value);
    if (std::ranges::find(kUnsetMeans, word) == kUnsetMeans.end()) {
      throw Mistake{value.used,
                    fmt::format("unset-means must be {}, not {}{}", fmt::join(kUnsetMeans, " or "),
                                quoted(word), hint(word, kUnsetMeans))};
    }
    config_.unset_means = word;
    note("unset-means", value);
  }

  void rules(const Value& rules, const std::string& path, Levels& levels) {
    reader_.expect(rules, Type::mapping, "rules");
    reader_.for_each(rules, "rule", ::rules::ids(), [&](std::string_view id, const Value& level) {
      const std::string what = fmt::format("rules.{}", id);
      if (reader_.document().type(level) == Type::mapping) {
        reader_.for_each(level, "key", kRuleKeys, [&](std::string_view, const Value& inner) {
          levels[std::string(id)] = level_of(inner, what + ".level", kLevels);
        });
      } else {
        levels[std::string(id)] = level_of(level, what, kLevels);
      }
      note(fmt::format("{}.{}", path, id), level);
    });
  }

  void overrides(const Value& list) {
    reader_.expect(list, Type::sequence, "overrides");
    for (const Value& item : reader_.document().items(list)) override(item);
  }

  void override(const Value& item) {
    const std::string path = fmt::format("overrides.{}", config_.overrides.size());
    Override override;
    bool has_paths = false;
    reader_.expect(item, Type::mapping, "an override");
    reader_.for_each(item, "key", kOverrideKeys, [&](std::string_view key, const Value& value) {
      if (key == "paths") {
        has_paths = true;
        override.paths = patterns(value, path + ".paths");
      }
      if (key == "rules") rules(value, path + ".rules", override.levels);
    });
    // What is excluded is so, wherever it stands among the keys.
    reader_.for_each(item, "key", kOverrideKeys, [&](std::string_view key, const Value& value) {
      if (key == "exclude-rules") exclude_rules(value, path, override.levels);
    });
    if (!has_paths) throw Mistake{item.used, "an override needs 'paths'"};
    config_.overrides.push_back(std::move(override));
  }

  void exclude_rules(const Value& list, const std::string& path, Levels& levels) {
    reader_.expect(list, Type::sequence, "exclude-rules");
    for (const Value& item : reader_.document().items(list)) {
      const std::string id = reader_.text(item, "a rule of exclude-rules");
      if (::rules::find(id) == nullptr) {
        throw Mistake{item.used, fmt::format("unknown rule {}{}", lint::quoted(id),
                                             choices(id, ::rules::ids()))};
      }
      levels[id] = Level::off;
      note(fmt::format("{}.rules.{}", path, id), item);
    }
  }

  /// `off` is a boolean to YAML and a word to us.
  Level level_of(const Value& value, std::string_view what,
                 std::span<const std::pair<std::string_view, Level>> levels) const {
    const std::string_view text = reader_.document().text(value);
    std::vector<std::string_view> words;
    for (const auto& [word, level] : levels) {
      if (text == word) return level;
      words.push_back(word);
    }
    const Type type = reader_.document().type(value);
    const bool is_scalar = type != Type::mapping && type != Type::sequence;
    throw Mistake{value.used, fmt::format("{} must be {}, not {}{}", what, fmt::join(words, " or "),
                                          is_scalar ? lint::quoted(text)
                                                    : std::string(manifest::with_article(type)),
                                          hint(text, words))};
  }

  const StrictReader& reader_;
  Config config_;
};

}  // namespace

std::string Config::folder() const {
  const std::string folder = fs::path(path).parent_path().string();
  return folder.empty() ? "." : folder;
}

bool is_config_name(std::string_view path) {
  return std::ranges::find(kNames, path.substr(path.rfind('/') + 1)) != kNames.end();
}

std::vector<std::string> nearest_configs(const std::string& folder) {
  std::error_code error;
  const fs::path start = fs::absolute(folder, error).lexically_normal();
  if (error) return {};
  // Named as seen from here while that is possible, so that messages stay short.
  fs::path shown = folder == "." ? fs::path() : fs::path(folder);
  for (fs::path at = start.has_filename() ? start : start.parent_path();; at = at.parent_path()) {
    std::vector<std::string> found;
    for (const std::string_view name : kNames) {
      if (fs::is_regular_file(at / name, error)) found.push_back((shown / name).string());
    }
    const bool is_last = fs::exists(at / ".git", error) || at == at.parent_path();
    if (!found.empty() || is_last) return found;
    shown = folder == "." ? shown / ".." : at.parent_path();
  }
}

Result<std::string> find_config(const std::string& folder) {
  const std::vector<std::string> found = nearest_configs(folder);
  if (found.size() > 1) {
    return Error{fmt::format("{} and {} stand in one folder; only one of them can hold",
                             printable(found.front()), kNames.back())};
  }
  return found.empty() ? std::string() : found.front();
}

Result<Config> parse_config(const std::string& path, std::string_view text) {
  Config config;
  const auto read = [&](const StrictReader& reader) { config = ConfigReader(reader).read(); };
  if (auto error = manifest::read_strictly(path, text, "a configuration", read)) return *error;
  config.path = path;
  return config;
}

}  // namespace lint
