/// A part of the lowest layer that calls a higher one.

#include "lint/yaml/documents.hpp"

int main() {
  return static_cast<int>(lint::yaml::split_documents("").size());
}
