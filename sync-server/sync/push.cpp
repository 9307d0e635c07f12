#include "sync-server/sync/push.h"

#include <algorithm>

#include "fieldfare/people.pb.h"
#include "shared/base/planted_bug.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/sync/nonces.h"
#include "sync-server/sync/receipts.h"

namespace fieldfare::server::sync {

using schema::FaultError;
using schema::Schema;
using storage::DeviceProgress;

Push::Push(const Setting& setting, Viewer viewer)
    : setting_{setting},
      viewer_{std::move(viewer)},
      changes_{setting.database, setting.scopes, setting.seqs, setting.news, setting.now},
      devices_{setting.database},
      parking_{setting.database, setting.history, setting.secret, setting.now} {}

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
                seq = std::max(seq, setting_.history.kept(cursor.seq()));
            }
}

bool Push::isFirstContact(const v1::SyncRequest& request) {
    const auto restoredAt = setting_.history.restoredAt();
    const auto& restores = setting_.history.restores();
    if (restores.empty() || !request.nonce().empty() ||
        std::any_of(request.cursors().begin(), request.cursors().end(),
                    [&](const v1::Cursor& cursor) { return cursor.seq() > restores.back().lostLast; }))
        return false;
    const auto* row = changes_.find(Schema::of<v1::Device>(), viewer_.device);
    return row != nullptr && static_cast<const v1::Device&>(*row->record).enrolled_at() < restoredAt;
}

const v1::Proof* Push::proofOf(const Incoming& incoming) const {
    const auto at = proofs_.find(incoming.mutation.number());
    return at != proofs_.end() && isProved(setting_.secret, incoming, *at->second) ? at->second : nullptr;
}

std::vector<Applied> Push::applyGroup(std::span<const Incoming> group,
                                      std::span<const std::string* const> bytes, GroupApplier& applier) {
    std::vector<const v1::Proof*> proofs;
    for (const auto& incoming : group)
        proofs.push_back(proofOf(incoming));
    const bool proved = std::find(proofs.begin(), proofs.end(), nullptr) == proofs.end();
    // What was acknowledged once is the server's to have again, whoever hands it over.
    if (handingOver_ && !proved)
        return applier.collect(group);
    const auto before = proved ? proofs.front()->result() : v1::Outcome::RESULT_UNSPECIFIED;
    if (before == v1::Outcome::REJECTED)
        // Its author was told then.
        return std::vector<Applied>(
            group.size(),
            {v1::Outcome::REJECTED, 0, schema::fault(v1::INVALID, "it was refused before the restore"), {}});
    const bool wasHeld = before == v1::Outcome::HELD;
    const auto tried = wasHeld ? GroupApplier::heldAgain() : applier.tryOut(group);
    if (!tried.failed)
        return tried.applied;
    if (handingOver_)
        return applier.collect(group);  // nobody will be there to hear what it came to
    const bool waits = wasHeld ? !applier.applier().isThere(group.front())
                               : parking_.takes(group, tried, {proved, firstContact_});
    if (!waits)
        return applier.refuse(group, tried);
    for (std::size_t i = 0; i < group.size(); ++i)
        parking_.park(group[i], *bytes[i], viewer_.person, proofs[i]);
    return std::vector<Applied>(group.size(), {v1::Outcome::PARKED, 0, tried.reason.fault, {}});
}

void Push::noteProved(std::span<const Incoming> group) {
    if (proofs_.empty())
        return;
    auto& proved = provedBy(group.front().mutation.device());
    for (const auto& incoming : group)
        if (proofOf(incoming) != nullptr && proved + 1 == incoming.mutation.number())
            proved = incoming.mutation.number();
}

std::uint64_t& Push::provedBy(const std::string& device) {
    const auto [at, isNew] = proved_.try_emplace(device);
    if (isNew)
        at->second = storage::RestoreStore{setting_.database}.proved(device);
    return at->second;
}

void Push::saveProved() {
    if (!proofs_.empty())
        for (const auto& [device, number] : proved_)
            storage::RestoreStore{setting_.database}.setProved(device, number);
}

void Push::settleParked(std::vector<storage::StoredOutcome>& fresh) {
    // It reads and replaces what is stored, of this request's mutations too.
    devices_.saveOutcomes(fresh);
    fresh.clear();
    saveProved();
    parking_.settle(changes_, setting_.directory, setting_.ids, setting_.news);
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
    firstContact_ = isFirstContact(request);
    // Nobody has seen what this request is answered with.
    const auto confirmed = std::min<std::uint64_t>(request.confirmed(), own.lastNumber);

    handingOver_ = request.handing_over() && !base::isPlanted("collected-work-applied");
    prefetch(changes_, mutations);
    GroupApplier groups{changes_, setting_.directory, setting_.history, setting_.ids, setting_.secret,
                        viewer_,  setting_.now};
    auto& applier = groups.applier();
    if (!setting_.history.isEmpty())
        for (const auto& proof : request.proofs())
            proofs_[proof.number()] = &proof;
    if (setting_.history.takesOffers(setting_.now) &&
        std::any_of(mutations.begin(), mutations.end(),
                    [](const Incoming& incoming) { return incoming.mutation.frozen_size() > 0; }))
        parking_.noteWaiting(applier);
    bool tookEffect = false;
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
                    outcomeOf(setting_.secret, mutations[at],
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
        if (!setting_.history.isEmpty())
            applier.setProved(provedBy(first.device()));
        const std::span<const Incoming> group{mutations.data() + at, end - at};
        // What waited for what was offered so far had taken effect before anything that was typed since.
        if (tookEffect && proofOf(group.front()) == nullptr && parking_.isDue(true)) {
            settleParked(fresh);
            tookEffect = false;
        }
        const std::span<const std::string* const> bytes{request.mutations().data() + at, end - at};
        auto applied = applyGroup(group, bytes, groups);
        noteProved(group);
        for (std::size_t i = 0; i < group.size(); ++i) {
            applier.note(group[i], applied[i].result, !applied[i].lost.empty());
            tookEffect = tookEffect || applied[i].seq != 0;
            pushed.outcomes.push_back(outcomeOf(setting_.secret, group[i], std::move(applied[i])));
            fresh.push_back({first.device(), group[i].hash, pushed.outcomes.back()});
        }
        progress.lastNumber = group.back().mutation.number();
        at = end;
    }

    if (parking_.isDue(tookEffect))
        settleParked(fresh);
    devices_.saveOutcomes(fresh);
    takeBack(changes_, setting_.secret, request.conflicts(), setting_.now);
    changes_.save();
    if (confirmed > own.confirmed) {
        own.confirmed = confirmed;
        devices_.forgetOutcomes(viewer_.device, own.confirmed);
        if (!setting_.history.isEmpty())
            storage::ParkedStore{setting_.database}.forgetSettled(viewer_.device, own.confirmed);
    }
    pushed.nonce = nonces.next(own, request.nonce());
    own.presentedAt = setting_.now;
    pushed.lastNumber = own.lastNumber;
    for (const auto& [device, progress] : progress_)
        devices_.saveProgress(device, progress);
    saveProved();
    return pushed;
}

}  // namespace fieldfare::server::sync
