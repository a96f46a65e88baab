#pragma once
/// Data as a chart's values hold it and a template's functions make it.

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace lint::templates {

/// One value. Points to others, all of which a store keeps; aliases of YAML share them.
struct Data {
  /// `unknown` is what only rendering can tell; what is absent is null.
  enum class Kind : std::uint8_t { unknown, null, boolean, number, string, mapping, list };

  Kind kind = Kind::unknown;
  /// Of a boolean, and of a number whether it is not 0.
  bool is_true = false;
  /// Of a scalar.
  std::string text = {};
  std::unordered_map<std::string, const Data*> entries = {};
  std::vector<const Data*> items = {};
  /// What YAML's merge keys bring: its own entries hide theirs.
  std::vector<const Data*> merged = {};
  /// What the values of a chart say of its subchart stands over the subchart's own.
  const Data* over = nullptr;
  const Data* under = nullptr;
  /// Where a scalar is written, as "values.yaml, line 3"; empty for what the template itself holds.
  std::string origin = {};
  /// Texts that the same place could have had: the branches that the values did not choose.
  std::vector<std::string> others = {};
  /// Of an unknown value, whether it is one of these texts.
  bool is_one_of_others = false;
};

using DataStore = std::deque<Data>;

/// Reads a text of YAML or JSON; null when it cannot be read. `file` names it in origins, and
/// nothing in it has an origin when that is empty.
const Data* read_data(std::string_view text, std::string_view file, DataStore& store);

/// The value under a key of a mapping; null when it has none. `store` takes what has to be made.
const Data* field_of(const Data& mapping, const std::string& key, DataStore& store);

}  // namespace lint::templates
