#include "sync-server/sync/incoming.h"

#include <algorithm>
#include <set>

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

/// Counts what a request has of something, against a limit.
class Counted {
  public:
    Counted(const char* what, std::size_t most) : what_{what}, most_{most} {}

    /// Throws FaultError TOO_LARGE beyond the limit.
    void one() {
        if (++count_ > most_)
            throw FaultError{v1::TOO_LARGE, std::string{"too many "} + what_ + " in one request", what_,
                             static_cast<std::int64_t>(most_)};
    }

  private:
    const char* what_;
    std::size_t most_;
    std::size_t count_ = 0;
};

void requireId(const std::string& id, const char* path, bool mayLack) {
    constexpr std::int64_t idBytes = 16;
    if (static_cast<std::int64_t>(id.size()) != idBytes && !(mayLack && id.empty()))
        throw FaultError{v1::INVALID, "an id must have 16 bytes", path, idBytes};
}

/// Walks the top-level fields of an encoded message without building anything. Calls
/// `each(number, content)` for every length-delimited one.
template <typename Each>
bool scan(std::string_view bytes, Each each) {
    CodedInputStream in{reinterpret_cast<const std::uint8_t*>(bytes.data()), static_cast<int>(bytes.size())};
    while (const auto tag = in.ReadTag()) {
        if (WireFormatLite::GetTagWireType(tag) == WireFormatLite::WIRETYPE_LENGTH_DELIMITED) {
            std::uint32_t size = 0;
            if (!in.ReadVarint32(&size))
                return false;
            const auto start = static_cast<std::size_t>(in.CurrentPosition());
            if (!in.Skip(static_cast<int>(size)))
                return false;
            each(WireFormatLite::GetTagFieldNumber(tag), bytes.substr(start, size));
        } else if (!WireFormatLite::SkipField(&in, tag)) {
            return false;
        }
    }
    return in.ConsumedEntireMessage();
}

/// True if a newer build wrote it: with fields, or values of enums, that this one does not know.
bool isOfNewerSchema(const Message& message) {
    using google::protobuf::FieldDescriptor;
    const auto* reflection = message.GetReflection();
    if (!reflection->GetUnknownFields(message).empty())
        return true;
    std::vector<const FieldDescriptor*> fields;
    reflection->ListFields(message, &fields);
    for (const auto* field : fields) {
        const int count = field->is_repeated() ? reflection->FieldSize(message, field) : 1;
        for (int i = 0; i < count; ++i) {
            if (field->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE) {
                if (isOfNewerSchema(field->is_repeated() ? reflection->GetRepeatedMessage(message, field, i)
                                                         : reflection->GetMessage(message, field)))
                    return true;
            } else if (field->cpp_type() == FieldDescriptor::CPPTYPE_ENUM) {
                const int value = field->is_repeated() ? reflection->GetRepeatedEnumValue(message, field, i)
                                                       : reflection->GetEnumValue(message, field);
                if (field->enum_type()->FindValueByNumber(value) == nullptr)
                    return true;
            }
        }
    }
    return false;
}

/// True if the key could be that of an item or member: a removal's is checked by no value.
bool isKey(const schema::RecordType& type, const schema::Field& field, const std::string& key) {
    using google::protobuf::FieldDescriptor;
    auto probe = type.make();
    const auto* reflection = probe->GetReflection();
    const auto* list = field.descriptor();
    if (field.shape() == schema::Shape::Set) {
        if (list->cpp_type() != FieldDescriptor::CPPTYPE_STRING)
            return key.size() == 8;
        reflection->AddString(probe.get(), list, key);
    } else if (field.shape() == schema::Shape::KeyedList) {
        if (field.key()->cpp_type() != FieldDescriptor::CPPTYPE_STRING)
            return key.size() == 8;
        auto* item = reflection->AddMessage(probe.get(), list);
        item->GetReflection()->SetString(item, field.key(), key);
        // What else the item lacks does not matter here.
        const auto faults = schema::validate(*probe, type);
        return std::none_of(faults.begin(), faults.end(), [&](const v1::Fault& fault) {
            return fault.path().ends_with("/" + field.key()->name());
        });
    } else {
        return key.empty();
    }
    return schema::validate(*probe, type).empty();
}

std::optional<v1::Fault> problemWithPaths(const v1::Mutation& mutation, const schema::RecordType& type) {
    std::set<schema::Path> seen;
    for (const auto& touched : mutation.paths()) {
        schema::Path path{static_cast<int>(touched.field()), touched.key(),
                          static_cast<int>(touched.inner())};
        const auto* field = type.field(path.field);
        if (field == nullptr)
            return schema::fault(v1::NEWER_SCHEMA, "no such field", schema::pathText(type, path));
        if (!path.key.empty() && !isKey(type, *field, path.key))
            return schema::fault(v1::INVALID, "not a key", field->name());
        if (!schema::resolve(type, path))
            return schema::fault(v1::NEWER_SCHEMA, "no such path", schema::pathText(type, path));
        auto text = schema::pathText(type, path);
        if (!seen.insert(std::move(path)).second)
            return schema::fault(v1::INVALID, "a path twice", std::move(text));
    }
    return std::nullopt;
}

