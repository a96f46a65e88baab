"""Loads documents as all readers of YAML together would: libyaml makes the nodes (PyYAML's C
loader), and a lookup answers with each value that some reader takes.

Where PyYAML and kubectl differ, and what is done about it here:
- Duplicate keys. PyYAML and kubectl keep the last value, others the first: all are kept here.
- Merge keys. For PyYAML a key of the mapping's own always wins. kubectl lets the merged one win
  when `<<` stands after the mapping's own key. Both are kept then.
- Plain scalars. The readers disagree about what is a number, a boolean or a date, but a profile's
  type may be none of them: all that counts is whether something is a string, null or neither. So
  a scalar is not converted, and what PyYAML cannot convert (2020-13-45, =) does no harm.
- Tags of the user's own. PyYAML refuses them, kubectl ignores them: such a scalar is a string.
- A lone "!". For kubectl it makes a string of any scalar, for PyYAML of none: the writer gives it
  only to what is a string anyway.
"""

import base64
import functools

import yaml

TAG = "tag:yaml.org,2002:"


class Value:
    """A node as one object reaches it. Two values have the same `place` when they are found at the
    same one: what is reached through an alias is found where the first alias on the way stands."""

    def __init__(self, node, place):
        self.node = node
        self.place = place
        self.is_item = False  # of a sequence
        self.kind = {yaml.MappingNode: "mapping", yaml.SequenceNode: "sequence"}.get(type(node))
        self.items = []  # of a sequence
        self.entries = []  # of a mapping: pairs of a key's text, None for a merge key, and a value
        self.text = ""
        if self.kind is None:
            tag = node.tag.removeprefix(TAG)
            self.text = node.value
            self.kind = "null" if tag == "null" else "string"
            if tag in ("bool", "int", "float", "timestamp", "value", "merge"):
                self.kind = "other"
            elif tag == "binary":
                self.text = base64.b64decode(node.value).decode()

    @functools.cached_property
    def pairs(self):
        """Each key of a mapping with each value that some reader takes."""
        pairs = [(name, value) for name, value in self.entries if name is not None]
        last = {name: index for index, (name, _) in enumerate(self.entries)}
        for index, (name, source) in enumerate(self.entries):
            if name is None:
                pairs += [pair for pair in source.merged() if last.get(pair[0], -1) < index]
        return pairs

    def merged(self):
        """What a merge key with this value brings: of a list, the first mapping that has a key."""
        if self.kind == "mapping":
            return self.pairs
        merged = []
        for item in self.items:
            taken = {name for name, _ in merged}
            merged += [pair for pair in item.pairs if pair[0] not in taken]
        return merged

    def get(self, key):
        return [value for name, value in self.pairs if name == key]

    def first_text(self, key):
        """The text of the first scalar under a key, "" when there is none."""
        return next((v.text for v in self.get(key) if v.kind in ("string", "other")), "")


def load(node, seen, place=None):
    """The value of a composed node. `place` is that of the alias through which it is reached. An
    alias is given the very node that has the anchor: a node that was seen before is an alias."""
    if place is None and id(node) in seen:
        place = object()
    seen.add(id(node))
    value = Value(node, place or object())
    if value.kind == "sequence":
        value.items = [load(item, seen, place) for item in node.value]
        for item in value.items:
            item.is_item = True
    elif value.kind == "mapping":
        for key, child in node.value:
            is_merge = key.tag == TAG + "merge"
            text = load(key, seen, place).text
            value.entries.append((None if is_merge else text, load(child, seen, place)))
    return value


def load_all(data):
    """The documents of a file, each with the line that it begins on; an empty one is None."""
    loader = yaml.CSafeLoader(data)
    while loader.check_node():
        yield load(loader.get_node(), set())
