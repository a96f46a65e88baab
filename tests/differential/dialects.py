"""Writes a template of Helm in another language: the same branches, in that language's words.

What a language cannot say becomes text: one of the branches, or what the action writes. Left out
are markup over several lines, but in Jinja and ERB and in comments of Go's, and definitions.
"""

import re
from dataclasses import dataclass

from templates import Action, Block, Definition, Include, Output, Text

VALUE = re.compile(r"\{\{[^{}]*\}\}")
WORD = re.compile(r"\{\{-? *(if|range|with|else if|else|end)\b")


@dataclass(frozen=True)
class Dialect:
    """A language: its words for `if`, a loop, `else if`, `else`, `end` and the end of a loop, and
    what writes a value, says nothing and does nothing, or "" where it has no such thing."""

    words: tuple = ()
    markup: tuple = ("", "")  # around words
    trimming: tuple = ("", "")  # the same, where they take blanks away
    trims: str = ""  # which ones: those of "all" lines, or of the action's own "line"
    value: str = ""
    glued: str = ""  # a value that takes all blanks before it away
    comment: str = ""
    statement: str = ""
    is_inline: bool = True  # else everything stands at the end of a line
    spans_lines: bool = False


def like_helm(opening, closing):
    words = ("if .a", "range .list", "else if .b", "else", "end", "end")
    return Dialect(words, (f"{opening} ", f" {closing}"), (f"{opening}- ", f" -{closing}"), "all",
                   f"{opening} .x {closing}", f"{opening}- .x {closing}",
                   f"{opening}/* a comment */{closing}", f"{opening}- $x := .y {closing}")


DIALECTS = {
    "Jinja": Dialect(
        ("if a", "for x in list", "elif b", "else", "endif", "endfor"), ("{% ", " %}"),
        ("{%- ", " -%}"), "all", "{{ x }}", "{{- x }}", "{# a comment #}", "{% set x = y %}",
        spans_lines=True),
    "ERB": Dialect(
        ("if a", "list.each do |x|", "elsif b", "else", "end", "end"), ("<% ", " %>"),
        ("<%- ", " -%>"), "line", "<%= x %>", "", "<%# a comment %>", "<% x = y %>",
        spans_lines=True),
    "Terraform": Dialect(
        ("if a", "for x in list", "", "else", "endif", "endfor"), ("%{ ", " }"), ("%{~ ", " ~}"),
        "line", "${x}"),
    "[[ ]]": like_helm("[[", "]]"),
    "<< >>": like_helm("<<", ">>"),
    "Mustache": Dialect(
        ("#a", "#list", "", "/a}}{{^a", "/a", "/list"), ("{{", "}}"), value="{{x}}",
        comment="{{! a comment }}"),
    "ytt": Dialect(
        ("if a:", "for x in list:", "elif b:", "else:", "end", "end"), ("#@ ", ""), value="#@ x",
        comment="#! a comment", statement="#@ x = y", is_inline=False),
    "${VAR}": Dialect(value="${VAR}"),
    "$VAR": Dialect(value="$VAR"),
    "$(VAR)": Dialect(value="$(VAR)"),
}


