#include "mobile/engine/held_work.h"

#include <QTest>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "tests/support/loopback/loopback.h"

using namespace fieldfare;
using engine::HeldItem;
using engine::HeldWork;
using schema::Schema;
using tests::Loopback;
using tests::Phone;

namespace {

std::vector<HeldItem> openOn(Phone& phone) {
    return HeldWork{phone.editing()}.open();
}

std::string notesOn(Phone& phone, const std::string& id) {
    return phone.get<v1::Customer>(id).notes();
}

}  // namespace

/// A rep edits without network what is meanwhile somebody else's: the edit is held, whoever has the right
/// takes it over or declines it, and its author is told.
class HeldWorkTest : public QObject {
    Q_OBJECT

    std::unique_ptr<Loopback> company;
    std::unique_ptr<Phone> ann;
    std::unique_ptr<Phone> ben;
    std::unique_ptr<Phone> mei;
    std::string id;

    void give(const std::string& customer, const std::string& owner) {
        mei->sync();
        mei->edit<v1::Customer>(customer,
                                [&](v1::Customer& c) { c.set_owner_id(company->colleague(owner).id); });
        mei->sync();
    }
    /// Ann's edit, held, after Ben got the customer.
    void lateNotes(const std::string& notes) {
        ann->edit<v1::Customer>(id, [&](v1::Customer& c) { c.set_notes(notes); });
        give(id, "Ben");
        ann->sync();
        ben->sync();
        mei->sync();
    }
    std::optional<v1::HeldChange> toldAnn() {
        const auto items = ann->store().attention().list();
        return items.empty() ? std::nullopt : HeldWork{ann->editing()}.decisionOn(items.front());
    }

  private slots:
    void init() {
        company = std::make_unique<Loopback>();
        ann = company->phone("Ann");
        ben = company->phone("Ben");
        mei = company->phone("Mei");
        id = ann->create<v1::Customer>([](v1::Customer& c) { c.set_name("Harbour Café"); });
        ann->sync();
        ben->sync();
    }
    void cleanup() {
        mei.reset();
        ben.reset();
        ann.reset();
        company.reset();
    }

