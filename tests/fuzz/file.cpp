/// A file of any kind: the first byte picks its name, which says what it may be; the rest is what
/// it holds.

#include <array>

#include "tests/fuzz/invariants.hpp"

namespace {

/// Run makes its seeds in the same order.
const std::array<std::string, 8> kNames{
    "a.yaml",
    "a.json",
    "compose.yaml",
    "docker-compose.yml",
    "daemon.json",
    CHART_FOLDER "/values.yaml",
    CHART_FOLDER "/templates/a.yaml",
    "a\n%:,\xFF\x1B<&\".yaml",
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string& name = kNames[data[0] % kNames.size()];
  fuzz::check(name, fuzz::as_text(data + 1, size - 1));
  return 0;
}
