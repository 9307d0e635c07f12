#pragma once

#include <QObject>
#include <QTimer>

namespace fieldfare::app {

/// When something that shows the store reads it again: at once when the question changed, soon when the store
/// did, never twice at a time, and not more often than people can see.
class Reread : public QObject {
    Q_OBJECT

  public:
    explicit Reread(QObject* parent);

    /// Everything asked for until the event loop comes round is one read.
    void now();
    void soon();
    /// The read ended, with whatever result.
    void finished();
    [[nodiscard]] bool reading() const { return reading_; }

  signals:
    /// Read, and call finished() when that is done.
    void due();

  private:
    void begin();

    static constexpr std::chrono::milliseconds seldom{60};

    QTimer timer_;
    bool reading_ = false;
    bool again_ = false;
};

}  // namespace fieldfare::app
