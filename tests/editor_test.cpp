/// What an editor is told is what a run tells: of every fixture, and of texts that are edited at
/// random.

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <random>

#include "lint/editor/documents.hpp"
#include "lint/report/words.hpp"
#include "lint/text/text.hpp"
#include "tests/check.hpp"
#include "tests/editor_client.hpp"

namespace {

using lint::editor::Json;
using lint::editor::PositionEncoding;
using namespace std::string_view_literals;

const std::string kFixtures = PROJECT_FOLDER "/fixtures";

constexpr std::array kEncodings{"utf-8"sv, "utf-16"sv, "utf-32"sv};

std::vector<std::string> lines_of(const lint::FileResult& file) {
  std::vector<std::string> lines;
  for (const lint::Finding& finding : file.findings) {
    lines.push_back(lint::report::line_of(file, finding));
  }
  return lines;
}

bool is_utf8(std::string_view text) {
  return lint::valid_utf8(text) == text;
}

/// Edits a text as an editor does, and says so in the protocol's words, in another way than the
/// session reads them. Draws the same with every compiler.
class Typist {
 public:
  Typist(unsigned seed, std::string text, PositionEncoding encoding)
      : random_(seed), text_(std::move(text)), encoding_(encoding) {}

  const std::string& text() const { return text_; }

  Json changes() {
    Json changes = Json::array();
    const std::size_t count = 1 + below(3);
    for (std::size_t i = 0; i < count; ++i) changes.push_back(change());
    return changes;
  }

 private:
  static constexpr std::array kTexts{""sv,
                                     ""sv,
                                     "\n"sv,
                                     "\r\n"sv,
                                     "\r"sv,
                                     "😀"sv,
                                     "日本"sv,
                                     "é"sv,
                                     "  "sv,
                                     "Unconfined"sv,
                                     "#"sv,
                                     "'"sv,
                                     "type: "sv,
                                     "RuntimeDefault"sv,
                                     "\n---\n"sv,
                                     "{{ x }}"sv,
                                     "seccompProfile:"sv,
                                     "- 😀: Unconfined\n"sv,
                                     "a"sv,
                                     ":"sv};

  std::size_t below(std::size_t limit) { return random_() % limit; }

  Json change() {
    const std::string_view text = kTexts[below(kTexts.size())];
    if (below(100) == 0) {
      text_ += text;
      return {{"text", text_}};
    }
    const std::size_t begin = boundary(below(text_.size() + 1));
    const std::size_t end =
        below(3) == 0 ? boundary(std::min(text_.size(), begin + below(20))) : begin;
    Json change{{"range", {{"start", place(begin)}, {"end", place(end)}}}, {"text", text}};
    text_.replace(begin, end - begin, text);
    return change;
  }

  /// Not within a character, or between CR and LF.
  std::size_t boundary(std::size_t at) const {
    while (at > 0 && at < text_.size() &&
           ((text_[at] & 0xC0) == 0x80 || (text_[at] == '\n' && text_[at - 1] == '\r'))) {
      --at;
    }
    return at;
  }

  Json place(std::size_t offset) const {
    std::size_t line = 0;
    std::size_t character = 0;
    for (std::size_t at = 0; at < offset;) {
      const lint::CodePoint point = lint::decode_utf8(std::string_view(text_).substr(at));
      const bool is_return = text_[at] == '\r';
      const bool is_end =
          text_[at] == '\n' || (is_return && (at + 1 == text_.size() || text_[at + 1] != '\n'));
      at += point.bytes;
      if (is_end) {
        ++line;
        character = 0;
      } else if (encoding_ == PositionEncoding::utf8) {
        character += point.bytes;
      } else {
        character += encoding_ == PositionEncoding::utf16 && point.bytes == 4 ? 2 : 1;
      }
    }
    return {{"line", line}, {"character", character}};
  }

  std::mt19937 random_;
  std::string text_;
  PositionEncoding encoding_;
};

/// A pod with something to find after characters of every width, and lines of every end.
constexpr std::string_view kPod =
    "# 😀 日本 é\r\n"
    "apiVersion: v1\n"
    "kind: Pod\n"
    "metadata: {name: '😀日本'}\n"
    "spec:\n"
    "  securityContext: {seccompProfile: {type: Unconfined}}\n"
    "  containers:\n"
    "  - {name: 'x😀', securityContext: {seccompProfile: {type: Localhost}}}\r\n"
    "  - {name: é, securityContext: {privileged: true, seccompProfile: {type: RuntimeDefault}}}\n";

}  // namespace

