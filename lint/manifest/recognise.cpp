#include "lint/manifest/recognise.hpp"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

#include "lint/manifest/family.hpp"
#include "lint/manifest/json_schema.hpp"
#include "lint/manifest/kubernetes/embedded.hpp"
#include "lint/manifest/kubernetes/objects.hpp"
#include "lint/manifest/kubernetes/variables.hpp"
#include "lint/manifest/undecided.hpp"

namespace lint::manifest {
namespace {

bool may_be(const Family& family, Role role) {
  if (role == Role::chart_notes) return false;
  return is_open(role) || (family.is_of_kubernetes && role != Role::chart_values);
}

ProfileHolder holder_of(Role role) {
  if (!is_part(role)) return ProfileHolder::unknown;
  return role == Role::chart_values ? ProfileHolder::chart_values : ProfileHolder::pod;
}

bool is_completed_elsewhere(Role role) {
  return role == Role::patch || role == Role::targeted_patch || role == Role::part;
}

/// In a part of an object every profile counts. Of what is no object the word that switches the
/// filter off is left to be looked for; a JSON Schema only speaks of it.
void read_rest(const Document& document, Role role, Manifest& manifest) {
  if (!is_part(role) && is_json_schema(document)) return;
  Subject subject;
  subject.kind = called(role);
  std::ranges::move(part_workloads(document, subject, holder_of(role)),
                    std::back_inserter(manifest.workloads));
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
  if (role == Role::idle_patch) return {document, {}, {}, {}};
  Manifest manifest{document,
                    {},
                    {},
                    find_embedded(document, file_name, role, triggers),
                    find_brought(document, triggers)};
  const auto families = manifest::families();
  // A text that only counts as a whole object has to say its version, and so has a template's
  // definition, which may be a piece of anything.
  const bool needs_version = role == Role::object || role == Role::definition;
  const bool is_whole = !needs_version || !document.get(document.root(), "apiVersion").empty() ||
                        document.type(document.root()) == Type::sequence;
  const auto family = std::ranges::find_if(families, [&](const Family* candidate) {
    return (is_whole || candidate->needs_no_version) && may_be(*candidate, role) &&
           candidate->recognises(document, file_name);
  });
  const bool is_known = family != families.end();
  if (is_known) (*family)->read(document, file_name, manifest);
  // What a patch's own kind does not show may be there for its target's.
  const bool may_hold_more =
      is_part(role) ? !goes_by_kind(role) : is_known && (*family)->is_a_guess;
  if (!is_known || may_hold_more) read_rest(document, role, manifest);
  for (Workload& workload : manifest.workloads) {
    workload.is_part = is_completed_elsewhere(role);
    find_undecided(document, workload);
  }
  return manifest;
}

bool is_recognised(const Document& document, std::string_view file_name) {
  return family_of(document, file_name) != nullptr;
}

bool takes_comments(std::string_view file_name) {
  return std::ranges::any_of(families(), [&](const Family* family) {
    return family->takes_comments != nullptr && family->takes_comments(file_name);
  });
}

bool takes_comments(const Document& document, std::string_view file_name) {
  const Family* family = family_of(document, file_name);
  return family != nullptr && family->takes_comments != nullptr;
}

bool may_be_merged(std::string_view text) {
  const auto has = [&](std::string_view mark) { return find_bytes(text, mark) < text.size(); };
  return std::ranges::any_of(families(), [&](const Family* family) {
    return family->read_together != nullptr && std::ranges::any_of(family->merge_marks, has);
  });
}

bool may_be_one_of_merged(std::string_view document) {
  return std::ranges::any_of(families(), [&](const Family* family) {
    return family->read_together != nullptr && family->may_be_merged(document);
  });
}

bool is_merged(const Document& document, std::string_view file_name) {
  const Family* family = family_of(document, file_name);
  return family != nullptr && family->read_together != nullptr;
}

std::vector<Manifest> recognise_together(std::span<const Document* const> documents,
                                         std::string_view file_name) {
  std::vector<Manifest> manifests;
  for (const Family* family : families()) {
    std::vector<const Document*> of_family;
    std::ranges::copy_if(documents, std::back_inserter(of_family), [&](const Document* document) {
      return family->read_together != nullptr && family_of(*document, file_name) == family;
    });
    if (of_family.empty()) continue;
    Manifest& manifest = manifests.emplace_back(Manifest{*of_family.front(), {}, {}, {}});
    family->read_together(of_family, file_name, manifest);
  }
  return manifests;
}

bool may_be_manifest(std::string_view json, const Patterns& triggers) {
  return std::ranges::any_of(
      families(), [&](const Family* family) { return may_be_json_of(*family, json, triggers); });
}

}  // namespace lint::manifest
