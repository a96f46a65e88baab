#pragma once
/// The names and roles under which targets check a text: all that a place can say of it.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>

#include "lint/role.hpp"

namespace fuzz {

struct Name {
  std::string name;
  lint::Role role = lint::Role::manifest;
};

inline constexpr std::size_t kNames = 10;

/// tests/fuzz/run begins its seeds with a character that picks one of these: '0' the first.
inline const Name& name_for(std::uint8_t byte) {
  using enum lint::Role;
  static const std::array<Name, kNames> kAll{{
      {"a.yaml"},
      {"a.json"},
      {"compose.yaml"},
      {"docker-compose.yml"},
      {"daemon.json"},
      {"web/values.yaml", chart_values},
      {"web/templates/a.yaml", chart_template},
      {"kustomization.yaml", kustomization},
      {"a\n%:,\xFF\x1B<&\".yaml"},
      {"stack.yml"},
  }};
  return kAll[(byte + kNames - '0' % kNames) % kNames];
}

}  // namespace fuzz
