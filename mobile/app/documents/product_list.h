#pragma once

#include <QPointer>
#include <string>
#include <vector>

#include <qqmlregistration.h>

#include "mobile/app/desk/desk.h"
#include "mobile/app/documents/document_draft.h"
#include "mobile/app/lists/live_list.h"

namespace fieldfare::app {

/// What is sold, at the prices of one customer. Products that are not sold any more are left out.
class ProductList : public fieldfare::app::LiveList {
    Q_OBJECT
    QML_ELEMENT
    /// As typed: names, pinyin, numbers, barcodes.
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY questionChanged)
    /// With its subcategories; empty: all.
    Q_PROPERTY(QString categoryId READ categoryId WRITE setCategoryId NOTIFY questionChanged)
    Q_PROPERTY(QString customerId READ customerId WRITE setCustomerId NOTIFY questionChanged)
    /// Whose quantities the rows show; null: none.
    Q_PROPERTY(fieldfare::app::DocumentDraft* draft READ draft WRITE setDraft NOTIFY draftChanged)

  public:
    enum Role {
        RecordIdRole = Qt::UserRole + 1,
        SkuRole,
        NameRole,
        UnitRole,
        PriceMinorRole,  ///< of the customer's list, for one; nothing where it cannot be quoted
        CurrencyRole,
        DiscountBpRole,        ///< that this customer has on one
        VolumeFromMilliRole,   ///< from which quantity on there is more; 0: never
        VolumeDiscountBpRole,  ///< and how much it is then
        StockMilliRole,        ///< nothing where it is not known
        InDraftMilliRole,
    };

    using LiveList::LiveList;

    [[nodiscard]] const QString& search() const { return question_.search; }
    void setSearch(const QString& search);
    [[nodiscard]] const QString& categoryId() const { return question_.categoryId; }
    void setCategoryId(const QString& id);
    [[nodiscard]] const QString& customerId() const { return question_.customerId; }
    void setCustomerId(const QString& id);
    [[nodiscard]] DocumentDraft* draft() const { return draft_; }
    void setDraft(DocumentDraft* draft);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;
    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    static constexpr int pageSize = 60;

  signals:
    void questionChanged();
    void draftChanged();

  protected:
    void read() override;
    [[nodiscard]] bool concerns(const StoreDelta& delta) const override;

  private:
    struct Question {
        QString search;
        QString categoryId;
        QString customerId;
        int limit = pageSize;

        friend bool operator==(const Question&, const Question&) = default;
    };
    struct Row {
        QString id;
        QString sku;
        QString name;
        QString unit;
        QString currency;
        QVariant priceMinor;
        int discountBp = 0;
        qlonglong volumeFromMilli = 0;
        int volumeDiscountBp = 0;
        QVariant stockMilli;
        qlonglong inDraftMilli = 0;

        [[nodiscard]] const QString& key() const { return id; }
        friend bool operator==(const Row&, const Row&) = default;
    };
    struct Found {
        std::vector<Row> rows;
        bool more = false;
    };
    [[nodiscard]] static Found find(Desk& desk, const Question& question);
    [[nodiscard]] static std::vector<engine::Record> products(Desk& desk, const Question& question);

    void ask(Question question);
    void showQuantities();

    Question question_;
    QPointer<DocumentDraft> draft_;
    std::vector<Row> rows_;
    bool more_ = false;
};

}  // namespace fieldfare::app
