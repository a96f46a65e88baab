"""What settings that name a field by its path put in place."""

import json
import re

KEY = re.compile(r"\[([^\]]*)\]|((?:\\.|[^./\[\]\\])+)")
OPTION = re.compile(r"--set(?:-string|-literal|-json)?")
WORD = re.compile(r"(?:'[^']*'|\{.*\}|[^ ])+")
SETTING = re.compile(r"[^,{]*\{.*\}|[^,]+")


def field(path):
    """The field that a path of two keys or more leads to: "profile", "type", or None."""
    keys = [key or bracketed.strip("'\"") for bracketed, key in KEY.findall(path)]
    if len(keys) < 2:
        return None
    if keys[-1] == "seccompProfile":
        return "profile"
    return "type" if keys[-2:] == ["seccompProfile", "type"] else None


def operations(mapping):
    """What an operation of a JSON patch may do; empty where it is none: one alone is no patch."""
    # The linter reads the first of several, which a merge key may bring.
    names = [value.text for value in mapping.get("op")[:1] if is_scalar(value)]
    has_path = any(path.text.startswith("/") for path in mapping.get("path")[:1])
    return set(names) if mapping.is_item and has_path else set()


def is_scalar(value):
    return value.kind not in ("mapping", "sequence")


def puts_nothing(mapping):
    """Whether it tests or removes only."""
    does = operations(mapping)
    return bool(does) and not does & {"add", "replace", "copy", "move"}


def is_stray(mapping, key):
    """Whether an operation passes over a key, or has its value in a field of its own."""
    is_whole = key != "value" or is_copy(mapping) or bool(named(mapping, "path"))
    return bool(operations(mapping)) and is_whole


def named(mapping, *names):
    """The paths under these keys that lead to a field."""
    at_most = 1 if operations(mapping) else None
    return [path for name in names for path in mapping.get(name)[:at_most] if field(path.text)]


def replaced(mapping):
    """The paths that a replacement or a ValueAddTransformer of kustomize sets."""
    targets = [target for each in mapping.get("targets") for target in each.items]
    paths = [path for target in targets for each in target.get("fieldPaths") for path in each.items]
    paths += [path for target in targets for path in target.get("fieldPath")]
    return [path for path in paths if field(path.text)]


def brought(mapping):
    """The values for these."""
    return mapping.get("sourceValue") + mapping.get("value")


def is_copy(mapping):
    return bool(operations(mapping) & {"copy", "move"})


def set_fields(mapping):
    """Pairs of a field and what it gets."""
    yield from ((field(key), value) for key, value in mapping.pairs if field(key))
    names = ["name", "fieldPath"] if is_copy(mapping) else ["name", "fieldPath", "path"]
    for path in named(mapping, *names):
        yield from ((field(path.text), value) for value in mapping.get("value"))
    for path in replaced(mapping):
        yield from ((field(path.text), value) for value in brought(mapping))


def open_paths(mapping):
    """Those of fields that get what stands elsewhere."""
    paths = named(mapping, "toFieldPath", "targetPath")
    if is_copy(mapping):
        paths += named(mapping, "path")
    return paths if brought(mapping) else paths + replaced(mapping)


def switches_off(text):
    """Whether a text sets a profile or its type to the word that means off, as options of Helm do.
    What begins with a setting may be the item after the option."""
    if text.kind != "string" or "\n" in text.text:
        return False
    option = "--set"
    for word in WORD.findall(text.text):
        name, equals, glued = word.partition("=")
        is_option = OPTION.fullmatch(name)
        settings = glued if is_option and equals else word if OPTION.fullmatch(option) else ""
        if any(map(is_off, SETTING.findall(settings.strip("'")))):
            return True
        option = name
    return False


def is_off(setting):
    path, _, word = setting.partition("=")
    if word.startswith("{"):
        return holds_off(path, json.loads(word))
    return bool(field(path)) and word.strip("'\"").lower() == "unconfined"


def holds_off(path, value):
    """The same for a value of JSON."""
    if isinstance(value, dict):
        return any(holds_off(f"{path}.{key}", below) for key, below in value.items())
    return is_off(f"{path}={value}")
