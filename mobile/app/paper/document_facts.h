#pragma once

#include <QString>
#include <QVariantMap>
#include <QVector>

namespace fieldfare::app {

class Desk;

/// What a quote or an order says on paper. Amounts are minor units of the document's currency.
struct DocumentFacts {
    struct Tax {
        qint64 rateBp = 0;
        qint64 base = 0;
        qint64 tax = 0;
    };

    bool isOrder = false;
    QString organisation;
    QString author;
    QVariantMap document;  ///< as QML has records
    QVariantMap customer;
    QVariantList
        lines;  ///< of the document, in the order on paper, with "net_minor" and "sku" beside their fields
    QVector<Tax> taxes;

    /// Reads them where the engine lives. Throws FaultError NOT_FOUND, or RULE when a line cannot be summed.
    [[nodiscard]] static DocumentFacts of(Desk& desk, const QString& documentId);
};

}  // namespace fieldfare::app
