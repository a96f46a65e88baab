#include "lint/editor/code_actions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "lint/editor/diagnostics.hpp"
#include "lint/fix/diff.hpp"

namespace lint::editor {
namespace {

/// Whether findings can be ignored is found by trying; for so many of one request.
constexpr int kMostTries = 8;

/// Whether actions of this kind are asked for: its own name, or that of a kind above it.
bool is_wanted(const Json& only, std::string_view kind) {
  if (!only.is_array() || only.empty()) return true;
  return std::ranges::any_of(only, [&](const Json& item) {
    if (!item.is_string()) return false;
    const std::string& wanted = item.get_ref<const std::string&>();
    const bool is_above =
        kind.starts_with(wanted) && (kind.size() == wanted.size() || kind[wanted.size()] == '.');
    return wanted.empty() || is_above;
  });
}

/// A comment that ignores a finding, and where it goes.
struct Comment {
  std::uint32_t place = 0;
  std::string before;
  std::string text;
  std::string after;
};

class Actions {
 public:
  Actions(const Document& document, const Client& client, const Try& check)
      : document_(document),
        client_(client),
        check_(check),
        file_(document.checked->result),
        text_(document.marked_text()),
        places_(document.text, document.lines, client.encoding) {}

  void add_for(std::size_t number) {
    const Finding& finding = file_.findings[number];
    const Json& diagnostic = document_.checked->diagnostics[number];
    const bool has_fix = finding.edit != nullptr && !finding.edit->changes.empty();
    // A client that takes nothing but commands has no use for edits.
    if (client_.has_code_action_literals && has_fix) {
      add_fix(*finding.edit, diagnostic);
    }
    if (client_.has_code_action_literals && tries_ < kMostTries) add_ignore(finding, diagnostic);
    if (explained_.insert(finding.rule->id).second) add_explain(*finding.rule, diagnostic);
  }

  void add_fix_all() {
    const auto is_safe = [](const Finding& finding) {
      return finding.edit != nullptr && finding.edit->is_safe && !finding.edit->changes.empty();
    };
    if (!client_.has_code_action_literals) return;
    if (std::ranges::none_of(file_.findings, is_safe)) return;
    const FileResult mended = check_(document_.text, Fixing::safe);
    if (!mended.mended || !mended.mended->is_changed()) return;
    Json edits = Json::array();
    Places places(document_.text, document_.lines, client_.encoding);
    for (const auto& [place, text] :
         fix::changed_lines(mended.mended->before, mended.mended->after)) {
      edits.push_back({{"range", places.range(place)}, {"newText", json_text(text)}});
    }
    actions_.push_back({{"title", "Fix all safe seccomp-lint problems in this file"},
                        {"kind", kFixAllKind},
                        {"edit", workspace_edit(std::move(edits))}});
  }

  Json take() { return std::move(actions_); }

 private:
  Json range(ByteRange place) { return places_.range(document_.in_text(place)); }

  Json workspace_edit(Json edits) const {
    if (!client_.has_document_changes) {
      Json changes = Json::object();
      changes[document_.uri] = std::move(edits);
      return {{"changes", std::move(changes)}};
    }
    Json change{{"textDocument", {{"uri", document_.uri}, {"version", document_.version}}}};
    change["edits"] = std::move(edits);
    return {{"documentChanges", Json::array({std::move(change)})}};
  }

  void add(const std::string& title, const Json& diagnostic, Json edits, bool is_preferred) {
    Json action{{"title", json_text(title)},
                {"kind", kQuickFixKind},
                {"diagnostics", Json::array({diagnostic})},
                {"edit", workspace_edit(std::move(edits))}};
    if (is_preferred && client_.has_preferred_actions) action["isPreferred"] = true;
    actions_.push_back(std::move(action));
  }

