#include "lint/yaml/documents.hpp"

#include <cstdint>
#include <string>
#include <vector>

#include "tests/check.hpp"

namespace {

using Texts = std::vector<std::string>;

Texts documents(std::string_view text) {
  Texts texts;
  for (const lint::ByteRange range : lint::yaml::split_documents(text)) {
    texts.emplace_back(text.substr(range.begin, range.end - range.begin));
  }
  return texts;
}

TEST_CASE("stream: lines of three dashes separate documents") {
  CHECK(documents("a\n---\nb\n---\nc") == Texts{"a\n", "b\n", "c"});
  CHECK(documents("---\na\n---\n") == Texts{"a\n"});
  CHECK(documents("") == Texts{});
}

TEST_CASE("stream: what follows the dashes on their line belongs to the document") {
  CHECK(documents("a\n--- b\n") == Texts{"a\n", "--- b\n"});
  CHECK(documents("a\n--- # c\nb\n") == Texts{"a\n", "b\n"});
  CHECK(documents("a\n---\tb\n") == Texts{"a\n", "---\tb\n"});
}

TEST_CASE("stream: only whole markers at a line's begin count") {
  CHECK(documents("a: ---\n ---\n----\n---b\n") == Texts{"a: ---\n ---\n----\n---b\n"});
  CHECK(documents("a: ...\n ...\n....\n") == Texts{"a: ...\n ...\n....\n"});
}

TEST_CASE("stream: three dots end a document") {
  CHECK(documents("a\n...\nb\n") == Texts{"a\n", "b\n"});
  CHECK(documents("a\n...\n---\nb\n...\n") == Texts{"a\n", "b\n"});
}

TEST_CASE("stream: directives stay with the document that they precede") {
  CHECK(documents("%YAML 1.1\n---\na\n---\nb") == Texts{"%YAML 1.1\n---\na\n", "b"});
  CHECK(documents("a\n...\n# c\n%TAG ! !x\n---\nb\n") == Texts{"a\n", "# c\n%TAG ! !x\n---\nb\n"});
  CHECK(documents("a\n---\n%b\n---\nc") == Texts{"a\n", "%b\n", "c"});
}

TEST_CASE("stream: CRLF and the end of the text end a marker") {
  CHECK(documents("a\r\n---\r\nb\r\n...\r\nc\r\n---") == Texts{"a\r\n", "b\r\n", "c\r\n", "---"});
}

TEST_CASE("stream: markers count after every line break that YAML 1.1 knows") {
  CHECK(documents("a\r---\rb").size() == 2);
  CHECK(documents("a\u0085---\u0085b").size() == 2);
  CHECK(documents("a\u2028---\u2028b").size() == 2);
  CHECK(documents("a\u2029---\u2029b").size() == 2);
}

TEST_CASE("stream: a byte order mark may begin each document") {
  CHECK(documents("a\n---\n\xEF\xBB\xBF"
                  "b\n") == Texts{"a\n", "b\n"});
}

TEST_CASE("stream: nothing but markers is no document of content") {
  for (const std::string& text : documents("---\n---\n...\n---\n")) CHECK(text == "---\n");
}

/// The lines that begin at the margin, as far as their ends.
Texts margin_of(std::string_view text) {
  Texts lines;
  const lint::yaml::Margin margin(text);
  for (std::size_t i = 0; i < margin.all().size(); ++i) {
    const std::string_view line = text.substr(margin.all()[i]);
    lines.emplace_back(line.substr(0, line.find_first_of("\r\n")));
  }
  return lines;
}

TEST_CASE("margin: the lines that begin with anything but a space, save the first") {
  CHECK(margin_of("a:\n  b\nc\n\td\n- e\n\nf\t\tg\n\t\t") ==
        Texts{"c", "\td", "- e", "f\t\tg", "\t\t"});
  CHECK(margin_of("a\r\n b\r\nc") == Texts{"c"});
  CHECK(margin_of("\u00e4\u00f6\u4f60\n \u597d\x01\n\u00fc") == Texts{"\u00fc"});
  CHECK(margin_of("") == Texts{});
  CHECK(margin_of("a\n") == Texts{""});
}

TEST_CASE("margin: a line after an end that only some readers know begins there in any case") {
  CHECK(margin_of("a\r b\u0085 c\u2028 d\u2029e") ==
        Texts{" b\u0085 c\u2028 d\u2029e", " c\u2028 d\u2029e", " d\u2029e", "e"});
}

TEST_CASE("margin: wherever in a long text a line begins, it is found once") {
  for (std::size_t begin = 0; begin < 600; ++begin) {
    const std::string text = std::string(begin, ' ') + "\nkey\n" + std::string(300, '-');
    CHECK(margin_of(text) == Texts{"key", std::string(300, '-')});
  }
}

TEST_CASE("margin: a part sees its own lines, from where it begins") {
  const std::string_view text = "a\nb\nc\nd\n";
  const lint::yaml::Margin margin(text);
  const lint::yaml::PartOfMargin part = margin.part({2, 6});
  REQUIRE(part.size() == 1);
  CHECK(part[0] == 2);
}

TEST_CASE("stream: some separators are kubectl's alone") {
  const auto disputed = [](const std::string& text) {
    return lint::yaml::disputed_separator(text);
  };
  CHECK(disputed("a: b\n---# c\n") == 5);
  CHECK(disputed("a: b\n---\u00a0\n") == 5);
  CHECK(disputed("a: b\n---\u3000 \v") == 5);
  CHECK(disputed("---#") == 0);
  for (const char* const text : {"---", "a\n---", "a\n--- #", "a\n---\u2028", "a\n---b", "a\n--- b",
                                 "a ---#", "a\n ---#", "a\n---\u200b"}) {
    CAPTURE(text);
    CHECK(!disputed(text));
  }
}

}  // namespace
