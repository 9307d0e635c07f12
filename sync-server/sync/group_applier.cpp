#include "sync-server/sync/group_applier.h"

#include <map>

#include "shared/base/planted_bug.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"

namespace fieldfare::server::sync {

using schema::Schema;

namespace {

/// Ids of other records that a record refers to by fields of its own or of its items.
void collectReferences(const google::protobuf::Message& message,
                       std::map<const schema::RecordType*, std::vector<std::string>>& out) {
    const auto* reflection = message.GetReflection();
    std::vector<const google::protobuf::FieldDescriptor*> fields;
    reflection->ListFields(message, &fields);
    for (const auto* field : fields) {
        const auto& policy = field->options().GetExtension(v1::field);
        if (field->cpp_type() == google::protobuf::FieldDescriptor::CPPTYPE_MESSAGE) {
            for (int i = 0, n = field->is_repeated() ? reflection->FieldSize(message, field) : 0; i < n; ++i)
                collectReferences(reflection->GetRepeatedMessage(message, field, i), out);
        } else if (!policy.reference().empty() && !field->is_repeated() && policy.reference() != "Person" &&
                   policy.reference() != "Unit") {
            out[Schema::instance().referenced(policy.reference())].push_back(
                reflection->GetString(message, field));
        } else if (policy.parent() && policy.reference().empty()) {
            for (const auto& name : policy.parent_types())
                out[Schema::instance().referenced(name)].push_back(reflection->GetString(message, field));
        }
    }
}

}  // namespace

void prefetch(ChangeSet& changes, std::span<const Incoming> mutations) {
    std::map<const schema::RecordType*, std::vector<std::string>> wanted;
    const auto load = [&] {
        for (const auto& [type, ids] : wanted)
            changes.prefetch(*type, ids);
        wanted.clear();
    };
    for (const auto& incoming : mutations) {
        if (incoming.fault)
            continue;
        wanted[incoming.type].push_back(incoming.mutation.id());
        if (incoming.partial)
            collectReferences(*incoming.partial, wanted);
        // What is frozen may be of any type.
        for (const auto& frozen : incoming.mutation.frozen())
            for (const auto* type : Schema::instance().types())
                wanted[type].push_back(frozen.id());
    }
    load();
    // What those hang under and refer to, and the roots above.
    for (int step = 0; step < 2; ++step) {
        for (const auto* row : changes.loaded()) {
            if (step == 0)
                collectReferences(*row->record, wanted);
            if (row->rootType != nullptr)
                wanted[row->rootType].push_back(row->root);
        }
        load();
    }
}

GroupApplier::Tried GroupApplier::tryOut(std::span<const Incoming> group) {
    Tried tried;
    const auto fail = [&](std::size_t at, Applied reason) {
        tried.applied.clear();
        tried.failed = at;
        tried.reason = std::move(reason);
    };
    // One that is bad in itself fails the others before anything is tried.
    for (std::size_t i = 0; i < group.size(); ++i)
        if (group[i].fault) {
            fail(i, {v1::Outcome::REJECTED, 0, group[i].fault, {}});
            return tried;
        }
    const auto mark = changes_.mark();
    for (std::size_t i = 0; i < group.size(); ++i) {
        auto applied = applier_.apply(group[i], authorOf(group[i]));
        if (applied.result == v1::Outcome::HELD || applied.result == v1::Outcome::REJECTED) {
            if (!base::isPlanted("half-a-group"))
                changes_.rollback(mark);
            fail(i, std::move(applied));
            return tried;
        }
        tried.applied.push_back(std::move(applied));
    }
    return tried;
}

GroupApplier::Tried GroupApplier::heldAgain() {
    return {{}, 0, {v1::Outcome::HELD, 0, schema::fault(v1::LATE, "it was held before the restore"), {}}};
}

std::vector<Applied> GroupApplier::collect(std::span<const Incoming> group) {
    const auto reason = schema::fault(v1::DEVICE_COLLECTED, "its device was taken out of use");
    std::vector<Applied> out;
    for (const auto& incoming : group) {
        const bool isOfNewer = incoming.fault && incoming.fault->code() == v1::NEWER_SCHEMA;
        if (incoming.fault && !(isOfNewer && incoming.type != nullptr))
            out.push_back({v1::Outcome::REJECTED, 0, incoming.fault, {}});
        else if (incoming.mutation.kind() == v1::Mutation::EDIT && incoming.mutation.paths().empty())
            out.emplace_back();  // it only took a number
        else
            out.push_back({v1::Outcome::HELD,
                           applier_.holdCollected(incoming, authorOf(incoming), reason),
                           reason,
                           {}});
    }
    return out;
}

std::vector<Applied> GroupApplier::refuse(std::span<const Incoming> group, const Tried& tried) {
    // One held or rejected means all are, for that one's reason.
    const auto failed = *tried.failed;
    std::vector<Applied> out;
    for (std::size_t i = 0; i < group.size(); ++i) {
        Applied same = tried.reason;
        if (group[i].fault) {
            same.fault = group[i].fault;
        } else if (i != failed) {
            same.fault->set_path(schema::codeName(same.fault->code()).data());
            same.fault->set_code(v1::GROUP);
        }
        if (same.result == v1::Outcome::HELD) {
            const auto seq = applier_.hold(group[i], group[failed], authorOf(group[i]), *tried.reason.fault);
            same.seq = seq.value_or(0);
            if (!seq)
                same.result = v1::Outcome::REJECTED;
        }
        out.push_back(std::move(same));
    }
    return out;
}

}  // namespace fieldfare::server::sync
