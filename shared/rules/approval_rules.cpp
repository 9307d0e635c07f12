#include "shared/rules/approval_rules.h"

#include "shared/rules/discount_limit.h"
#include "shared/schema/fault.h"

namespace fieldfare::rules {

namespace {

bool isDecided(const v1::Approval& approval) {
    return approval.decision() != v1::Approval::DECISION_UNSPECIFIED;
}

}  // namespace

std::optional<v1::Quote::Status> statusAfter(v1::Approval::Decision decision) {
    switch (decision) {
        case v1::Approval::APPROVED:
            return v1::Quote::APPROVED;
        case v1::Approval::DECLINED:
            return v1::Quote::DECLINED;
        default:
            return std::nullopt;
    }
}

std::optional<std::uint32_t> approvedUpTo(const v1::Approval& approval) {
    return approval.decision() == v1::Approval::APPROVED ? std::optional{approval.discount_bp()}
                                                         : std::nullopt;
}

std::vector<v1::Fault> checkApproval(const v1::Approval* before, const v1::Approval& after,
                                     const Context& context) {
    std::vector<v1::Fault> faults;
    const auto add = [&faults](const char* message, const char* path, std::int64_t limit = 0) {
        faults.push_back(schema::fault(v1::RULE, message, path, limit));
    };
    if (!after.has_discount_bp()) {
        add("an approval says which discount is asked for", "discount_bp");
    } else if (before != nullptr && before->has_discount_bp() &&
               before->discount_bp() != after.discount_bp()) {
        add("another discount needs another approval", "discount_bp", before->discount_bp());
    }
    const bool wasDecided = before != nullptr && isDecided(*before);
    if (wasDecided && before->decision() != after.decision()) {
        add("the first decision stands", "decision");
    }
    if (wasDecided && before->question() != after.question()) {
        add("the question is decided", "question");
    }
    const bool decides = !wasDecided && isDecided(after);
    const bool approves = decides && after.decision() == v1::Approval::APPROVED;
    if (context.sourceQuote != nullptr && (before == nullptr || approves)) {
        const std::uint32_t discount = discretionaryDiscountBp(*context.sourceQuote, context);
        if (discount > after.discount_bp()) {
            add("the quote's discount is larger than what is asked for", "discount_bp", discount);
        }
    }
    if (approves) {
        const std::uint32_t limit = discountLimitBp(context.catalogue.organisation(), context.role);
        if (after.discount_bp() > limit) {
            add("the discount is above the limit of whoever approves it", "decision", limit);
        }
    }
    return faults;
}

}  // namespace fieldfare::rules
