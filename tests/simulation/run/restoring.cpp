#include "fieldfare/history.pb.h"
#include "shared/schema/schema.h"
#include "sync-server/storage/device_store.h"
#include "tests/simulation/run/simulation.h"

namespace fieldfare::simulation {

using schema::Schema;
using server::sync::ServerEdit;
using server::sync::Turn;

namespace {

constexpr std::int64_t aDay = 86'400'000;

}  // namespace

void Simulation::restoreServer(Dice& dice) {
    ++serverLife_;
    listeners_.clear();
    // Devices keep what they sent for 30 days: older backups do not bring everything back.
    if (!server_->hasBackup() || now_ - backedUpAt_ > 25 * aDay) {
        backedUpAt_ = now_;
        note("server", "is backed up");
        return server_->backUp(dice, pageBytes());
    }
    ++report_.fired[Fault::ServerRestored];
    Truth before{server_->onlooker()};
    const auto records = before.all();
    server_->restore(dice, pageBytes());
    note("server", "is restored");
    takesOffers_ = true;
    restoredAt_ = now_;
    offersUntil_ = now_ + 30 * aDay;
    std::map<std::string, std::uint64_t> known;
    for (const auto& [id, record] : records)
        if (record.type == &Schema::of<v1::Device>())
            known[id] = server::storage::DeviceStore{server_->onlooker()}.progress(id).lastNumber;
    ledger_.restored(known);
    replay(records);
}

void Simulation::replay(const std::map<std::string, TrueRecord>& before) {
    std::vector<const TrueRecord*> changed;
    {
        Truth now{server_->onlooker()};
        for (const auto& [id, record] : before) {
            if (record.type->policy().device_may_write() || record.type == &Schema::of<v1::Conflict>())
                continue;
            const auto* there = now.find(id);
            if (there == nullptr || there->body != record.body || there->deleted != record.deleted)
                changed.push_back(&record);
        }
    }
    // In the order in which they came to be: what hangs under another comes after it.
    std::sort(changed.begin(), changed.end(),
              [](const TrueRecord* a, const TrueRecord* b) { return a->id < b->id; });
    for (const auto* record : changed)
        server_->atServer([&](ServerEdit& edit, Turn&) {
            const auto* there = edit.changes().find(*record->type, record->id);
            if (there == nullptr)
                there = &edit.create(*record->type, record->id, *record->message);
            else if (there->deleted == 0)
                edit.change(*there, [&](google::protobuf::Message& now) { now.CopyFrom(*record->message); });
            if (record->deleted && there->deleted == 0)
                edit.erase(*there);
        });
}

void Simulation::closeOffers() {
    takesOffers_ = false;
    ledger_.offersClosed();
    now_ += 31 * aDay;
    skipped_ += 31 * aDay;
    note("everybody", "has had a month to come");
    for (int pass = 0; pass < 2; ++pass)
        syncAll();
}

}  // namespace fieldfare::simulation
