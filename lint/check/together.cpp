/// Documents of one file that are judged as one: see Judge::judge_together.

#include <deque>
#include <optional>
#include <utility>
#include <vector>

#include "lint/check/judge.hpp"
#include "lint/manifest/recognise.hpp"
#include "lint/search/search.hpp"
#include "lint/yaml/yaml_cpp_reader.hpp"

namespace lint {
namespace {

/// One of the documents, as both readers see it.
struct Part {
  ByteRange range;
  yaml::Tree tree;
  std::optional<yaml::Tree> second;  // where it is another one
};

}  // namespace

void Judge::judge_together(const Reading& reading) {
  std::deque<Part> parts;
  for (const ByteRange range : reading.documents) {
    if (!manifest::may_be_one_of_merged(reading.text[range])) {
      judge_document(reading, range, nullptr);
      continue;
    }
    yaml::TreeBuilder builder(reading.text);
    const yaml::Parse parse = this->parse(reading, range, &builder);
    const bool is_read = !parse.error && !parse.is_empty;
    std::optional<yaml::Tree> tree;
    if (is_read) tree = builder.take();
    if (tree && manifest::is_merged({*tree, context_.written}, context_.name)) {
      auto second = parse.is_plain ? std::nullopt : yaml::parse_with_yaml_cpp(*tree, range);
      parts.push_back({range, std::move(*tree), std::move(second)});
    } else {
      judge_document(reading, range, nullptr);
    }
  }
  if (parts.size() == 1) judge_document(reading, parts.front().range, nullptr);
  if (parts.size() < 2) return;

  std::deque<manifest::Document> documents;
  std::deque<manifest::Document> second_documents;
  std::vector<const manifest::Document*> first;
  std::vector<const manifest::Document*> second;
  bool has_second = false;
  for (const Part& part : parts) {
    first.push_back(&documents.emplace_back(part.tree, context_.written));
    const yaml::Tree& other = part.second ? *part.second : part.tree;
    second.push_back(&second_documents.emplace_back(other, context_.written));
    has_second = has_second || part.second;
    if (context_.has_directives) directives_.add(*first.back(), part.range);
  }
  for (manifest::Manifest& merged : manifest::recognise_together(first, context_.name)) {
    manifest::name_users(context_.profile_uses, merged);
    ask_rules(reading, merged, true);
    keep_remarks(merged);
    keep_containers(reading, merged);
    result_.counts.workloads += merged.workloads.size();
    if (!context_.settings.needs.workloads) continue;
    for (const manifest::Workload& workload : merged.workloads) keep_workload(workload.object);
  }
  if (has_second) {
    for (manifest::Manifest& merged : manifest::recognise_together(second, context_.name)) {
      manifest::name_users(context_.profile_uses, merged);
      ask_rules(reading, merged, true);
    }
  }
  result_.counts.documents += parts.size();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (first[i]->is_exhausted()) refuse_exhausted(reading, parts[i].tree);
    const manifest::Manifest alone =
        manifest::recognise(*first[i], context_.name, reading.role, context_.triggers.words());
    for (const manifest::Embedded& embedded : alone.embedded) {
      judge_embedded(reading, parts[i].tree, embedded);
    }
  }
}

}  // namespace lint
