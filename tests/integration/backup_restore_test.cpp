#include "fieldfare/people.pb.h"
#include "restore_site.h"
#include "shared/storage/sqlite_database.h"
#include "sync-server/account/api_keys.h"
#include "sync-server/account/credentials.h"
#include "sync-server/account/enrolment.h"
#include "sync-server/backup/restore.h"

using namespace fieldfare;
using namespace fieldfare::tests;

namespace {

/// A hash of this password that costs nothing.
account::PasswordHash cheapHash(const std::string& password, base::Random& random) {
    return account::PasswordHash::make(password, random, {.logN = 4, .r = 1, .p = 1});
}

}  // namespace

/// What comes back with a restore, and what does not.
class BackupRestoreTest : public QObject, private RestoreSite {
    Q_OBJECT

  private slots:
    void init() { open(); }
    void cleanup() { site.reset(); }

    void whatTheJournalKnowsComesBack() {
        const auto product = make(productOf("Seed"));
        auto rita = site->client("rita");
        auto rob = site->client("rob");
        std::string before;
        atWriter([&](Turn& turn) {
            account::ApiKeys keys{turn.database, site->clock()};
            (void)keys.add(turn.random, "old", {"orders"});
            before = account::Sessions{turn.database, site->clock()}.open(turn.random, rob->person().id,
                                                                          rob->device());
        });
        (void)makeBackup();

        const auto personId = make([&] {
            v1::Person person;
            person.set_name("Vera");
            person.set_role(v1::REP);
            person.set_unit_id(site->unit("North"));
            return person;
        }());
        std::string after;
        std::string key;
        atWriter([&](Turn& turn) {
            account::Credentials{turn.database, site->clock()}.set(personId,
                                                                   cheapHash("a new word", site->random()));
            account::ApiKeys keys{turn.database, site->clock()};
            keys.remove("old");
            key = keys.add(turn.random, "new", {"orders"});
            account::Sessions sessions{turn.database, site->clock()};
            sessions.end(before);
            after = sessions.open(turn.random, personId, std::string(16, 'v'));
        });
        change<v1::Device>(rita->device(), [](v1::Device& device) { device.set_revoked(v1::Device::LOST); });
        change<v1::Product>(product, [](v1::Product& record) { record.set_name("Better seed"); });
        const auto edited = site->stored(Schema::of<v1::Product>(), product);
        const auto path = schema::Path{Schema::of<v1::Product>().field("name")->number(), {}, 0};
        const auto time = edited.versions.of(path).time;

        const auto result = restore();
        QVERIFY(result.couldReadFormer);
        QCOMPARE(result.recordChanges, std::uint64_t{3});
        QCOMPARE(result.accountChanges, std::uint64_t{5});
        QCOMPARE(result.waiting, std::uint64_t{0});
        QVERIFY(result.unmade.empty() && result.toCheck.empty());
        QCOMPARE(site->stored<v1::Person>(personId).name(), std::string{"Vera"});
        QVERIFY(ask<bool>([&](auto& database) {
            const auto hash = account::Credentials{database, site->clock()}.find(personId);
            return hash && hash->matches("a new word") && !hash->matches("another");
        }));
        QVERIFY(hasSession(after) && !hasSession(before) && hasSession(rob->token));
        QVERIFY(ask<bool>([&](auto& database) {
            account::ApiKeys keys{database, site->clock()};
            return keys.find(key).has_value() && keys.list().size() == 1;
        }));
        QCOMPARE(site->stored<v1::Device>(rita->device()).revoked(), v1::Device::LOST);
        QCOMPARE(site->stored<v1::Product>(product).name(), std::string{"Better seed"});
        // As of then: an edit that a device made later, and offers again, is later still.
        QCOMPARE(site->stored(Schema::of<v1::Product>(), product).versions.of(path).time, time);
        QVERIFY(site->stored(Schema::of<v1::Product>(), product).seq > edited.seq);
        QVERIFY(fs::exists(result.keptAside));
        (void)backup::makeBackup(data, in("after"), true, site->clock());  // it is sound
    }

