#include <QAbstractItemModelTester>
#include <QTest>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/sale.pb.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/documents/document_draft.h"
#include "mobile/app/documents/product_list.h"
#include "shared/rules/record_rules.h"
#include "tests/support/app/own_store.h"
#include "tests/support/app/script_answer.h"

using namespace fieldfare;
using app::DocumentDraft;
using app::LineList;
using app::ProductList;
using tests::onEngine;
using tests::ScriptAnswer;

namespace {

constexpr auto strict = QAbstractItemModelTester::FailureReportingMode::QtTest;

std::string idOf(char c) {
    return std::string(16, c);
}

const auto customerId = app::idText(idOf('c'));
const auto steel = app::idText(idOf('s'));
const auto paint = app::idText(idOf('p'));

v1::Money euros(std::int64_t minor) {
    v1::Money money;
    money.set_minor(minor);
    money.set_currency("EUR");
    return money;
}

/// Rows of the server: a list with 5 % for tier A and 8 % from ten on, steel at 10.00 in it, paint at 4.99
/// beside it, one product that is not sold any more and one without a price.
class SellingStore : public tests::OwnStore {
  public:
    explicit SellingStore(v1::Role role = v1::REP) : OwnStore{role} {
        receive([this](engine::LocalStore& store) {
            const auto put = [&](const std::string& id, const auto& record) {
                engine::StoredRow row;
                row.head.seq = ++seq_;
                row.head.standings.set(1, seq_);
                row.body = record.SerializeAsString();
                store.records().put(*schema::Schema::instance().referenced(record.GetDescriptor()->name()),
                                    id, row, record);
            };
            put(store.session()->organisation_id(), rules::defaultOrganisation("Fieldfare", "EUR"));
            v1::PriceList list;
            list.set_name("Standard");
            list.set_currency("EUR");
            auto& tier = *list.add_tier_discounts();
            tier.set_tier(v1::Customer::A);
            tier.set_discount_bp(500);
            auto& quantity = *list.add_quantity_discounts();
            quantity.set_id(idOf('1'));
            quantity.set_from_quantity_milli(10'000);
            quantity.set_discount_bp(800);
            put(idOf('l'), list);
            v1::Category metal;
            metal.set_name("Metal");
            put(idOf('M'), metal);
            v1::Category sheets;
            sheets.set_name("Sheets");
            sheets.set_superior_id(idOf('M'));
            put(idOf('S'), sheets);
            const auto product = [&](char id, const char* name, const char* sku) {
                v1::Product made;
                made.set_name(name);
                made.set_sku(sku);
                made.set_unit_name("box");
                made.set_tax_bp(1900);
                if (id != 'f')
                    *made.mutable_standard_price() = id == 's' ? euros(10'00) : euros(4'99);
                if (id == 's')
                    made.set_category_id(idOf('S'));
                if (id == 's')
                    made.set_stock_milli(7'500);
                made.set_discontinued(id == 'x');
                put(idOf(id), made);
            };
            product('s', "Steel sheet", "ST-2");
            product('p', "Paint", "P-1");
            product('x', "Lead paint", "P-0");
            product('f', "Sample", "N-0");
            v1::Customer buyer;
            buyer.set_name("Toronto Steel");
            buyer.set_owner_id(person());
            buyer.set_unit_id(store.session()->unit_id());
            buyer.set_tier(v1::Customer::A);
            buyer.set_price_list_id(idOf('l'));
            put(idOf('c'), buyer);
        });
    }

  private:
    std::uint64_t seq_ = 0;
};

struct Running {
    explicit Running(const tests::OwnStore& store) : engine{store.folder()} {
        onEngine(engine, [](app::Desk& desk) { desk.open(); });
    }
    template <typename Message>
    [[nodiscard]] Message stored(const QString& id) {
        Message found;
        onEngine(engine,
                 [&](app::Desk& desk) { found = desk.editing().require(app::idBytes(id)).as<Message>(); });
        return found;
    }
    app::EngineThread engine;
};

/// A draft of a page, which its script may call.
struct Page {
    explicit Page(const char* kind, const QString& id = {}) {
        ScriptAnswer::own(script, draft);
        draft.setKind(kind);
        draft.setRecordId(id);
        draft.setCustomerId(customerId);
    }
    QVariant line(int row, int role) { return draft.lines()->data(draft.lines()->index(row), role); }
    QJSEngine script;
    DocumentDraft draft;
};

}  // namespace

/// Quotes and orders as pages write them.
class AppDocumentTest : public QObject {
    Q_OBJECT

