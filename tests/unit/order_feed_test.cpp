#include <QTemporaryDir>
#include <QtTest/QtTest>
#include <filesystem>
#include <set>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/backoffice/orders/order_change.h"
#include "sync-server/backoffice/orders/order_cursor.h"
#include "sync-server/backoffice/orders/order_json.h"
#include "sync-server/backoffice/orders/order_reader.h"
#include "sync-server/sync/organisation.h"
#include "sync-server/sync/server_edit.h"
#include "tests/support/manual_clock.h"

using namespace fieldfare;
using namespace fieldfare::server::orders;
using fieldfare::server::sync::Organisation;
using fieldfare::server::sync::ServerEdit;
using fieldfare::server::sync::Turn;
using schema::Schema;

namespace {

template <typename Work>
v1::Fault faultOf(Work work) {
    try {
        work();
    } catch (const schema::FaultError& error) {
        return error.fault();
    }
    return {};
}

}  // namespace

/// The order feed over a real organisation: what the ERP reads and what it may do.
class OrderFeedTest : public QObject {
    Q_OBJECT

    std::unique_ptr<QTemporaryDir> folder_;
    tests::ManualClock clock_;
    base::SeededRandom random_{11};
    std::unique_ptr<Organisation> organisation_;
    std::string person_;
    std::string customer_;
    std::string product_;

    void edit(const std::function<void(ServerEdit&)>& work) {
        organisation_->writer().run([&](Turn& turn) {
            ServerEdit edit{turn};
            work(edit);
            edit.save();
        });
    }
    void read(const std::function<void(OrderReader&)>& work) {
        organisation_->readers().run([&](storage::Database& database) {
            storage::Transaction snapshot{database, storage::Transaction::Kind::Read};
            const auto directory = organisation_->directories().at(database);
            OrderReader reader{database, *directory};
            work(reader);
        });
    }
    v1::OrderFeed feed(const std::string& after = {}, std::size_t limit = OrderReader::usualLimit) {
        v1::OrderFeed feed;
        read([&](OrderReader& reader) { feed = reader.after(after, limit); });
        return feed;
    }
    v1::FeedOrder order(const std::string& id) {
        v1::FeedOrder order;
        read([&](OrderReader& reader) { order = reader.order(id); });
        return order;
    }
    v1::FeedOrder call(const OrderCall& call) {
        v1::FeedOrder answer;
        organisation_->writer().run([&](Turn& turn) { answer = changeOrder(turn, call); });
        return answer;
    }
    std::string add(const std::string& number, v1::Order::Status status, int lines = 1,
                    std::size_t description = 10) {
        std::string id;
        edit([&](ServerEdit& edit) {
            v1::Order order;
            order.set_customer_id(customer_);
            order.set_author_id(person_);
            order.set_number(number);
            order.set_status(status);
            order.set_currency("CNY");
            for (int i = 0; i < lines; ++i) {
                auto& line = *order.add_lines();
                line.set_id(random_.bytes(16));
                line.set_position(static_cast<std::uint32_t>(i + 1));
                line.set_product_id(product_);
                line.set_description(std::string(description, 'x'));
                line.set_quantity_milli(2000);
                line.mutable_unit_price()->set_minor(1250);
                line.mutable_unit_price()->set_currency("CNY");
                *line.mutable_list_price() = line.unit_price();
                line.set_tax_bp(1300);
            }
            id = edit.create(Schema::of<v1::Order>(), {}, order, person_).id;
        });
        return id;
    }
    void setStatus(const std::string& id, v1::Order::Status status) {
        edit([&](ServerEdit& edit) {
            edit.change(edit.require(Schema::of<v1::Order>(), id), [&](google::protobuf::Message& record) {
                static_cast<v1::Order&>(record).set_status(status);
            });
        });
    }
    static OrderCall step(const std::string& id, const std::string& key, const std::string& status) {
        OrderCall call;
        call.caller = "erp";
        call.order = id;
        call.action = OrderCall::Action::Step;
        call.change.set_key(key);
        call.change.set_status(status);
        return call;
    }

