#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "fieldfare/sale.pb.h"
#include "shared/rules/context.h"
#include "shared/rules/pricing.h"
#include "sync-server/backoffice/sample/sample_world.h"

namespace fieldfare::server::sample {

/// Quotes and orders as they come about on a visit and what becomes of them until now. Every document is
/// checked with the rules; one that broke them would be a mistake here, and throws std::logic_error.
class SaleMaker {
  public:
    explicit SaleMaker(SampleWorld& world) : world_{world}, dice_{world.dice} {}

    /// A quote made at this moment, epoch ms, with its approval and the order it became.
    void quote(const SampleCustomer& customer, std::int64_t at);
    /// An order taken at this moment without a quote.
    void order(const SampleCustomer& customer, std::int64_t at);
    /// Adds to the states of quotes and orders that only few are in: how many are fresh depends on the day of
    /// the week, and there should be some of each to look at.
    void fillStates();

  private:
    enum class Generosity { Usual, Large };
    using QuoteState = std::optional<v1::Quote::Status>;
    using OrderState = std::optional<v1::Order::Status>;

    template <typename Document>
    [[nodiscard]] bool addLines(Document& document, const SampleCustomer& customer, std::int64_t at,
                                Generosity generosity);
    [[nodiscard]] rules::Context contextOf(const SampleCustomer& customer, std::int64_t at) const;
    /// A quote in the state, or in one that its age makes likely. False when it could not come about.
    bool makeQuote(const SampleCustomer& customer, std::int64_t at, Generosity generosity, QuoteState state);
    bool makeOrder(const SampleCustomer& customer, std::int64_t at, OrderState state);
    /// Asks for approval where the discount is beyond the rep's limit, and gives the decision. None where
    /// none is needed.
    [[nodiscard]] std::optional<v1::Approval> approvalFor(const v1::Quote& quote,
                                                          const SampleCustomer& customer, std::int64_t at,
                                                          QuoteState state);
    void keepApproval(const v1::Approval& approval, const v1::Quote& quote, const SampleCustomer& customer,
                      std::int64_t at);
    [[nodiscard]] v1::Quote::Status fateOf(std::int64_t age, const std::optional<v1::Approval>& approval);
    void keepQuote(const std::string& id, v1::Quote quote, const std::optional<v1::Approval>& approval,
                   const SampleCustomer& customer, std::int64_t at);
    void revise(const std::string& id, const v1::Quote& quote, const SampleCustomer& customer,
                std::int64_t at);
    void orderQuote(const std::string& id, const v1::Quote& quote, const SampleCustomer& customer,
                    std::int64_t at);
    void finishOrder(v1::Order order, const v1::Quote* source, const SampleCustomer& customer,
                     std::int64_t at, OrderState state);
    [[nodiscard]] v1::Order::Status stateAt(std::int64_t age);
    void setProgress(v1::Order& order, const Phrases& phrases);

    SampleWorld& world_;
    Dice& dice_;
    int erpNumber_ = 0;
    std::map<v1::Quote::Status, int> quotesIn_;
    std::map<v1::Order::Status, int> ordersIn_;
};

}  // namespace fieldfare::server::sample
