#pragma once

#include <QObject>
#include <QString>
#include <QTimer>

class QQuickWindow;

namespace fieldfare::app {

/// Saves a picture of a window once everything it shows is there, and ends the program: 0, or 1 when it
/// cannot be saved or the engine did not come to rest.
class Picture : public QObject {
    Q_OBJECT

  public:
    Picture(QQuickWindow& window, QString file, QObject* parent = nullptr);

  private:
    void look();

    /// At rest for so many looks in a row: lists read again a moment after a change.
    static constexpr int calm = 8;
    static constexpr int longest = 300;
    static constexpr std::chrono::milliseconds between{50};

    QQuickWindow& window_;
    QString file_;
    QTimer timer_;
    int looks_ = 0;
    int calmLooks_ = 0;
};

}  // namespace fieldfare::app
