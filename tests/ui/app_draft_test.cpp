#include <QSignalSpy>
#include <QTest>
#include <limits>

#include "fieldfare/customer.pb.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/forms/record_draft.h"
#include "tests/support/app/own_store.h"
#include "tests/support/app/script_answer.h"

using namespace fieldfare;
using app::RecordDraft;
using tests::onEngine;
using tests::ScriptAnswer;

namespace {

/// The app's engine on a store with one customer; a new one stands for a start of the app.
struct Running {
    explicit Running(const tests::OwnStore& store) : engine{store.folder()} {
        onEngine(engine, [](app::Desk& desk) { desk.open(); });
    }
    [[nodiscard]] v1::Customer customer(const std::string& id) {
        v1::Customer found;
        onEngine(engine, [&](app::Desk& desk) { found = desk.editing().require(id).as<v1::Customer>(); });
        return found;
    }
    [[nodiscard]] std::size_t drafts() {
        std::size_t count = 0;
        onEngine(engine, [&](app::Desk& desk) { count = engine::Drafts{desk.editing()}.list().size(); });
        return count;
    }
    app::EngineThread engine;
};

std::string addCustomer(tests::OwnStore& store) {
    std::string id;
    store.fill([&](engine::Editing& editing) {
        v1::Customer customer;
        customer.set_name("Toronto Steel");
        customer.set_owner_id(store.person());
        customer.mutable_address()->set_city("Toronto");
        auto& phone = *customer.add_phones();
        phone.set_id(std::string(16, 'p'));
        phone.set_number("+1 416 555 0100");
        id = editing.create(customer);
    });
    return id;
}

/// A form on the record; empty: of a new customer.
void openForm(RecordDraft& form, const QString& id = {}) {
    form.setType("customer");
    form.setRecordId(id);
    QTRY_VERIFY(form.ready());
}

}  // namespace

/// Forms on a real store.
class AppDraftTest : public QObject {
    Q_OBJECT

  private slots:
    void anAddressThatIsNoneIsToldAsItIsTyped() {
        tests::OwnStore store;
        const auto id = addCustomer(store);
        Running running{store};
        QJSEngine script;
        RecordDraft form;
        ScriptAnswer::own(script, form);
        openForm(form, app::idText(id));
        const auto mail = "mails/" + form.addItem("mails") + "/address";
        const auto phone = "phones/" + form.addItem("phones") + "/number";
        for (const auto* none : {"ann", "ann@", "@example.com", "ann lee@example.com", "ann@example..com"}) {
            form.set(mail, none);
            QVERIFY2(form.error(mail).startsWith("An e-mail address"), none);
        }
        ScriptAnswer refused{script};
        form.commit(refused.function());
        QTRY_COMPARE(refused.count(), 1);
        QCOMPARE(refused.fault().value("path").toString(), mail);
        for (const auto* odd : {"ann@example.com", "a+b@intranet", "\"ann@home\"@example.com"}) {
            form.set(mail, odd);
            QCOMPARE(form.error(mail), QString{});
        }
        for (const auto* none : {"no phone", "12", "ann12345@example.com"}) {
            form.set(phone, none);
            QVERIFY2(form.error(phone).startsWith("A phone number"), none);
        }
        for (const auto* odd : {"110", "+86 (21) 6288-1234 x5", "021 6288 1234 ext. 12", "400-800-8888,1#"}) {
            form.set(phone, odd);
            QCOMPARE(form.error(phone), QString{});
        }
        ScriptAnswer saved{script};
        form.commit(saved.function());
        QTRY_COMPARE(saved.count(), 1);
        QVERIFY(saved.fault().isEmpty());
    }

    void whatWasStoredBeforeIsNotThisFormsBusiness() {
        tests::OwnStore store;
        std::string id;
        store.fill([&](engine::Editing& editing) {
            v1::Customer customer;
            customer.set_name("Imported");
            customer.set_owner_id(store.person());
            auto& mail = *customer.add_mails();
            mail.set_id(std::string(16, 'm'));
            mail.set_address("see notes");
            id = editing.create(customer);
        });
        Running running{store};
        RecordDraft form;
        openForm(form, app::idText(id));
        form.set("industry", "food");
        QVERIFY(form.valid());
    }

