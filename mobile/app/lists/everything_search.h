#pragma once

#include "mobile/app/lists/record_rows.h"

namespace fieldfare::app {

/// Records of every type that fit what is typed, best first, each type's together.
class EverythingSearch : public fieldfare::app::RecordRows {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged)

  public:
    using RecordRows::RecordRows;

    [[nodiscard]] QString text() const { return text_; }
    void setText(const QString& text);

    /// More than anybody reads; whoever misses something types on.
    static constexpr int most = 100;

  signals:
    void textChanged();

  protected:
    void read() override;
    [[nodiscard]] bool concerns(const StoreDelta& delta) const override;

  private:
    QString text_;
    quint64 question_ = 0;
};

}  // namespace fieldfare::app
