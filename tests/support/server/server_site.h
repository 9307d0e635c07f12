#pragma once

#include <QTemporaryDir>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>

#include "shared/base/random.h"
#include "shared/schema/schema.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/sync/exchange.h"
#include "sync-server/sync/organisation.h"
#include "sync-server/sync/server_edit.h"
#include "tests/support/manual_clock.h"

namespace fieldfare::tests {

class ServerClient;

/// Somebody of the site's organisation.
struct SitePerson {
    std::string id;
    std::string unit;
    v1::Role role = v1::REP;
};

/// An organisation on the real server code in a temporary folder, with a clock and randomness of the test's:
///
///   Acme          eve executive, bo back office, ada administrator
///     North       nora manager, rita and rob reps, uma unit administrator
///       Harbour   hal rep
///     South       sam manager, stan rep
class ServerSite {
  public:
    ServerSite();
    ~ServerSite();

    [[nodiscard]] server::sync::Organisation& organisation() { return *organisation_; }
    [[nodiscard]] server::sync::Exchange& exchange() { return *exchange_; }
    [[nodiscard]] ManualClock& clock() { return clock_; }
    [[nodiscard]] base::SeededRandom& random() { return random_; }
    [[nodiscard]] base::UuidSource& ids() { return ids_; }
    /// As if the server was stopped and started again; `meanwhile` is given its folder.
    void reopen(const std::function<void(const std::filesystem::path&)>& meanwhile = {});

    [[nodiscard]] const SitePerson& person(const std::string& name) const { return people_.at(name); }
    [[nodiscard]] const std::string& unit(const std::string& name) const { return units_.at(name); }
    /// A new device of the person, signed in, empty.
    [[nodiscard]] std::unique_ptr<ServerClient> client(const std::string& name);
    /// A bearer token of a new session.
    [[nodiscard]] std::string signIn(const std::string& person, const std::string& device);

    /// Edits as the server does; throws what the work throws.
    void atServer(const std::function<void(server::sync::ServerEdit&)>& work);
    /// The living or deleted row; throws std::runtime_error when there is none.
    [[nodiscard]] server::storage::RecordRow stored(const schema::RecordType& type, const std::string& id);
    template <typename Record>
    [[nodiscard]] Record stored(const std::string& id) {
        return static_cast<const Record&>(*stored(schema::Schema::of<Record>(), id).record);
    }
    /// Every living record of a type.
    template <typename Record>
    [[nodiscard]] std::map<std::string, Record> all() {
        std::map<std::string, Record> out;
        organisation_->readers().run([&](auto& database) {
            for (const auto& row :
                 server::storage::RecordStore{database}.loadAll(schema::Schema::of<Record>()))
                if (row.deleted == 0)
                    out[row.id] = static_cast<const Record&>(*row.record);
        });
        return out;
    }
    /// Every table as text, but for what remembers that somebody asked: outcomes, progress, the last seq.
    [[nodiscard]] std::string dump();
    /// What one statement without parameters gives in its first column and row.
    [[nodiscard]] std::int64_t number(const std::string& sql);

  private:
    void open();
    void addPeople();

    QTemporaryDir folder_;
    ManualClock clock_;
    base::SeededRandom random_{20240304};
    base::UuidSource ids_{clock_, random_};
    std::unique_ptr<server::sync::Organisation> organisation_;
    std::unique_ptr<server::sync::Exchange> exchange_;
    std::map<std::string, SitePerson> people_;
    std::map<std::string, std::string> units_;
    int devices_ = 0;
};

}  // namespace fieldfare::tests
