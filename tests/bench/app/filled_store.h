#pragma once

#include <filesystem>

#include "fieldfare/account.pb.h"

namespace fieldfare::bench {

/// Makes a person's store with so many customers and, of every ten records, one visit plan, as a sync leaves
/// them: nothing unsent. Gives the session it is enrolled with.
v1::Session fillStore(const std::filesystem::path& folder, int records);

}  // namespace fieldfare::bench
