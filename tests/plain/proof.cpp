/// Tries to find a document that plain accepts and a library refuses, or reads otherwise.
/// usage: plain-proof SEED COUNT [PATH...]    COUNT documents at random; half of them are broken
/// parts of the files at PATH, if any are given. With a COUNT of 0 the documents of these files are
/// compared as they are.
/// Prints how many were accepted; ends with 1, and the document, when one is wrong.

#include <fmt/format.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "lint/yaml/documents.hpp"
#include "tests/plain/compare.hpp"
#include "tests/plain/documents.hpp"

namespace {

using tests::Readers;

/// yaml-cpp takes most of the time, and is asked of one accepted document in so many.
constexpr std::size_t kYamlCppShare = 8;

struct Tally {
  std::size_t documents = 0;
  std::size_t accepted = 0;
  std::size_t bytes = 0;
  std::size_t accepted_bytes = 0;
};

bool compare(std::string_view document, Readers readers, Tally& tally) {
  const tests::Comparison result = tests::compare_readers(document, readers);
  ++tally.documents;
  tally.bytes += document.size();
  if (result.is_plain) {
    ++tally.accepted;
    tally.accepted_bytes += document.size();
  }
  if (result.difference.empty()) return true;
  fmt::print("{}\n--- document\n{}---\n", result.difference, document);
  return false;
}

std::vector<std::string> documents_in(const std::string& path) {
  std::ifstream file(path);
  const std::string text(std::istreambuf_iterator<char>(file), {});
  std::vector<std::string> documents;
  for (const lint::ByteRange range : lint::yaml::split_documents(text)) {
    documents.push_back(text.substr(range.begin, range.end - range.begin));
  }
  return documents;
}

std::vector<std::string> real_documents(char** begin, char** end) {
  std::vector<std::string> documents;
  const auto add = [&](const std::string& path) {
    if (!path.ends_with(".yaml") && !path.ends_with(".yml") && !path.ends_with(".json")) return;
    for (std::string& document : documents_in(path)) documents.push_back(std::move(document));
  };
  for (char** path = begin; path != end; ++path) {
    if (!std::filesystem::is_directory(*path)) {
      add(*path);
      continue;
    }
    for (const auto& entry : std::filesystem::recursive_directory_iterator(*path)) {
      if (entry.is_regular_file()) add(entry.path().string());
    }
  }
  return documents;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 3) {
    fmt::print(stderr, "usage: plain-proof SEED COUNT [PATH...]\n");
    return 2;
  }
  const auto seed = static_cast<unsigned>(std::stoul(arguments[1]));
  const std::size_t wanted = std::stoull(arguments[2]);
  std::vector<std::string> real = real_documents(arguments + 3, arguments + count);
  Tally tally;
  std::size_t wrong = 0;
  if (wanted == 0) {
    for (const std::string& document : real)
      wrong += compare(document, Readers::both, tally) ? 0 : 1;
  } else {
    tests::RandomDocuments documents(seed, std::move(real));
    while (tally.documents < wanted && wrong == 0) {
      const bool is_chosen = tally.accepted % kYamlCppShare == 0;
      const Readers readers = is_chosen ? Readers::both : Readers::libyaml;
      if (!compare(documents.next(), readers, tally)) ++wrong;
    }
  }
  fmt::print("{} documents, {} accepted, {} wrong; {} of {} bytes accepted\n", tally.documents,
             tally.accepted, wrong, tally.accepted_bytes, tally.bytes);
  return wrong == 0 ? 0 : 1;
}
