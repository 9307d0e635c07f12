#include <QTest>

#include "fieldfare/customer.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/schema/schema.h"
#include "tests/support/loopback/loopback.h"
#include "tests/support/server/sample_records.h"

using namespace fieldfare;
using tests::Loopback;
using tests::Phone;

namespace {

/// Keeps the last answer to a sync.
class Watched {
  public:
    explicit Watched(Phone& phone) : phone_{phone} {
        phone.transport().sees = [this](const std::string& body) { answer_.ParseFromString(body); };
    }
    ~Watched() { phone_.transport().sees = nullptr; }
    Watched(const Watched&) = delete;
    Watched& operator=(const Watched&) = delete;

    /// The row of a record in the last answer; null when it holds none.
    [[nodiscard]] const v1::Row* row(const std::string& id) const {
        for (const auto& page : answer_.pages())
            for (const auto& row : page.rows())
                if (row.id() == id)
                    return &row;
        return nullptr;
    }

  private:
    Phone& phone_;
    v1::SyncResponse answer_;
};

}  // namespace

/// A device that has a record is told what changed of it; one that has not, or has another state of it, gets
/// the whole. Either way it ends with what the server has.
class ChangedRowsTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Loopback> company;
    std::unique_ptr<Phone> ann;
    std::unique_ptr<Phone> mei;
    std::string id;

  private slots:
    void init() {
        company = std::make_unique<Loopback>();
        ann = company->phone("Ann");
        mei = company->phone("Mei");
        id = ann->create<v1::Customer>([](v1::Customer& customer) {
            customer.set_name("Lakeside Foods Group");
            customer.set_notes(std::string(500, 'n'));
            customer.add_tags("cold");
            auto& phone = *customer.add_phones();
            phone.set_id(std::string(16, 'p'));
            phone.set_number("+440570824882");
        });
        ann->sync();
        mei->sync();
    }
    void cleanup() {
        mei.reset();
        ann.reset();
        company.reset();
    }

    void onlyWhatChangedTravels() {
        ann->edit<v1::Customer>(id, [](v1::Customer& c) {
            c.set_industry("food");
            c.add_tags("key account");
            c.mutable_phones(0)->set_number("+865313935544");
        });
        ann->sync();
        const Watched watched{*mei};
        const auto result = mei->sync();
        const auto* row = watched.row(id);
        QVERIFY(row != nullptr);
        QCOMPARE(row->changed_size(), 3);
        QVERIFY(row->body().size() < 80);
        QCOMPARE(result.report.askedWhole, 0U);
        QCOMPARE(mei->get<v1::Customer>(id).SerializeAsString(),
                 ann->get<v1::Customer>(id).SerializeAsString());
        QCOMPARE(mei->get<v1::Customer>(id).phones(0).number(), std::string{"+865313935544"});
    }

    void whatWasClearedOrRemovedGoes() {
        ann->edit<v1::Customer>(id, [](v1::Customer& c) {
            c.clear_notes();
            c.clear_tags();
            c.clear_phones();
            c.set_industry("food");
        });
        ann->sync();
        const auto result = mei->sync();
        QCOMPARE(result.report.askedWhole, 0U);
        const auto customer = mei->get<v1::Customer>(id);
        QVERIFY(!customer.has_notes());
        QCOMPARE(customer.tags_size() + customer.phones_size(), 0);
    }

    void ownEditsStayLaidOver() {
        ann->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_industry("food"); });
        ann->sync();
        mei->edit<v1::Customer>(id, [](v1::Customer& c) { c.add_tags("typed offline"); });
        mei->transport().loses = [](const std::string&, int) { return true; };
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, mei->sync());  // the server has it, mei has no answer
        mei->transport().loses = nullptr;
        const auto result = mei->sync();
        QCOMPARE(result.report.askedWhole, 0U);
        const auto customer = mei->get<v1::Customer>(id);
        QCOMPARE(customer.industry(), std::string{"food"});
        QCOMPARE(customer.tags_size(), 2);
        QVERIFY(mei->reading().status().upToDate());
    }

    void derivedTotalsNeedNoPathOfTheirOwn() {
        const auto quote = ann->create<v1::Quote>([&](v1::Quote& made) {
            made = tests::quoteFor(id, "Q-1");
            tests::addLine(*made.mutable_lines(), 'r');
        });
        ann->sync();
        mei->sync();
        ann->edit<v1::Quote>(quote, [](v1::Quote& q) { q.mutable_lines(0)->set_quantity_milli(3000); });
        ann->sync();
        const Watched watched{*mei};
        const auto result = mei->sync();
        QVERIFY(watched.row(quote) != nullptr && watched.row(quote)->changed_size() > 0);
        QCOMPARE(result.report.askedWhole, 0U);
        QCOMPARE(mei->get<v1::Quote>(quote).SerializeAsString(),
                 ann->get<v1::Quote>(quote).SerializeAsString());
    }

    void whoNewlySeesARecordGetsAllOfIt() {
        company->atServer([&](server::sync::ServerEdit& edit) {
            edit.change(edit.require(schema::Schema::of<v1::Customer>(), id), [&](auto& record) {
                static_cast<v1::Customer&>(record).set_owner_id(company->colleague("Ben").id);
            });
        });
        auto ben = company->phone("Ben");
        ben->sync();
        QVERIFY(ben->has(id));
        const Watched watched{*mei};
        mei->sync();
        QVERIFY(watched.row(id) != nullptr);
        QCOMPARE(watched.row(id)->changed_size(), 0);  // its owner changed: who reads it changed with it
    }

    void anotherStateHereIsToldApartAndMended() {
        // Something wrote into the store what the server never sent.
        auto& table = mei->store().records().of(schema::Schema::of<v1::Customer>());
        auto stored = *table.load(id);
        v1::Customer damaged;
        QVERIFY(damaged.ParseFromString(stored.body));
        damaged.set_notes("never typed by anybody");
        stored.body = damaged.SerializeAsString();
        table.put(id, stored, damaged);

        ann->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_industry("food"); });
        ann->sync();
        mei->edit<v1::Customer>(id, [](v1::Customer& c) { c.add_tags("typed offline"); });
        const auto result = mei->sync();
        QCOMPARE(result.report.askedWhole, 1U);
        ann->sync();
        const auto customer = mei->get<v1::Customer>(id);
        QCOMPARE(customer.notes(), std::string(500, 'n'));
        QCOMPARE(customer.tags_size(), 2);
        QCOMPARE(customer.SerializeAsString(), ann->get<v1::Customer>(id).SerializeAsString());
        QVERIFY(mei->reading().status().upToDate());
        mei->sync();
        QCOMPARE(mei->sync().report.askedWhole, 0U);
    }
};

QTEST_GUILESS_MAIN(ChangedRowsTest)
#include "changed_rows_test.moc"
