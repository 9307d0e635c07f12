#include "mobile/engine/outcome_writer.h"

#include <algorithm>
#include <set>

#include "mobile/engine/handing_over.h"
#include "shared/base/planted_bug.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

using State = OutboxEntry::State;

void OutcomeWriter::write(const v1::SyncResponse& response, std::uint64_t first, std::size_t count) {
    std::vector<std::pair<OutboxEntry, const v1::Outcome*>> answered;
    std::set<std::uint64_t> newer;  // groups with a mutation of a newer schema than the server's
    for (const auto& outcome : response.outcomes()) {
        if (outcome.number() < first || outcome.number() - first >= count)
            continue;
        auto entry = store_.outbox().byNumber(outcome.number());
        if (!entry ||
            (entry->state != State::Sent && entry->state != State::Filler && entry->state != State::Offered))
            continue;
        if (outcome.fault().code() == v1::NUMBER_GAP) {
            gap_ = outcome.fault();
            continue;
        }
        if (entry->group != 0 && outcome.fault().code() == v1::NEWER_SCHEMA)
            newer.insert(entry->group);
        answered.emplace_back(std::move(*entry), &outcome);
    }
    for (const auto& outcome : response.settled())
        if (auto entry = store_.outbox().byNumber(outcome.number());
            entry && entry->state == State::Undecided)
            answered.emplace_back(std::move(*entry), &outcome);
    std::set<std::string> notAsTyped;
    for (const auto& [entry, outcome] : answered) {
        settle(
            entry, *outcome,
            outcome->fault().code() == v1::NEWER_SCHEMA || (entry.group != 0 && newer.contains(entry.group)));
        if (outcome->result() == v1::Outcome::REJECTED || outcome->result() == v1::Outcome::HELD ||
            outcome->lost_size() > 0)
            notAsTyped.insert(entry.record);
    }
    // Where nothing takes effect nothing is frozen.
    if (!notAsTyped.empty() && !HandingOver{store_}.hasBegun())
        refuseStepsOver(notAsTyped);
}

void OutcomeWriter::refuseStepsOver(const std::set<std::string>& notAsTyped) {
    auto& outbox = store_.outbox();
    for (const auto& step : outbox.unsent()) {
        const auto& frozen = step.mutation.frozen();
        const bool isOver = std::any_of(frozen.begin(), frozen.end(), [&](const v1::Frozen& seen) {
            return notAsTyped.contains(seen.id());
        });
        if (step.state != State::Waiting || !isOver)
            continue;
        for (const auto& entry : outbox.groupOf(step)) {
            store_.attention().add(
                AttentionItem::Kind::Rejected, entry,
                schema::fault(v1::CHANGED_MEANWHILE, "an edit before it did not take effect as typed"),
                store_.now());
            outbox.remove(entry.no);
            toLayOver_.emplace_back(entry.type, entry.record);
            ++report_.rejected;
        }
    }
}

void OutcomeWriter::settle(const OutboxEntry& entry, const v1::Outcome& outcome, bool newerSchema) {
    auto& outbox = store_.outbox();
    const auto now = store_.now();
    if (entry.state == State::Filler) {
        outbox.keep(entry.no, outcome, now);
        return;
    }
    switch (outcome.result()) {
        case v1::Outcome::APPLIED:
        case v1::Outcome::MERGED:
            ++(outcome.result() == v1::Outcome::APPLIED ? report_.applied : report_.merged);
            outbox.accept(entry.no, outcome, now);
            if (entry.state == State::Sent)
                return;  // nothing changes in what is shown
            break;
        case v1::Outcome::PARKED:
            ++report_.undecided;
            outbox.leaveUndecided(entry.no);
            break;
        case v1::Outcome::HELD:
            ++report_.held;
            // What was held before a restore and is held again is on the list already.
            if (entry.result != v1::Outcome::HELD)
                store_.attention().add(AttentionItem::Kind::Held, entry, outcome.fault(), now);
            outbox.keep(entry.no, outcome, now);
            break;
        case v1::Outcome::REJECTED:
            if (newerSchema) {
                ++report_.parked;
                outbox.park(entry.no, outcome.fault(), now, store_.appVersion());
                return;
            }
            ++report_.rejected;
            if (entry.result != v1::Outcome::REJECTED && !base::isPlanted("refusal-not-told"))
                store_.attention().add(AttentionItem::Kind::Rejected, entry, outcome.fault(), now);
            outbox.keep(entry.no, outcome, now);
            break;
        default:
            return;  // an outcome of a later protocol: asked for again
    }
    toLayOver_.emplace_back(entry.type, entry.record);
}

}  // namespace fieldfare::engine
