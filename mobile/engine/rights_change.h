#pragma once

#include <string>
#include <utility>
#include <vector>

#include "mobile/engine/local_store.h"

namespace fieldfare::engine {

/// Takes over rights that the server told, inside the transaction that stores its answer: what is hidden from
/// the person from now on is erased at once, also what conflicts, held work and drafts quote of it. What was
/// typed and not sent stays. Returns the records with own edits, which have to be laid over anew.
[[nodiscard]] std::vector<std::pair<const schema::RecordType*, std::string>> takeRights(
    LocalStore& store, const v1::RoleRights& told);

}  // namespace fieldfare::engine
