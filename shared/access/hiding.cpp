#include "shared/access/hiding.h"

#include "fieldfare/history.pb.h"
#include "fieldfare/sync.pb.h"
#include "shared/schema/path.h"

namespace fieldfare::access {

using schema::RecordType;
using schema::Schema;

namespace {

/// True if records of the type hold values of records of any other.
bool quotesOthers(const RecordType& type) {
    return &type == &Schema::of<v1::Conflict>() || &type == &Schema::of<v1::HeldChange>();
}

bool hasAny(const Mask& mask, const google::protobuf::Message& record) {
    const auto* reflection = record.GetReflection();
    for (const auto* field : mask.hidden) {
        const auto* descriptor = field->descriptor();
        if (descriptor->is_repeated() ? reflection->FieldSize(record, descriptor) > 0
                                      : reflection->HasField(record, descriptor))
            return true;
    }
    return false;
}

bool hideQuoted(const Rights& rights, v1::Role role, v1::HeldChange& held) {
    const auto* about = Schema::instance().type(held.record_type());
    if (about != nullptr && rights.mask(role, *about).hidden.empty())
        return false;
    v1::Mutation mutation;
    if (about == nullptr || !mutation.ParseFromString(held.mutation())) {
        const bool had = held.has_mutation();
        held.clear_mutation();
        return had;
    }
    const auto& mask = rights.mask(role, *about);
    auto partial = about->make();
    if (!partial->ParseFromString(mutation.partial()))
        partial->Clear();
    bool any = hasAny(mask, *partial);
    mask.apply(*partial);
    // Nor what a later version typed: nobody here can tell whether they may read it.
    partial->DiscardUnknownFields();
    mutation.set_partial(partial->SerializeAsString());
    for (int i = mutation.paths_size() - 1; i >= 0; --i)
        if (const auto* field = about->field(static_cast<int>(mutation.paths(i).field()));
            field == nullptr || mask.hides(*field)) {
            mutation.mutable_paths()->DeleteSubrange(i, 1);
            any = true;
        }
    held.set_mutation(mutation.SerializeAsString());
    return any;
}

bool hideQuoted(const Rights& rights, v1::Role role, v1::Conflict& conflict) {
    const auto* about = Schema::instance().type(conflict.record_type());
    const auto path = about == nullptr ? std::nullopt : schema::parsePath(*about, conflict.path());
    if (path && !rights.mask(role, *about).hides(*about->field(path->field)))
        return false;
    const bool any = conflict.has_standing() || conflict.has_losing();
    conflict.clear_standing();
    conflict.clear_losing();
    return any;
}

}  // namespace

bool mayHide(const Rights& rights, v1::Role role, const RecordType& type) {
    return !rights.mask(role, type).hidden.empty() || quotesOthers(type);
}

std::uint32_t maskOf(const Rights& rights, v1::Role role, const RecordType& type) {
    if (quotesOthers(type))
        return rights.maskFingerprint(role, Schema::instance().types());
    const RecordType* const alone[] = {&type};
    return rights.maskFingerprint(role, alone);
}

bool hide(const Rights& rights, v1::Role role, const RecordType& type, google::protobuf::Message& record) {
    const auto& mask = rights.mask(role, type);
    const bool own = hasAny(mask, record);
    mask.apply(record);
    if (&type == &Schema::of<v1::Conflict>())
        return hideQuoted(rights, role, static_cast<v1::Conflict&>(record)) || own;
    if (&type == &Schema::of<v1::HeldChange>())
        return hideQuoted(rights, role, static_cast<v1::HeldChange&>(record)) || own;
    return own;
}

}  // namespace fieldfare::access
