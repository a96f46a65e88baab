#include "lint/template/evaluate.hpp"

#include <algorithm>
#include <utility>

#include "lint/template/functions.hpp"
#include "lint/text/text.hpp"

namespace lint::templates {

using Kind = Data::Kind;

namespace {

/// For one question: steps, and bytes of what is followed. Real ones need a few hundred.
constexpr std::size_t kMostWork = 8192;
/// Definitions within definitions, and what is made of them, are followed this far.
constexpr int kDeepest = 60;

constexpr std::string_view kBlanks = " \t\r\n";

}  // namespace

std::optional<bool> is_true(const Data& data) {
  switch (data.kind) {
    case Kind::unknown:
      return std::nullopt;
    case Kind::null:
      return false;
    case Kind::boolean:
    case Kind::number:
      return data.is_true;
    case Kind::string:
      return !data.text.empty();
    case Kind::mapping: {
      const bool is_full = !data.entries.empty() || !data.merged.empty();
      const auto holds = [](const Data* part) { return part != nullptr && is_true(*part) == true; };
      return is_full || holds(data.over) || holds(data.under);
    }
    case Kind::list:
      return !data.items.empty();
  }
  return std::nullopt;
}

std::optional<std::string> text_of(const Data& data) {
  if (data.kind == Kind::boolean) return data.is_true ? "true" : "false";
  if (data.kind == Kind::string || data.kind == Kind::number) return data.text;
  return std::nullopt;
}

const Data* chosen_among(const Data* chosen, const Arguments& all, Evaluator& evaluator) {
  Data copy = chosen == nullptr ? *evaluator.unknown() : *chosen;
  copy.is_one_of_others = chosen == nullptr;
  for (const Data* const data : all) {
    if (data == chosen) continue;
    const auto text = text_of(*data);
    if (text) copy.others.push_back(*text);
    if (!text || !data->others.empty()) copy.is_one_of_others = false;
    copy.others.insert(copy.others.end(), data->others.begin(), data->others.end());
  }
  return evaluator.keep(std::move(copy));
}

/// Goes through a text and the actions in it.
class TextRenderer {
 public:
  TextRenderer(std::string_view text, Scope& scope, Evaluator& evaluator)
      : text_(text), actions_(find_actions(text)), scope_(scope), evaluator_(evaluator) {}

  const Data* run() { return body({0, static_cast<std::uint32_t>(text_.size())}); }

 private:
  /// What has been written so far.
  struct Output {
    std::string text = {};
    const Data* only = nullptr;  // what the one action wrote that wrote anything
    bool has_more = false;
    bool is_unknown = false;
    bool is_trimmed = false;  // the next text loses the blanks that it begins with
  };

  std::string_view at(ByteRange range) const {
    return text_.substr(range.begin, range.end - range.begin);
  }

  std::size_t first_action(std::uint32_t from) const {
    const auto found = std::ranges::lower_bound(
        actions_.all, from, {}, [](const Action& action) { return action.range.begin; });
    return static_cast<std::size_t>(found - actions_.all.begin());
  }

  /// What the range becomes, which no block crosses.
  const Data* body(ByteRange range) {
    Output out;
    std::uint32_t done = range.begin;
    // What stands before the body may trim it.
    out.is_trimmed = text_.substr(0, range.begin).ends_with("-}}");
    for (std::size_t i = first_action(range.begin); i < actions_.all.size();) {
      const Action& action = actions_.all[i];
      if (action.range.begin >= range.end) break;
      literal(at({done, action.range.begin}), action, out);
      const bool is_block = action.kind == ActionKind::open || action.kind == ActionKind::define;
      const ByteRange whole = is_block ? actions_.blocks[action.block].range : action.range;
      perform(action, out);
      out.is_trimmed = at(whole).ends_with("-}}");
      done = whole.end;
      i = is_block ? first_action(whole.end) : i + 1;
    }
    add_text(std::string(at({done, std::max(done, range.end)})), out);
    return result(out);
  }

