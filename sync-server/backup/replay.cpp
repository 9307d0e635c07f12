#include "sync-server/backup/replay.h"

#include <algorithm>

#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "shared/schema/schema.h"
#include "sync-server/account/account_journal.h"
#include "sync-server/account/api_keys.h"
#include "sync-server/account/enrolment.h"
#include "sync-server/account/sessions.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/parked_store.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/sync/server_remake.h"

namespace fieldfare::server::backup {

using fieldfare::storage::Database;
using schema::FaultError;
using schema::Schema;
using storage::JournalStore;
using storage::MetaStore;
using sync::Turn;

namespace {

constexpr std::size_t entriesAtOnce = 200;
constexpr std::uint64_t longestDeviceCode = 8;

std::string nameOf(const v1::JournalEntry& entry) {
    if (entry.has_account())
        return "account";
    const auto* type = Schema::instance().type(entry.mutation().type());
    return (type == nullptr ? "type " + std::to_string(entry.mutation().type()) : type->name()) + " " +
           base::idText(entry.mutation().id());
}

void park(Turn& turn, const v1::JournalEntry& entry) {
    auto mutation = entry.mutation();
    mutation.set_number(entry.number());
    storage::ParkedStore{turn.database}.add(
        {entry.seq(), {}, entry.number(), entry.author(), mutation.SerializeAsString()});
}

void makeRecord(Turn& turn, const v1::JournalEntry& entry, RestoreResult& result) {
    try {
        sync::ServerEdit edit{turn};
        sync::makeAgain(edit, entry.mutation(), entry.author());
        edit.save();
        ++result.recordChanges;
    } catch (const FaultError& error) {
        if (!sync::mayPass(error.fault()))
            throw;
        park(turn, entry);
        ++result.waiting;
    }
}

void make(Turn& turn, const v1::JournalEntry& entry, RestoreResult& result) {
    try {
        if (entry.has_mutation()) {
            makeRecord(turn, entry, result);
        } else if (entry.has_account()) {
            account::apply(turn.database, entry.account());
            ++result.accountChanges;
        }
    } catch (const FaultError& error) {
        result.unmade.push_back({entry.time(), nameOf(entry), error.fault()});
    }
    JournalStore{turn.database}.continueAfter(entry.number());
}

/// "12, 1 of them frozen"
template <typename Record, typename Which>
std::string counted(Database& database, const std::string& which, Which is) {
    std::size_t all = 0;
    std::size_t some = 0;
    for (const auto& row : storage::RecordStore{database}.loadAll(Schema::of<Record>())) {
        if (row.deleted != 0)
            continue;
        ++all;
        some += is(static_cast<const Record&>(*row.record)) ? 1 : 0;
    }
    return std::to_string(all) + ", " + (some == 0 ? "none" : std::to_string(some)) + " of them " + which;
}

std::vector<std::string> whatToCheck(Database& database, const base::Clock& clock) {
    std::string keys;
    for (const auto& key : account::ApiKeys{database, clock}.list())
        keys += (keys.empty() ? "" : ", ") + key.name;
    std::map<int, std::size_t> orders;
    for (const auto& row : storage::RecordStore{database}.loadAll(Schema::of<v1::Order>()))
        if (row.deleted == 0 && row.atDesk)
            ++orders[static_cast<const v1::Order&>(*row.record).status()];
    std::string byStatus;
    for (const auto& [status, count] : orders) {
        const auto* value = v1::Order::Status_descriptor()->FindValueByNumber(status);
        byStatus += (byStatus.empty() ? "" : ", ") + std::to_string(count) + " " +
                    (value == nullptr ? "of another status" : schema::enumText(*value));
    }
    return {
        "people, their roles and units: " +
            counted<v1::Person>(database, "frozen or gone",
                                [](const auto& person) {
                                    return person.has_status() && person.status() != v1::Person::ACTIVE;
                                }),
        "devices: " +
            counted<v1::Device>(database, "revoked", [](const auto& device) { return device.has_revoked(); }),
        "passwords that were changed: the earlier ones are valid again",
        "API keys: " + (keys.empty() ? "none" : keys),
        "orders at the back office: " + (byStatus.empty() ? "none" : byStatus),
        "settings, access rules, units, products, prices and whatever else was imported or changed by "
        "commands",
    };
}

}  // namespace

void replay(sync::Organisation& organisation, const std::vector<v1::JournalEntry>& entries,
            RestoreResult& result) {
    for (std::size_t at = 0; at < entries.size(); at += entriesAtOnce) {
        const auto end = std::min(at + entriesAtOnce, entries.size());
        organisation.writer().run([&](Turn& turn) {
            for (auto i = at; i < end; ++i)
                make(turn, entries[i], result);
        });
    }
}

void closeDoors(sync::Organisation& organisation, RestoreResult& result) {
    organisation.writer().run([&](Turn& turn) {
        account::Sessions{turn.database, organisation.clock()}.endAll();
        account::Enrolment{turn.database, organisation.clock()}.withdrawAll();
        MetaStore meta{turn.database};
        const auto letters =
            std::max<std::uint64_t>(meta.number("device_code_letters"), account::Enrolment::deviceLetters);
        meta.setNumber("device_code_letters", std::min(letters + 1, longestDeviceCode));
        result.toCheck = whatToCheck(turn.database, organisation.clock());
    });
}

void finishRestore(sync::Organisation& organisation) {
    organisation.writer().run([&](Turn& turn) {
        MetaStore meta{turn.database};
        meta.set("restoring", {});
        v1::JournalEntry entry;
        entry.set_time(turn.now);
        auto& begun = *entry.mutable_restore();
        begun.set_epoch(meta.get("epoch"));
        for (const auto& one : storage::RestoreStore{turn.database}.all()) {
            auto& restored = *begun.add_restores();
            restored.set_epoch(one.epoch);
            restored.set_lost_first(one.lostFirst);
            restored.set_lost_last(one.lostLast);
            begun.set_seq(std::max(begun.seq(), one.lostLast));
        }
        JournalStore{turn.database}.add(std::move(entry));
    });
}

}  // namespace fieldfare::server::backup
