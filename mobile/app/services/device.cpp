#include "mobile/app/services/device.h"

#include <QClipboard>
#include <QDesktopServices>
#include <QGuiApplication>
#include <QStringList>
#include <QUrlQuery>

namespace fieldfare::app {

namespace {

/// Every part of it, in the order of a letter.
QString inOneLine(const QVariantMap& address) {
    QStringList parts;
    for (const auto* name : {"street", "district", "postcode", "city", "region", "country"})
        if (const auto part = address.value(name).toString().trimmed(); !part.isEmpty())
            parts.append(part);
    return parts.join(", ");
}

QString degrees(const QVariant& e7) {
    return QString::number(e7.toInt() / 1e7, 'f', 7);
}

/// Of the maps that the platform opens by itself.
QUrl mapOf(const QString& place, const QString& coordinates) {
    QUrlQuery query;
#if defined(Q_OS_ANDROID)
    QUrl url{"geo:" + (coordinates.isEmpty() ? QString{"0,0"} : coordinates)};
    query.addQueryItem("q", coordinates.isEmpty() ? place : coordinates);
#elif defined(Q_OS_IOS)
    QUrl url{"http://maps.apple.com/"};
    query.addQueryItem("daddr", coordinates.isEmpty() ? place : coordinates);
#else
    QUrl url{"https://www.openstreetmap.org/"};
    if (coordinates.isEmpty()) {
        url.setPath("/search");
        query.addQueryItem("query", place);
    } else {
        url.setPath("/directions");
        query.addQueryItem("to", coordinates);
    }
#endif
    url.setQuery(query);
    return url;
}

}  // namespace

bool Device::call(const QString& number) const {
    QString dialled;
    for (const QChar c : number)
        if (c.isDigit() || c == u'+' || c == u'*' || c == u'#' || c == u',')
            dialled.append(c);
    return !dialled.isEmpty() &&
           QDesktopServices::openUrl(QUrl{"tel:" + QUrl::toPercentEncoding(dialled, "+*,")});
}

bool Device::mail(const QString& address) const {
    return !address.isEmpty() &&
           QDesktopServices::openUrl(QUrl{"mailto:" + QUrl::toPercentEncoding(address.trimmed(), "@")});
}

bool Device::navigate(const QVariantMap& address, const QVariantMap& position) const {
    QString coordinates;
    if (position.contains("latitude_e7") && position.contains("longitude_e7"))
        coordinates = degrees(position.value("latitude_e7")) + ',' + degrees(position.value("longitude_e7"));
    const auto place = inOneLine(address);
    return !(place.isEmpty() && coordinates.isEmpty()) &&
           QDesktopServices::openUrl(mapOf(place, coordinates));
}

bool Device::share(const QUrl& file) const {
    return file.isLocalFile() && QDesktopServices::openUrl(file);
}

void Device::copy(const QString& text) const {
    QGuiApplication::clipboard()->setText(text);
}

}  // namespace fieldfare::app
