#include "sync-server/sync/push.h"

#include <map>
#include <set>

#include "fieldfare/people.pb.h"
#include "shared/base/hash.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"

namespace fieldfare::server::sync {

using schema::FaultError;
using schema::Schema;
using storage::DeviceProgress;

namespace {

merge::Author authorOf(const Viewer& viewer, const Incoming& incoming) {
    return {viewer.person, incoming.mutation.device(), incoming.mutation.number()};
}

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

Push::Push(const Setting& setting, Viewer viewer)
    : setting_{setting},
      viewer_{std::move(viewer)},
      changes_{setting.database, setting.scopes, setting.seqs},
      devices_{setting.database} {}

void Push::checkNonce(const v1::SyncRequest& request, DeviceProgress& progress) {
    const auto& presented = request.nonce();
    if (progress.nonce.empty()) {
        // The device's first push.
    } else if (presented == progress.nonce) {
        progress.nonceBefore = presented;
    } else if (presented != progress.nonceBefore) {
        // A newer copy of this device's store has spoken since; this one would give numbers twice.
        throw FaultError{v1::STALE, "another copy of this device's data has synced since", "nonce"};
    }
    progress.nonce = setting_.random.bytes(16);
    progress.presentedAt = setting_.now;
}

void Push::prefetch(const std::vector<Incoming>& mutations) {
    std::map<const schema::RecordType*, std::vector<std::string>> wanted;
    const auto load = [&] {
        for (const auto& [type, ids] : wanted)
            changes_.prefetch(*type, ids);
        wanted.clear();
    };
    for (const auto& incoming : mutations) {
        if (incoming.fault)
            continue;
        wanted[incoming.type].push_back(incoming.mutation.id());
        if (incoming.partial)
            collectReferences(*incoming.partial, wanted);
    }
    load();
    // What the touched records hang under and refer to themselves.
    for (const auto& incoming : mutations) {
        const auto* row = incoming.fault ? nullptr : changes_.find(*incoming.type, incoming.mutation.id());
        if (row != nullptr)
            collectReferences(*row->record, wanted);
    }
    load();
}

v1::Outcome Push::outcomeOf(const Incoming& incoming, Applied applied) {
    v1::Outcome outcome;
    outcome.set_number(incoming.mutation.number());
    outcome.set_result(applied.result);
    outcome.set_seq(applied.seq);
    if (applied.fault) {
        *outcome.mutable_fault() = std::move(*applied.fault);
        outcome.mutable_fault()->set_mutation_number(incoming.mutation.number());
    }
    for (auto& path : applied.lost)
        outcome.add_lost(std::move(path));
    outcome.set_receipt(base::hmacSha256(setting_.secret, incoming.mutation.device() +
                                                              std::to_string(incoming.mutation.number()))
                            .substr(0, 16));
    return outcome;
}

void Push::answerGroup(std::span<const Incoming> group, Applier& applier, std::vector<v1::Outcome>& out) {
    const auto mark = changes_.mark();
    std::vector<Applied> applied;
    const Incoming* failed = nullptr;
    for (const auto& incoming : group) {
        applied.push_back(incoming.fault ? Applied{v1::Outcome::REJECTED, 0, incoming.fault, {}}
                                         : applier.apply(incoming, authorOf(viewer_, incoming)));
        if (applied.back().result == v1::Outcome::HELD || applied.back().result == v1::Outcome::REJECTED) {
            failed = &incoming;
            break;
        }
    }
    if (failed != nullptr) {
        // One held or rejected means all are, for that one's reason.
        const Applied reason = applied.back();
        changes_.rollback(mark);
        applied.clear();
        for (const auto& incoming : group) {
            Applied same = reason;
            if (&incoming != failed && same.fault) {
                same.fault->set_path(schema::codeName(same.fault->code()).data());
                same.fault->set_code(v1::GROUP);
            }
            if (same.result == v1::Outcome::HELD &&
                !applier.hold(incoming, authorOf(viewer_, incoming), *reason.fault, same.seq))
                same.result = v1::Outcome::REJECTED;
            applied.push_back(std::move(same));
        }
    }
    for (std::size_t i = 0; i < group.size(); ++i)
        out.push_back(outcomeOf(group[i], std::move(applied[i])));
}

Pushed Push::run(const v1::SyncRequest& request) {
    std::vector<Incoming> mutations;
    mutations.reserve(static_cast<std::size_t>(request.mutations_size()));
    for (const auto& bytes : request.mutations())
        mutations.push_back(readMutation(bytes));
    prefetch(mutations);

    auto own = devices_.progress(viewer_.device);
    checkNonce(request, own);
    std::map<std::string, DeviceProgress> others;  // devices whose numbering this one carries on
    const auto progressOf = [&](const std::string& device) -> DeviceProgress& {
        if (device == viewer_.device)
            return own;
        const auto at = others.find(device);
        if (at != others.end())
            return at->second;
        const auto* row = changes_.find(Schema::of<v1::Device>(), device);
        if (row == nullptr || static_cast<const v1::Device&>(*row->record).person_id() != viewer_.person)
            throw FaultError{v1::FORBIDDEN, "a mutation of a device that is not this person's", "device"};
        return others[device] = devices_.progress(device);
    };

    Applier applier{changes_, setting_.directory, setting_.rights, setting_.ids, viewer_, setting_.now};
    for (const auto& cursor : request.cursors())
        if (storage::ScopeKey::from(cursor.scope()) == storage::ScopeKey::user(viewer_.person))
            applier.setAcknowledged(cursor.seq());

    Pushed pushed;
    for (std::size_t at = 0; at < mutations.size();) {
        const auto& first = mutations[at].mutation;
        auto& progress = progressOf(first.device());
        if (first.number() <= progress.lastNumber) {
            // Answered before: the stored answer again, or a refusal when it is not the same mutation.
            const auto stored = devices_.outcome(first.device(), first.number());
            if (stored && stored->hash == mutations[at].hash)
                pushed.outcomes.push_back(stored->outcome);
            else
                pushed.outcomes.push_back(
                    outcomeOf(mutations[at],
                              {v1::Outcome::REJECTED,
                               0,
                               schema::fault(v1::NUMBER_REUSED, "this number was given to another mutation"),
                               {}}));
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        while (first.group() != 0 && end < mutations.size() &&
               mutations[end].mutation.group() == first.group() &&
               mutations[end].mutation.device() == first.device())
            ++end;
        if (end - at > maxGroup)
            throw FaultError{v1::TOO_LARGE, "too many mutations in one group", "group",
                             static_cast<std::int64_t>(maxGroup)};
        for (std::size_t i = at; i < end; ++i)
            if (mutations[i].mutation.number() != progress.lastNumber + 1 + (i - at)) {
                auto fault = schema::fault(v1::NUMBER_GAP, "the next mutation's number is another", "number",
                                           static_cast<std::int64_t>(progress.lastNumber + 1));
                fault.set_mutation_number(mutations[i].mutation.number());
                throw FaultError{std::move(fault)};
            }
        const auto answered = pushed.outcomes.size();
        answerGroup({mutations.data() + at, end - at}, applier, pushed.outcomes);
        for (std::size_t i = at; i < end; ++i)
            devices_.saveOutcome(first.device(), mutations[i].hash, pushed.outcomes[answered + i - at]);
        progress.lastNumber = mutations[end - 1].mutation.number();
        at = end;
    }

    changes_.save();
    if (request.confirmed() > own.confirmed) {
        own.confirmed = std::min(request.confirmed(), own.lastNumber);
        devices_.forgetOutcomes(viewer_.device, own.confirmed);
    }
    devices_.saveProgress(viewer_.device, own);
    for (const auto& [device, progress] : others)
        devices_.saveProgress(device, progress);
    pushed.nonce = own.nonce;
    pushed.lastNumber = own.lastNumber;
    return pushed;
}

}  // namespace fieldfare::server::sync
