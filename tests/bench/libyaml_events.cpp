// The yardstick for the default mode: reads files and takes every libyaml event, nothing else.
// usage: libyaml_events THREADS FILE...
#include <yaml.h>

#include <atomic>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <vector>

namespace {

void take_events(const std::string& text) {
  yaml_parser_t parser;
  yaml_parser_initialize(&parser);
  yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()),
                               text.size());
  for (bool is_done = false; !is_done;) {
    yaml_event_t event;
    if (yaml_parser_parse(&parser, &event) == 0) break;
    is_done = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
}

}  // namespace

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
        take_events(text);
      }
    });
  }
}
