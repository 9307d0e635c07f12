#include "sync-server/sync/server_only.h"

#include "shared/schema/path_value.h"

namespace fieldfare::server::sync {

using google::protobuf::Message;
using schema::Field;
using schema::RecordType;
using schema::Shape;

namespace {

/// Calls `each(inner field, item)` for every field inside the record's items that only the server writes.
template <typename Each>
void forItems(Message& record, const RecordType& type, Each each) {
    const auto* reflection = record.GetReflection();
    for (const auto& field : type.fields())
        for (const auto& inner : field.inner()) {
            if (inner.merge() != v1::SERVER_ONLY)
                continue;
            if (field.shape() == Shape::SplitMessage) {
                if (reflection->HasField(record, field.descriptor()))
                    each(field, inner, *reflection->MutableMessage(&record, field.descriptor()));
                continue;
            }
            for (int i = 0, n = reflection->FieldSize(record, field.descriptor()); i < n; ++i)
                each(field, inner, *reflection->MutableRepeatedMessage(&record, field.descriptor(), i));
        }
}

}  // namespace

std::unique_ptr<Message> keepServerOnly(const Message& partial, const Message& record,
                                        const RecordType& type) {
    std::unique_ptr<Message> copy{partial.New()};
    copy->CopyFrom(partial);
    bool any = false;
    forItems(*copy, type, [&](const Field& field, const Field& inner, Message& item) {
        any = true;
        item.GetReflection()->ClearField(&item, inner.descriptor());
        const auto key = field.key() == nullptr ? std::string{} : schema::keyBytes(item, field.key());
        schema::copyValue(record, *copy, type, {field.number(), key, inner.number()});
    });
    return any ? std::move(copy) : nullptr;
}

}  // namespace fieldfare::server::sync
