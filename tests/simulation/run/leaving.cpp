#include "fieldfare/people.pb.h"
#include "shared/schema/schema.h"
#include "sync-server/storage/meta_store.h"
#include "tests/simulation/run/simulation.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

using schema::Schema;
using server::sync::ServerEdit;
using server::sync::Turn;

void Simulation::collect(Phone& phone, Dice& dice) {
    const Disk::Spared sparedDevice{phone.machine->disk()};
    const auto device = phone.machine->store().session()->device_id();
    // Of a copied store nobody knows which of the two is to hand over.
    if (revoked_.contains(device) || collected_.contains(device) || ledger_.isCopied(phone.store))
        return;
    ++report_.fired[Fault::DeviceCollected];
    // Whose device it is has something on it that nobody else has.
    for (int i = 0; i < 4; ++i)
        work(phone, {now_, Step::Kind::Work, phone.index, Fault::DeviceCollected, dice.next(), Deed::Any,
                     Meeting{}, 0});
    server_->atServer([&](ServerEdit& edit, Turn&) {
        edit.change(edit.require(Schema::of<v1::Device>(), device), [](google::protobuf::Message& record) {
            static_cast<v1::Device&>(record).set_revoked(v1::Device::COLLECT);
        });
    });
    collected_[device] = server::storage::MetaStore{server_->onlooker()}.number("seq");
}

void Simulation::examineHandingOver(const Phone& phone, const v1::SyncResponse& response) const {
    const auto since = collected_.find(ledger_.deviceOf(phone.store));
    if (since == collected_.end() || response.restores_size() > 0)
        return;
    if (response.pages_size() + response.scopes_size() + response.ranges_size() > 0 || response.has_rights())
        throw Violation{"I14", phone.name + " is collected, and was sent something to read"};
    for (const auto& outcome : response.outcomes()) {
        const auto* sent = ledger_.sentBy(phone.store, outcome.number());
        if (sent != nullptr && sent->stoodOnce)
            continue;  // of a history that was lost: acknowledged then
        if ((outcome.result() == v1::Outcome::APPLIED || outcome.result() == v1::Outcome::MERGED) &&
            outcome.seq() > since->second)
            throw Violation{"I14", phone.name + " is collected, and its mutation " +
                                       std::to_string(outcome.number()) + " took effect"};
    }
}

void Simulation::wipe(Phone& phone) {
    const Disk::Spared sparedDevice{phone.machine->disk()};
    const auto device = phone.machine->store().session()->device_id();
    if (collected_.contains(device)) {
        // What was typed here is owed on: the server has it, held.
        if (phone.machine->store().outbox().hasWork())
            throw Violation{"I3", phone.name + " is wiped before it has handed over everything"};
        // A server that is restored while its last word is on the way has forgotten what it was handed.
        if (phone.askedAt < restoredAt_)
            ledger_.forget(phone.store);
        else
            ledger_.handedOver(phone.store);
        revoked_.insert(device);
    } else if (revoked_.contains(device)) {
        ledger_.forget(phone.store);
    } else {
        throw Violation{"I14", phone.name + " was told to wipe and is not revoked"};
    }
    note(phone.name, "is wiped, and enrolled anew");
    phone.machine->close();
    phone.machine->disk().clear();
    ++phone.process;
    phone.store = stores_++;
    phone.forms.clear();
    phone.machine->start();
    const Disk::Spared spared{server_->disk()};
    const auto session = FirstMorning::enrol(*server_, people_[phone.user], phone.name);
    phone.machine->store().setSession(session);
}

}  // namespace fieldfare::simulation
