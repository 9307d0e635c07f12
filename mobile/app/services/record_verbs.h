#pragma once

#include <QJSValue>
#include <QObject>
#include <QStringList>
#include <QVariant>

#include <qqmlregistration.h>

#include "mobile/app/script_reply.h"

namespace fieldfare::app {

/// What people do with records. Every verb takes a function(result, fault) last, or none; exactly one of the
/// two is null. Nothing happened when there is a fault.
class RecordVerbs : public QObject {
    Q_OBJECT
    QML_NAMED_ELEMENT(Records)
    QML_SINGLETON

  public:
    explicit RecordVerbs(QObject* parent = nullptr) : QObject{parent} {}

    /// Gives the record.
    Q_INVOKABLE void get(const QString& id, const QJSValue& reply = {});
    /// Gives the id of the new record. Quotes and orders are numbered, priced and summed.
    Q_INVOKABLE void create(const QString& type, const QVariantMap& values, const QJSValue& reply = {});
    /// `changes`: fields to set; null clears. Gives whether anything was different.
    Q_INVOKABLE void edit(const QString& id, const QVariantMap& changes, const QJSValue& reply = {});
    Q_INVOKABLE void erase(const QString& id, const QJSValue& reply = {});
    /// All of them or none, here and at the server: {create: type, values, id?}, {edit: id, changes},
    /// {erase: id}. Gives the ids, in order.
    Q_INVOKABLE void atomically(const QVariantList& steps, const QJSValue& reply = {});

    Q_INVOKABLE void issueQuote(const QString& id, const QJSValue& reply = {});
    /// Gives the order's id.
    Q_INVOKABLE void orderFromQuote(const QString& id, const QJSValue& reply = {});
    Q_INVOKABLE void submitOrder(const QString& id, const QJSValue& reply = {});
    /// Gives the approval's id.
    Q_INVOKABLE void askApproval(const QString& documentId, const QString& question,
                                 const QJSValue& reply = {});
    /// `decision`: "APPROVED" or "DECLINED".
    Q_INVOKABLE void decide(const QString& approvalId, const QString& decision, const QString& comment,
                            const QJSValue& reply = {});

    /// Gives customers to another person; an empty one puts them into the unit's pool.
    Q_INVOKABLE void reassign(const QStringList& customerIds, const QString& personId,
                              const QJSValue& reply = {});
    /// Gives what moves along: {customers, contacts, visits, plans, quotes, orders, tasks}, and who loses it:
    /// `owners`, [{name, heardAt}], where heardAt is the newest visit that came from them, epoch ms, 0 for
    /// none. What they did since then may be unsent; nobody but their devices knows.
    Q_INVOKABLE void previewReassign(const QStringList& customerIds, const QJSValue& reply = {});

    Q_INVOKABLE void restore(const QString& conflictId, const QJSValue& reply = {});
    Q_INVOKABLE void keepStanding(const QString& conflictId, const QJSValue& reply = {});
    /// Takes back what gave the token.
    Q_INVOKABLE void undo(const QVariant& token, const QJSValue& reply = {});

  private:
    template <typename Work>
    void run(const char* verb, const QJSValue& reply, Work work);
};

}  // namespace fieldfare::app
