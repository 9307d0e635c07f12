#include "fieldfare/customer.pb.h"
#include "fieldfare/people.pb.h"
#include "mobile/engine/digest_ledger.h"
#include "mobile/engine/meta.h"
#include "shared/schema/schema.h"
#include "sync-server/account/sessions.h"
#include "tests/simulation/run/on_device.h"
#include "tests/simulation/run/simulation.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

using schema::Schema;
using server::sync::ServerEdit;
using server::sync::Turn;

namespace {

constexpr std::int64_t second = 1'000;
constexpr std::int64_t wholeDay = 86'400'000;

}  // namespace

void Simulation::trouble(Phone& phone, Fault fault, Dice dice) {
    if (phone.retired)
        return;
    note(phone.name, "trouble: " + std::string{nameOf(fault)});
    const auto count = [&] { ++report_.fired[fault]; };
    auto& machine = *phone.machine;
    auto& clock = machine.clock();
    const Disk::Spared spared{server_->disk()};
    const bool later = dice.chance(50);
    switch (fault) {
        case Fault::NoWayThere:
            phone.noWayThereUntil = now_ + dice.between(second, 3'600 * second);
            return;
        case Fault::NoWayBack:
            phone.noWayBackUntil = now_ + dice.between(second, 3'600 * second);
            return;
        case Fault::ClockSecond:
            return count(), clock.set(later ? second : -second);
        case Fault::ClockHour:
            return count(), clock.set(later ? 3'600 * second : -3'600 * second);
        case Fault::ClockDecade:
            return count(), clock.set(later ? 3'650 * wholeDay : -3'650 * wholeDay);
        case Fault::ClockBackwards:
            return count(), clock.runBackwards();
        case Fault::Reboot:
            return count(), restart(phone, Disk::Loss::Process, dice, true);
        case Fault::DeviceKilled:
            return count(), restart(phone, Disk::Loss::Process, dice);
        case Fault::DevicePowerLoss:
            return count(), restart(phone, Disk::Loss::Power, dice);
        case Fault::DeviceStopsInCall:
            return machine.disk().failAt(Disk::Failure::Stop, dice.below(60) + 1);
        case Fault::DeviceIoError:
            return machine.disk().failAt(Disk::Failure::Io, dice.below(60) + 1);
        case Fault::DeviceDiskFull:
            return machine.disk().failAt(Disk::Failure::Full, dice.below(30) + 1);
        case Fault::DeviceFsync:
            return machine.disk().failAt(Disk::Failure::Fsync, dice.below(8) + 1);
        case Fault::ServerKilled:
            return count(), restartServer(Disk::Loss::Process, dice);
        case Fault::ServerPowerLoss:
            return count(), restartServer(Disk::Loss::Power, dice);
        case Fault::ServerStopsInCall:
            return server_->disk().failAt(Disk::Failure::Stop, dice.below(60) + 1);
        case Fault::ServerIoError:
            return server_->disk().failAt(Disk::Failure::Io, dice.below(60) + 1);
        case Fault::ServerDiskFull:
            return server_->disk().failAt(Disk::Failure::Full, dice.below(30) + 1);
        case Fault::ServerFsync:
            return server_->disk().failAt(Disk::Failure::Fsync, dice.below(8) + 1);
        case Fault::SessionEnded:
            count();
            changedAt_ = now_;
            return server_->atServer([&](ServerEdit&, Turn& turn) {
                server::account::Sessions{turn.database, server_->clock()}.endAllOfPerson(
                    people_[phone.user].id);
                turn.news.people.insert(people_[phone.user].id);
            });
        case Fault::DeviceRevoked: {
            const Disk::Spared sparedDevice{machine.disk()};
            const auto device = machine.store().session()->device_id();
            if (revoked_.contains(device))
                return;
            count();
            server_->atServer([&](ServerEdit& edit, Turn&) {
                edit.change(edit.require(Schema::of<v1::Device>(), device),
                            [](google::protobuf::Message& record) {
                                static_cast<v1::Device&>(record).set_revoked(v1::Device::LOST);
                            });
            });
            revoked_.insert(device);
            collected_.erase(device);
            return;
        }
        case Fault::DeviceCollected:
            return collect(phone, dice);
        case Fault::StoreCopied:
            if (collected_.contains(machine.store().session()->device_id()))
                return;
            return count(), copyStore(phone, dice);
        case Fault::OtherPerson: {
            // Somebody else takes the phone: the store is not theirs, and stays as it is.
            count();
            const Disk::Spared sparedDevice{machine.disk()};
            auto session = *machine.store().session();
            session.set_person_id(people_[(phone.user + 1) % people_.size()].id);
            try {
                machine.store().setSession(session);
            } catch (const engine::StoreError&) {
                return;
            }
            throw Violation{"I11", phone.name + " gave its store to another person"};
        }
        case Fault::Away90Days:
            count();
            phone.awayUntil = now_ + 90 * wholeDay;
            skipped_ += 30 * wholeDay;  // everybody else goes on three times, a month apart
            return;
        case Fault::Poison:
            return count(), poison(phone, dice);
        case Fault::Garbage: {
            count();
            // Not what any device would send; whatever the server makes of it, it changes nothing.
            std::string bytes;
            for (auto n = dice.below(200); n > 0; --n)
                bytes += static_cast<char>(dice.next());
            const Disk::Spared sparedDevice{machine.disk()};
            const auto session = machine.store().session();
            Event event;
            event.kind = Event::Kind::Request;
            event.at = now_;
            event.device = 0;
            event.store = phone.store;
            event.token = session ? session->token() : std::string{};
            event.content = std::move(bytes);
            agenda_.add(std::move(event));
            return;
        }
        case Fault::NumberReused:
            return reuseNumber(phone);
        case Fault::StoreDamaged:
            return damageStore(phone, dice);
        case Fault::ServerRestored:
            return restoreServer(dice);
        case Fault::ForeignServer:
            phone.foreignUntil = now_ + dice.between(10 * second, 1'800 * second);
            return;
        default:
            phone.nextExchange.push_back(fault);
            return;
    }
}

void Simulation::reuseNumber(Phone& phone) {
    const Disk::Spared sparedDevice{phone.machine->disk()};
    auto& store = phone.machine->store();
    const auto session = store.session();
    if (!session || session->token().empty())
        return;
    const Ledger::Sent* last = nullptr;
    for (const auto& [key, sent] : ledger_.sent())
        if (key.first == session->device_id() && sent.outcome)
            last = &sent;
    if (last == nullptr)
        return;
    ++report_.fired[Fault::NumberReused];
    auto mutation = last->mutation;
    mutation.set_time(mutation.time() + 1);
    mutation.set_partial(mutation.partial() + mutation.partial());
    v1::SyncRequest request;
    request.set_protocol(1);
    request.set_epoch(store.meta().bytes(engine::Meta::epoch).value_or(""));
    request.set_nonce(store.meta().bytes(engine::Meta::nonce).value_or(""));
    request.set_exchange(1'000'000);
    request.add_mutations(mutation.SerializeAsString());
    Event event;
    event.kind = Event::Kind::Request;
    event.at = now_;
    event.device = phone.index;
    event.store = phone.store;
    event.forged = true;
    event.token = session->token();
    event.content = request.SerializeAsString();
    agenda_.add(std::move(event));
}

void Simulation::damageStore(Phone& phone, Dice& dice) {
    // A row is lost, and one that nobody ever sent stands in its place.
    const Disk::Spared sparedDevice{phone.machine->disk()};
    auto& store = phone.machine->store();
    const auto& type = Schema::of<v1::Contact>();
    auto& table = store.records().of(type);
    std::vector<std::string> ids;
    {
        auto query =
            store.database().query("SELECT id FROM " + table.name() +
                                   " WHERE hidden = 0 AND seq <> 0 AND server_body IS NULL ORDER BY id");
        while (query.step())
            ids.emplace_back(query.blob(0));
    }
    // Ranges that are being read already are not those of this damage.
    if (ids.empty() || phone.damaged || phone.repairs)
        return;
    ++report_.fired[Fault::StoreDamaged];
    phone.damaged = true;
    const auto& id = dice.pick(ids);
    const auto another = store.ids().next().bytes();
    const auto row = *table.load(id);
    engine::StoreChange change{store.database()};
    engine::DigestLedger digests{store.database()};
    row.head.standings.forEach([&](std::uint32_t scope, std::uint64_t seq) {
        digests.remove(scope, type.number(), id, seq);
        digests.add(scope, type.number(), another, seq);
    });
    digests.flush();
    store.records().put(type, another, row, *type.parse(row.body));
    store.records().remove(type, id);
    // Sometimes everything is read again before the difference is found, as by an app that learned a new
    // type.
    if (dice.chance(40))
        for (const auto& scope : store.scopes().active())
            (void)store.scopes().listAnew(scope, 0, 0);
    change.commit();
}

void Simulation::poison(Phone& phone, Dice& dice) {
    const Disk::Spared sparedDevice{phone.machine->disk()};
    auto& store = phone.machine->store();
    const auto own = phone.machine->reading().list({.type = Schema::instance().type("customer"),
                                                    .filters = {},
                                                    .orderBy = "id",
                                                    .descending = false,
                                                    .limit = 3});
    Truth truth{server_->onlooker()};
    const auto reader = truth.reader(people_[phone.user].id);
    engine::OutboxEntry entry;
    entry.type = &Schema::of<v1::Customer>();
    entry.changedAt = store.now();
    entry.mutation.set_kind(v1::Mutation::EDIT);
    entry.mutation.set_type(entry.type->number());
    const auto mark = ledger_.newMark();
    v1::Customer partial;
    std::uint64_t base = 0;
    std::string over;
    const auto touch = [&](int field) {
        auto& path = *entry.mutation.add_paths();
        path.set_field(static_cast<std::uint32_t>(field));
        path.set_base(base);
        path.set_time(base::hybridTime(now_));
    };
    entry.record = store.ids().next().bytes();
    if (!own.records.empty()) {
        const auto& shown = dice.pick(own.records);
        entry.record = shown.id;
        base = shown.seq;
        over = shown.as<v1::Customer>().industry();
    }
    const auto kind = dice.below(6);
    switch (kind) {
        case 0:  // what only the server writes
            partial.set_code(mark);
            touch(v1::Customer::kCodeFieldNumber);
            break;
        case 1:  // a customer that is somebody else's
            base = 0;
            for (const auto& [id, record] : truth.all())
                if (record.type == entry.type && !record.deleted && !truth.maySee(reader, record))
                    entry.record = id;
            if (truth.find(entry.record) == nullptr || truth.find(entry.record)->deleted ||
                truth.maySee(reader, *truth.find(entry.record)))
                return;
            partial.set_industry(mark);
            touch(v1::Customer::kIndustryFieldNumber);
            break;
        case 2:  // a record that nobody ever made
            entry.record = store.ids().next().bytes();
            partial.set_industry(mark);
            touch(v1::Customer::kIndustryFieldNumber);
            break;
        case 3:  // far more than the field holds
            partial.set_industry(std::string(5'000, 'x') + mark);
            touch(v1::Customer::kIndustryFieldNumber);
            break;
        case 4:  // a zero byte
            partial.set_industry(std::string{"a\0b", 3} + mark);
            touch(v1::Customer::kIndustryFieldNumber);
            break;
        default:  // a field of no version
            touch(1'999);
            break;
    }
    entry.mutation.set_id(entry.record);
    entry.mutation.set_partial(partial.SerializeAsString());
    onDevice(phone, [&] {
        engine::StoreChange change{store.database()};
        store.outbox().append(entry);
        store.overlay().refresh(*entry.type, entry.record);
        change.commit();
        // The customer may have become theirs by the time it is sent.
        if (kind == 1)
            ledger_.created(phone.store, store.now(), *entry.type, entry.record, partial);
        else
            ledger_.forbidden(phone.store, entry.record, partial.SerializeAsString(), over);
    });
}

void Simulation::copyStore(Phone& phone, Dice& dice) {
    // Somebody restores the phone's backup on a second one, and both are used.
    const auto index = phones_.size();
    auto& copy = phones_.emplace_back();
    copy.index = index;
    const auto folder = FirstMorning::deviceFolder(folder_, index);
    copy.machine = std::make_unique<DeviceMachine>(folder, now_, options_.seed * 1'000 + index + 500);
    restart(phone, Disk::Loss::Process, dice);
    const Disk::Spared sparedDevice{phone.machine->disk()};
    phone.machine->close();
    phone.machine->disk().copyTo(copy.machine->disk());
    phone.machine->start();
    copy.user = phone.user;
    copy.name = phone.name + "-copy";
    copy.store = stores_++;
    copy.damaged = phone.damaged;
    copy.machine->start();
    ledger_.copied(phone.machine->store().session()->device_id());
    ledger_.copyStore(phone.store, copy.store);
}

void Simulation::restartServer(Disk::Loss loss, Dice& dice) {
    ++serverLife_;
    listeners_.clear();
    server_->crash(loss, dice);
    server_->start(pageBytes());
}

void Simulation::mendServer() {
    Dice dice{dice_.next()};
    note("server", "its disk failed, it starts again");
    restartServer(dice.chance(50) ? Disk::Loss::Power : Disk::Loss::Process, dice);
}

}  // namespace fieldfare::simulation