  void literal(std::string_view text, const Action& next, Output& out) {
    std::string shown(text);
    if (at(next.range).starts_with("{{-")) shown.erase(shown.find_last_not_of(kBlanks) + 1);
    add_text(std::move(shown), out);
  }

  void add_text(std::string text, Output& out) {
    if (std::exchange(out.is_trimmed, false)) {
      text.erase(0, std::min(text.find_first_not_of(kBlanks), text.size()));
    }
    if (text.find_first_not_of(kBlanks) != text.npos) out.has_more = true;
    out.text += text;
  }

  void perform(const Action& action, Output& out) {
    if (action.kind == ActionKind::comment || action.kind == ActionKind::define) return;
    if (action.kind == ActionKind::open) return add(block(action), out);
    const ParsedAction parsed = parse_action(at(action.range));
    if (!parsed.pipeline || !parsed.keyword.empty()) {
      out.is_unknown = true;
      return;
    }
    const Data* const value = evaluator_.value(*parsed.pipeline, scope_);
    if (action.kind == ActionKind::silent) {
      scope_.variables[parsed.variable] = value;
    } else {
      add(value, out);
    }
  }

  static void add(const Data* value, Output& out) {
    const auto text = text_of(*value);
    if (text && trimmed(*text).empty() && value->others.empty()) {
      out.text += *text;
      return;
    }
    if (out.only != nullptr) out.has_more = true;
    if (out.only == nullptr || !value->others.empty()) out.only = value;
    if (text) {
      out.text += *text;
    } else {
      out.is_unknown = true;  // unless it stays the only one
    }
  }

  const Data* result(const Output& out) {
    if (out.only != nullptr && !out.has_more) return out.only;
    if (out.is_unknown) return evaluator_.unknown();
    const Data* const text = evaluator_.make_text(out.text);
    if (out.only == nullptr) return text;
    Data copy = *text;
    copy.origin = out.only->origin;
    copy.others = out.only->others;
    return evaluator_.keep(std::move(copy));
  }

  /// What a block becomes: the branch that its conditions choose.
  const Data* block(const Action& open) {
    const Block& block = actions_.blocks[open.block];
    Arguments all;
    const Data* chosen = nullptr;
    bool is_open = true;   // no branch so far is the chosen one
    bool is_known = true;  // as far as conditions were asked
    bool has_else = false;
    for (std::size_t i = block.first_branch; i != kNoBranch; i = actions_.branches[i].next) {
      const ByteRange body = actions_.branches[i].body;
      const std::size_t head = first_action(body.begin) - 1;
      const ParsedAction parsed = parse_action(at(actions_.all[head].range));
      if (!evaluator_.step() || parsed.keyword.find("range") != std::string::npos ||
          parsed.keyword == "block") {
        return evaluator_.unknown();
      }
      has_else = parsed.keyword == "else";
      const Data* condition = evaluator_.unknown();
      if (parsed.pipeline) condition = evaluator_.value(*parsed.pipeline, scope_);
      const auto holds = has_else ? std::optional(true) : is_true(*condition);
      all.push_back(branch(body, parsed, condition));
      if (is_open && !holds) is_known = false;
      if (is_open && is_known && holds && *holds) {
        chosen = all.back();
        is_open = false;
      }
    }
    if (!has_else) {
      all.push_back(evaluator_.make_text(""));
      if (is_open && is_known) chosen = all.back();
    }
    return chosen_among(is_known ? chosen : nullptr, all, evaluator_);
  }

  const Data* branch(ByteRange body, const ParsedAction& head, const Data* condition) {
    Scope scope = scope_;
    if (!head.variable.empty()) scope.variables[head.variable] = condition;
    if (head.keyword.ends_with("with")) scope.dot = condition;
    std::swap(scope, scope_);
    const Data* data = this->body(body);
    std::swap(scope, scope_);
    const auto text = text_of(*data);
    if (!text || data->kind != Kind::string) return data;
    Data copy = *data;
    copy.text = trimmed(*text);
    return evaluator_.keep(std::move(copy));
  }

