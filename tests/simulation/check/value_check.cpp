#include <algorithm>
#include <map>

#include "fieldfare/history.pb.h"
#include "shared/base/uuid.h"
#include "shared/schema/path_value.h"
#include "sync-server/storage/parked_store.h"
#include "tests/simulation/check/checker.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

namespace {

/// Where the marks of one record are now.
struct Whereabouts {
    std::set<std::string> current;                       ///< in the record at the server
    std::set<std::string> history;                       ///< in its conflicts, or held
    std::map<std::size_t, std::set<std::string>> local;  ///< waiting on a device or needing attention there
    bool deleted = false;
};

using Places = std::map<std::string, Whereabouts>;

void note(std::set<std::string>& into, std::string_view bytes) {
    into.merge(Ledger::marksIn(bytes));
}

Places placesOf(const Ledger& ledger, Truth& truth, const std::vector<Examinee>& devices) {
    Places places;
    for (const auto& [id, record] : truth.all()) {
        if (const auto* conflict = dynamic_cast<const v1::Conflict*>(record.message.get())) {
            auto& history = places[conflict->record_id()].history;
            // What stands then is the record's; another that takes its place without having seen it makes a
            // conflict of its own.
            note(history, conflict->losing());
        } else if (const auto* held = dynamic_cast<const v1::HeldChange*>(record.message.get())) {
            note(places[held->record_id()].history, held->mutation());
            note(places[id].current, held->comment());
        } else {
            auto& place = places[id];
            note(place.current, record.body);
            place.deleted = record.deleted;
        }
    }
    for (const auto& device : devices) {
        for (const auto& entry : device.local.outbox().unsent())
            note(places[entry.record].local[device.store], entry.mutation.partial());
        for (const auto& entry : device.local.outbox().undecided())
            note(places[entry.record].local[device.store], entry.mutation.partial());
        for (const bool dismissed : {false, true})
            for (const auto& item : device.local.attention().list(dismissed))
                note(places[item.record].local[device.store], item.mutation.partial());
    }
    // What a device that is gone had offered again waits at the server for what others have.
    for (const auto& parked : server::storage::ParkedStore{truth.server()}.ofDevices())
        for (const auto store : ledger.handedOverBy(parked.device)) {
            v1::Mutation mutation;
            mutation.ParseFromString(parked.mutation);
            note(places[mutation.id()].local[store], mutation.partial());
        }
    return places;
}

bool tookEffect(const Ledger& ledger, const Typed& value) {
    const auto* sent = value.number == 0 ? nullptr : ledger.sentBy(value.store, value.number);
    return sent != nullptr && sent->tookEffect();
}

/// True if it took effect in a history that was lost.
bool stoodOnce(const Ledger& ledger, const Typed& value) {
    const auto* sent = value.number == 0 ? nullptr : ledger.sentBy(value.store, value.number);
    return sent != nullptr && sent->stoodOnce;
}

/// True if somebody typed over it while seeing it. For others' eyes that counts only once it took effect; or
/// if it did in a history that was lost and was itself typed over with effect: nobody waits for the oldest of
/// the three.
bool wasTypedOver(const Ledger& ledger, const Typed& value) {
    const auto* end = ledger.values().data() + ledger.values().size();
    return std::any_of(&value + 1, end, [&](const Typed& later) {
        return later.replaces(value) &&
               (later.store == value.store || later.mark.empty() || tookEffect(ledger, later) ||
                (stoodOnce(ledger, later) &&
                 (wasTypedOver(ledger, later) || ledger.stoodByEffect(later.record, later.mark))));
    });
}

}  // namespace

