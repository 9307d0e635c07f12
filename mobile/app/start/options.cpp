#include "mobile/app/start/options.h"

#include <QCommandLineParser>
#include <QDateTime>
#include <QStandardPaths>
#include <cstdio>
#include <cstdlib>

namespace fieldfare::app {

namespace {

Options theOptions;

[[noreturn]] void refuse(const QString& message) {
    constexpr int usage = 2;
    std::fprintf(stderr, "fieldfare-app: %s\n", qPrintable(message));
    std::exit(usage);
}

QSize sizeOf(const QString& text) {
    const auto parts = text.split('x');
    const QSize size = parts.size() == 2 ? QSize{parts[0].toInt(), parts[1].toInt()} : QSize{};
    constexpr int least = 200;
    constexpr int most = 8000;
    if (size.width() < least || size.height() < least || size.width() > most || size.height() > most)
        refuse("--size is WIDTHxHEIGHT in pixels, such as 390x844, not " + text);
    return size;
}

QString oneOf(const QString& option, const QString& text, const QStringList& known) {
    if (!text.isEmpty() && !known.contains(text))
        refuse("--" + option + " is one of " + known.join(", ") + ", not " + text);
    return text;
}

}  // namespace

Options Options::parse(const QStringList& arguments) {
    const QCommandLineOption folder{"store-dir", "Keeps everything in this folder.", "DIR"};
    const QCommandLineOption language{"language", "en or zh_CN.", "NAME"};
    const QCommandLineOption theme{"theme", "system, light, dark or sunlight.", "NAME"};
    const QCommandLineOption size{"size", "Of the window.", "WxH", "390x844"};
    const QCommandLineOption scale{"text-scale", "Of all text, 1.0 to 2.0.", "FACTOR"};
    const QCommandLineOption qml{"qml-dir", "Loads the pages from their sources in this folder (mobile/ui).",
                                 "DIR"};
    const QCommandLineOption open{"open", "Begins with this page.", "PAGE"};
    const QCommandLineOption picture{"screenshot", "Saves a picture of the page, then ends.", "FILE"};
    const QCommandLineOption now{"now", "Goes by this moment, 2026-11-22T09:30, not by the clock.", "TIME"};
    const QCommandLineOption offline{"offline", "As if there were no network, in this run."};
    QCommandLineParser parser;
    parser.setApplicationDescription("Fieldfare: field sales that works without a network.");
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addOptions({folder, language, theme, size, scale, qml, open, picture, now, offline});
    parser.process(arguments);
    if (!parser.positionalArguments().isEmpty())
        refuse("unknown argument " + parser.positionalArguments().first());

    Options options;
    const auto place = parser.isSet(folder)
                           ? parser.value(folder)
                           : QStandardPaths::writableLocation(QStandardPaths::AppDataLocation);
    options.folder = place.toStdString();
    options.language = oneOf("language", parser.value(language), {"en", "zh_CN"});
    options.theme = oneOf("theme", parser.value(theme), {"system", "light", "dark", "sunlight"});
    options.size = sizeOf(parser.value(size));
    if (parser.isSet(scale)) {
        bool isNumber = false;
        options.textScale = parser.value(scale).toDouble(&isNumber);
        if (!isNumber || options.textScale < 1.0 || options.textScale > 2.0)
            refuse("--text-scale is a number from 1.0 to 2.0, not " + parser.value(scale));
    }
    if (parser.isSet(now)) {
        const auto moment = QDateTime::fromString(parser.value(now), Qt::ISODate);
        if (!moment.isValid())
            refuse("--now is a date and time such as 2026-11-22T09:30, not " + parser.value(now));
        options.now = moment.toMSecsSinceEpoch();
    }
    options.qmlFolder = parser.value(qml);
    options.offline = parser.isSet(offline);
    options.open = parser.value(open);
    options.screenshot = parser.value(picture);
    theOptions = options;
    return options;
}

const Options& Options::current() {
    return theOptions;
}

}  // namespace fieldfare::app
