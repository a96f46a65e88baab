/// A file of any kind: the first byte picks its name and role, the rest is what it holds. Checks
/// all reports; for findings alone, lint.cpp is faster.

#include "tests/fuzz/invariants.hpp"
#include "tests/fuzz/names.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const auto& [name, role] = fuzz::name_for(data[0]);
  fuzz::check(name, role, fuzz::as_text(data + 1, size - 1));
  return 0;
}
