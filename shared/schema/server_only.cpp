#include "shared/schema/server_only.h"

namespace fieldfare::schema {

using google::protobuf::Message;

void clearServerOnly(Message& record, const RecordType& type) {
    const auto* reflection = record.GetReflection();
    const auto clear = [](const Field& field, Message& message) {
        if (field.merge() == v1::SERVER_ONLY)
            message.GetReflection()->ClearField(&message, field.descriptor());
    };
    for (const auto& field : type.fields()) {
        clear(field, record);
        for (const auto& inner : field.inner()) {
            if (field.shape() == Shape::SplitMessage) {
                if (reflection->HasField(record, field.descriptor()))
                    clear(inner, *reflection->MutableMessage(&record, field.descriptor()));
                continue;
            }
            for (int i = 0, n = reflection->FieldSize(record, field.descriptor()); i < n; ++i)
                clear(inner, *reflection->MutableRepeatedMessage(&record, field.descriptor(), i));
        }
    }
}

}  // namespace fieldfare::schema
