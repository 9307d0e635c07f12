#include "tests/simulation/run/frail_morning.h"

#include "fieldfare/customer.pb.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "shared/storage/database.h"
#include "tests/simulation/disk/vfs.h"
#include "tests/simulation/world/violation.h"

namespace fieldfare::simulation {

using engine::SyncStep;
using schema::Schema;

FrailMorning::FrailMorning(const std::filesystem::path& folder)
    : now_{FirstMorning::of(1, folder).now()}, morning_{FirstMorning::of(1, folder)} {
    Vfs::seed(1);
    server_ = std::make_unique<ServerMachine>(FirstMorning::serverFolder(folder), now_, 2);
    morning_.serverDisk().copyTo(server_->disk());
    server_->start(4'000);
    device_ = std::make_unique<DeviceMachine>(FirstMorning::deviceFolder(folder, 0), now_, 3);
    morning_.deviceDisk(0).copyTo(device_->disk());
}

bool FrailMorning::onDevice(const std::function<void()>& work) {
    aroundDevice(true);
    bool done = false;
    try {
        work();
        done = true;
    } catch (const storage::StorageError&) {
        // The app shows that it could not; its person goes on.
    } catch (const std::bad_alloc&) {
        // As above.
    }
    aroundDevice(false);
    return done;
}

void FrailMorning::type(int turn) {
    if (!device_->isUp())
        return;
    (void)onDevice([&] {
        const auto page = device_->reading().list({.type = Schema::instance().type("customer"),
                                                   .filters = {},
                                                   .orderBy = "id",
                                                   .descending = false,
                                                   .limit = 2});
        const auto& shown = page.records.at(0);
        auto customer = shown.as<v1::Customer>();
        (turn % 2 == 0 ? *customer.mutable_industry() : *customer.mutable_notes()) = ledger_.newMark();
        if (device_->editing().edit(shown, customer))
            ledger_.typed(0, device_->store().now(), *shown.type, shown.id, *shown.message, customer);
    });
    (void)onDevice([&] {
        v1::Customer fresh;
        fresh.set_name("new " + ledger_.newMark());
        const auto id = device_->editing().create(fresh);
        ledger_.created(0, device_->store().now(), Schema::of<v1::Customer>(), id, fresh);
    });
}

void FrailMorning::sync(int exchanges, bool mustSucceed) {
    for (int i = 0; i < exchanges && device_->isUp() && server_->isUp() && !server_->hasFailed(); ++i) {
        now_ += 100;
        std::string bytes;
        std::string token;
        if (!onDevice([&] {
                token = device_->store().session()->token();
                bytes = device_->cycle().begin();
            }))
            return;
        v1::SyncRequest request;
        request.ParseFromString(bytes);
        ledger_.left(0, device_->store().session()->device_id(), request);
        aroundServer(true);
        const auto answer = server_->ask(token, bytes, dice_);
        aroundServer(false);
        SyncStep step;
        const auto* response = answer ? std::get_if<std::string>(&*answer) : nullptr;
        if (response != nullptr) {
            v1::SyncResponse read;
            read.ParseFromString(*response);
            const Disk::Spared spared{server_->disk()};
            Truth truth{server_->onlooker()};
            ledger_.answered(0, ledger_.deviceOf(0), morning_.people()[morning_.userOf(0)].id, truth, read);
        }
        const bool stored = onDevice([&] {
            if (response != nullptr)
                step = device_->cycle().answered(*response);
            else if (answer)
                step = device_->cycle().refused(std::get<v1::Fault>(*answer));
            else
                step = device_->cycle().unanswered("no answer");
        });
        if (mustSucceed &&
            (!stored || (step.next != SyncStep::Next::Complete && step.next != SyncStep::Next::More)))
            throw Violation{
                "I19", "it does not sync, though nothing fails any more: " +
                           (step.fault ? step.fault->ShortDebugString() : std::string{"stored nothing"})};
        if (step.next == SyncStep::Next::Complete || !stored)
            return;
    }
    if (mustSucceed)
        throw Violation{"I19", "it does not come to an end"};
}

void FrailMorning::play() {
    (void)onDevice([&] { device_->start(); });
    type(0);
    sync(4, false);
    type(1);
    type(2);
    sync(4, false);
    type(3);
}

void FrailMorning::recover(Disk::Loss loss, std::uint64_t seed) {
    aroundDevice = aroundServer = [](bool) {};
    Dice dice{seed};
    server_->crash(loss, dice);
    server_->start(4'000);
    device_->crash(loss, dice);
    device_->start();
    const Examinee device{"Ann/0", 0, device_->store(), morning_.people()[morning_.userOf(0)].id};
    Checker::examine(device);
    sync(40, true);
    Truth truth{server_->onlooker()};
    Checker checker{ledger_, truth};
    Checker::examine(device);
    checker.examineServer(server_->onlooker());
    checker.compare(device);
    checker.accountForValues({device});
}

}  // namespace fieldfare::simulation
