#pragma once

#include <optional>
#include <string>

#include "fieldfare/fault.pb.h"
#include "mobile/engine/transport.h"

/// What an Answer says, before it is known which message its body is.
namespace fieldfare::engine {

/// The body, opened if it came compressed. Throws FaultError UNREADABLE when it is damaged or opens to more
/// than 16 MB.
[[nodiscard]] std::string bodyOf(const Answer& answer);

/// None for a 2xx answer. Otherwise the server's fault; where the body is none (a proxy, the edge, a hotel's
/// portal) or nothing came, one that the status stands for: passing, unless the status says that the same
/// request will fail again.
[[nodiscard]] std::optional<v1::Fault> faultOf(const Answer& answer);

}  // namespace fieldfare::engine
