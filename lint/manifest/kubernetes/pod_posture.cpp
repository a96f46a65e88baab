#include "lint/manifest/kubernetes/pod_posture.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <string_view>
#include <utility>

#include "lint/manifest/kubernetes/pod.hpp"
#include "lint/manifest/kubernetes/pod_fields.hpp"
#include "lint/manifest/kubernetes/substitution.hpp"
#include "lint/text/text.hpp"

namespace lint::manifest {
namespace {

using Filters = std::vector<Filter>;

Filter undecided(const Value& value, Words why) {
  return {.place = value.used, .why = std::move(why)};
}

Filter refused(ByteRange place, Words why) {
  return {.place = place, .why = std::move(why), .is_refused = true};
}

/// What a scalar is once the variables are replaced that have a value or a default.
struct Known {
  Type type = Type::null;
  std::string text;
};

/// The filters that each reader of the document would see, for all of them are looked at.
class PodReader {
 public:
  PodReader(const Document& document, const Pod& pod, bool is_part)
      : document_(document), pod_(pod), is_part_(is_part), windows_(find_windows()) {
    pod_filters_ = of_contexts(pod.spec, true);
  }

  Posture posture(const Container& container) const {
    Posture posture;
    posture.part = container.part;
    if (!pod_.template_path.empty()) posture.part += fmt::format(" ({})", pod_.template_path);
    posture.name = container.name;
    posture.image = document_.get_text(container.value, "image");
    posture.runtime_class = document_.get_text(pod_.spec, "runtimeClassName");
    posture.place = own_place(container.value);
    posture.is_whole = !is_part_ && has_image(container.value);
    posture.filter = one_of(of_contexts(container.value, false), container.value);
    posture.windows = windows_.by;
    if (windows_.by != WindowsBy::nothing) {
      posture.on_linux = std::exchange(posture.filter, windows_.filter);
    }
    return posture;
  }

 private:
  struct Windows {
    WindowsBy by = WindowsBy::nothing;
    Filter filter;
  };

  bool has_image(const Value& container) const {
    return !document_.get(container, "image").empty();
  }

  /// An operator completes a container of its own where its custom resource names it; that one
  /// needs no image there.
  bool may_be_completed(const Value& container) const {
    return is_part_ || (!pod_.template_path.empty() && !has_image(container));
  }

  ByteRange own_place(const Value& container) const {
    for (const Value& name : document_.get(container, "name")) return name.used;
    const auto entries = document_.entries(container);
    return entries.empty() ? container.used : entries.front().key.used;
  }

  /// Those that the security contexts of a pod or a container ask for; a container that asks for
  /// none has its pod's. Empty when a pod asks for none.
  Filters of_contexts(const Value& owner, bool is_pod) const {
    Filters filters;
    bool is_set = false;
    for (const Value& context : document_.get(owner, "securityContext")) {
      const Type type = document_.type(context);
      if (type == Type::null || is_deleted(document_, context)) continue;
      is_set = true;
      if (type == Type::undecided) {
        filters.push_back(undecided(context, "securityContext is known only after rendering"));
      } else if (type != Type::mapping) {
        filters.push_back(refused(context.used, {"securityContext is {}, which the API server "
                                                 "refuses",
                                                 with_article(type)}));
      } else {
        add_context(owner, context, is_pod, filters);
      }
    }
    if (document_.may_get_entries(owner)) {
      filters.push_back(undecided(owner, {"an action may write a securityContext of the {}",
                                          is_pod ? "pod" : "container"}));
      filters.back().place = is_pod ? owner.key : own_place(owner);
    }
    if (!is_set && !is_pod) std::ranges::copy(pod_filters_, std::back_inserter(filters));
    return filters;
  }

  void add_context(const Value& owner, const Value& context, bool is_pod, Filters& filters) const {
    if (document_.may_get_entries(context)) {
      filters.push_back(undecided(context, "an action may write more of securityContext"));
      filters.back().place = context.key;
    }
    Filters profiles;
    for (const Value& profile : document_.get(context, "seccompProfile")) {
      if (known(profile).type == Type::null) continue;
      add_profile(profile, profiles);
    }
    for (Filter& filter : profiles) {
      filter.is_of_pod = is_pod;
      if (is_pod && filter.state != FilterState::undecided) filter.why = "its pod's seccompProfile";
      doubt(owner, filter);
    }
    if (is_pod) return move(profiles, filters);
    if (profiles.empty()) profiles = pod_filters_;
    add_privileged(owner, context, profiles, filters);
  }

  /// `profiles` are what holds where the container is not privileged.
  void add_privileged(const Value& container, const Value& context, Filters profiles,
                      Filters& filters) const {
    bool may_be_ordinary = true;
    const auto values = document_.get(context, "privileged");
    if (!values.empty()) may_be_ordinary = false;
    for (const Value& value : values) {
      const Known privileged = known(value);
      const bool is_true = privileged.type == Type::boolean && is_word_for_true(privileged.text);
      if (privileged.type == Type::undecided) {
        filters.push_back(
            undecided(value, {"whether it is privileged is known only after {}", awaited(value)}));
      } else if (is_true) {
        filters.push_back(privileged_filter(value, profiles));
        doubt(container, filters.back());
        // Without it, whether it is left out or not, the others hold.
        if (filters.back().state == FilterState::undecided) may_be_ordinary = true;
      } else if (privileged.type == Type::boolean || privileged.type == Type::null) {
        may_be_ordinary = true;
      } else {
        filters.push_back(refused(value.used, {"privileged is {}, which the API server refuses",
                                               with_article(privileged.type)}));
      }
    }
    if (!may_be_ordinary) return;
    // What is not set here is added by no other of the container's contexts.
    if (profiles.empty()) profiles.push_back(unset(container));
    move(profiles, filters);
  }

