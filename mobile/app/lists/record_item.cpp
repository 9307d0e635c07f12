#include "mobile/app/lists/record_item.h"

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/desk/values.h"

namespace fieldfare::app {

RecordItem::RecordItem(QObject* parent) : QObject{parent}, reread_{this} {
    connect(&reread_, &Reread::due, this, &RecordItem::read);
    // A record is read in microseconds: asking again is cheaper than finding out whether it is concerned.
    connect(&EngineThread::instance(), &EngineThread::changed, this, [this] {
        if (complete_ && !id_.isEmpty())
            reread_.soon();
    });
}

void RecordItem::setRecordId(const QString& id) {
    if (id_ == id)
        return;
    id_ = id;
    emit recordIdChanged();
    askAnew();
}

void RecordItem::setJoins(const QStringList& joins) {
    if (joins_ == joins)
        return;
    joins_ = joins;
    emit joinsChanged();
    askAnew();
}

void RecordItem::componentComplete() {
    complete_ = true;
    askAnew();
}

void RecordItem::askAnew() {
    if (!complete_)
        return;
    ++question_;
    loading_ = !id_.isEmpty();
    if (row_.id != id_) {
        row_ = {};
        permissions_ = {};
    }
    emit changed();
    if (loading_)
        reread_.now();
}

void RecordItem::read() {
    if (id_.isEmpty())
        return reread_.finished();  // the store had changed before the record was let go
    EngineThread::instance().ask(
        this,
        [id = id_, joins = joins_](Desk& desk) {
            Found found;
            if (!desk.isOpen())
                return found;
            if (const auto record = desk.reading().get(idBytes(id))) {
                found.row = RowMaker{desk, *record->type, joins}.row(*record);
                found.permissions = engine::permissionsOn(desk.store(), *record);
            }
            return found;
        },
        [this, question = question_](const Found& found) {
            if (question == question_)
                take(found);
            reread_.finished();
        },
        [this, question = question_](const v1::Fault& fault) {
            qWarning("record %s: %s", qPrintable(id_), fault.ShortDebugString().c_str());
            if (question == question_)
                take({});
            reread_.finished();
        });
}

void RecordItem::take(const Found& found) {
    const bool differs = loading_ || !(row_ == found.row) ||
                         permissions_.writable != found.permissions.writable ||
                         permissions_.locked != found.permissions.locked ||
                         permissions_.mayErase != found.permissions.mayErase;
    loading_ = false;
    row_ = found.row;
    permissions_ = found.permissions;
    if (differs)
        emit changed();
}

bool RecordItem::mayEdit(const QString& path) const {
    return permissions_.mayWrite(path.toStdString());
}

}  // namespace fieldfare::app
