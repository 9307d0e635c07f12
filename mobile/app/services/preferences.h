#pragma once

#include <QObject>
#include <QTranslator>
#include <memory>

#include <qqmlregistration.h>

class QJSEngine;
class QQmlEngine;

namespace fieldfare::app {

struct Options;

/// What the person of this device chose for themselves. Kept in a file beside the store, at once. One for the
/// program, made before any page.
class Preferences : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// "en" or "zh_CN"; the whole app changes with it, also while it runs.
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged)
    /// "system", "light", "dark" or "sunlight".
    Q_PROPERTY(QString theme READ theme WRITE setTheme NOTIFY themeChanged)
    /// 1.0 to 2.0.
    Q_PROPERTY(double textScale READ textScale WRITE setTextScale NOTIFY textScaleChanged)
    Q_PROPERTY(
        bool photosOnWifiOnly READ photosOnWifiOnly WRITE setPhotosOnWifiOnly NOTIFY photosOnWifiOnlyChanged)
    Q_PROPERTY(bool leftHanded READ leftHanded WRITE setLeftHanded NOTIFY leftHandedChanged)

  public:
    /// What the command line says goes before what was kept.
    explicit Preferences(const Options& options);
    ~Preferences() override;

    /// The program's; null where there is none.
    [[nodiscard]] static Preferences* instance();
    /// For the QML engine, which does not own it.
    static Preferences* create(QQmlEngine* engine, QJSEngine* scripts);

    [[nodiscard]] QString language() const { return language_; }
    void setLanguage(const QString& language);
    [[nodiscard]] QString theme() const { return theme_; }
    void setTheme(const QString& theme);
    [[nodiscard]] double textScale() const { return textScale_; }
    void setTextScale(double scale);
    [[nodiscard]] bool photosOnWifiOnly() const { return photosOnWifiOnly_; }
    void setPhotosOnWifiOnly(bool only);
    [[nodiscard]] bool leftHanded() const { return leftHanded_; }
    void setLeftHanded(bool leftHanded);

  signals:
    void languageChanged();
    void themeChanged();
    void textScaleChanged();
    void photosOnWifiOnlyChanged();
    void leftHandedChanged();

  private:
    void load(const Options& options);
    /// On the engine's thread, as the disk may be slow.
    void keep(const QString& key, const QVariant& value);
    void translate();

    QString language_;
    QString theme_ = "system";
    double textScale_ = 1.0;
    bool photosOnWifiOnly_ = false;
    bool leftHanded_ = false;
    std::unique_ptr<QTranslator> translator_;
};

}  // namespace fieldfare::app
