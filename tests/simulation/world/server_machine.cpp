#include "tests/simulation/world/server_machine.h"

#include <fstream>

#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/restore_store.h"
#include "tests/simulation/disk/vfs.h"

namespace fieldfare::simulation {

using server::sync::Organisation;
using server::sync::ServerEdit;
using server::sync::Turn;

namespace {

/// Thrown in place of ending the process: a program that is gone unwinds nothing, and whoever is asked to
/// answer next is not there.
struct DiskFailed {};

}  // namespace

ServerMachine::ServerMachine(std::filesystem::path folder, const std::int64_t& now, std::uint64_t seed)
    : folder_{std::move(folder)}, clock_{now}, random_{seed} {
    clock_.set(0);
    std::filesystem::create_directories(folder_);
    Vfs::mount(folder_.string(), disk_);
}

ServerMachine::~ServerMachine() {
    onlooker_.reset();
    exchange_.reset();
    organisation_.reset();
    Vfs::unmount(folder_.string());
}

void ServerMachine::make(const std::string& name, const std::string& currency) {
    std::filesystem::remove(folder_ / "store.sqlite");
    journal_.clear();
    Organisation::make(folder_, name, currency, clock_, random_);
}

void ServerMachine::start(std::size_t pageBytes) {
    // The store itself is on the disk of the simulation; that there is one, programs ask the real one.
    std::ofstream{folder_ / "store.sqlite"};
    failed_ = false;
    organisation_ =
        std::make_unique<Organisation>(folder_, clock_, random_,
                                       server::sync::Running{.readers = 0,
                                                             .pageBytes = pageBytes,
                                                             .diskFailed = [] { throw DiskFailed{}; },
                                                             .waiting = {.most = 6, .atOnce = 1},
                                                             .journal = &journal_});
    exchange_ = std::make_unique<server::sync::Exchange>(*organisation_);
    onlooker_ = std::make_unique<storage::SqliteDatabase>(folder_ / "store.sqlite",
                                                          storage::SqliteOptions{.readOnly = true});
}

void ServerMachine::crash(Disk::Loss loss, Dice& dice) {
    disk_.stop();
    onlooker_.reset();
    exchange_.reset();
    organisation_.reset();
    disk_.restart(loss, [&] { return dice.next(); });
}

void ServerMachine::backUp(Dice& dice, std::size_t pageBytes) {
    crash(Disk::Loss::Process, dice);
    disk_.copyTo(backup_);
    backedUp_ = true;
    start(pageBytes);
}

void ServerMachine::restore(Dice& dice, std::size_t pageBytes) {
    server::storage::MetaStore meta{*onlooker_};
    const auto earlier = server::storage::RestoreStore{*onlooker_}.all();
    const auto ended = meta.get("epoch");
    const auto highest = meta.number("seq");
    crash(Disk::Loss::Process, dice);
    backup_.copyTo(disk_);
    {
        storage::SqliteDatabase database{folder_ / "store.sqlite", storage::SqliteOptions{}};
        storage::Transaction transaction{database};
        server::storage::RestoreStore{database}.begin(random_, earlier, ended, highest,
                                                      base::epochMs(clock_.now()));
        transaction.commit();
    }
    start(pageBytes);
}

bool ServerMachine::step(Dice& dice) {
    if (!isUp() || hasFailed())
        return false;
    auto& writer = organisation_->writer();
    auto& readers = organisation_->readers();
    try {
        return dice.chance(50) ? writer.writeNext() || readers.readNext()
                               : readers.readNext() || writer.writeNext();
    } catch (const DiskFailed&) {
        failed_ = true;
        return false;
    }
}

std::optional<server::sync::Exchange::Answer> ServerMachine::ask(const std::string& token,
                                                                 const std::string& body, Dice& dice) {
    const auto answer = std::make_shared<std::optional<server::sync::Exchange::Answer>>();
    exchange_->handle(token, body,
                      [answer](server::sync::Exchange::Answer reply) { *answer = std::move(reply); });
    while (!*answer && step(dice)) {
    }
    return hasFailed() ? std::nullopt : std::move(*answer);
}

void ServerMachine::atServer(const std::function<void(ServerEdit&, Turn&)>& work) {
    try {
        organisation_->writer().run([&](Turn& turn) {
            ServerEdit edit{turn};
            work(edit, turn);
            edit.save();
        });
    } catch (const DiskFailed&) {
        failed_ = true;
    }
}

}  // namespace fieldfare::simulation
