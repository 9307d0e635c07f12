#include "mobile/app/lists/live_list.h"

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/fault_words.h"

namespace fieldfare::app {

LiveList::LiveList(QObject* parent)
    : QAbstractListModel{parent}, reread_{this}, fault_{QVariant::fromValue(nullptr)} {
    connect(&reread_, &Reread::due, this, [this] {
        setLoading(true);
        read();
    });
    connect(&EngineThread::instance(), &EngineThread::changed, this, [this](const StoreDelta& delta) {
        if (concerns(delta))
            refresh();
    });
}

void LiveList::setActive(bool active) {
    if (active_ == active)
        return;
    active_ = active;
    emit activeChanged();
    if (active_ && stale_)
        refresh();
}

void LiveList::componentComplete() {
    complete_ = true;
    askAnew();
}

void LiveList::askAnew() {
    if (!complete_)
        return;
    if (loaded_) {
        loaded_ = false;
        emit loadedChanged();
    }
    stale_ = true;
    if (active_)
        reread_.now();
}

void LiveList::refresh() {
    stale_ = true;
    if (active_ && complete_)
        reread_.soon();
}

void LiveList::finished() {
    stale_ = false;
    setLoading(false);
    setFault(QVariant::fromValue(nullptr));
    if (!loaded_) {
        loaded_ = true;
        emit loadedChanged();
    }
    reread_.finished();
}

void LiveList::failed(const v1::Fault& fault) {
    setLoading(false);
    setFault(FaultWords::values(fault));
    reread_.finished();
}

QVariantMap LiveList::at(int row) const {
    QVariantMap values;
    if (row < 0 || row >= count())
        return values;
    const auto names = roleNames();
    for (auto role = names.begin(); role != names.end(); ++role)
        values.insert(QString::fromLatin1(role.value()), data(index(row), role.key()));
    return values;
}

void LiveList::setFault(const QVariant& fault) {
    if (fault == fault_)
        return;
    fault_ = fault;
    emit faultChanged();
}

void LiveList::setLoading(bool loading) {
    if (loading_ == loading)
        return;
    loading_ = loading;
    emit loadingChanged();
}

}  // namespace fieldfare::app
