#include "lint/template/data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "lint/yaml/documents.hpp"
#include "lint/yaml/reader.hpp"

namespace lint::templates {
namespace {

using namespace std::string_view_literals;

/// Merge keys and layers within one another are followed this far.
constexpr int kMostSteps = 64;

void set_plain_scalar(std::string_view text, Data& data) {
  constexpr std::array kNulls{""sv, "~"sv, "null"sv, "Null"sv, "NULL"sv};
  constexpr std::array kTrue{"true"sv, "True"sv, "TRUE"sv, "yes"sv, "Yes"sv,
                             "YES"sv,  "on"sv,   "On"sv,   "ON"sv};
  constexpr std::array kFalse{"false"sv, "False"sv, "FALSE"sv, "no"sv, "No"sv,
                              "NO"sv,    "off"sv,   "Off"sv,   "OFF"sv};
  const auto is_in = [text](const auto& words) {
    return std::ranges::find(words, text) != words.end();
  };
  data.is_true = is_in(kTrue);
  if (is_in(kNulls)) {
    data.kind = Data::Kind::null;
  } else if (data.is_true || is_in(kFalse)) {
    data.kind = Data::Kind::boolean;
  } else if (text.find_first_not_of("0123456789.+-eE_") == text.npos &&
             text.find_first_of("0123456789") != text.npos) {
    data.kind = Data::Kind::number;
    data.is_true = text.find_first_of("123456789") != text.npos;
  }
}

/// Makes data of a tree, each node once.
class Reader {
 public:
  Reader(const yaml::Tree& tree, std::string_view file, DataStore& store)
      : tree_(tree), file_(file), store_(store), made_(tree.size(), nullptr) {}

  const Data* node(yaml::NodeId id) {
    const yaml::Node& node = tree_[id];
    // An alias to what is around it leads nowhere.
    if (node.kind == yaml::NodeKind::alias) {
      const Data* const target = made_[tree_.target(id)];
      return target != nullptr ? target : &store_.emplace_back();
    }
    Data& data = store_.emplace_back();
    if (node.kind == yaml::NodeKind::scalar) {
      scalar(id, data);
    } else if (node.kind == yaml::NodeKind::sequence) {
      data.kind = Data::Kind::list;
      for (yaml::NodeId at = id + 1; at < node.next; at = tree_[at].next) {
        data.items.push_back(this->node(at));
      }
    } else {
      mapping(id, data);
    }
    made_[id] = &data;
    return &data;
  }

 private:
  void scalar(yaml::NodeId id, Data& data) {
    const yaml::Node& node = tree_[id];
    data.kind = Data::Kind::string;
    data.text = tree_.text(id);
    if (node.style == yaml::ScalarStyle::plain && node.tag == yaml::Tag::none) {
      set_plain_scalar(data.text, data);
    }
    // Nodes come in the order of the text.
    const std::string_view before = tree_.source()[{counted_to_, node.range.begin}];
    line_ += static_cast<std::size_t>(std::ranges::count(before, '\n'));
    counted_to_ = std::max(counted_to_, node.range.begin);
    if (!file_.empty()) data.origin = fmt::format("{}, line {}", file_, line_);
  }

  void mapping(yaml::NodeId id, Data& data) {
    data.kind = Data::Kind::mapping;
    const yaml::NodeId end = tree_[id].next;
    for (yaml::NodeId key = id + 1; key < end;) {
      const yaml::NodeId value = tree_[key].next;
      const bool is_scalar = tree_[key].kind == yaml::NodeKind::scalar;
      const std::string name(is_scalar ? tree_.text(key) : "");
      const Data* const entry = node(value);
      if (name == "<<") {
        merge(*entry, data);
      } else if (is_scalar) {
        data.entries[name] = entry;
      }
      key = tree_[value].next;
    }
  }

  static void merge(const Data& entry, Data& data) {
    if (entry.kind == Data::Kind::mapping) data.merged.push_back(&entry);
    data.merged.insert(data.merged.end(), entry.items.begin(), entry.items.end());
  }

  const yaml::Tree& tree_;
  std::string_view file_;
  DataStore& store_;
  std::vector<const Data*> made_;
  std::size_t line_ = 1;
  std::uint32_t counted_to_ = 0;
};

const Data* find(const Data& mapping, const std::string& key, int& steps) {
  const auto own = mapping.entries.find(key);
  if (own != mapping.entries.end()) return own->second;
  for (const Data* const merged : mapping.merged) {
    if (--steps < 0) return nullptr;
    if (const Data* const found = find(*merged, key, steps)) return found;
  }
  return nullptr;
}

const Data* field_of(const Data& mapping, const std::string& key, DataStore& store, int& steps) {
  if (mapping.over == nullptr) return find(mapping, key, steps);
  if (--steps < 0) return nullptr;
  const Data* const over = field_of(*mapping.over, key, store, steps);
  if (over != nullptr && over->kind != Data::Kind::mapping) return over;
  const Data* const under =
      mapping.under == nullptr ? nullptr : field_of(*mapping.under, key, store, steps);
  if (over == nullptr || under == nullptr || under->kind != Data::Kind::mapping) {
    return over == nullptr ? under : over;
  }
  Data& both = store.emplace_back();
  both.kind = Data::Kind::mapping;
  both.over = over;
  both.under = under;
  return &both;
}

}  // namespace

const Data* read_data(std::string_view text, std::string_view file, DataStore& store) {
  const PlacedText source(text);
  const std::vector<ByteRange> documents = yaml::split_documents(text);
  if (documents.empty()) return nullptr;
  for (const ByteRange document : documents) {
    yaml::TreeBuilder builder(source);
    const yaml::Parse parse = yaml::parse_document(source, document, &builder);
    if (parse.error) return nullptr;
    if (parse.is_empty) continue;
    const yaml::Tree tree = builder.take();
    return tree.empty() ? nullptr : Reader(tree, file, store).node(0);
  }
  return nullptr;
}

const Data* field_of(const Data& mapping, const std::string& key, DataStore& store) {
  int steps = kMostSteps;
  return field_of(mapping, key, store, steps);
}

}  // namespace lint::templates
