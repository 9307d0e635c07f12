#include "mobile/app/lists/creating.h"

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/values.h"
#include "shared/schema/schema.h"

namespace fieldfare::app {

namespace {

QVariantMap creatable(Desk& desk, const QString& under) {
    QVariantMap may;
    if (!desk.isOpen())
        return may;
    const auto parent = under.isEmpty() ? std::string{} : idBytes(under);
    const auto& store = desk.store();
    for (const auto* type : schema::Schema::instance().types()) {
        const bool isOfOwn = parent.empty() && type->parent() != nullptr;
        may.insert(qt(type->name()),
                   isOfOwn ? !store.rights().mayCreate(store.role(), engine::OwnRights::newRecord, *type)
                           : desk.editing().mayCreate(*type, parent));
    }
    return may;
}

}  // namespace

Creating::Creating(QObject* parent) : QObject{parent}, reread_{this} {
    connect(&reread_, &Reread::due, this, &Creating::read);
    // The parent may have become somebody else's, or a rule may have come: asking again costs less than
    // finding out.
    connect(&EngineThread::instance(), &EngineThread::changed, this, [this] {
        if (complete_)
            reread_.soon();
    });
}

void Creating::setUnder(const QString& id) {
    if (under_ == id)
        return;
    under_ = id;
    emit underChanged();
    askAnew();
}

void Creating::componentComplete() {
    complete_ = true;
    askAnew();
}

void Creating::askAnew() {
    if (!complete_)
        return;
    if (!may_.isEmpty()) {
        may_.clear();
        emit changed();
    }
    reread_.now();
}

void Creating::read() {
    EngineThread::instance().ask(
        this, [under = under_](Desk& desk) { return creatable(desk, under); },
        [this, under = under_](const QVariantMap& may) {
            if (under == under_ && may != may_) {
                may_ = may;
                emit changed();
            }
            reread_.finished();
        },
        [this](const v1::Fault& fault) {
            qWarning("rights: %s", fault.ShortDebugString().c_str());
            reread_.finished();
        });
}

}  // namespace fieldfare::app