  void add_fix(const Edit& edit, const Json& diagnostic) {
    Json edits = Json::array();
    for (const Change& change : edit.changes) {
      edits.push_back({{"range", range(change.place)}, {"newText", json_text(change.text)}});
    }
    std::string title(edit.title);
    if (!edit.is_safe) title += " (unsafe: a program may need a system call that is then refused)";
    add(title, diagnostic, std::move(edits), edit.is_safe);
  }

  /// Tries the comment at the line's end, then on a line of its own above.
  void add_ignore(const Finding& finding, const Json& diagnostic) {
    const auto begin = finding.place.begin;
    const std::size_t line = begin == 0 ? 0 : text_.rfind('\n', begin - 1) + 1;
    auto end = static_cast<std::uint32_t>(std::min(text_.find('\n', begin), text_.size()));
    const bool has_return = end > line && text_[end - 1] == '\r';
    if (has_return) --end;
    const std::size_t indent = std::min(text_.find_first_not_of(' ', line), text_.size()) - line;
    const std::string words = fmt::format("# seccomp-lint: ignore[{}]", finding.rule->id);
    const std::array comments{Comment{end, "  ", words, ""},
                              Comment{static_cast<std::uint32_t>(line), std::string(indent, ' '),
                                      words, has_return ? "\r\n" : "\n"}};
    ++tries_;
    for (const Comment& comment : comments) {
      if (!works(comment)) continue;
      add(fmt::format("Ignore {} here with a comment", finding.rule->id), diagnostic,
          Json::array({edit_of(comment)}), false);
      return;
    }
  }

  /// Whether the text with the comment, and a reason in it, has one finding less and none more.
  bool works(const Comment& comment) const {
    std::string text = document_.text;
    text.insert(comment.place + document_.mark_size(),
                comment.before + comment.text + " a reason" + comment.after);
    const FileResult now = check_(text, Fixing::none);
    const std::size_t ignored = now.suppressed.size();
    const std::size_t before = file_.suppressed.size();
    return ignored > before && now.findings.size() + now.known.size() + (ignored - before) ==
                                   file_.findings.size() + file_.known.size();
  }

  /// A client that can is left in the place of the reason. Otherwise none is there, which
  /// `unused-suppression` reports until somebody gives it.
  Json edit_of(const Comment& comment) {
    Json edit{{"range", range({comment.place, comment.place})}};
    const std::string text = comment.before + comment.text;
    if (client_.has_snippet_edits) {
      edit["snippet"] = {{"kind", "snippet"}, {"value", text + " ${1:reason}" + comment.after}};
    } else {
      edit["newText"] = text + comment.after;
    }
    return edit;
  }

  void add_explain(const Rule& rule, const Json& diagnostic) {
    const std::string title = fmt::format("Explain {}", rule.id);
    Json command{
        {"title", title}, {"command", kExplainCommand}, {"arguments", Json::array({rule.id})}};
    if (!client_.has_code_action_literals) {
      actions_.push_back(std::move(command));
      return;
    }
    actions_.push_back({{"title", title},
                        {"kind", kQuickFixKind},
                        {"diagnostics", Json::array({diagnostic})},
                        {"command", std::move(command)}});
  }

  const Document& document_;
  const Client& client_;
  const Try& check_;
  const FileResult& file_;
  std::string_view text_;
  Places places_;
  Json actions_ = Json::array();
  std::set<std::string_view> explained_;
  int tries_ = 0;
};

}  // namespace

Json code_actions(const Document& document, ByteRange part, const Json& only, const Client& client,
                  const Try& check) {
  Actions actions(document, client, check);
  if (is_wanted(only, kQuickFixKind)) {
    const FileResult& file = document.checked->result;
    for (std::size_t i = 0; i < file.findings.size(); ++i) {
      const auto [begin, end] =
          document.in_text(marked_range(document.marked_text(), file.findings[i]));
      if (begin <= part.end && part.begin <= end) actions.add_for(i);
    }
  }
  if (is_wanted(only, kFixAllKind)) actions.add_fix_all();
  return actions.take();
}

}  // namespace lint::editor
