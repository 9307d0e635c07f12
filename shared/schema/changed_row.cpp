#include "shared/schema/changed_row.h"

#include "shared/base/hash.h"
#include "shared/schema/path_value.h"

namespace fieldfare::schema {

std::uint32_t bodyCheck(std::string_view body) {
    const auto hash = base::sha256(body);
    std::uint32_t check = 0;
    for (std::size_t i = 0; i < sizeof check; ++i)
        check = check << 8U | static_cast<unsigned char>(hash[i]);
    return check;
}

void writeChanges(const google::protobuf::Message& record, const RecordType& type,
                  const std::vector<Path>& paths, v1::Row& row) {
    for (const auto& path : paths) {
        auto& changed = *row.add_changed();
        changed.set_field(static_cast<std::uint32_t>(path.field));
        changed.set_key(path.key);
        changed.set_inner(static_cast<std::uint32_t>(path.inner));
    }
    row.set_body(partialOf(record, type, paths)->SerializeAsString());
    row.set_check(bodyCheck(record.SerializeAsString()));
}

}  // namespace fieldfare::schema
