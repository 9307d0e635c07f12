#include "sync-server/backoffice/sample/sample.h"

#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <filesystem>
#include <map>
#include <set>

#include "fieldfare/sale.pb.h"
#include "shared/base/hash.h"
#include "shared/base/random.h"
#include "shared/rules/record_rules.h"
#include "shared/rules/totals.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "shared/schema/validate.h"
#include "sync-server/account/credentials.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/sync/catalogue_view.h"
#include "sync-server/sync/server_edit.h"
#include "tests/support/manual_clock.h"

using namespace fieldfare;
using namespace fieldfare::server;
using sample::SampleOptions;
using schema::Schema;
using server::storage::RecordStore;

namespace {

/// An organisation of its own, sampled.
struct Sampled {
    explicit Sampled(const SampleOptions& options, const char* currency = "CNY") {
        const std::filesystem::path path = folder.filePath("organisation").toStdString();
        sync::Organisation::make(path, "Fieldfare Trading", currency, clock, random);
        organisation = std::make_unique<sync::Organisation>(path, clock, random);
        counts = sample::makeSample(*organisation, options);
    }

    template <typename Record, typename Each>
    void forEach(Each each) {
        organisation->readers().run([&](fieldfare::storage::Database& database) {
            for (const auto& row : RecordStore{database}.loadAll(Schema::of<Record>()))
                each(row.id, static_cast<const Record&>(*row.record));
        });
    }
    /// Of all bodies, but for the units and people, which name the root unit.
    std::string digest() {
        std::string all;
        organisation->readers().run([&](fieldfare::storage::Database& database) {
            for (const auto* type : Schema::instance().types())
                if (type->policy().number() >= Schema::of<v1::Contact>().number())
                    for (const auto& row : RecordStore{database}.loadAll(*type))
                        all += row.id + row.record->SerializeAsString();
        });
        return base::sha256(all);
    }

    QTemporaryDir folder;
    tests::ManualClock clock;
    base::SeededRandom random{5};
    std::unique_ptr<sync::Organisation> organisation;
    sample::SampleCounts counts;
};

SampleOptions small() {
    SampleOptions options;
    options.seed = 7;
    options.now = 1'782'777'600'000;
    options.customers = 36;
    options.products = 60;
    options.visitsPerCustomer = 6;
    return options;
}

}  // namespace

class SampleTest : public QObject {
    Q_OBJECT

  private slots:
    void hasEverybodyAndEverything() {
        Sampled sampled{small()};
        QCOMPARE(sampled.counts.people, 11U);
        std::map<v1::Role, int> roles;
        sampled.forEach<v1::Person>([&](const auto&, const v1::Person& person) { ++roles[person.role()]; });
        QCOMPARE(roles[v1::REP], 6);
        QCOMPARE(roles[v1::MANAGER], 2);
        QCOMPARE(roles[v1::BACK_OFFICE] + roles[v1::ADMINISTRATOR] + roles[v1::EXECUTIVE], 3);
        QCOMPARE(sampled.counts.customers, 36U);
        QCOMPARE(sampled.counts.products, 60U);
        QCOMPARE(sampled.counts.priceLists, 3U);
        for (const auto count : {sampled.counts.contacts, sampled.counts.plans, sampled.counts.visits,
                                 sampled.counts.tasks, sampled.counts.quotes, sampled.counts.orders})
            QVERIFY(count > 10);
        int ahead = 0;
        int pool = 0;
        sampled.forEach<v1::VisitPlan>([&](const auto&, const v1::VisitPlan& plan) {
            ahead += plan.status() == v1::VisitPlan::PLANNED ? 1 : 0;
        });
        sampled.forEach<v1::Customer>(
            [&](const auto&, const v1::Customer& customer) { pool += customer.owner_id().empty() ? 1 : 0; });
        QVERIFY(ahead > 0);
        QVERIFY(pool > 0);
    }

