"""Helm templates that can be rendered without Helm, with whichever branches are asked for.

A template is a list of nodes; what an action writes is said by the one who makes it.
"""


import re


class Action(str):
    """Markup, and which blanks it takes away before and after it: those of "all" lines, those of
    its own "line" with the line's end, or none."""

    def __new__(cls, text, before="", after=""):
        action = super().__new__(cls, text)
        action.before = before
        action.after = after
        return action

    @classmethod
    def of_helm(cls, text):
        is_before, is_after = text.startswith("{{-"), text.endswith("-}}")
        return cls(text, "all" if is_before else "", "all" if is_after else "")


class Text:
    def __init__(self, text):
        self.text = text
        self.offset = 0

    def source(self, at):
        self.offset = at
        return self.text

    def render(self, rendering):
        rendering.text(self.text, self.offset)


class Output:
    """An action and what it writes, all of which comes from where the action stands."""

    def __init__(self, action, writes):
        self.action = action
        self.writes = writes
        self.offset = 0

    def source(self, at):
        self.offset = at
        return self.action

    def render(self, rendering):
        rendering.action(self.action)
        rendering.write(self.writes, self.offset)


class Definition:
    """A named template of some lines."""

    def __init__(self, name, lines):
        self.name = name
        self.lines = lines
        self.offsets = []

    def source(self, at):
        text = f'{{{{- define "{self.name}" -}}}}\n'
        self.offsets = []
        for line in self.lines:
            self.offsets.append(at + len(text))
            text += line + "\n"
        return text + "{{- end }}\n"

    def render(self, rendering):
        pass


class Include:
    """Writes a definition's lines, indented."""

    def __init__(self, definition, indent):
        self.definition = definition
        self.indent = indent
        self.action = f'{{{{- include "{definition.name}" . | nindent {indent} }}}}'

    def source(self, _):
        return self.action

    def render(self, rendering):
        rendering.action(self.action)
        for line, offset in zip(self.definition.lines, self.definition.offsets):
            rendering.write("\n" + " " * self.indent, offset)
            rendering.write(line, offset, is_literal=True)


class Block:
    """Branches of which at most one is rendered; each stands after its action, the last is end."""

    def __init__(self, actions, branches, has_else=None):
        self.actions = actions
        self.branches = branches
        self.in_script = False  # in a scalar of several lines
        self.is_head = False  # each branch begins what goes on after the end
        self.has_else = has_else
        if has_else is None:
            self.has_else = any(action.strip("{}- ") == "else" for action in actions)

    def source(self, at):
        text = ""
        for action, branch in zip(self.actions, [*self.branches, []]):
            text += action
            text += source(branch, at + len(text))
        return text

    def choices(self):
        return [*range(len(self.branches)), *([] if self.has_else else [None])]

    def render(self, rendering):
        taken = rendering.branch_of(self)
        for i, action in enumerate(self.actions):
            rendering.action(action)
            if i == taken:
                for node in self.branches[i]:
                    node.render(rendering)


def source(nodes, at=0):
    """The text of a template that begins at an offset; tells the nodes where they stand."""
    text = ""
    for node in nodes:
        text += node.source(at + len(text))
    return text


def definitions(nodes):
    """What they include."""
    for node in nodes:
        if isinstance(node, Include):
            yield node.definition
        elif isinstance(node, Block):
            for branch in node.branches:
                yield from definitions(branch)


def ways(nodes, taken=None):
    """For each branch, which branches are to be taken so that it is rendered."""
    yield taken or {}
    for block in (node for node in nodes if isinstance(node, Block)):
        for i, branch in enumerate(block.branches):
            yield from ways(branch, {**(taken or {}), block: i})


class Piece:
    """Some text of a rendering, and the offset of what it comes from in the template."""

    def __init__(self, text, offset, is_literal):
        self.text = text
        self.offset = offset
        self.is_literal = is_literal  # not written by an action

    def offset_of(self, index):
        return self.offset + (index if self.is_literal else 0)


class Rendering:
    """The pieces of what a template becomes.

    Takes the branches that `taken` says, and any where it says nothing.
    """

    def __init__(self, nodes, taken, random):
        self.taken = taken
        self.random = random
        self.pieces = []
        self.begin = 0  # of those after the last action
        self.trimmed = ""  # by the last action, after it
        for node in nodes:
            node.render(self)

    def branch_of(self, block):
        return self.taken[block] if block in self.taken else self.random.choice(block.choices())

    def text(self, text, offset):
        rest = text
        if self.trimmed == "all":
            rest = text.lstrip()
        elif self.trimmed == "line":
            rest = re.sub(r"[ \t]*\n?", "", text, count=1)
        is_over = rest or (self.trimmed == "line" and "\n" in text)
        self.trimmed = "" if is_over else self.trimmed
        self.pieces.append(Piece(rest, offset + len(text) - len(rest), True))

    def action(self, action):
        if not isinstance(action, Action):
            action = Action.of_helm(action)
        for piece in reversed(self.pieces[self.begin:] if action.before else []):
            piece.text = piece.text.rstrip(None if action.before == "all" else " \t")
            if piece.text:
                break
        self.begin = len(self.pieces)
        self.trimmed = action.after

    def write(self, text, offset, is_literal=False):
        self.pieces.append(Piece(text, offset, is_literal))
        self.begin = len(self.pieces)
