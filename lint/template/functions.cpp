#include "lint/template/functions.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "lint/text/text.hpp"

namespace lint::templates {

using Kind = Data::Kind;

/// Each takes the arguments of one call.
class Functions {
 public:
  Functions(const Arguments& arguments, Evaluator& evaluator, Scope& scope)
      : arguments_(arguments), evaluator_(evaluator), scope_(scope) {}

  const Data* call(std::string_view name) {
    const Row* const row = row_of(name);
    if (row == nullptr || (arguments_.empty() && name != "dict" && name != "list")) {
      return evaluator_.unknown();
    }
    return (this->*row->function)();
  }

  static bool is_known(std::string_view name) { return row_of(name) != nullptr; }

 private:
  struct Row {
    std::string_view name;
    const Data* (Functions::*function)();
  };

  /// Null for a function that is not known here.
  static const Row* row_of(std::string_view name) {
    static constexpr std::array kRows = std::to_array<Row>({
        {"quote", &Functions::last},
        {"squote", &Functions::last},
        {"toString", &Functions::last},
        {"toYaml", &Functions::last},
        {"toJson", &Functions::last},
        {"toPrettyJson", &Functions::last},
        {"toRawJson", &Functions::last},
        {"mustToYaml", &Functions::last},
        {"mustToJson", &Functions::last},
        {"toYamlPretty", &Functions::last},
        {"nindent", &Functions::last},
        {"indent", &Functions::last},
        {"deepCopy", &Functions::last},
        {"mustDeepCopy", &Functions::last},
        {"required", &Functions::last},
        {"trim", &Functions::trim},
        {"lower", &Functions::lower},
        {"title", &Functions::title},
        {"default", &Functions::get_default},
        {"coalesce", &Functions::coalesce},
        {"ternary", &Functions::ternary},
        {"not", &Functions::negate},
        {"and", &Functions::conjunction},
        {"or", &Functions::coalesce_last},
        {"empty", &Functions::negate},
        {"eq", &Functions::equal},
        {"ne", &Functions::unequal},
        {"hasKey", &Functions::has_key},
        {"get", &Functions::get},
        {"index", &Functions::get},
        {"dict", &Functions::dict},
        {"list", &Functions::list},
        {"set", &Functions::set},
        {"merge", &Functions::merge},
        {"mergeOverwrite", &Functions::merge_overwrite},
        {"mustMerge", &Functions::merge},
        {"mustMergeOverwrite", &Functions::merge_overwrite},
        {"print", &Functions::print},
        {"printf", &Functions::printf},
        {"fromYaml", &Functions::parse},
        {"fromJson", &Functions::parse},
        {"tpl", &Functions::tpl},
        {"include", &Functions::include},
        {"template", &Functions::include},
    });
    const auto row = std::ranges::find(kRows, name, &Row::name);
    return row == kRows.end() ? nullptr : &*row;
  }

  const Data& argument(std::size_t i) const {
    return i < arguments_.size() ? *arguments_[i] : *evaluator_.null_;
  }

  const Data* boolean(std::optional<bool> value) {
    if (!value) return evaluator_.unknown();
    Data& data = evaluator_.make(Kind::boolean);
    data.is_true = *value;
    return &data;
  }

  template <typename Change>
  const Data* changed(Change change) {
    if (arguments_.back()->kind != Kind::string) return arguments_.back();
    Data& copy = evaluator_.store_.emplace_back(*arguments_.back());
    copy.text = change(copy.text);
    for (std::string& other : copy.others) other = change(other);
    return &copy;
  }

  const Data* last() { return arguments_.back(); }
  const Data* trim() {
    return changed([](const std::string& text) { return std::string(trimmed(text)); });
  }
  const Data* lower() {
    return changed([](const std::string& text) { return lint::lower(text); });
  }
  const Data* title() {
    return changed([](std::string text) {
      if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] -= 'a' - 'A';
      return text;
    });
  }

  // Choices.

  const Data* get_default() {
    const auto is_set = is_true(argument(1));
    if (is_set) return *is_set ? arguments_[1] : arguments_[0];
    return chosen_among(nullptr, {arguments_[0], &argument(1)}, evaluator_);
  }

  /// The first that is not empty; `or` ends with the last one.
  const Data* first_true(const Data* otherwise) {
    for (const Data* const data : arguments_) {
      const auto is_set = is_true(*data);
      if (!is_set) return chosen_among(nullptr, arguments_, evaluator_);
      if (*is_set) return data;
    }
    return otherwise;
  }
  const Data* coalesce() { return first_true(evaluator_.null_); }
  const Data* coalesce_last() { return first_true(arguments_.back()); }

  const Data* ternary() {
    if (arguments_.size() != 3) return evaluator_.unknown();
    const auto condition = is_true(*arguments_[2]);
    const Data* const chosen = condition ? arguments_[*condition ? 0 : 1] : nullptr;
    return chosen_among(chosen, {arguments_[0], arguments_[1]}, evaluator_);
  }

  const Data* negate() {
    const auto value = is_true(argument(0));
    return boolean(value ? std::optional(!*value) : std::nullopt);
  }