std::optional<v1::Fault> problemWith(Incoming& incoming) {
    const auto& mutation = incoming.mutation;
    if (mutation.kind() < v1::Mutation::CREATE || mutation.kind() > v1::Mutation::DELETE)
        return schema::fault(v1::NEWER_SCHEMA, "a kind of mutation this server does not know");
    if (static_cast<std::size_t>(mutation.paths_size()) > maxTouchedPaths)
        return schema::fault(v1::INVALID, "too many paths in one mutation", {},
                             static_cast<std::int64_t>(maxTouchedPaths));
    if (static_cast<std::size_t>(mutation.frozen_size()) > maxFrozen)
        return schema::fault(v1::INVALID, "too many frozen records in one mutation", {},
                             static_cast<std::int64_t>(maxFrozen));
    if (!mutation.GetReflection()->GetUnknownFields(mutation).empty())
        return schema::fault(v1::NEWER_SCHEMA, "a part of a mutation that this server does not know");
    if (mutation.id().size() != 16)
        return schema::fault(v1::INVALID, "the record's id must have 16 bytes", "id", 16);
    incoming.type = schema::Schema::instance().type(mutation.type());
    if (incoming.type == nullptr)
        return schema::fault(v1::NEWER_SCHEMA,
                             "record type " + std::to_string(mutation.type()) + " is not known");
    if (mutation.kind() == v1::Mutation::DELETE)
        return std::nullopt;

    std::size_t elements = 0;
    if (!scan(mutation.partial(), [&](int, std::string_view) { ++elements; }) || elements > maxElements)
        return schema::fault(v1::INVALID, "not a " + incoming.type->name() + ", or too many items", "partial",
                             static_cast<std::int64_t>(maxElements));
    incoming.partial = incoming.type->make();
    if (!incoming.partial->ParseFromString(mutation.partial()))
        return schema::fault(v1::INVALID, "not a " + incoming.type->name(), "partial");
    if (isOfNewerSchema(*incoming.partial))
        return schema::fault(v1::NEWER_SCHEMA,
                             "a field or value of " + incoming.type->name() + " is not known");
    if (mutation.kind() == v1::Mutation::EDIT && mutation.paths().empty())
        return schema::fault(v1::INVALID, "an edit without paths", "paths");
    if (auto fault = problemWithPaths(mutation, *incoming.type))
        return fault;
    auto faults = schema::validate(*incoming.partial, *incoming.type);
    return faults.empty() ? std::nullopt : std::optional{faults.front()};
}

}  // namespace

v1::SyncRequest readRequest(std::string_view body) {
    Counted mutations{"mutations", maxMutations};  // an oversized one is rejected on its own
    Counted cursors{"cursors", maxCursors};
    Counted conflicts{"conflicts", maxConflicts};
    Counted ranges{"ranges", maxRanges};
    Counted ids{"ranges/ids", maxRangeIds};
    const auto countIds = [&](int field, std::string_view) {
        if (field == v1::RangeQuery::kIdsFieldNumber)
            ids.one();
    };
    bool rangesWhole = true;
    const bool whole = scan(body, [&](int field, std::string_view content) {
        if (field == v1::SyncRequest::kMutationsFieldNumber) {
            mutations.one();
        } else if (field == v1::SyncRequest::kCursorsFieldNumber) {
            cursors.one();
        } else if (field == v1::SyncRequest::kConflictsFieldNumber) {
            conflicts.one();
        } else if (field == v1::SyncRequest::kRangesFieldNumber) {
            ranges.one();
            rangesWhole = scan(content, countIds) && rangesWhole;
        }
    });
    v1::SyncRequest request;
    if (!whole || !rangesWhole || !request.ParseFromArray(body.data(), static_cast<int>(body.size())))
        unreadable("not a SyncRequest");
    if (request.protocol() != 1)
        throw FaultError{v1::UNSUPPORTED_PROTOCOL, "this server speaks protocol 1", "protocol", 1};
    for (const auto& range : request.ranges()) {
        requireId(range.first(), "ranges/first", true);
        requireId(range.last(), "ranges/last", true);
        for (const auto& id : range.ids())
            requireId(id, "ranges/ids", false);
    }
    return request;
}

Incoming readMutation(const std::string& bytes) {
    Incoming incoming;
    incoming.hash = base::sha256(bytes).substr(0, 16);
    std::size_t elements = 0;
    const bool whole = scan(bytes, [&](int, std::string_view) { ++elements; });
    if (!whole)
        unreadable("a mutation cannot be read");
    const bool tooMany = elements > maxTouchedPaths + maxFrozen + 16;
    if (bytes.size() > maxMutationBytes || tooMany) {
        // Only its identity and group are read, so that it can be answered; the rest is not built.
        CodedInputStream in{reinterpret_cast<const std::uint8_t*>(bytes.data()),
                            static_cast<int>(bytes.size())};
        const auto varint = [](int field) {
            return WireFormatLite::MakeTag(field, WireFormatLite::WIRETYPE_VARINT);
        };
        while (const auto tag = in.ReadTag()) {
            std::uint64_t number = 0;
            if (tag == varint(v1::Mutation::kNumberFieldNumber) && in.ReadVarint64(&number))
                incoming.mutation.set_number(number);
            else if (tag == varint(v1::Mutation::kGroupFieldNumber) && in.ReadVarint64(&number))
                incoming.mutation.set_group(number);
            else if (tag == WireFormatLite::MakeTag(v1::Mutation::kDeviceFieldNumber,
                                                    WireFormatLite::WIRETYPE_LENGTH_DELIMITED))
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
