#include "lint/manifest/strict.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lint/template/written.hpp"
#include "lint/text/text.hpp"
#include "lint/yaml/documents.hpp"
#include "lint/yaml/reader.hpp"

namespace lint::manifest {

void StrictReader::expect(const Value& value, Type wanted, std::string_view what) const {
  const Type type = document_.type(value);
  if (type == wanted) return;
  throw Mistake{value.used, fmt::format("{} must be {}, not {}", what, with_article(wanted),
                                        with_article(type))};
}

std::vector<std::string> StrictReader::texts(const Value& list, std::string_view name,
                                             std::string_view what) const {
  expect(list, Type::sequence, name);
  std::vector<std::string> texts;
  for (const Value& item : document_.items(list)) texts.push_back(text(item, what));
  return texts;
}

void StrictReader::for_each(
    const Value& mapping, std::string_view what, std::span<const std::string_view> known,
    const std::function<void(std::string_view key, const Value& value)>& visit) const {
  std::vector<std::string_view> seen;
  for (const auto& [key, value] : document_.entries(mapping)) {
    const std::string_view text = document_.text(key);
    if (std::ranges::find(known, text) == known.end()) {
      throw Mistake{key.used,
                    fmt::format("unknown {} {}{}", what, quoted(text), choices(text, known))};
    }
    if (std::ranges::find(seen, text) != seen.end()) {
      throw Mistake{key.used, fmt::format("{} {} is here twice", what, quoted(text))};
    }
    seen.push_back(text);
    visit(text, value);
  }
}

std::optional<Error> read_strictly(const std::string& path, std::string_view text,
                                   std::string_view what,
                                   const std::function<void(const StrictReader&)>& read) {
  const Source source(text);
  const auto fail = [&](ByteRange place, std::string_view message) {
    const Position at = source.position(place.begin);
    return Error{fmt::format("{}:{}:{}: {}", printable(path), at.line, at.column, message)};
  };
  bool is_first = true;
  for (const ByteRange range : yaml::split_documents(source.text())) {
    yaml::TreeBuilder builder(source.text());
    const yaml::Parse parse = yaml::parse_document(source.text(), range, &builder);
    if (parse.error) return fail({parse.error->offset, range.end}, parse.error->problem);
    if (parse.is_empty) continue;
    const yaml::Tree tree = builder.take();
    if (!std::exchange(is_first, false)) {
      return fail(tree[0].range, fmt::format("{} is one document", what));
    }
    const templates::Written written(source.text());
    const Document document(tree, written);
    try {
      read(StrictReader(document, source));
    } catch (const Mistake& mistake) {
      return fail(mistake.place, mistake.message);
    }
  }
  return std::nullopt;
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

}  // namespace lint::manifest