    void whatNeedsADevicesWorkWaits() {
        auto rita = site->client("rita");
        const auto customer = rita->create(customerOf("Acorn"));
        const auto early = orderOf(*rita, customer, "O-1");
        const auto draft = rita->create(orderFor(customer, "O-2"));
        (void)rita->sync();
        (void)makeBackup();

        accept(early);
        rita->edit<v1::Order>(draft, [](v1::Order& record) { record.set_status(v1::Order::SUBMITTED); });
        (void)rita->sync();
        accept(draft);  // its submission is lost with the backup's time
        const auto later = orderOf(*rita, customer, "O-3");
        accept(later);  // and all of this one
        const auto steps = {site->stored(Schema::of<v1::Order>(), draft).seq,
                            site->stored(Schema::of<v1::Order>(), later).seq};

        const auto result = restore();
        QCOMPARE(site->stored<v1::Order>(early).status(), v1::Order::ACCEPTED);
        QCOMPARE(site->stored<v1::Order>(draft).status(), v1::Order::DRAFT);
        QCOMPARE(result.recordChanges, std::uint64_t{1});
        QCOMPARE(result.waiting, std::uint64_t{2});
        const auto waiting = parkedByServer();
        QCOMPARE(waiting.size(), std::size_t{2});
        QVERIFY(std::equal(waiting.begin(), waiting.end(), steps.begin(),
                           [](const auto& one, std::uint64_t at) { return one.lostSeq == at; }));
        v1::Mutation mutation;
        QVERIFY(waiting[1].device.empty() && mutation.ParseFromString(waiting[1].mutation));
        QCOMPARE(mutation.id(), later);
        QCOMPARE(mutation.number(), waiting[1].number);
        v1::Order values;
        QVERIFY(values.ParseFromString(mutation.partial()));
        QCOMPARE(values.status(), v1::Order::ACCEPTED);

        // What any device sends may be what it waits for; after the window nobody will offer it.
        auto rob = site->client("rob");
        const auto stillWaiting = [&](ServerClient& sender) {
            (void)sender.create(customerOf("Birch"));
            (void)sender.sync();
            atWriter([](Turn&) {});  // what the exchange left to the writer is done
            return parkedByServer().size();
        };
        QCOMPARE(stillWaiting(*rob), std::size_t{2});
        change<v1::Order>(draft, [](v1::Order& order) { order.set_status(v1::Order::SUBMITTED); });
        QCOMPARE(stillWaiting(*rob), std::size_t{1});
        QCOMPARE(site->stored<v1::Order>(draft).status(), v1::Order::ACCEPTED);
        site->clock().advance(std::chrono::days{31});
        auto afterwards = site->client("rob");
        QCOMPARE(stillWaiting(*afterwards), std::size_t{0});
    }

