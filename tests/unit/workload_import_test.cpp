#include "sync-server/backoffice/import/workload_import.h"

#include <QProcess>
#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <filesystem>
#include <fstream>

#include "shared/base/random.h"
#include "shared/base/uuid.h"
#include "shared/rules/record_rules.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "shared/schema/validate.h"
#include "sync-server/backoffice/import/workload_mapping.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/sync/catalogue_view.h"
#include "sync-server/sync/server_edit.h"
#include "tests/support/manual_clock.h"

using namespace fieldfare;
using namespace fieldfare::server;
using importing::WorkloadMapping;
using nlohmann::json;
using schema::Schema;
using server::storage::RecordStore;

namespace {

std::vector<json> linesOf(const std::filesystem::path& file) {
    std::vector<json> out;
    std::ifstream in{file};
    for (std::string line; std::getline(in, line);)
        out.push_back(json::parse(line));
    return out;
}

}  // namespace

class WorkloadImportTest : public QObject {
    Q_OBJECT

    QTemporaryDir workload_;
    std::unique_ptr<QTemporaryDir> folder_;
    tests::ManualClock clock_;
    std::unique_ptr<base::SeededRandom> random_;
    std::unique_ptr<sync::Organisation> organisation_;

    [[nodiscard]] std::filesystem::path file(const char* name) const {
        return workload_.filePath(name).toStdString();
    }
    std::int64_t count(const std::string& sql) {
        std::int64_t number = 0;
        organisation_->readers().run([&](fieldfare::storage::Database& database) {
            auto query = database.query(sql);
            query.step();
            number = query.integer(0);
        });
        return number;
    }
    template <typename Record>
    Record get(const std::string& idText) {
        Record out;
        organisation_->readers().run([&](fieldfare::storage::Database& database) {
            const auto id = base::Uuid::fromText(idText)->bytes();
            for (auto& row : RecordStore{database}.load(Schema::of<Record>(), {&id, 1}))
                out = static_cast<const Record&>(*row.record);
        });
        return out;
    }
    /// The first object of a type in rep 0's file.
    [[nodiscard]] json first(const char* type) const {
        for (auto& object : linesOf(file("records/rep-0000.jsonl")))
            if (object["type"] == type)
                return object;
        return {};
    }

