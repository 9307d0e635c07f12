#pragma once

#include <QAbstractListModel>
#include <vector>

#include <qqmlregistration.h>

namespace fieldfare::app {

/// A line of a document as pages show it. Quantities are thousandths, amounts minor units, discounts basis
/// points.
struct LineRow {
    QString id;
    QString productId;
    QString description;
    QString sku;
    QString unit;
    qlonglong quantityMilli = 0;
    qlonglong unitPriceMinor = 0;
    qlonglong listPriceMinor = 0;
    int volumeDiscountBp = 0;
    int discountBp = 0;
    qlonglong netMinor = 0;
    QString problem;  ///< a sentence; empty: none

    friend bool operator==(const LineRow&, const LineRow&) = default;
};

/// The lines of a DocumentDraft, in their order on paper.
class LineList : public QAbstractListModel {
    Q_OBJECT
    QML_ANONYMOUS
    Q_PROPERTY(int count READ count NOTIFY countChanged)

  public:
    enum Role {
        LineIdRole = Qt::UserRole,
        ProductIdRole,
        DescriptionRole,
        SkuRole,
        UnitRole,
        QuantityMilliRole,
        UnitPriceMinorRole,
        ListPriceMinorRole,
        VolumeDiscountBpRole,
        DiscountBpRole,
        NetMinorRole,
        ProblemRole,
    };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(rows_.size()); }
    [[nodiscard]] const std::vector<LineRow>& rows() const { return rows_; }
    /// Makes the list these rows; those that stay only change.
    void show(std::vector<LineRow> wanted);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

  signals:
    void countChanged();

  private:
    std::vector<LineRow> rows_;
};

}  // namespace fieldfare::app