  static Filter privileged_filter(const Value& value, const Filters& profiles) {
    Filter filter{.state = FilterState::privileged, .place = value.used};
    const bool has_profile = !profiles.empty() && profiles.front().state != FilterState::undecided;
    filter.why = has_profile ? Words("privileged: true, so that {} has no effect",
                                     to_string(profiles.front().state))
                             : Words("privileged: true");
    return filter;
  }

  void add_profile(const Value& profile, Filters& filters) const {
    const Known whole = known(profile);
    if (whole.type == Type::undecided) {
      filters.push_back(
          undecided(profile, {"seccompProfile is known only after {}", awaited(profile)}));
      return;
    }
    if (whole.type != Type::mapping) {
      filters.push_back(refused(profile.used, {"seccompProfile is {}, which the API server refuses",
                                               with_article(whole.type)}));
      return;
    }
    if (is_deleted(document_, profile)) return;
    if (document_.may_get_entries(profile)) {
      filters.push_back(undecided(profile, "an action may write more of seccompProfile"));
      filters.back().place = profile.key;
    }
    const auto types = document_.get(profile, "type");
    if (types.empty()) {
      filters.push_back(refused(profile.key,
                                "seccompProfile has no type, which the API server "
                                "refuses"));
    }
    for (const Value& type : types) filters.push_back(of_type(profile, type));
  }

  Filter of_type(const Value& profile, const Value& value) const {
    const Known type = known(value);
    Filter filter{.place = value.used, .why = "its own seccompProfile"};
    if (type.type == Type::undecided) {
      filter.why = {"seccompProfile.type is known only after {}", awaited(value)};
    } else if (type.text == "RuntimeDefault") {
      filter.state = FilterState::runtime_default;
    } else if (type.text == "Unconfined") {
      filter.state = FilterState::unconfined;
    } else if (type.text == "Localhost") {
      filter.state = FilterState::localhost;
      filter.profile = document_.get_text(profile, "localhostProfile");
    } else {
      filter.why = {"seccompProfile.type is {}, which the API server refuses", quoted(type.text)};
      filter.is_refused = true;
    }
    return filter;
  }

  Filter unset(const Value& container) const {
    Filter filter{.place = own_place(container)};
    if (may_be_completed(container)) {
      filter.why = "a part of an object, which may have a profile from elsewhere";
    } else {
      filter.state = FilterState::node_default;
      filter.why = "nothing is set; the node's kubelet decides";
    }
    return filter;
  }

  /// What stands in a block of a template that opens within its owner may be left out.
  void doubt(const Value& owner, Filter& filter) const {
    if (filter.state == FilterState::undecided) return;
    if (!document_.is_in_block(filter.place, document_.written(owner).begin)) return;
    filter = {.place = filter.place,
              .why = {"a condition decides whether it is {}", to_string(filter.state)},
              .is_of_pod = filter.is_of_pod};
  }

  /// The one on which all readers agree.
  Filter one_of(Filters filters, const Value& container) const {
    if (filters.empty()) return unset(container);
    const auto other = std::ranges::find_if(filters, [&](const Filter& filter) {
      return filter.state != filters.front().state || filter.profile != filters.front().profile;
    });
    if (other == filters.end()) return std::move(filters.front());
    const auto open = std::ranges::find(filters, FilterState::undecided, &Filter::state);
    if (open != filters.end()) return std::move(*open);
    return {.place = other->place,
            .why = {"it is {} to some readers and {} to others", to_string(filters.front().state),
                    to_string(other->state)}};
  }

  Known known(const Value& value) const {
    Known known{document_.type(value), std::string(document_.text(value))};
    if (known.text.find("${") == known.text.npos) return known;
    const Substituted substituted = substitute(known.text, document_.variables());
    if (!substituted.is_decided) return {Type::undecided, std::move(known.text)};
    const yaml::Node& node = document_.tree()[value.node];
    known.text = substituted.text;
    known.type = scalar_type(known.text, node.style, node.tag);
    return known;
  }

  std::string_view awaited(const Value& value) const {
    const bool has_variable = document_.text(value).find("${") != std::string_view::npos;
    return has_variable ? "substitution of its variables" : "rendering";
  }

  Windows find_windows() const {
    const auto choice = windows_choice(document_, pod_.spec);
    if (!choice) return {};
    return windows_by(choice->is_os_name ? WindowsBy::os_name : WindowsBy::node_selector,
                      choice->value);
  }

  Windows windows_by(WindowsBy by, const Value& value) const {
    Filter filter{.state = FilterState::windows, .place = value.used};
    filter.why = by == WindowsBy::os_name ? Words("spec.os.name: windows")
                                          : Words("nodeSelector chooses Windows nodes");
    doubt(pod_.spec, filter);
    return {by, std::move(filter)};
  }

  static void move(Filters& from, Filters& to) { std::ranges::move(from, std::back_inserter(to)); }

  const Document& document_;
  const Pod& pod_;
  bool is_part_;
  Windows windows_;
  Filters pod_filters_;
};

}  // namespace

void add_pod_postures(const Document& document, const Pod& pod, bool is_part,
                      std::vector<Posture>& postures) {
  const PodReader reader(document, pod, is_part);
  for (const Container& container : pod.containers) postures.push_back(reader.posture(container));
}

}  // namespace lint::manifest
