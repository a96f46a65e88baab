#pragma once
// What the yardsticks share: they take files in turn, on some threads.

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

// Calls `visit` with each path of a command line `PROGRAM THREADS FILE...`.
template <typename Visit>
void each_file(int argc, char** argv, const Visit& visit) {
  std::atomic<int> next = 2;
  std::vector<std::jthread> threads;
  for (int i = 0; i < std::atoi(argv[1]); ++i) {
    threads.emplace_back([&] {
      for (int file = next++; file < argc; file = next++) visit(argv[file]);
    });
  }
}

inline std::string text_of(const char* path) {
  std::ifstream stream(path, std::ios::binary);
  stream.seekg(0, std::ios::end);
  std::string text(static_cast<std::size_t>(stream.tellg()), '\0');
  stream.seekg(0);
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  return text;
}
