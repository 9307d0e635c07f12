#pragma once

#include "mobile/app/lists/live_list.h"
#include "mobile/app/lists/record_row.h"

namespace fieldfare::app {

/// A list of records, with the roles that every such list has.
class RecordRows : public fieldfare::app::LiveList {
    Q_OBJECT
    QML_ANONYMOUS

  public:
    enum Role { Id = Qt::UserRole + 1, Type, Title, Record, State, Joined, Section };

    using LiveList::LiveList;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// The row that shows the record; -1: none does.
    Q_INVOKABLE [[nodiscard]] int indexOf(const QString& recordId) const;

  protected:
    [[nodiscard]] std::vector<RecordRow>& rows() { return rows_; }
    [[nodiscard]] const std::vector<RecordRow>& rows() const { return rows_; }

  private:
    std::vector<RecordRow> rows_;
};

}  // namespace fieldfare::app
