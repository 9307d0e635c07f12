#pragma once

#include <optional>
#include <string_view>

#include <google/protobuf/message.h>

#include "sync-server/backoffice/import/import_fields.h"

namespace fieldfare::server::importing {

/// Fills a field of the record from a cell's text, which is trimmed and not empty. Lists gain the cell's
/// values; items get no id. `currency`: of amounts that name none; may be empty. Not for references. A fault
/// INVALID says what the text is not; the record may then be filled in part.
[[nodiscard]] std::optional<v1::Fault> readCell(std::string_view text, const ImportField& field,
                                                std::string_view currency, google::protobuf::Message& record);

/// Writes phone numbers of these fields as E.164 where that can be read with the region.
void normalisePhones(const std::vector<const ImportField*>& fields, std::string_view region,
                     google::protobuf::Message& record);

}  // namespace fieldfare::server::importing
