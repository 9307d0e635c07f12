#include "mobile/engine/changed_row.h"

#include "shared/rules/record_rules.h"
#include "shared/schema/changed_row.h"
#include "shared/schema/path_value.h"

namespace fieldfare::engine {

std::optional<std::string> wholeBody(const schema::RecordType& type, std::string_view before,
                                     const v1::Row& row) {
    const auto record = type.make();
    const auto values = type.make();
    if (!record->ParseFromArray(before.data(), static_cast<int>(before.size())) ||
        !values->ParseFromString(row.body()))
        return std::nullopt;
    for (const auto& changed : row.changed()) {
        const schema::Path path{static_cast<int>(changed.field()), changed.key(),
                                static_cast<int>(changed.inner())};
        if (!schema::resolve(type, path))
            return std::nullopt;
        schema::copyValue(*values, *record, type, path);
    }
    rules::derive(type, *record);
    schema::canonicalise(*record, type);
    auto body = record->SerializeAsString();
    if (schema::bodyCheck(body) != row.check())
        return std::nullopt;
    return body;
}

}  // namespace fieldfare::engine
