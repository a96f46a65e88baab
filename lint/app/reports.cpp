#include "lint/app/reports.hpp"

#include <utility>

#include "lint/app/output.hpp"

namespace lint {

void Reports::begin(const report::Format& format, const report::Style& style, std::string file,
                    std::FILE* stream) {
  auto destination = file.empty() ? to_stream(stream) : to_file(file);
  const auto write = [to = destination.get()](std::string_view piece) { to->write(piece); };
  report::Writer writer = format.begin(write, style);
  reports_.push_back({std::move(file), std::move(destination), std::move(writer)});
}

void Reports::tell(const FileResult& file) {
  for (const Report& report : reports_) {
    report::tell(report.writer, file);
    if (!file.findings.empty()) report.destination->flush();
  }
}

bool Reports::end(const RunResult& run, const std::function<void(std::string_view)>& complain) {
  bool is_written = true;
  for (const auto& [file, destination, writer] : reports_) {
    writer.end(run);
    const auto error = destination->end();
    if (!error) continue;
    is_written = false;
    complain(cannot_write(file, *error));
  }
  return is_written;
}

}  // namespace lint
