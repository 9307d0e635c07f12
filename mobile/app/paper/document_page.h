#pragma once

#include <QCoreApplication>
#include <QString>

#include "mobile/app/paper/document_facts.h"
#include "mobile/app/services/format.h"

namespace fieldfare::app {

/// The look of a quote or an order on paper, in the app's language. Only in the interface thread.
class DocumentPage {
    Q_DECLARE_TR_FUNCTIONS(fieldfare::app::DocumentPage)

  public:
    explicit DocumentPage(const DocumentFacts& facts) : facts_{facts} {}

    /// What QTextDocument lays out.
    [[nodiscard]] QString html() const;
    /// "Quote Q-7F-0012".
    [[nodiscard]] QString title() const;

  private:
    [[nodiscard]] QString head() const;
    [[nodiscard]] QString lines() const;
    [[nodiscard]] QString line(const QVariantMap& line) const;
    [[nodiscard]] QString totals() const;
    [[nodiscard]] QString foot() const;
    [[nodiscard]] QString amount(const char* total) const;
    [[nodiscard]] QString money(qint64 minor) const;

    const DocumentFacts& facts_;
    Format format_;
};

}  // namespace fieldfare::app
