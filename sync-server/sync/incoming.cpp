#include "sync-server/sync/incoming.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/wire_format_lite.h>

#include "shared/base/hash.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/path.h"
#include "shared/schema/schema.h"
#include "shared/schema/validate.h"

namespace fieldfare::server::sync {

using google::protobuf::Message;
using google::protobuf::internal::WireFormatLite;
using google::protobuf::io::CodedInputStream;
using schema::FaultError;

namespace {

[[noreturn]] void unreadable(const std::string& what) {
    throw FaultError{v1::UNREADABLE, what};
}

/// Walks the top-level fields of an encoded message without building anything. Calls `each(number, size)`
/// for every length-delimited one.
template <typename Each>
bool scan(std::string_view bytes, Each each) {
    CodedInputStream in{reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size())};
    while (const auto tag = in.ReadTag()) {
        if (WireFormatLite::GetTagWireType(tag) == WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
            std::uint32_t size = 0;
            if (!in.ReadVarint32(&size) || !in.Skip(static_cast<int>(size)))
                return false;
            each(WireFormatLite::GetTagFieldNumber(tag), size);
        } else if (!WireFormatLite::SkipField(&in, tag)) {
            return false;
        }
    }
    return in.ConsumedEntireMessage();
}

bool hasUnknownFields(const Message& message) {
    const auto* reflection = message.GetReflection();
    if (!reflection->GetUnknownFields(message).empty())
        return true;
    std::vector<const google::protobuf::FieldDescriptor*> fields;
    reflection->ListFields(message, &fields);
    for (const auto* field : fields) {
        if (field->cpp_type() != google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE)
            continue;
        if (!field->is_repeated()) {
            if (hasUnknownFields(reflection->GetMessage(message, field)))
                return true;
            continue;
        }
        for (int i = 0, n = reflection->FieldSize(message, field); i < n; ++i)
            if (hasUnknownFields(reflection->GetRepeatedMessage(message, field, i)))
                return true;
    }
    return false;
}

std::optional<v1::Fault> problemWith(Incoming& incoming) {
    const auto& mutation = incoming.mutation;
    if (mutation.kind() < v1::Mutation::CREATE || mutation.kind() > v1::Mutation::DELETE)
        return schema::fault(v1::NEWER_SCHEMA, "a kind of mutation this server does not know");
    if (static_cast<std::size_t>(mutation.paths_size()) > maxTouchedPaths)
        return schema::fault(v1::INVALID, "too many paths in one mutation", {},
                             static_cast<std::int64_t>(maxTouchedPaths));
    if (mutation.id().size() != 16)
        return schema::fault(v1::INVALID, "the record's id must have 16 bytes", "id", 16);
    incoming.type = schema::Schema::instance().type(mutation.type());
    if (incoming.type == nullptr)
        return schema::fault(v1::NEWER_SCHEMA,
                             "record type " + std::to_string(mutation.type()) + " is not known");
    if (mutation.kind() == v1::Mutation::DELETE)
        return std::nullopt;

    incoming.partial = incoming.type->make();
    if (!incoming.partial->ParseFromString(mutation.partial()))
        return schema::fault(v1::INVALID, "not a " + incoming.type->name(), "partial");
    if (hasUnknownFields(*incoming.partial))
        return schema::fault(v1::NEWER_SCHEMA, "a field of " + incoming.type->name() + " is not known");
    if (mutation.kind() == v1::Mutation::EDIT && mutation.paths().empty())
        return schema::fault(v1::INVALID, "an edit without paths", "paths");
    for (const auto& touched : mutation.paths()) {
        const schema::Path path{static_cast<int>(touched.field()), touched.key(),
                                static_cast<int>(touched.inner())};
        if (!schema::resolve(*incoming.type, path))
            return schema::fault(v1::NEWER_SCHEMA, "no such path", schema::pathText(*incoming.type, path));
    }
    auto faults = schema::validate(*incoming.partial, *incoming.type);
    return faults.empty() ? std::nullopt : std::optional{faults.front()};
}

}  // namespace

v1::SyncRequest readRequest(std::string_view body) {
    std::size_t mutations = 0;
    std::size_t cursors = 0;
    const bool whole = scan(body, [&](int field, std::uint32_t size) {
        if (field == v1::SyncRequest::kMutationsFieldNumber) {
            if (++mutations > maxMutations)
                throw FaultError{v1::TOO_LARGE, "too many mutations in one request", "mutations",
                                 static_cast<std::int64_t>(maxMutations)};
            (void)size;  // an oversized mutation is rejected on its own
        } else if (field == v1::SyncRequest::kCursorsFieldNumber && ++cursors > maxCursors) {
            throw FaultError{v1::TOO_LARGE, "too many cursors in one request", "cursors",
                             static_cast<std::int64_t>(maxCursors)};
        }
    });
    v1::SyncRequest request;
    if (!whole || !request.ParseFromArray(body.data(), static_cast<int>(body.size())))
        unreadable("not a SyncRequest");
    if (request.protocol() != 1)
        throw FaultError{v1::UNSUPPORTED_PROTOCOL, "this server speaks protocol 1", "protocol", 1};
    return request;
}

Incoming readMutation(const std::string& bytes) {
    Incoming incoming;
    incoming.hash = base::sha256(bytes).substr(0, 16);
    std::size_t elements = 0;
    const bool whole = scan(bytes, [&](int, std::uint32_t) { ++elements; });
    if (!whole)
        unreadable("a mutation cannot be read");
    const bool tooMany = elements > maxTouchedPaths + maxGroup + 16;
    if (bytes.size() > maxMutationBytes || tooMany) {
        // Only its identity is read, so that it can be answered; the rest is not built.
        CodedInputStream in{reinterpret_cast<const std::uint8_t*>(bytes.data()),
                            static_cast<int>(bytes.size())};
        while (const auto tag = in.ReadTag()) {
            const int field = WireFormatLite::GetTagFieldNumber(tag);
            std::uint64_t number = 0;
            if (field == v1::Mutation::kNumberFieldNumber && in.ReadVarint64(&number))
                incoming.mutation.set_number(number);
            else if (field == v1::Mutation::kDeviceFieldNumber)
                WireFormatLite::ReadBytes(&in, incoming.mutation.mutable_device());
            else
                WireFormatLite::SkipField(&in, tag);
        }
        incoming.fault = bytes.size() > maxMutationBytes
                             ? schema::fault(v1::INVALID, "the mutation is too large", {},
                                             static_cast<std::int64_t>(maxMutationBytes))
                             : schema::fault(v1::INVALID, "too many paths in one mutation", {},
                                             static_cast<std::int64_t>(maxTouchedPaths));
    } else {
        if (!incoming.mutation.ParseFromString(bytes))
            unreadable("a mutation cannot be read");
        incoming.fault = problemWith(incoming);
    }
    if (incoming.mutation.number() == 0 || incoming.mutation.device().size() != 16)
        unreadable("a mutation without number or device");
    return incoming;
}

}  // namespace fieldfare::server::sync
