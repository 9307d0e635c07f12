#include <QtTest/QtTest>

#include "mobile/engine/documents.h"
#include "selling_device.h"

using namespace fieldfare;
using namespace fieldfare::engine;
using namespace fieldfare::tests;
using Is = Filter::Is;

/// Lists, search, status; quotes and orders.
class EngineReadingTest : public QObject {
    Q_OBJECT
  private slots:
    void pagesByKeySkipAndRepeatNothing_data() {
        QTest::addColumn<QString>("orderBy");
        QTest::addColumn<bool>("descending");
        for (const auto* column : {"name", "last_contact_at", "owner_id", "id"})
            for (const bool descending : {false, true})
                QTest::addRow("%s %s", column, descending ? "down" : "up") << QString{column} << descending;
    }
    void pagesByKeySkipAndRepeatNothing() {
        QFETCH(QString, orderBy);
        QFETCH(bool, descending);
        EngineDevice device;
        FakeServer server;
        auto reply = server.reply(device.begin());
        base::SeededRandom random{3};
        for (int i = 0; i < 97; ++i) {
            auto c = customer("Name " + std::to_string(random.below(20)));
            if (random.below(3) != 0)
                c.set_last_contact_at(static_cast<std::int64_t>(random.below(5)));
            if (random.below(2) == 0)
                c.clear_owner_id();
            if (random.below(9) == 0)
                c.clear_name();
            reply.row(userScope(), random.bytes(16), 1 + static_cast<unsigned>(i), c);
        }
        device.answer(reply.done());
        ListQuery query{.type = &schema::Schema::of<v1::Customer>(),
                        .orderBy = orderBy.toStdString(),
                        .descending = descending,
                        .limit = 1000};
        std::vector<std::string> whole;
        for (const auto& record : device.reading->list(query).records)
            whole.push_back(record.id);
        QCOMPARE(whole.size(), 97U);
        for (const int limit : {1, 7, 48, 96, 97}) {
            query.limit = limit;
            query.after.reset();
            std::vector<std::string> paged;
            for (;;) {
                const auto page = device.reading->list(query);
                for (const auto& record : page.records)
                    paged.push_back(record.id);
                if (!page.next)
                    break;
                QCOMPARE(page.records.size(), static_cast<std::size_t>(limit));
                query.after = page.next;
            }
            QCOMPARE(paged, whole);
        }
    }

    void titlesAreListedAsPeopleLookForThem() {
        EngineDevice device;
        FakeServer server;
        auto reply = server.reply(device.begin());
        // In the order to be found: by code points, Chinese names of one letter would be far apart.
        const std::vector<std::string> names{"3M",   "acorn", "Acorn 2", "Birch", "安泰",
                                             "宝山", "上海",  "尚品",    "天成"};
        for (std::size_t i = 0; i < names.size(); ++i)
            reply.row(userScope(), idOf(static_cast<char>('z' - i)), 1 + static_cast<unsigned>(i),
                      customer(names[i]));
        device.answer(reply.done());
        ListQuery query{.type = &schema::Schema::of<v1::Customer>(), .limit = 2};
        std::vector<std::string> found;
        for (bool more = true; more;) {
            const auto page = device.reading->list(query);
            for (const auto& record : page.records)
                found.push_back(record.as<v1::Customer>().name());
            query.after = page.next;
            more = page.next.has_value();
        }
        QCOMPARE(found, names);
    }

    void filtersAndCounts() {
        EngineDevice device;
        FakeServer server;
        auto reply = server.reply(device.begin());
        for (int i = 0; i < 10; ++i) {
            auto c = customer("C" + std::to_string(i), i % 2 == 0 ? rep : "");
            if (i % 2 != 0)
                c.clear_owner_id();
            c.set_last_contact_at(i);
            c.mutable_address()->set_city(i < 5 ? "Toronto" : "上海");
            reply.row(userScope(), idOf(static_cast<char>('0' + i)), 1 + static_cast<unsigned>(i), c);
        }
        device.answer(reply.done());
        const auto& type = schema::Schema::of<v1::Customer>();
        QCOMPARE(device.reading->count(type), 10U);
        QCOMPARE(device.reading->count(type, {{"owner_id", Is::Equal, rep}}), 5U);
        QCOMPARE(device.reading->count(type, {{"owner_id", Is::Unset, {}}}), 5U);
        QCOMPARE(device.reading->count(type, {{"address_city", Is::Equal, std::string{"上海"}}}), 5U);
        QCOMPARE(device.reading->count(type, {{"last_contact_at", Is::AtLeast, std::int64_t{3}},
                                              {"last_contact_at", Is::Below, std::int64_t{6}}}),
                 3U);
        QCOMPARE(faultOf([&] {
                     (void)device.reading->count(type, {{"nme", Is::Equal, rep}});
                 }).path(),
                 "nme");
        QCOMPARE(faultOf([&] {
                     (void)device.reading->count(type, {{"name", Is::Equal, std::int64_t{1}}});
                 }).code(),
                 v1::INVALID);
        QCOMPARE(faultOf([&] {
                     (void)device.reading->list({.type = &type, .orderBy = "1; DROP TABLE customer"});
                 }).code(),
                 v1::INVALID);
    }

