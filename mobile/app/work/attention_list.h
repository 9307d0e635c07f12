#pragma once

#include <QJSValue>

#include "mobile/app/lists/live_list.h"
#include "mobile/app/work/shown_value.h"

namespace fieldfare::app {

/// Edits that took no effect, with what was typed, newest first.
class AttentionList : public fieldfare::app::LiveList {
    Q_OBJECT
    QML_ELEMENT

  public:
    enum Role {
        No = Qt::UserRole + 1,
        Kind,  ///< "rejected": it can be made anew or given up; "held": somebody else decides
        Type,
        RecordId,
        Title,
        Message,    ///< why, as a sentence
        Path,       ///< where in the record; empty: all of it
        Label,      ///< the same in words
        Typed,      ///< [{label, value}]
        At,         ///< epoch ms
        Decision,   ///< of a held one: "TAKEN" or "DECLINED"; empty: nobody has decided
        DecidedBy,  ///< name; empty: somebody who is not known here
        Comment     ///< of whoever decided
    };

    using LiveList::LiveList;

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    /// Edits anew, on what stands now.
    Q_INVOKABLE void retry(double no, const QJSValue& reply = {});
    /// Takes it off the list; gives the token for Records.undo().
    Q_INVOKABLE void dismiss(double no, const QJSValue& reply = {});

  protected:
    void read() override;
    [[nodiscard]] bool concerns(const StoreDelta& delta) const override;

  private:
    struct Row {
        qlonglong no = 0;
        bool held = false;
        const schema::RecordType* type = nullptr;
        QString recordId;
        QString title;
        std::string fault;  // encoded
        std::string path;
        std::vector<ShownValue> typed;
        qlonglong at = 0;
        QString decision;
        QString decidedBy;
        QString comment;

        [[nodiscard]] qlonglong key() const { return no; }
        friend bool operator==(const Row&, const Row&) = default;
    };

    [[nodiscard]] static Row rowOf(Desk& desk, const engine::AttentionItem& item);

    std::vector<Row> rows_;
};

}  // namespace fieldfare::app
