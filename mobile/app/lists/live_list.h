#pragma once

#include <QAbstractListModel>
#include <QQmlParserStatus>
#include <QSet>
#include <QVariant>
#include <algorithm>
#include <iterator>
#include <vector>

#include <qqmlregistration.h>

#include "fieldfare/fault.pb.h"
#include "mobile/app/desk/store_delta.h"
#include "mobile/app/lists/reread.h"

namespace fieldfare::app {

/// A list that shows the store and follows it: when records change, only the rows that differ change.
class LiveList : public QAbstractListModel, public QQmlParserStatus {
    Q_OBJECT
    QML_ANONYMOUS
    Q_INTERFACES(QQmlParserStatus)
    /// False: keeps what it has and reads nothing, until it is true again.
    Q_PROPERTY(bool active READ active WRITE setActive NOTIFY activeChanged)
    /// Rows that are here; more may come when they are scrolled to.
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(bool loading READ loading NOTIFY loadingChanged)
    /// True once the list has been read for what it is asked now.
    Q_PROPERTY(bool loaded READ loaded NOTIFY loadedChanged)
    /// Why it could not be read; null when it could.
    Q_PROPERTY(QVariant fault READ fault NOTIFY faultChanged)

  public:
    explicit LiveList(QObject* parent = nullptr);

    [[nodiscard]] bool active() const { return active_; }
    void setActive(bool active);
    [[nodiscard]] int count() const { return rowCount({}); }
    [[nodiscard]] bool loading() const { return loading_; }
    [[nodiscard]] bool loaded() const { return loaded_; }
    [[nodiscard]] QVariant fault() const { return fault_; }

    /// The row's values by the names of the roles; empty beyond the end.
    Q_INVOKABLE [[nodiscard]] QVariantMap at(int row) const;

    void classBegin() override { complete_ = false; }
    void componentComplete() override;

  signals:
    void activeChanged();
    void countChanged();
    void loadingChanged();
    void loadedChanged();
    void faultChanged();

  protected:
    /// Reads what the properties ask for, and ends with finished() or failed(). Not called again before.
    virtual void read() = 0;
    /// True if what changed may change this list.
    [[nodiscard]] virtual bool concerns(const StoreDelta& delta) const = 0;

    /// What is asked for changed.
    void askAnew();
    /// The same again, without telling that it is not loaded.
    void refresh();
    void finished();
    /// The read ended, but what is asked for changed meanwhile.
    void outdated() { reread_.finished(); }
    void failed(const v1::Fault& fault);
    [[nodiscard]] bool reading() const { return reread_.reading(); }

    /// Makes `shown` what `wanted` is by the fewest signals: rows are the same when their key() is.
    template <typename Row>
    void showRows(std::vector<Row>& shown, std::vector<Row> wanted);

  private:
    void setFault(const QVariant& fault);
    void setLoading(bool loading);

    Reread reread_;
    bool active_ = true;
    bool complete_ = true;
    bool stale_ = true;  // changed while it was not active
    bool loading_ = false;
    bool loaded_ = false;
    QVariant fault_;
};

template <typename Row>
void LiveList::showRows(std::vector<Row>& shown, std::vector<Row> wanted) {
    const auto before = shown.size();
    QSet<std::decay_t<decltype(std::declval<Row>().key())>> staying;
    staying.reserve(static_cast<qsizetype>(wanted.size()));
    for (const auto& row : wanted)
        staying.insert(row.key());
    const auto at = [](std::size_t i) { return static_cast<int>(i); };
    for (auto end = shown.size(); end > 0;) {
        if (staying.contains(shown[end - 1].key())) {
            --end;
            continue;
        }
        auto begin = end - 1;
        while (begin > 0 && !staying.contains(shown[begin - 1].key()))
            --begin;
        beginRemoveRows({}, at(begin), at(end) - 1);
        shown.erase(shown.begin() + at(begin), shown.begin() + at(end));
        endRemoveRows();
        end = begin;
    }
    QSet<std::decay_t<decltype(std::declval<Row>().key())>> here;
    for (const auto& row : shown)
        here.insert(row.key());
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (i < shown.size() && shown[i].key() == wanted[i].key()) {
            if (!(shown[i] == wanted[i])) {
                shown[i] = std::move(wanted[i]);
                emit dataChanged(index(at(i)), index(at(i)));
            }
            continue;
        }
        if (here.contains(wanted[i].key())) {
            auto from = i + 1;
            while (!(shown[from].key() == wanted[i].key()))
                ++from;
            beginMoveRows({}, at(from), at(from), {}, at(i));
            std::rotate(shown.begin() + at(i), shown.begin() + at(from), shown.begin() + at(from) + 1);
            endMoveRows();
            if (!(shown[i] == wanted[i])) {
                shown[i] = std::move(wanted[i]);
                emit dataChanged(index(at(i)), index(at(i)));
            }
            continue;
        }
        auto end = i + 1;
        while (end < wanted.size() && !here.contains(wanted[end].key()))
            ++end;
        beginInsertRows({}, at(i), at(end) - 1);
        shown.insert(shown.begin() + at(i), std::make_move_iterator(wanted.begin() + at(i)),
                     std::make_move_iterator(wanted.begin() + at(end)));
        endInsertRows();
        i = end - 1;
    }
    if (shown.size() != before)
        emit countChanged();
}

}  // namespace fieldfare::app
