#include "lint/check/select.hpp"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "lint/manifest/document.hpp"
#include "lint/manifest/kubernetes/kustomization.hpp"
#include "lint/manifest/recognise.hpp"
#include "lint/template/written.hpp"
#include "lint/text/placed.hpp"
#include "lint/text/source.hpp"
#include "lint/yaml/documents.hpp"
#include "lint/yaml/reader.hpp"
#include "lint/yaml/tree.hpp"

namespace lint {
namespace {

/// The tree of a document that can be read and holds anything.
std::optional<yaml::Tree> tree_of(const PlacedText& text, ByteRange document) {
  yaml::TreeBuilder builder(text);
  const yaml::Parse parse = yaml::parse_document(text, document, &builder);
  if (parse.error || parse.is_empty) return std::nullopt;
  return builder.take();
}

/// What the kustomization at `path` names; nothing where it cannot be read, which is told when it
/// is linted.
files::Named named_by_kustomization(const std::string& path, const templates::OpenTexts* open,
                                    Buffer& buffer) {
  files::Named named;
  if (!manifest::has_kustomization_name(path)) return named;
  if (open != nullptr && open->contains(path)) {
    buffer = Buffer(open->find(path)->second);
  } else if (!read_file(path, buffer).ok()) {
    return named;
  }
  named.bytes.emplace(buffer.view());  // in no more memory than it needs, for it may wait
  Source source(std::move(buffer));
  const templates::Written written(source.text());
  for (const ByteRange document : yaml::split_documents(source.text())) {
    const auto tree = tree_of(source.text(), document);
    if (!tree) continue;
    for (auto& [file, role] : manifest::files_named_by(manifest::Document(*tree, written))) {
      named.files.emplace_back(std::move(file),
                               role == Role::manifest ? std::nullopt : std::optional(role));
    }
  }
  buffer = source.release();
  return named;
}

}  // namespace

Role role_of(const std::string& path, templates::Charts& charts) {
  const Role role = charts.role_of(path);
  if (role != Role::manifest) return role;
  return manifest::has_kustomization_name(path) ? Role::kustomization : Role::manifest;
}

files::Advice advice_of(templates::Charts& charts, const templates::OpenTexts* open) {
  return {[&charts](const std::string& folder) { return charts.holds_templates(folder); },
          [open, buffer = std::make_shared<Buffer>()](const std::string& path) {
            return named_by_kustomization(path, open, *buffer);
          }};
}

bool holds_manifest(const std::string& path, std::string_view text) {
  const templates::Written written(text);
  for (const ByteRange document : yaml::split_documents(text)) {
    const auto tree = tree_of(text, document);
    if (tree && manifest::is_recognised(manifest::Document(*tree, written), path)) return true;
  }
  return false;
}

}  // namespace lint
