#pragma once

#include <QGuiApplication>
#include <QTimer>
#include <chrono>

namespace fieldfare::app {

/// Tells a form when to keep what was typed: 0.3 s after the last key, and at once when the app leaves the
/// front, for the system may end it then without another word.
class TypingPause : public QTimer {
    Q_OBJECT

  public:
    explicit TypingPause(QObject* parent = nullptr) : QTimer{parent} {
        setSingleShot(true);
        setInterval(std::chrono::milliseconds{300});
        connect(qGuiApp, &QGuiApplication::applicationStateChanged, this, [this](Qt::ApplicationState state) {
            if (state == Qt::ApplicationActive || !isActive())
                return;
            stop();
            emit over();
        });
        connect(this, &QTimer::timeout, this, &TypingPause::over);
    }

  signals:
    void over();
};

}  // namespace fieldfare::app
