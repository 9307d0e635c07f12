#include "sync-server/sync/push.h"

#include <algorithm>

#include "fieldfare/people.pb.h"
#include "shared/base/hash.h"
#include "shared/base/planted_bug.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/sync/nonces.h"

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
      changes_{setting.database, setting.scopes, setting.seqs, setting.news, setting.now},
      devices_{setting.database} {}

DeviceProgress& Push::progressOf(const std::string& device) {
    if (const auto at = progress_.find(device); at != progress_.end())
        return at->second;
    if (device != viewer_.device) {
        const auto* row = changes_.find(Schema::of<v1::Device>(), device);
        if (row == nullptr || static_cast<const v1::Device&>(*row->record).person_id() != viewer_.person)
            throw FaultError{v1::FORBIDDEN, "a mutation of a device that is not this person's", "device"};
    }
    return progress_[device] = devices_.progress(device);
}

void Push::acknowledge(const v1::SyncRequest& request, DeviceProgress& progress) {
    for (const auto& cursor : request.cursors())
        if (cursor.scope().kind() == v1::Scope::USER || cursor.scope().kind() == v1::Scope::UNIT)
            if (const auto scope = changes_.findScope(storage::ScopeKey::from(cursor.scope()))) {
                auto& seq = progress.acknowledged[*scope];
                seq = std::max<std::uint64_t>(seq, cursor.seq());
            }
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
        // What is frozen may be of any type.
        for (const auto& frozen : incoming.mutation.frozen())
            for (const auto* type : Schema::instance().types())
                wanted[type].push_back(frozen.id());
    }
    load();
    // What those hang under and refer to, and the roots above.
    for (int step = 0; step < 2; ++step) {
        for (const auto* row : changes_.loaded()) {
            if (step == 0)
                collectReferences(*row->record, wanted);
            if (row->rootType != nullptr)
                wanted[row->rootType].push_back(row->root);
        }
        load();
    }
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

std::vector<Applied> Push::failGroup(std::span<const Incoming> group, std::size_t failed,
                                     const Applied& reason, Applier& applier) {
    // One held or rejected means all are, for that one's reason.
    std::vector<Applied> out;
    for (std::size_t i = 0; i < group.size(); ++i) {
        Applied same = reason;
        if (group[i].fault) {
            same.fault = group[i].fault;
        } else if (i != failed) {
            same.fault->set_path(schema::codeName(same.fault->code()).data());
            same.fault->set_code(v1::GROUP);
        }
        if (same.result == v1::Outcome::HELD) {
            const auto seq =
                applier.hold(group[i], group[failed], authorOf(viewer_, group[i]), *reason.fault);
            same.seq = seq.value_or(0);
            if (!seq)
                same.result = v1::Outcome::REJECTED;
        }
        out.push_back(std::move(same));
    }
    return out;
}

std::vector<Applied> Push::applyGroup(std::span<const Incoming> group, Applier& applier) {
    // One that is bad in itself fails the others before anything is tried.
    for (std::size_t i = 0; i < group.size(); ++i)
        if (group[i].fault)
            return failGroup(group, i, {v1::Outcome::REJECTED, 0, group[i].fault, {}}, applier);
    const auto mark = changes_.mark();
    std::vector<Applied> out;
    for (const auto& incoming : group) {
        out.push_back(applier.apply(incoming, authorOf(viewer_, incoming)));
        if (out.back().result == v1::Outcome::HELD || out.back().result == v1::Outcome::REJECTED) {
            const Applied reason = out.back();
            if (!base::isPlanted("half-a-group"))
                changes_.rollback(mark);
            return failGroup(group, out.size() - 1, reason, applier);
        }
    }
    return out;
}

Pushed Push::run(const v1::SyncRequest& request) {
    std::vector<Incoming> mutations;
    mutations.reserve(static_cast<std::size_t>(request.mutations_size()));
    for (const auto& bytes : request.mutations())
        mutations.push_back(readMutation(bytes));

    const Nonces nonces{setting_.secret, viewer_.device, setting_.epoch};
    auto& own = progressOf(viewer_.device);
    nonces.check(own, request.nonce(), request.epoch());
    acknowledge(request, own);
    // Nobody has seen what this request is answered with.
    const auto confirmed = std::min<std::uint64_t>(request.confirmed(), own.lastNumber);

    prefetch(mutations);
    Applier applier{changes_, setting_.directory, setting_.ids, viewer_, setting_.now};
    Pushed pushed;
    std::vector<storage::StoredOutcome> fresh;
    for (std::size_t at = 0; at < mutations.size();) {
        const auto& first = mutations[at].mutation;
        auto& progress = progressOf(first.device());
        if (base::isPlanted("skip-dedupe") && first.number() <= progress.lastNumber) {
            devices_.forgetOutcomes(first.device(), progress.lastNumber);
            progress.lastNumber = first.number() - 1;
        }
        if (first.number() <= progress.lastNumber) {
            // Answered before: the stored answer again, or a refusal when it is not the same mutation.
            const auto stored = devices_.outcome(first.device(), first.number());
            if (stored && (stored->hash == mutations[at].hash || base::isPlanted("reused-number-accepted")))
                pushed.outcomes.push_back(stored->outcome);
            else
                pushed.outcomes.push_back(
                    outcomeOf(mutations[at],
                              {v1::Outcome::REJECTED,
                               0,
                               schema::fault(v1::NUMBER_REUSED, "this number was given to another mutation"),
                               {}}));
            applier.note(mutations[at], pushed.outcomes.back().result(),
                         pushed.outcomes.back().lost_size() > 0);
            ++at;
            continue;
        }
        std::size_t end = at + 1;
        while (first.group() != 0 && end < mutations.size() &&
               mutations[end].mutation.group() == first.group() &&
               mutations[end].mutation.device() == first.device())
            ++end;
        for (std::size_t i = at; i < end; ++i) {
            if (mutations[i].mutation.number() != progress.lastNumber + 1 + (i - at)) {
                auto fault = schema::fault(v1::NUMBER_GAP, "the next mutation's number is another", "number",
                                           static_cast<std::int64_t>(progress.lastNumber + 1 + (i - at)));
                fault.set_mutation_number(mutations[i].mutation.number());
                throw FaultError{std::move(fault)};
            }
            if (end - at > maxGroup)
                mutations[i].fault = schema::fault(v1::INVALID, "too many mutations in one group", "group",
                                                   static_cast<std::int64_t>(maxGroup));
        }
        applier.setAcknowledged(progress.acknowledged);
        const std::span<const Incoming> group{mutations.data() + at, end - at};
        auto applied = applyGroup(group, applier);
        for (std::size_t i = 0; i < group.size(); ++i) {
            applier.note(group[i], applied[i].result, !applied[i].lost.empty());
            pushed.outcomes.push_back(outcomeOf(group[i], std::move(applied[i])));
            fresh.push_back({first.device(), group[i].hash, pushed.outcomes.back()});
        }
        progress.lastNumber = group.back().mutation.number();
        at = end;
    }

    changes_.save();
    devices_.saveOutcomes(fresh);
    if (confirmed > own.confirmed) {
        own.confirmed = confirmed;
        devices_.forgetOutcomes(viewer_.device, own.confirmed);
    }
    pushed.nonce = nonces.next(own, request.nonce());
    own.presentedAt = setting_.now;
    pushed.lastNumber = own.lastNumber;
    for (const auto& [device, progress] : progress_)
        devices_.saveProgress(device, progress);
    return pushed;
}

}  // namespace fieldfare::server::sync
