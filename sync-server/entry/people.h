#pragma once

#include <string>
#include <string_view>

#include "sync-server/sync/directory.h"

namespace fieldfare::server::entry {

/// True if both are the same name but for capitals, as Unicode folds them.
[[nodiscard]] bool isSameName(std::string_view a, std::string_view b);

/// The id of the person meant: by UUID text, or by name, case-insensitively. Throws FaultError NOT_FOUND;
/// CONTRADICTION when several have the name, and then only their ids tell them apart.
[[nodiscard]] std::string requirePerson(const sync::Directory& directory, std::string_view text);

}  // namespace fieldfare::server::entry
