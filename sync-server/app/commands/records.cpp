#include "sync-server/app/commands/records.h"

#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "sync-server/storage/record_store.h"

namespace fieldfare::server::app {

using fieldfare::storage::Database;
using fieldfare::storage::Transaction;
using schema::FaultError;

void readDirectory(sync::Organisation& organisation,
                   const std::function<void(Database&, const sync::Directory&)>& read) {
    organisation.readers().run([&](Database& database) {
        Transaction snapshot{database, Transaction::Kind::Read};
        read(database, *organisation.directories().at(database));
    });
}

void editRecords(sync::Organisation& organisation,
                 const std::function<void(sync::Turn&, sync::ServerEdit&)>& change) {
    organisation.writer().run([&](sync::Turn& turn) {
        sync::ServerEdit edit{turn};
        change(turn, edit);
        edit.save();
    });
}

std::vector<storage::RecordRow> livingRows(Database& database, const schema::RecordType& type) {
    auto rows = storage::RecordStore{database}.loadAll(type);
    std::erase_if(rows, [](const auto& row) { return row.deleted != 0; });
    return rows;
}

std::string requireUnit(Database& database, const sync::Directory& directory, const std::string& text) {
    if (text.empty())
        return directory.rootUnit();
    if (const auto id = base::Uuid::fromText(text)) {
        if (!directory.isUnit(id->bytes()))
            throw FaultError{v1::NOT_FOUND, "there is no such unit", "unit"};
        return id->bytes();
    }
    std::string found;
    for (const auto& row : livingRows(database, schema::Schema::of<v1::Unit>())) {
        if (static_cast<const v1::Unit&>(*row.record).name() != text)
            continue;
        if (!found.empty())
            throw FaultError{v1::CONTRADICTION, "several units have this name: give the unit's id", "unit"};
        found = row.id;
    }
    if (found.empty())
        throw FaultError{v1::NOT_FOUND, "there is no unit of this name", "unit"};
    return found;
}

}  // namespace fieldfare::server::app
