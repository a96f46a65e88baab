"""Makes the objects of random manifests, which writer.py then writes as YAML.

Left out, because they ask for more than reading a manifest: templates ({{ }}), variables (${X}),
and comments that ignore findings.
"""

from settings import Settings
from values import Mapping, Plain, Text

GOOD_TYPES = ["RuntimeDefault", "Localhost"]
BAD_TYPES = [
    "Unconfined", "unconfined", "runtimedefault", "Runtime Default", "RuntimeDefault ",
    " Localhost", "RuntimeDefault\n", "Localhost\n\n", "\nRuntimeDefault", "localhost/a.json",
    "runtime/default",
    "", " ", "null", "~", "true", "1", "Rüntime", "Ünconfined ☂", "Run\ttime",
    'Local"host', "Local'host", "RuntimeDefault # Localhost", "RuntimeDefault: Localhost",
    "- RuntimeDefault", "*RuntimeDefault", "\\RuntimeDefault", "Unconfined" * 9,
]
ODD_TYPES = [Plain(text) for text in (
    "null", "~", "", "NULL", "true", "Yes", "off", "y", "1", "0x1F", "0o17", "1_000", "1.5", ".inf",
    "-.INF", "1e3", "2020-01-01", "2020-13-45", "12:30:45", "=", "<<", ".", "+1", "0b2")]

PROFILE_TEXTS = ["Unconfined", "unconfined", "UNCONFINED ", "docker/default", "localhost/a.json",
                 "profiles/audit.json", Plain("false"), Plain("Unconfined")]

WORKLOADS = {
    "Pod": "v1", "PodTemplate": "v1", "ReplicationController": "v1", "Deployment": "apps/v1",
    "ReplicaSet": "extensions/v1beta1", "StatefulSet": "apps/v1beta2", "DaemonSet": "apps/v1",
    "Job": "batch/v1", "CronJob": "batch/v1beta1",
}
# These hold profiles or look as if they did.
OTHERS = [
    ("v1", "pod"), ("apps/v1", "Pods"), ("v1", "ConfigMap"), ("v1", "Service"),
    ("apps/v1", "ControllerRevision"), ("policy/v1", "PodDisruptionBudget"),
    ("policy/v1beta1", "PodSecurityPolicy"), ("autoscaling/v2", "HorizontalPodAutoscaler"),
    ("networking.k8s.io/v1", "Ingress"), ("apiextensions.k8s.io/v1", "CustomResourceDefinition"),
    ("kyverno.io/v1", "ClusterPolicy"), ("policies.kyverno.io/v1", "ValidatingPolicy"),
    ("constraints.gatekeeper.sh/v1beta1", "K8sSeccomp"),
    ("security.openshift.io/v1", "SecurityContextConstraints"), ("v1", ""), ("example.com/v1", ""),
]
CUSTOM = [
    ("argoproj.io/v1alpha1", "Rollout"), ("apps.kruise.io/v1", "StatefulSet"),
    ("batch.volcano.sh/v1", "Job"), ("serving.knative.dev/v1", "Service"),
    ("notkyverno.io/v1", "Deployment"), ("example.com/v1", "Pod"), ("v1", "DeploymentConfig"),
    ("helm.toolkit.fluxcd.io/v2", "HelmRelease"), ("v1", "Template"),
    ("cluster.x-k8s.io/v1", "Machine"),
]


