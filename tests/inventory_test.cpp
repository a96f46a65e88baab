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

/// Why the only container of a text is in its state.
std::string reason(const std::string& text, const std::string& name = "t.yaml") {
  const lint::RunResult run = take(text, name);
  const auto rows = lint::report::inventory_of(run).rows;
  REQUIRE(rows.size() == 1);
  return lint::report::why_words(*rows.front().container, "");
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

TEST_CASE("inventory: templates of pods in custom resources are listed by their paths") {
  CHECK(inventory("apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: x}\n"
                  "spec:\n  template:\n    spec:\n"
                  "      securityContext: {seccompProfile: {type: RuntimeDefault}}\n"
                  "      initContainers:\n      - {name: i, image: i}\n      containers:\n"
                  "      - {name: a, image: a, securityContext: {privileged: true}}\n") ==
        Lines{"7 init container 'i' (spec.template.spec): RuntimeDefault",
              "11 container 'a' (spec.template.spec): no filter: privileged"});
  CHECK(inventory("apiVersion: kubeflow.org/v1\nkind: PyTorchJob\nspec:\n  replicas:\n"
                  "    Worker: {template: {spec: {containers: [{name: a, image: a}]}}}\n"
                  "    Master: {podTemplate: {spec: {containers: [{name: a, image: a}]}}}\n") ==
        Lines{"5 container 'a' (spec.replicas.Worker.template.spec): node's default",
              "6 container 'a' (spec.replicas.Master.podTemplate.spec): node's default"});
}

TEST_CASE("inventory: an operator completes containers that have no image") {
  const auto states = [](const std::string& containers) {
    return inventory(
        "apiVersion: elasticsearch.k8s.elastic.co/v1\nkind: Elasticsearch\n"
        "spec: {nodeSets: [{podTemplate: {spec: {containers: [" +
        containers + "]}}}]}\n");
  };
  const std::string part = "3 container 'a' (spec.nodeSets[0].podTemplate.spec): ";
  CHECK(states("{name: a}") == Lines{part + "undecided"});
  CHECK(states("{name: a, securityContext: {privileged: true}}") ==
        Lines{part + "no filter: privileged"});
  CHECK(states("{name: a, image: a}") == Lines{part + "node's default"});
}

TEST_CASE("inventory: other containers of custom resources only add to pods") {
  const std::string head = "apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\n";
  const std::string pod = "{containers: [{name: a, image: a}]}\n";
  CHECK(inventory(head + "spec: " + pod).empty());
  CHECK(inventory(head + "spec: {spec: " + pod.substr(0, pod.size() - 1) + "}\n").empty());
  CHECK(inventory(head + "status: {template: {spec: {containers: [{name: a}]}}}\n").empty());
  CHECK(inventory("apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\n"
                  "spec: {template: {spec: " +
                  pod.substr(0, pod.size() - 1) + "}}\n")
            .empty());
}

TEST_CASE("inventory: containers of pre_start have no settings but privileged") {
  CHECK(inventory("services:\n  web:\n    image: web\n    security_opt: [seccomp=unconfined]\n"
                  "    pre_start:\n    - command: a\n    - {command: b, privileged: true}\n"
                  "    - {command: c, privileged: $P}\n    - !reset {command: d}\n") ==
        Lines{"4 : no filter: Unconfined", "6 pre_start[0]: Docker's default",
              "7 pre_start[1]: no filter: privileged", "8 pre_start[2]: undecided"});
  // Merged, extended and replaced as its privileges are.
  CHECK(inventory("services:\n  base: {image: a, pre_start: [{command: a}]}\n"
                  "  web: {extends: {service: base}, pre_start: [{command: b}]}\n"
                  "  own: {extends: {service: base}, pre_start: !override [{command: c}]}\n") ==
        Lines{"2 : Docker's default", "2 pre_start[0]: Docker's default",
              "2 pre_start[0]: Docker's default", "3 : Docker's default",
              "3 pre_start[0]: Docker's default", "4 : Docker's default",
              "4 pre_start[0]: Docker's default"});
}

TEST_CASE("inventory: dev containers that name an image, and not what completes others") {
  const std::string name = ".devcontainer/devcontainer.json";
  CHECK(inventory("{\"image\": \"a\", \"privileged\": true}", name) ==
        Lines{"1 : no filter: privileged"});
  CHECK(inventory("{\n\"name\": \"x\", \"build\": {\"dockerfile\": \"Dockerfile\"}, // built\n"
                  "\"runArgs\": [\"--security-opt\", \"seccomp=p.json\"]}",
                  name) == Lines{"3 : custom p.json"});
  CHECK(inventory("{\"name\": \"x\", \"image\": \"a\"}", name) == Lines{"1 : Docker's default"});
  CHECK(inventory("{\"dockerComposeFile\": \"c.yaml\", \"service\": \"a\"}", name).empty());
  CHECK(inventory("{\"id\": \"x\", \"privileged\": true}", "devcontainer-feature.json").empty());
}

TEST_CASE("inventory: the containers of jobs, and beside them") {
  const std::string name = ".github/workflows/a.yml";
  CHECK(inventory("on: push\njobs:\n  build:\n    runs-on: x\n    container: debian\n"
                  "    services:\n      db: {image: db, options: --privileged}\n"
                  "      web: {image: web, options: --security-opt seccomp=unconfined}\n"
                  "      any: ${{ fromJSON(inputs.any) }}\n",
                  name) ==
        Lines{"5 container: Docker's default", "7 service 'db': no filter: privileged",
              "8 service 'web': no filter: Unconfined", "9 service 'any': undecided"});
  CHECK(inventory("resources:\n  containers:\n  - container: a\n    image: a\n"
                  "    options: --privileged\njobs:\n- job: b\n  container: {image: b}\n"
                  "  services: {db: a}\n") ==
        Lines{"5 : no filter: privileged", "8 container: Docker's default"});
}

TEST_CASE("inventory: a listing of privileges does not show the options") {
  CHECK(inventory("web: Privileged=true\ndb: Privileged=false\n") ==
        Lines{"1 : no filter: privileged", "2 : undecided"});
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

TEST_CASE("inventory: why the state of a pod's container is what it is") {
  const auto why = [](const std::string& container, const std::string& pod = "") {
    return reason("kind: Pod\nmetadata: {name: x}\nspec:\n" + pod +
                  "  containers:\n  - name: a\n    image: a\n" + container);
  };
  const std::string context = "    securityContext: ";
  CHECK(why("") == "nothing is set; the node's kubelet decides");
  CHECK(why(context + "{privileged: true}\n") == "privileged: true");
  CHECK(why(context + "{privileged: maybe}\n") ==
        "privileged is a string, which the API server refuses");
  CHECK(why(context + "{privileged: '${P}'}\n") ==
        "whether it is privileged is known only after substitution of its variables");
  CHECK(why(context + "[]\n") == "securityContext is a sequence, which the API server refuses");
  CHECK(why(context + "{seccompProfile: RuntimeDefault}\n") ==
        "seccompProfile is a string, which the API server refuses");
  CHECK(why(context + "{seccompProfile: {}}\n") ==
        "seccompProfile has no type, which the API server refuses");
  CHECK(why(context + "{seccompProfile: {type: off}}\n") ==
        "seccompProfile.type is 'off', which the API server refuses");
  CHECK(why(context + "{seccompProfile: {type: RuntimeDefault}}\n") == "its own seccompProfile");
  CHECK(why(context + "{seccompProfile: {type: '${T}'}}\n") ==
        "seccompProfile.type is known only after substitution of its variables");
  CHECK(why(context + "{seccompProfile: '${T}'}\n") ==
        "seccompProfile is known only after substitution of its variables");
  CHECK(why(context + "{privileged: true, privileged: false}\n") ==
        "it is no filter: privileged to some readers and node's default to others");
  CHECK(why("", "  os: {name: windows}\n") == "spec.os.name: windows");
  CHECK(why("", "  nodeSelector: {kubernetes.io/os: windows}\n") ==
        "nodeSelector chooses Windows nodes");
}

TEST_CASE("inventory: why a part of an object leaves a state open") {
  CHECK(reason("apiVersion: elasticsearch.k8s.elastic.co/v1\nkind: Elasticsearch\n"
               "spec: {podTemplate: {spec: {containers: [{name: a}]}}}\n") ==
        "a part of an object, which may have a profile from elsewhere");
}

TEST_CASE("inventory: why a template leaves a state open") {
  const auto why = [](const std::string& container, const std::string& pod = "") {
    return reason("kind: Pod\nmetadata: {name: '{{ .x }}'}\nspec:\n" + pod +
                      "  containers:\n  - name: a\n    image: a\n" + container,
                  "templates/pod.yaml");
  };
  const std::string context = "    securityContext:";
  CHECK(why(context + " {{ .x }}\n") == "securityContext is known only after rendering");
  CHECK(why("    {{- .x }}\n") == "an action may write a securityContext of the container");
  CHECK(why("", "  {{- .x }}\n") == "an action may write a securityContext of the pod");
  CHECK(why(context + "\n      {{- .x }}\n      runAsUser: 1\n") ==
        "an action may write more of securityContext");
  CHECK(why(context + "\n      seccompProfile:\n        {{- .x }}\n        type: Localhost\n") ==
        "an action may write more of seccompProfile");
  CHECK(why(context + "\n      privileged: {{ .x }}\n") ==
        "whether it is privileged is known only after rendering");
  CHECK(why("    {{- if .x }}\n" + context + "\n      privileged: true\n    {{- end }}\n") ==
        "a condition decides whether it is no filter: privileged");
  CHECK(why("    {{- if .x }}\n" + context +
            "\n    {{- else }}\n    x:\n    {{- end }}\n"
            "      privileged: true\n") ==
        "the template decides whether it is node's default or no filter: privileged");
  CHECK(why(context +
            "\n      seccompProfile:\n        type: {{ if .x }}Unconfined{{ else }}Localhost"
            "{{ end }}\n") == "seccompProfile.type is known only after rendering");
}

TEST_CASE("inventory: why the state of a container of Docker's is what it is") {
  const auto why = [](const std::string& service) {
    return reason("services: {a: {image: a, " + service + "}}\n");
  };
  CHECK(why("x-a: 1") == "nothing is set");
  CHECK(why("security_opt: [seccomp=unconfined]") == "security option 'seccomp=unconfined'");
  CHECK(why("security_opt: ['seccomp:=unconfined']") ==
        "security option 'seccomp:=unconfined', which Docker refuses");
  CHECK(why("security_opt: ['seccomp=$P']") ==
        "security option 'seccomp=$P' is known only after setting the variable 'P'");
  CHECK(why("privileged: $P") == "privileged '$P' is known only after setting the variable 'P'");
  CHECK(why("privileged: true") == "privileged: true");
  CHECK(why("privileged: true, security_opt: [seccomp=p.json]") ==
        "privileged; 'p.json' is loaded only since Docker 27.0");
  CHECK(reason("services:\n  a:\n    image: a\n    privileged: {{ .x }}\n", "compose.yaml") ==
        "whether it is privileged is known only after rendering");
  CHECK(reason("{\"ID\": \"a\", \"Version\": {\"Index\": 1}, \"Spec\": {\"Name\": \"a\", "
               "\"TaskTemplate\": {\"ContainerSpec\": {\"Privileges\": {\"Seccomp\": {\"Mode\": "
               "\"unconfined\"}}}}}}") == "Privileges.Seccomp.Mode is 'unconfined'");
  CHECK(reason("a: Privileged=false\n") == "the listing does not show its security options");
  CHECK(reason("jobs: {a: {runs-on: x, container: '${{ fromJSON(inputs.x) }}'}}\n") ==
        "an expression names it, known only when it runs");
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
  CHECK(inventory.counts.states.total() == 3);
  CHECK(inventory.counts.states[lint::FilterState::node_default] == 3);
  CHECK(inventory.counts.namespaces.at("n").total() == 1);
  CHECK(inventory.counts.namespaces.at("").total() == 2);
  CHECK(lint::report::words_of(inventory.counts.folders.at("x/y")) == "3 node's default");
}

}  // namespace
