"""What random manifests are made of, beside strings and lists."""


class Mapping(list):
    """Pairs of a key and a value; a key can stand twice."""


class Plain(str):
    """A scalar that is written as it is, without quotes."""


class Text(list):
    """An object that is written as YAML of its own, and its text as a scalar."""
