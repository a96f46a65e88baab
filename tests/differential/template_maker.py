"""Makes random Helm templates, as people write them."""

from templates import Block, Definition, Include, Output, Text, definitions

TYPES = ["Unconfined", "Unconfined", "RuntimeDefault", "Localhost", "unconfined"]
KINDS = ["Deployment", "DaemonSet"]
CONDITIONS = ["if .Values.a", 'if eq .Values.kind "x"', "with .Values.c", "range .Values.list"]


class Maker:
    def __init__(self, random):
        self.random = random
        self.parts = 0

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def template(self):
        nodes = self.document()
        if self.chance(15):
            nodes += [Text("---\n"), *self.document()]
        elif self.chance(15):
            nodes += self.choice(0, *([Text("---\n"), *self.document()]
                                      for _ in range(self.random.randint(1, 2))))
        place = self.random.choice([0, len(nodes)])
        return nodes[:place] + list(definitions(nodes)) + nodes[place:]

    def document(self):
        nodes = [Text("apiVersion: apps/v1\n")]
        if self.chance(30):
            nodes += self.choice(0, *(self.line(0, f"kind: {kind}") for kind in KINDS),
                                 is_always=True)
        else:
            nodes.append(Text("kind: Deployment\n"))
        nodes += [Text("metadata:\n  name: "), Output('{{ include "name" . }}', "web"), Text("\n")]
        if self.chance(40):
            nodes += [Text("  labels:\n    "), Output('{{- include "labels" . | nindent 4 }}', ""),
                      Text("\n")]
        nodes += [Text("spec:\n  template:\n    spec:\n"), *self.pod_spec(6)]
        return self.choice(0, nodes) if self.chance(20) else nodes

    def pod_spec(self, indent):
        parts = [self.containers(indent, "containers")]
        if self.chance(40):
            parts.append(self.containers(indent, "initContainers"))
        if self.chance(60):
            parts.append(self.security_context(indent))
        if self.chance(30):
            parts.append(self.line(indent, "hostname: web", Output("{{/* a comment */}}", "")))
        self.random.shuffle(parts)
        return sum(parts, [])

    def containers(self, indent, key):
        inner = indent + self.random.choice([0, 2])

        def items():
            return sum((self.maybe_choice(inner, lambda: self.container(inner))
                        for _ in range(self.random.randint(1, 3))), [])

        return self.maybe_choice(indent, lambda: self.line(indent, f"{key}:") + items())

    def container(self, indent):
        name = self.random.choice(["app", "proxy"])
        nodes = self.random.choice([
            self.line(indent, f"- name: {name}"),
            self.line(indent, "- name: ", Output("{{ .Chart.Name }}", name)),
            self.line(indent, "- ", self.inline(f"name: {name}", "name: other")),
            self.line(indent, "- ", Output("{{- toYaml . | nindent 4 }}",
                                           f"\n{' ' * (indent + 2)}name: {name}")),
            self.choice(indent, self.line(indent, "- name: first"),
                        self.line(indent, "- stdin: yes"), is_always=True),
        ])
        indent += 2
        image = Output("{{ .Values.image }}:{{ .Values.tag }}", "app:1.0")
        parts = [
            self.security_context(indent),
            self.maybe_choice(indent, lambda: self.line(indent, 'image: "', image, '"')),
            self.maybe_choice(indent, lambda: self.line(indent, "args:")
                              + self.line(indent + 2, "- --x=", Output("{{ .Values.x }}", "y"))),
            self.maybe_choice(indent, lambda: self.script(indent)),
        ]
        self.random.shuffle(parts)
        return nodes + sum(parts[:self.random.randint(1, 3)], [])

    def script(self, indent):
        """A text in which a profile means nothing."""
        profile = self.maybe_choice(
            indent + 2, lambda: self.line(indent + 2, "seccompProfile: {type: Unconfined}"))
        for block in (node for node in profile if isinstance(node, Block)):
            block.in_script = True
        return self.line(indent, "command:") + self.line(indent, "- |") + self.line(
            indent + 2, "echo ", Output("{{ .Values.x }}", "y")) + profile

    def security_context(self, indent):
        if self.chance(8):
            flow = "securityContext: {seccompProfile: {type: "
            return self.line(indent, flow, self.type(), "}}")
        if self.chance(8):
            return self.line(indent, "securityContext: ",
                             self.include(indent + 2, *self.profile_lines()))
        if self.chance(8):
            values = Output("{{- toYaml .Values.sc | nindent 8 }}", "")
            return (self.line(indent, "securityContext: ", values)
                    + self.security_settings(indent + 2))
        if self.chance(8):
            inner = [Text(f" seccompProfile: {{type: {self.random.choice(TYPES)}}} ")]
            block = Block(["{{ if .Values.a }}", "{{ end }}"], [inner])
            return self.line(indent, "securityContext: { ", block, " }")
        if self.chance(8):
            heads = [self.line(indent, "securityContext:"), self.line(indent, "other:")]
            self.random.shuffle(heads)
            flow = f"seccompProfile: {{type: {self.random.choice(TYPES)}}}"
            return self.choice(indent, *heads, is_always=True) + self.line(indent + 2, flow)
        return self.maybe_choice(indent, lambda: self.line(indent, "securityContext:")
                                 + self.security_settings(indent + 2))

    def security_settings(self, indent):
        user = Output("{{ .Values.user }}", "1000")
        parts = [
            self.maybe_choice(indent, lambda: self.profile(indent)),
            self.maybe_choice(indent, lambda: self.line(indent, "runAsUser: ", user)),
            self.line(indent, "capabilities: {drop: [ALL]}"),
            self.line(indent, Output("{{- toYaml .Values.sc | nindent 8 }}", "")),
            self.line(0, Output("{{- $values := .Values }}", "")),
            self.line(indent, Output("{{ $key }}", "fsGroup"), ": ", Output("{{ $x }}", "1")),
            self.line(indent, Output("{{- with .c }}{{- toYaml . | nindent 8 }}{{- end }}", "")),
            self.line(indent, Output("{{- /* seccompProfile:\n  type: Unconfined */}}", "")),
            self.line(indent, "# seccompProfile: {type: ", Output("{{ .Values.x }}", "y"), "}"),
        ]
        self.random.shuffle(parts)
        return sum(parts[:self.random.randint(1, 4)], [])

    def profile(self, indent):
        dice = self.random.randint(0, 99)
        flow = f"seccompProfile: {{type: {self.random.choice(TYPES)}}}"
        if dice < 20:
            return self.line(indent, "seccompProfile: {type: ", self.type(), "}")
        if dice < 30:
            return self.line(indent, self.inline(flow, "privileged: false"))
        if dice < 40:
            return self.line(indent, Block(["{{ if .Values.a }}", "{{ end }}"], [[Text(flow)]]))
        if dice < 50:
            return self.line(indent, self.include(indent, *self.profile_lines()))
        if dice < 60:
            below = [Text("\n" + " " * (indent + 2) + f"type: {self.random.choice(TYPES)}\n")]
            actions = ["{{- if .Values.a }}", "{{- else }}", "{{- end }}"]
            branches = [below, [Text(" {}\n")]]
            count = self.random.randint(1, 2)
            return self.line(indent, "seccompProfile: ",
                             Block([*actions[:count], actions[-1]], branches[:count]))
        return self.line(indent, "seccompProfile:") + self.maybe_choice(
            indent + 2, lambda: self.line(indent + 2, "type: ", self.type()))

    def profile_lines(self):
        return "seccompProfile:", f"  type: {self.random.choice(TYPES)}"

    def type(self):
        written = self.random.choice(TYPES)
        quote = self.random.choice(["", "", "'", '"'])
        return self.random.choice([
            Text(quote + written + quote),
            Text(written),
            Output(f'{{{{ .Values.type | default "{written}" }}}}', written),
            Output('"{{ .Values.type }}"', '"Unconfined"'),
            Output(f'{{{{ .Values.type\n  | default "{written}" }}}}', written),
            self.inline(written, self.random.choice(TYPES)),
        ])

    def include(self, indent, *lines):
        self.parts += 1
        return Include(Definition(f"part-{self.parts}", lines), indent)

    @staticmethod
    def line(indent, *parts):
        nodes = [Text(part) if isinstance(part, str) else part for part in parts]
        return [Text(" " * indent), *nodes, Text("\n")]

    @staticmethod
    def inline(*texts):
        actions = ["{{ if .Values.a }}", "{{ else }}", "{{ end }}"]
        return Block(actions, [[Text(text)] for text in texts])

    def maybe_choice(self, indent, make):
        """What `make` makes, or a conditional with it in one, two or three branches."""
        if self.chance(60):
            return make()
        return self.choice(indent, *(make() for _ in range(self.random.randint(1, 3))))

    def choice(self, indent, *branches, is_always=False):
        """A conditional on lines of its own; `is_always` one of its branches is taken."""
        words = [self.random.choice(CONDITIONS)]
        words += ["else if .Values.b"] * (len(branches) - 1)
        if is_always or (len(branches) > 1 and self.chance(80)):
            words[-1] = "else"
        # What stands after a trim marker begins where the action stands.
        is_glued = self.chance(10)
        dash = "" if is_glued or self.chance(20) else "-"
        blanks = [" " * (indent if is_glued else self.random.choice([0, indent, indent + 2]))
                  for _ in range(len(branches) + 1)]
        actions = [f"{{{{{dash} {word} {'-' if is_glued else ''}}}}}" for word in words]
        bodies = [[Text("\n"), *branch, Text(before)]
                  for branch, before in zip(branches, blanks[1:])]
        block = Block([*actions, f"{{{{{dash} end }}}}"], bodies)
        block.is_head = is_always
        return [Text(blanks[0]), block, Text("\n")]
