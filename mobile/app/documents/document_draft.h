#pragma once

#include <QJSValue>
#include <QObject>
#include <QVariantMap>
#include <functional>
#include <memory>

#include <qqmlregistration.h>

#include "mobile/app/desk/store_delta.h"
#include "mobile/app/documents/document_work.h"
#include "mobile/app/documents/line_list.h"
#include "mobile/app/forms/typing_pause.h"
#include "mobile/app/script_reply.h"

namespace fieldfare::app {

/// A quote or an order that is being written: what is typed is priced, judged and kept at once, without a
/// server. Quantities are thousandths, amounts minor units of `currency`, discounts basis points, times epoch
/// milliseconds; 0 where a time is not set.
///
/// Steps (issue, submit, askApproval, toOrder) save what was typed in the same transaction; when one is
/// refused nothing is saved, and the draft stays.
class DocumentDraft : public QObject {
    Q_OBJECT
    QML_ELEMENT
    /// "quote" or "order"; of a stored document as that is.
    Q_PROPERTY(QString kind READ kind WRITE setKind NOTIFY kindChanged)
    /// The stored document; empty: a new one for `customerId`.
    Q_PROPERTY(QString recordId READ recordId WRITE setRecordId NOTIFY recordIdChanged)
    Q_PROPERTY(QString customerId READ customerId WRITE setCustomerId NOTIFY customerIdChanged)
    Q_PROPERTY(bool ready READ ready NOTIFY readyChanged)
    /// Why it could not be read; null when it could.
    Q_PROPERTY(QVariant fault READ fault NOTIFY readyChanged)
    Q_PROPERTY(fieldfare::app::LineList* lines READ lines CONSTANT)
    /// Everything but the lines, by the schema's names.
    Q_PROPERTY(QVariantMap values READ values NOTIFY changed)
    Q_PROPERTY(int headerDiscountBp READ headerDiscountBp WRITE setHeaderDiscountBp NOTIFY changed)
    Q_PROPERTY(QString terms READ terms WRITE setTerms NOTIFY changed)
    Q_PROPERTY(QString notes READ notes WRITE setNotes NOTIFY changed)
    Q_PROPERTY(double validUntil READ validUntil WRITE setValidUntil NOTIFY changed)
    Q_PROPERTY(double requestedAt READ requestedAt WRITE setRequestedAt NOTIFY changed)
    Q_PROPERTY(QString number READ number NOTIFY changed)
    Q_PROPERTY(QString status READ status NOTIFY changed)
    Q_PROPERTY(QString currency READ currency NOTIFY changed)
    /// {list, net, tax, gross, discount_bp, rates: [{rate_bp, base, tax}]}; empty while a line is wrong.
    Q_PROPERTY(QVariantMap totals READ totals NOTIFY changed)
    /// What the person gives beyond the price list's own terms, and what they may give.
    Q_PROPERTY(int usedBp READ usedBp NOTIFY changed)
    Q_PROPERTY(int limitBp READ limitBp NOTIFY changed)
    /// "within", "near", "beyond".
    Q_PROPERTY(QString limitState READ limitState NOTIFY changed)
    Q_PROPERTY(bool needsApproval READ needsApproval NOTIFY changed)
    /// False for what is issued, submitted, waiting, or somebody else's to write.
    Q_PROPERTY(bool editable READ editable NOTIFY changed)
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY changed)
    /// By path: sentences about what was typed. Those of lines are in the lines too.
    Q_PROPERTY(QVariantMap errors READ errors NOTIFY changed)
    Q_PROPERTY(bool valid READ valid NOTIFY changed)
    Q_PROPERTY(bool dirty READ dirty NOTIFY changed)
    Q_PROPERTY(bool saving READ saving NOTIFY savingChanged)
    /// True while the person has not said what becomes of an earlier draft: keep() or discard().
    Q_PROPERTY(bool recovered READ recovered NOTIFY recoveredChanged)
    Q_PROPERTY(double recoveredAt READ recoveredAt NOTIFY recoveredChanged)

  public:
    explicit DocumentDraft(QObject* parent = nullptr);
    ~DocumentDraft() override;

