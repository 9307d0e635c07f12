#include "sync-server/sync/applier.h"

#include <algorithm>

#include "shared/rules/approval_rules.h"
#include "shared/rules/document_rules.h"
#include "shared/rules/record_rules.h"
#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "sync-server/sync/placement.h"

namespace fieldfare::server::sync {

using access::Relation;
using google::protobuf::Message;
using schema::Schema;
using schema::Shape;
using storage::RecordRow;

namespace {

constexpr std::int64_t lateWindowMs = std::int64_t{14} * 24 * 60 * 60 * 1000;

Applied rejected(v1::Fault fault) {
    return {v1::Outcome::REJECTED, 0, std::move(fault), {}};
}
Applied heldBecause(v1::Fault fault) {
    return {v1::Outcome::HELD, 0, std::move(fault), {}};
}

std::unique_ptr<Message> clone(const Message& record) {
    std::unique_ptr<Message> copy{record.New()};
    copy->CopyFrom(record);
    return copy;
}

/// Clears what only the server writes; it derives or sets these itself.
void clearServerOnly(Message& record, const schema::RecordType& type) {
    for (const auto& field : type.fields())
        if (field.merge() == v1::SERVER_ONLY)
            record.GetReflection()->ClearField(&record, field.descriptor());
}

}  // namespace

Relation Applier::relationTo(const RecordRow& row) {
    return relationOf(viewer_, row, changes_.rootOf(row), directory_);
}

bool Applier::lostUnawares(const RecordRow& rootOrRow) {
    const auto* root = changes_.rootOf(rootOrRow);
    const auto& top = root != nullptr ? *root : rootOrRow;
    return std::any_of(top.standings.begin(), top.standings.end(), [&](const storage::Standing& standing) {
        return standing.removed == v1::Removal::MOVED && standing.seq > acknowledged_ &&
               standing.scope == changes_.scopeNumber(storage::ScopeKey::user(viewer_.person));
    });
}

Applied Applier::apply(const Incoming& incoming, const merge::Author& author) {
    if (auto fault = frozenChanged(incoming, author))
        return rejected(std::move(*fault));
    switch (incoming.mutation.kind()) {
        case v1::Mutation::CREATE:
            return create(incoming, author);
        case v1::Mutation::EDIT:
            return edit(incoming, author);
        default:
            return erase(incoming, author);
    }
}

std::optional<v1::Fault> Applier::frozenChanged(const Incoming& incoming, const merge::Author& author) {
    for (const auto& frozen : incoming.mutation.frozen()) {
        const RecordRow* row = nullptr;
        for (const auto* type : Schema::instance().types())
            if (row = changes_.find(*type, frozen.id()); row != nullptr)
                break;
        if (row == nullptr || row->deleted != 0 || relationTo(*row) == Relation::None ||
            row->versions.changedByOthers(frozen.seq(), author))
            return schema::fault(v1::CHANGED_MEANWHILE, "it changed since it was shown",
                                 base::idText(frozen.id()));
    }
    return std::nullopt;
}

std::optional<v1::Fault> Applier::locked(const RecordRow& row, const schema::ResolvedPath& path) const {
    const auto& type = *row.type;
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

std::optional<v1::Fault> Applier::mayTouch(const RecordRow& row, Relation relation,
                                           const schema::ResolvedPath& path, const Message& partial) {
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

std::optional<v1::Fault> Applier::placeOwned(RecordRow& row, Relation relation,
                                             const std::string& ownerBefore, const merge::Author& author,
                                             base::HybridTime time) {
    const auto& type = *row.type;
    if (type.owner() == nullptr)
        return std::nullopt;
    const auto owner = schema::bytesOf(*row.record, type.owner());
    if (owner == ownerBefore && !schema::bytesOf(*row.record, type.unit()).empty())
        return std::nullopt;
    std::string unit = schema::bytesOf(*row.record, type.unit());
    if (!owner.empty()) {
        const auto* person = directory_.person(owner);
        if (person == nullptr || person->status() != v1::Person::ACTIVE)
            return schema::fault(v1::RULE, "the owner is nobody who works here", type.owner()->name());
        unit = person->unit_id();
        const bool inReach = owner == viewer_.person || viewer_.role == v1::EXECUTIVE ||
                             viewer_.role == v1::ADMINISTRATOR ||
                             (viewer_.role == v1::MANAGER && directory_.isWithin(unit, viewer_.unit));
        if (!inReach)
            return schema::fault(v1::NO_RIGHT, "the new owner works in a unit you do not lead",
                                 type.owner()->name());
    } else if (unit.empty()) {
        unit = viewer_.unit;
    }
    (void)relation;
    if (unit != schema::bytesOf(*row.record, type.unit())) {
        schema::setBytes(*row.record, type.unit(), unit);
        row.versions.set({type.unit()->number(), {}, 0}, {row.seq, time, author});
    }
    return std::nullopt;
}

std::optional<v1::Fault> Applier::brokenRule(const RecordRow& row, const Message* before,
                                             const Message& after, std::int64_t editedAt) {
    rules::Context context{catalogue_, viewer_.role, editedAt};
    const auto& type = *row.type;
    if (const auto* root = changes_.rootOf(row); root != nullptr && root->type == &Schema::of<v1::Customer>())
        context.customer = static_cast<const v1::Customer*>(root->record.get());
    const auto quoteBy = [&](const std::string& id) -> const v1::Quote* {
        const auto* quote = changes_.find(Schema::of<v1::Quote>(), id);
        return quote == nullptr ? nullptr : static_cast<const v1::Quote*>(quote->record.get());
    };
    if (&type == &Schema::of<v1::Quote>()) {
        const auto& quote = static_cast<const v1::Quote&>(after);
        context.sourceQuote = quoteBy(quote.revises_id());
        // Approvals matter when a status that needs one is entered.
        const bool steps =
            before == nullptr || static_cast<const v1::Quote*>(before)->status() != quote.status();
        if (steps && quote.status() > v1::Quote::WAITING && before != nullptr)
            for (const auto* approval : changes_.children(Schema::of<v1::Approval>(), row))
                if (const auto bp = rules::approvedUpTo(static_cast<const v1::Approval&>(*approval->record)))
                    context.approvedBp = std::max(context.approvedBp.value_or(0), *bp);
    } else if (&type == &Schema::of<v1::Order>()) {
        context.sourceQuote = quoteBy(static_cast<const v1::Order&>(after).quote_id());
    } else if (&type == &Schema::of<v1::Approval>()) {
        context.sourceQuote = quoteBy(static_cast<const v1::Approval&>(after).subject_id());
    }
    auto faults = rules::checkRecord(type, before, after, context);
    return faults.empty() ? std::nullopt : std::optional{std::move(faults.front())};
}

std::optional<v1::Fault> Applier::followDecision(const RecordRow& row, const Message* before,
                                                 const merge::Author& author) {
    if (row.type != &Schema::of<v1::Approval>())
        return std::nullopt;
    const auto decision = static_cast<const v1::Approval&>(*row.record).decision();
    const auto status = rules::statusAfter(decision);
    if (!status || (before != nullptr && static_cast<const v1::Approval*>(before)->decision() == decision))
        return std::nullopt;
    const auto* decided = row.type->field("decided_by_id");
    schema::setBytes(*changes_.change(row).record, decided, viewer_.person);
    const auto subject = static_cast<const v1::Approval&>(*row.record).subject_id();
    const auto* quoteRow = changes_.find(Schema::of<v1::Quote>(), subject);
    if (quoteRow == nullptr ||
        static_cast<const v1::Quote&>(*quoteRow->record).status() != v1::Quote::WAITING)
        return std::nullopt;
    const auto old = clone(*quoteRow->record);
    auto& changed = changes_.change(*quoteRow);
    auto& quote = static_cast<v1::Quote&>(*changed.record);
    quote.set_status(*status);
    if (auto fault = brokenRule(changed, old.get(), quote, now_))
        return fault;
    changed.seq = changes_.nextSeq();
    changed.versions.set({v1::Quote::kStatusFieldNumber, {}, 0},
                         {changed.seq, base::hybridTime(now_), author});
    return std::nullopt;
}

Applied Applier::create(const Incoming& incoming, const merge::Author& author) {
    const auto& type = *incoming.type;
    const auto& id = incoming.mutation.id();
    if (changes_.find(type, id) != nullptr)
        return rejected(schema::fault(v1::ALREADY_EXISTS, "there is a " + type.name() + " with this id"));

    const RecordRow* parent = nullptr;
    auto toParent = Relation::None;
    bool late = false;
    if (type.parent() != nullptr) {
        parent = changes_.findParent(type, schema::bytesOf(*incoming.partial, type.parent()));
        if (parent != nullptr)
            toParent = relationTo(*parent);
        const bool visible = parent != nullptr && parent->deleted == 0 && toParent != Relation::None;
        if (!visible) {
            if (parent == nullptr || parent->deleted != 0 || !lostUnawares(*parent))
                return rejected(schema::fault(v1::NO_PARENT,
                                              "what it hangs under is unknown, deleted or not yours",
                                              type.parent()->name()));
            if (type.policy().late_fact().empty())
                return heldBecause(schema::fault(v1::LATE, "the customer had moved on before this arrived"));
            late = base::hybridMs(incoming.mutation.time()) + lateWindowMs >= now_;
            if (!late)
                return heldBecause(schema::fault(v1::LATE, "it arrived more than 14 days after it happened"));
            toParent = Relation::Owner;  // as it was when it happened
        }
    }
    if (auto fault = rights_.mayCreate(viewer_.role, toParent, type))
        return rejected(std::move(*fault));

    auto& row = changes_.insert(type, id, parent);
    row.seq = changes_.nextSeq();
    const auto time = base::clampEditTime(incoming.mutation.time(), 0, now_);
    row.versions = merge::Versions{{row.seq, time, author}};
    row.record->CopyFrom(*incoming.partial);
    auto& record = *row.record;
    clearServerOnly(record, type);
    if (type.author() != nullptr)
        schema::setBytes(record, type.author(), viewer_.person);
    if (late)
        record.GetReflection()->SetBool(&record, type.field(type.policy().late_fact())->descriptor(), true);

    const auto relation =
        type.policy().seen_by() == v1::INHERITED ? toParent : Relation::Owner | Relation::Everyone;
    const bool leads = viewer_.role != v1::REP;
    for (const auto& field : type.fields()) {
        const auto* descriptor = field.descriptor();
        const auto* reflection = record.GetReflection();
        const bool present = descriptor->is_repeated() ? reflection->FieldSize(record, descriptor) > 0
                                                       : reflection->HasField(record, descriptor);
        if (!present || field.merge() == v1::SERVER_ONLY || &field == type.owner())
            continue;
        if (auto fault = rights_.mayFill(viewer_.role, relation, type, field))
            return rejected(std::move(*fault));
        if (field.merge() == v1::FORWARD &&
            !field.allowsStep(0, schema::enumOf(record, &field), viewer_.role))
            return rejected(
                schema::fault(v1::STEP_NOT_ALLOWED, "a new record may not begin like this", field.name()));
    }
    if (type.owner() != nullptr) {
        if (!leads && schema::bytesOf(record, type.owner()).empty())
            schema::setBytes(record, type.owner(), viewer_.person);
        if (auto fault = placeOwned(row, relation, {}, author, time))
            return rejected(std::move(*fault));
    }
    rules::derive(type, record);
    schema::canonicalise(record, type);
    if (auto fault = brokenRule(row, nullptr, record, base::hybridMs(time)))
        return rejected(std::move(*fault));
    if (auto fault = followDecision(row, nullptr, author))
        return rejected(std::move(*fault));
    return {v1::Outcome::APPLIED, row.seq, std::nullopt, {}};
}

Applied Applier::edit(const Incoming& incoming, const merge::Author& author) {
    const auto& type = *incoming.type;
    const auto* found = changes_.find(type, incoming.mutation.id());
    const auto relation = found == nullptr ? Relation::None : relationTo(*found);
    if (relation == Relation::None) {
        if (found != nullptr && lostUnawares(*found))
            return heldBecause(schema::fault(v1::LATE, "the customer had moved on before this arrived"));
        return rejected(schema::fault(v1::NOT_FOUND, "there is no such " + type.name() + " for you"));
    }

    merge::Edit edit;
    edit.author = author;
    edit.role = viewer_.role;
    edit.assigns = rights_.mayAssign(viewer_.role, relation);
    edit.ownRecord =
        type.author() == nullptr || schema::bytesOf(*found->record, type.author()) == viewer_.person;
    edit.partial = incoming.partial.get();
    for (const auto& touched : incoming.mutation.paths()) {
        merge::Touched path{
            {static_cast<int>(touched.field()), touched.key(), static_cast<int>(touched.inner())},
            touched.base(),
            base::clampEditTime(touched.time(), 0, now_)};
        const auto at = *schema::resolve(type, path.path);
        if (auto fault = mayTouch(*found, relation, at, *incoming.partial))
            return rejected(std::move(*fault));
        if (auto fault = locked(*found, at);
            fault && !schema::sameValue(*found->record, *incoming.partial, type, path.path))
            return rejected(std::move(*fault));
        edit.paths.push_back(std::move(path));
    }

    const auto before = clone(*found->record);
    const auto ownerBefore = schema::bytesOf(*before, type.owner());
    auto& row = changes_.change(*found);
    const auto seq = changes_.nextSeq();
    auto merged = merge::merge(type, *row.record, row.versions, edit, seq);
    if (merged.refused)
        return rejected(std::move(*merged.refused));
    row.seq = seq;
    if (row.deleted != 0)
        revive(row);
    const auto newest = edit.paths.back().time;
    if (auto fault = placeOwned(row, relation, ownerBefore, author, newest))
        return rejected(std::move(*fault));
    rules::derive(type, *row.record);
    schema::canonicalise(*row.record, type);
    if (auto fault = brokenRule(row, before.get(), *row.record, base::hybridMs(newest))) {
        // This edit's fault if its author had seen everything; otherwise that of two edits together.
        const bool sawEverything =
            std::all_of(edit.paths.begin(), edit.paths.end(), [&](const merge::Touched& touched) {
                return !row.versions.changedByOthers(touched.base, author);
            });
        return sawEverything ? rejected(std::move(*fault)) : heldBecause(std::move(*fault));
    }
    if (auto fault = followDecision(row, before.get(), author))
        return rejected(std::move(*fault));

    Applied applied{
        merged.clashes.empty() ? v1::Outcome::APPLIED : v1::Outcome::MERGED, seq, std::nullopt, {}};
    for (const auto& path : merged.lost)
        applied.lost.push_back(schema::pathText(type, path));
    for (const auto& touched : edit.paths)
        if (std::find(merged.lost.begin(), merged.lost.end(), touched.path) == merged.lost.end())
            log_.settle(row, touched.path, touched.base);
    for (const auto& clash : merged.clashes)
        log_.add(row, clash, changes_.nextSeq());
    // Whoever is shown this version was shown those conflicts too: the next edit of the path settles them.
    if (!merged.clashes.empty())
        applied.seq = row.seq = changes_.nextSeq();
    return applied;
}

Applied Applier::erase(const Incoming& incoming, const merge::Author& author) {
    (void)author;
    const auto& type = *incoming.type;
    const auto* found = changes_.find(type, incoming.mutation.id());
    const auto relation = found == nullptr ? Relation::None : relationTo(*found);
    if (relation == Relation::None)
        return rejected(schema::fault(v1::NOT_FOUND, "there is no such " + type.name() + " for you"));
    if (auto fault = rights_.mayErase(viewer_.role, relation, type))
        return rejected(std::move(*fault));
    if (found->deleted != 0)
        return {v1::Outcome::APPLIED, found->seq, std::nullopt, {}};
    // A typed edit that the deleter had not seen keeps the record alive.
    if (found->versions.changedByOthers(incoming.mutation.base(), author))
        return rejected(schema::fault(v1::CHANGED_MEANWHILE, "somebody edited it since it was shown"));

    const auto deletion = changes_.nextSeq();
    auto& row = changes_.change(*found);
    row.seq = deletion;
    row.deleted = deletion;
    if (row.root.empty())
        for (const auto* child : changes_.under(row))
            if (child->deleted == 0) {
                auto& gone = changes_.change(*child);
                gone.deleted = deletion;
                gone.seq = changes_.nextSeq();
            }
    return {v1::Outcome::APPLIED, deletion, std::nullopt, {}};
}

void Applier::revive(RecordRow& row) {
    const auto deletion = row.deleted;
    row.deleted = 0;
    if (!row.root.empty())
        return;
    for (const auto* child : changes_.under(row))
        if (child->deleted == deletion) {
            auto& back = changes_.change(*child);
            back.deleted = 0;
            back.seq = changes_.nextSeq();
        }
}

bool Applier::hold(const Incoming& incoming, const merge::Author& author, const v1::Fault& reason,
                   std::uint64_t& seq) {
    const RecordRow* about = changes_.find(*incoming.type, incoming.mutation.id());
    if (about == nullptr && incoming.partial && incoming.type->parent() != nullptr)
        about =
            changes_.findParent(*incoming.type, schema::bytesOf(*incoming.partial, incoming.type->parent()));
    if (about == nullptr)
        return false;
    seq = changes_.nextSeq();
    log_.hold(*about, incoming, author, reason, seq);
    return true;
}

}  // namespace fieldfare::server::sync
