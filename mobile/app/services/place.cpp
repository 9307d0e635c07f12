#include "mobile/app/services/place.h"

#include <QGeoPositionInfoSource>
#include <QUrl>
#include <chrono>
#include <cmath>

namespace fieldfare::app {

using namespace std::chrono_literals;

namespace {

constexpr auto freshness = 60s;
constexpr double goodMetres = 25;
constexpr double fairMetres = 100;

QString replayedFile() {
    return qEnvironmentVariable("FIELDFARE_NMEA");
}

std::unique_ptr<QGeoPositionInfoSource> sourceOfDevice() {
    const auto file = replayedFile();
    if (file.isEmpty())
        return std::unique_ptr<QGeoPositionInfoSource>{QGeoPositionInfoSource::createDefaultSource(nullptr)};
    return std::unique_ptr<QGeoPositionInfoSource>{QGeoPositionInfoSource::createSource(
        "nmea", {{"nmea.source", QUrl::fromLocalFile(file).toString()}}, nullptr)};
}

/// Metres; negative where nobody says.
double accuracyOf(const QGeoPositionInfo& info) {
    const double metres = info.hasAttribute(QGeoPositionInfo::HorizontalAccuracy)
                              ? info.attribute(QGeoPositionInfo::HorizontalAccuracy)
                              : -1;
    return std::isfinite(metres) ? metres : -1;
}

}  // namespace

Place::Place(QObject* parent) : Place{sourceOfDevice(), !replayedFile().isEmpty(), parent} {}

Place::Place(std::unique_ptr<QGeoPositionInfoSource> source, bool isMock, QObject* parent)
    : QObject{parent}, source_{std::move(source)}, isMock_{isMock} {
    age_.setSingleShot(true);
    age_.setInterval(freshness);
    connect(&age_, &QTimer::timeout, this, &Place::changed);
    if (source_ != nullptr)
        listen();
}

Place::~Place() = default;

void Place::listen() {
    source_->setUpdateInterval(2000);
    connect(source_.get(), &QGeoPositionInfoSource::positionUpdated, this, &Place::take);
    connect(source_.get(), &QGeoPositionInfoSource::errorOccurred, this,
            [this](QGeoPositionInfoSource::Error error) {
                refused_ = error == QGeoPositionInfoSource::AccessError ||
                           error == QGeoPositionInfoSource::ClosedError;
                emit changed();
            });
}

void Place::take(const QGeoPositionInfo& info) {
    if (!info.isValid())
        return;
    known_ = info;
    refused_ = false;
    age_.start();
    emit changed();
}

void Place::start() {
    if (++users_ == 1 && source_ != nullptr) {
        refused_ = false;  // the person may have allowed it meanwhile
        source_->startUpdates();
    }
    emit changed();
}

void Place::stop() {
    if (users_ == 0)
        return;
    if (--users_ == 0 && source_ != nullptr)
        source_->stopUpdates();
    emit changed();
}

Place::Quality Place::quality() const {
    if (!isKnown() || !age_.isActive())
        return Unknown;
    const double metres = accuracyOf(known_);
    if (metres < 0)
        return Unknown;
    if (metres <= goodMetres)
        return Good;
    return metres <= fairMetres ? Fair : Poor;
}

v1::Position Place::known() const {
    v1::Position position;
    const auto at = known_.coordinate();
    position.set_latitude_e7(static_cast<std::int32_t>(std::lround(at.latitude() * 1e7)));
    position.set_longitude_e7(static_cast<std::int32_t>(std::lround(at.longitude() * 1e7)));
    constexpr double mostMetres = 4e6;  // what 32 bits of millimetres hold
    if (const double metres = accuracyOf(known_); metres >= 0)
        position.set_accuracy_mm(static_cast<std::uint32_t>(std::lround(std::min(metres, mostMetres) * 1e3)));
    return position;
}

QVariant Place::position() const {
    if (!isKnown())
        return QVariant::fromValue(nullptr);
    const auto position = known();
    QVariantMap values{{"latitude_e7", position.latitude_e7()}, {"longitude_e7", position.longitude_e7()}};
    if (position.has_accuracy_mm())
        values.insert("accuracy_mm", position.accuracy_mm());
    return values;
}

double Place::distanceTo(const QVariantMap& position) const {
    if (!isKnown() || !position.contains("latitude_e7") || !position.contains("longitude_e7"))
        return -1;
    v1::Position there;
    there.set_latitude_e7(position.value("latitude_e7").toInt());
    there.set_longitude_e7(position.value("longitude_e7").toInt());
    return engine::Visits::distance(known(), there);
}

engine::Whereabouts Place::whereabouts() const {
    engine::Whereabouts here;
    if (isKnown() && age_.isActive()) {
        here.position = known();
        here.isMock = isMock_;
    }
    return here;
}

}  // namespace fieldfare::app
