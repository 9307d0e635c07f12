#pragma once

#include <string>

#include "shared/base/random.h"

namespace fieldfare::server::account {

/// 256 random bits as 43 characters of base64url (RFC 4648 section 5, unpadded). What is stored of it is
/// only its SHA-256: nothing can be guessed back from that, so it needs neither salt nor slowness.
[[nodiscard]] std::string newToken(base::Random& random);

}  // namespace fieldfare::server::account
