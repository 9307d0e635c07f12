#pragma once

#include <QTemporaryDir>
#include <fstream>
#include <functional>

#include <sys/stat.h>

#include "fieldfare/catalogue.pb.h"
#include "sync-server/account/sessions.h"
#include "sync-server/backup/backup.h"
#include "sync-server/backup/restore.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/parked_store.h"
#include "sync-server/storage/restore_store.h"
#include "tests/support/server/server_test.h"

/// An organisation, a place for backups of it, and the way back.
namespace fieldfare::tests {

namespace fs = std::filesystem;
namespace account = server::account;
namespace backup = server::backup;
using schema::FaultError;
using schema::Schema;
using server::storage::MetaStore;
using server::sync::Organisation;
using server::sync::ServerEdit;
using server::sync::Turn;

inline void writeFile(const fs::path& file, const std::string& bytes) {
    std::ofstream{file, std::ios::binary | std::ios::trunc} << bytes;
}

inline std::string contentOf(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

inline unsigned modeOf(const fs::path& file) {
    struct stat state {};
    return ::stat(file.c_str(), &state) == 0 ? state.st_mode & 0777U : 0;
}

inline v1::Product productOf(const std::string& name) {
    v1::Product product;
    product.set_name(name);
    return product;
}

class RestoreSite {
  protected:
    void open() {
        outside = std::make_unique<QTemporaryDir>();
        site = std::make_unique<ServerSite>();
        data = site->organisation().folder();
        kept = in("backup");
    }

    std::unique_ptr<ServerSite> site;
    std::unique_ptr<QTemporaryDir> outside;
    fs::path data;
    fs::path kept;  // the backup

    fs::path in(const char* name) { return fs::path{outside->path().toStdString()} / name; }
    backup::Manifest makeBackup() { return backup::makeBackup(data, kept, true, site->clock()); }
    backup::RestoreOptions options() { return {.data = data, .from = kept}; }
    /// Closes the organisation, restores it and opens it again.
    backup::RestoreResult restore(const backup::RestoreOptions& wanted) {
        backup::RestoreResult result;
        site->clock().advance(std::chrono::hours{1});
        site->reopen(
            [&](const fs::path&) { result = backup::restore(wanted, site->clock(), site->random()); });
        return result;
    }
    backup::RestoreResult restore() { return restore(options()); }
    /// What restoring throws; the organisation is opened again.
    v1::Fault faultOf(const backup::RestoreOptions& wanted) {
        v1::Fault fault;
        site->reopen([&](const fs::path&) {
            try {
                (void)backup::restore(wanted, site->clock(), site->random());
            } catch (const FaultError& error) {
                fault = error.fault();
            }
        });
        return fault;
    }
    template <typename Record>
    std::string make(const Record& record) {
        std::string id;
        site->atServer([&](ServerEdit& edit) { id = edit.create(Schema::of<Record>(), {}, record).id; });
        return id;
    }
    template <typename Record>
    void change(const std::string& id, const std::function<void(Record&)>& work) {
        site->atServer([&](ServerEdit& edit) {
            edit.change(edit.require(Schema::of<Record>(), id),
                        [&](google::protobuf::Message& record) { work(static_cast<Record&>(record)); });
        });
    }
    void atWriter(const std::function<void(Turn&)>& work) { site->organisation().writer().run(work); }
    template <typename Result>
    Result ask(const std::function<Result(storage::Database&)>& question) {
        Result result{};
        site->organisation().readers().run([&](storage::Database& database) { result = question(database); });
        return result;
    }
    std::vector<server::storage::Restored> restores() {
        return ask<std::vector<server::storage::Restored>>(
            [](auto& database) { return server::storage::RestoreStore{database}.all(); });
    }
    std::vector<server::storage::Parked> parkedByServer() {
        return ask<std::vector<server::storage::Parked>>(
            [](auto& database) { return server::storage::ParkedStore{database}.ofServer(); });
    }
    std::uint64_t seq() {
        return ask<std::uint64_t>([](auto& database) { return MetaStore{database}.number("seq"); });
    }
    bool hasSession(const std::string& token) {
        return ask<bool>([&](auto& database) {
            return account::Sessions{database, site->clock()}.find(token).has_value();
        });
    }
    /// An order that a device submitted, and the step by which the back office took it.
    std::string orderOf(ServerClient& rep, const std::string& customer, const std::string& number) {
        const auto order = rep.create(orderFor(customer, number));
        (void)rep.sync();
        rep.edit<v1::Order>(order, [](v1::Order& record) { record.set_status(v1::Order::SUBMITTED); });
        (void)rep.sync();
        return order;
    }
    void accept(const std::string& order) {
        site->atServer([&](ServerEdit& edit) {
            server::sync::Viewer backOffice;
            backOffice.role = v1::BACK_OFFICE;
            edit.changeAs(backOffice, edit.require(Schema::of<v1::Order>(), order), [](auto& record) {
                static_cast<v1::Order&>(record).set_status(v1::Order::ACCEPTED);
            });
        });
    }
};

}  // namespace fieldfare::tests
