"""Makes settings that name a field by its path, for the random manifests.

Left out are paths of one key, and settings in env and annotations of custom resources, where it is
open what they mean.
"""

import json

from values import Mapping, Plain

PARENTS = ["spec", "pod", "template", "securityContext", "x-y", "containers[0]", "[name=a.b]"]
ENDS = [["seccompProfile", "type"]] * 6 + [
    ["seccompProfile"], ["seccompProfile"], ["seccompProfile", "localhostProfile"],
    ["mySeccompProfile", "type"], ["seccompProfiles", "type"], ["seccompprofile", "type"],
    ["seccompProfile", "type", "x"], ["type"], ["name"]]
OPTIONS = ["--set", "--set-string", "--set-literal"]


class Settings:
    """What Maker has for them."""

    def path(self, separators="./["):
        """A path, and whether it leads to a profile or to something else, in which types may be."""
        parents = [self.random.choice(PARENTS) for _ in range(self.random.randint(1, 3))]
        end = self.random.choice(ENDS)
        if len(end) > 1 and self.chance(10):
            parents = []
        separator = self.random.choice(separators)
        if separator == "[":
            quote = self.random.choice(["", "'", '"'])
            first, *others = parents + end
            path = first + "".join(key if key[0] == "[" else f"[{quote}{key}{quote}]"
                                   for key in others)
        else:
            # A dot that is part of a key.
            dotted = ["gpu\\.large"] if separator == "." and self.chance(10) else []
            if separator == "." and self.chance(5):
                end = ["a\\." + end[0], *end[1:]]
            path = separator.join(dotted + parents + end)
            if separator == "/" and self.chance(50):
                path = "/" + path
        return path, end[-1] == "seccompProfile"

    def given(self, is_profile):
        """What a path gets."""
        return self.profile() if is_profile else self.type()

    def setting(self):
        """A mapping that sets one or two fields."""
        path, is_profile = self.path()
        dice = self.random.randint(0, 8)
        if dice < 3:
            pairs = [(path, self.given(is_profile))]
            if self.chance(30):
                path, is_profile = self.path()
                pairs.append((path, self.given(is_profile)))
            return Mapping(pairs)
        if dice < 7:
            key = self.random.choice(["name", "path", "fieldPath"])
            others = self.maybe(20, "forceString", lambda: Plain("true"))
            value = self.maybe(90, "value", lambda: self.given(is_profile))
            return self.mapping((key, path), *value, *others)
        if dice < 8:
            key = self.random.choice(["toFieldPath", "targetPath"])
            return self.mapping((key, path), ("fromFieldPath", "spec.mode"))
        return self.replacement()

    def replacement(self):
        """One of kustomize, or a ValueAddTransformer's fields."""
        if self.chance(20):
            return self.mapping(("value", self.type()), ("targets", [
                Mapping([("fieldPath", self.path("/")[0])]) for _ in range(2)]))
        source = ("source", Mapping([("kind", "ConfigMap"), ("fieldPath", "data.mode")]))
        if self.chance(60):
            source = ("sourceValue", self.random.choice(
                ["Unconfined", "unconfined", "RuntimeDefault", "runtimedefault", "x"]))
        targets = [self.target(count) for count in self.random.choice([[1], [1], [2], [1, 2]])]
        return self.mapping(*([source] if self.chance(80) else []), ("targets", targets))

    def target(self, count):
        paths = [self.random.choice(["", "", "", "metadata.", "status."]) + self.path("./")[0]
                 for _ in range(count)]
        select = Mapping([("kind", "Deployment")])
        return self.mapping(("fieldPaths", paths), *self.maybe(50, "select", lambda: select),
                            *self.maybe(15, "value", self.type))

    def pointer(self):
        """As a path."""
        path, is_profile = self.path("/")
        if not path.startswith("/"):
            path = "/" + path
        if self.chance(20):
            name = self.random.choice(["a.seccompProfile.type", "seccompProfile", "a/b"])
            path = self.random.choice(
                ["/status" + path, f"/metadata/annotations/{name}",
                 f"/spec/template/metadata/labels/{name}", "/spec/values/a.seccompProfile.type"])
            is_profile = False
        return path, is_profile

    def operation(self):
        """One of a JSON patch."""
        path, is_profile = self.pointer()
        name = self.random.choice(
            ["add", "add", "replace", "replace", "test", "remove", "copy", "move"])
        pairs = [("op", name), ("path", path)]
        if name in ("copy", "move"):
            pairs.append(("from", "/metadata/labels/mode"))
        elif self.chance(15):
            pairs[1] = ("path", self.random.choice(["/spec/template/spec/securityContext", ""]))
            pairs.append(("value", Mapping([("seccompProfile", self.profile())])))
        elif name != "remove" or self.chance(20):
            pairs.append(("value", self.given(is_profile)))
        if self.chance(10):
            pairs.append(("op", self.random.choice(["add", "test", "copy"])))
        if self.chance(10):
            pairs.append(("path", self.random.choice(["", "/spec", self.pointer()[0]])))
        self.random.shuffle(pairs)
        return Mapping(pairs)

    def patch(self):
        """A JSON patch as a document."""
        return [self.operation() for _ in range(self.random.randint(1, 3))]

    def options(self):
        """Helm's, in one text or in a list of them."""
        path, _ = self.path(".")
        while "=" in path:
            path, _ = self.path(".")
        word = self.random.choice(["Unconfined", "unconfined", "RuntimeDefault", "x"])
        option, settings = self.random.choice(OPTIONS), [f"{path}={self.quoted(word)}"]
        if self.chance(30):
            option, settings = "--set-json", [self.json_setting(path, word)]
        if self.chance(30):
            settings.insert(self.random.randint(0, 1), "image.tag=1.4")
        settings = ",".join(settings)
        items = [option, settings]
        if option == "--set-json":
            settings = f"'{settings}'"
        text = option + self.random.choice("= ") + settings
        if self.chance(50):
            return self.random.choice([text, "--atomic " + text, text + " --timeout 600s"])
        return self.random.choice([items, [text], ["--atomic", text]])

    def quoted(self, word):
        quote = self.random.choice(["", "", "'", '"'])
        return f"{quote}{word}{quote}"

    def json_setting(self, path, word):
        """The same with a value of JSON for the begin of the path."""
        keys = path.split(".")
        value = word
        for key in reversed(keys[1:][-self.random.randint(1, 2):]):
            value = {key: value, **({"x": [1, "Unconfined"]} if self.chance(20) else {})}
            keys.pop()
        separators = (",", self.random.choice([":", ": "]))
        return f"{'.'.join(keys)}={json.dumps(value, separators=separators)}"

    def settings(self):
        """Some pairs for a mapping that a program of its own reads."""
        path, is_profile = self.path()
        return self.random.choice([
            lambda: [(path, self.given(is_profile))],
            lambda: [("flags", self.options())],
            lambda: [("set", [self.setting() for _ in range(self.random.randint(1, 2))])],
            lambda: [("parameter", self.setting())],
            lambda: [("operations", self.patch())],
        ])()
