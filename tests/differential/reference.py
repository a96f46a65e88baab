"""What restrict-seccomp must find, as the Kubernetes documentation and judged.md have it."""

import yaml

import documents

ALLOWED = ("RuntimeDefault", "Localhost")
CONTAINERS = ("containers", "initContainers", "ephemeralContainers")

TEMPLATE = ("template", "spec")
POD_SPECS = {
    "Pod": ("spec",),
    "PodTemplate": TEMPLATE,
    "CronJob": ("spec", "jobTemplate", "spec", *TEMPLATE),
} | dict.fromkeys(
    ("ReplicationController", "Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "Job"),
    ("spec", *TEMPLATE))
WORKLOAD_GROUPS = ("", "apps", "batch", "extensions")
# Those of the API reference that are generated.
OTHER_BUILT_IN_GROUPS = ("autoscaling", "policy", "networking.k8s.io", "rbac.authorization.k8s.io",
                         "apiextensions.k8s.io", "admissionregistration.k8s.io")
POLICY_KINDS = ("PodSecurityPolicy", "SecurityContextConstraints")
# What OpenShift served as v1 before its groups had names.
OPENSHIFT_KINDS = ("DeploymentConfig", "Template")


def is_custom(api_version, kind):
    group = api_version.rpartition("/")[0]
    if api_version == "v1" and kind in OPENSHIFT_KINDS:
        return True
    is_built_in = group in WORKLOAD_GROUPS + OTHER_BUILT_IN_GROUPS
    is_policy = kind in POLICY_KINDS or f".{group}".endswith((".kyverno.io", ".gatekeeper.sh"))
    return bool(kind) and not is_built_in and not is_policy


def follow(value, path):
    values = [value]
    for key in path:
        values = [below for each in values for below in each.get(key)]
    return values


class Judge:
    """Collects the places of findings: there is one finding for each place."""

    def __init__(self):
        self.places = set()

    def type(self, value, may_be_unset):
        is_unset = value.kind == "null" or (value.kind == "string" and not value.text)
        is_allowed = value.kind == "string" and value.text in ALLOWED
        if not is_allowed and not (is_unset and may_be_unset):
            self.places.add(value.place)

    def profile(self, profile, may_be_unset=False):
        """`may_be_unset`: in the values of a chart, {} and "" leave a profile unset."""
        if profile.kind == "null":
            return
        types = profile.get("type")
        for value in types:
            self.type(value, may_be_unset)
        is_deleted = profile.first_text("$patch") == "delete"
        if profile.kind != "mapping" or not (types or may_be_unset or is_deleted):
            self.places.add(profile.place)

    def pod(self, spec):
        owners = [spec]
        for key in CONTAINERS:
            owners += (container for value in spec.get(key) for container in value.items)
        for owner in owners:
            for profile in follow(owner, ("securityContext", "seccompProfile")):
                self.profile(profile)

    def object(self, value, api_version="", kind=""):
        """`api_version` and `kind` are what the list around the object says of its items. Of
        duplicates of these two, only the first and the last count."""
        def readings(key, otherwise):
            scalars = [v.text for v in value.get(key) if v.kind in ("string", "other") and v.text]
            return {scalars[0], scalars[-1]} if scalars else {otherwise}

        if value.kind != "mapping":
            return
        for version in readings("apiVersion", api_version):
            for name in readings("kind", kind):
                self.object_of(value, version, name)

    def config_map(self, value):
        """What stands in a ConfigMap counts once, however many aliases in the file lead there."""
        for data in value.get("data"):
            for _, text in data.pairs:
                if text.kind != "string" or ("\n" not in text.text and "{" not in text.text):
                    continue
                for number in range(count_in_text(text.text)):
                    self.places.add((id(text.node), number))

    def object_of(self, value, api_version, kind):
        if kind == "ConfigMap" and "/" not in api_version:
            self.config_map(value)
        is_list = kind.endswith("List")
        # kubectl applies the items of whatever has some; those of a custom resource are part of it.
        if is_list or not is_custom(api_version, kind):
            for items in value.get("items"):
                for item in items.items:
                    self.object(item, api_version, kind.removesuffix("List"))
        if kind in POD_SPECS and api_version.rpartition("/")[0] in WORKLOAD_GROUPS:
            for spec in follow(value, POD_SPECS[kind]):
                self.pod(spec)
        elif is_custom(api_version, kind):
            self.custom(value, {"status", "items"} if is_list else {"status"}, False, set())

    def custom(self, value, skipped, in_values, known):
        """Every seccompProfile counts, whatever the path to it; but once, however many aliases in
        this object lead there."""
        for key, below in value.pairs:
            is_values = in_values or key in ("values", "valuesObject")
            if key in skipped:
                continue
            if key != "seccompProfile":
                self.custom_below(below, is_values, known)
            elif id(below.node) not in known:
                known.add(id(below.node))
                self.profile(below, in_values)
        for item in value.items:
            self.custom_below(item, in_values, known)

    def custom_below(self, value, in_values, known):
        if value.get("apiVersion") and value.first_text("kind"):
            self.object(value)
        else:
            self.custom(value, set(), in_values, known)


def count_in_text(text):
    """A text that does not say its version may be anything."""
    try:
        return sum(count(value) for value in documents.load_all(text) if value.get("apiVersion"))
    # It need not be YAML.
    except (yaml.YAMLError, RecursionError, ValueError):
        return 0


def count(value):
    judge = Judge()
    judge.object(value)
    return len(judge.places)
