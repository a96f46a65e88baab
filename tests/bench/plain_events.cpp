// Plain YAML alone: reads files and recognises their documents, nothing else. What is not plain is
// left unread.
// usage: plain_events THREADS FILE...
#include "each_file.hpp"
#include "lint/yaml/documents.hpp"
#include "lint/yaml/plain.hpp"

int main(int argc, char** argv) {
  each_file(argc, argv, [](const char* path) {
    const std::string text = text_of(path);
    for (const lint::ByteRange document : lint::yaml::split_documents(text)) {
      lint::yaml::parse_plain(text, document, nullptr);
    }
  });
}
