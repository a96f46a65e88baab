#pragma once
/// What rules about Docker's settings share: a setting that is written once may reach several
/// services.

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "lint/manifest/workload.hpp"

namespace rules {

/// Without any of these a document has no options of Docker about seccomp: their own word, and keys
/// under which variables may spell it.
inline constexpr std::array<std::string_view, 4> kOptionTriggers{"eccomp", "security_opt",
                                                                 "ecurityOpt", "runArgs"};
/// The key under which pipelines have options of `docker run`, whose quotes may hide every word.
inline constexpr std::array<std::string_view, 1> kRunOptionKeys{"options"};

/// A setting that is written once, and each workload on which it takes effect, the one that it is
/// written for first.
struct DockerUse {
  const lint::manifest::DockerSetting* setting = nullptr;
  std::vector<const lint::manifest::Workload*> workloads;
  /// What each of them is called: "'db'" of a Compose service, "job 'test', service 'db'".
  std::vector<std::string> names;
};

/// Those that are wanted, by place, in the order of the text.
std::map<std::uint32_t, DockerUse> docker_uses(
    const lint::manifest::Manifest& manifest,
    bool (*is_wanted)(const lint::manifest::DockerSetting& setting));

/// ", also in services 'db', 'cache' and 3 more"; empty where there are no others.
std::string also_in(const DockerUse& use);

/// " ('docker stack deploy' ignores it, …)": where a setting does not take effect with every
/// reader.
std::string_view readers_of(const lint::manifest::DockerSetting& setting);

}  // namespace rules
