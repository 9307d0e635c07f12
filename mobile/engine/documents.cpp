#include "mobile/engine/documents.h"

#include "mobile/engine/gathering.h"
#include "mobile/engine/rule_context.h"
#include "shared/rules/discount_limit.h"
#include "shared/rules/document_rules.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

using schema::FaultError;
using schema::Path;

namespace {

const Path quoteStatus{v1::Quote::kStatusFieldNumber, {}, 0};

}  // namespace

std::string Documents::orderFromQuote(const Record& quote) {
    auto changed = quote.as<v1::Quote>();
    if (changed.status() == v1::Quote::ORDERED)
        throw FaultError{v1::STEP_NOT_ALLOWED, "the quote is an order already", "status"};
    auto order = rules::orderFrom(changed, quote.id);
    order.set_status(v1::Order::SUBMITTED);
    order.set_submitted_at(editing_.store().now());
    changed.set_status(v1::Quote::ORDERED);
    std::string id;
    editing_.atomically([&] {
        editing_.write(quote, {&quoteStatus, 1}, changed, {frozenAs(quote)});
        id = editing_.create(order);
        replaceRevised(changed);
    });
    return id;
}

void Documents::issue(const Record& quote) {
    auto changed = quote.as<v1::Quote>();
    std::vector<Path> paths{{v1::Quote::kStatusFieldNumber, {}, 0}};
    // An approved quote is locked but for its status.
    if (changed.status() == v1::Quote::DRAFT && !changed.has_issued_at()) {
        changed.set_issued_at(editing_.store().now());
        paths.push_back({v1::Quote::kIssuedAtFieldNumber, {}, 0});
    }
    changed.set_status(v1::Quote::ISSUED);
    if (changed.revises_id().empty())
        return editing_.write(quote, paths, changed, {frozenAs(quote)});
    editing_.atomically([&] {
        editing_.write(quote, paths, changed, {frozenAs(quote)});
        replaceRevised(changed);
    });
}

void Documents::replaceRevised(const v1::Quote& revision) {
    if (revision.revises_id().empty())
        return;
    const auto old = editing_.require(revision.revises_id());
    auto changed = old.as<v1::Quote>();
    if (changed.status() == v1::Quote::REVISED)
        return;
    if (changed.status() != v1::Quote::ISSUED)
        throw FaultError{v1::STEP_NOT_ALLOWED, "the quote it revises is not open any more", "revises_id"};
    changed.set_status(v1::Quote::REVISED);
    editing_.write(old, {&quoteStatus, 1}, changed, {frozenAs(old)});
}

void Documents::submit(const Record& order) {
    auto changed = order.as<v1::Order>();
    changed.set_status(v1::Order::SUBMITTED);
    changed.set_submitted_at(editing_.store().now());
    const std::vector<Path> paths{{v1::Order::kStatusFieldNumber, {}, 0},
                                  {v1::Order::kSubmittedAtFieldNumber, {}, 0}};
    editing_.write(order, paths, changed, {frozenAs(order)});
}

std::string Documents::askApproval(const Record& document, const std::string& question) {
    const RuleContext around{editing_.store(), editing_.catalogue(), *document.type, document.id,
                             *document.message};
    const auto* asQuote = dynamic_cast<const v1::Quote*>(document.message.get());
    const bool isDraft = asQuote != nullptr ? asQuote->status() == v1::Quote::DRAFT
                                            : document.as<v1::Order>().status() == v1::Order::DRAFT;
    if (!isDraft)
        throw FaultError{v1::STEP_NOT_ALLOWED, "only a draft can be sent for approval", "status"};
    v1::Approval approval;
    approval.set_subject_id(document.id);
    if (!question.empty())
        approval.set_question(question);
    approval.set_discount_bp(
        asQuote != nullptr ? rules::discretionaryDiscountBp(*asQuote, around.context())
                           : rules::discretionaryDiscountBp(document.as<v1::Order>(), around.context()));
    std::string id;
    editing_.atomically([&] {
        id = editing_.create(approval);
        if (asQuote == nullptr)
            return;
        auto changed = *asQuote;
        changed.set_status(v1::Quote::WAITING);
        editing_.write(document, {&quoteStatus, 1}, changed, {frozenAs(document)});
    });
    return id;
}

void Documents::decide(const Record& approval, v1::Approval::Decision decision, const std::string& comment) {
    auto changed = approval.as<v1::Approval>();
    if (changed.decision() != v1::Approval::DECISION_UNSPECIFIED)
        throw FaultError{v1::RULE, "the first decision stands", "decision"};
    const auto subject = editing_.require(changed.subject_id());
    changed.set_decision(decision);
    std::vector<Path> paths{{v1::Approval::kDecisionFieldNumber, {}, 0}};
    if (!comment.empty()) {
        changed.set_comment(comment);
        paths.push_back({v1::Approval::kCommentFieldNumber, {}, 0});
    }
    editing_.write(approval, paths, changed, {frozenAs(subject)});
}

void Documents::reopen(const Record& quote) {
    auto changed = quote.as<v1::Quote>();
    changed.set_status(v1::Quote::DRAFT);
    editing_.write(quote, {&quoteStatus, 1}, changed, {frozenAs(quote)});
}

v1::Quote Documents::revisionOf(const Record& quote) {
    auto revision = quote.as<v1::Quote>();
    if (revision.status() != v1::Quote::ISSUED)
        throw FaultError{v1::STEP_NOT_ALLOWED, "only an issued quote is revised", "status"};
    revision.clear_number();
    revision.clear_author_id();
    revision.clear_issued_at();
    revision.set_status(v1::Quote::DRAFT);
    revision.set_revises_id(quote.id);
    return revision;
}

}  // namespace fieldfare::engine
