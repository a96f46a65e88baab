// The yardstick for the default mode: reads files and takes every libyaml event, nothing else.
// usage: libyaml_events THREADS FILE...
#include <yaml.h>

#include <string>

#include "each_file.hpp"

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
  each_file(argc, argv, [](const char* path) { take_events(text_of(path)); });
}
