#pragma once
/// The reports of a run, which are written while it goes on.

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "lint/app/destination.hpp"
#include "lint/report/format.hpp"

namespace lint {

class Reports {
 public:
  /// Begins a report to a file, or to `stream` if `file` is empty.
  void begin(const report::Format& format, const report::Style& style, std::string file,
             std::FILE* stream);
  /// Tells each of a file that is finished. Whoever watches a stream sees its findings.
  void tell(const FileResult& file);
  /// Ends each, whatever becomes of the others; `complain` hears what went wrong. Returns whether
  /// nothing did.
  bool end(const RunResult& run, const std::function<void(std::string_view)>& complain);

 private:
  struct Report {
    std::string file;  // empty for a stream
    std::unique_ptr<Destination> destination;
    report::Writer writer;
  };
  std::vector<Report> reports_;
};

}  // namespace lint
