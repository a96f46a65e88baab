#pragma once
/// A container that a pipeline starts: its options are one text that is pasted into the command
/// line of `docker create` (actions/runner DockerCommandManager.cs; microsoft/azure-pipelines-agent
/// DockerCommandManager.cs; Forgejo and Gitea split it as a shell does, nektos/act
/// pkg/container/docker_run.go).

#include <span>
#include <string>

#include "lint/manifest/docker/expressions.hpp"
#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// The container `part` of `object`. `values` are what may be said of it, a mapping with `options`
/// or the mere name of an image.
Workload pipeline_container(const Document& document, Subject object, const std::string& part,
                            std::span<const Value> values, const Lookup& lookup);

}  // namespace lint::manifest