  private slots:
    void init();
    void showsOnlyWhatCameToTheDesk();
    void tellsOfCustomerPersonAndSkus();
    void pagesEachOrderOnceAtItsLatestChange();
    void endsAPageBeforeItIsTooLarge();
    void refusesStrangeCursors_data();
    void refusesStrangeCursors();
    void movesStatusAlongItsSteps();
    void repeatsTheFirstAnswerForEver();
    void keepsKeysOfCallersApart();
    void forgetsARefusedCall();
    void notesTheErpNumber();
    void refusesIncompleteCalls_data();
    void refusesIncompleteCalls();
    void readsStrictJson_data();
    void readsStrictJson();
    void findsByNumber();
};

void OrderFeedTest::init() {
    organisation_.reset();
    folder_ = std::make_unique<QTemporaryDir>();
    const auto data = std::filesystem::path{folder_->path().toStdString()} / "data";
    Organisation::make(data, "Fieldfare Trading", "CNY", clock_, random_);
    organisation_ = std::make_unique<Organisation>(data, clock_, random_);
    edit([&](ServerEdit& edit) {
        v1::Person person;
        person.set_name("Ann");
        person.set_role(v1::REP);
        person.set_unit_id(edit.directory().rootUnit());
        person.set_status(v1::Person::ACTIVE);
        person_ = edit.create(Schema::of<v1::Person>(), {}, person).id;
    });
    edit([&](ServerEdit& edit) {
        v1::Customer customer;
        customer.set_name("Harbour Tools");
        customer.set_code("C-1");
        customer.set_owner_id(person_);
        customer_ = edit.create(Schema::of<v1::Customer>(), {}, customer).id;
        v1::Product product;
        product.set_sku("DR-1");
        product.set_name("Drill");
        product_ = edit.create(Schema::of<v1::Product>(), {}, product).id;
    });
}

void OrderFeedTest::showsOnlyWhatCameToTheDesk() {
    QCOMPARE(feed().orders_size(), 0);
    const auto draft = add("O-1", v1::Order::DRAFT);
    const auto submitted = add("O-2", v1::Order::SUBMITTED);
    auto now = feed();
    QCOMPARE(now.orders_size(), 1);
    QCOMPARE(now.orders(0).id(), submitted);
    QVERIFY(!now.more());
    QCOMPARE(faultOf([&] { (void)order(draft); }).code(), v1::NOT_FOUND);
    QCOMPARE(faultOf([&] { (void)call(step(draft, "k", "accepted")); }).code(), v1::NOT_FOUND);
    QCOMPARE(faultOf([&] { (void)order(std::string(16, 'z')); }).code(), v1::NOT_FOUND);

    setStatus(draft, v1::Order::SUBMITTED);
    now = feed(now.next());
    QCOMPARE(now.orders_size(), 1);
    QCOMPARE(now.orders(0).id(), draft);
}

void OrderFeedTest::tellsOfCustomerPersonAndSkus() {
    const auto shown = order(add("O-1", v1::Order::SUBMITTED, 2));
    QCOMPARE(shown.customer_name(), "Harbour Tools");
    QCOMPARE(shown.customer_code(), "C-1");
    QCOMPARE(shown.person_name(), "Ann");
    QCOMPARE(shown.skus_size(), 2);
    QCOMPARE(shown.skus(1), "DR-1");
    QVERIFY(!shown.acknowledged());
    // 2 lines of 2 pieces at 12.50 and 13 % tax.
    QCOMPARE(shown.order().totals().gross().minor(), 5650);

    const auto json = orderJson(shown);
    QCOMPARE(json["order"]["status"], "submitted");
    QCOMPARE(json["id"].get<std::string>().size(), std::size_t{36});
    QCOMPARE(json["order"]["lines"][0]["unit_price"]["minor"], 1250);
    QCOMPARE(json["acknowledged"], false);
}

