#pragma once

#include <QJSValue>
#include <QObject>
#include <QSet>
#include <QStringList>
#include <QVariantMap>
#include <optional>
#include <vector>

#include <qqmlregistration.h>

#include "fieldfare/fault.pb.h"
#include "mobile/app/desk/desk.h"
#include "mobile/app/desk/store_delta.h"
#include "mobile/app/forms/form_values.h"
#include "mobile/app/forms/typing_pause.h"
#include "mobile/engine/drafts.h"

namespace fieldfare::app {

/// A form over a record that is being filled. What is typed is kept in the person's store as it is typed, so
/// that neither a kill nor a failed save loses any of it, and judged by what the schema, the person's rights
/// and the company's rules say.
///
/// Bindings read `values` and `errors`; value() and error() are for code that runs once.
class RecordDraft : public QObject {
    Q_OBJECT
    QML_ELEMENT
    /// "customer", "visit_plan".
    Q_PROPERTY(QString type READ type WRITE setType NOTIFY typeChanged)
    /// The record that is edited; empty: a new one is made.
    Q_PROPERTY(QString recordId READ recordId WRITE setRecordId NOTIFY recordIdChanged)
    /// What a new record begins with.
    Q_PROPERTY(QVariantMap defaults READ defaults WRITE setDefaults NOTIFY defaultsChanged)
    /// True once the fields may be shown.
    Q_PROPERTY(bool ready READ ready NOTIFY readyChanged)
    Q_PROPERTY(QVariantMap values READ values NOTIFY valuesChanged)
    /// By path, and for what lies inside a field by the field's name too: sentences about what was typed.
    Q_PROPERTY(QVariantMap errors READ errors NOTIFY errorsChanged)
    /// True when commit() would succeed, as far as this device knows.
    Q_PROPERTY(bool valid READ valid NOTIFY errorsChanged)
    /// True when something differs from the record, or from a new one's defaults.
    Q_PROPERTY(bool dirty READ dirty NOTIFY valuesChanged)
    Q_PROPERTY(bool saving READ saving NOTIFY savingChanged)
    /// True while the person has not said what becomes of an earlier draft that was found: keep() or
    /// discard().
    Q_PROPERTY(bool recovered READ recovered NOTIFY recoveredChanged)
    /// When that was last typed into, epoch ms.
    Q_PROPERTY(qlonglong recoveredAt READ recoveredAt NOTIFY recoveredChanged)
    /// Why the record could not be read; null when it could.
    Q_PROPERTY(QVariant fault READ fault NOTIFY readyChanged)

  public:
    explicit RecordDraft(QObject* parent = nullptr);
    ~RecordDraft() override;

    [[nodiscard]] const QString& type() const { return type_; }
    void setType(const QString& type);
    [[nodiscard]] const QString& recordId() const { return recordId_; }
    void setRecordId(const QString& id);
    [[nodiscard]] const QVariantMap& defaults() const { return defaults_; }
    void setDefaults(const QVariantMap& defaults);
    [[nodiscard]] bool ready() const { return ready_; }
    [[nodiscard]] const QVariantMap& values() const { return form_.values(); }
    [[nodiscard]] const QVariantMap& errors() const { return errors_; }
    [[nodiscard]] bool valid() const { return ready_ && problems_.empty(); }
    [[nodiscard]] bool dirty() const { return dirty_; }
    [[nodiscard]] bool saving() const { return saving_; }
    [[nodiscard]] bool recovered() const { return recoveredAt_ != 0; }
    [[nodiscard]] qlonglong recoveredAt() const { return recoveredAt_; }
    [[nodiscard]] QVariant fault() const { return fault_; }

    /// What stands in the field: as typed, where it is no value of the field.
    Q_INVOKABLE QVariant value(const QString& path) const;
    /// Null and empty text clear it.
    Q_INVOKABLE void set(const QString& path, const QVariant& value);
    /// Items of keyed lists ("phones", "mails"). addItem() gives the id.
    Q_INVOKABLE QString addItem(const QString& list, const QVariantMap& values = {});
    Q_INVOKABLE void setItem(const QString& list, const QString& id, const QVariantMap& values);
    Q_INVOKABLE void removeItem(const QString& list, const QString& id);
    /// The sentence about the field, or nothing.
    Q_INVOKABLE QString error(const QString& path) const { return errors_.value(path).toString(); }
    /// What the field is called, and what it holds: as of Schema.
    Q_INVOKABLE QString label(const QString& path) const;
    Q_INVOKABLE QVariantMap field(const QString& path) const;
    /// False for what the person may only look at.
    Q_INVOKABLE bool mayWrite(const QString& path) const;

    /// Saves: function(id, fault). What is wrong is shown in every field from then on.
    Q_INVOKABLE void commit(const QJSValue& reply = {});
    /// Gives up what was typed, an earlier draft too, and begins anew.
    Q_INVOKABLE void discard();
    /// Goes on with the draft that was found.
    Q_INVOKABLE void keep();
    /// Keeps what was typed now, without waiting for a pause in typing.
    Q_INVOKABLE void save();

  signals:
    void typeChanged();
    void recordIdChanged();
    void defaultsChanged();
    void readyChanged();
    void valuesChanged();
    void errorsChanged();
    void savingChanged();
    void recoveredChanged();

  private:
    struct Opened {
        engine::Draft draft;
        bool wasKept = false;
        QSet<QString> writable;  ///< names of fields, and "address/city"
        std::vector<v1::Fault> faults;
    };
    [[nodiscard]] static Opened opened(Desk& desk, const QString& type, const QString& id,
                                       const QVariantMap& defaults);

    struct Problem {
        QString path;
        QString sentence;
        bool keepsFromSaving = false;  // no record can be made of it; of others the engine judges
    };

    void openSoon();
    void follow(const StoreDelta& delta);
    void open();
    void show(Opened opened);
    void changed(const QString& path);
    void judge();
    [[nodiscard]] std::vector<v1::Fault> ownFaults() const;
    void showErrors();
    [[nodiscard]] bool isShown(const QString& path) const;
    /// What is typed now, for the engine.
    [[nodiscard]] engine::Draft current() const;
    void setSaving(bool saving);

    QString type_;
    QString recordId_;
    QVariantMap defaults_;
    engine::Draft draft_;  // as it was opened; what is typed is in form_
    FormValues form_;
    QSet<QString> writable_;
    std::vector<v1::Fault> engineFaults_;  // of the last look
    std::vector<Problem> problems_;        // shown or not
    QVariantMap errors_;
    QSet<QString> touched_;
    TypingPause pause_;
    QVariant fault_;
    qlonglong recoveredAt_ = 0;
    quint64 opening_ = 0;
    quint64 typed_ = 0;
    bool openPlanned_ = false;
    bool ready_ = false;
    bool dirty_ = false;
    bool saving_ = false;
    bool showAll_ = false;
};

}  // namespace fieldfare::app
