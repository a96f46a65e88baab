#include "lint/manifest/posture.hpp"

#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "lint/manifest/recognise.hpp"
#include "tests/check.hpp"

namespace {

using lint::Source;
using lint::manifest::Document;
using lint::manifest::Posture;
using Lines = std::vector<std::string>;

/// Each container as "part: state file @line: why".
Lines lines_of(const Document& document, const Source& source, const std::string& name,
               lint::Role role) {
  Lines lines;
  const auto manifest = recognise(document, name, role, lint::Patterns());
  for (const auto& workload : manifest.workloads) {
    for (const Posture& posture : postures(document, workload)) {
      const auto& filter = posture.filter;
      lines.push_back(fmt::format("{}{}{}{}{} @{}", posture.part, posture.part.empty() ? "" : ": ",
                                  to_string(filter.state), filter.profile.empty() ? "" : " ",
                                  filter.profile, source.line(filter.place.begin)));
    }
  }
  return lines;
}

Lines read(const std::string& text, const std::string& name = "test.yaml",
           lint::Role role = lint::Role::manifest) {
  const Source source(text);
  const lint::yaml::Tree tree = tests::parse(source);
  const lint::templates::Written written(source.text());
  return lines_of(Document(tree, written), source, name, role);
}

/// Of a pod whose containers are given, in flow style, from line 3 on.
Lines pod(const std::string& containers, const std::string& more = "") {
  return read("kind: Pod\nspec:\n  containers:\n" + containers + more);
}

std::string first_why(const std::string& text, const std::string& name = "test.yaml") {
  const Source source(text);
  const lint::yaml::Tree tree = tests::parse(source);
  const lint::templates::Written written(source.text());
  const Document document(tree, written);
  const auto manifest = recognise(document, name, lint::Role::manifest, lint::Patterns());
  const auto found = postures(document, manifest.workloads.front());
  REQUIRE(!found.empty());
  std::string why(found.front().filter.why.pattern);
  for (const std::string& value : found.front().filter.why.values) {
    why.replace(why.find("{}"), 2, value);
  }
  return why;
}

TEST_CASE("posture: a container's own profile comes before its pod's, and privileged before both") {
  const std::string pod_profile =
      "  securityContext:\n    seccompProfile: {type: Localhost, localhostProfile: a/b.json}\n";
  CHECK(pod("  - name: a\n", pod_profile) == Lines{"container 'a': Localhost a/b.json @6"});
  CHECK(pod("  - name: a\n    securityContext: {seccompProfile: {type: RuntimeDefault}}\n",
            pod_profile) == Lines{"container 'a': RuntimeDefault @5"});
  CHECK(pod("  - name: a\n    securityContext:\n      privileged: true\n"
            "      seccompProfile: {type: RuntimeDefault}\n",
            pod_profile) == Lines{"container 'a': no filter: privileged @6"});
  CHECK(pod("  - name: a\n    securityContext: {seccompProfile: {type: Unconfined}}\n") ==
        Lines{"container 'a': no filter: Unconfined @5"});
}

TEST_CASE("posture: what sets nothing has its node's default, at its own place") {
  CHECK(pod("  - image: x\n    name: a\n") == Lines{"container 'a': node's default @5"});
  CHECK(pod("  - image: x\n    command: [y]\n") == Lines{"container #1: node's default @4"});
  CHECK(pod("  - name: a\n    securityContext:\n") == Lines{"container 'a': node's default @4"});
  CHECK(pod("  - name: a\n    securityContext: {seccompProfile: null, privileged: ~}\n") ==
        Lines{"container 'a': node's default @4"});
  CHECK(pod("  - name: a\n    securityContext: {privileged: false}\n") ==
        Lines{"container 'a': node's default @4"});
  CHECK(pod("  - name: a\n    securityContext: {privileged: no, runAsUser: 0}\n",
            "  securityContext: {seccompProfile: {type: RuntimeDefault}}\n") ==
        Lines{"container 'a': RuntimeDefault @6"});
}

TEST_CASE("posture: YAML 1.1's words for true are true, texts are refused") {
  for (const std::string word : {"true", "True", "yes", "on"}) {
    CHECK(pod("  - name: a\n    securityContext: {privileged: " + word + "}\n") ==
          Lines{"container 'a': no filter: privileged @5"});
  }
  CHECK(pod("  - name: a\n    securityContext: {privileged: 'true'}\n") ==
        Lines{"container 'a': undecided @5"});
}

TEST_CASE("posture: what the API server refuses is undecided") {
  for (const std::string profile :
       {"{}", "[]", "RuntimeDefault", "{type: unconfined}", "{type: }", "{type: 1}"}) {
    CAPTURE(profile);
    CHECK(pod("  - name: a\n    securityContext: {seccompProfile: " + profile + "}\n") ==
          Lines{"container 'a': undecided @5"});
  }
}

TEST_CASE("posture: init and ephemeral containers are containers") {
  CHECK(pod("  - name: a\n",
            "  initContainers:\n  - name: b\n  ephemeralContainers:\n"
            "  - name: c\n    securityContext: {privileged: true}\n") ==
        Lines{"init container 'b': node's default @6", "container 'a': node's default @4",
              "ephemeral container 'c': no filter: privileged @9"});
}

TEST_CASE("posture: Windows has no seccomp, whoever says so") {
  CHECK(pod("  - name: a\n    securityContext: {privileged: true}\n", "  os: {name: windows}\n") ==
        Lines{"container 'a': no seccomp: Windows @6"});
  CHECK(pod("  - name: a\n", "  nodeSelector: {kubernetes.io/os: windows}\n") ==
        Lines{"container 'a': no seccomp: Windows @5"});
  CHECK(pod("  - name: a\n", "  os: {name: linux}\n") == Lines{"container 'a': node's default @4"});
}

TEST_CASE("posture: aliases and merge keys are followed") {
  CHECK(
      read("x: &x {privileged: true}\nkind: Pod\nspec:\n  containers:\n  - name: a\n"
           "    securityContext: *x\n  - name: b\n    securityContext: {<<: *x}\n") ==
      Lines{"container 'a': no filter: privileged @6", "container 'b': no filter: privileged @8"});
}

TEST_CASE("posture: where readers differ nobody knows") {
  CHECK(pod("  - name: a\n    securityContext: {privileged: true, privileged: false}\n") ==
        Lines{"container 'a': undecided @4"});
  CHECK(pod("  - name: a\n    securityContext: {privileged: true, privileged: true}\n") ==
        Lines{"container 'a': no filter: privileged @5"});
}

TEST_CASE("posture: variables with a default are known") {
  CHECK(pod("  - name: a\n    securityContext:\n      privileged: ${P:-true}\n") ==
        Lines{"container 'a': no filter: privileged @6"});
  CHECK(pod("  - name: a\n    securityContext:\n      privileged: ${P}\n") ==
        Lines{"container 'a': undecided @6"});
  CHECK(pod("  - name: a\n    securityContext: {seccompProfile: {type: '${T}'}}\n") ==
        Lines{"container 'a': undecided @5"});
}

TEST_CASE("posture: a patch does not know what it does not name") {
  const std::string text = "kind: Pod\nspec:\n  containers:\n  - name: a\n";
  CHECK(read(text, "p.yaml", lint::Role::patch) == Lines{"container 'a': undecided @4"});
  CHECK(read(text + "    securityContext: {privileged: true}\n", "p.yaml", lint::Role::patch) ==
        Lines{"container 'a': no filter: privileged @5"});
}

TEST_CASE("posture: objects that run no pods have no containers") {
  CHECK(read("apiVersion: v1\nkind: ConfigMap\ndata: {containers: x}\n").empty());
  CHECK(read("apiVersion: a/v1\nkind: Pods\nspec: {containers: [{name: a, securityContext: "
             "{seccompProfile: {type: RuntimeDefault}}}]}\n")
            .empty());
}

TEST_CASE("posture: Docker's default is a filter") {
  const auto compose = [](const std::string& service) {
    return read("services:\n  a:\n    image: x\n" + service, "compose.yaml");
  };
  CHECK(compose("") == Lines{"Docker's default @2"});
  CHECK(compose("    security_opt: [seccomp=builtin]\n") == Lines{"Docker's default @4"});
  CHECK(compose("    security_opt: [seccomp=unconfined]\n") == Lines{"no filter: Unconfined @4"});
  CHECK(compose("    security_opt: ['seccomp:./a.json']\n") == Lines{"custom ./a.json @4"});
  CHECK(compose("    security_opt: ['seccomp=${A:-b.json}']\n") == Lines{"custom b.json @4"});
  CHECK(compose("    security_opt: ['seccomp=${A}']\n") == Lines{"undecided @4"});
  CHECK(compose("    privileged: true\n") == Lines{"no filter: privileged @4"});
  CHECK(compose("    privileged: \"${P:-yes}\"\n") == Lines{"no filter: privileged @4"});
  CHECK(compose("    privileged: ${P}\n") == Lines{"undecided @4"});
  CHECK(compose("    privileged: false\n") == Lines{"Docker's default @2"});
  CHECK(compose("    privileged: true\n    security_opt: [seccomp=a.json]\n") ==
        Lines{"no filter: privileged @4"});
}

TEST_CASE("posture: Compose services inherit, and take back") {
  const std::string base =
      "services:\n  base: {image: x, privileged: true, security_opt: [seccomp=unconfined]}\n";
  CHECK(read(base + "  a: {extends: base}\n", "compose.yaml") ==
        Lines{"no filter: privileged @2", "no filter: privileged @2"});
  CHECK(read(base + "  a: {extends: base, privileged: false}\n", "compose.yaml").back() ==
        "no filter: Unconfined @2");
  CHECK(
      read(base + "  a:\n    extends: base\n    privileged: !reset\n    security_opt: !reset []\n",
           "compose.yaml")
          .back() == "Docker's default @3");
}

TEST_CASE("posture: inspected containers and services") {
  CHECK(read("[{\"Id\": \"1\", \"Name\": \"/a\", \"State\": {}, \"HostConfig\":\n"
             "{\"Privileged\": true, \"SecurityOpt\": null}}]") ==
        Lines{"no filter: privileged @2"});
  CHECK(read("[{\"Id\": \"1\", \"Name\": \"/a\", \"State\": {}, \"HostConfig\":\n"
             "{\"Privileged\": false, \"SecurityOpt\": [\"seccomp=unconfined\"]}}]") ==
        Lines{"no filter: Unconfined @2"});
  const auto service = [](const std::string& mode) {
    return read(
        "[{\"ID\": \"1\", \"Version\": {\"Index\": 1}, \"Spec\": {\"Name\": \"s\",\n"
        "\"TaskTemplate\": {\"ContainerSpec\": {\"Privileges\": {\"Seccomp\": {\"Mode\": \"" +
        mode + "\"}}}}}}]");
  };
  CHECK(service("default") == Lines{"Docker's default @1"});
  CHECK(service("unconfined") == Lines{"no filter: Unconfined @2"});
  CHECK(service("custom") == Lines{"custom @2"});
}

TEST_CASE("posture: why is said in words") {
  CHECK(first_why("kind: Pod\nspec: {containers: [{name: a}]}\n") ==
        "nothing is set; the node's kubelet decides");
  CHECK(first_why("kind: Pod\nspec: {containers: [{name: a, securityContext: {privileged: true, "
                  "seccompProfile: {type: RuntimeDefault}}}]}\n") ==
        "privileged: true, so that RuntimeDefault has no effect");
  CHECK(first_why("services: {a: {image: x, privileged: true, security_opt: [seccomp=f.json]}}\n",
                  "compose.yaml") == "privileged; 'f.json' is loaded only since Docker 27.0");
}

TEST_CASE("posture: a binding of profiles speaks of images in its namespace") {
  const std::string text =
      "apiVersion: security-profiles-operator.x-k8s.io/v1alpha1\nkind: ProfileBinding\n"
      "metadata: {name: b, namespace: n}\n"
      "spec: {image: nginx, profileRef: {kind: SeccompProfile, name: p}}\n";
  const Source source(text);
  const lint::yaml::Tree tree = tests::parse(source);
  const lint::templates::Written written(source.text());
  const auto binding = profile_binding(Document(tree, written));
  REQUIRE(binding.has_value());
  CHECK(binding->profile == "SeccompProfile 'p'");
  CHECK(binds(*binding, "n", "nginx"));
  CHECK_FALSE(binds(*binding, "m", "nginx"));
  CHECK_FALSE(binds(*binding, "n", "httpd"));
}

}  // namespace
