#pragma once

#include <set>
#include <string>

#include "mobile/engine/edit_checks.h"
#include "mobile/engine/record.h"

namespace fieldfare::engine {

/// What this device's person may do with a record as it is now, so that pages offer nothing else. Steps of a
/// status and business rules are judged when an edit is made.
struct Permissions {
    bool locked = false;  ///< its state leaves only exceptions writable
    bool mayErase = false;
    /// Names of fields, and "address/city", "phones/number" for those inside.
    std::set<std::string, std::less<>> writable;

    /// `path` as of schema::pathText(): keys of items do not matter.
    [[nodiscard]] bool mayWrite(std::string_view path) const;
};

/// Throws StorageError.
[[nodiscard]] Permissions permissionsOn(LocalStore& store, const Record& record);

}  // namespace fieldfare::engine
