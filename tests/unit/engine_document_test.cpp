#include <QtTest/QtTest>

#include "mobile/engine/document_desk.h"
#include "mobile/engine/documents.h"
#include "mobile/engine/resolution.h"
#include "selling_device.h"

using namespace fieldfare;
using namespace fieldfare::engine;
using namespace fieldfare::tests;

namespace {

const std::string paint = idOf('q');
const std::string old = idOf('x');
const std::string free_ = idOf('f');

/// Beside steel at 10.00 (19 % tax): paint at 4.99 without a price in the list (7 % tax), one that is not
/// sold any more and one without a price. The customer is of tier A, which the list gives 5 %; it gives 8 %
/// from ten of anything on.
class PricedDevice : public SellingDevice {
  public:
    explicit PricedDevice(v1::Role role = v1::REP) : SellingDevice{role} {
        auto list = reading->get<v1::PriceList>(priceList)->as<v1::PriceList>();
        list.set_version(7);
        auto& tier = *list.add_tier_discounts();
        tier.set_tier(v1::Customer::A);
        tier.set_discount_bp(500);
        auto& quantity = *list.add_quantity_discounts();
        quantity.set_id(idOf('1'));
        quantity.set_from_quantity_milli(10'000);
        quantity.set_discount_bp(800);
        auto buyer = reading->get<v1::Customer>(id)->as<v1::Customer>();
        buyer.set_tier(v1::Customer::A);
        v1::Product second;
        second.set_name("Paint");
        second.set_sku("P-1");
        *second.mutable_standard_price() = euros(4'99);
        second.set_tax_bp(700);
        auto third = second;
        third.set_name("Lead paint");
        third.set_discontinued(true);
        v1::Product fourth;
        fourth.set_sku("N-0");
        answer(server.reply(begin())
                   .row(everyoneScope(), priceList, 30, list)
                   .row(everyoneScope(), paint, 31, second)
                   .row(everyoneScope(), old, 32, third)
                   .row(everyoneScope(), free_, 33, fourth)
                   .row(userScope(), id, 34, buyer)
                   .done());
    }

    std::unique_ptr<google::protobuf::Message> newDocument(const char* type) {
        return DocumentDesk::begin(*editing, *schema::Schema::instance().type(type), id);
    }
    template <typename Document>
    Document stored(const std::string& which) {
        return editing->require(which).as<Document>();
    }
    /// A stored draft with three sheets and this much off.
    std::string draftQuote(std::uint32_t discountBp) {
        const auto made = newDocument("quote");
        DocumentDesk desk{*editing, *made};
        desk.addProduct(product, 3'000);
        desk.setHeaderDiscount(discountBp);
        return editing->create(*made);
    }
};

}  // namespace

/// Quotes and orders as they are written and as they move on.
class EngineDocumentTest : public QObject {
    Q_OBJECT
  private slots:
    void aDocumentBeginsOnItsCustomersTerms() {
        PricedDevice device;
        const auto made = device.newDocument("quote");
        const auto& quote = dynamic_cast<const v1::Quote&>(*made);
        QCOMPARE(quote.customer_id(), device.id);
        QCOMPARE(quote.status(), v1::Quote::DRAFT);
        QCOMPARE(quote.currency(), "EUR");
        QCOMPARE(quote.price_list_id(), priceList);
        QCOMPARE(quote.price_version(), 7U);
        const auto order = device.newDocument("order");
        QCOMPARE(dynamic_cast<const v1::Order&>(*order).price_list_id(), priceList);
        QCOMPARE(faultOf([&] {
                     (void)DocumentDesk::begin(*device.editing, schema::Schema::of<v1::Quote>(), idOf('z'));
                 }).code(),
                 v1::NOT_FOUND);
    }

    void figuresByHand() {
        PricedDevice device;
        const auto made = device.newDocument("quote");
        DocumentDesk desk{*device.editing, *made};
        const auto sheets = desk.addProduct(product, 3'000);
        QCOMPARE(desk.figures().sums.lines[0].net, 28'50);  // 3 x 10.00 - 5 %
        QCOMPARE(desk.addProduct(product), sheets);         // a fourth
        QCOMPARE(desk.lines()[0].quantity_milli(), 4'000);
        desk.setQuantity(sheets, 12'000);
        QCOMPARE(desk.lines()[0].volume_discount_bp(), 800U);
        const auto tins = desk.addProduct(paint, 2'500);
        QVERIFY(desk.lines()[1].position() > desk.lines()[0].position());
        desk.setHeaderDiscount(200);
        const auto figures = desk.figures();
        QVERIFY(figures.summed);
        QCOMPARE(figures.sums.lines[0].net, 110'40);  // 120.00 - 8 %
        QCOMPARE(figures.sums.lines[1].net, 11'85);   // 2.5 x 4.99 - 5 % = 11.85125
        // 2 % of 122.25 are 2.45: 2.21 and 0.23 in proportion, the cent that is left on the larger.
        QCOMPARE(figures.sums.lines[0].headerDiscount, 2'22);
        QCOMPARE(figures.sums.lines[1].headerDiscount, 23);
        QCOMPARE(figures.sums.taxes.size(), 2U);
        QCOMPARE(figures.sums.taxes[0].rateBp, 700U);
        QCOMPARE(figures.sums.taxes[0].tax, 81);  // 7 % of 11.62
        QCOMPARE(figures.sums.taxes[1].base, 108'18);
        QCOMPARE(figures.sums.taxes[1].tax, 20'55);  // 19 % of 108.18
        const auto& totals = figures.sums.totals;
        QCOMPARE(totals.list().minor(), 132'48);
        QCOMPARE(totals.net().minor(), 119'80);
        QCOMPARE(totals.tax().minor(), 21'36);
        QCOMPARE(totals.gross().minor(), 141'16);
        QCOMPARE(totals.discount_bp(), 957U);
        QCOMPARE(figures.usedBp, 200U);  // tier and quantity are the customer's due
        QVERIFY(device.editing->faultsOfCreate(*made).empty());

        const auto removed = desk.removeLine(sheets);
        QCOMPARE(desk.lines().size(), 1);
        desk.putBack(removed);
        QCOMPARE(desk.lines()[0].id(), sheets);  // where it was
        QCOMPARE(desk.lines()[1].id(), tins);
        QCOMPARE(faultOf([&] { desk.setDiscount(idOf('?'), 1); }).code(), v1::NOT_FOUND);
    }

    void theLimitIsShownBeforeItBites_data() {
        QTest::addColumn<int>("role");
        QTest::addColumn<int>("discount");
        QTest::addColumn<int>("limit");
        QTest::addColumn<int>("state");
        QTest::newRow("nothing given") << int{v1::REP} << 0 << 500 << int(LimitState::Within);
        QTest::newRow("below four fifths") << int{v1::REP} << 390 << 500 << int(LimitState::Within);
        QTest::newRow("four fifths") << int{v1::REP} << 400 << 500 << int(LimitState::Near);
        QTest::newRow("all of it") << int{v1::REP} << 500 << 500 << int(LimitState::Near);
        QTest::newRow("more") << int{v1::REP} << 510 << 500 << int(LimitState::Beyond);
        QTest::newRow("a manager's") << int{v1::MANAGER} << 510 << 1500 << int(LimitState::Within);
        QTest::newRow("an executive's") << int{v1::EXECUTIVE} << 9900 << 10000 << int(LimitState::Within);
    }
    void theLimitIsShownBeforeItBites() {
        QFETCH(int, role);
        QFETCH(int, discount);
        QFETCH(int, limit);
        QFETCH(int, state);
        PricedDevice device{static_cast<v1::Role>(role)};
        const auto made = device.newDocument("order");
        DocumentDesk desk{*device.editing, *made};
        desk.addProduct(product, 100'000);  // 920.00, so that a basis point is nine cents
        desk.setHeaderDiscount(static_cast<std::uint32_t>(discount));
        const auto figures = desk.figures();
        QCOMPARE(figures.usedBp, static_cast<unsigned>(discount));
        QCOMPARE(figures.limitBp, static_cast<unsigned>(limit));
        QCOMPARE(int(figures.limit), state);
    }

    void aPriceOfItsOwnStaysOverAnotherQuantity() {
        PricedDevice device;
        const auto made = device.newDocument("order");
        DocumentDesk desk{*device.editing, *made};
        const auto sheets = desk.addProduct(product, 3'000);
        desk.setUnitPrice(sheets, 9'50);
        desk.setDiscount(sheets, 1000);
        desk.setQuantity(sheets, 10'000);
        QCOMPARE(desk.lines()[0].unit_price().minor(), 9'50);
        QCOMPARE(desk.lines()[0].list_price().minor(), 10'00);
        const auto figures = desk.figures();
        QCOMPARE(figures.sums.lines[0].net, 78'66);  // 95.00 - 8 % = 87.40, - 10 %
        QCOMPARE(figures.usedBp, 1450U);             // of 92.00
        QCOMPARE(figures.limit, LimitState::Beyond);
    }

    void whatIsHalfTypedIsKeptAndTold() {
        PricedDevice device;
        const auto made = device.newDocument("quote");
        DocumentDesk desk{*device.editing, *made};
        const auto sheets = desk.addProduct(product);
        const auto tins = desk.addProduct(paint);
        desk.setQuantity(sheets, 0);
        desk.setDiscount(tins, 20'000);
        QCOMPARE(desk.lines()[0].quantity_milli(), 0);
        const auto figures = desk.figures();
        QVERIFY(!figures.summed);
        QCOMPARE(figures.sums.lines.size(), 2U);
        std::set<std::string> paths;
        for (const auto& fault : device.editing->faultsOfCreate(*made))
            paths.insert(fault.path());
        QVERIFY(paths.contains("lines/" + base::idText(sheets) + "/quantity_milli"));
        QVERIFY(paths.contains("lines/" + base::idText(tins) + "/discount_bp"));
        desk.setQuantity(sheets, 2'000);
        desk.setDiscount(tins, 100);
        QVERIFY(desk.figures().summed);
        QVERIFY(device.editing->faultsOfCreate(*made).empty());
    }

    void whatCannotBeSoldIsRefused() {
        PricedDevice device;
        const auto made = device.newDocument("quote");
        DocumentDesk desk{*device.editing, *made};
        for (const auto& id : {old, free_, idOf('!')}) {
            const auto fault = faultOf([&] { desk.addProduct(id); });
            QCOMPARE(fault.code(), v1::RULE);
            QCOMPARE(fault.path(), "product_id");
        }
        QVERIFY(desk.lines().empty());
    }

    void aCopyHasTodaysPrices() {
        PricedDevice device;
        v1::Order before;
        before.set_customer_id(device.id);
        before.set_currency("EUR");
        before.set_header_discount_bp(100);
        const auto add = [&](const std::string& productId, std::int64_t unit, std::int64_t list) {
            auto& line = *before.add_lines();
            line.set_id(device.store->ids().next().bytes());
            line.set_product_id(productId);
            line.set_quantity_milli(10'000);
            *line.mutable_unit_price() = euros(unit);
            *line.mutable_list_price() = euros(list);
            line.set_discount_bp(300);
            line.set_shipped_milli(10'000);
        };
        add(product, 8'00, 8'00);
        add(paint, 4'50, 4'80);
        add(old, 4'99, 4'99);
        const auto made = device.newDocument("order");
        DocumentDesk desk{*device.editing, *made};
        const auto leftOut = desk.copyFrom(before);
        QCOMPARE(leftOut.size(), 1U);
        QCOMPARE(leftOut[0].product_id(), old);
        QCOMPARE(desk.lines().size(), 2);
        const auto& sheets = desk.lines()[0];
        QVERIFY(sheets.id() != before.lines(0).id());
        QCOMPARE(sheets.unit_price().minor(), 10'00);
        QCOMPARE(sheets.volume_discount_bp(), 800U);
        QCOMPARE(sheets.discount_bp(), 300U);
        QCOMPARE(sheets.shipped_milli(), 0);
        QCOMPARE(desk.lines()[1].unit_price().minor(), 4'50);  // agreed apart from the list
        QCOMPARE(desk.lines()[1].list_price().minor(), 4'99);
        QCOMPARE(dynamic_cast<const v1::Order&>(*made).header_discount_bp(), 100U);
        QVERIFY(!device.editing->create(*made).empty());
    }

    void approvalIsAskedAndGivenForWhatWasSeen() {
        PricedDevice device;
        Documents documents{*device.editing};
        const auto quote = device.draftQuote(1000);
        QCOMPARE(faultOf([&] { documents.issue(quote); }).path(), "status");
        const auto approval = documents.askApproval(quote, "Their first order");
        QCOMPARE(device.stored<v1::Quote>(quote).status(), v1::Quote::WAITING);
        QCOMPARE(device.stored<v1::Approval>(approval).discount_bp(), 1000U);
        QCOMPARE(device.stored<v1::Approval>(approval).subject_id(), quote);
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 3U);
        QVERIFY(sent[1].group() != 0);
        QCOMPARE(sent[1].group(), sent[2].group());
        QCOMPARE(sent[2].frozen(0).id(), quote);
        QCOMPARE(faultOf([&] { documents.askApproval(quote, {}); }).code(), v1::STEP_NOT_ALLOWED);
        // Back to a draft, and asked again.
        documents.reopen(quote);
        QCOMPARE(device.stored<v1::Quote>(quote).status(), v1::Quote::DRAFT);
        QVERIFY(!documents.askApproval(quote, {}).empty());
        // A rep does not decide.
        QCOMPARE(faultOf([&] { documents.decide(approval, v1::Approval::APPROVED, {}); }).code(),
                 v1::NO_RIGHT);
    }

    void aStepIsDiscardedWithTheEditThatItsAuthorSaw() {
        PricedDevice device;
        const auto quote = idOf('A');
        device.answer(device.server.reply(device.begin()).row(userScope(), quote, 50, device.quote()).done());
        device.editing->edit<v1::Quote>(quote, [](v1::Quote& q) { q.set_header_discount_bp(1000); });
        const auto edit = device.store->outbox().of(quote).front().no;
        Documents documents{*device.editing};
        const auto approval = documents.askApproval(quote, "with ten per cent off");
        device.editing->edit<v1::Customer>(device.id, [](v1::Customer& c) { c.set_notes("met them"); });
        const auto item = Resolution{*device.editing}.discard(edit);
        QVERIFY(!device.reading->get(approval));
        QCOMPARE(device.stored<v1::Quote>(quote).status(), v1::Quote::DRAFT);
        QCOMPARE(device.stored<v1::Quote>(quote).header_discount_bp(), 0U);
        QCOMPARE(device.store->outbox().unsentCount(), 1U);  // what has nothing to do with it stays
        Resolution{*device.editing}.undoDiscard(item);
        QCOMPARE(device.stored<v1::Quote>(quote).status(), v1::Quote::WAITING);
        QCOMPARE(device.stored<v1::Quote>(quote).header_discount_bp(), 1000U);
    }

    void aManagerDecidesOnceAndWithinTheirLimit() {
        PricedDevice device{v1::MANAGER};
        const auto theirs = [&](char id, std::uint32_t discountBp, std::uint64_t seq) {
            auto quote = device.quote();
            quote.set_status(v1::Quote::WAITING);
            quote.set_header_discount_bp(discountBp);
            quote.mutable_lines(0)->set_volume_discount_bp(500);
            v1::Approval approval;
            approval.set_subject_id(idOf(id));
            approval.set_discount_bp(discountBp);
            device.answer(device.server.reply(device.begin())
                              .row(userScope(), idOf(id), seq, quote)
                              .row(userScope(), idOf(static_cast<char>(id + 1)), seq + 1, approval)
                              .done());
        };
        theirs('A', 1000, 50);
        theirs('G', 2000, 60);
        Documents documents{*device.editing};
        documents.decide(idOf('B'), v1::Approval::APPROVED, "For once");
        const auto decided = device.stored<v1::Approval>(idOf('B'));
        QCOMPARE(decided.decision(), v1::Approval::APPROVED);
        QCOMPARE(decided.comment(), "For once");
        QCOMPARE(faultOf([&] { documents.decide(idOf('B'), v1::Approval::DECLINED, {}); }).path(),
                 "decision");
        const auto fault = faultOf([&] { documents.decide(idOf('H'), v1::Approval::APPROVED, {}); });
        QCOMPARE(fault.code(), v1::RULE);
        QCOMPARE(fault.limit(), 1500);
        documents.decide(idOf('H'), v1::Approval::DECLINED, {});
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 2U);
        QCOMPARE(sent[0].frozen(0).id(), idOf('A'));
        QCOMPARE(sent[0].frozen(0).seq(), 50U);
    }

    void anApprovedDiscountWidensTheLimitShown() {
        PricedDevice device;
        const auto quote = device.draftQuote(1000);
        v1::Approval approval;
        approval.set_subject_id(quote);
        approval.set_discount_bp(1200);
        approval.set_decision(v1::Approval::APPROVED);
        device.answer(device.server.reply(device.begin()).row(userScope(), idOf('V'), 70, approval).done());
        const auto shown = device.editing->require(quote);
        auto copy = shown.as<v1::Quote>();
        const auto figures = DocumentDesk{*device.editing, copy, quote}.figures();
        QCOMPARE(figures.limitBp, 1200U);
        QCOMPARE(figures.limit, LimitState::Near);
    }

    void aRevisionTakesTheQuotesPlaceOnceItIsIssued() {
        PricedDevice device;
        Documents documents{*device.editing};
        const auto first = device.draftQuote(100);
        QCOMPARE(faultOf([&] { (void)Documents::revisionOf(device.editing->require(first)); }).code(),
                 v1::STEP_NOT_ALLOWED);
        documents.issue(first);
        auto revision = Documents::revisionOf(device.editing->require(first));
        QCOMPARE(revision.lines(0).id(), device.stored<v1::Quote>(first).lines(0).id());
        QVERIFY(!revision.has_issued_at());
        DocumentDesk desk{*device.editing, revision};
        desk.setQuantity(revision.lines(0).id(), 5'000);
        const auto second = device.editing->create(revision);
        QVERIFY(device.stored<v1::Quote>(second).number() != device.stored<v1::Quote>(first).number());
        QCOMPARE(device.stored<v1::Quote>(first).status(), v1::Quote::ISSUED);  // it stands until then
        documents.issue(second);
        QCOMPARE(device.stored<v1::Quote>(first).status(), v1::Quote::REVISED);
        QCOMPARE(device.stored<v1::Quote>(second).status(), v1::Quote::ISSUED);
        // A revision of what became an order meanwhile is refused, and nothing happens.
        auto late = Documents::revisionOf(device.editing->require(second));
        const auto third = device.editing->create(late);
        documents.orderFromQuote(second);
        QCOMPARE(faultOf([&] { documents.issue(third); }).path(), "revises_id");
        QCOMPARE(device.stored<v1::Quote>(third).status(), v1::Quote::DRAFT);
    }

    void anOrderWithoutQuoteIsSubmittedWithinTheLimit() {
        PricedDevice device;
        Documents documents{*device.editing};
        const auto make = [&](std::uint32_t discountBp) {
            const auto made = device.newDocument("order");
            DocumentDesk desk{*device.editing, *made};
            desk.addProduct(product, 3'000);
            desk.setHeaderDiscount(discountBp);
            return device.editing->create(*made);
        };
        const auto fine = make(400);
        documents.submit(fine);
        QCOMPARE(device.stored<v1::Order>(fine).status(), v1::Order::SUBMITTED);
        const auto wide = make(600);
        QCOMPARE(faultOf([&] { documents.submit(wide); }).limit(), 500);
        const auto approval = documents.askApproval(wide, {});
        QCOMPARE(device.stored<v1::Approval>(approval).subject_id(), wide);
        QCOMPARE(device.stored<v1::Order>(wide).status(), v1::Order::DRAFT);
    }
};

QTEST_GUILESS_MAIN(EngineDocumentTest)
#include "engine_document_test.moc"
