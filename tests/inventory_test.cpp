#include "lint/report/inventory.hpp"

#include <string>
#include <vector>

#include "tests/check.hpp"

namespace {

using Lines = std::vector<std::string>;

lint::RunResult take(const std::string& text, const std::string& name = "t.yaml") {
  lint::Settings settings;
  settings.needs.containers = true;
  return tests::check(text, name, settings);
}

/// Each container as "LINE part: state: why".
Lines inventory(const std::string& text, const std::string& name = "t.yaml") {
  const lint::RunResult run = take(text, name);
  Lines lines;
  for (const auto& row : lint::report::inventory_of(run).rows) {
    const lint::ListedContainer& container = *row.container;
    lines.push_back(std::to_string(container.decided.line) + " " + std::string(container.part) +
                    ": " + lint::report::state_words(container));
  }
  return lines;
}

/// Of a container in a template, with what stands below its name.
std::string templated(const std::string& below, const std::string& pod = "") {
  const auto lines = inventory(
      "apiVersion: v1\nkind: Pod\nmetadata: {name: '{{ .Release.Name }}'}\n"
      "spec:\n" +
          pod + "  containers:\n  - name: a\n" + below,
      "templates/pod.yaml");
  REQUIRE(lines.size() == 1);
  return lines[0].substr(lines[0].find(':') + 2);
}

TEST_CASE("inventory: in a template what is written out is known") {
  CHECK(templated("    image: {{ .Values.image }}\n") == "node's default");
  CHECK(templated("    securityContext:\n      privileged: true\n") == "no filter: privileged");
  CHECK(templated("    securityContext:\n      seccompProfile:\n        type: RuntimeDefault\n") ==
        "RuntimeDefault");
  CHECK(templated("    resources:\n      {{- toYaml .Values.r | nindent 6 }}\n") ==
        "node's default");
  CHECK(
      templated("    env:\n    {{- range .Values.env }}\n    - name: {{ . }}\n    {{- end }}\n") ==
      "node's default");
  CHECK(templated(
            "    securityContext:\n      seccompProfile:\n        type: {{ \"Unconfined\" }}\n") ==
        "no filter: Unconfined");
}

TEST_CASE("inventory: in a template what an action may bring or change is undecided") {
  const std::string privileged = "    securityContext:\n      privileged: ";
  CHECK(templated(privileged + "{{ .Values.p }}\n") == "undecided");
  CHECK(templated(privileged + "true\n      {{- toYaml .Values.more | nindent 6 }}\n") ==
        "undecided");
  CHECK(templated("    {{- toYaml .Values.more | nindent 4 }}\n") == "undecided");
  CHECK(templated("    {{- include \"more\" . }}\n") == "undecided");
  CHECK(templated("    securityContext:\n      {{- toYaml .Values.c | nindent 6 }}\n") ==
        "undecided");
  CHECK(templated("{{ toYaml .Values.c | indent 4 }}\n") == "undecided");
  CHECK(templated("    {{- if .Values.p }}\n    securityContext:\n      privileged: true\n"
                  "    {{- end }}\n") == "undecided");
  CHECK(templated("    securityContext:\n      {{- if .Values.p }}\n      privileged: true\n"
                  "      {{- else }}\n      privileged: false\n      {{- end }}\n") == "undecided");
  CHECK(templated("    image: x\n",
                  "  {{- with .Values.pod }}\n  securityContext:\n"
                  "    {{- toYaml . | nindent 4 }}\n  {{- end }}\n") == "undecided");
  CHECK(templated("    image: x\n", "  {{- toYaml .Values.pod | nindent 2 }}\n") == "undecided");
}

TEST_CASE("inventory: in a template a container's own profile holds whatever its pod has") {
  CHECK(templated("    securityContext:\n      seccompProfile:\n        type: RuntimeDefault\n",
                  "  {{- with .Values.pod }}\n  securityContext:\n    {{- toYaml . | nindent 4 }}\n"
                  "  {{- end }}\n") == "RuntimeDefault");
}

TEST_CASE("inventory: a condition around the whole container decides nothing about it") {
  CHECK(inventory("apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec:\n  containers:\n"
                  "  {{- if .Values.a }}\n  - name: a\n    securityContext:\n"
                  "      privileged: true\n  {{- else }}\n  - name: b\n  {{- end }}\n",
                  "templates/pod.yaml") ==
        Lines{"9 container 'a': no filter: privileged", "11 container 'b': node's default"});
}

TEST_CASE("inventory: texts in other objects are read, and listed where they stand") {
  CHECK(inventory(
            "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\ndata:\n  a: |\n"
            "    apiVersion: v1\n    kind: Pod\n    metadata: {name: p}\n    spec:\n"
            "      containers:\n      - name: x\n"
            "  b: \"apiVersion: v1\\nkind: Pod\\nspec:\\n  containers:\\n  - name: y\\n  - name: "
            "z\\n\"\n") == Lines{"11 container 'x': node's default",
                                 "12 container 'y': node's default",
                                 "12 container 'z': node's default"});
}

TEST_CASE("inventory: a binding in the file is a reason more, and no state") {
  const lint::RunResult run = take(
      "apiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: n}\nspec:\n  containers:\n"
      "  - {name: a, image: nginx}\n  - {name: b, image: other}\n---\n"
      "apiVersion: security-profiles-operator.x-k8s.io/v1alpha1\nkind: ProfileBinding\n"
      "metadata: {name: bind, namespace: n}\n"
      "spec: {image: nginx, profileRef: {kind: SeccompProfile, name: s}}\n");
  const auto rows = lint::report::inventory_of(run).rows;
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].container->state == lint::FilterState::node_default);
  CHECK(lint::report::why_words(*rows[0].container, "") ==
        "nothing is set; the node's kubelet decides; ProfileBinding 'bind' on line 9 sets "
        "SeccompProfile 's' for its image");
  CHECK(lint::report::why_words(*rows[1].container, "RuntimeDefault") ==
        "nothing is set; RuntimeDefault, as configured");
}

TEST_CASE("inventory: groups are by state, namespace and folder") {
  const lint::RunResult run = take(
      "apiVersion: v1\nkind: Pod\nmetadata: {namespace: n}\nspec: {containers: [{name: a}]}\n---\n"
      "apiVersion: v1\nkind: Pod\nspec: {containers: [{name: b}, {name: c}]}\n",
      "x/y/t.yaml");
  const auto inventory = lint::report::inventory_of(run);
  CHECK(inventory.states.total() == 3);
  CHECK(inventory.states[lint::FilterState::node_default] == 3);
  CHECK(inventory.namespaces.at("n").total() == 1);
  CHECK(inventory.namespaces.at("").total() == 2);
  CHECK(lint::report::words_of(inventory.folders.at("x/y")) == "3 node's default");
}

}  // namespace