TEST_CASE("editor: of every fixture it is told what a run finds, in every encoding") {
  for (const std::string_view encoding : kEncodings) {
    tests::EditorClient editor(kFixtures, encoding, tests::default_rules());
    const lint::RunResult run = tests::check_files(tests::files_in("."), tests::default_rules());
    std::map<std::string, std::vector<std::string>> expected;
    for (const lint::FileResult& file : run.files) expected[file.name] = lines_of(file);
    std::size_t findings = 0;
    for (const lint::files::File& file : tests::files_in(".")) {
      const std::string bytes = tests::read_file(file.path);
      const lint::Source source(bytes);
      // What no client can send.
      if (!is_utf8(source.text())) continue;
      const std::string text(source.has_mark() ? source.bytes() : source.text());
      CAPTURE(file.path);
      editor.open(file.path, text);
      editor.wait();
      const auto told = editor.lines(file.path, text);
      CHECK(told == expected[file.path]);
      findings += told.size();
      editor.close(file.path);
      CHECK(editor.diagnostics(file.path).empty());
    }
    CHECK(findings > 500);
  }
}

TEST_CASE("editor: after each of 1000 random edits it is told what a fresh run finds") {
  for (std::size_t i = 0; i < kEncodings.size(); ++i) {
    tests::EditorClient editor(kFixtures, kEncodings[i], tests::default_rules());
    Typist typist(static_cast<unsigned>(i), std::string(kPod), static_cast<PositionEncoding>(i));
    editor.open("typed.yaml", typist.text());
    std::size_t findings = 0;
    for (int edits = 0; edits < 1000; ++edits) {
      editor.change("typed.yaml", typist.changes());
      editor.wait();
      const lint::RunResult run = tests::check(typist.text(), "typed.yaml");
      const auto told = editor.lines("typed.yaml", typist.text());
      CAPTURE(typist.text());
      REQUIRE(told == (run.files.empty() ? std::vector<std::string>() : lines_of(run.files[0])));
      findings += told.size();
      // Begins anew before nothing is left that can be read.
      if (edits % 20 == 19) {
        typist = Typist(static_cast<unsigned>(edits), std::string(kPod),
                        static_cast<PositionEncoding>(i));
        editor.change("typed.yaml", Json::array({{{"text", typist.text()}}}));
      }
    }
    CHECK(findings > 1000);
  }
}

TEST_CASE("editor: random edits leave the text that the editor has") {
  for (unsigned seed = 0; seed < 300; ++seed) {
    const auto encoding = static_cast<PositionEncoding>(seed % 3);
    lint::editor::Document document;
    document.text = kPod;
    document.lines = lint::editor::Lines(document.text);
    Typist typist(seed, document.text, encoding);
    for (int edits = 0; edits < 30; ++edits) {
      const std::string before = document.text;
      const Json changes = typist.changes();
      lint::editor::change(document, changes, encoding);
      CAPTURE(before);
      CAPTURE(changes.dump());
      REQUIRE(document.text == typist.text());
      const lint::editor::Lines anew(document.text);
      REQUIRE(document.lines.count() == anew.count());
      for (std::uint32_t line = 0; line < anew.count(); ++line) {
        REQUIRE(document.lines.begin(line) == anew.begin(line));
      }
    }
  }
}

TEST_CASE("editor: fixing all safe problems of a fixture leaves what a run with --fix leaves") {
  tests::EditorClient editor(kFixtures, "utf-16", tests::default_rules());
  lint::Settings fixing = tests::default_rules();
  fixing.fixing = lint::Fixing::safe;
  fixing.needs.edits = true;
  const auto files = tests::files_in(".");
  const lint::RunResult run = tests::check_files(files, fixing);
  std::size_t fixed = 0;
  for (const lint::FileResult& file : run.files) {
    if (!file.mended || !file.mended->is_changed() || !is_utf8(file.mended->before)) continue;
    CAPTURE(file.name);
    editor.open(file.name, file.mended->before);
    const Json actions = editor.ask(
        "textDocument/codeAction",
        {{"textDocument", {{"uri", editor.uri(file.name)}}},
         {"range",
          {{"start", {{"line", 0}, {"character", 0}}}, {"end", {{"line", 0}, {"character", 0}}}}},
         {"context", {{"diagnostics", Json::array()}, {"only", Json::array({"source.fixAll"})}}}});
    CAPTURE(actions.dump());
    REQUIRE(actions.contains("result"));
    REQUIRE(actions["result"].size() == 1);
    lint::editor::Document document;
    document.text = file.mended->before;
    document.lines = lint::editor::Lines(document.text);
    // Edits of one text do not know each other: made from the last one, each finds its place.
    Json edits = actions["result"][0]["edit"]["changes"][editor.uri(file.name)];
    std::ranges::reverse(edits);
    for (Json& edit : edits) edit["text"] = edit["newText"];
    lint::editor::change(document, edits, PositionEncoding::utf16);
    CHECK(document.text == file.mended->after);
    ++fixed;
    editor.close(file.name);
  }
  CHECK(fixed > 5);
}