  private slots:
    void initTestCase() {
        const auto source = qEnvironmentVariable("FIELDFARE_SOURCE");
        const auto generator = source + "/../shared/workload/generate.py";
        if (!QFileInfo::exists(generator))
            QSKIP("the workload's generator is not beside the source tree (../shared/workload)");
        QProcess python;
        python.start("python3", {generator, workload_.path(), "--reps", "3", "--team-size", "2", "--products",
                                 "40", "--customers-per-rep", "6", "--quotes-per-rep", "8", "--conflicts",
                                 "6", "--delta-rounds", "1", "--delta-size", "3"});
        QVERIFY(python.waitForFinished());
        QVERIFY2(python.exitCode() == 0, python.readAllStandardError());
    }
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        random_ = std::make_unique<base::SeededRandom>(3);
        const std::filesystem::path path = folder_->filePath("organisation").toStdString();
        sync::Organisation::make(path, "Bench", "CNY", clock_, *random_);
        organisation_ = std::make_unique<sync::Organisation>(path, clock_, *random_);
    }
    void cleanup() { organisation_.reset(); }

    void everythingArrives() {
        std::vector<std::size_t> reported;
        const auto counts = importing::importWorkload(*organisation_, workload_.path().toStdString(),
                                                      [&](std::size_t done) { reported.push_back(done); });
        const auto meta = json::parse(std::ifstream{file("meta.json")});
        QCOMPARE(counts.objects, meta["records"].get<std::size_t>());
        QVERIFY(!reported.empty() && reported.back() == counts.objects);
        QVERIFY(std::is_sorted(reported.begin(), reported.end()));
        QCOMPARE(count("SELECT count(*) FROM customer"), 18);
        QCOMPARE(count("SELECT count(*) FROM product"), 40);
        QCOMPARE(count("SELECT count(*) FROM quote"), 24);
        QCOMPARE(count("SELECT count(*) FROM person"), static_cast<std::int64_t>(counts.people));
        QCOMPARE(count("SELECT count(*) FROM visit"), static_cast<std::int64_t>(counts.visits));
        QCOMPARE(count("SELECT count(DISTINCT name) FROM person"), static_cast<std::int64_t>(counts.people));
        QCOMPARE(counts.objects, counts.people + counts.products + counts.customers + counts.contacts +
                                     counts.visits + counts.quotes + counts.lines);
        // Two teams and the root; every customer in its rep's scope and its team's.
        QCOMPARE(count("SELECT count(*) FROM unit"), 3);
        QCOMPARE(
            count(
                "SELECT count(*) FROM feed f JOIN scope s ON s.no = f.scope WHERE f.type = 5 AND s.kind = " +
                std::to_string(v1::Scope::USER)),
            18);
        organisation_->readers().run([&](fieldfare::storage::Database& database) {
            const auto& settings = organisation_->directories().at(database)->organisation();
            QVERIFY(!settings.check_discounts() && !settings.lock_issued() && !settings.seal_visits());
        });
    }

    void recordsAreWhatTheFilesSay() {
        importing::importWorkload(*organisation_, workload_.path().toStdString());
        const auto customer = first("customer");
        const auto kept = get<v1::Customer>(customer["id"]);
        QVERIFY(kept.name() == customer["name"]);
        QVERIFY(kept.address().city() == customer["city"]);
        QVERIFY(kept.address().street() == customer["address"]);
        QVERIFY(kept.phones(0).number() == customer["phone"]);
        QVERIFY(kept.potential().minor() == customer["credit_limit_minor"]);
        QVERIFY(base::idText(kept.owner_id()) == customer["owner"]);
        QVERIFY(kept.unit_id() == WorkloadMapping::unitId(customer["team"]));
        const auto contact = first("contact");
        QVERIFY(get<v1::Contact>(contact["id"]).birthday() == contact["birthday"]);
        QVERIFY(get<v1::Contact>(contact["id"]).mails(0).address() == contact["email"]);
        const auto visit = first("visit");
        QVERIFY(get<v1::Visit>(visit["id"]).notes() == visit["notes"]);
        QVERIFY(base::idText(get<v1::Visit>(visit["id"]).author_id()) == visit["owner"]);
        const auto quote = first("quote");
        const auto quoted = get<v1::Quote>(quote["id"]);
        QCOMPARE(quoted.lines_size(), 4);
        QVERIFY(quoted.currency() == quote["currency"]);
        QVERIFY(quoted.totals().gross().minor() > 0);
    }

    void everythingKeepsLimitsAndRules() {
        importing::importWorkload(*organisation_, workload_.path().toStdString());
        std::string broken;
        organisation_->writer().run([&](sync::Turn& turn) {
            sync::ServerEdit edit{turn};
            const sync::CatalogueView catalogue{edit.changes(), edit.directory()};
            const rules::Context context{.catalogue = catalogue, .role = v1::REP, .now = turn.now};
            for (const auto* type : Schema::instance().types())
                for (const auto& row : RecordStore{turn.database}.loadAll(*type)) {
                    auto faults = schema::validate(*row.record, *type);
                    for (auto& fault : rules::checkRecord(*type, nullptr, *row.record, context))
                        faults.push_back(std::move(fault));
                    for (const auto& name : schema::missing(*row.record, *type))
                        faults.push_back(schema::fault(v1::INVALID, name + " is missing"));
                    for (const auto& fault : faults)
                        broken += type->name() + ' ' + fault.path() + ": " + fault.message() + '\n';
                }
        });
        QVERIFY2(broken.empty(), broken.c_str());
    }

    void aDaysOperationsChangeWhatTheySay() {
        WorkloadMapping mapping{"CNY"};
        std::map<std::string, importing::WorkloadRecord> records;
        const auto keep = [&](const json& object) {
            auto made = mapping.recordFrom(object);
            records[made.id] = std::move(made);
        };
        for (const auto& object : linesOf(file("users.jsonl")))
            keep(object);
        for (const auto& object : linesOf(file("products.jsonl")))
            keep(object);
        const auto addLine = [&](const json& line) {
            auto& quote =
                *records.at(base::Uuid::fromText(line["quote_id"].get<std::string>())->bytes()).record;
            mapping.addLine(line, static_cast<v1::Quote&>(quote));
        };
        std::vector<json> lines;
        for (const auto& object : linesOf(file("records/rep-0000.jsonl")))
            object["type"] == "quote_line" ? lines.push_back(object) : keep(object);
        for (const auto& line : lines)
            addLine(line);
        int patches = 0;
        for (const auto& operation : linesOf(file("day/rep-0000.jsonl"))) {
            if (operation["op"] == "put") {
                operation["type"] == "quote_line" ? addLine(operation["record"]) : keep(operation["record"]);
                continue;
            }
            const auto id = base::Uuid::fromText(operation["id"].get<std::string>())->bytes();
            auto& [type, recordId, record] = records.at(id);
            const std::unique_ptr<google::protobuf::Message> before{record->New()};
            before->CopyFrom(*record);
            mapping.patch(*type, id, operation["set"], *record);
            const auto changed = schema::differences(*before, *record, *type);
            QVERIFY2(!changed.empty(), operation.dump().c_str());
            QVERIFY(schema::validate(*record, *type).empty());
            if (type == &Schema::of<v1::Quote>()) {
                const auto from = static_cast<const v1::Quote&>(*before).status();
                const auto to = static_cast<const v1::Quote&>(*record).status();
                QVERIFY(from == to || type->field("status")->allowsStep(from, to, v1::REP));
            }
            ++patches;
        }
        QVERIFY(patches > 20);
    }

    void onePhoneIsOnePathForEverybody() {
        const WorkloadMapping mine{"CNY"};
        const WorkloadMapping theirs{"CNY"};
        const auto object = first("customer");
        auto a = mine.customerFrom(object);
        auto b = theirs.customerFrom(object);
        const auto id = base::Uuid::fromText(object["id"].get<std::string>())->bytes();
        const auto& type = Schema::of<v1::Customer>();
        const auto was = a;
        mine.patch(type, id, {{"phone", "+4912345"}}, a);
        theirs.patch(type, id, {{"phone", "+4967890"}}, b);
        const auto paths = schema::differences(was, a, type);
        QCOMPARE(paths.size(), 1U);
        QVERIFY(paths == schema::differences(was, b, type));
    }

    void twiceIsRefusedBeforeAnythingIsWritten() {
        importing::importWorkload(*organisation_, workload_.path().toStdString());
        const auto before = count("SELECT max(seq) FROM feed");
        try {
            importing::importWorkload(*organisation_, workload_.path().toStdString());
            QFAIL("imported twice");
        } catch (const schema::FaultError& error) {
            QCOMPARE(error.fault().code(), v1::ALREADY_EXISTS);
        }
        QCOMPARE(count("SELECT max(seq) FROM feed"), before);
    }

    void whatIsNoWorkloadIsNamed() {
        const QTemporaryDir other;
        const std::filesystem::path path = other.path().toStdString();
        const auto messageOf = [&] {
            try {
                importing::importWorkload(*organisation_, path);
            } catch (const schema::FaultError& error) {
                return std::string{error.what()};
            }
            return std::string{};
        };
        QVERIFY(messageOf().find("users.jsonl") != std::string::npos);
        std::ofstream{path / "users.jsonl"} << "{\"type\":\"user\"\n";
        QVERIFY(messageOf().starts_with("users.jsonl line 1: not JSON"));
        std::ofstream{path / "users.jsonl"} << linesOf(file("users.jsonl"))[0].dump()
                                            << "\n{\"type\":\"user\"}\n";
        QVERIFY2(messageOf().starts_with("users.jsonl line 2: "), messageOf().c_str());
    }
};

QTEST_GUILESS_MAIN(WorkloadImportTest)
#include "workload_import_test.moc"
