#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fieldfare/sync.pb.h"
#include "shared/schema/record_type.h"

namespace fieldfare::engine {

/// The whole record, encoded, that a row with changes (v1::Row::changed) makes of `before`, the last state
/// that the server sent. Does what the server does after an edit: derived fields, canonical order. None when
/// the two do not fit: a path is unknown here, or something else came out than the server has.
[[nodiscard]] std::optional<std::string> wholeBody(const schema::RecordType& type, std::string_view before,
                                                   const v1::Row& row);

}  // namespace fieldfare::engine
