#pragma once

#include <cstdint>
#include <optional>

#include "fieldfare/customer.pb.h"
#include "fieldfare/policy.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/rules/catalogue.h"

namespace fieldfare::rules {

/// What surrounds an edit that is checked. Points to what its maker keeps alive.
struct Context {
    const Catalogue& catalogue;
    /// Of the person whose edit it is; an edit the server makes for a decision carries the decider's.
    v1::Role role = v1::ROLE_UNSPECIFIED;
    /// When the edit was made, epoch ms in server time (its clamped edit time), so that work which arrives
    /// late is judged by the price lists that were valid then.
    std::int64_t now = 0;
    /// For a quote or order: the largest approvedUpTo() of the approvals under it; none: nothing was
    /// approved.
    std::optional<std::uint32_t> approvedBp = std::nullopt;
    /// For an order its quote (after the group's own edits, if it is in the same group), for a revision the
    /// quote it revises, for an approval the quote it is about. Null: none or unknown.
    const v1::Quote* sourceQuote = nullptr;
    /// The customer of the document, for an approval that of its quote, where known: the discretionary
    /// discount is measured against their terms.
    const v1::Customer* customer = nullptr;
};

}  // namespace fieldfare::rules
