#include "sync-server/backoffice/sample/sample.h"

#include <algorithm>
#include <optional>

#include "shared/schema/fault.h"
#include "sync-server/account/credentials.h"
#include "sync-server/backoffice/sample/sample_world.h"
#include "sync-server/sync/server_edit.h"

namespace fieldfare::server::sample {

using schema::FaultError;

namespace {

constexpr std::size_t recordsAtOnce = 1'000;

std::shared_ptr<const sync::Directory> directoryOf(sync::Organisation& organisation) {
    std::shared_ptr<const sync::Directory> directory;
    organisation.readers().run([&](fieldfare::storage::Database& database) {
        fieldfare::storage::Transaction transaction{database, fieldfare::storage::Transaction::Kind::Read};
        directory = organisation.directories().at(database);
    });
    return directory;
}

void writePeople(sync::Organisation& organisation, const SampleWorld& world) {
    std::optional<account::PasswordHash> hash;
    if (!world.options.password.empty())
        hash = account::PasswordHash::make(world.options.password, organisation.random());
    organisation.writer().run([&](sync::Turn& turn) {
        sync::ServerEdit edit{turn};
        if (!edit.directory().people().empty())
            throw FaultError{v1::ALREADY_EXISTS, "the organisation has people already"};
        for (const auto& made : world.people)
            (void)edit.create(*made.type, made.id, *made.record);
        edit.save();
        account::Credentials credentials{turn.database, organisation.clock()};
        for (const auto& person : world.personIds)
            if (hash)
                credentials.set(person, *hash);
    });
}

void writeRecords(sync::Organisation& organisation, std::vector<SampleRecord>& records) {
    // Parents before what hangs under them.
    std::stable_sort(records.begin(), records.end(), [](const SampleRecord& a, const SampleRecord& b) {
        return a.type->number() < b.type->number();
    });
    for (std::size_t at = 0; at < records.size(); at += recordsAtOnce) {
        const auto end = std::min(at + recordsAtOnce, records.size());
        organisation.writer().run([&](sync::Turn& turn) {
            sync::ServerEdit edit{turn};
            for (auto i = at; i < end; ++i)
                (void)edit.create(*records[i].type, records[i].id, *records[i].record, records[i].author);
            edit.save();
        });
    }
}

}  // namespace

SampleCounts makeSample(sync::Organisation& organisation, const SampleOptions& options) {
    const auto directory = directoryOf(organisation);
    if (!directory->people().empty())
        throw FaultError{v1::ALREADY_EXISTS, "the organisation has people already"};
    const auto now = options.now != 0 ? options.now : base::epochMs(organisation.clock().now());
    SampleWorld world{options, now, directory->organisation(), directory->rootUnit()};
    makePeople(world);
    makeCatalogue(world);
    makeCustomers(world);
    makeFieldWork(world);
    finishCustomers(world);
    writePeople(organisation, world);
    writeRecords(organisation, world.records);
    return world.counts;
}

}  // namespace fieldfare::server::sample