    void everythingKeepsLimitsAndRules_data() {
        QTest::addColumn<QString>("currency");
        for (const char* currency : {"CNY", "GBP", "JPY"})
            QTest::newRow(currency) << currency;
    }
    void everythingKeepsLimitsAndRules() {
        QFETCH(QString, currency);
        const auto options = small();
        Sampled sampled{options, currency.toUtf8().constData()};
        std::string broken;
        sampled.organisation->writer().run([&](sync::Turn& turn) {
            sync::ServerEdit edit{turn};
            const sync::CatalogueView catalogue{edit.changes(), edit.directory()};
            for (const auto* type : Schema::instance().types()) {
                // Their own rules ask who decided, and when: makeSample() checks them as it makes them.
                const bool isSale =
                    type->name() == "quote" || type->name() == "order" || type->name() == "approval";
                for (const auto& row : RecordStore{turn.database}.loadAll(*type)) {
                    auto faults = schema::validate(*row.record, *type);
                    const rules::Context context{
                        .catalogue = catalogue, .role = v1::ADMINISTRATOR, .now = options.now};
                    if (!isSale)
                        for (auto& fault : rules::checkRecord(*type, nullptr, *row.record, context))
                            faults.push_back(std::move(fault));
                    for (const auto& name : schema::missing(*row.record, *type))
                        faults.push_back(schema::fault(v1::INVALID, name + " is missing"));
                    for (const auto& fault : faults)
                        broken += type->name() + ' ' + fault.path() + ": " + fault.message() + '\n';
                }
            }
        });
        QVERIFY2(broken.empty(), broken.c_str());
    }

    void totalsAreThoseOfTheLinesAndOrdersThoseOfTheirQuotes() {
        Sampled sampled{small()};
        std::map<std::string, v1::Quote> quotes;
        sampled.forEach<v1::Quote>([&](const auto& id, const v1::Quote& quote) {
            const auto totals = rules::totalsOf(quote.currency(), quote.lines(), quote.header_discount_bp());
            QVERIFY(totals.ok());
            QCOMPARE(quote.totals().gross().minor(), totals->gross().minor());
            QVERIFY(quote.totals().gross().minor() > 0);
            quotes[id] = quote;
        });
        int ordered = 0;
        std::set<std::string> numbers;
        sampled.forEach<v1::Order>([&](const auto&, const v1::Order& order) {
            QVERIFY(numbers.insert(order.number()).second);
            QVERIFY(order.status() == v1::Order::DRAFT || order.has_submitted_at());
            if (!order.has_quote_id())
                return;
            ++ordered;
            QCOMPARE(quotes.at(order.quote_id()).status(), v1::Quote::ORDERED);
            QCOMPARE(order.totals().gross().minor(), quotes.at(order.quote_id()).totals().gross().minor());
        });
        QVERIFY(ordered > 0);
    }

    void documentsAreInEveryState() {
        Sampled sampled{small()};
        std::map<int, int> quotes;
        std::map<int, int> orders;
        std::map<int, int> approvals;
        int withErpNumber = 0;
        sampled.forEach<v1::Quote>([&](const auto&, const v1::Quote& quote) { ++quotes[quote.status()]; });
        sampled.forEach<v1::Order>([&](const auto&, const v1::Order& order) {
            ++orders[order.status()];
            withErpNumber += order.has_erp_number() ? 1 : 0;
        });
        sampled.forEach<v1::Approval>(
            [&](const auto&, const v1::Approval& approval) { ++approvals[approval.decision()]; });
        for (int status = v1::Quote::DRAFT; status <= v1::Quote::REVISED; ++status)
            QVERIFY2(quotes[status] > 0, v1::Quote::Status_Name(status).c_str());
        for (int status = v1::Order::DRAFT; status <= v1::Order::CANCELLED; ++status)
            QVERIFY2(orders[status] > 0, v1::Order::Status_Name(status).c_str());
        QVERIFY(approvals[v1::Approval::DECISION_UNSPECIFIED] > 0);
        QVERIFY(approvals[v1::Approval::APPROVED] > 0 && approvals[v1::Approval::DECLINED] > 0);
        QVERIFY(withErpNumber > 0);
    }

