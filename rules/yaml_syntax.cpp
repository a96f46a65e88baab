#include "lint/rule.hpp"

namespace rules {

extern const lint::Rule kYamlSyntax{
    .id = "yaml-syntax",
    .summary = "A document that cannot be read.",
    .rationale =
        R"(What cannot be read cannot be checked, and kubectl refuses it too: its YAML reader is a
port of libyaml, which says here what is wrong. The other documents of the file are
checked all the same. Collections nested more than 400 levels deep, and documents in
which aliases multiply, are refused as well.)",
    .remedy =
        R"(Mend the place that the message names; often the cause stands a line or two above it.)",
    .bad = R"(apiVersion: v1
kind: Pod
metadata:
  name: "web
)",
    .good = R"(apiVersion: v1
kind: Pod
metadata:
  name: "web"
)",
    .level = lint::Severity::error,
};

}  // namespace rules
