#pragma once

#include <exception>

#include "fieldfare/fault.pb.h"

namespace fieldfare::app {

/// What an exception of the engine says, as a fault.
[[nodiscard]] v1::Fault faultOf(const std::exception& error);

}  // namespace fieldfare::app
