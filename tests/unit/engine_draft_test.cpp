#include <QtTest/QtTest>

#include "engine_device.h"
#include "mobile/engine/drafts.h"

using namespace fieldfare;
using namespace fieldfare::engine;
using namespace fieldfare::tests;

namespace {

const auto& customers() {
    return schema::Schema::of<v1::Customer>();
}

Draft newDraft(const v1::Customer& values) {
    return {.type = &customers(), .values = std::make_shared<v1::Customer>(values)};
}

/// The form is open on the record and its person typed.
template <typename Change>
Draft typedOver(const Record& shown, Change&& change) {
    auto values = std::make_shared<v1::Customer>(shown.as<v1::Customer>());
    change(*values);
    return {.type = shown.type, .id = shown.id, .base = shown, .values = values};
}

const v1::Customer& valuesOf(const Draft& draft) {
    return dynamic_cast<const v1::Customer&>(*draft.values);
}

}  // namespace

/// What was typed and not saved.
class EngineDraftTest : public QObject {
    Q_OBJECT
  private slots:
    void aDraftSurvivesAKill() {
        DeviceWithCustomer device;
        const auto shown = device.editing->require(device.id);
        auto draft = typedOver(shown, [](auto& c) { c.set_notes("half a sen"); });
        draft.unfit = R"({"potential": "12,"})";
        Drafts{*device.editing}.keep(draft);
        device.clock.advance(std::chrono::minutes{5});
        device.reopen();
        const auto found = Drafts{*device.editing}.of(device.id);
        QVERIFY(found);
        QCOMPARE(found->type, &customers());
        QCOMPARE(valuesOf(*found).notes(), "half a sen");
        QCOMPARE(found->unfit, draft.unfit);
        QCOMPARE(found->base->seq, shown.seq);
        QCOMPARE(found->base->as<v1::Customer>().name(), "Toronto Steel");
        QCOMPARE(found->changedAt, device.store->now() - 300'000);
        QCOMPARE(device.store->outbox().unsentCount(), 0U);  // never sent
        QVERIFY(device.reading->get(device.id)->as<v1::Customer>().notes().empty());
    }

    void oneDraftARecordTheLatestCounts() {
        DeviceWithCustomer device;
        Drafts drafts{*device.editing};
        const auto shown = device.editing->require(device.id);
        drafts.keep(typedOver(shown, [](auto& c) { c.set_notes("a"); }));
        drafts.keep(typedOver(shown, [](auto& c) { c.set_notes("ab"); }));
        QCOMPARE(drafts.list().size(), 1U);
        QCOMPARE(valuesOf(*drafts.of(device.id)).notes(), "ab");
        QVERIFY(drafts.discard(device.id));
        QVERIFY(!drafts.discard(device.id));
        QVERIFY(drafts.list().empty());
    }

    void aNewRecordIsCommittedUnderTheDraftsId() {
        EngineDevice device;
        Drafts drafts{*device.editing};
        auto draft = newDraft(customer("Nordwind"));
        draft.id = drafts.keep(draft);
        QCOMPARE(draft.id.size(), 16U);
        QCOMPARE(drafts.commit(draft), draft.id);
        QCOMPARE(device.nameOf(draft.id), "Nordwind");
        QVERIFY(drafts.list().empty());
        QCOMPARE(device.store->outbox().unsentCount(), 1U);
    }

    void aRefusedCommitLosesNothing() {
        DeviceWithCustomer device;
        Drafts drafts{*device.editing};
        const auto shown = device.editing->require(device.id);
        const auto draft = typedOver(shown, [](auto& c) { c.set_name(std::string(201, 'x')); });
        drafts.keep(draft);
        const auto fault = faultOf([&] { drafts.commit(draft); });
        QCOMPARE(fault.code(), v1::INVALID);
        QCOMPARE(fault.path(), "name");
        QCOMPARE(fault.limit(), 200);
        QCOMPARE(drafts.list().size(), 1U);
        QCOMPARE(device.nameOf(device.id), "Toronto Steel");
        QCOMPARE(device.store->outbox().unsentCount(), 0U);
    }

    void newOnesAreFoundByTypeAndParent() {
        DeviceWithCustomer device;
        Drafts drafts{*device.editing};
        drafts.keep(newDraft(customer("First")));
        device.clock.advance(std::chrono::seconds{1});
        drafts.keep(newDraft(customer("Second")));
        const auto& contacts = schema::Schema::of<v1::Contact>();
        auto contact = std::make_shared<v1::Contact>();
        contact->set_customer_id(device.id);
        contact->set_name("Wei");
        drafts.keep({.type = &contacts, .values = contact});
        drafts.keep(typedOver(device.editing->require(device.id), [](auto& c) { c.set_notes("x"); }));
        QCOMPARE(valuesOf(*drafts.latestNew(customers())).name(), "Second");
        QVERIFY(drafts.latestNew(contacts));
        QVERIFY(drafts.latestNew(contacts, device.id));
        QVERIFY(!drafts.latestNew(contacts, idOf('x')));
        QVERIFY(!drafts.latestNew(schema::Schema::of<v1::Visit>()));
        QCOMPARE(drafts.list().size(), 4U);
    }

    void whatOthersWroteMeanwhileShowsBelowWhatWasTyped() {
        DeviceWithCustomer device;
        const auto shown = device.editing->require(device.id);
        auto draft = typedOver(shown, [](auto& c) { c.set_notes("mine"); });
        Drafts{*device.editing}.keep(draft);
        auto theirs = customer("Toronto Steel");
        theirs.set_industry("steel");
        theirs.set_notes("theirs");
        device.answer(device.server.reply(device.begin()).row(userScope(), device.id, 20, theirs).done());
        Drafts drafts{*device.editing};
        draft = drafts.onTop(*drafts.of(device.id));
        QCOMPARE(valuesOf(draft).industry(), "steel");
        QCOMPARE(valuesOf(draft).notes(), "mine");
        drafts.commit(draft);
        const auto sent = EngineDevice::mutations(device.begin());
        QCOMPARE(sent.size(), 1U);
        QCOMPARE(sent[0].paths_size(), 1);  // what nobody typed is not sent
        QCOMPARE(sent[0].paths(0).field(), static_cast<unsigned>(v1::Customer::kNotesFieldNumber));
        QVERIFY(sent[0].paths(0).base() < 20);  // the author had not seen theirs: the server will notice
    }

    void aDraftOfARecordThatIsGoneStays() {
        DeviceWithCustomer device;
        Drafts drafts{*device.editing};
        const auto draft =
            typedOver(device.editing->require(device.id), [](auto& c) { c.set_notes("typed"); });
        drafts.keep(draft);
        device.answer(
            device.server.reply(device.begin()).removal<v1::Customer>(userScope(), device.id, 30).done());
        QVERIFY(!device.reading->get(device.id));
        QCOMPARE(valuesOf(drafts.onTop(*drafts.of(device.id))).notes(), "typed");
        QCOMPARE(faultOf([&] { drafts.commit(draft); }).code(), v1::NOT_FOUND);
        QVERIFY(drafts.of(device.id));
    }

    void everythingWrongIsToldAtOnce() {
        DeviceWithCustomer device;
        const auto shown = device.editing->require(device.id);
        auto wrong = shown.as<v1::Customer>();
        wrong.set_notes(std::string(4001, 'x'));
        wrong.mutable_potential()->set_minor(-1);
        wrong.mutable_potential()->set_currency("EUR");
        wrong.set_price_list_id(idOf('l'));  // a manager's
        wrong.set_lifecycle(v1::Customer::DORMANT);
        std::map<std::string, v1::FaultCode> found;
        for (const auto& fault : device.editing->faultsOfEdit(shown, wrong))
            found[fault.path()] = fault.code();
        const std::map<std::string, v1::FaultCode> expected{{"notes", v1::INVALID},
                                                            {"potential", v1::RULE},
                                                            {"price_list_id", v1::NO_RIGHT},
                                                            {"lifecycle", v1::STEP_NOT_ALLOWED}};
        QVERIFY(found == expected);
        QVERIFY(device.editing->faultsOfEdit(shown, *shown.message).empty());
        QVERIFY(device.editing->faultsOfCreate(customer("Fine")).empty());
        QCOMPARE(device.store->outbox().unsentCount(), 0U);
    }

    void formsAskWhereOneMayType() {
        DeviceWithCustomer device;
        const auto shown = device.editing->require(device.id);
        const auto may = [&](const Record* record, int field) {
            return device.editing->mayWrite(customers(), record, {field, {}, 0});
        };
        QVERIFY(may(&shown, v1::Customer::kNotesFieldNumber));
        QVERIFY(!may(&shown, v1::Customer::kPriceListIdFieldNumber));
        QVERIFY(!may(&shown, v1::Customer::kCreditLimitFieldNumber));
        QVERIFY(may(nullptr, v1::Customer::kNameFieldNumber));
        QVERIFY(!may(nullptr, v1::Customer::kCodeFieldNumber));
    }

    void aStoreOfTheFirstVersionGetsTheTable() {
        DeviceWithCustomer device;
        device.rename(device.id, "Kept");
        device.store->database().execute(
            "DROP TABLE draft; DROP TABLE file_transfer; DROP TABLE lost_conflict; DROP TABLE scope_mask;"
            "ALTER TABLE outbox DROP COLUMN result; ALTER TABLE outbox DROP COLUMN settled_at;"
            "ALTER TABLE scope ADD COLUMN mask BIGINT NOT NULL DEFAULT 0; PRAGMA user_version = 1;");
        device.reopen();
        QCOMPARE(device.nameOf(device.id), "Kept");
        QVERIFY(Drafts{*device.editing}.list().empty());
        QVERIFY(!Drafts{*device.editing}.keep(newDraft(customer("New"))).empty());
    }
};

QTEST_GUILESS_MAIN(EngineDraftTest)
#include "engine_draft_test.moc"
