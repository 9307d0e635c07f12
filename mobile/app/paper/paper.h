#pragma once

#include <QJSValue>
#include <QObject>
#include <map>

#include <qqmlregistration.h>

#include "mobile/app/script_reply.h"

namespace fieldfare::app {

struct DocumentFacts;

/// Quotes and orders on paper: as a PDF in the app's language, to give to a customer. Made without a network.
class Paper : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

  public:
    explicit Paper(QObject* parent = nullptr) : QObject{parent} {}

    /// `reply`: function(file, fault); the file's url. It is named by the document's number, lies beside the
    /// person's store and is cleared away by a later print when it is a day old. NOT_FOUND when the document
    /// is not here, RULE when a line of it cannot be summed.
    Q_INVOKABLE void print(const QString& documentId, const QJSValue& reply);
    /// The same into the device's downloads, to stay. What lies there is left alone: a second copy is called
    /// "Q-1 (2).pdf".
    Q_INVOKABLE void save(const QString& documentId, const QJSValue& reply);

  private:
    enum class Place { BesideTheStore, Downloads };

    void ask(const QString& documentId, Place place, const char* verb, const QJSValue& reply);
    void lay(quint64 ticket, const DocumentFacts& facts, const QString& path);
    /// `wrong`: the error's text, empty when the file is there.
    void written(quint64 ticket, const QString& path, const QString& wrong);

    std::map<quint64, ScriptReply> replies_;  // values of a script stay in its thread
    quint64 lastTicket_ = 0;
};

}  // namespace fieldfare::app