    void searchOverEverything() {
        EngineDevice device;
        FakeServer server;
        auto one = customer("上海钢铁");
        one.mutable_address()->set_city("Shanghai");
        auto& phone = *one.add_phones();
        phone.set_id(idOf('1'));
        phone.set_number("+86 21 5555-0199");
        auto two = customer("Zürich Stahl");
        two.add_tags("VIP");
        v1::Contact contact;
        contact.set_customer_id(idOf('a'));
        contact.set_name("Wang Steel");
        v1::Visit visit;
        visit.set_customer_id(idOf('a'));
        visit.set_notes("asked about zurich");
        device.answer(server.reply(device.begin())
                          .row(userScope(), idOf('a'), 1, one)
                          .row(userScope(), idOf('b'), 2, two)
                          .row(userScope(), idOf('d'), 3, contact)
                          .row(userScope(), idOf('v'), 4, visit)
                          .done());
        const auto found = [&](std::string_view text) {
            std::string ids;
            for (const auto& record : device.reading->search(text, 10))
                ids += record.id[0];
            return ids;
        };
        QCOMPARE(found("shgt"), "a");
        QCOMPARE(found("钢铁"), "a");
        QCOMPARE(found("5550199"), "a");
        QCOMPARE(found("55-01"), "a");
        QCOMPARE(found("zurich"), "bv");  // the name before the note
        QCOMPARE(found("vip zur"), "b");
        QCOMPARE(found("nothing"), "");
        QCOMPARE(found("  "), "");
        QCOMPARE(device.reading->search("zurich", 10, {&schema::Schema::of<v1::Visit>()}).size(), 1U);
        QCOMPARE(device.reading->search("zurich", 1).size(), 1U);
        device.rename(idOf('b'), "Basel Stahl");
        QCOMPARE(found("zurich"), "v");
        QCOMPARE(found("basel"), "b");
    }

    void documentsGetNumbersOffline() {
        SellingDevice device;
        const auto first = device.editing->create(device.quote());
        const auto second = device.editing->create(device.quote());
        QCOMPARE(device.reading->get<v1::Quote>(first)->as<v1::Quote>().number(), "Q-7F3K-00001");
        QCOMPARE(device.reading->get<v1::Quote>(second)->as<v1::Quote>().number(), "Q-7F3K-00002");
        device.reopen();
        const auto third = device.editing->create(device.quote());
        QCOMPARE(device.reading->get<v1::Quote>(third)->as<v1::Quote>().number(), "Q-7F3K-00003");
    }