void OrderFeedTest::pagesEachOrderOnceAtItsLatestChange() {
    std::vector<std::string> ids;
    for (int i = 0; i < 7; ++i)
        ids.push_back(add("O-" + std::to_string(i), v1::Order::SUBMITTED));
    auto page = feed({}, 3);
    QCOMPARE(page.orders_size(), 3);
    QVERIFY(page.more());
    QCOMPARE(page.orders(2).cursor(), page.next());

    // What changes while it is read comes once more, behind all others.
    (void)call(step(ids[0], "a", "accepted"));
    (void)call(step(ids[5], "b", "accepted"));
    std::vector<std::string> rest;
    std::string after = page.next();
    for (bool more = true; more;) {
        page = feed(after, 2);
        QVERIFY(page.orders_size() <= 2);
        for (const auto& shown : page.orders())
            rest.push_back(shown.id());
        after = page.next();
        more = page.more();
    }
    QCOMPARE(rest, (std::vector<std::string>{ids[3], ids[4], ids[6], ids[0], ids[5]}));
    QCOMPARE(feed(after).orders_size(), 0);
    QCOMPARE(feed(after).next(), after);

    // From the beginning, each order once.
    const auto all = feed();
    std::set<std::string> once;
    for (const auto& shown : all.orders())
        once.insert(shown.id());
    QCOMPARE(all.orders_size(), 7);
    QCOMPARE(once.size(), std::size_t{7});
}

void OrderFeedTest::endsAPageBeforeItIsTooLarge() {
    constexpr int count = 12;
    for (int i = 0; i < count; ++i)
        (void)add("O-" + std::to_string(i), v1::Order::SUBMITTED, 150, 200);
    std::string after;
    int seen = 0;
    int pages = 0;
    for (bool more = true; more; ++pages) {
        const auto page = feed(after, OrderReader::largestLimit);
        QVERIFY(page.orders_size() > 0);
        QVERIFY(dump(feedJson(page)).size() < 1'000'000);
        seen += page.orders_size();
        after = page.next();
        more = page.more();
    }
    QCOMPARE(seen, count);
    QVERIFY(pages > 1);
}

void OrderFeedTest::refusesStrangeCursors_data() {
    QTest::addColumn<QByteArray>("cursor");
    const auto good = cursorText("organisation", 77);
    QTest::newRow("of another organisation") << QByteArray::fromStdString(good);
    QTest::newRow("words") << QByteArray("yesterday");
    QTest::newRow("a number") << QByteArray("42");
    QTest::newRow("short") << QByteArray::fromStdString(good.substr(1));
    QTest::newRow("not base64") << QByteArray("!!!!!!!!!!!!!!!!");
    QTest::newRow("empty bytes") << QByteArray("AAAAAAAAAAAAAAAA");
}

void OrderFeedTest::refusesStrangeCursors() {
    QFETCH(const QByteArray, cursor);
    const auto fault = faultOf([&] { (void)feed(cursor.toStdString()); });
    QCOMPARE(fault.code(), v1::INVALID);
    QCOMPARE(fault.path(), "after");

    // A good one with any one character changed.
    (void)add("O-1", v1::Order::SUBMITTED);
    const auto good = feed().next();
    for (std::size_t i = 0; i < good.size(); ++i) {
        auto mangled = good;
        mangled[i] = mangled[i] == 'A' ? 'B' : 'A';
        QCOMPARE(faultOf([&] { (void)feed(mangled); }).code(), v1::INVALID);
    }
    std::string organisation;
    organisation_->readers().run([&](storage::Database& database) {
        storage::Transaction snapshot{database, storage::Transaction::Kind::Read};
        organisation = organisation_->directories().at(database)->organisationId();
    });
    QCOMPARE(faultOf([&] { (void)feed(cursorText(organisation, 1'000'000)); }).code(), v1::CONTRADICTION);
}

