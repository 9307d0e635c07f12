#pragma once

#include <optional>

#include "fieldfare/access.pb.h"
#include "fieldfare/fault.pb.h"

namespace fieldfare::access {

/// Why there may be no such rule; none: it may stand. INVALID for one that says nothing this build
/// understands, RULE for one that would take the organisation out of its administrators' hands, give it to
/// others, or take from records what they are nothing without.
[[nodiscard]] std::optional<v1::Fault> checkRule(const v1::AccessRule& rule);

}  // namespace fieldfare::access
