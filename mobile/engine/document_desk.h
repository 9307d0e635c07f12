#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "fieldfare/fault.pb.h"
#include "mobile/engine/editing.h"
#include "shared/rules/pricing.h"
#include "shared/rules/totals.h"

namespace fieldfare::engine {

/// How far the discount that somebody gives has come on the way to what they may give.
enum class LimitState {
    Within,
    Near,    ///< above four fifths of it
    Beyond,  ///< it needs approval
};

/// What follows from a document as it is written.
struct DocumentFigures {
    /// Amounts in minor units, one for each line in the document's order. A line that is wrong comes to
    /// nothing, and then there are no totals and no taxes.
    rules::Calculation sums;
    bool summed = false;
    std::uint32_t usedBp = 0;   ///< discount beyond the price list's own terms, basis points
    std::uint32_t limitBp = 0;  ///< that the person may give alone, or that was approved if that is more
    LimitState limit = LimitState::Within;
};

/// A quote or an order while it is being written: its lines priced on its customer's terms, as far as this
/// device knows them. It changes the document in memory alone; Drafts and Editing store it. Line ids are 16
/// bytes, quantities thousandths, prices minor units of the document's currency, discounts basis points.
/// Values that break a limit are taken, for they may be half typed: Editing::faultsOf...() tell of them. A
/// line that is not there is NOT_FOUND. The engine's thread only.
class DocumentDesk {
  public:
    /// `document`: a v1::Quote or v1::Order; it must outlive the desk, as must `editing`. `id`: of the
    /// document, where it is stored, for the approvals under it.
    DocumentDesk(Editing& editing, google::protobuf::Message& document, std::string id = {});

    /// A new DRAFT of the type ("quote", "order") in the currency and price list of the customer. NOT_FOUND
    /// when the customer is not here.
    [[nodiscard]] static std::unique_ptr<google::protobuf::Message> begin(Editing& editing,
                                                                          const schema::RecordType& type,
                                                                          std::string_view customerId);

    /// Adds the quantity to the line of the product, or a new last line; gives the line's id. RULE on
    /// "product_id" when it cannot be quoted or is not sold any more.
    std::string addProduct(std::string_view productId, std::int64_t quantityMilli = 1'000);
    /// The price list's discount for the quantity follows.
    void setQuantity(std::string_view lineId, std::int64_t quantityMilli);
    void setDiscount(std::string_view lineId, std::uint32_t discountBp);
    /// A price of its own before the line's discounts; the list price goes on to say what it would be.
    void setUnitPrice(std::string_view lineId, std::int64_t minor);
    /// Gives the line for putBack().
    v1::Line removeLine(std::string_view lineId);
    void putBack(const v1::Line& line);
    void setHeaderDiscount(std::uint32_t discountBp);

    /// The lines and discounts of another quote or order, at today's prices of this document's customer, in
    /// place of its own. Prices that were set apart are kept in the same currency. Gives the lines that had
    /// to be left out: products that are not sold any more or have no price for this customer.
    std::vector<v1::Line> copyFrom(const google::protobuf::Message& source);

    [[nodiscard]] const rules::Lines& lines() const;
    [[nodiscard]] DocumentFigures figures() const;

  private:
    template <typename Work>
    decltype(auto) with(Work&& work) const;
    [[nodiscard]] rules::Lines& mutableLines();
    [[nodiscard]] v1::Line& line(std::string_view id);
    [[nodiscard]] rules::Terms terms() const;
    [[nodiscard]] std::uint32_t nextPosition() const;

    Editing& editing_;
    google::protobuf::Message& document_;
    std::string id_;
};

}  // namespace fieldfare::engine
