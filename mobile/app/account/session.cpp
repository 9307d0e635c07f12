#include "mobile/app/account/session.h"

#include <QDebug>
#include <QJSEngine>
#include <QQmlEngine>

#include "fieldfare/people.pb.h"
#include "mobile/app/account/enrolling.h"
#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/fault_words.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/script_reply.h"
#include "mobile/engine/enrolment.h"
#include "mobile/engine/unsent_export.h"
#include "mobile/network/pairing_text.h"
#include "shared/schema/fault.h"

namespace fieldfare::app {

Session::Session(QObject* parent) : QObject{parent}, fault_{QVariant::fromValue(nullptr)} {
    auto& engine = EngineThread::instance();
    connect(&engine, &EngineThread::changed, this, [this](const StoreDelta& delta) {
        if (delta.reopened || delta.touches(schema::Schema::of<v1::Person>().number()) ||
            delta.touches(schema::Schema::of<v1::Organisation>().number()))
            read();
    });
    connect(&engine, &EngineThread::synced, this, [this](const SyncState& state) {
        if (facts_.enrolled && facts_.signedIn != state.status.signedIn)
            read();  // the server ended the session
    });
    connect(&engine, &EngineThread::wiped, this, [this] { setState(Wiped); });
    connect(&engine, &EngineThread::failed, this, [this](const QString& message) {
        qWarning("the store is damaged: %s", qPrintable(message));
        rescue();
    });
    open();
}

bool Session::isManager() const {
    const auto role = facts_.person.value("role").toString();
    return role == "MANAGER" || role == "EXECUTIVE";
}

void Session::open() {
    EngineThread::instance().ask(
        this,
        [](Desk& desk) {
            if (desk.exists())
                desk.open();
            return desk.isOpen();
        },
        [this](bool isOpen) {
            if (!isOpen)
                setState(Unpaired);
        },
        [this](const v1::Fault& fault) {
            if (state_ == Damaged)
                return;  // it is being saved
            fault_ = FaultWords::values(fault);
            state_ = Locked;
            emit stateChanged();
        });
}

void Session::rescue() {
    if (state_ == Damaged)
        return;
    setState(Damaged);
    EngineThread::instance().askAlone(
        this, [](Desk& desk) { return rescueStore(desk); },
        [this](const engine::Rescue& saved) {
            rescued_ = {{"edits", static_cast<int>(saved.edits)},
                        {"drafts", static_cast<int>(saved.drafts)},
                        {"complete", saved.complete}};
            emit rescuedChanged();
            state_ = Starting;
            read();
        },
        [this](const v1::Fault& fault) {
            fault_ = FaultWords::values(fault);
            emit stateChanged();
        });
}

template <typename Work>
void Session::run(const char* verb, const QJSValue& reply, Work work) {
    const ScriptReply script{qjsEngine(this), reply, verb};
    const auto refuse = [this, script](const v1::Fault& fault) {
        read();
        script.failed(fault);
    };
    if constexpr (std::is_void_v<std::invoke_result_t<Work, Desk&>>)
        EngineThread::instance().askAlone(
            this, std::move(work),
            [this, script] {
                read();
                script.done();
            },
            refuse);
    else
        EngineThread::instance().askAlone(
            this, std::move(work), [script](const auto& value) { script.done(QVariant::fromValue(value)); },
            refuse);
}

QVariantMap Session::readPairing(const QString& text) const {
    try {
        const auto pairing = network::parsePairing(text.toStdString());
        return {
            {"ok", true}, {"server", qt(pairing.url())}, {"person", qt(pairing.person())}, {"message", ""}};
    } catch (const schema::FaultError&) {
        return {{"ok", false},
                {"server", ""},
                {"person", ""},
                {"message", tr("This is no pairing code, or a part of it is missing. It begins with "
                               "FIELDFARE:1: and comes from your administrator.")}};
    }
}

void Session::enrol(const QString& pairing, const QString& person, const QString& password,
                    const QJSValue& reply) {
    run("enrol", reply,
        [pairing = pairing.toStdString(), person = person.toStdString(),
         password = password.toStdString()](Desk& desk) { app::enrol(desk, pairing, person, password); });
}

void Session::signIn(const QString& password, const QJSValue& reply) {
    run("signIn", reply, [password = password.toStdString()](Desk& desk) {
        engine::Enrolment{desk.transport()}.signIn(desk.store(), password);
    });
    EngineThread::instance().syncNow();
}

void Session::signOut(const QJSValue& reply) {
    run("signOut", reply,
        [](Desk& desk) { engine::Enrolment{desk.transport()}.signOut(desk.store(), false); });
}

void Session::signOutLeavingUnsent(const QJSValue& reply) {
    run("signOutLeavingUnsent", reply,
        [](Desk& desk) { engine::Enrolment{desk.transport()}.signOut(desk.store(), true); });
}

void Session::exportUnsent(const QUrl& file, const QString& passphrase, const QJSValue& reply) {
    const auto path = file.isLocalFile() ? file.toLocalFile() : file.toString();
    run("exportUnsent", reply,
        [path = path.toStdString(), passphrase = passphrase.toStdString()](Desk& desk) {
            return static_cast<int>(
                engine::UnsentExport::write(desk.store(), path, passphrase, desk.random()));
        });
}

void Session::changePassword(const QString& old, const QString& fresh, const QJSValue& reply) {
    run("changePassword", reply, [old = old.toStdString(), fresh = fresh.toStdString()](Desk& desk) {
        engine::Enrolment{desk.transport()}.changePassword(desk.store(), old, fresh);
    });
}

void Session::read() {
    EngineThread::instance().ask(
        this,
        [](Desk& desk) {
            Facts facts;
            if (!desk.isOpen())
                return facts;
            auto& store = desk.store();
            facts.mustWipe = store.mustWipe();
            if (const auto pairing = store.pairing())
                facts.serverAddress = qt(pairing->url());
            const auto session = store.session();
            facts.enrolled = session.has_value();
            if (!session)
                return facts;
            facts.signedIn = !session->token().empty();
            facts.organisation = qt(session->organisation());
            facts.person = {{"id", idText(session->person_id())},
                            {"name", qt(session->person())},
                            {"role", qt(v1::Role_Name(store.role()))},
                            {"unit_id", idText(session->unit_id())}};
            const auto reading = desk.reading();
            if (const auto person = reading.get<v1::Person>(session->person_id()))
                facts.person.insert("name", qt(person->as<v1::Person>().name()));
            if (const auto organisation = reading.get<v1::Organisation>(session->organisation_id())) {
                facts.organisation = qt(organisation->as<v1::Organisation>().name());
                facts.organisationRecord = valuesOf(*organisation);
            }
            return facts;
        },
        [this](const Facts& facts) { take(facts); });
}

void Session::take(const Facts& facts) {
    const bool differs = !(facts == facts_);
    facts_ = facts;
    if (differs)
        emit personChanged();
    if (facts.mustWipe || (state_ == Wiped && !facts.enrolled))
        setState(Wiped);
    else if (!facts.enrolled)
        setState(Unpaired);
    else
        setState(facts.signedIn ? Ready : SignedOut);
}

void Session::setState(State state) {
    if (state_ == state)
        return;
    state_ = state;
    fault_ = QVariant::fromValue(nullptr);
    emit stateChanged();
}

}  // namespace fieldfare::app