  private slots:
    void aQuoteIsPricedAsItIsWritten() {
        const SellingStore store;
        const Running running{store};
        Page page{"quote"};
        auto& draft = page.draft;
        const QAbstractItemModelTester tester{draft.lines(), strict};
        QTRY_VERIFY(draft.ready());
        QCOMPARE(draft.currency(), "EUR");
        QCOMPARE(draft.status(), "DRAFT");
        QVERIFY(draft.editable());
        QVERIFY(!draft.dirty());
        ScriptAnswer added{page.script};
        draft.addProduct(steel, added.function());
        QTRY_COMPARE(added.count(), 1);
        const auto line = added.result().toString();
        QCOMPARE(draft.lines()->count(), 1);
        draft.setQuantity(line, 12'000);
        draft.addProduct(paint);
        draft.setHeaderDiscountBp(200);
        QTRY_COMPARE(draft.headerDiscountBp(), 200);
        QCOMPARE(page.line(0, LineList::LineIdRole), line);
        QCOMPARE(page.line(0, LineList::SkuRole), "ST-2");
        QCOMPARE(page.line(0, LineList::QuantityMilliRole), 12'000);
        QCOMPARE(page.line(0, LineList::VolumeDiscountBpRole), 800);
        QCOMPARE(page.line(0, LineList::NetMinorRole), 110'40);
        QCOMPARE(page.line(1, LineList::NetMinorRole), 4'74);  // 4.99 - 5 % = 4.7405
        // 115.14 - 2 % (2.30) = 112.84; 19 % of it 21.44
        QCOMPARE(draft.totals().value("net"), 112'84);
        QCOMPARE(draft.totals().value("tax"), 21'44);
        QCOMPARE(draft.totals().value("gross"), 134'28);
        QCOMPARE(draft.totals().value("rates").toList().size(), 1);
        QCOMPARE(draft.usedBp(), 200);
        QCOMPARE(draft.limitBp(), 500);
        QCOMPARE(draft.limitState(), "within");
        draft.setHeaderDiscountBp(450);
        QTRY_COMPARE(draft.limitState(), "near");
        draft.setHeaderDiscountBp(600);
        QTRY_COMPARE(draft.limitState(), "beyond");
        QVERIFY(draft.needsApproval());
        QCOMPARE(draft.quantityOf(steel), 12'000);

        draft.removeLine(line);
        QTRY_COMPARE(draft.lines()->count(), 1);
        QVERIFY(draft.canUndo());
        draft.undo();
        QTRY_COMPARE(draft.lines()->count(), 2);
        QCOMPARE(page.line(0, LineList::LineIdRole), line);
        QVERIFY(!draft.canUndo());
    }

    void whatIsWrongIsSaidAtItsLine() {
        const SellingStore store;
        const Running running{store};
        Page page{"order"};
        auto& draft = page.draft;
        QTRY_VERIFY(draft.ready());
        ScriptAnswer added{page.script};
        draft.addProduct(steel, added.function());
        QTRY_COMPARE(added.count(), 1);
        const auto line = added.result().toString();
        draft.setQuantity(line, 0);
        QTRY_COMPARE(page.line(0, LineList::ProblemRole), "The quantity must be more than zero.");
        QVERIFY(!draft.valid());
        draft.setQuantity(line, 1'000);
        QTRY_VERIFY(draft.valid());
        QVERIFY(page.line(0, LineList::ProblemRole).toString().isEmpty());
        draft.setDiscount(line, 10'001);
        QTRY_COMPARE(page.line(0, LineList::ProblemRole), "At most 100 %.");
        QVERIFY(draft.totals().isEmpty());
        draft.addProduct(app::idText(idOf('f')), added.function());
        QTRY_COMPARE(added.count(), 2);
        QCOMPARE(added.fault().value("code"), "RULE");
        QCOMPARE(draft.lines()->count(), 1);
    }

    void whatWasWrittenSurvivesAKill() {
        const SellingStore store;
        {
            const Running running{store};
            Page page{"quote"};
            QTRY_VERIFY(page.draft.ready());
            page.draft.setProductQuantity(steel, 3'000);
            page.draft.setTerms("Thirty days");
            QTRY_COMPARE(page.draft.lines()->count(), 1);
        }
        Running running{store};
        Page page{"quote"};
        auto& draft = page.draft;
        QTRY_VERIFY(draft.ready());
        QVERIFY(draft.recovered());
        QVERIFY(draft.recoveredAt() > 0);
        QVERIFY(draft.dirty());
        QCOMPARE(draft.terms(), "Thirty days");
        QCOMPARE(page.line(0, LineList::QuantityMilliRole), 3'000);
        ScriptAnswer saved{page.script};
        draft.save(saved.function());
        QTRY_COMPARE(saved.count(), 1);
        const auto id = saved.result().toString();
        QCOMPARE(draft.recordId(), id);
        QVERIFY(!draft.recovered());
        QVERIFY(!draft.dirty());
        QCOMPARE(draft.number(), "Q-7F3K-00001");
        QCOMPARE(running.stored<v1::Quote>(id).lines(0).quantity_milli(), 3'000);
        Page next{"quote"};
        QTRY_VERIFY(next.draft.ready());
        QVERIFY(!next.draft.recovered());
    }

    void discardBeginsAnew() {
        const SellingStore store;
        const Running running{store};
        Page page{"order"};
        QTRY_VERIFY(page.draft.ready());
        page.draft.addProduct(steel);
        QTRY_COMPARE(page.draft.lines()->count(), 1);
        page.draft.discard();
        QTRY_COMPARE(page.draft.lines()->count(), 0);
        QVERIFY(!page.draft.dirty());
        Page next{"order"};
        QTRY_VERIFY(next.draft.ready());
        QVERIFY(!next.draft.recovered());
    }

    void fromQuoteToOrderInOneStepEach() {
        const SellingStore store;
        Running running{store};
        Page page{"quote"};
        auto& draft = page.draft;
        QTRY_VERIFY(draft.ready());
        draft.addProduct(steel);
        ScriptAnswer issued{page.script};
        draft.issue(issued.function());  // saved and issued together
        QTRY_COMPARE(issued.count(), 1);
        QCOMPARE(draft.status(), "ISSUED");
        QVERIFY(!draft.editable());
        const auto quote = draft.recordId();

        ScriptAnswer revised{page.script};
        draft.revise(revised.function());
        QTRY_COMPARE(revised.count(), 1);
        QCOMPARE(app::idText(running.stored<v1::Quote>(revised.result().toString()).revises_id()), quote);

        ScriptAnswer ordered{page.script};
        draft.toOrder(ordered.function());
        QTRY_COMPARE(ordered.count(), 1);
        QCOMPARE(running.stored<v1::Order>(ordered.result().toString()).status(), v1::Order::SUBMITTED);
        QCOMPARE(draft.status(), "ORDERED");

        Page copy{"order"};
        QTRY_VERIFY(copy.draft.ready());
        ScriptAnswer copied{copy.script};
        copy.draft.copyFrom(ordered.result().toString(), copied.function());
        QTRY_COMPARE(copied.count(), 1);
        QVERIFY(copied.result().toMap().value("leftOut").toList().isEmpty());
        QCOMPARE(copy.draft.lines()->count(), 1);
        ScriptAnswer submitted{copy.script};
        copy.draft.submit(submitted.function());
        QTRY_COMPARE(submitted.count(), 1);
        QCOMPARE(running.stored<v1::Order>(submitted.result().toString()).status(), v1::Order::SUBMITTED);
    }

    void beyondTheLimitApprovalIsAsked() {
        const SellingStore store;
        Running running{store};
        Page page{"quote"};
        auto& draft = page.draft;
        QTRY_VERIFY(draft.ready());
        draft.addProduct(steel);
        draft.setHeaderDiscountBp(1'000);
        ScriptAnswer issued{page.script};
        draft.issue(issued.function());
        QTRY_COMPARE(issued.count(), 1);
        QCOMPARE(issued.fault().value("path"), "status");
        QVERIFY(draft.recordId().isEmpty());  // not saved either: nothing is half done
        QVERIFY(draft.dirty());
        ScriptAnswer asked{page.script};
        draft.askApproval("Their first order", asked.function());
        QTRY_COMPARE(asked.count(), 1);
        QCOMPARE(draft.status(), "WAITING");
        const auto approval = running.stored<v1::Approval>(asked.result().toString());
        QCOMPARE(approval.question(), "Their first order");
        QCOMPARE(app::idText(approval.subject_id()), draft.recordId());
        draft.reopen();
        QTRY_COMPARE(draft.status(), "DRAFT");
        QVERIFY(draft.editable());
    }

    void aPageThatNobodyWritesOnFollowsTheDocument() {
        const SellingStore store;
        Running running{store};
        Page page{"quote"};
        QTRY_VERIFY(page.draft.ready());
        page.draft.addProduct(steel);
        page.draft.save();
        QTRY_VERIFY(!page.draft.recordId().isEmpty());
        onEngine(running.engine,
                 [id = page.draft.recordId()](app::Desk& desk) { desk.documents().issue(app::idBytes(id)); });
        QTRY_COMPARE(page.draft.status(), "ISSUED");
    }

    void theCatalogueHasTheCustomersPrices() {
        const SellingStore store;
        const Running running{store};
        ProductList list;
        const QAbstractItemModelTester tester{&list, strict};
        list.setCustomerId(customerId);
        QTRY_VERIFY(list.loaded());
        QCOMPARE(list.count(), 3);  // in the order of their names, without what is not sold any more
        const auto at = [&](int row, int role) { return list.data(list.index(row), role); };
        QCOMPARE(at(0, ProductList::NameRole), "Paint");
        QCOMPARE(at(0, ProductList::PriceMinorRole), 4'99);
        QCOMPARE(at(0, ProductList::DiscountBpRole), 500);
        QVERIFY(!at(0, ProductList::StockMilliRole).isValid());
        QVERIFY(!at(1, ProductList::PriceMinorRole).isValid());  // a sample without a price
        QCOMPARE(at(2, ProductList::PriceMinorRole), 10'00);
        QCOMPARE(at(2, ProductList::VolumeFromMilliRole), 10'000);
        QCOMPARE(at(2, ProductList::VolumeDiscountBpRole), 800);
        QCOMPARE(at(2, ProductList::StockMilliRole), 7'500);
        QCOMPARE(at(2, ProductList::UnitRole), "box");
        list.setCategoryId(app::idText(idOf('M')));  // of a category below it
        QTRY_COMPARE(list.count(), 1);
        QCOMPARE(at(0, ProductList::SkuRole), "ST-2");
        list.setCategoryId({});
        list.setSearch("paint");
        QTRY_VERIFY(list.count() == 1 && at(0, ProductList::SkuRole) == "P-1");

        Page page{"quote"};
        QTRY_VERIFY(page.draft.ready());
        list.setDraft(&page.draft);
        page.draft.setProductQuantity(paint, 4'000);
        QTRY_COMPARE(at(0, ProductList::InDraftMilliRole), 4'000);
        page.draft.setProductQuantity(paint, 0);
        QTRY_COMPARE(at(0, ProductList::InDraftMilliRole), 0);
        QCOMPARE(page.draft.lines()->count(), 0);
    }
};

QTEST_MAIN(AppDocumentTest)
#include "app_document_test.moc"
