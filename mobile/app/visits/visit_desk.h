#pragma once

#include <QJSValue>
#include <QObject>
#include <QPointer>

#include <qqmlregistration.h>

#include "mobile/app/services/place.h"

namespace fieldfare::app {

/// A visit in three taps. A check-in and a check-out are saved at once, with the position where one of the
/// last minute is known.
class VisitDesk : public QObject {
    Q_OBJECT
    QML_ELEMENT
    /// The visit that the person has checked in to and not out of; empty: none.
    Q_PROPERTY(QString activeVisitId READ activeVisitId NOTIFY activeVisitIdChanged)
    /// Where positions come from: the app's own unless set.
    Q_PROPERTY(fieldfare::app::Place* place READ place WRITE setPlace NOTIFY placeChanged)

  public:
    explicit VisitDesk(QObject* parent = nullptr);

    [[nodiscard]] const QString& activeVisitId() const { return activeVisitId_; }
    [[nodiscard]] Place* place() const;
    void setPlace(Place* place);

    /// `planId` empty: a spontaneous visit. function(visitId, fault).
    Q_INVOKABLE void checkIn(const QString& customerId, const QString& planId, const QJSValue& reply = {});
    /// `outcome`: "ORDER", "QUOTE", "FOLLOW_UP", "NO_INTEREST", "NOT_MET". function(visitId, fault). What was
    /// typed into a form of the visit must have been committed.
    Q_INVOKABLE void checkOut(const QString& visitId, const QString& outcome, const QJSValue& reply = {});
    /// Epoch ms. function(planId, fault).
    Q_INVOKABLE void reschedule(const QString& planId, qlonglong startsAt, const QJSValue& reply = {});

  signals:
    void activeVisitIdChanged();
    void placeChanged();

  private:
    void read();
    [[nodiscard]] engine::Whereabouts here() const;

    QString activeVisitId_;
    QPointer<Place> place_;
};

}  // namespace fieldfare::app
