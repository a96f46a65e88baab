"""Writes an object as YAML in a random style. What a text means is decided by those who read it:
all that matters here is that it is well-formed and goes into every corner of YAML."""

import base64
import json
import re

from values import Mapping, Plain, Text

SAFE = re.compile(r"[A-Za-z0-9_./$][A-Za-z0-9_./$ü☂-]*(?: [A-Za-z0-9_./-]+)*")
LITERAL_LINES = re.compile(r"(?=[^ \n])[^\t]*[^ \n\t]\n*")
PRINTABLE_LINES = re.compile(r"(?=[^ \n])[^\n\t]*[^ \n\t](?:\n[^ \n\t][^\n\t]*)*\n*")
ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


class Writer:
    def __init__(self, random):
        self.random = random
        self.anchors = {}  # name -> whether it is on a mapping; all of them are complete
        self.key_anchors = {}  # key -> name
        self.count = 0
        # What a document is like; most are plain.
        self.flow = random.choice([0, 0, 0, 3, 10, 40])
        self.comments = random.choice([0, 0, 5, 20])
        self.aliases = random.choice([0, 0, 0, 4, 15])
        self.tags = random.choice([0, 0, 0, 5, 20])
        self.styles = random.choice([0, 10, 50])
        self.step = random.choice([2, 2, 2, 1, 4])
        self.handle = "!!"  # of the tags of YAML

    def chance(self, percent):
        return percent > 0 and self.random.random() * 100 < percent

    def comment(self):
        if not self.chance(self.comments):
            return ""
        return self.random.choice([" # x", " #", "  # type: Unconfined", " # seccompProfile: {}"])

    def between(self, pad):
        """What may stand before an entry of a block."""
        if not self.chance(self.comments):
            return ""
        return self.random.choice(["\n", f"{pad}# type: Unconfined\n", "# - a: b\n", "   \n"])

    # Properties and aliases

    def anchor(self, is_mapping):
        if not self.chance(self.aliases):
            return "", None
        self.count += 1
        name = self.random.choice([f"a{self.count}", f"a-{self.count}"])
        return f"&{name}", (name, is_mapping)

    def scalar_anchor(self, text):
        """None for what could be a manifest of its own where an alias has it."""
        return ("", None) if "{" in text else self.anchor(False)

    def list_anchor(self, value):
        """None for a list that holds such a text."""
        is_mapping = isinstance(value, Mapping)
        has_text = not is_mapping and any(isinstance(each, str) and "{" in each for each in value)
        return ("", None) if has_text else self.anchor(is_mapping)

    def note(self, anchor):
        if anchor:
            self.anchors[anchor[0]] = anchor[1]

    def alias(self, only_mappings=False):
        if not self.chance(self.aliases * 2):
            return ""
        names = [name for name, is_mapping in self.anchors.items()
                 if is_mapping or not only_mappings]
        return f"*{self.random.choice(names)}" if names else ""

    def yaml_tag(self, name):
        return f"!<tag:yaml.org,2002:{name}>" if self.chance(20) else self.handle + name

    def properties(self, anchor, tag):
        both = [part for part in (anchor, tag) if part]
        self.random.shuffle(both)
        return "".join(f" {part}" for part in both)

    # Scalars

    def tagged(self, text):
        """A scalar's tag, and the text that means the same with it."""
        if not self.chance(self.tags):
            return "", text
        if isinstance(text, Plain):
            if text in ("null", "", "~") and self.chance(50):
                return self.yaml_tag("null"), text
            return self.random.choice([self.yaml_tag("str"), "!custom", ""]), text
        if self.chance(30):
            return self.yaml_tag("binary"), base64.b64encode(text.encode()).decode()
        # With a lone "!" PyYAML makes even 'null' a null, in quotes; for kubectl it makes a string.
        non_specific = "!" if len(text) > 4 else ""
        return self.random.choice([self.yaml_tag("str"), non_specific, "!custom"]), text

    def single(self, text, pad):
        text = text.replace("'", "''")
        if pad is not None and self.chance(self.styles / 3):
            text = re.sub(r"(?<=\S) (?=\S)", lambda _: f"\n{pad}", text)
        return "'" + re.sub(r"\n", f"\n\n{pad or ''}", text) + "'"

    def double(self, text, pad):
        out = ""
        escaped = self.random.choice([0, 0, 5, 60]) if self.styles else 0
        for at, char in enumerate(text):
            if char in ESCAPES:
                out += ESCAPES[char]
            elif self.chance(escaped):
                out += self.random.choice(
                    [f"\\x{ord(char):02x}" if ord(char) < 256 else f"\\u{ord(char):04X}",
                     f"\\u{ord(char):04x}", f"\\U{ord(char):08x}"])
            else:
                out += char
            # A line may be broken anywhere, but what is blank is lost then.
            is_inner = pad is not None and 0 < at < len(text) - 1
            if is_inner and " " not in text[at:at + 2] and self.chance(self.styles / 20):
                out += f"\\\n{pad}"
        return f'"{out}"'

    def inline(self, text, pad):
        """A scalar that may stand in flow style, and as a key where `pad` is None."""
        if isinstance(text, Plain):
            return str(text)
        if SAFE.fullmatch(text) and not self.chance(self.styles):
            if pad is not None and self.chance(self.styles):
                return text.replace(" ", f"\n{pad}")
            return text
        # Without an indent, a line of the text could begin or end a document.
        if not pad and ("---" in text or "..." in text):
            pad = None
        may_fold = "\t" not in text and "\n " not in text and " \n" not in text
        if may_fold and (pad is not None or "\n" not in text) and self.chance(50):
            return self.single(text, pad)
        return self.double(text, pad)

    def block_scalar(self, text, indent):
        """The header and the lines of a literal or folded scalar, or "" where it cannot be one."""
        styles = "||>"
        if not PRINTABLE_LINES.fullmatch(text):
            styles = "|"
            if not LITERAL_LINES.fullmatch(text):
                return ""
        deeper = indent + self.random.randint(1, 4)
        is_told = self.chance(20)
        hint = str(deeper - max(indent, 0)) if is_told and deeper > max(indent, 0) else ""
        body = text.rstrip("\n")
        chomp = {0: "-", 1: ""}.get(len(text) - len(body), "+")
        header = self.random.choice(styles) + self.random.choice([hint + chomp, chomp + hint])
        lines = "".join(f"{' ' * deeper}{line}\n" if line else "\n" for line in body.split("\n"))
        return f" {header}{self.comment()}\n{lines}" + "\n" * (len(text) - len(body) - 1)

    def scalar(self, text, indent):
        anchor, noted = self.scalar_anchor(text)
        tag, text = self.tagged(text)
        properties = self.properties(anchor, tag)
        self.note(noted)
        if not isinstance(text, Plain) and self.chance(8 + self.styles / 2):
            block = self.block_scalar(text, indent)
            if block:
                return properties + block
        written = self.inline(text, " " * (indent + self.random.randint(1, 3)))
        return f"{properties} {written}".rstrip(" ") + f"{self.comment()}\n"

    # Flow style

    def flow_gap(self, pad):
        if self.chance(10):
            return self.comment() + "\n" + pad
        return self.random.choice(["", " "])

    def flow_node(self, value, pad):
        alias = self.alias()
        if alias and self.chance(30):
            return alias + " "
        return self.flow_value(value, pad)

    def flow_value(self, value, pad):
        is_mapping = isinstance(value, Mapping)
        anchor, noted = (self.list_anchor(value) if isinstance(value, list)
                         else self.scalar_anchor(value))
        tag = ""
        if is_mapping:
            entries = []
            for key, each in value:
                if (source := self.alias(True)) and self.chance(20):
                    entries.append(f"<<: {source} ")
                entries.append(self.flow_key(key, pad) + self.flow_node(each, pad))
            text = self.flow_list("{}", entries, pad)
        elif isinstance(value, list):
            text = self.flow_list("[]", [self.flow_node(each, pad) for each in value], pad)
        else:
            tag, value = self.tagged(value)
            text = self.inline(value, pad)
            if not text and not tag:
                text = "null"
        self.note(noted)
        return self.properties(anchor, tag).lstrip(" ") + (" " if anchor or tag else "") + text

    def flow_key(self, key, pad):
        written = self.inline(key, None)
        is_close = written[0] in "\"'" and self.chance(20)
        return written + (":" if is_close else ": " + self.flow_gap(pad))

    def flow_list(self, brackets, entries, pad):
        text = self.flow_gap(pad)
        for number, entry in enumerate(entries):
            is_last = number == len(entries) - 1
            text += entry + ("" if is_last and not self.chance(10) else f" ,{self.flow_gap(pad)}")
        return brackets[0] + text + self.flow_gap(pad) + brackets[1]

    # Block style

    def node(self, value, indent, is_item=False):
        """What stands after `key:` or `-` in a collection at a column; -1 at the root."""
        alias = self.alias()
        if alias and indent >= 0 and self.chance(40):
            return f" {alias}{self.comment()}\n"
        if not isinstance(value, list):
            return self.scalar(value, indent)
        if not value or self.chance(self.flow):
            return f" {self.flow_node(value, ' ' * (indent + self.step))}{self.comment()}\n"
        is_mapping = isinstance(value, Mapping)
        anchor, noted = self.list_anchor(value)
        tag = self.yaml_tag("map" if is_mapping else "seq") if self.chance(self.tags) else ""
        text = f"{self.properties(anchor, tag)}{self.comment()}\n"
        if is_mapping:
            text += self.mapping(value, indent + self.step)
        else:
            text += self.sequence(value, max(indent, 0), is_item)
        self.note(noted)
        return text

    def key(self, key, pad):
        """A key and its colon."""
        if key in self.key_anchors and self.chance(30):
            return f"*{self.key_anchors[key]} :"
        if self.chance(self.aliases / 3):
            self.count += 1
            self.key_anchors[key] = f"k{self.count}"
            return f"&k{self.count} {self.inline(key, None)}:"
        if self.chance(self.tags):
            return f"{self.yaml_tag('str')} {self.inline(key, None)}:"
        if self.chance(self.styles / 5):
            return f"? {self.inline(key, None)}{self.comment()}\n{pad}:"
        return self.inline(key, None) + (" :" if self.chance(2) else ":")

    def merge(self, pad, column):
        """A merge key, or nothing."""
        if not self.chance(self.aliases) or not (alias := self.alias(True)):
            return ""
        other = self.alias(True) or alias
        if self.chance(20):
            alias = self.flow_value(Mapping([("type", "Unconfined")]), " " * (column + 1))
        elif self.chance(25):
            alias = f"[{alias} , {other} ]"
        return f"{pad}<<: {alias}\n"

    def mapping(self, pairs, column):
        pad = " " * column
        text = ""
        for key, value in pairs:
            text += self.merge(pad, column) + self.between(pad)
            text += pad + self.key(key, pad) + self.node(value, column)
        return text + self.merge(pad, column)

    def sequence(self, items, indent, is_item):
        # A list may stand as deep as the key that it belongs to.
        column = indent if not is_item and self.chance(40) else indent + self.step
        pad = " " * column
        text = ""
        for item in items:
            text += self.between(pad)
            if isinstance(item, Mapping) and item and not self.chance(20 + self.flow):
                text += f"{pad}-" + " " * (self.step - 1 or 1)
                text += self.mapping(item, column + max(self.step, 2)).lstrip(" \n")
            else:
                text += f"{pad}-" + self.node(item, column, is_item=True)
        return text

    # Documents

    def with_texts(self, value):
        """The value with what is a text of its own written as one."""
        if isinstance(value, Text):
            return Writer(self.random).document(value[0], "")
        if isinstance(value, Mapping):
            return Mapping((key, self.with_texts(each)) for key, each in value)
        return [self.with_texts(each) for each in value] if isinstance(value, list) else value

    def document(self, value, before):
        """A document, to stand after the text of another, or after ""."""
        value = self.with_texts(value)
        # libyaml wants `---` even after `...`.
        is_apart = not before or before.endswith(("\n...\n", "\n... # x\n"))
        directives = ""
        if is_apart and self.chance(self.tags * 3):
            self.handle = "!e!"
            directives = "%TAG !e! tag:yaml.org,2002:\n"
        if is_apart and self.chance(20):
            directives += "%YAML 1.1\n"
        start = "---" if directives or before or self.chance(30) else ""
        if self.chance(8):
            text = f"{start}{self.comment()}\n{self.json(value)}\n"
        elif start:
            text = start + self.node(value, -1)
        elif isinstance(value, Mapping):
            text = self.mapping(value, 0)
        else:
            text = self.sequence(value, 0, False)
        end = self.random.choice(["...\n", "... # x\n"]) if self.chance(8) else ""
        return directives + text + end

    def json(self, value):
        def plain(value):
            if isinstance(value, Mapping):
                return "{" + ", ".join(f"{dump(key)}: {plain(each)}" for key, each in value) + "}"
            if isinstance(value, list):
                return "[" + ",".join(plain(each) for each in value) + "]"
            is_word = isinstance(value, Plain) and value in ("null", "true", "1", "1000", "2")
            return str(value) if is_word else dump(value)

        def dump(text):
            return json.dumps(str(text), ensure_ascii=self.random.random() < 0.5)

        return plain(value)
