#include "mobile/app/services/preferences.h"

#include <QCoreApplication>
#include <QLocale>
#include <QQmlEngine>
#include <QSettings>
#include <algorithm>

#include "mobile/app/desk/engine_thread.h"
#include "mobile/app/services/format.h"
#include "mobile/app/start/options.h"

namespace fieldfare::app {

namespace {

Preferences* theInstance = nullptr;

QString fileIn(const std::filesystem::path& folder) {
    return QString::fromStdString((folder / "settings.ini").string());
}

}  // namespace

Preferences::Preferences(const Options& options) {
    Q_ASSERT(theInstance == nullptr);
    theInstance = this;
    load(options);
    translate();
}

Preferences::~Preferences() {
    theInstance = nullptr;
}

Preferences* Preferences::instance() {
    return theInstance;
}

Preferences* Preferences::create(QQmlEngine*, QJSEngine*) {
    Q_ASSERT(theInstance != nullptr);
    QJSEngine::setObjectOwnership(theInstance, QJSEngine::CppOwnership);
    return theInstance;
}

void Preferences::load(const Options& options) {
    const QSettings file{fileIn(options.folder), QSettings::IniFormat};
    const auto ofSystem = QLocale::system().language() == QLocale::Chinese ? "zh_CN" : "en";
    language_ = options.language.isEmpty() ? file.value("language", ofSystem).toString() : options.language;
    if (language_ != "zh_CN")
        language_ = "en";
    theme_ = options.theme.isEmpty() ? file.value("theme", theme_).toString() : options.theme;
    textScale_ = std::clamp(
        options.textScale > 0 ? options.textScale : file.value("textScale", textScale_).toDouble(), 1.0, 2.0);
    photosOnWifiOnly_ = file.value("photosOnWifiOnly", photosOnWifiOnly_).toBool();
    leftHanded_ = file.value("leftHanded", leftHanded_).toBool();
}

void Preferences::keep(const QString& key, const QVariant& value) {
    EngineThread::instance().tell([key, value](Desk& desk) {
        std::filesystem::create_directories(desk.folder());
        QSettings file{fileIn(desk.folder()), QSettings::IniFormat};
        file.setValue(key, value);
        file.sync();
    });
}

void Preferences::translate() {
    const auto locale = Format::localeOf(language_);
    QLocale::setDefault(locale);
    auto translator = std::make_unique<QTranslator>();
    // English too: its plural forms.
    if (translator->load(":/i18n/fieldfare_" + language_ + ".qm"))
        QCoreApplication::installTranslator(translator.get());
    translator_ = std::move(translator);  // the earlier one goes, and with it its installation
}

void Preferences::setLanguage(const QString& language) {
    if (language_ == language || (language != "en" && language != "zh_CN"))
        return;
    language_ = language;
    keep("language", language);
    translate();
    emit languageChanged();
}

void Preferences::setTheme(const QString& theme) {
    if (theme_ == theme)
        return;
    theme_ = theme;
    keep("theme", theme);
    emit themeChanged();
}

void Preferences::setTextScale(double scale) {
    scale = std::clamp(scale, 1.0, 2.0);
    if (qFuzzyCompare(textScale_, scale))
        return;
    textScale_ = scale;
    keep("textScale", scale);
    emit textScaleChanged();
}

void Preferences::setPhotosOnWifiOnly(bool only) {
    if (photosOnWifiOnly_ == only)
        return;
    photosOnWifiOnly_ = only;
    keep("photosOnWifiOnly", only);
    emit photosOnWifiOnlyChanged();
}

void Preferences::setLeftHanded(bool leftHanded) {
    if (leftHanded_ == leftHanded)
        return;
    leftHanded_ = leftHanded;
    keep("leftHanded", leftHanded);
    emit leftHandedChanged();
}

}  // namespace fieldfare::app
