#pragma once
/// Works out what actions write, as far as constants and a chart's own values decide it: as helm
/// renders the chart when nobody sets a value.

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "lint/template/actions.hpp"
#include "lint/template/chart.hpp"
#include "lint/template/data.hpp"
#include "lint/template/pipeline.hpp"

namespace lint::templates {

/// What `.` and `$` are where an action stands, and the variables that are known there.
struct Scope {
  const Data* dot = nullptr;
  const Data* root = nullptr;
  std::map<std::string, const Data*> variables = {};
};

/// Stops with unknown values where following something would take long. All data that it makes is
/// in the store, or in that of the chart.
class Evaluator {
 public:
  /// `outer` answers for variables that no scope knows; null stands for unknown. Without a chart
  /// its values are unknown.
  Evaluator(const Chart* chart, DataStore& store,
            std::function<const Data*(const std::string&)> outer = {});

  const Data* value(const Expression& expression, Scope& scope);
  /// What a text with actions becomes: a text, or what its only action writes.
  const Data* text(std::string_view text, Scope& scope);

  /// What `.` is to a template of the chart.
  const Data* top() const { return top_; }
  const Data* unknown() const { return unknown_; }
  const Data* field(const Data* data, const std::string& name);
  const Data* keep(Data data);

 private:
  friend class Functions;
  friend class TextRenderer;

  bool step(std::size_t cost = 1);
  const Data* path(const Data* from, const std::vector<std::string>& path);
  const Data* variable(const std::string& name, Scope& scope);
  const Data* include(const Data* name, const Data* parameter);
  Data& make(Data::Kind kind);
  const Data* make_text(std::string text);

  const Chart* chart_;
  DataStore& store_;
  std::function<const Data*(const std::string&)> outer_;
  const Data* unknown_ = nullptr;
  const Data* null_ = nullptr;
  const Data* top_ = nullptr;
  const Data* values_ = nullptr;
  std::size_t work_left_;
  int depth_ = 0;
};

/// Whether a condition holds; nothing when that is unknown.
std::optional<bool> is_true(const Data& data);

/// What a scalar reads as within a text; nothing for other data.
std::optional<std::string> text_of(const Data& data);

}  // namespace lint::templates
