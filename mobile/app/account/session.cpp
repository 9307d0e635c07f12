#include "mobile/app/account/session.h"

#include "fieldfare/people.pb.h"
#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/values.h"

namespace fieldfare::app {

Session::Session(QObject* parent) : QObject{parent} {
    auto& engine = EngineThread::instance();
    connect(&engine, &EngineThread::changed, this, [this](const StoreDelta& delta) {
        if (delta.reopened || delta.touches(schema::Schema::of<v1::Person>().number()) ||
            delta.touches(schema::Schema::of<v1::Organisation>().number()))
            read();
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
            setState(fault.code() == v1::BUSY || fault.code() == v1::NEWER_SCHEMA ? Locked : Damaged);
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
    if (facts.mustWipe)
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
    emit stateChanged();
}

}  // namespace fieldfare::app
