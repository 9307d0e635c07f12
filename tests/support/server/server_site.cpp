#include "tests/support/server/server_site.h"

#include <stdexcept>

#include "shared/base/hex.h"
#include "shared/storage/sqlite_database.h"
#include "sync-server/account/sessions.h"
#include "sync-server/storage/record_store.h"
#include "tests/support/server/server_client.h"

namespace fieldfare::tests {

using fieldfare::storage::Database;
using schema::Schema;
using server::sync::Organisation;
using server::sync::ServerEdit;
using server::sync::Turn;

ServerSite::ServerSite() {
    Organisation::make(folder_.filePath("org").toStdString(), "Acme", "EUR", clock_, random_);
    open();
    addPeople();
}

ServerSite::~ServerSite() {
    exchange_.reset();
    organisation_.reset();
}

void ServerSite::open() {
    organisation_ = std::make_unique<Organisation>(folder_.filePath("org").toStdString(), clock_, random_);
    exchange_ = std::make_unique<server::sync::Exchange>(*organisation_);
}

void ServerSite::reopen(const std::function<void(const std::filesystem::path&)>& meanwhile) {
    exchange_.reset();
    organisation_.reset();
    if (meanwhile)
        meanwhile(folder_.filePath("org").toStdString());
    open();
}

void ServerSite::addPeople() {
    atServer([&](ServerEdit& edit) {
        const auto unit = [&](const std::string& name, const std::string& above) {
            v1::Unit record;
            record.set_name(name);
            record.set_superior_id(units_.at(above));
            units_[name] = edit.create(Schema::of<v1::Unit>(), {}, record).id;
        };
        const auto person = [&](const std::string& name, const std::string& in, v1::Role role) {
            v1::Person record;
            record.set_name(name);
            record.set_role(role);
            record.set_unit_id(units_.at(in));
            record.set_status(v1::Person::ACTIVE);
            people_[name] = {edit.create(Schema::of<v1::Person>(), {}, record).id, units_.at(in), role};
        };
        units_["Acme"] = edit.directory().rootUnit();
        unit("North", "Acme");
        unit("South", "Acme");
        unit("Harbour", "North");
        person("eve", "Acme", v1::EXECUTIVE);
        person("bo", "Acme", v1::BACK_OFFICE);
        person("ada", "Acme", v1::ADMINISTRATOR);
        person("nora", "North", v1::MANAGER);
        person("rita", "North", v1::REP);
        person("rob", "North", v1::REP);
        person("uma", "North", v1::UNIT_ADMINISTRATOR);
        person("hal", "Harbour", v1::REP);
        person("sam", "South", v1::MANAGER);
        person("stan", "South", v1::REP);
    });
}

std::string ServerSite::signIn(const std::string& personId, const std::string& device) {
    std::string token;
    organisation_->writer().run([&](Turn& turn) {
        token = server::account::Sessions{turn.database, clock_}.open(random_, personId, device);
    });
    return token;
}

std::unique_ptr<ServerClient> ServerSite::client(const std::string& name) {
    const auto& who = person(name);
    v1::Device device;
    device.set_person_id(who.id);
    device.set_name(name + "'s phone");
    device.set_code("D" + std::to_string(++devices_));
    std::string id;
    atServer([&](ServerEdit& edit) { id = edit.create(Schema::of<v1::Device>(), {}, device).id; });
    return std::make_unique<ServerClient>(*this, who, id, signIn(who.id, id));
}

void ServerSite::atServer(const std::function<void(ServerEdit&)>& work) {
    organisation_->writer().run([&](Turn& turn) {
        ServerEdit edit{turn};
        work(edit);
        edit.save();
    });
}

server::storage::RecordRow ServerSite::stored(const schema::RecordType& type, const std::string& id) {
    std::vector<server::storage::RecordRow> rows;
    organisation_->readers().run([&](Database& database) {
        rows = server::storage::RecordStore{database}.load(type, {&id, 1});
    });
    if (rows.empty())
        throw std::runtime_error{"no such " + type.name()};
    return std::move(rows.front());
}

std::string ServerSite::dump() {
    std::string out;
    organisation_->readers().run([&](Database& database) {
        const fieldfare::storage::Transaction snapshot{database, fieldfare::storage::Transaction::Kind::Read};
        std::vector<std::string> tables;
        {
            auto query = database.query("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name");
            while (query.step())
                tables.emplace_back(query.text(0));
        }
        for (const auto& table : tables) {
            if (table == "outcome" || table == "device_progress" || table == "account_session" ||
                table.starts_with("journal_"))
                continue;
            auto& statement =
                database.prepare("SELECT * FROM \"" + table + "\"" +
                                 (table == "meta" ? " WHERE key <> 'seq'" : "") + " ORDER BY 1, 2");
            while (statement.step()) {
                out += table;
                for (int i = 0; i < statement.columns(); ++i)
                    out += " " + statement.name(i) + "=" +
                           (statement.isNull(i) ? "null" : base::toHex(statement.blob(i)));
                out += '\n';
            }
            statement.reset();
        }
    });
    return out;
}

std::int64_t ServerSite::number(const std::string& sql) {
    std::int64_t value = 0;
    organisation_->readers().run([&](Database& database) {
        auto query = database.query(sql);
        if (query.step())
            value = query.integer(0);
    });
    return value;
}

}  // namespace fieldfare::tests
