#pragma once

namespace fieldfare::tests {

/// A port of the loopback address where nobody listens at this moment.
[[nodiscard]] int freePort();

}  // namespace fieldfare::tests