    void withoutTheJournalDoorsAreClosed() {
        auto rita = site->client("rita");
        std::string code;
        atWriter([&](Turn& turn) {
            code = account::Enrolment{turn.database, site->clock()}.make(turn.random, rita->person().id);
            (void)account::ApiKeys{turn.database, site->clock()}.add(turn.random, "erp", {"orders"});
        });
        (void)makeBackup();
        const auto lost = make(productOf("Seed"));
        fs::rename(data / "journal" / "journal", in("journal"));

        const auto missing = faultOf(options());
        QCOMPARE(missing.code(), v1::NOT_FOUND);
        QCOMPARE(missing.path(), std::string{"journal"});
        QCOMPARE(site->stored<v1::Product>(lost).name(), std::string{"Seed"});  // nothing was changed

        auto wanted = options();
        wanted.withoutJournal = true;
        const auto result = restore(wanted);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)site->stored<v1::Product>(lost));
        QVERIFY(!hasSession(rita->token));
        QCOMPARE(site->number("SELECT count(*) FROM account_enrolment"), 0);
        QCOMPARE(ask<std::uint64_t>(
                     [](auto& database) { return MetaStore{database}.number("device_code_letters"); }),
                 std::uint64_t{5});
        QVERIFY(result.toCheck.size() >= 5);
        QVERIFY(std::any_of(result.toCheck.begin(), result.toCheck.end(),
                            [](const auto& line) { return line.find("erp") != std::string::npos; }));
        // The next journal begins after the backup's, and a restore with it works.
        const auto next = make(productOf("Salt"));
        (void)restore();
        QCOMPARE(site->stored<v1::Product>(next).name(), std::string{"Salt"});
    }

    void twoRestoresFromOneBackup() {
        (void)makeBackup();
        const auto first = site->organisation().epoch();
        const auto one = make(productOf("Seed"));
        const auto reachedFirst = seq();
        (void)restore();
        const auto second = site->organisation().epoch();
        const auto two = make(productOf("Salt"));
        const auto reachedSecond = seq();
        (void)restore();
        const auto third = site->organisation().epoch();
        QVERIFY(first != second && second != third && first != third);
        QVERIFY(reachedSecond > reachedFirst && seq() > reachedSecond);
        QVERIFY(server::storage::isLost(restores(), reachedFirst));
        QVERIFY(server::storage::isLost(restores(), reachedSecond));
        QVERIFY(!server::storage::isLost(restores(), site->stored(Schema::of<v1::Product>(), two).seq));
        std::set<std::string> ended;
        for (const auto& restored : restores())
            ended.insert(restored.epoch);
        QVERIFY((ended == std::set<std::string>{first, second}));
        for (const auto& id : {one, two})
            QVERIFY(site->stored<v1::Product>(id).has_name());
    }

    /// A disk that lost the store: the journal alone tells of the restore before.
    void aSecondRestoreWithoutAStore() {
        (void)makeBackup();
        const auto first = site->organisation().epoch();
        (void)restore();
        const auto second = site->organisation().epoch();
        const auto product = make(productOf("Seed"));
        const auto reached = seq();
        const auto garbage = std::string(8192, 'x');
        backup::RestoreResult result;
        site->reopen([&](const fs::path& folder) {
            writeFile(folder / "store.sqlite", garbage);
            result = backup::restore(options(), site->clock(), site->random());
        });
        QVERIFY(!result.couldReadFormer);
        QVERIFY(contentOf(result.keptAside) == garbage);
        QVERIFY(seq() > reached && server::storage::isLost(restores(), reached));
        std::set<std::string> ended;
        for (const auto& restored : restores())
            ended.insert(restored.epoch);
        QVERIFY((ended == std::set<std::string>{first, second}));
        QVERIFY(site->stored<v1::Product>(product).has_name());
    }

    void intoAnEmptyFolder() {
        (void)makeBackup();
        const auto product = make(productOf("Seed"));
        const auto fresh = in("fresh");
        auto wanted = options();
        wanted.data = fresh;
        wanted.journal = data / "journal";
        v1::Fault fault;
        try {
            auto own = wanted;
            own.journal.reset();
            (void)backup::restore(own, site->clock(), site->random());
        } catch (const FaultError& error) {
            fault = error.fault();
        }
        QCOMPARE(fault.code(), v1::NOT_FOUND);
        const auto result = backup::restore(wanted, site->clock(), site->random());
        QVERIFY(result.keptAside.empty());
        QCOMPARE(modeOf(fresh), 0700U);
        QCOMPARE(modeOf(fresh / "store.sqlite"), 0600U);
        Organisation opened{fresh, site->clock(), site->random()};
        opened.readers().run([&](storage::Database& database) {
            QCOMPARE(
                server::storage::RecordStore{database}.load(Schema::of<v1::Product>(), {&product, 1}).size(),
                std::size_t{1});
        });
        QVERIFY(!fs::exists(fresh / "journal"));  // it stays where it was said to be
    }

    void whatWasPendingInTheFormerStoreIsMadeAgain() {
        (void)makeBackup();
        const auto file = data / "journal" / "journal";
        const auto before = contentOf(file);
        const auto product = make(productOf("Seed"));
        backup::RestoreResult result;
        site->reopen([&](const fs::path&) {
            writeFile(file, before);
            result = backup::restore(options(), site->clock(), site->random());
        });
        QCOMPARE(result.recordChanges, std::uint64_t{1});
        QCOMPARE(site->stored<v1::Product>(product).name(), std::string{"Seed"});
    }

    void onesThatAreRefusedAreTold() {
        (void)makeBackup();
        v1::JournalEntry entry;
        entry.set_time(1'000);
        auto& mutation = *entry.mutable_mutation();
        mutation.set_kind(v1::Mutation::CREATE);
        mutation.set_type(Schema::of<v1::Product>().number());
        mutation.set_id(std::string(16, 'z'));
        mutation.set_partial(productOf(std::string(5'000, 'n')).SerializeAsString());
        atWriter([&](Turn& turn) { server::storage::JournalStore{turn.database}.add(entry); });
        const auto product = make(productOf("Seed"));
        const auto result = restore();
        QCOMPARE(result.unmade.size(), std::size_t{1});
        QCOMPARE(result.unmade[0].fault.code(), v1::INVALID);
        QCOMPARE(result.unmade[0].time, std::int64_t{1'000});
        QVERIFY(result.unmade[0].what.starts_with("product "));
        QVERIFY(site->stored<v1::Product>(product).has_name());  // those after it go on
    }

    void stoppedInTheMiddleItIsRunAgain() {
        (void)makeBackup();
        const auto product = make(productOf("Seed"));
        auto wanted = options();
        wanted.journal = data / "journal";
        site->reopen([&](const fs::path& folder) {
            // The new store has taken its place, and then the setting of the journal cannot be written.
            fs::create_directories(folder / "journal.folder" / "in the way");
            QVERIFY_THROWS_EXCEPTION(storage::StorageError,
                                     (void)backup::restore(wanted, site->clock(), site->random()));
            fs::remove_all(folder / "journal.folder");
            try {
                const Organisation opened{folder, site->clock(), site->random()};
                QFAIL("it could be opened");
            } catch (const FaultError& error) {
                QVERIFY(error.fault().message().find("was not finished") != std::string::npos);
            }
            writeFile(folder / "store.sqlite.restoring", "half a copy");
            const auto again = backup::restore(wanted, site->clock(), site->random());
            QCOMPARE(again.recordChanges, std::uint64_t{1});
        });
        QCOMPARE(site->all<v1::Product>().size(), std::size_t{1});
        QVERIFY(site->stored<v1::Product>(product).has_name());
    }
};

QTEST_GUILESS_MAIN(BackupRestoreTest)
#include "backup_restore_test.moc"
