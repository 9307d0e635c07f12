#include "mobile/app/lists/record_rows.h"

namespace fieldfare::app {

int RecordRows::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : static_cast<int>(rows_.size());
}

QVariant RecordRows::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case Id:
            return row.id;
        case Type:
            return row.type;
        case Qt::DisplayRole:
        case Title:
            return row.title;
        case Record:
            return row.record;
        case State:
            return row.state;
        case Joined:
            return row.joined;
        case Section:
            return row.section;
        default:
            return {};
    }
}

QHash<int, QByteArray> RecordRows::roleNames() const {
    return {{Id, "recordId"}, {Type, "type"},     {Title, "title"},    {Record, "record"},
            {State, "state"}, {Joined, "joined"}, {Section, "section"}};
}

int RecordRows::indexOf(const QString& recordId) const {
    const auto found =
        std::find_if(rows_.begin(), rows_.end(), [&](const RecordRow& row) { return row.id == recordId; });
    return found == rows_.end() ? -1 : static_cast<int>(found - rows_.begin());
}

}  // namespace fieldfare::app
