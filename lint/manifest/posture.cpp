#include "lint/manifest/posture.hpp"

#include <fmt/format.h>

#include "lint/manifest/docker/container_posture.hpp"
#include "lint/manifest/kubernetes/kinds.hpp"
#include "lint/manifest/kubernetes/pod.hpp"
#include "lint/manifest/kubernetes/pod_posture.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

constexpr std::string_view kBindingGroup = "security-profiles-operator.x-k8s.io";
constexpr std::string_view kAnyImage = "*";

}  // namespace

std::vector<Posture> postures(const Document& document, const Workload& workload) {
  std::vector<Posture> postures;
  add_container_postures(document, workload, postures);
  for (const Pod& pod : workload.pods) {
    const bool is_run = !workload.pod_path.empty() || !pod.template_path.empty();
    if (is_run) add_pod_postures(document, pod, workload.is_part, postures);
  }
  return postures;
}

std::optional<ProfileBinding> profile_binding(const Document& document) {
  const Value root = document.root();
  const std::string_view version = document.get_text(root, "apiVersion");
  if (document.get_text(root, "kind") != "ProfileBinding" || group_of(version) != kBindingGroup) {
    return std::nullopt;
  }
  const Subject subject = subject_of(document, root, version, "ProfileBinding");
  ProfileBinding binding{subject.name, subject.name_space, {}, {}, document.written(root)};
  for (const Value& spec : document.get(root, "spec")) {
    binding.image = document.get_text(spec, "image");
    for (const Value& reference : document.get(spec, "profileRef")) {
      const std::string_view kind = document.get_text(reference, "kind");
      if (kind != "SeccompProfile") return std::nullopt;
      binding.profile = fmt::format("{} {}", kind, quoted(document.get_text(reference, "name")));
    }
  }
  const bool is_whole = !binding.image.empty() && !binding.profile.empty();
  return is_whole ? std::optional(std::move(binding)) : std::nullopt;
}

bool binds(const ProfileBinding& binding, std::string_view name_space, std::string_view image) {
  return binding.name_space == name_space &&
         (binding.image == kAnyImage || (!image.empty() && binding.image == image));
}

}  // namespace lint::manifest
