#pragma once

#include <string>
#include <string_view>

#include "fieldfare/sale.pb.h"
#include "mobile/engine/editing.h"

namespace fieldfare::engine {

/// Steps of quotes and orders that are more than one edit, or freeze what their author saw: the mutation
/// names (id, seq) of it, and the server refuses it when any of it changed meanwhile. Faults as of Editing.
/// See DocumentDesk for what is written before a step.
class Documents {
  public:
    explicit Documents(Editing& editing) : editing_{editing} {}

    /// The quote becomes an order in one group: its status ORDERED, and a new order, SUBMITTED, with its
    /// lines and terms. Gives the order's id. A quote that it revises is REVISED from then on.
    std::string orderFromQuote(const Record& quote);
    std::string orderFromQuote(std::string_view quoteId) { return orderFromQuote(editing_.require(quoteId)); }

    /// The quote is given to the customer; one that it revises is REVISED from then on, in the same group.
    void issue(const Record& quote);
    void issue(std::string_view quoteId) { issue(editing_.require(quoteId)); }

    /// A draft order goes to the back office.
    void submit(const Record& order);
    void submit(std::string_view orderId) { submit(editing_.require(orderId)); }

    /// Asks somebody with a wider limit to agree to the document's discount: a new Approval, whose id it
    /// gives, and, a quote's, status WAITING, in one group. STEP_NOT_ALLOWED unless it is a DRAFT.
    std::string askApproval(const Record& document, const std::string& question);
    std::string askApproval(std::string_view documentId, const std::string& question) {
        return askApproval(editing_.require(documentId), question);
    }

    /// Decides about what the approval's subject is as shown here; the server moves a waiting quote. RULE
    /// when it is decided already.
    void decide(const Record& approval, v1::Approval::Decision decision, const std::string& comment);
    void decide(std::string_view approvalId, v1::Approval::Decision decision, const std::string& comment) {
        decide(editing_.require(approvalId), decision, comment);
    }

    /// A waiting or declined quote is a draft again.
    void reopen(const Record& quote);
    void reopen(std::string_view quoteId) { reopen(editing_.require(quoteId)); }

    /// A revision of an issued quote, to be changed and created: a DRAFT with its lines and terms, a number
    /// of its own later. The quote stands until the revision is issued or ordered. STEP_NOT_ALLOWED unless
    /// it is ISSUED.
    [[nodiscard]] static v1::Quote revisionOf(const Record& quote);

  private:
    void replaceRevised(const v1::Quote& revision);

    Editing& editing_;
};

}  // namespace fieldfare::engine
