#pragma once

#include <string>

#include "shared/base/random.h"

namespace fieldfare::fuzz {

/// `bytes` with one to eight small damages: bits, bytes, lengths, pieces cut out, doubled or taken from
/// `other`.
[[nodiscard]] std::string damaged(std::string bytes, const std::string& other, base::Random& random);

}  // namespace fieldfare::fuzz