class Maker(Settings):
    def __init__(self, random):
        self.random = random

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def odd(self):
        """Something where a mapping or a list is expected."""
        return self.random.choice(
            [Plain("null"), Plain(""), Plain("~"), "RuntimeDefault", "", Plain("1"), Plain("true"),
             [], Mapping(), ["Unconfined"], [Mapping([("type", "Unconfined")])]])

    def type(self):
        if self.chance(45):
            return self.random.choice(GOOD_TYPES)
        if self.chance(50):
            return "Unconfined"
        if self.chance(60):
            return self.random.choice(BAD_TYPES)
        return self.random.choice(ODD_TYPES) if self.chance(80) else self.odd()

    def maybe(self, percent, key, value):
        """A list with that pair in it, or without; `value` is called to make the value."""
        return [(key, value())] if self.chance(percent) else []

    def mapping(self, *pairs):
        """The pairs in some order, now and then with one of them twice."""
        mapping = Mapping(pairs)
        if self.chance(30):
            self.random.shuffle(mapping)
        if mapping and self.chance(2):
            mapping.insert(self.random.randint(0, len(mapping)), self.random.choice(mapping))
        return mapping

    def profile(self):
        if self.chance(4):
            return self.odd()
        if self.chance(4):
            return self.random.choice(PROFILE_TEXTS)
        return self.mapping(
            *self.maybe(95, "type", self.type),
            *self.maybe(3, "type", self.type),
            *self.maybe(12, "localhostProfile", lambda: "profiles/audit.json"),
            *self.maybe(4, self.random.choice(["Type", "typ", "types"]), lambda: "Unconfined"),
            *self.maybe(2, "$patch", lambda: self.random.choice(["delete", "replace"])))

    def security_context(self):
        if self.chance(3):
            return self.odd()
        lookalike = self.random.choice(
            ["appArmorProfile", "SeccompProfile", "seccompprofile", "seccompProfiles"])
        return self.mapping(
            ("runAsUser", Plain("1000")),
            *self.maybe(75, "seccompProfile", self.profile),
            *self.maybe(3, "seccompProfile", self.profile),
            *self.maybe(8, lookalike, lambda: Mapping([("type", "Unconfined")])))

    def container(self, number):
        if self.chance(1):
            return self.odd()
        image = self.random.choice(["registry.example.com/app:1.0", "app"])
        args = ["--seccomp=unconfined", "seccompProfile: {type: Unconfined}"]
        return self.mapping(
            ("name", f"app-{number}"),
            ("image", image),
            *self.maybe(5, "args", lambda: args),
            *self.maybe(65, "securityContext", self.security_context))

    def containers(self):
        if self.chance(3):
            return self.odd()
        return [self.container(i) for i in range(self.random.choice([0, 1, 1, 1, 2, 3]))]

    def pod_spec(self):
        if self.chance(1):
            return self.odd()
        # In a built-in kind, a path is a key that it does not have.
        path = self.path()[0]
        return self.mapping(
            *self.maybe(2, path, self.type),
            *self.maybe(60, "securityContext", self.security_context),
            *self.maybe(25, "initContainers", self.containers),
            *self.maybe(85, "containers", self.containers),
            *self.maybe(15, "ephemeralContainers", self.containers),
            *self.maybe(4, "initcontainers", self.containers))

    def annotations(self):
        prefix = "seccomp.security.alpha.kubernetes.io"
        text = '{"seccompProfile": {"type": "Unconfined"}}'
        return self.mapping(
            (f"{prefix}/pod", self.random.choice(["unconfined", "runtime/default"])),
            *self.maybe(50, f"container.{prefix}/app-0", lambda: "unconfined"),
            *self.maybe(20, "kubectl.kubernetes.io/last-applied-configuration", lambda: text))

    def metadata(self):
        name = self.random.choice(["web", "db", "x"])
        return self.mapping(("name", name), *self.maybe(15, "annotations", self.annotations))

    def template(self):
        return self.mapping(*self.maybe(30, "metadata", self.metadata), ("spec", self.pod_spec()))

    def body(self, kind):
        """The pairs that a kind has beside its type and its metadata."""
        if kind == "Pod":
            return [("spec", self.pod_spec())]
        if kind == "PodTemplate":
            return [("template", self.template())]
        spec = self.mapping(("replicas", Plain("2")), ("template", self.template()))
        if kind == "CronJob":
            job = Mapping([("spec", spec)])
            spec = self.mapping(("schedule", "*/5 * * * *"), ("jobTemplate", job))
        return [("spec", spec)]

    def custom_body(self, depth=0):
        pairs = []
        for _ in range(self.random.randint(1, 3)):
            key = self.random.choice(
                ["spec", "template", "values", "items", "status", "jobs", "valuesObject", "x"])
            what = self.random.randint(0, 8)
            if depth > 3 or what < 2:
                value = self.template()
            elif what == 2:
                key, value = "seccompProfile", self.profile()
            elif what == 3:
                key, value = "securityContext", self.security_context()
            elif what == 4:
                value = [self.template() for _ in range(self.random.randint(0, 2))]
            elif what == 5:
                pairs += self.settings()
                continue
            elif what == 6 and self.chance(40):
                value = self.object(depth + 1, has_texts=False)
            else:
                value = Mapping(self.custom_body(depth + 1))
            pairs.append((key, value))
        return pairs

    def unknown(self, depth=0):
        """A document of no known family."""
        if self.chance(20):
            return [self.unknown_below(depth) for _ in range(self.random.randint(1, 3))]
        pairs = []
        for _ in range(self.random.randint(1, 3)):
            key = self.random.choice(["values", "podSecurityContext", "tasks", "addons", "web", "x",
                                      "x", "annotations", "env", "args", "command", "status"])
            what = self.random.randint(0, 5)
            if what == 0:
                pairs += self.settings()
            elif what == 1:
                pairs.append(("seccompProfile", self.profile()))
            else:
                pairs.append((key, self.unknown_below(depth)))
        return self.mapping(*pairs)

    def unknown_below(self, depth):
        what = self.random.randint(0, 9)
        if what < 2:
            return self.security_context()
        if what < 4:
            return self.template()
        if what < 5:
            return self.setting()
        if what < 6:
            return self.object(2, has_texts=False)
        if what < 7 and depth < 2:
            # Texts in texts have a limit.
            return Text([self.object(2) if self.chance(50) else self.unknown(2)])
        return self.unknown(depth + 1) if depth < 4 else self.template()

    def document(self):
        dice = self.random.random() * 100
        if dice < 12:
            return self.unknown()
        return self.patch() if dice < 15 else self.object()

    def object(self, depth=0, has_texts=True):
        """`has_texts`: where kubectl applies it, its ConfigMaps hold manifests."""
        kind = self.random.choice(list(WORKLOADS))
        version = WORKLOADS[kind]
        body = self.body(kind)
        dice = self.random.random() * 100
        if dice < 10:
            version, other = self.random.choice(OTHERS)
            body = body if self.chance(60) else self.custom_body()
            kind = other
        elif dice < 25:
            version, kind = self.random.choice(CUSTOM)
            body = body if self.chance(40) else self.custom_body(depth)
        elif dice < 33 and depth < 2:
            return self.list(depth, has_texts)
        elif dice < 37:
            version = None
        elif dice < 41 and depth < 2 and has_texts:
            return self.config_map(depth)
        return self.of_type(version, kind, body)

    def of_type(self, version, kind, body):
        versions = [version] if version else []
        kinds = [kind]
        if self.chance(1):
            kinds.append(self.random.choice(["Pod", "ConfigMap", "Deployment"]))
        if self.chance(1):
            versions.append(self.random.choice(["v1", "example.com/v1"]))
        return self.mapping(
            *(("apiVersion", each) for each in versions),
            *(("kind", each) for each in kinds),
            ("metadata", self.metadata()),
            *body,
            *self.maybe(4, "status", lambda: self.mapping(("seccompProfile", self.profile()))))

    def config_map(self, depth):
        def text():
            return Text([self.object(depth + 1) if self.chance(80) else self.unknown(2)])

        texts = [(self.random.choice(["a", "pod.yaml", "x.json"]), text())
                 for _ in range(self.random.randint(1, 2))]
        key = "data" if self.chance(90) else "binaryData"
        return self.of_type("v1", "ConfigMap", [(key, Mapping(texts))])

    def list(self, depth, has_texts):
        version, kind = self.random.choice(
            [("v1", "List"), ("v1", "PodList"), ("apps/v1", "DeploymentList"),
             ("example.com/v1", "ThingList"), ("v1", "ServiceList")])
        # In a custom resource, texts matter whatever they stand in.
        has_texts = has_texts and kind != "ThingList"
        items = [self.object(depth + 1, has_texts) for _ in range(self.random.randint(0, 3))]
        for item in items:
            # In a list of another kind, a ConfigMap that does not say so is another object.
            if self.chance(40) and ("kind", "ConfigMap") not in item:
                item[:] = [pair for pair in item if pair[0] not in ("apiVersion", "kind")]
        return self.of_type(version, kind, [("items", items if self.chance(97) else self.odd())])
