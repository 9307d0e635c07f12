#pragma once

#include <span>
#include <vector>

#include "mobile/engine/local_store.h"
#include "mobile/engine/record.h"

namespace fieldfare::engine {

/// True if the row came with everything that its person may read now: no rule went whose fields are still to
/// be fetched.
[[nodiscard]] bool isWhole(LocalStore& store, const schema::RecordType& type, const Standings& standings);

/// The paths at which `shown` had nothing, though something may have stood there that its person was not
/// shown: a field that was hidden from them then, or one whose rule is gone and whose value is still to be
/// fetched. Of what stands there they have seen nothing, whatever the record's `seq` says: base 0. `row`: the
/// record now.
[[nodiscard]] std::vector<OwnValue> unseenValues(LocalStore& store, const Record& shown, const StoredRow& row,
                                                 std::span<const schema::Path> paths);

}  // namespace fieldfare::engine