    void visitsFollowEachOther() {
        Sampled sampled{small()};
        std::map<std::string, std::vector<std::pair<std::int64_t, std::int64_t>>> byRep;
        sampled.forEach<v1::Visit>([&](const auto&, const v1::Visit& visit) {
            QVERIFY(visit.check_out().at() <= small().now);
            byRep[visit.author_id()].emplace_back(visit.check_in().at(), visit.check_out().at());
        });
        for (auto& [rep, visits] : byRep) {
            std::sort(visits.begin(), visits.end());
            for (std::size_t i = 1; i < visits.size(); ++i)
                QVERIFY(visits[i - 1].second < visits[i].first);
        }
    }

    void whoeverLooksFindsADayUnderWay_data() {
        QTest::addColumn<QString>("moment");
        QTest::newRow("a Tuesday morning") << "2026-06-30T09:00:00Z";
        QTest::newRow("a Sunday afternoon") << "2026-11-22T14:00:00Z";
        QTest::newRow("a Saturday late at night") << "2026-11-21T23:50:00Z";
    }
    void whoeverLooksFindsADayUnderWay() {
        QFETCH(const QString, moment);
        auto options = small();
        options.customers = 120;
        options.now = QDateTime::fromString(moment, Qt::ISODate).toMSecsSinceEpoch();
        Sampled sampled{options};
        constexpr std::int64_t shift = 8LL * 3'600'000;
        std::map<std::string, int> done;
        std::map<std::string, int> ahead;
        sampled.forEach<v1::Visit>([&](const auto&, const v1::Visit& visit) {
            done[visit.author_id()] += visit.check_in().at() > options.now - shift ? 1 : 0;
        });
        sampled.forEach<v1::VisitPlan>([&](const auto&, const v1::VisitPlan& plan) {
            const bool soon =
                plan.starts_at() > options.now - shift / 8 && plan.starts_at() < options.now + shift;
            ahead[plan.person_id()] += soon && plan.status() == v1::VisitPlan::PLANNED ? 1 : 0;
        });
        sampled.forEach<v1::Person>([&](const auto& id, const v1::Person& person) {
            if (person.role() != v1::REP)
                return;
            QVERIFY2(done[id] > 0, person.name().c_str());
            QVERIFY2(ahead[id] > 0, person.name().c_str());
        });
    }

    void theSameSeedGivesTheSame() {
        Sampled a{small()};
        Sampled b{small()};
        auto other = small();
        other.seed = 8;
        Sampled c{other};
        QVERIFY(a.digest() == b.digest());
        QVERIFY(a.digest() != c.digest());
    }

    void everybodyMaySignInWithThePassword() {
        auto options = small();
        options.customers = 1;
        options.password = "correct horse battery";
        Sampled sampled{options};
        int matching = 0;
        sampled.organisation->writer().run([&](sync::Turn& turn) {
            account::Credentials credentials{turn.database, sampled.clock};
            std::set<std::string> texts;
            for (const auto& [id, person] : turn.directory()->people()) {
                const auto hash = credentials.find(id);
                QVERIFY(hash);
                if (texts.insert(hash->text()).second && hash->matches("correct horse battery"))
                    ++matching;
            }
        });
        QCOMPARE(matching, 1);  // one hash, hashed once
    }

    void anOrganisationWithPeopleIsLeftAlone() {
        Sampled sampled{small()};
        QVERIFY_THROWS_EXCEPTION(schema::FaultError,
                                 (void)sample::makeSample(*sampled.organisation, small()));
    }
};

QTEST_GUILESS_MAIN(SampleTest)
#include "sample_test.moc"
