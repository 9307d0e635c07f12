#include "mobile/app/visits/visit_desk.h"

#include <QQmlEngine>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/script_reply.h"
#include "shared/schema/fault.h"

namespace fieldfare::app {

namespace {

v1::Visit::Outcome outcomeNamed(const QString& name) {
    v1::Visit::Outcome outcome{};
    if (!v1::Visit::Outcome_Parse(name.toStdString(), &outcome) || outcome == v1::Visit::OUTCOME_UNSPECIFIED)
        throw schema::FaultError{v1::INVALID, "no such outcome: " + name.left(40).toStdString(), "outcome"};
    return outcome;
}

}  // namespace

VisitDesk::VisitDesk(QObject* parent) : QObject{parent} {
    connect(&EngineThread::instance(), &EngineThread::changed, this, [this](const StoreDelta& delta) {
        if (delta.touches(schema::Schema::of<v1::Visit>().number()))
            read();
    });
    read();
}

Place* VisitDesk::place() const {
    if (place_ != nullptr)
        return place_;
    auto* engine = qmlEngine(this);
    const int type = qmlTypeId("Fieldfare.App", 1, 0, "Place");
    return engine == nullptr || type < 0 ? nullptr : engine->singletonInstance<Place*>(type);
}

void VisitDesk::setPlace(Place* place) {
    if (place_ == place)
        return;
    place_ = place;
    emit placeChanged();
}

engine::Whereabouts VisitDesk::here() const {
    const auto* at = place();
    return at == nullptr ? engine::Whereabouts{} : at->whereabouts();
}

void VisitDesk::read() {
    EngineThread::instance().ask(
        this,
        [](Desk& desk) {
            return desk.isOpen() ? idText(engine::Visits{desk.editing()}.active()) : QString{};
        },
        [this](const QString& id) {
            if (activeVisitId_ == id)
                return;
            activeVisitId_ = id;
            emit activeVisitIdChanged();
        });
}

void VisitDesk::checkIn(const QString& customerId, const QString& planId, const QJSValue& function) {
    const ScriptReply reply{qjsEngine(this), function, "checkIn"};
    EngineThread::instance().ask(
        this,
        [customerId, planId, here = here()](Desk& desk) {
            const auto plan = planId.isEmpty() ? std::string{} : idBytes(planId);
            return idText(engine::Visits{desk.editing()}.checkIn(idBytes(customerId), plan, here));
        },
        [reply](const QString& id) { reply.done(id); },
        [reply](const v1::Fault& fault) { reply.failed(fault); });
}

void VisitDesk::checkOut(const QString& visitId, const QString& outcome, const QJSValue& function) {
    const ScriptReply reply{qjsEngine(this), function, "checkOut"};
    EngineThread::instance().ask(
        this,
        [visitId, outcome, here = here()](Desk& desk) {
            engine::Visits{desk.editing()}.checkOut(idBytes(visitId), outcomeNamed(outcome), here);
        },
        [reply, visitId] { reply.done(visitId); }, [reply](const v1::Fault& fault) { reply.failed(fault); });
}

void VisitDesk::reschedule(const QString& planId, qlonglong startsAt, const QJSValue& function) {
    const ScriptReply reply{qjsEngine(this), function, "reschedule"};
    EngineThread::instance().ask(
        this,
        [planId, startsAt](Desk& desk) {
            engine::Visits{desk.editing()}.reschedule(idBytes(planId), startsAt);
        },
        [reply, planId] { reply.done(planId); }, [reply](const v1::Fault& fault) { reply.failed(fault); });
}

}  // namespace fieldfare::app
