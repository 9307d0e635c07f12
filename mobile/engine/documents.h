#pragma once

#include <string>
#include <string_view>

#include "mobile/engine/editing.h"

namespace fieldfare::engine {

/// Steps of quotes and orders that are more than one edit, or freeze what their author saw: the mutation
/// names (id, seq) of it, and the server refuses it when any of it changed meanwhile. Faults as of Editing.
class Documents {
  public:
    explicit Documents(Editing& editing) : editing_{editing} {}

    /// The quote becomes an order in one group: its status ORDERED, and a new order, SUBMITTED, with its
    /// lines and terms. Gives the order's id.
    std::string orderFromQuote(const Record& quote);
    std::string orderFromQuote(std::string_view quoteId) { return orderFromQuote(editing_.require(quoteId)); }

    /// The quote is given to the customer.
    void issue(const Record& quote);
    void issue(std::string_view quoteId) { issue(editing_.require(quoteId)); }

    /// A draft order goes to the back office.
    void submit(const Record& order);
    void submit(std::string_view orderId) { submit(editing_.require(orderId)); }

  private:
    Editing& editing_;
};

}  // namespace fieldfare::engine
