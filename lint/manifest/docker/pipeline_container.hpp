#pragma once
/// A container that a pipeline starts: its options are one text that is pasted into the command
/// line of `docker create` (actions/runner DockerCommandManager.cs; microsoft/azure-pipelines-agent
/// DockerCommandManager.cs; Forgejo and Gitea split it as a shell does, nektos/act
/// pkg/container/docker_run.go).

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "lint/manifest/docker/expressions.hpp"
#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// Keys of a pipeline's root, one of which each workflow (`jobs`) and each pipeline of Azure has.
inline constexpr std::array<std::string_view, 5> kPipelineKeys{"jobs", "stages", "resources",
                                                               "container", "extends"};

/// The container `part` of `object`, which stands at `place`. `values` are what may be said of it,
/// a mapping with `options` or the mere name of an image; none where only a run can tell.
Workload pipeline_container(const Document& document, Subject object, const std::string& part,
                            ByteRange place, std::span<const Value> values,
                            const Expressions& expressions);

}  // namespace lint::manifest
