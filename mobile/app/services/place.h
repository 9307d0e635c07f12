#pragma once

#include <QGeoPositionInfo>
#include <QObject>
#include <QTimer>
#include <QVariant>
#include <memory>

#include <qqmlregistration.h>

#include "mobile/engine/visits.h"

class QGeoPositionInfoSource;

namespace fieldfare::app {

/// Where this device is. Looked up only between start() and stop(), which count. Nothing ever waits for it.
///
/// FIELDFARE_NMEA names a file of NMEA 0183 sentences to replay in place of the device's own source; such a
/// position counts as simulated.
class Place : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// True while a position is being looked for or followed.
    Q_PROPERTY(bool fixing READ fixing NOTIFY changed)
    Q_PROPERTY(Quality quality READ quality NOTIFY changed)
    /// {latitude_e7, longitude_e7, accuracy_mm}, the last one known; null: none. `accuracy_mm` only if known.
    Q_PROPERTY(QVariant position READ position NOTIFY changed)
    Q_PROPERTY(bool isMock READ isMock NOTIFY changed)
    /// False where the device has no source, or the person does not allow it.
    Q_PROPERTY(bool available READ available NOTIFY changed)

  public:
    enum Quality {
        Unknown,  ///< no position, or none of this minute, or nobody says how good it is
        Poor,
        Fair,  ///< within 100 m
        Good,  ///< within 25 m
    };
    Q_ENUM(Quality)

    explicit Place(QObject* parent = nullptr);
    /// With a source of its own; null: none.
    Place(std::unique_ptr<QGeoPositionInfoSource> source, bool isMock, QObject* parent = nullptr);
    ~Place() override;

    [[nodiscard]] bool fixing() const { return users_ > 0 && available(); }
    [[nodiscard]] Quality quality() const;
    [[nodiscard]] QVariant position() const;
    [[nodiscard]] bool isMock() const { return isMock_ && isKnown(); }
    [[nodiscard]] bool available() const { return source_ != nullptr && !refused_; }

    Q_INVOKABLE void start();
    Q_INVOKABLE void stop();
    /// To a position as records have it, in metres; -1 where either is unknown.
    Q_INVOKABLE double distanceTo(const QVariantMap& position) const;

    /// For a check-in: the position, if it is of the last minute.
    [[nodiscard]] engine::Whereabouts whereabouts() const;

  signals:
    void changed();

  private:
    void listen();
    void take(const QGeoPositionInfo& info);
    [[nodiscard]] bool isKnown() const { return known_.isValid(); }
    [[nodiscard]] v1::Position known() const;

    std::unique_ptr<QGeoPositionInfoSource> source_;
    QGeoPositionInfo known_;
    QTimer age_;  // runs while the position is of the last minute
    int users_ = 0;
    bool isMock_ = false;
    bool refused_ = false;
};

}  // namespace fieldfare::app