void OrderFeedTest::movesStatusAlongItsSteps() {
    const auto id = add("O-1", v1::Order::SUBMITTED);
    const auto before = order(id);
    QCOMPARE(faultOf([&] { (void)call(step(id, "1", "shipped")); }).code(), v1::STEP_NOT_ALLOWED);
    QCOMPARE(order(id).SerializeAsString(), before.SerializeAsString());
    for (const std::string status : {"accepted", "shipped", "invoiced", "closed"})
        QCOMPARE(orderJson(call(step(id, "to " + status, status)))["order"]["status"], status);
    const auto fault = faultOf([&] { (void)call(step(id, "back", "accepted")); });
    QCOMPARE(fault.code(), v1::STEP_NOT_ALLOWED);
    QCOMPARE(fault.path(), "status");

    const auto other = add("O-2", v1::Order::SUBMITTED);
    auto rejection = step(other, "no", "rejected");
    rejection.change.set_reason("the account is blocked");
    QCOMPARE(call(rejection).order().status_reason(), "the account is blocked");
    QCOMPARE(faultOf([&] { (void)call(step(other, "yes", "accepted")); }).code(), v1::STEP_NOT_ALLOWED);
}

void OrderFeedTest::repeatsTheFirstAnswerForEver() {
    const auto id = add("O-1", v1::Order::SUBMITTED);
    const auto first = call(step(id, "k1", "accepted"));
    (void)call(step(id, "k2", "shipped"));
    clock_.advance(std::chrono::days{4000});
    const auto head = feed().next();
    QCOMPARE(call(step(id, "k1", "accepted")).SerializeAsString(), first.SerializeAsString());
    QCOMPARE(order(id).order().status(), v1::Order::SHIPPED);
    QCOMPARE(feed().next(), head);  // nothing was written

    auto other = step(id, "k1", "invoiced");
    QCOMPARE(faultOf([&] { (void)call(other); }).code(), v1::CONTRADICTION);
    other = step(add("O-2", v1::Order::SUBMITTED), "k1", "accepted");
    QCOMPARE(faultOf([&] { (void)call(other); }).code(), v1::CONTRADICTION);
    QCOMPARE(order(id).order().status(), v1::Order::SHIPPED);
}

void OrderFeedTest::keepsKeysOfCallersApart() {
    const auto id = add("O-1", v1::Order::SUBMITTED);
    (void)call(step(id, "k1", "accepted"));
    auto other = step(id, "k1", "shipped");
    other.caller = "warehouse";
    QCOMPARE(call(other).order().status(), v1::Order::SHIPPED);
}

void OrderFeedTest::forgetsARefusedCall() {
    const auto id = add("O-1", v1::Order::SUBMITTED);
    QCOMPARE(faultOf([&] { (void)call(step(id, "k1", "shipped")); }).code(), v1::STEP_NOT_ALLOWED);
    (void)call(step(id, "k2", "accepted"));
    QCOMPARE(call(step(id, "k1", "shipped")).order().status(), v1::Order::SHIPPED);
}

void OrderFeedTest::notesTheErpNumber() {
    const auto id = add("O-1", v1::Order::SUBMITTED);
    OrderCall call_;
    call_.caller = "erp";
    call_.order = id;
    call_.change.set_key("a");
    call_.change.set_erp_number("SO-2024-7");
    const auto before = feed().next();
    const auto answer = call(call_);
    QVERIFY(answer.acknowledged());
    QCOMPARE(answer.order().erp_number(), "SO-2024-7");
    QCOMPARE(answer.order().status(), v1::Order::SUBMITTED);
    QCOMPARE(feed(before).orders_size(), 1);

    // A status step may carry it as well.
    auto step_ = step(id, "b", "accepted");
    step_.change.set_erp_number("SO-2024-8");
    QCOMPARE(call(step_).order().erp_number(), "SO-2024-8");
}

