#include "sync-server/sync/record_judge.h"

#include <algorithm>

#include "shared/rules/approval_rules.h"
#include "shared/rules/record_rules.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"

namespace fieldfare::server::sync {

using access::Relation;
using google::protobuf::Message;
using schema::Schema;
using storage::RecordRow;

std::optional<v1::Fault> RecordJudge::mayTouch(const RecordRow& row, Relation relation,
                                               const schema::ResolvedPath& path,
                                               const Message& partial) const {
    auto fault = rights_.mayWrite(viewer_.role, relation, *row.type, path);
    if (!fault || path.outer != row.type->owner() || viewer_.role != v1::REP)
        return fault;
    // A rep may not assign, but may take what nobody owns.
    const auto wanted = schema::bytesOf(partial, path.outer);
    const auto owner = schema::bytesOf(*row.record, path.outer);
    if (wanted != viewer_.person)
        return fault;
    if (!owner.empty() && owner != viewer_.person)
        return schema::fault(v1::ALREADY_CLAIMED, "somebody else was first", path.outer->name());
    return rights_.mayClaim(viewer_.role, relation, *row.type) ? std::nullopt : fault;
}

std::optional<v1::Fault> RecordJudge::locked(const RecordRow& row, const schema::ResolvedPath& path) const {
    const auto& type = *row.type;
    if (path.outer == type.parent())
        return schema::fault(v1::LOCKED, "what it hangs under stays", path.outer->name());
    if (type.policy().append_only())
        return schema::fault(v1::LOCKED, "written once; amend it by a new record", path.outer->name());
    if (!type.policy().has_editable_while())
        return std::nullopt;
    const auto& lock = type.policy().editable_while();
    if (std::find(lock.except().begin(), lock.except().end(), path.outer->name()) != lock.except().end())
        return std::nullopt;
    if (!lock.setting().empty()) {
        const auto& settings = directory_.organisation();
        const auto* switchField = settings.GetDescriptor()->FindFieldByName(lock.setting());
        if (!settings.GetReflection()->GetBool(settings, switchField))
            return std::nullopt;
    }
    const auto* field = type.field(lock.field());
    bool open = !row.record->GetReflection()->HasField(*row.record, field->descriptor());
    if (!open && !lock.values().empty()) {
        const auto* value =
            field->descriptor()->enum_type()->FindValueByNumber(schema::enumOf(*row.record, field));
        open = value != nullptr &&
               std::find(lock.values().begin(), lock.values().end(), value->name()) != lock.values().end();
    }
    return open
               ? std::nullopt
               : std::optional{schema::fault(v1::LOCKED, "it is final; make a revision", path.outer->name())};
}

std::optional<std::uint32_t> RecordJudge::approvedBp(const RecordRow& document) {
    std::optional<std::uint32_t> most;
    for (const auto* row : changes_.children(Schema::of<v1::Approval>(), document))
        if (const auto bp = rules::approvedUpTo(static_cast<const v1::Approval&>(*row->record));
            bp && row->deleted == 0)
            most = std::max(most.value_or(0), *bp);
    return most;
}

std::optional<v1::Fault> RecordJudge::brokenRule(const RecordRow& row, const Message* before,
                                                 std::int64_t editedAt) {
    rules::Context context{catalogue_, viewer_.role, editedAt};
    const auto& type = *row.type;
    const auto& after = *row.record;
    if (const auto* root = changes_.rootOf(row); root != nullptr && root->type == &Schema::of<v1::Customer>())
        context.customer = static_cast<const v1::Customer*>(root->record.get());
    const auto quoteBy = [&](const std::string& id) -> const v1::Quote* {
        const auto* quote = changes_.find(Schema::of<v1::Quote>(), id);
        return quote == nullptr ? nullptr : static_cast<const v1::Quote*>(quote->record.get());
    };
    // Approvals matter from the states on that a limit guards; a new document has none.
    if (&type == &Schema::of<v1::Quote>()) {
        const auto& quote = static_cast<const v1::Quote&>(after);
        context.sourceQuote = quoteBy(quote.revises_id());
        if (quote.status() > v1::Quote::WAITING && before != nullptr)
            context.approvedBp = approvedBp(row);
    } else if (&type == &Schema::of<v1::Order>()) {
        const auto& order = static_cast<const v1::Order&>(after);
        context.sourceQuote = quoteBy(order.quote_id());
        if (order.status() > v1::Order::DRAFT && before != nullptr)
            context.approvedBp = approvedBp(row);
    } else if (&type == &Schema::of<v1::Approval>()) {
        context.sourceQuote = quoteBy(static_cast<const v1::Approval&>(after).subject_id());
    }
    auto faults = rules::checkRecord(type, before, after, context);
    return faults.empty() ? std::nullopt : std::optional{std::move(faults.front())};
}

std::optional<v1::Fault> listTooLong(const schema::RecordType& type, const Message& record) {
    for (const auto& field : type.fields()) {
        const auto most = field.policy().max();
        if (field.descriptor()->is_repeated() && most != 0 &&
            record.GetReflection()->FieldSize(record, field.descriptor()) > static_cast<int>(most))
            return schema::fault(v1::INVALID, "at most " + std::to_string(most) + " of these", field.name(),
                                 most);
    }
    return std::nullopt;
}

}  // namespace fieldfare::server::sync
