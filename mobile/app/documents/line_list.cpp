#include "mobile/app/documents/line_list.h"

#include <algorithm>

namespace fieldfare::app {

void LineList::show(std::vector<LineRow> wanted) {
    const auto before = rows_.size();
    const auto isWanted = [&](const LineRow& row) {
        return std::any_of(wanted.begin(), wanted.end(),
                           [&](const LineRow& each) { return each.id == row.id; });
    };
    for (int i = count() - 1; i >= 0; --i)
        if (!isWanted(rows_[static_cast<std::size_t>(i)])) {
            beginRemoveRows({}, i, i);
            rows_.erase(rows_.begin() + i);
            endRemoveRows();
        }
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        const int row = static_cast<int>(i);
        if (i < rows_.size() && rows_[i].id == wanted[i].id) {
            if (rows_[i] != wanted[i]) {
                rows_[i] = std::move(wanted[i]);
                emit dataChanged(index(row), index(row));
            }
            continue;
        }
        beginInsertRows({}, row, row);
        rows_.insert(rows_.begin() + row, std::move(wanted[i]));
        endInsertRows();
    }
    // Lines keep their order; what is left behind had stood elsewhere.
    if (rows_.size() > wanted.size()) {
        beginRemoveRows({}, static_cast<int>(wanted.size()), count() - 1);
        rows_.resize(wanted.size());
        endRemoveRows();
    }
    if (rows_.size() != before)
        emit countChanged();
}

int LineList::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : count();
}

QVariant LineList::data(const QModelIndex& index, int role) const {
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const auto& row = rows_[static_cast<std::size_t>(index.row())];
    switch (role) {
        case LineIdRole:
            return row.id;
        case ProductIdRole:
            return row.productId;
        case DescriptionRole:
        case Qt::DisplayRole:
            return row.description;
        case SkuRole:
            return row.sku;
        case UnitRole:
            return row.unit;
        case QuantityMilliRole:
            return row.quantityMilli;
        case UnitPriceMinorRole:
            return row.unitPriceMinor;
        case ListPriceMinorRole:
            return row.listPriceMinor;
        case VolumeDiscountBpRole:
            return row.volumeDiscountBp;
        case DiscountBpRole:
            return row.discountBp;
        case NetMinorRole:
            return row.netMinor;
        case ProblemRole:
            return row.problem;
        default:
            return {};
    }
}

QHash<int, QByteArray> LineList::roleNames() const {
    return {{LineIdRole, "lineId"},
            {ProductIdRole, "productId"},
            {DescriptionRole, "description"},
            {SkuRole, "sku"},
            {UnitRole, "unit"},
            {QuantityMilliRole, "quantityMilli"},
            {UnitPriceMinorRole, "unitPriceMinor"},
            {ListPriceMinorRole, "listPriceMinor"},
            {VolumeDiscountBpRole, "volumeDiscountBp"},
            {DiscountBpRole, "discountBp"},
            {NetMinorRole, "netMinor"},
            {ProblemRole, "problem"}};
}

}  // namespace fieldfare::app