    void aRecordIsShownAndChanged() {
        tests::OwnStore store;
        const auto id = addCustomer(store);
        Running running{store};
        QJSEngine script;
        RecordDraft form;
        ScriptAnswer::own(script, form);
        openForm(form, app::idText(id));
        QCOMPARE(form.value("name"), "Toronto Steel");
        QCOMPARE(form.value("address/city"), "Toronto");
        const auto phone = "phones/" + app::idText(std::string(16, 'p'));
        QCOMPARE(form.value(phone + "/number"), "+1 416 555 0100");
        QVERIFY(!form.dirty());
        QVERIFY(form.valid());
        QVERIFY(!form.recovered());

        form.set("address/city", "Hamilton");
        form.set("tier", "A");
        form.set(phone + "/kind", "OFFICE");
        const auto added = form.addItem("mails", {{"address", "office@example.com"}});
        form.set("potential", QVariantMap{{"minor", 500'000}, {"currency", "CAD"}});
        QVERIFY(form.dirty());
        QVERIFY(form.valid());
        ScriptAnswer saved{script};
        form.commit(saved.function());
        QVERIFY(form.saving());
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(saved.result().toString(), app::idText(id));
        const auto stored = running.customer(id);
        QCOMPARE(stored.address().city(), "Hamilton");
        QCOMPARE(stored.tier(), v1::Customer::A);
        QCOMPARE(stored.phones(0).kind(), v1::Phone::OFFICE);
        QCOMPARE(app::idText(stored.mails(0).id()), added);
        QCOMPARE(stored.potential().minor(), 500'000);
        QTRY_VERIFY(!form.dirty());
        QCOMPARE(running.drafts(), 0U);
    }

    void whatWasTypedSurvivesAKill() {
        tests::OwnStore store;
        const auto id = addCustomer(store);
        {
            Running running{store};
            RecordDraft form;
            openForm(form, app::idText(id));
            form.set("notes", "half a sen");
            form.set("potential/minor", "12,");  // no number yet
            QVERIFY(!form.valid());
            QTRY_COMPARE(running.drafts(), 1U);  // kept without anybody saying so
        }
        Running running{store};
        QVERIFY(running.customer(id).notes().empty());
        RecordDraft form;
        openForm(form, app::idText(id));
        QVERIFY(form.recovered());
        QVERIFY(std::abs(form.recoveredAt() - QDateTime::currentMSecsSinceEpoch()) < 60'000);
        QCOMPARE(form.value("notes"), "half a sen");
        QCOMPARE(form.value("potential/minor"), "12,");
        QVERIFY(!form.error("potential").isEmpty());
        form.keep();
        QVERIFY(!form.recovered());
        QCOMPARE(form.value("notes"), "half a sen");
    }

    void leavingThePageKeepsWhatWasTyped() {
        tests::OwnStore store;
        const auto id = addCustomer(store);
        Running running{store};
        {
            RecordDraft form;
            openForm(form, app::idText(id));
            form.set("notes", "typed and gone");
        }
        QCOMPARE(running.drafts(), 1U);
    }

    void aNewRecordIsRecoveredByItsPlace() {
        tests::OwnStore store;
        const auto id = addCustomer(store);
        Running running{store};
        const auto openContact = [&](RecordDraft& form, const std::string& customer) {
            form.setType("contact");
            form.setDefaults({{"customer_id", app::idText(customer)}});
            QTRY_VERIFY(form.ready());
        };
        {
            RecordDraft form;
            openContact(form, id);
            QVERIFY(!form.dirty());
            form.set("name", "Wei");
            form.save();
        }
        RecordDraft elsewhere;
        openContact(elsewhere, std::string(16, 'e'));
        QVERIFY(!elsewhere.recovered());
        RecordDraft form;
        openContact(form, id);
        QVERIFY(form.recovered());
        QCOMPARE(form.value("name"), "Wei");
        form.discard();
        QTRY_VERIFY(form.ready());
        QVERIFY(!form.recovered());
        QVERIFY(!form.value("name").isValid());
        QCOMPARE(running.drafts(), 0U);
    }

    void everyFieldSaysWhatIsWrongThere_data() {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QVariant>("value");
        QTest::addColumn<QString>("sentence");
        QTest::newRow("needed") << "name" << QVariant{""} << "This is needed.";
        QTest::newRow("too long") << "industry" << QVariant{QString(101, 'x')} << "At most 100 characters.";
        QTest::newRow("no number") << "potential/minor" << QVariant{std::numeric_limits<double>::quiet_NaN()}
                                   << "This is no number.";
        QTest::newRow("no choice") << "tier" << QVariant{"Z"} << "Choose one of the values.";
        QTest::newRow("a rule") << "potential" << QVariant{QVariantMap{{"minor", -1}, {"currency", "CAD"}}}
                                << "The amount cannot be negative.";
        QTest::newRow("a step") << "lifecycle" << QVariant{"DORMANT"}
                                << "This step is not possible from here.";
        QTest::newRow("no currency") << "potential" << QVariant{QVariantMap{{"minor", 1}}}
                                     << "Choose a currency.";
    }
    void everyFieldSaysWhatIsWrongThere() {
        QFETCH(QString, path);
        QFETCH(QVariant, value);
        QFETCH(QString, sentence);
        tests::OwnStore store;
        const auto id = addCustomer(store);
        Running running{store};
        RecordDraft form;
        openForm(form, app::idText(id));
        QVERIFY(form.errors().isEmpty());
        form.set(path, value);
        QTRY_COMPARE(form.error(path), sentence);
        QVERIFY(!form.valid());
        form.set(path, form.type() == "customer" && path == "name" ? QVariant{"Right"} : QVariant{});
        QTRY_VERIFY(form.valid());
        QVERIFY(form.error(path).isEmpty());
    }

    void whatIsMissingIsToldWhenSaved() {
        tests::OwnStore store;
        Running running{store};
        QJSEngine script;
        RecordDraft form;
        ScriptAnswer::own(script, form);
        openForm(form);
        QVERIFY(!form.valid());
        QVERIFY(form.errors().isEmpty());  // nobody is scolded before typing
        ScriptAnswer saved{script};
        form.commit(saved.function());
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(saved.fault().value("path"), "name");
        QCOMPARE(form.error("name"), "This is needed.");
        form.set("name", "Nordwind");
        QVERIFY(form.valid());
        form.commit(saved.function());
        QTRY_COMPARE(saved.count(), 2);
        QCOMPARE(running.customer(app::idBytes(saved.result().toString())).name(), "Nordwind");
    }

    void aFailedSaveLosesNothing() {
        tests::OwnStore store;
        const auto id = addCustomer(store);
        Running running{store};
        QJSEngine script;
        RecordDraft form;
        ScriptAnswer::own(script, form);
        openForm(form, app::idText(id));
        form.set("lifecycle", "DORMANT");
        form.set("notes", "kept");
        ScriptAnswer saved{script};
        form.commit(saved.function());
        QTRY_COMPARE(saved.count(), 1);
        QCOMPARE(saved.fault().value("code"), "STEP_NOT_ALLOWED");
        QCOMPARE(form.error("lifecycle"), "This step is not possible from here.");
        QCOMPARE(form.value("notes"), "kept");
        QVERIFY(running.customer(id).notes().empty());
        QCOMPARE(running.drafts(), 1U);
    }

    void aFormOffersOnlyWhatThePersonMayWrite() {
        tests::OwnStore store;
        const auto id = addCustomer(store);
        Running running{store};
        RecordDraft form;
        openForm(form, app::idText(id));
        QVERIFY(form.mayWrite("name"));
        QVERIFY(form.mayWrite("address/city"));
        QVERIFY(form.mayWrite("phones"));
        QVERIFY(!form.mayWrite("price_list_id"));  // a manager's
        QVERIFY(!form.mayWrite("credit_limit"));   // the server's
        QCOMPARE(form.label("payment_terms"), "Payment terms");
        QCOMPARE(form.field("industry").value("max").toInt(), 100);
    }

    void aFormThatNobodyTypedIntoFollowsTheRecord() {
        tests::OwnStore store;
        const auto id = addCustomer(store);
        Running running{store};
        RecordDraft form;
        openForm(form, app::idText(id));
        onEngine(running.engine, [&](app::Desk& desk) {
            desk.editing().edit<v1::Customer>(id, [](auto& customer) { customer.set_industry("steel"); });
        });
        QTRY_COMPARE(form.value("industry"), "steel");
        QVERIFY(!form.dirty());
    }

    void typedBackIsNoDraft() {
        tests::OwnStore store;
        const auto id = addCustomer(store);
        Running running{store};
        RecordDraft form;
        openForm(form, app::idText(id));
        form.set("name", "Toronto Steel Ltd");
        QTRY_COMPARE(running.drafts(), 1U);
        form.set("name", "Toronto Steel");
        QVERIFY(!form.dirty());
        QTRY_COMPARE(running.drafts(), 0U);
    }

    void aRecordThatIsNotHere() {
        tests::OwnStore store;
        Running running{store};
        RecordDraft form;
        form.setType("customer");
        form.setRecordId(app::idText(std::string(16, '?')));
        QTRY_VERIFY(!form.fault().isNull());
        QCOMPARE(form.fault().toMap().value("code"), "NOT_FOUND");
        QVERIFY(!form.ready());
    }
};

QTEST_MAIN(AppDraftTest)
#include "app_draft_test.moc"