    [[nodiscard]] const QString& kind() const { return kind_; }
    void setKind(const QString& kind);
    [[nodiscard]] const QString& recordId() const { return recordId_; }
    void setRecordId(const QString& id);
    [[nodiscard]] const QString& customerId() const { return customerId_; }
    void setCustomerId(const QString& id);
    [[nodiscard]] bool ready() const { return work_ != nullptr; }
    [[nodiscard]] QVariant fault() const { return fault_; }
    [[nodiscard]] LineList* lines() { return &lines_; }
    [[nodiscard]] const QVariantMap& values() const { return view_.values; }
    [[nodiscard]] int headerDiscountBp() const { return view_.values.value("header_discount_bp").toInt(); }
    void setHeaderDiscountBp(int discountBp);
    [[nodiscard]] QString terms() const { return view_.values.value("terms").toString(); }
    void setTerms(const QString& terms) { set("terms", terms); }
    [[nodiscard]] QString notes() const { return view_.values.value("notes").toString(); }
    void setNotes(const QString& notes) { set("notes", notes); }
    [[nodiscard]] qlonglong validUntil() const { return view_.values.value("valid_until").toLongLong(); }
    void setValidUntil(qlonglong at) { set("valid_until", at == 0 ? QVariant{} : QVariant{at}); }
    [[nodiscard]] qlonglong requestedAt() const { return view_.values.value("requested_at").toLongLong(); }
    void setRequestedAt(qlonglong at) { set("requested_at", at == 0 ? QVariant{} : QVariant{at}); }
    [[nodiscard]] QString number() const { return view_.values.value("number").toString(); }
    [[nodiscard]] QString status() const { return view_.values.value("status").toString(); }
    [[nodiscard]] QString currency() const { return view_.values.value("currency").toString(); }
    [[nodiscard]] const QVariantMap& totals() const { return view_.totals; }
    [[nodiscard]] int usedBp() const { return view_.usedBp; }
    [[nodiscard]] int limitBp() const { return view_.limitBp; }
    [[nodiscard]] QString limitState() const;
    [[nodiscard]] bool needsApproval() const { return view_.limit == engine::LimitState::Beyond; }
    [[nodiscard]] bool editable() const { return ready() && view_.editable; }
    [[nodiscard]] bool canUndo() const { return view_.canUndo; }
    [[nodiscard]] const QVariantMap& errors() const { return errors_; }
    [[nodiscard]] bool valid() const { return ready() && view_.faults.empty(); }
    [[nodiscard]] bool dirty() const { return view_.dirty; }
    [[nodiscard]] bool saving() const { return saving_; }
    [[nodiscard]] bool recovered() const { return recoveredAt_ != 0; }
    [[nodiscard]] qlonglong recoveredAt() const { return recoveredAt_; }

    /// A field that is no line: "delivery_address/city".
    Q_INVOKABLE void set(const QString& path, const QVariant& value);
    /// One more of the product; function(lineId, fault).
    Q_INVOKABLE void addProduct(const QString& productId, const QJSValue& reply = {});
    Q_INVOKABLE void setQuantity(const QString& lineId, qlonglong milli);
    /// As many of the product, in its first line; 0 takes that out.
    Q_INVOKABLE void setProductQuantity(const QString& productId, qlonglong milli);
    Q_INVOKABLE void setDiscount(const QString& lineId, int discountBp);
    Q_INVOKABLE void setPrice(const QString& lineId, qlonglong minor);
    Q_INVOKABLE void removeLine(const QString& lineId);
    /// Puts the line back that was removed last.
    Q_INVOKABLE void undo();
    /// The lines of another document at today's prices in place of these: function({leftOut: [names of
    /// products that are not sold any more]}, fault).
    Q_INVOKABLE void copyFrom(const QString& documentId, const QJSValue& reply = {});
    Q_INVOKABLE QString error(const QString& path) const { return errors_.value(path).toString(); }
    /// Of the product in this document, thousandths.
    Q_INVOKABLE qlonglong quantityOf(const QString& productId) const;

    /// function(id, fault), the document's.
    Q_INVOKABLE void save(const QJSValue& reply = {});
    Q_INVOKABLE void issue(const QJSValue& reply = {});
    Q_INVOKABLE void submit(const QJSValue& reply = {});
    /// function(id of the approval, fault).
    Q_INVOKABLE void askApproval(const QString& question, const QJSValue& reply = {});
    /// function(id of the order, fault).
    Q_INVOKABLE void toOrder(const QJSValue& reply = {});
    /// A waiting or declined quote can be written again.
    Q_INVOKABLE void reopen(const QJSValue& reply = {});
    /// Makes a new revision of the issued quote, a draft of its own: function(its id, fault).
    Q_INVOKABLE void revise(const QJSValue& reply = {});
    /// Gives up what was typed, an earlier draft too, and begins anew.
    Q_INVOKABLE void discard();
    Q_INVOKABLE void keep();

  signals:
    void kindChanged();
    void recordIdChanged();
    void customerIdChanged();
    void readyChanged();
    void changed();
    void savingChanged();
    void recoveredChanged();

  private:
    using Work = std::shared_ptr<DocumentWork>;
    using Edit = std::function<void(Desk&, DocumentWork&)>;
    /// A step of the stored document; gives what the reply is told.
    using Step = std::function<std::string(Desk&, const engine::Record&)>;

    void openSoon();
    void open();
    void take(std::function<Work(Desk&)> opening);
    void show(DocumentView view);
    void edit(Edit edit);
    /// `step` empty: it is only saved.
    void step(const ScriptReply& reply, Step step);
    void become(Work work, DocumentView view);
    void follow(const StoreDelta& delta);
    void refresh();
    [[nodiscard]] ScriptReply replyOf(const QJSValue& function, const char* verb) const;
    void keepDraft();
    void setSaving(bool saving);

    QString kind_ = "quote";
    QString recordId_;
    QString customerId_;
    Work work_;  // looked into on the engine's thread alone
    LineList lines_;
    DocumentView view_;
    QVariantMap errors_;
    QVariant fault_;
    TypingPause pause_;
    qlonglong recoveredAt_ = 0;
    quint64 opening_ = 0;
    bool openPlanned_ = false;
    bool saving_ = false;
};

}  // namespace fieldfare::app
