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
    parts = path.split("/")
    if len(parts) > 1 and parts[-2].endswith(("nnotations", "abels")):
        return None
    if path.startswith("/"):
        found = field_of(parts[1:])
        if found:
            return found
        path = parts[-1]
    return field_of([key or bracketed.strip("'\"") for bracketed, key in KEY.findall(path)])


def field_of(keys):
    if len(keys) < 2:
        return None
    if keys[-1] == "seccompProfile":
        return "profile"
    return "type" if keys[-2:] == ["seccompProfile", "type"] else None


def runs(path):
    """Whether a path from an object's root leads to what may say how it runs."""
    return re.split(r"[./[]", path.removeprefix("/"))[0] not in ("metadata", "status")


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
    is_whole = all(field(path.text) or not runs(path.text) for path in pointers(mapping))
    return bool(operations(mapping)) and (key != "value" or not puts_value(mapping) or is_whole)


def fields_at(pointed):
    """Those pointers of operations that lead to a field."""
    return [path for path in pointed if field(path.text) and runs(path.text)]


def named(mapping, *names):
    """The paths under these keys that lead to a field."""
    return [path for name in names for path in mapping.get(name) if field(path.text)]


def replaced(mapping):
    """Pairs of a path that a replacement or a ValueAddTransformer of kustomize sets, and the values
    for it: those beside all targets, or beside the path itself where there is no source."""
    for target in (target for each in mapping.get("targets") for target in each.items):
        values = brought(mapping) or ([] if mapping.get("source") else target.get("value"))
        paths = [path for each in target.get("fieldPaths") for path in each.items]
        for path in paths + target.get("fieldPath"):
            if field(path.text) and runs(path.text):
                yield path, values


def brought(mapping):
    return mapping.get("sourceValue") or mapping.get("value")


def set_fields(mapping):
    """Pairs of a field and what it gets."""
    if operations(mapping):
        given = mapping.get("value") if puts_value(mapping) else []
        yield from ((field(path.text), value) for path in fields_at(pointers(mapping))
                    for value in given)
        return
    yield from ((field(key), value) for key, value in mapping.pairs if field(key))
    for path in named(mapping, "name", "fieldPath", "path"):
        yield from ((field(path.text), value) for value in mapping.get("value"))
    for path, values in replaced(mapping):
        yield from ((field(path.text), value) for value in values)


def open_paths(mapping):
    """Those of fields that get what stands elsewhere."""
    if operations(mapping):
        return fields_at(pointers(mapping)) if copies(mapping) else []
    without = [path for path, values in replaced(mapping) if not values]
    return named(mapping, "toFieldPath", "targetPath") + without


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