    void theRace() {
        // An offline edit, a reassignment, 99 other changes, one reconnect.
        std::vector<std::string> others;
        for (int i = 0; i < 99; ++i)
            others.push_back(ann->create<v1::Customer>(
                [&](v1::Customer& c) { c.set_name("Customer " + std::to_string(i)); }));
        ann->sync();
        ann->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_notes("asks for a new offer"); });
        mei->sync();
        for (const auto& other : others)
            mei->edit<v1::Customer>(other, [](v1::Customer& c) { c.set_industry("food"); });
        give(id, "Ben");

        const auto before = ann->transport().exchanges;
        const auto report = ann->sync().report;
        QCOMPARE(ann->transport().exchanges - before, 1);
        QVERIFY(!ann->has(id));
        for (const auto& other : others)
            QCOMPARE(ann->get<v1::Customer>(other).industry(), std::string{"food"});
        QCOMPARE(report.held, 1U);
        // Visible to its author, the new owner and the manager.
        const auto attention = ann->store().attention().list();
        QCOMPARE(attention.size(), std::size_t{1});
        QCOMPARE(attention.front().kind, engine::AttentionItem::Kind::Held);
        ben->sync();
        mei->sync();
        for (auto* phone : {ben.get(), mei.get()}) {
            const auto held = openOn(*phone);
            QCOMPARE(held.size(), std::size_t{1});
            QVERIFY(held.front().mayDecide);
            QCOMPARE(held.front().title, std::string{"Harbour Café"});
            QCOMPARE(held.front().change.author_id(), company->colleague("Ann").id);
            QVERIFY(!phone->get<v1::Customer>(id).has_notes());
            QCOMPARE(phone->reading().status().toDecide, 1U);
        }
        QCOMPARE(ann->reading().status().toDecide, 0U);
    }

    void theNewOwnerTakesItOver() {
        lateNotes("asks for a new offer");
        HeldWork{ben->editing()}.take(openOn(*ben).front().id);
        QVERIFY(openOn(*ben).empty());
        QCOMPARE(notesOn(*ben, id), std::string{"asks for a new offer"});
        ben->sync();
        QVERIFY(ben->reading().status().upToDate());
        mei->sync();
        ann->sync();
        QVERIFY(openOn(*mei).empty());
        QCOMPARE(notesOn(*mei, id), std::string{"asks for a new offer"});
        const auto told = toldAnn();
        QVERIFY(told.has_value());
        QCOMPARE(told->status(), v1::HeldChange::TAKEN);
        QCOMPARE(told->decided_by_id(), company->colleague("Ben").id);
        QVERIFY(!ann->has(id));
    }

    void theManagerDeclinesAndSaysWhy() {
        lateNotes("asks for a new offer");
        HeldWork{mei->editing()}.decline(openOn(*mei).front().id, "Ben was there yesterday");
        mei->sync();
        ann->sync();
        ben->sync();
        QVERIFY(openOn(*ben).empty());
        QVERIFY(!ben->get<v1::Customer>(id).has_notes());
        const auto told = toldAnn();
        QVERIFY(told.has_value());
        QCOMPARE(told->status(), v1::HeldChange::DECLINED);
        QCOMPARE(told->comment(), std::string{"Ben was there yesterday"});
        QCOMPARE(told->decided_by_id(), company->colleague("Mei").id);
    }

    void oneOfTwoDecisionsStands() {
        lateNotes("asks for a new offer");
        HeldWork{mei->editing()}.decline(openOn(*mei).front().id);
        HeldWork{ben->editing()}.take(openOn(*ben).front().id);
        mei->sync();
        ben->sync();
        // Ben's group did not take effect, not even the half that could have.
        QVERIFY(!ben->get<v1::Customer>(id).has_notes());
        const auto attention = ben->store().attention().list();
        QCOMPARE(attention.size(), std::size_t{2});
        QCOMPARE(attention.front().fault.code(), v1::STEP_NOT_ALLOWED);
        QVERIFY(openOn(*ben).empty());
        QVERIFY_THROWS_EXCEPTION(
            schema::FaultError,
            HeldWork{mei->editing()}.take(
                ben->reading().list({.type = &Schema::of<v1::HeldChange>()}).records.front().id));
    }

    void itsAuthorDoesNotDecide() {
        lateNotes("asks for a new offer");
        const auto held = openOn(*ann);
        QCOMPARE(held.size(), std::size_t{1});
        QVERIFY(!held.front().mayDecide);
        QVERIFY_THROWS_EXCEPTION(schema::FaultError, HeldWork{ann->editing()}.decline(held.front().id));
        QVERIFY_THROWS_EXCEPTION(schema::FaultError, HeldWork{ann->editing()}.take(held.front().id));
        QCOMPARE(ann->reading().status().unsent, 0U);
    }

    void whatWasToBeMadeIsMadeByTheTaker() {
        const auto contact = ann->create<v1::Contact>([&](v1::Contact& c) {
            c.set_customer_id(id);
            c.set_name("Ivy Chen");
        });
        give(id, "Ben");
        ann->sync();
        ben->sync();
        QVERIFY(!ben->has(contact));
        QCOMPARE(openOn(*ben).size(), std::size_t{1});
        QVERIFY(openOn(*ben).front().mayDecide);
        QCOMPARE(openOn(*ben).front().title, std::string{"Harbour Café"});
        HeldWork{ben->editing()}.take(openOn(*ben).front().id);
        ben->sync();
        mei->sync();
        QCOMPARE(mei->get<v1::Contact>(contact).name(), std::string{"Ivy Chen"});
        QVERIFY(openOn(*mei).empty());
    }

    void aGroupIsTakenTogether() {
        const auto contact = ann->create<v1::Contact>([&](v1::Contact& c) {
            c.set_customer_id(id);
            c.set_name("Ivy Chen");
        });
        ann->sync();
        ann->editing().atomically([&] {
            ann->edit<v1::Contact>(contact, [](v1::Contact& c) { c.set_title("buyer"); });
            ann->edit<v1::Customer>(id, [](v1::Customer& c) { c.set_notes("ask Ivy"); });
        });
        give(id, "Ben");
        ann->sync();
        ben->sync();
        QCOMPARE(openOn(*ben).size(), std::size_t{2});
        const auto groups = HeldWork{ben->editing()}.openGroups();
        QCOMPARE(groups.size(), std::size_t{1});
        QCOMPARE(groups.front().size(), std::size_t{2});
        QCOMPARE(groups.front().front().change.record_id(), contact);  // as they were made
        QCOMPARE(ben->reading().status().toDecide, 1U);
        HeldWork{ben->editing()}.take(openOn(*ben).back().id);
        QCOMPARE(ben->reading().status().toDecide, 0U);
        QVERIFY(openOn(*ben).empty());
        ben->sync();
        mei->sync();
        QCOMPARE(mei->get<v1::Contact>(contact).title(), std::string{"buyer"});
        QCOMPARE(notesOn(*mei, id), std::string{"ask Ivy"});
    }
};

QTEST_GUILESS_MAIN(HeldWorkTest)
#include "held_work_test.moc"
