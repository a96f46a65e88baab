#include "lint/manifest/recognise.hpp"

#include <algorithm>

#include "lint/manifest/family.hpp"
#include "lint/manifest/kubernetes/embedded.hpp"
#include "lint/manifest/kubernetes/objects.hpp"
#include "lint/manifest/undecided.hpp"

namespace lint::manifest {
namespace {

bool may_be(const Family& family, Role role) {
  if (role == Role::chart_notes) return false;
  return is_open(role) || (family.is_of_kubernetes && role != Role::chart_values);
}

const Family* family_of(const Document& document, std::string_view file_name) {
  const auto families = manifest::families();
  const auto found = std::ranges::find_if(
      families, [&](const Family* family) { return family->recognises(document, file_name); });
  return found == families.end() ? nullptr : *found;
}

bool may_be_json_of(const Family& family, std::string_view json, const Patterns& triggers) {
  const auto has = [&](std::string_view mark) { return find_bytes(json, mark) < json.size(); };
  return std::ranges::any_of(family.json_marks,
                             [&](const auto& pair) { return has(pair[0]) && has(pair[1]); }) &&
         (!family.needs_trigger || triggers.are_in(json));
}

}  // namespace

Manifest recognise(const Document& document, std::string_view file_name, Role role,
                   const Patterns& triggers) {
  Manifest manifest{document, {}, {}, find_embedded(document, file_name, role, triggers)};
  const auto families = manifest::families();
  const auto family = std::ranges::find_if(families, [&](const Family* candidate) {
    return may_be(*candidate, role) && candidate->recognises(document, file_name);
  });
  // A text that only counts as a whole object has to say its version.
  const bool is_whole = !document.get(document.root(), "apiVersion").empty() ||
                        document.type(document.root()) == Type::sequence;
  if (family != families.end() && (role != Role::object || is_whole)) {
    (*family)->read(document, file_name, manifest);
  } else if (is_part(role)) {
    Subject subject;
    subject.kind = called(role);
    manifest.workloads = part_workloads(document, subject);
  }
  for (Workload& workload : manifest.workloads) find_undecided(document, workload);
  return manifest;
}

bool is_recognised(const Document& document, std::string_view file_name) {
  return family_of(document, file_name) != nullptr;
}

bool may_be_merged(std::string_view text) {
  return std::ranges::any_of(families(), [&](const Family* family) {
    return family->read_together != nullptr && find_bytes(text, family->merge_mark) < text.size();
  });
}

bool is_merged(const Document& document, std::string_view file_name) {
  const Family* family = family_of(document, file_name);
  return family != nullptr && family->read_together != nullptr;
}

Manifest recognise_together(std::span<const Document* const> documents,
                            std::string_view file_name) {
  Manifest manifest{*documents.front(), {}, {}, {}};
  family_of(*documents.front(), file_name)->read_together(documents, file_name, manifest);
  return manifest;
}

bool may_be_manifest(std::string_view json, const Patterns& triggers) {
  return std::ranges::any_of(
      families(), [&](const Family* family) { return may_be_json_of(*family, json, triggers); });
}

}  // namespace lint::manifest
