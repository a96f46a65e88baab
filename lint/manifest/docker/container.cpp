#include "lint/manifest/docker/container.hpp"

namespace lint::manifest {

std::optional<Value> find_field(const Document& document, const DockerContainer& container,
                                std::string_view key) {
  std::optional<Value> value = document.last(container.value, key);
  bool is_reset = document.own_tag(container.value, key) == yaml::Tag::compose_reset;
  for (std::size_t i = 0; !value && !is_reset && i < container.bases.size(); ++i) {
    value = document.last(container.bases[i], key);
    is_reset = document.own_tag(container.bases[i], key) == yaml::Tag::compose_reset;
  }
  return value;
}

}  // namespace lint::manifest
