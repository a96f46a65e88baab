#pragma once
/// Which files a run in the workspace's folders would check, and how; and the check itself.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lint/check/file.hpp"
#include "lint/check/settings.hpp"
#include "lint/editor/configuration.hpp"
#include "lint/editor/documents.hpp"
#include "lint/files/discover.hpp"
#include "lint/report/run_result.hpp"
#include "lint/role.hpp"
#include "lint/text/source.hpp"

namespace lint::editor {

/// A folder in which one configuration holds: a root of the workspace, or that of a file outside.
struct Area {
  /// As a run over it is told it.
  std::string folder;
  /// A root is walked for what its kustomizations name.
  bool is_root = false;
  bool is_walked = false;
  /// As it was read last, and the last one without problems.
  std::shared_ptr<const Configuration> read;
  std::shared_ptr<const Configuration> holding;
  /// Files that a walk takes for what others say of them.
  std::map<std::string, std::optional<Role>> named;
};

class Workspace {
 public:
  /// The documents must live as long.
  Workspace(Configure configure, const Documents& documents)
      : configure_(std::move(configure)), documents_(documents) {}

  /// The roots, as absolute paths. The first one becomes the current folder, as for a run in it.
  void set_roots(const std::vector<std::string>& roots);

  /// What findings call the file at an absolute path, as a run in the workspace does.
  std::string name_of(const std::string& path) const;

  /// The absolute path of what findings call so, as the client writes it.
  std::string path_to(const std::string& name) const;

  /// Reads the configurations anew that have changed; returns whether one has.
  bool refresh();
  /// What the roots' kustomizations name has to be asked again.
  void forget_walks();

  /// Whether a run would read a document; and what it is, where another file says it.
  bool takes(const Document& document);
  /// Checks a text as a document's. `do_all` may throw to end it.
  FileResult check(const Document& document, const Source& source, Fixing fixing,
                   const DoAll& do_all);

  /// Every file that a run over the roots would check.
  std::vector<std::string> files();
  /// The documents' own name for a file that is not open.
  std::unique_ptr<Document> closed(const std::string& name) const;

  /// All that is wrong with configurations, with absolute paths.
  std::vector<Problem> problems() const;

 private:
  Area& area_of(const std::string& name);
  void walk(Area& area);
  files::Discovery discover(const Area& area, const std::function<void(files::File)>& found);
  bool refresh(Area& area);

  Configure configure_;
  const Documents& documents_;
  std::string here_;  // the current folder, with a slash at its end; empty where it is no root
  std::map<std::string, Area> areas_;  // by absolute folder
};

/// Reads a file that has an end; returns whether that worked.
bool read_regular(const std::string& path, Buffer& buffer);

}  // namespace lint::editor