    void totalsFollowTheLinesAndAreNotSent() {
        SellingDevice device;
        const auto id = device.editing->create(device.quote());
        auto shown = device.reading->get<v1::Quote>(id);
        QCOMPARE(shown->as<v1::Quote>().totals().net().minor(), 30'00);
        QCOMPARE(shown->as<v1::Quote>().author_id(), rep);
        auto typed = shown->as<v1::Quote>();
        typed.mutable_lines(0)->set_quantity_milli(5'000);
        rules::derive(schema::Schema::of<v1::Quote>(), typed);  // the page shows totals while one types
        QVERIFY(device.editing->edit(*shown, typed));
        QCOMPARE(device.reading->get<v1::Quote>(id)->as<v1::Quote>().totals().net().minor(), 50'00);
        const auto sent = EngineDevice::mutations(device.begin());
        v1::Quote partial;
        partial.ParseFromString(sent[0].partial());
        QVERIFY(!partial.has_totals());
        QVERIFY(!partial.has_author_id());
        QCOMPARE(partial.lines(0).quantity_milli(), 5'000);

        shown = device.reading->get<v1::Quote>(id);
        typed = shown->as<v1::Quote>();
        typed.mutable_totals()->mutable_gross()->set_minor(1);
        const auto fault = faultOf([&] { device.editing->edit(*shown, typed); });
        QCOMPARE(fault.code(), v1::NO_RIGHT);
    }

    void aQuoteBecomesAnOrderInOneGroup() {
        SellingDevice device;
        const auto quoteId = device.editing->create(device.quote());
        device.answer(
            device.server.reply(device.begin())
                .outcome(1, v1::Outcome::APPLIED, 40)
                .row(userScope(), quoteId, 40, device.reading->get<v1::Quote>(quoteId)->as<v1::Quote>())
                .done());
        Documents documents{*device.editing};
        const auto orderId = documents.orderFromQuote(quoteId);
        const auto order = device.reading->get<v1::Order>(orderId)->as<v1::Order>();
        QCOMPARE(order.number(), "O-7F3K-00001");
        QCOMPARE(order.status(), v1::Order::SUBMITTED);
        QCOMPARE(order.quote_id(), quoteId);
        QCOMPARE(order.lines_size(), 1);
        QCOMPARE(order.totals().net().minor(), 30'00);
        QVERIFY(order.submitted_at() >= device.server.time);
        QCOMPARE(device.reading->get<v1::Quote>(quoteId)->as<v1::Quote>().status(), v1::Quote::ORDERED);
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 2U);
        QVERIFY(sent[0].group() != 0 && sent[0].group() == sent[1].group());
        QCOMPARE(sent[0].id(), quoteId);
        QCOMPARE(sent[0].frozen_size(), 1);
        QCOMPARE(sent[0].frozen(0).id(), quoteId);
        QCOMPARE(sent[0].frozen(0).seq(), 40U);
        QCOMPARE(sent[1].kind(), v1::Mutation::CREATE);
        // Not twice.
        QCOMPARE(faultOf([&] { documents.orderFromQuote(quoteId); }).code(), v1::STEP_NOT_ALLOWED);
        // Final: what was ordered is not edited.
        QCOMPARE(faultOf([&] {
                     device.editing->edit<v1::Order>(orderId, [](v1::Order& o) { o.set_notes("x"); });
                 }).code(),
                 v1::LOCKED);
    }

    void discountsBeyondTheLimitAreRefusedBeforeTheyAreStored() {
        SellingDevice device;
        const auto quoteId = device.editing->create(device.quote(2'000));
        const auto fault = faultOf([&] { Documents{*device.editing}.orderFromQuote(quoteId); });
        QCOMPARE(fault.code(), v1::RULE);
        QCOMPARE(fault.path(), "status");
        QCOMPARE(fault.limit(), 500);
        QCOMPARE(device.reading->get<v1::Quote>(quoteId)->as<v1::Quote>().status(), v1::Quote::DRAFT);
        QCOMPARE(device.reading->count(schema::Schema::of<v1::Order>()), 0U);
        // An approval opens the way.
        device.editing->edit<v1::Quote>(quoteId, [](v1::Quote& q) { q.set_status(v1::Quote::WAITING); });
        QCOMPARE(device.store->outbox().of(quoteId).back().mutation.frozen_size(), 1);
    }

    void anIssuedQuoteIsLocked() {
        SellingDevice device;
        const auto quoteId = device.editing->create(device.quote());
        Documents{*device.editing}.issue(quoteId);
        const auto quote = device.reading->get<v1::Quote>(quoteId)->as<v1::Quote>();
        QCOMPARE(quote.status(), v1::Quote::ISSUED);
        QVERIFY(quote.has_issued_at());
        const auto fault = faultOf([&] {
            device.editing->edit<v1::Quote>(
                quoteId, [](v1::Quote& q) { q.mutable_lines(0)->set_quantity_milli(1'000); });
        });
        QCOMPARE(fault.code(), v1::LOCKED);
    }

    void statusCountsWhatWaits() {
        DeviceWithCustomer device;
        QVERIFY(device.reading->status().upToDate());
        QVERIFY(device.reading->status().signedIn);
        device.note(device.id, "x");
        device.clock.advance(std::chrono::minutes{5});
        device.editing->create(customer("Y"));
        const auto status = device.reading->status();
        QCOMPARE(status.unsent, 2U);
        QVERIFY(status.oldestUnsent > 0);
        QVERIFY(device.store->now() - status.oldestUnsent >= 5 * 60'000);
        QVERIFY(!status.upToDate());
        (void)device.begin();
        QCOMPARE(device.reading->stateOf(device.id), RecordState::Sent);
    }
};

QTEST_GUILESS_MAIN(EngineReadingTest)
#include "engine_reading_test.moc"