class Translation:
    def __init__(self, dialect, random):
        self.dialect = dialect
        self.random = random

    def nodes(self, nodes):
        translated = []
        for at, node in enumerate(nodes):
            before = nodes[at - 1] if at else Text("\n")
            after = nodes[at + 1] if at + 1 < len(nodes) else Text("\n")
            if isinstance(node, Block):
                translated += self.block(node, before)
            elif isinstance(node, Output):
                translated.append(self.output(node, before, after))
            elif isinstance(node, Include):
                pad = "\n" + " " * node.indent
                translated.append(Text("".join(pad + line for line in node.definition.lines)))
            elif not isinstance(node, Definition):
                translated.append(node)
        return translated

    def block(self, block, before):
        words = [WORD.match(action)[1] for action in block.actions]
        branches = [self.nodes(branch) for branch in block.branches]
        has_lines = is_blank(before) and all(
            isinstance(branch[0], Text) and branch[0].text[0] == "\n" for branch in block.branches)
        # ytt's branches are nodes of YAML.
        is_plain = block.in_script and not self.dialect.is_inline
        if self.dialect == DIALECTS["ytt"]:
            is_plain = is_plain or block.is_head
        if not self.dialect.words or is_plain or not (has_lines or self.dialect.is_inline):
            taken = self.random.choice(block.choices())
            return [] if taken is None else branches[taken]
        if "else if" in words and not self.dialect.words[2]:
            # The first branch, and the one of else.
            ends = [0, -1] if "else" in words else [0]
            words = [words[0], *(["else"] if "else" in words else []), "end"]
            branches = [branches[end] for end in ends]
        if words[0] == "with" or "else" in words[1:] or "else if" in words:
            words[0] = "if"
        return [Block(self.actions(words, block.actions[0], has_lines), branches,
                      "else" in words)]

    def actions(self, words, helms, has_lines):
        """`helms`: the first action as Helm has it."""
        keys = ["if", "range", "else if", "else", "end", "end range"]
        if words[0] == "range":
            words[-1] = "end range"
        before, after = "", ""
        if self.dialect.trims == "all":
            before = "all" if helms.startswith("{{-") else ""
            after = "all" if helms.endswith("-}}") else ""
        elif self.dialect.trims == "line" and has_lines and self.random.random() < 0.5:
            before = after = "line"
        opening = (self.dialect.trimming if before else self.dialect.markup)[0]
        closing = (self.dialect.trimming if after else self.dialect.markup)[1]
        glue = ("}}{{", "}}\n{{" if has_lines else "}}{{")  # between two of Mustache
        written = [Action(opening + self.dialect.words[keys.index(word)].replace(*glue) + closing,
                          before, after)
                   for word in words[:-1]]
        # In Maker's, the last one takes nothing after it away.
        if after == "all":
            closing, after = self.dialect.markup[1], ""
        end = self.dialect.words[keys.index(words[-1])]
        return [*written, Action(opening + end + closing, before, after)]

    def output(self, output, before, after):
        dialect = self.dialect
        if "/*" in output.action:
            comment = dialect.comment
            is_of_go = "/*" in comment
            if is_of_go and output.action.startswith("{{-"):
                comment = dialect.trimming[0] + comment[2:]
            if (is_of_go or dialect.spans_lines) and "\n" in output.action:
                comment = comment.replace("a comment", "seccompProfile:\n  type: Unconfined")
            return self.silent(comment, before, after)
        if not output.writes:
            return self.silent(dialect.statement, before, after)
        if output.writes.startswith("\n"):
            if dialect.glued:
                return Output(Action(dialect.glued, "all"), output.writes)
            return Text(output.writes)
        if not (dialect.is_inline or is_last(output, before, after)):
            return Text(output.writes)
        value = dialect.value
        if dialect.spans_lines and "\n" in output.action:
            value = value.replace("x ", "x\n  | y ")
        return Output(VALUE.sub(lambda _: value, output.action), output.writes)

    def silent(self, action, before, after):
        """An action that writes nothing."""
        is_alone = is_blank(before) and is_line_end(after)
        if not (self.dialect.is_inline or is_alone):
            return Text("")
        return Output(Action(action, "all" if action[2:3] == "-" else ""), "")


def is_blank(node):
    return isinstance(node, Text) and not node.text.strip(" ")


def is_line_end(node):
    return isinstance(node, Text) and node.text.startswith("\n")


def is_last(output, before, after):
    """Whether a value is all that stands after a key or a dash."""
    is_whole = VALUE.fullmatch(output.action)
    return is_whole and isinstance(before, Text) and before.text.endswith((": ", "- ")) \
        and is_line_end(after)


def translate(nodes, name, random):
    return Translation(DIALECTS[name], random).nodes(nodes)
