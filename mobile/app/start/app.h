#pragma once

#include <QObject>
#include <QSize>

#include <qqmlregistration.h>

namespace fieldfare::app {

/// How the program was started.
class App : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(QString version READ version CONSTANT)
    Q_PROPERTY(QSize windowSize READ windowSize CONSTANT)
    /// The page that was asked for, as the shell names it; empty: none was.
    Q_PROPERTY(QString startPage READ startPage CONSTANT)
    /// True while a picture is made: nothing moves, and no cursor blinks.
    Q_PROPERTY(bool still READ still CONSTANT)
    /// The moment that pages are to go by instead of the clock, epoch ms; 0: none was asked for.
    Q_PROPERTY(double fixedNow READ fixedNow CONSTANT)

  public:
    explicit App(QObject* parent = nullptr) : QObject{parent} {}

    [[nodiscard]] QString version() const;
    [[nodiscard]] QSize windowSize() const;
    [[nodiscard]] QString startPage() const;
    [[nodiscard]] bool still() const;
    [[nodiscard]] double fixedNow() const;
    /// The moment that pages go by, epoch ms: what is "today". The device's clock, unless `fixedNow` says
    /// another.
    Q_INVOKABLE [[nodiscard]] double now() const;
};

}  // namespace fieldfare::app
