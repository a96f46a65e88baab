#include "lint/app/config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <system_error>
#include <utility>

#include "lint/manifest/document.hpp"
#include "lint/text/source.hpp"
#include "lint/text/text.hpp"
#include "lint/yaml/documents.hpp"
#include "lint/yaml/reader.hpp"
#include "rules/registry.hpp"

namespace lint {
namespace {

namespace fs = std::filesystem;
using manifest::Document;
using manifest::Type;
using manifest::Value;

constexpr const char* kName = ".seccomp-lint.yaml";

constexpr std::array<std::pair<std::string_view, Level>, 3> kLevels{{
    {"off", Level::off},
    {"warning", Level::warning},
    {"error", Level::error},
}};

/// What a kubelet does where no profile is set, with `seccompDefault` and without.
constexpr std::array<std::string_view, 2> kUnsetMeans{"RuntimeDefault", "Unconfined"};

/// What stops the reading of a configuration, and where.
struct Mistake {
  ByteRange place;
  std::string message;
};

class ConfigReader {
 public:
  explicit ConfigReader(const Document& document) : document_(document) {}

  Config read() {
    const Value root = document_.root();
    if (document_.type(root) == Type::null) return {};
    expect(root, Type::mapping, "the configuration");
    constexpr std::array<std::string_view, 4> kKeys{"exclude", "fail-level", "rules",
                                                    "unset-means"};
    for_each(root, "key", kKeys, [&](std::string_view key, const Value& value) {
      if (key == "exclude") excludes(value);
      if (key == "fail-level") fail_level(value);
      if (key == "rules") rules(value);
      if (key == "unset-means") unset_means(value);
    });
    return std::move(config_);
  }

 private:
  void excludes(const Value& list) {
    expect(list, Type::sequence, "exclude");
    for (const Value& pattern : document_.items(list)) {
      expect(pattern, Type::string, "a pattern of exclude");
      config_.excludes.emplace_back(document_.text(pattern));
    }
  }

  void fail_level(const Value& value) {
    const Level level = level_of(value, "fail-level", std::span(kLevels).subspan(1));
    config_.fail_level = severity_of(level);
  }

  void unset_means(const Value& value) {
    const std::string_view word = document_.text(value);
    if (std::ranges::find(kUnsetMeans, word) == kUnsetMeans.end()) {
      throw Mistake{value.used,
                    fmt::format("unset-means must be {}, not {}{}", fmt::join(kUnsetMeans, " or "),
                                quoted(word), hint(word, kUnsetMeans))};
    }
    config_.unset_means = word;
  }

  void rules(const Value& rules) {
    expect(rules, Type::mapping, "rules");
    for_each(rules, "rule", ::rules::ids(), [&](std::string_view id, const Value& options) {
      const std::string what = fmt::format("rules.{}", id);
      expect(options, Type::mapping, what);
      for_each(options, "key", std::array<std::string_view, 1>{"level"},
               [&](std::string_view, const Value& level) {
                 config_.levels[std::string(id)] = level_of(level, what + ".level", kLevels);
               });
    });
  }

  /// Visits the entries of a mapping; each key must be one of `known`, and stand there once.
  template <typename Known, typename Visit>
  void for_each(const Value& mapping, std::string_view what, const Known& known, Visit visit) {
    std::vector<std::string_view> seen;
    for (const auto& [key, value] : document_.entries(mapping)) {
      const std::string_view text = document_.text(key);
      if (std::ranges::find(known, text) == known.end()) {
        throw Mistake{key.used, fmt::format("unknown {} {}{}", what, quoted(text),
                                            hint(text, std::span(known)))};
      }
      if (std::ranges::find(seen, text) != seen.end()) {
        throw Mistake{key.used, fmt::format("{} {} is here twice", what, quoted(text))};
      }
      seen.push_back(text);
      visit(text, value);
    }
  }

  void expect(const Value& value, Type wanted, std::string_view what) const {
    const Type type = document_.type(value);
    if (type == wanted) return;
    throw Mistake{value.used,
                  fmt::format("{} must be {}, not {}", what, manifest::with_article(wanted),
                              manifest::with_article(type))};
  }

  /// `off` is a boolean to YAML and a word to us.
  Level level_of(const Value& value, std::string_view what,
                 std::span<const std::pair<std::string_view, Level>> levels) const {
    std::vector<std::string_view> words;
    for (const auto& [word, level] : levels) {
      if (document_.text(value) == word) return level;
      words.push_back(word);
    }
    throw Mistake{value.used,
                  fmt::format("{} must be {}, not {}{}", what, fmt::join(words, " or "),
                              quoted(document_.text(value)), hint(document_.text(value), words))};
  }

  const Document& document_;
  Config config_;
};

}  // namespace

std::string find_config(const std::string& folder) {
  std::error_code error;
  const fs::path start = fs::absolute(folder, error).lexically_normal();
  if (error) return {};
  // Named as seen from here while that is possible, so that messages stay short.
  fs::path shown = folder == "." ? fs::path() : fs::path(folder);
  for (fs::path at = start.has_filename() ? start : start.parent_path();; at = at.parent_path()) {
    if (fs::is_regular_file(at / kName, error)) return (shown / kName).string();
    if (fs::exists(at / ".git", error) || at == at.parent_path()) return {};
    shown = folder == "." ? shown / ".." : at.parent_path();
  }
}

Result<Config> parse_config(const std::string& path, std::string_view text) {
  const Source source(text);
  const auto fail = [&](ByteRange place, std::string_view message) {
    const Position at = source.position(place.begin);
    return Error{fmt::format("{}:{}:{}: {}", printable(path), at.line, at.column, message)};
  };
  Config config;
  bool is_first = true;
  for (const ByteRange range : yaml::split_documents(source.text())) {
    yaml::TreeBuilder builder(source.text());
    const yaml::Parse parse = yaml::parse_document(source.text(), range, &builder);
    if (parse.error) return fail({parse.error->offset, range.end}, parse.error->problem);
    if (parse.is_empty) continue;
    const yaml::Tree tree = builder.take();
    if (!std::exchange(is_first, false)) {
      return fail(tree[0].range, "a configuration is one document");
    }
    const templates::Written written(source.text());
    const Document document(tree, written);
    try {
      config = ConfigReader(document).read();
    } catch (const Mistake& mistake) {
      return fail(mistake.place, mistake.message);
    }
  }
  config.path = path;
  return config;
}

std::string yaml_quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (byte < 0x20 || byte == 0x7F) {
      out += fmt::format("\\x{:02x}", byte);
    } else {
      out += c;
    }
  }
  return out + '"';
}

}  // namespace lint
