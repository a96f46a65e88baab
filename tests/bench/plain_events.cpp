// Plain YAML alone: reads files and recognises their documents, nothing else. What is not plain is
// left unread.
// usage: plain_events THREADS FILE...
#include <atomic>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "lint/yaml/documents.hpp"
#include "lint/yaml/plain.hpp"

int main(int argc, char** argv) {
  std::atomic<int> next = 2;
  std::vector<std::jthread> threads;
  for (int i = 0; i < std::atoi(argv[1]); ++i) {
    threads.emplace_back([&] {
      for (int file = next++; file < argc; file = next++) {
        std::ifstream stream(argv[file], std::ios::binary);
        stream.seekg(0, std::ios::end);
        std::string text(static_cast<std::size_t>(stream.tellg()), '\0');
        stream.seekg(0);
        stream.read(text.data(), static_cast<std::streamsize>(text.size()));
        for (const lint::ByteRange document : lint::yaml::split_documents(text)) {
          lint::yaml::parse_plain(text, document, nullptr);
        }
      }
    });
  }
}
