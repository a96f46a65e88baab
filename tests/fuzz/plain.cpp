/// The proof of plain YAML, and nothing else: what it accepts, libyaml and yaml-cpp accept, and all
/// three make the same tree.

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "tests/fuzz/invariants.hpp"
#include "tests/plain/compare.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text = fuzz::as_text(data, size);
  const tests::Comparison result = tests::compare_readers(text, tests::Readers::both);
  if (result.difference.empty()) return 0;
  std::fprintf(stderr, "broken: %s\n", result.difference.c_str());
  std::abort();
}
