#include "shared/schema/seen_check.h"

#include "shared/schema/changed_row.h"
#include "shared/schema/path_value.h"
#include "shared/schema/server_only.h"

namespace fieldfare::schema {

std::uint32_t seenCheck(const google::protobuf::Message& record, const RecordType& type) {
    const auto typed = copyOf(record);
    typed->DiscardUnknownFields();
    clearServerOnly(*typed, type);
    for (const auto& field : type.fields())
        if (field.merge() == v1::MAX || field.merge() == v1::MIN)
            typed->GetReflection()->ClearField(typed.get(), field.descriptor());
    canonicalise(*typed, type);
    return bodyCheck(typed->SerializeAsString());
}

}  // namespace fieldfare::schema
