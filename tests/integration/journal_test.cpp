#include <fstream>

#include "fieldfare/people.pb.h"
#include "shared/base/hash.h"
#include "sync-server/account/api_keys.h"
#include "sync-server/account/credentials.h"
#include "sync-server/account/enrolment.h"
#include "sync-server/account/sessions.h"
#include "sync-server/storage/journal_file.h"
#include "tests/support/server/server_test.h"

using namespace fieldfare;
using namespace fieldfare::tests;
namespace fs = std::filesystem;
namespace account = server::account;
using schema::FaultError;
using schema::Schema;
using server::storage::JournalFile;
using server::sync::Organisation;
using server::sync::ServerEdit;
using server::sync::Turn;
using v1::AccountChange;

namespace {

void write(const fs::path& file, const std::string& bytes) {
    std::ofstream{file, std::ios::binary | std::ios::trunc} << bytes;
}

std::string contentOf(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

/// What a restore is to find of the changes that no device has.
class JournalTest : public QObject {
    Q_OBJECT

    std::unique_ptr<ServerSite> site;
    QTemporaryDir outside;

    fs::path data;

    fs::path folder() { return data / "journal"; }
    fs::path file() { return JournalFile::fileIn(folder()); }
    std::string organisation() { return site->all<v1::Organisation>().begin()->first; }

    std::vector<v1::JournalEntry> entries() {
        std::vector<v1::JournalEntry> found;
        const auto reading = JournalFile::read(
            folder(), organisation(), [&](const v1::JournalEntry& entry) { found.push_back(entry); });
        if (reading.isTorn)
            throw std::runtime_error{"the journal is torn"};
        return found;
    }
    std::vector<v1::JournalEntry> entriesOf(const std::function<void()>& work) {
        const auto before = entries().size();
        work();
        auto all = entries();
        all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(before));
        return all;
    }
    std::vector<AccountChange> accountChangesOf(const std::function<void(Turn&)>& work) {
        std::vector<AccountChange> changes;
        for (const auto& entry : entriesOf([&] { site->organisation().writer().run(work); }))
            changes.push_back(entry.account());
        return changes;
    }
    std::string addUnit(const std::string& name) {
        std::string id;
        site->atServer([&](ServerEdit& edit) {
            v1::Unit unit;
            unit.set_name(name);
            unit.set_superior_id(site->unit("Acme"));
            id = edit.create(Schema::of<v1::Unit>(), {}, unit).id;
        });
        return id;
    }
    /// What opening the organisation throws after this was done to its folder; and then it is undone.
    v1::Fault faultOfOpening(const std::function<void()>& damage, const fs::path& damaged) {
        const auto before = contentOf(damaged);
        v1::Fault fault;
        try {
            site->reopen([&](const fs::path&) { damage(); });
        } catch (const FaultError& error) {
            fault = error.fault();
        }
        site->reopen([&](const fs::path&) { write(damaged, before); });
        return fault;
    }

  private slots:
    void init() {
        site = std::make_unique<ServerSite>();
        data = site->organisation().folder();
    }
    void cleanup() { site.reset(); }

    void numbersHaveNoGaps() {
        std::uint64_t expected = 0;
        for (const auto& entry : entries())
            QCOMPARE(entry.number(), ++expected);
        QVERIFY(expected >= 14);  // the organisation, its units, its people
    }

    void aRecordIsNotedWithItsValues() {
        std::string id;
        const auto made = entriesOf([&] { id = addUnit("Hills"); });
        QCOMPARE(made.size(), std::size_t{1});
        const auto& create = made[0].mutation();
        QCOMPARE(create.kind(), v1::Mutation::CREATE);
        QCOMPARE(create.type(), Schema::of<v1::Unit>().number());
        QCOMPARE(create.id(), id);
        QCOMPARE(made[0].seq(), site->stored(Schema::of<v1::Unit>(), id).seq);
        v1::Unit unit;
        QVERIFY(unit.ParseFromString(create.partial()));
        QCOMPARE(unit.name(), std::string{"Hills"});
        QCOMPARE(unit.superior_id(), site->unit("Acme"));

        const auto edited = entriesOf([&] {
            site->atServer([&](ServerEdit& edit) {
                edit.change(edit.require(Schema::of<v1::Unit>(), id),
                            [](auto& record) { static_cast<v1::Unit&>(record).set_name("Moors"); });
            });
        });
        QCOMPARE(edited.size(), std::size_t{1});
        QCOMPARE(edited[0].mutation().kind(), v1::Mutation::EDIT);
        QCOMPARE(edited[0].mutation().paths_size(), 1);
        QVERIFY(unit.ParseFromString(edited[0].mutation().partial()));
        QCOMPARE(unit.name(), std::string{"Moors"});
        QVERIFY(!unit.has_superior_id());
        QCOMPARE(edited[0].seq(), site->stored(Schema::of<v1::Unit>(), id).seq);

        const auto erased = entriesOf([&] {
            site->atServer([&](ServerEdit& edit) { edit.erase(edit.require(Schema::of<v1::Unit>(), id)); });
        });
        QCOMPARE(erased.size(), std::size_t{1});
        QCOMPARE(erased[0].mutation().kind(), v1::Mutation::DELETE);
        QCOMPARE(erased[0].mutation().id(), id);
    }

    void aStepOfTheBackOfficeIsNotedAsItCameOut() {
        auto rita = site->client("rita");
        const auto customer = rita->create(customerOf("Acorn"));
        const auto order = rita->create(orderFor(customer, "O-1"));
        (void)rita->sync();
        rita->edit<v1::Order>(order, [](v1::Order& record) { record.set_status(v1::Order::SUBMITTED); });
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        const auto noted = entriesOf([&] {
            site->atServer([&](ServerEdit& edit) {
                server::sync::Viewer backOffice;
                backOffice.role = v1::BACK_OFFICE;
                edit.changeAs(backOffice, edit.require(Schema::of<v1::Order>(), order), [](auto& record) {
                    static_cast<v1::Order&>(record).set_status(v1::Order::ACCEPTED);
                    static_cast<v1::Order&>(record).set_erp_number("4711");
                });
            });
        });
        QCOMPARE(noted.size(), std::size_t{1});
        v1::Order values;
        QVERIFY(values.ParseFromString(noted[0].mutation().partial()));
        QCOMPARE(values.status(), v1::Order::ACCEPTED);
        QCOMPARE(values.erp_number(), std::string{"4711"});
        QVERIFY(!values.has_number());
    }

    void accountsAreNoted() {
        const auto& ann = site->person("rita").id;
        const std::string phone(16, 'p');
        auto& clock = site->clock();
        std::string token;
        auto noted = accountChangesOf([&](Turn& turn) {
            token = account::Sessions{turn.database, clock}.open(turn.random, ann, phone);
        });
        QCOMPARE(noted.size(), std::size_t{1});
        QCOMPARE(noted[0].kind(), AccountChange::SESSION_OPENED);
        QCOMPARE(noted[0].hash(), base::sha256(token));
        QCOMPARE(noted[0].person(), ann);
        QCOMPARE(noted[0].device(), phone);

        std::string code;
        std::string key;
        noted = accountChangesOf([&](Turn& turn) {
            account::Sessions sessions{turn.database, clock};
            account::Enrolment enrolment{turn.database, clock};
            account::ApiKeys keys{turn.database, clock};
            account::Credentials credentials{turn.database, clock};
            credentials.set(ann, *account::PasswordHash::fromText(account::PasswordHash::ofNobody().text()));
            code = enrolment.make(turn.random, ann);
            (void)enrolment.redeem(code);
            enrolment.withdraw(ann);
            key = keys.add(turn.random, "erp", {"orders"});
            keys.remove("erp");
            sessions.endOthersOfPerson(ann, token);
            sessions.end(token);
            sessions.endAllOfPerson(ann);
            sessions.endAllOfDevice(phone);
            sessions.endAll();
            credentials.remove(ann);
        });
        std::vector<AccountChange::Kind> kinds;
        for (const auto& change : noted)
            kinds.push_back(change.kind());
        const std::vector<AccountChange::Kind> expected{
            AccountChange::PASSWORD_SET,
            AccountChange::CODE_MADE,
            AccountChange::CODE_USED,
            AccountChange::CODES_WITHDRAWN,
            AccountChange::KEY_ADDED,
            AccountChange::KEY_REMOVED,
            AccountChange::SESSIONS_OF_PERSON_ENDED,
            AccountChange::SESSION_ENDED,
            AccountChange::SESSIONS_OF_PERSON_ENDED,
            AccountChange::SESSIONS_OF_DEVICE_ENDED,
            AccountChange::ALL_SESSIONS_ENDED,
            AccountChange::PASSWORD_REMOVED,
        };
        QVERIFY(kinds == expected);
        const auto all = contentOf(file());
        for (const auto& secret : {token, key, code})
            QVERIFY(all.find(secret) == std::string::npos);
    }

    void aDevicesPushAddsNothing() {
        auto rita = site->client("rita");
        (void)rita->sync();
        const auto before = contentOf(file());
        (void)rita->create(customerOf("Acorn"));
        COMPARE_RESULT(rita->syncOne(), APPLIED);
        QVERIFY(contentOf(file()) == before);
        QCOMPARE(site->number("SELECT count(*) FROM journal_pending"), 0);
    }

    void whatWasUndoneIsNotNoted() {
        const auto noted = entriesOf([&] {
            QVERIFY_THROWS_EXCEPTION(FaultError, site->atServer([&](ServerEdit& edit) {
                v1::Unit unit;
                unit.set_name("Nowhere");
                unit.set_superior_id(site->unit("Acme"));
                (void)edit.create(Schema::of<v1::Unit>(), {}, unit);
                edit.save();
                throw FaultError{v1::RULE, "no"};
            }));
            (void)addUnit("Hills");
        });
        QCOMPARE(noted.size(), std::size_t{1});
        QCOMPARE(noted[0].number(), entries().size());
    }

    /// Killed between COMMIT and the journal: the entry is still noted in the store, and the file lacks it.
    void whatIsPendingIsAddedWhenItOpens() {
        const auto before = contentOf(file());
        (void)addUnit("Hills");
        const auto after = contentOf(file());
        QVERIFY(after.size() > before.size());
        site->reopen([&](const fs::path&) { write(file(), before); });
        QVERIFY(contentOf(file()) == after);
        // And what the file has already is not added again.
        site->reopen();
        QVERIFY(contentOf(file()) == after);
    }

    void aTornTailIsCutOff() {
        const auto before = contentOf(file());
        (void)addUnit("Hills");
        const auto after = contentOf(file());
        for (std::size_t size = before.size() + 1; size < after.size(); size += 7) {
            site->reopen([&](const fs::path&) { write(file(), after.substr(0, size)); });
            QVERIFY(contentOf(file()) == after);
        }
        // A file system may have grown the file before it wrote what is in it.
        site->reopen([&](const fs::path&) { write(file(), before + std::string(after.size(), '\0')); });
        QVERIFY(contentOf(file()) == after);
        (void)addUnit("Moors");
        (void)entries();
    }

    void aDamagedMiddleNamesThePlace() {
        (void)addUnit("Hills");  // with which those before it are known to be in the file
        const auto whole = contentOf(file());
        for (const std::size_t at : {std::size_t{40}, std::size_t{60}, whole.size() / 2}) {
            auto damaged = whole;
            damaged[at] = static_cast<char>(damaged[at] ^ 1);
            const auto fault = faultOfOpening([&] { write(file(), damaged); }, file());
            QCOMPARE(fault.code(), v1::UNREADABLE);
            QVERIFY2(fault.message().find("damaged at byte ") != std::string::npos, fault.message().c_str());
        }
        auto damaged = whole;
        damaged[40] = static_cast<char>(damaged[40] ^ 1);
        const auto fault = faultOfOpening([&] { write(file(), damaged); }, file());
        QVERIFY2(fault.message().find("at byte 36, after entry 0") != std::string::npos,
                 fault.message().c_str());
        write(fs::path{outside.path().toStdString()} / "journal", damaged);
        const auto reading =
            JournalFile::read(outside.path().toStdString(), organisation(), [](const auto&) {});
        QVERIFY(reading.isTorn && reading.isDamaged);
    }

    void anOlderCopyOfTheStoreIsNotOpened() {
        const auto store = data / "store.sqlite";
        std::string older;
        site->reopen([&](const fs::path&) { older = contentOf(store); });
        (void)addUnit("Hills");
        std::string newer;
        site->reopen([&](const fs::path&) { newer = contentOf(store); });
        const auto fault = faultOfOpening([&] { write(store, older); }, store);
        QCOMPARE(fault.code(), v1::CONTRADICTION);
        QCOMPARE(fault.path(), std::string{"journal"});
    }

    void anotherOrganisationsJournalIsNotTaken() {
        Organisation::make(outside.filePath("other").toStdString(), "Other", "EUR", site->clock(),
                           site->random());
        { const Organisation other{outside.filePath("other").toStdString(), site->clock(), site->random()}; }
        const auto theirs = contentOf(outside.filePath("other/journal/journal").toStdString());
        const auto fault = faultOfOpening([&] { write(file(), theirs); }, file());
        QCOMPARE(fault.code(), v1::CONTRADICTION);
        QCOMPARE(faultOfOpening([&] { write(file(), std::string(100, 'x')); }, file()).code(),
                 v1::UNREADABLE);
    }

    void whileItCannotBeWrittenEntriesWait() {
        const auto aside = file().string() + ".aside";
        const auto before = entries().size();
        fs::rename(file(), aside);
        fs::create_directory(file());
        (void)addUnit("Hills");
        QCOMPARE(site->number("SELECT count(*) FROM journal_pending"), 1);
        fs::remove(file());
        fs::rename(aside, file());
        (void)addUnit("Moors");
        const auto now = entries();
        QCOMPARE(now.size(), before + 2);
        QCOMPARE(now.back().number(), now.size());
    }

    void itIsKeptElsewhereOnceSaid() {
        const auto elsewhere = fs::path{outside.path().toStdString()} / "kept";
        site->reopen([&](const fs::path&) {
            fs::create_directories(elsewhere);
            fs::rename(file(), elsewhere / "journal");
            JournalFile::setFolder(data, elsewhere);
        });
        const auto before = contentOf(elsewhere / "journal");
        (void)addUnit("Hills");
        QVERIFY(contentOf(elsewhere / "journal").size() > before.size());
        QVERIFY(!fs::exists(file()));
        // A disk that is not mounted.
        const auto setting = data / "journal.folder";
        const auto fault = faultOfOpening([&] { write(setting, (elsewhere / "none").string()); }, setting);
        QCOMPARE(fault.code(), v1::NOT_FOUND);
    }
};

QTEST_GUILESS_MAIN(JournalTest)
#include "journal_test.moc"
