#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "fieldfare/fault.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/rules/context.h"

namespace fieldfare::rules {

/// What a decision does to the quote that waits for it; none while undecided. The step from WAITING must be
/// checked with checkQuote() like any other edit, with the decider's role.
[[nodiscard]] std::optional<v1::Quote::Status> statusAfter(v1::Approval::Decision decision);

/// Up to which discretionary discount, basis points, an approval agrees; none unless it is APPROVED.
[[nodiscard]] std::optional<std::uint32_t> approvedUpTo(const v1::Approval& approval);

/// - The discount asked for is stated and never changes; nothing but the comment does once it is decided, the
///   decision least of all.
/// - It covers the discretionary discount (discount_limit.h) of its quote (`context.sourceQuote`), when asked
/// and when approved.
/// - While discounts are checked, whoever approves has a limit as wide; `limit` is theirs.
/// Every fault is RULE. `before` is null for a new approval.
[[nodiscard]] std::vector<v1::Fault> checkApproval(const v1::Approval* before, const v1::Approval& after,
                                                   const Context& context);

}  // namespace fieldfare::rules
