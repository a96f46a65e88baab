"""What restrict-seccomp must find, as the Kubernetes documentation and judged.md have it."""

import re

import yaml

import documents
import paths

# What stands there says what a program is given or was, and is no setting of a pod.
NOT_TEXTS = ("annotations", "env", "args", "command",
             "kubectl.kubernetes.io/last-applied-configuration")
NOT_SETTINGS = (*NOT_TEXTS, "status")
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
        self.owner = None  # the place of the innermost object in another document

    def type(self, value, may_be_unset):
        is_unset = value.kind == "null" or (value.kind == "string" and not value.text)
        is_allowed = value.kind == "string" and value.text in ALLOWED
        if not is_allowed and not (is_unset and may_be_unset):
            self.places.add(value.place)

    def profile(self, profile, may_be_unset=False, is_custom=False):
        """`may_be_unset`: in the values of a chart, {} and "" leave a profile unset. `is_custom`: what
        is no mapping may be by design, but for the word that means off."""
        if profile.kind == "null" or profile.first_text("$patch") == "delete":
            return
        if is_custom and profile.kind != "mapping":
            if is_off(profile):
                self.places.add(profile.place)
            return
        types = profile.get("type")
        for value in types:
            self.type(value, may_be_unset)
        if profile.kind != "mapping":
            self.places.add(profile.place)
        elif not (types or may_be_unset):
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
            if scalars:
                return {scalars[0], scalars[-1]}
            is_odd = value.get(key) and not any(map(paths.is_scalar, value.get(key)))
            return {"", otherwise} if is_odd else {otherwise}

        if value.kind != "mapping":
            return
        for version in readings("apiVersion", api_version):
            for name in readings("kind", kind):
                self.object_of(value, version, name)

    def inner_object(self, value):
        outer, self.owner = self.owner, value.place
        self.object(value)
        self.owner = outer

    def config_map(self, value):
        """What stands in a text counts once in an object, however many aliases lead there."""
        for data in value.get("data"):
            for _, text in data.pairs:
                self.text(text)

    def text(self, text):
        if text.kind == "string" and ("\n" in text.text or "{" in text.text):
            for number in range(count_in_text(text.text)):
                self.places.add((self.owner, id(text.node), number))

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
            self.custom(value, {"status", "items"} if is_list else {"status"}, False)

    def custom(self, value, skipped, in_values, is_custom=True, has_texts=True):
        """Every seccompProfile counts, whatever the path to it, and where each alias stands. What
        no custom resource has is judged as in built-in kinds."""
        if paths.puts_nothing(value):
            return
        self.settings(value)
        for key, below in value.pairs:
            is_values = in_values or key in ("values", "valuesObject")
            if key in skipped or paths.is_stray(value, key):
                continue
            if key in NOT_TEXTS:
                self.custom_below(below, is_values, is_custom, has_texts=False)
            elif key != "seccompProfile":
                self.custom_below(below, is_values, is_custom, has_texts)
            else:
                self.profile(below, in_values, is_custom)
                if has_texts:
                    self.texts_below(below)
        if has_texts:
            self.options(value)
        for item in value.items:
            self.custom_below(item, in_values, is_custom, has_texts)

    def custom_below(self, value, in_values, is_custom, has_texts):
        if value.get("apiVersion") and value.first_text("kind"):
            self.inner_object(value)
        else:
            if has_texts:
                self.text(value)
            self.custom(value, set(), in_values, is_custom, has_texts)

    def open_paths(self, value):
        """Another rule reports these."""
        self.places.update(("open", path.place) for path in paths.open_paths(value))

    def settings(self, value):
        """What paths set in a custom resource: an operation of a JSON patch as in a built-in kind,
        and others as the values of a chart."""
        self.open_paths(value)
        is_operation = bool(paths.operations(value))
        for field, given in paths.set_fields(value):
            if field == "profile":
                self.profile(given, not is_operation, not is_operation)
            elif is_operation or paths.is_scalar(given):
                self.type(given, not is_operation)

    def options(self, value):
        """In a text, only the word that means off counts."""
        texts = [below for key, below in value.pairs
                 if key not in (*NOT_TEXTS, "seccompProfile")]
        self.places.update(text.place for text in texts + value.items if paths.switches_off(text))

    def texts_below(self, value):
        """What stands in a profile may be a text, even so."""
        self.text(value)
        texts = [below for key, below in value.pairs if key not in NOT_TEXTS]
        for below in texts + value.items:
            self.texts_below(below)

    def unknown(self, value):
        """Of what is no object only the word that means off counts, as a type or all of a profile."""
        if paths.puts_nothing(value):
            return
        self.open_paths(value)
        for field, given in paths.set_fields(value):
            self.unknown_profile(given, field == "type")
        self.options(value)
        for key, below in value.pairs:
            if key in NOT_SETTINGS or paths.is_stray(value, key):
                continue
            if key != "seccompProfile":
                self.unknown_below(below)
            else:
                self.unknown_profile(below)
                self.texts_below(below)
        for item in value.items:
            self.unknown_below(item)

    def unknown_profile(self, value, is_type=False):
        if value.first_text("$patch") != "delete":
            types = [] if is_type else value.get("type")
            self.places.update(each.place for each in [value, *types] if is_off(each))

    def unknown_below(self, value):
        if is_whole(value):
            self.inner_object(value)
        else:
            self.text(value)
            self.unknown(value)


def is_whole(value):
    parts = [value.get(key) for key in ("metadata", "spec", "template", "items")]
    return value.get("apiVersion") and value.first_text("kind") and any(parts)


def is_json_patch(value):
    return any(map(paths.operations, value.items[:1]))


def is_off(value):
    return value.kind == "string" and value.text.strip().lower() == "unconfined"


def count_in_text(text):
    """A text that does not say its version is no object."""
    try:
        return sum(count(value, bool(value.get("apiVersion"))) for value in documents.load_all(text))
    # It need not be YAML.
    except (yaml.YAMLError, RecursionError, ValueError):
        return 0


def is_object(value):
    """Values have a key `kind`, too: it takes more to be an object."""
    def may_be(version, kind):
        is_known = kind.endswith("List") or kind in POD_SPECS
        return is_known or version == "builtin" or "/" in version or re.match(r"v\d", version)

    def texts(key):
        return [v.text for v in value.get(key) if v.kind in ("string", "other") and v.text]

    kinds, versions = texts("kind"), texts("apiVersion")
    if not versions and not any(value.get(key) for key in ("metadata", "spec", "template", "items")):
        return False
    return any(may_be(version, kind) for version in versions or [""] for kind in kinds)


def count(value, may_be_object=True):
    judge = Judge()
    if is_json_patch(value):
        judge.custom(value, set(), False, is_custom=False)
    elif may_be_object and is_object(value):
        judge.object(value)
    else:
        judge.unknown(value)
    return len(judge.places)