void OrderFeedTest::refusesIncompleteCalls_data() {
    QTest::addColumn<bool>("acknowledges");
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("no key") << false << QByteArray(R"({"status":"accepted"})") << QByteArray("key");
    QTest::newRow("no status") << false << QByteArray(R"({"key":"k"})") << QByteArray("status");
    QTest::newRow("status of the author")
        << false << QByteArray(R"({"key":"k","status":"submitted"})") << QByteArray("status");
    QTest::newRow("no such status") << false << QByteArray(R"({"key":"k","status":"lost"})")
                                    << QByteArray("status");
    QTest::newRow("nothing to note") << true << QByteArray(R"({"key":"k"})") << QByteArray("erp_number");
    QTest::newRow("a status to note")
        << true << QByteArray(R"({"key":"k","erp_number":"1","status":"accepted"})") << QByteArray("status");
    QTest::newRow("a long key") << false << QByteArray(R"({"key":")" + QByteArray(101, 'k') + R"("})")
                                << QByteArray("key");
    QTest::newRow("NUL in the key") << false << QByteArray(R"({"key":"k\u0000","status":"accepted"})")
                                    << QByteArray("key");
    QTest::newRow("a long number") << true
                                   << QByteArray(R"({"key":"k","erp_number":")" + QByteArray(61, '1') +
                                                 R"("})")
                                   << QByteArray("erp_number");
}

void OrderFeedTest::refusesIncompleteCalls() {
    QFETCH(const bool, acknowledges);
    QFETCH(const QByteArray, json);
    QFETCH(const QByteArray, path);
    OrderCall call_;
    call_.caller = "erp";
    call_.order = add("O-1", v1::Order::SUBMITTED);
    call_.action = acknowledges ? OrderCall::Action::Acknowledge : OrderCall::Action::Step;
    call_.change = changeFromJson(json.toStdString());
    const auto fault = faultOf([&] { (void)call(call_); });
    QCOMPARE(fault.code(), v1::INVALID);
    QCOMPARE(fault.path(), path.toStdString());
    QCOMPARE(order(call_.order).order().status(), v1::Order::SUBMITTED);
}

void OrderFeedTest::readsStrictJson_data() {
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("path");
    QTest::newRow("unknown member") << QByteArray(R"({"key":"k","statsu":"accepted"})") << int{v1::INVALID}
                                    << QByteArray("statsu");
    QTest::newRow("number for text") << QByteArray(R"({"key":7})") << int{v1::INVALID} << QByteArray("key");
    QTest::newRow("a list") << QByteArray("[]") << int{v1::INVALID} << QByteArray("");
    QTest::newRow("cut off") << QByteArray(R"({"key":"k")") << int{v1::UNREADABLE} << QByteArray("");
    QTest::newRow("empty") << QByteArray("") << int{v1::UNREADABLE} << QByteArray("");
    QTest::newRow("not UTF-8") << QByteArray("{\"key\":\"\xFF\"}") << int{v1::UNREADABLE} << QByteArray("");
}

void OrderFeedTest::readsStrictJson() {
    QFETCH(const QByteArray, json);
    QFETCH(const int, code);
    QFETCH(const QByteArray, path);
    const auto fault = faultOf([&] { (void)changeFromJson(json.toStdString()); });
    QCOMPARE(int{fault.code()}, code);
    QCOMPARE(fault.path(), path.toStdString());
}

void OrderFeedTest::findsByNumber() {
    const auto id = add("O-1", v1::Order::SUBMITTED);
    (void)add("O-2", v1::Order::DRAFT);
    (void)add("O-3", v1::Order::SUBMITTED);
    (void)add("O-3", v1::Order::SUBMITTED);
    read([&](OrderReader& reader) {
        QCOMPARE(reader.require("O-1"), id);
        QCOMPARE(reader.require(base::idText(id)), id);
        QCOMPARE(faultOf([&] { (void)reader.require("O-2"); }).code(), v1::NOT_FOUND);
        QCOMPARE(faultOf([&] { (void)reader.require("O-3"); }).code(), v1::CONTRADICTION);
        QCOMPARE(reader.all(v1::Order::SUBMITTED).size(), std::size_t{3});
        QCOMPARE(reader.all(std::nullopt).size(), std::size_t{3});
        QCOMPARE(reader.all(v1::Order::CLOSED).size(), std::size_t{0});
    });
}

QTEST_GUILESS_MAIN(OrderFeedTest)
#include "order_feed_test.moc"
