#include "lint/manifest/docker/container.hpp"

namespace lint::manifest {

std::optional<Value> find_field(const Document& document, const DockerContainer& container,
                                std::string_view key) {
  std::optional<Value> value = document.last(container.value, key);
  for (std::size_t i = 0; !value && i < container.bases.size(); ++i) {
    value = document.last(container.bases[i], key);
  }
  const bool is_reset = value && document.tag(*value) == yaml::Tag::compose_reset;
  return is_reset ? std::nullopt : value;
}

}  // namespace lint::manifest