  const Data* conjunction() {
    for (const Data* const data : arguments_) {
      const auto value = is_true(*data);
      if (!value) return evaluator_.unknown();
      if (!*value) return data;
    }
    return arguments_.back();
  }

  /// Go refuses to compare values of two types.
  std::optional<bool> are_equal() const {
    if (arguments_.size() < 2) return std::nullopt;
    bool is_equal = false;
    for (std::size_t i = 1; i < arguments_.size(); ++i) {
      const auto text = text_of(*arguments_[i]);
      if (arguments_[i]->kind != arguments_[0]->kind || !text) return std::nullopt;
      is_equal = is_equal || *text == text_of(*arguments_[0]);
    }
    return is_equal;
  }
  const Data* equal() { return boolean(are_equal()); }
  const Data* unequal() {
    const auto value = are_equal();
    return boolean(value ? std::optional(!*value) : std::nullopt);
  }

  // Mappings.

  const Data* get() {
    const Data* data = arguments_[0];
    for (std::size_t i = 1; i < arguments_.size(); ++i) {
      if (arguments_[i]->kind != Kind::string) return evaluator_.unknown();
      data = evaluator_.field(data, arguments_[i]->text);
    }
    return data;
  }

  const Data* has_key() {
    if (argument(0).kind != Kind::mapping || argument(1).kind != Kind::string) {
      return evaluator_.unknown();
    }
    return boolean(field_of(argument(0), argument(1).text, evaluator_.store_) != nullptr);
  }

  const Data* dict() {
    Data& data = evaluator_.make(Kind::mapping);
    for (std::size_t i = 0; i < arguments_.size(); i += 2) {
      if (arguments_[i]->kind != Kind::string) return evaluator_.unknown();
      data.entries[arguments_[i]->text] = &argument(i + 1);
    }
    return &data;
  }

  const Data* list() {
    Data& data = evaluator_.make(Kind::list);
    data.items = arguments_;
    return &data;
  }

  const Data* over(const Data* upper, const Data* lower) {
    if (upper->kind != Kind::mapping) return upper;
    if (lower->kind != Kind::mapping) {
      if (lower->kind == Kind::null) return upper;
      return evaluator_.unknown();
    }
    Data& data = evaluator_.make(Kind::mapping);
    data.over = upper;
    data.under = lower;
    return &data;
  }

  const Data* set() {
    if (arguments_.size() != 3 || arguments_[1]->kind != Kind::string) return evaluator_.unknown();
    Data& entry = evaluator_.make(Kind::mapping);
    entry.entries[arguments_[1]->text] = arguments_[2];
    return over(&entry, arguments_[0]);
  }

  const Data* merge() {
    const Data* data = arguments_[0];
    for (std::size_t i = 1; i < arguments_.size(); ++i) data = over(data, arguments_[i]);
    return data;
  }

  const Data* merge_overwrite() {
    const Data* data = arguments_[0];
    for (std::size_t i = 1; i < arguments_.size(); ++i) data = over(arguments_[i], data);
    return data;
  }

  // Texts.

  const Data* print() {
    std::string text;
    for (const Data* const data : arguments_) {
      const auto part = text_of(*data);
      if (!part) return evaluator_.unknown();
      text += *part;
    }
    return evaluator_.make_text(text);
  }

  const Data* printf() {
    const auto format = text_of(*arguments_[0]);
    if (!format) return evaluator_.unknown();
    std::string text;
    std::size_t next = 1;
    for (std::size_t i = 0; i < format->size(); ++i) {
      if ((*format)[i] != '%') {
        text += (*format)[i];
        continue;
      }
      const char verb = ++i < format->size() ? (*format)[i] : '\0';
      if (verb == '%') {
        text += '%';
        continue;
      }
      const auto value = text_of(argument(next++));
      if (!value || std::string_view("svqd").find(verb) == std::string_view::npos) {
        return evaluator_.unknown();
      }
      text += verb == 'q' ? "\"" + *value + "\"" : *value;
    }
    return evaluator_.make_text(text);
  }

  const Data* parse() {
    const Data& text = *arguments_.back();
    if (text.kind != Kind::string) return &text;
    if (!evaluator_.step(text.text.size())) return evaluator_.unknown();
    const Data* const data = read_data(text.text, {}, evaluator_.store_);
    return data == nullptr ? evaluator_.unknown() : data;
  }

  const Data* tpl() {
    if (arguments_[0]->kind != Kind::string) return arguments_[0];
    return evaluator_.text(arguments_[0]->text, scope_);
  }

  const Data* include() { return evaluator_.include(arguments_[0], &argument(1)); }

  const Arguments& arguments_;
  Evaluator& evaluator_;
  Scope& scope_;
};

const Data* call_function(std::string_view name, const Arguments& arguments, Evaluator& evaluator,
                          Scope& scope) {
  return Functions(arguments, evaluator, scope).call(name);
}

bool is_function(std::string_view name) {
  return Functions::is_known(name);
}

}  // namespace lint::templates
