"""What settings that name a field by its path put in place."""

import json
import re

OPERATIONS = {"add", "remove", "replace", "move", "copy", "test"}
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
    if not mapping.is_item or not pointers(mapping):
        return set()
    return OPERATIONS & {value.text for value in mapping.get("op") if is_scalar(value)}


def pointers(mapping):
    """Where it may do so; an empty pointer means all of the object."""
    return [path for path in mapping.get("path")
            if path.text.startswith("/") or (path.kind == "string" and not path.text)]


def is_scalar(value):
    return value.kind not in ("mapping", "sequence")


def puts_value(mapping):
    return bool(operations(mapping) & {"add", "replace"})


def copies(mapping):
    return bool(operations(mapping) & {"copy", "move"})


def puts_nothing(mapping):
    """Whether it tests or removes only."""
    return bool(operations(mapping)) and not puts_value(mapping) and not copies(mapping)


def is_stray(mapping, key):
    """Whether an operation passes over a key, or has its value in a field of its own."""
    is_whole = all(field(path.text) for path in pointers(mapping))
    return bool(operations(mapping)) and (key != "value" or not puts_value(mapping) or is_whole)


def named(mapping, *names):
    """The paths under these keys that lead to a field."""
    return [path for name in names for path in mapping.get(name) if field(path.text)]


def replaced(mapping):
    """The paths that a replacement or a ValueAddTransformer of kustomize sets."""
    targets = [target for each in mapping.get("targets") for target in each.items]
    paths = [path for target in targets for each in target.get("fieldPaths") for path in each.items]
    paths += [path for target in targets for path in target.get("fieldPath")]
    return [path for path in paths if field(path.text)]


def brought(mapping):
    """The values for these."""
    return mapping.get("sourceValue") + mapping.get("value")


def set_fields(mapping):
    """Pairs of a field and what it gets."""
    if operations(mapping):
        given = mapping.get("value") if puts_value(mapping) else []
        yield from ((field(path.text), value) for path in pointers(mapping) if field(path.text)
                    for value in given)
        return
    yield from ((field(key), value) for key, value in mapping.pairs if field(key))
    for path in named(mapping, "name", "fieldPath", "path"):
        yield from ((field(path.text), value) for value in mapping.get("value"))
    for path in replaced(mapping):
        yield from ((field(path.text), value) for value in brought(mapping))


def open_paths(mapping):
    """Those of fields that get what stands elsewhere."""
    if operations(mapping):
        return [path for path in pointers(mapping) if copies(mapping) and field(path.text)]
    paths = named(mapping, "toFieldPath", "targetPath")
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
