#pragma once

#include <QStringList>
#include <QVariantList>

#include "mobile/app/lists/record_rows.h"

namespace fieldfare::app {

/// Records of one type, filtered, ordered and searched in the store, read a page at a time.
class RecordList : public fieldfare::app::RecordRows {
    Q_OBJECT
    QML_ELEMENT
    /// "customer", "visit_plan".
    Q_PROPERTY(QString type READ type WRITE setType NOTIFY typeChanged)
    /// Conditions that must all hold: {column, is: "equal|not_equal|at_least|below|set|unset", value}.
    Q_PROPERTY(QVariantList filters READ filters WRITE setFilters NOTIFY filtersChanged)
    /// A column, or "id"; empty: the title.
    Q_PROPERTY(QString orderBy READ orderBy WRITE setOrderBy NOTIFY orderByChanged)
    Q_PROPERTY(bool descending READ descending WRITE setDescending NOTIFY descendingChanged)
    /// As typed. While it is not empty the best fitting come first, whatever `orderBy` says.
    Q_PROPERTY(QString search READ search WRITE setSearch NOTIFY searchChanged)
    /// Reference fields whose records come along in `joined`.
    Q_PROPERTY(QStringList joins READ joins WRITE setJoins NOTIFY joinsChanged)
    /// Records in the store that the list would show; of a search, those found so far.
    Q_PROPERTY(int total READ total NOTIFY totalChanged)

  public:
    using RecordRows::RecordRows;

    [[nodiscard]] QString type() const { return wish_.type; }
    void setType(const QString& type);
    [[nodiscard]] QVariantList filters() const { return wish_.filters; }
    void setFilters(const QVariantList& filters);
    [[nodiscard]] QString orderBy() const { return wish_.orderBy; }
    void setOrderBy(const QString& column);
    [[nodiscard]] bool descending() const { return wish_.descending; }
    void setDescending(bool descending);
    [[nodiscard]] QString search() const { return wish_.search; }
    void setSearch(const QString& text);
    [[nodiscard]] QStringList joins() const { return wish_.joins; }
    void setJoins(const QStringList& joins);
    [[nodiscard]] int total() const { return total_; }

    [[nodiscard]] bool canFetchMore(const QModelIndex& parent) const override;
    void fetchMore(const QModelIndex& parent) override;

    static constexpr int pageSize = 50;

  signals:
    void typeChanged();
    void filtersChanged();
    void orderByChanged();
    void descendingChanged();
    void searchChanged();
    void joinsChanged();
    void totalChanged();

  protected:
    void read() override;
    [[nodiscard]] bool concerns(const StoreDelta& delta) const override;

  private:
    /// What is asked for.
    struct Wish {
        QString type;
        QVariantList filters;
        QString orderBy;
        bool descending = false;
        QString search;
        QStringList joins;
    };
    struct Page {
        std::vector<RecordRow> rows;
        std::optional<engine::ListKey> next;
        bool more = false;
        int total = 0;
    };

    [[nodiscard]] static Page readPage(Desk& desk, const Wish& wish, int limit,
                                       const std::optional<engine::ListKey>& after);
    [[nodiscard]] static Page readSearch(Desk& desk, const Wish& wish, int limit);
    template <typename Value>
    void change(Value& value, const Value& to, void (RecordList::*changed)());
    void setTotal(int total);

    Wish wish_;
    int wanted_ = pageSize;
    int total_ = 0;
    bool more_ = false;
    bool fetching_ = false;
    quint64 question_ = 0;  // another one after every change of what is asked, and after every read
    std::optional<engine::ListKey> next_;
};

}  // namespace fieldfare::app
