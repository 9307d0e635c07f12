#include "shared/storage/record_columns.h"

namespace fieldfare::storage {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

std::string quoted(const std::string& name) {
    return '"' + name + '"';
}

}  // namespace

std::string tableName(const schema::RecordType& type) {
    return quoted(type.name());
}

std::string columnDefinition(const schema::Field& field, std::string_view blobType) {
    auto out = quoted(field.column()) + ' ';
    switch (field.descriptor()->type()) {
        case FieldDescriptor::TYPE_STRING:
            return out + "TEXT";
        case FieldDescriptor::TYPE_BYTES:
            return out.append(blobType);
        default:
            return out + "BIGINT";
    }
}

std::string columnDefinitions(const schema::RecordType& type, std::string_view blobType) {
    std::string out;
    for (const auto* field : type.columns())
        out += (out.empty() ? "" : ", ") + columnDefinition(*field, blobType);
    return out;
}

std::string columnNames(const schema::RecordType& type) {
    std::string out;
    for (const auto* field : type.columns())
        out += (out.empty() ? "" : ", ") + quoted(field->column());
    return out;
}

void addColumns(Batch& batch, const schema::RecordType& type, const Message& record) {
    for (const auto* field : type.columns()) {
        const auto* descriptor = field->descriptor();
        const Message* in = &record;
        if (field->outer() != nullptr)
            in = &record.GetReflection()->GetMessage(record, field->outer()->descriptor());
        const auto* reflection = in->GetReflection();
        if (!reflection->HasField(*in, descriptor)) {
            batch.addNull();
            continue;
        }
        switch (descriptor->cpp_type()) {
            case FieldDescriptor::CPPTYPE_STRING: {
                // With generated classes the reference is to the field itself; the scratch stays unused.
                std::string scratch;
                const std::string& value = reflection->GetStringReference(*in, descriptor, &scratch);
                if (descriptor->type() == FieldDescriptor::TYPE_BYTES)
                    batch.add(std::string_view{value});
                else
                    batch.add(Text{value});
                break;
            }
            case FieldDescriptor::CPPTYPE_BOOL:
                batch.add(reflection->GetBool(*in, descriptor) ? 1 : 0);
                break;
            case FieldDescriptor::CPPTYPE_ENUM:
                batch.add(reflection->GetEnumValue(*in, descriptor));
                break;
            case FieldDescriptor::CPPTYPE_INT32:
                batch.add(reflection->GetInt32(*in, descriptor));
                break;
            case FieldDescriptor::CPPTYPE_INT64:
                batch.add(std::int64_t{reflection->GetInt64(*in, descriptor)});
                break;
            case FieldDescriptor::CPPTYPE_UINT32:
                batch.add(reflection->GetUInt32(*in, descriptor));
                break;
            case FieldDescriptor::CPPTYPE_UINT64:
                batch.add(std::uint64_t{reflection->GetUInt64(*in, descriptor)});
                break;
            default:
                // A message-valued column (is a presence there?) is kept as a flag.
                batch.add(1);
        }
    }
}

}  // namespace fieldfare::storage
