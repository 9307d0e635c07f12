#pragma once

#include <chrono>
#include <string>

#include "shared/schema/fault.h"

namespace fieldfare::server::account {

/// THROTTLED, with the time to wait.
[[nodiscard]] inline schema::FaultError throttled(std::string message, std::chrono::milliseconds pause) {
    auto fault = schema::fault(v1::THROTTLED, std::move(message));
    fault.set_retry_after_ms(static_cast<std::uint32_t>(pause.count() < 1 ? 1 : pause.count()));
    return schema::FaultError{std::move(fault)};
}

}  // namespace fieldfare::server::account
