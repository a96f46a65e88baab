// The yardstick for --no-skip: reads files and takes every yaml-cpp event, nothing else.
// usage: yaml_cpp_events THREADS FILE...
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <fstream>
#include <string>

#include "each_file.hpp"

namespace {

class Ignore : public YAML::EventHandler {
  using Mark = YAML::Mark;
  using Anchor = YAML::anchor_t;
  using Style = YAML::EmitterStyle::value;
  void OnDocumentStart(const Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const Mark&, Anchor) override {}
  void OnAlias(const Mark&, Anchor) override {}
  void OnScalar(const Mark&, const std::string&, Anchor, const std::string&) override {}
  void OnSequenceStart(const Mark&, const std::string&, Anchor, Style) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const Mark&, const std::string&, Anchor, Style) override {}
  void OnMapEnd() override {}
};

void take_events(const char* path) {
  std::ifstream stream(path, std::ios::binary);
  YAML::Parser parser(stream);
  Ignore ignore;
  try {
    while (parser.HandleNextDocument(ignore)) {
    }
  } catch (const YAML::Exception&) {
    // As far as yaml-cpp reads it.
  }
}

}  // namespace

int main(int argc, char** argv) {
  each_file(argc, argv, take_events);
}
