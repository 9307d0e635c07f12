#pragma once

#include <QJSValue>
#include <QStringList>

#include "fieldfare/history.pb.h"
#include "mobile/app/lists/live_list.h"
#include "mobile/app/work/shown_value.h"

namespace fieldfare::app {

/// Two people changed one field without seeing each other: both values, who and when, and which of them is
/// the safe choice. Quotes and orders first, then the newest.
class ConflictList : public fieldfare::app::LiveList {
    Q_OBJECT
    QML_ELEMENT
    /// "mine": those with a value of this person; "all".
    Q_PROPERTY(QString filter READ filter WRITE setFilter NOTIFY filterChanged)
    /// Only of this record; empty: of all.
    Q_PROPERTY(QString recordId READ recordId WRITE setRecordId NOTIFY recordIdChanged)

  public:
    enum Role {
        ConflictId = Qt::UserRole + 1,
        Type,
        RecordId,
        Title,
        Customer,  ///< name of the customer it is about; empty when the record is one
        Path,
        Label,
        Standing,
        Losing,
        StandingBy,  ///< {name, device, at, mine}
        LosingBy,
        Kind,        ///< "LOST_EDIT" or "CANDIDATE"
        Suggestion,  ///< "standing" or "losing"
        Reason       ///< of the suggestion, as a sentence
    };

    using LiveList::LiveList;

    [[nodiscard]] QString filter() const { return filter_; }
    void setFilter(const QString& filter);
    [[nodiscard]] QString recordId() const { return record_; }
    void setRecordId(const QString& id);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Puts the losing value back. Gives the token for Records.undo().
    Q_INVOKABLE void restore(const QString& id, const QJSValue& reply = {});
    /// Confirms the value that stands; there is nothing to undo, so it gives null.
    Q_INVOKABLE void keep(const QString& id, const QJSValue& reply = {});
    /// All of them or none. Gives one token for all that was restored, null when nothing was.
    Q_INVOKABLE void settleAll(const QStringList& kept, const QStringList& restored,
                               const QJSValue& reply = {});

  signals:
    void filterChanged();
    void recordIdChanged();

  protected:
    void read() override;
    [[nodiscard]] bool concerns(const StoreDelta& delta) const override;

  private:
    struct Author {
        QString name;
        QString device;
        qlonglong at = 0;
        bool mine = false;

        friend bool operator==(const Author&, const Author&) = default;
    };
    enum class Advice { LaterStands, OtherIsEmpty, OtherHasMore, FirstStands };
    struct Row {
        QString id;
        const schema::RecordType* type = nullptr;
        QString recordId;
        QString title;
        QString customer;
        ShownValue standing;
        ShownValue losing;
        Author standingBy;
        Author losingBy;
        QString kind;
        bool candidate = false;

        [[nodiscard]] const QString& key() const { return id; }
        friend bool operator==(const Row&, const Row&) = default;
    };

    [[nodiscard]] static Author authorOf(Desk& desk, const v1::Authorship& by);
    [[nodiscard]] static std::optional<Row> rowOf(Desk& desk, const engine::Record& record);
    [[nodiscard]] static Advice adviceOn(const Row& row);
    [[nodiscard]] static QString reasonOf(Advice advice);

    QString filter_ = "all";
    QString record_;
    std::vector<Row> rows_;
};

/// What ConflictList gives for Records.undo(): these conflicts were restored. And back: ids of 16 bytes;
/// empty when it is another kind of token.
[[nodiscard]] QString undoToken(const QStringList& conflictIds);
[[nodiscard]] std::vector<std::string> conflictsOf(const QString& token);

}  // namespace fieldfare::app