  std::string_view text_;
  const Actions actions_;
  Scope& scope_;
  Evaluator& evaluator_;
};

Evaluator::Evaluator(const Chart* chart, DataStore& store,
                     std::function<const Data*(const std::string&)> outer)
    : chart_(chart), store_(store), outer_(std::move(outer)), work_left_(kMostWork) {
  unknown_ = &make(Kind::unknown);
  null_ = &make(Kind::null);
  top_ = &make(Kind::unknown);
  values_ = chart == nullptr ? unknown_ : &chart->values();
}

Data& Evaluator::make(Kind kind) {
  Data& data = store_.emplace_back();
  data.kind = kind;
  return data;
}

const Data* Evaluator::make_text(std::string text) {
  if (!step(text.size())) return unknown_;
  Data& data = make(Kind::string);
  data.text = std::move(text);
  return &data;
}

const Data* Evaluator::keep(Data data) {
  return &store_.emplace_back(std::move(data));
}

bool Evaluator::step(std::size_t cost) {
  work_left_ -= std::min(work_left_, cost);
  return work_left_ > 0;
}

/// Whatever has values has the chart's: `.`, `$`, and the parameters that stand for them.
const Data* Evaluator::field(const Data* data, const std::string& name) {
  if (!step()) return unknown_;
  if (data->kind == Kind::unknown) {
    if (data->is_one_of_others || !data->others.empty()) return unknown_;
    return name == "Values" ? values_ : unknown_;
  }
  if (data->kind != Kind::mapping) return data->kind == Kind::null ? null_ : unknown_;
  const Data* const found = field_of(*data, name, store_);
  return found == nullptr ? null_ : found;
}

const Data* Evaluator::path(const Data* from, const std::vector<std::string>& path) {
  for (const std::string& name : path) from = field(from, name);
  return from;
}

const Data* Evaluator::variable(const std::string& name, Scope& scope) {
  if (name == "$") return scope.root;
  const auto known = scope.variables.find(name);
  if (known != scope.variables.end()) return known->second;
  const Data* const found = outer_ && step() ? outer_(name) : nullptr;
  return found == nullptr ? unknown_ : found;
}

const Data* Evaluator::value(const Expression& expression, Scope& scope) {
  if (!step() || depth_ > kDeepest) return unknown_;
  using Of = Expression::Kind;
  switch (expression.kind) {
    case Of::string:
      return make_text(expression.text);
    case Of::word: {
      const bool is_number = expression.text.find_first_of("0123456789") != std::string::npos;
      Data& data = make(expression.text == "nil" ? Kind::null
                        : is_number              ? Kind::number
                                                 : Kind::boolean);
      data.text = expression.text;
      data.is_true = expression.text == "true" ||
                     expression.text.find_first_of("123456789") != std::string::npos;
      return &data;
    }
    case Of::dot:
      return path(scope.dot, expression.path);
    case Of::variable:
      return path(variable(expression.text, scope), expression.path);
    case Of::fields:
      ++depth_;
      return std::pair(path(value(expression.arguments[0], scope), expression.path), --depth_)
          .first;
    case Of::call:
      break;
  }
  ++depth_;
  Arguments arguments;
  for (const Expression& argument : expression.arguments) {
    arguments.push_back(value(argument, scope));
  }
  const Data* const result = call_function(expression.text, arguments, *this, scope);
  --depth_;
  return result;
}

const Data* Evaluator::text(std::string_view text, Scope& scope) {
  if (depth_ > kDeepest || !step(text.size())) return unknown_;
  ++depth_;
  const Data* const result = TextRenderer(text, scope, *this).run();
  --depth_;
  return result;
}

/// A parameter tells nothing but what the chart's values are: who else includes the definition may
/// give it another one.
const Data* Evaluator::include(const Data* name, const Data*) {
  if (chart_ == nullptr || name->kind != Kind::string) return unknown_;
  const auto body = chart_->definition(name->text);
  if (!body) return unknown_;
  Scope scope{top_, top_, {}};
  const Data* const data = text(*body, scope);
  if (data->kind != Kind::string) return data;
  Data copy = *data;
  copy.text = trimmed(copy.text);
  return keep(std::move(copy));
}

}  // namespace lint::templates