void Checker::accountForValues(const std::vector<Examinee>& devices) {
    for (const auto& device : devices)
        for (const auto& item : device.local.attention().list())
            if (const auto* sent = ledger_.sentBy(device.store, item.mutation.number());
                sent != nullptr && sent->tookEffect() && !ledger_.isCopied(device.store))
                throw Violation{"I3", device.name + " is told that its mutation " +
                                          std::to_string(item.mutation.number()) +
                                          " failed, but it took effect"};
    const auto places = placesOf(ledger_, truth_, devices);
    const Whereabouts nowhere;
    for (const auto& value : ledger_.values()) {
        if (value.mark.empty() || !ledger_.isOwed(value))
            continue;
        const auto at = places.find(value.record);
        const auto& where = at == places.end() ? nowhere : at->second;
        const bool effective = tookEffect(ledger_, value);
        if (value.forbidden) {
            if (effective || (where.current.contains(value.mark) && !where.deleted))
                throw Violation{"I12", "a forbidden value took effect: " + value.mark};
            continue;
        }
        const auto* sent = value.number == 0 ? nullptr : ledger_.sentBy(value.store, value.number);
        if (sent != nullptr && sent->outcome && sent->outcome->result() == v1::Outcome::HELD &&
            !where.history.contains(value.mark))
            throw Violation{"I8", "it was held, and nobody has it to decide about: " + value.mark};
        // Two may write the same, when both put back one conflict's value, say.
        if (sent != nullptr && sent->outcome && !sent->tookEffect() && where.current.contains(value.mark) &&
            !ledger_.isCopied(value.store) && !ledger_.stoodByEffect(value.record, value.mark))
            throw Violation{"I3", "its author is told that it failed, but it took effect: " + value.mark};
        // A device that is collected keeps nothing of what no server can take.
        if (ledger_.hasHandedOver(value.store) && sent != nullptr && sent->outcome &&
            sent->outcome->result() == v1::Outcome::REJECTED)
            continue;
        // A copy of the store has what both were told, while the original is away.
        const auto here = std::any_of(where.local.begin(), where.local.end(), [&](const auto& local) {
            return local.second.contains(value.mark) &&
                   (local.first == value.store ||
                    (ledger_.isCopied(value.store) &&
                     ledger_.deviceOf(local.first) == ledger_.deviceOf(value.store)));
        });
        bool found = (where.current.contains(value.mark) && !where.deleted) ||
                     where.history.contains(value.mark) || here;
        found = found || wasTypedOver(ledger_, value) || ledger_.wasSettledAgainst(value);
        // It went with a record, before the eyes of whoever deleted that; or its author deleted what was
        // never sent.
        const bool isGone = where.deleted || at == places.end();
        const auto wasSeen = [&](const std::string& mark) {
            return isGone &&
                   std::any_of(ledger_.deletions().begin(), ledger_.deletions().end(),
                               [&](const Erased& deletion) { return deletion.seen.contains(mark); });
        };
        found = found || wasSeen(value.mark);
        // A copy of the store may still make what its author deleted in this one.
        found = found || ledger_.wasErased(value);
        // Or what had taken its place was before their eyes: a restore brings the older value back where the
        // device that typed the newer one is there no more to offer it.
        for (auto later = &value + 1; !found && later != ledger_.values().data() + ledger_.values().size();
             ++later)
            found = later->replaces(value) && !later->mark.empty() &&
                    ((stoodOnce(ledger_, *later) && wasSeen(later->mark)) ||
                     // Its author is away, and not told yet that what was parked took effect.
                     (where.current.contains(later->mark) && !where.deleted));
        // Nor can whoever deletes it see what administrators hide from them.
        for (const auto& [key, erasing] : ledger_.sent()) {
            if (found || !isGone || erasing.mutation.kind() != v1::Mutation::DELETE || !erasing.tookEffect())
                continue;
            const auto* record = truth_.find(value.record);
            const auto path = record == nullptr ? std::nullopt : schema::parsePath(*record->type, value.path);
            found = path && record->deletion == erasing.outcome->seq() &&
                    ledger_.wasHiddenFrom(erasing.author.role, *record->type, path->field);
        }
        if (!found)
            throw Violation{
                value.number == 0 || !effective ? "I3" : "I8",
                "what was typed is nowhere: " + value.mark + " in record " + base::idText(value.record) +
                    " by store " + std::to_string(value.store) +
                    (value.number == 0 ? ", never sent" : ", mutation " + std::to_string(value.number)) +
                    (where.deleted ? ", the record is deleted" : "")};
    }
}

}  // namespace fieldfare::simulation
