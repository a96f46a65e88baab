#include "lint/editor/documents.hpp"

#include <algorithm>
#include <utility>

#include "lint/editor/message.hpp"
#include "lint/text/encoding.hpp"
#include "lint/text/source.hpp"

namespace lint::editor {
namespace {

Place place_in(const Json& range, const char* which) {
  const auto line = number_at(range, {which, "line"});
  const auto character = number_at(range, {which, "character"});
  if (!line || !character) throw Failure{ErrorCode::invalid_params, "a change has no good range"};
  return {*line, *character};
}

void change_once(Document& document, const Json& change, PositionEncoding encoding) {
  if (!at(change, {"text"}).is_string()) {
    throw Failure{ErrorCode::invalid_params, "a change has no text"};
  }
  const std::string_view text = text_at(change, {"text"});
  const Json& range = at(change, {"range"});
  if (range.is_null()) {
    document.text = text;
    document.lines = Lines(document.text);
    return;
  }
  const auto offset = [&](const char* which) {
    return document.lines.offset(document.text, place_in(range, which), encoding);
  };
  const std::uint32_t begin = offset("start");
  const std::uint32_t end = std::max(begin, offset("end"));
  if (document.text.size() + text.size() > kLargestText) {
    throw Failure{ErrorCode::invalid_params, "the text is larger than 4 GiB"};
  }
  document.text.replace(begin, end - begin, text);
  document.lines.replace(document.text, {begin, end}, static_cast<std::uint32_t>(text.size()));
}

}  // namespace

std::uint32_t Document::mark_size() const {
  return text.starts_with(kByteOrderMark) ? static_cast<std::uint32_t>(kByteOrderMark.size()) : 0;
}

void change(Document& document, const Json& changes, PositionEncoding encoding) {
  if (!changes.is_array()) throw Failure{ErrorCode::invalid_params, "there are no changes"};
  for (const Json& one : changes) change_once(document, one, encoding);
}

Document& Documents::open(std::string uri) {
  close(uri);
  auto& document = all_[uri];
  document = std::make_unique<Document>();
  document->uri = std::move(uri);
  return *document;
}

void Documents::close(const std::string& uri) {
  const auto found = all_.find(uri);
  if (found == all_.end()) return;
  texts_.erase(found->second->name);
  all_.erase(found);
}

void Documents::note_change(const Document& document) {
  if (!document.name.empty()) texts_.insert_or_assign(document.name, document.text);
}

Document* Documents::find(std::string_view uri) {
  const auto found = all_.find(uri);
  return found == all_.end() ? nullptr : found->second.get();
}

Document* Documents::find_named(std::string_view name) {
  if (name.empty()) return nullptr;
  const auto found =
      std::ranges::find_if(all_, [&](const auto& entry) { return entry.second->name == name; });
  return found == all_.end() ? nullptr : found->second.get();
}

}  // namespace lint::editor
