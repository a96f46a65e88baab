#pragma once
/// Base64, as in YAML's !!binary and Kubernetes' and Docker's encoded fields (RFC 4648, section 4).

#include <optional>
#include <string>
#include <string_view>

namespace lint {

/// The bytes that base64 text stands for; blanks are skipped. Nothing when it is no base64.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace lint
