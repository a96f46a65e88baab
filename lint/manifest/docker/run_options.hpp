#pragma once
/// The options of `docker run` and `docker create`, parsed as Docker's command line parses them
/// (docker/cli cli/command/container/opts.go and run.go, spf13/pflag flag.go).

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "lint/manifest/docker/interpolation.hpp"
#include "lint/manifest/workload.hpp"

namespace lint::manifest {

/// One word of a command line, without quotes.
struct Argument {
  Interpolated value;
  std::string text;  // as it is written
  ByteRange place;
};

/// What a command line says of a container's seccomp filter.
struct RunOptions {
  /// Every option about security, in their order.
  std::vector<DockerSetting> security;
  /// The last `--privileged`, whatever it says.
  std::optional<DockerSetting> privileged;
};

/// An argument that may become an option as a whole is an undecided one. What comes after the first
/// word that is no option is none either: it would be the image and its command.
RunOptions parse_run_options(std::span<const Argument> arguments);

/// One security option as Docker's client takes it.
DockerSetting security_option(const Argument& argument);

}  // namespace lint::manifest
