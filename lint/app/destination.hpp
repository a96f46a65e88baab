#pragma once
/// Where a report goes while it is written.

#include <cstdio>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "lint/result.hpp"

namespace lint {

/// Takes a report piece by piece. What goes wrong is told at the end, and what comes after it is
/// dropped.
class Destination {
 public:
  Destination() = default;
  Destination(const Destination&) = delete;
  Destination& operator=(const Destination&) = delete;
  virtual ~Destination() = default;

  virtual void write(std::string_view piece) = 0;
  /// Whoever reads what was written before is to see it now, if anybody can.
  virtual void flush() {}
  /// Returns what went wrong.
  virtual std::optional<Error> end() = 0;
};

/// A stream, which takes the pieces as they come. A reader that has gone away is no error.
std::unique_ptr<Destination> to_stream(std::FILE* stream);

/// A file, which is written at the end, whole or not at all (write_file). Until then a long report
/// waits in a file without a name.
std::unique_ptr<Destination> to_file(std::string path);

}  // namespace lint
