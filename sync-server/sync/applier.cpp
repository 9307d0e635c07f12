#include "sync-server/sync/applier.h"

#include <algorithm>

#include "shared/access/hiding.h"
#include "shared/base/planted_bug.h"
#include "shared/rules/approval_rules.h"
#include "shared/rules/record_rules.h"
#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "shared/schema/seen_check.h"
#include "shared/schema/server_only.h"
#include "sync-server/sync/administration.h"
#include "sync-server/sync/placement.h"
#include "sync-server/sync/server_only.h"

namespace fieldfare::server::sync {

using access::Relation;
using google::protobuf::Message;
using schema::Schema;
using storage::RecordRow;
using storage::Standing;

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

/// Where the versions of a record keep its deletion and its return.
const schema::Path wholeRecord{};

void setLate(RecordRow& row) {
    const auto* field = row.type->field(row.type->policy().late_fact());
    row.record->GetReflection()->SetBool(row.record.get(), field->descriptor(), true);
}

}  // namespace

Relation Applier::relationTo(const RecordRow& row) {
    return relationOf(viewer_, row, changes_.rootOf(row), directory_);
}

bool Applier::isTyped(const schema::RecordType& type, const schema::Path& path) {
    const auto at = schema::resolve(type, path);
    if (!at)
        return false;
    const auto merge = at->leaf->merge();
    return merge != v1::MAX && merge != v1::MIN && merge != v1::SERVER_ONLY;
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

bool Applier::isAsSeen(const RecordRow& row, const v1::Frozen& frozen, const merge::Author& author) const {
    if (!history_.isLost(frozen.seq()))
        return !row.versions.changedByOthers(frozen.seq(), author);
    // What it was then is not here; but what stands may be the same again.
    const auto shown = clone(*row.record);
    access::hide(rights_, viewer_.role, *row.type, *shown);
    return schema::seenCheck(*shown, *row.type) == frozen.check() || base::isPlanted("lost-step-unchecked");
}

std::optional<v1::Fault> Applier::frozenChanged(const Incoming& incoming, const merge::Author& author) {
    for (const auto& frozen : incoming.mutation.frozen()) {
        if (base::isPlanted("frozen-unchecked"))
            break;
        if (notAsTyped_.contains({author.device, frozen.id()}))
            return schema::fault(v1::CHANGED_MEANWHILE, "an edit before it did not take effect as typed",
                                 base::idText(frozen.id()));
        const RecordRow* row = nullptr;
        for (const auto* type : Schema::instance().types())
            if (row = changes_.find(*type, frozen.id()); row != nullptr)
                break;
        if (row == nullptr || row->deleted != 0 || relationTo(*row) == Relation::None ||
            !isAsSeen(*row, frozen, author))
            return schema::fault(v1::CHANGED_MEANWHILE, "it changed since it was shown",
                                 base::idText(frozen.id()));
    }
    return std::nullopt;
}

void Applier::note(const Incoming& incoming, v1::Outcome::Result result, bool lostPaths) {
    if (result == v1::Outcome::REJECTED || result == v1::Outcome::HELD || result == v1::Outcome::PARKED ||
        lostPaths)
        notAsTyped_.emplace(incoming.mutation.device(), incoming.mutation.id());
}

std::optional<v1::Fault> Applier::tooLate(const schema::RecordType& type, const Standing& move,
                                          base::HybridTime time) const {
    if (type.policy().late_fact().empty())
        return schema::fault(v1::LATE, "the customer had moved on before this arrived");
    if (base::hybridMs(time) > move.at + lateWindowMs)
        return schema::fault(v1::LONG_AFTER, "it was done more than 14 days after the customer had moved on");
    return std::nullopt;
}

std::optional<v1::Fault> Applier::placeOwned(RecordRow& row, const std::string& ownerBefore,
                                             const merge::Author& author, base::HybridTime time) {
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
    if (unit != schema::bytesOf(*row.record, type.unit())) {
        schema::setBytes(*row.record, type.unit(), unit);
        row.versions.set({type.unit()->number(), {}, 0}, {row.seq, time, author});
    }
    return std::nullopt;
}

void Applier::noteDecider(const RecordRow& row, const merge::Author& author) {
    const auto* decided = row.type->field("decided_by_id");
    auto& changed = changes_.change(row);
    schema::setBytes(*changed.record, decided, viewer_.person);
    changed.versions.set({decided->number(), {}, 0}, {row.seq, base::hybridTime(now_), author});
}

std::optional<v1::Fault> Applier::followDecision(const RecordRow& row, const Message* before,
                                                 const merge::Author& author) {
    if (row.type == &Schema::of<v1::HeldChange>()) {
        if (static_cast<const v1::HeldChange&>(*row.record).status() !=
            static_cast<const v1::HeldChange*>(before)->status())
            noteDecider(row, author);
        return std::nullopt;
    }
    if (row.type != &Schema::of<v1::Approval>())
        return std::nullopt;
    const auto decision = static_cast<const v1::Approval&>(*row.record).decision();
    const auto status = rules::statusAfter(decision);
    if (!status || (before != nullptr && static_cast<const v1::Approval*>(before)->decision() == decision))
        return std::nullopt;
    noteDecider(row, author);
    const auto subject = static_cast<const v1::Approval&>(*row.record).subject_id();
    const auto* quoteRow = changes_.find(Schema::of<v1::Quote>(), subject);
    if (quoteRow == nullptr ||
        static_cast<const v1::Quote&>(*quoteRow->record).status() != v1::Quote::WAITING)
        return std::nullopt;
    const auto old = clone(*quoteRow->record);
    auto& changed = changes_.change(*quoteRow);
    auto& quote = static_cast<v1::Quote&>(*changed.record);
    quote.set_status(*status);
    if (auto fault = judge_.brokenRule(changed, old.get(), now_))
        return fault;
    changed.seq = changes_.nextSeq();
    changed.versions.set({v1::Quote::kStatusFieldNumber, {}, 0},
                         {changed.seq, base::hybridTime(now_), author});
    return std::nullopt;
}

std::optional<v1::Fault> Applier::mayFill(const RecordRow& row, Relation relation) const {
    const auto& type = *row.type;
    const auto& record = *row.record;
    const auto* reflection = record.GetReflection();
    for (const auto& field : type.fields()) {
        const auto* descriptor = field.descriptor();
        const bool present = descriptor->is_repeated() ? reflection->FieldSize(record, descriptor) > 0
                                                       : reflection->HasField(record, descriptor);
        if (!present || field.merge() == v1::SERVER_ONLY || &field == type.owner())
            continue;
        if (auto fault = rights_.mayFill(viewer_.role, relation, type, field))
            return fault;
        if (field.merge() == v1::FORWARD &&
            !field.allowsStep(0, schema::enumOf(record, &field), viewer_.role))
            return schema::fault(v1::STEP_NOT_ALLOWED, "a new record may not begin like this", field.name());
    }
    return std::nullopt;
}

Applied Applier::create(const Incoming& incoming, const merge::Author& author) {
    const auto& type = *incoming.type;
    const auto& id = incoming.mutation.id();
    const auto time = base::clampEditTime(incoming.mutation.time(), 0, now_);
    if (changes_.find(type, id) != nullptr)
        return rejected(schema::fault(v1::ALREADY_EXISTS, "there is a " + type.name() + " with this id"));

    const RecordRow* parent = nullptr;
    auto relation = Relation::Owner | Relation::Everyone;
    bool late = false;
    if (type.parent() != nullptr) {
        parent = changes_.findParent(type, schema::bytesOf(*incoming.partial, type.parent()));
        relation = parent == nullptr ? Relation::None : relationTo(*parent);
        if (parent == nullptr || parent->deleted != 0 || relation == Relation::None) {
            const auto* move =
                parent == nullptr || parent->deleted != 0 ? nullptr : lost_.moveUnseen(*parent);
            if (move == nullptr)
                return rejected(schema::fault(v1::NO_PARENT,
                                              "what it hangs under is unknown, deleted or not yours",
                                              type.parent()->name()));
            if (auto fault = tooLate(type, *move, time))
                return heldBecause(std::move(*fault));
            late = true;
            relation = Relation::Owner;  // as it was when it happened
        }
    }
    if (auto fault = rights_.mayCreate(viewer_.role, relation, type))
        return rejected(std::move(*fault));

    auto& row = changes_.insert(type, id, parent);
    row.seq = changes_.nextSeq();
    row.versions = merge::Versions{{row.seq, time, author}};
    row.record->CopyFrom(*incoming.partial);
    auto& record = *row.record;
    schema::clearServerOnly(record, type);
    if (type.author() != nullptr)
        schema::setBytes(record, type.author(), viewer_.person);
    if (late)
        setLate(row);
    if (auto fault = mayFill(row, relation))
        return rejected(std::move(*fault));
    if (type.owner() != nullptr) {
        if (viewer_.role == v1::REP && schema::bytesOf(record, type.owner()).empty())
            schema::setBytes(record, type.owner(), viewer_.person);
        if (auto fault = placeOwned(row, {}, author, time))
            return rejected(std::move(*fault));
    }
    if (auto fault = checkAdministration(changes_, directory_, viewer_, row, nullptr))
        return rejected(std::move(*fault));
    rules::derive(type, record);
    schema::canonicalise(record, type);
    if (auto fault = judge_.brokenRule(row, nullptr, base::hybridMs(time)))
        return rejected(std::move(*fault));
    if (auto fault = followDecision(row, nullptr, author))
        return rejected(std::move(*fault));
    return {v1::Outcome::APPLIED, row.seq, std::nullopt, {}};
}

std::optional<Applied> Applier::withoutRelation(const RecordRow* found, const Incoming& incoming,
                                                base::HybridTime newest) {
    const auto& type = *incoming.type;
    if (found != nullptr) {
        const auto& paths = incoming.mutation.paths();
        const bool claims = type.owner() != nullptr && viewer_.role == v1::REP && paths.size() == 1 &&
                            paths[0].field() == static_cast<std::uint32_t>(type.owner()->number());
        if (claims && lost_.leftPool(*found))
            return rejected(
                schema::fault(v1::ALREADY_CLAIMED, "somebody else was first", type.owner()->name()));
        if (const auto* move = lost_.moveUnseen(*found)) {
            auto fault = tooLate(type, *move, newest);
            const bool own = type.author() != nullptr && incoming.mutation.kind() == v1::Mutation::EDIT &&
                             schema::bytesOf(*found->record, type.author()) == viewer_.person;
            if ((!fault && own && found->deleted == 0) ||
                (base::isPlanted("late-work-applied") && incoming.mutation.kind() == v1::Mutation::EDIT))
                return std::nullopt;
            if (!fault)
                fault = schema::fault(v1::LATE, "the customer had moved on before this arrived");
            return heldBecause(std::move(*fault));
        }
    }
    return rejected(schema::fault(v1::NOT_FOUND, "there is no such " + type.name() + " for you"));
}

Applied Applier::edit(const Incoming& incoming, const merge::Author& author) {
    const auto& type = *incoming.type;
    const auto* found = changes_.find(type, incoming.mutation.id());
    merge::Edit edit;
    base::HybridTime newest = 0;
    bool typed = false;
    for (const auto& touched : incoming.mutation.paths()) {
        edit.paths.push_back(
            {{static_cast<int>(touched.field()), touched.key(), static_cast<int>(touched.inner())},
             history_.kept(touched.base()),
             base::clampEditTime(touched.time(), 0, now_),
             history_.isLost(touched.base()) ? proved_ : merge::Touched::everything});
        newest = std::max(newest, edit.paths.back().time);
        typed = typed || isTyped(type, edit.paths.back().path);
    }
    auto relation = found == nullptr ? Relation::None : relationTo(*found);
    const bool late = relation == Relation::None;
    if (late) {
        if (auto refused = withoutRelation(found, incoming, newest))
            return std::move(*refused);
        relation = Relation::Owner;  // as it was when it happened
    }
    if (found->deleted != 0) {
        const auto* root = changes_.rootOf(*found);
        if (!typed || (root != nullptr && root->deleted != 0 && relationTo(*root) == Relation::None))
            return rejected(schema::fault(v1::DELETED, "it is deleted, and this does not bring it back"));
    }

    const auto kept = keepServerOnly(*incoming.partial, *found->record, type);
    const auto& partial = kept ? *kept : *incoming.partial;
    edit.author = author;
    edit.role = viewer_.role;
    edit.assigns = rights_.mayAssign(viewer_.role, relation);
    edit.ownRecord =
        type.author() == nullptr || schema::bytesOf(*found->record, type.author()) == viewer_.person;
    edit.partial = &partial;
    for (const auto& touched : edit.paths) {
        const auto at = *schema::resolve(type, touched.path);
        if (auto fault = judge_.mayTouch(*found, relation, at, partial))
            return rejected(std::move(*fault));
        if (auto fault = judge_.locked(*found, at);
            fault && !schema::sameValue(*found->record, partial, type, touched.path))
            return rejected(std::move(*fault));
    }

    const auto before = clone(*found->record);
    auto& row = changes_.change(*found);
    const auto seq = changes_.nextSeq();
    auto merged = merge::merge(type, *row.record, row.versions, edit, seq);
    if (merged.refused)
        return rejected(std::move(*merged.refused));
    if (merged.advanced || row.deleted != 0) {
        row.seq = seq;
        if (late && !type.policy().late_fact().empty()) {
            setLate(row);
            row.versions.set({type.field(type.policy().late_fact())->number(), {}, 0}, {seq, newest, author});
        }
        if (auto fault = placeOwned(row, schema::bytesOf(*before, type.owner()), author, newest))
            return rejected(std::move(*fault));
        if (auto fault = checkAdministration(changes_, directory_, viewer_, row, before.get()))
            return rejected(std::move(*fault));
        if (!base::isPlanted("sums-not-derived"))
            rules::derive(type, *row.record);
        schema::canonicalise(*row.record, type);
        auto fault = listTooLong(type, *row.record);
        if (!fault)
            fault = judge_.brokenRule(row, before.get(), base::hybridMs(newest));
        if (fault) {
            // This edit's fault if its author had seen everything; otherwise that of two edits together.
            const bool sawEverything =
                std::all_of(edit.paths.begin(), edit.paths.end(), [&](const merge::Touched& touched) {
                    return !row.versions.changedByOthers(touched.base, author);
                });
            return sawEverything ? rejected(std::move(*fault)) : heldBecause(std::move(*fault));
        }
        if (fault = followDecision(row, before.get(), author); fault)
            return rejected(std::move(*fault));
        followOwner(changes_, row, *before, now_);
    }

    Applied applied;
    if (!merged.clashes.empty() || row.deleted != 0)
        applied.result = v1::Outcome::MERGED;
    for (const auto& path : merged.lost)
        applied.lost.push_back(schema::pathText(type, path));
    // Its author had seen them, even if the edit now gives way to another: what they typed is logged anew.
    for (const auto& touched : edit.paths)
        log_.settle(row, touched.path, touched.base);
    for (const auto& clash : merged.clashes)
        if (!base::isPlanted("conflict-not-logged"))
            log_.add(row, clash, changes_.nextSeq());
    if (row.deleted != 0)
        revive(row, {seq, newest, author});
    // Whoever is shown this version was shown those conflicts too: the next edit of the path settles them.
    if (applied.result == v1::Outcome::MERGED)
        row.seq = changes_.nextSeq();
    applied.seq = row.seq;
    return applied;
}

Applied Applier::erase(const Incoming& incoming, const merge::Author& author) {
    const auto& type = *incoming.type;
    const auto* found = changes_.find(type, incoming.mutation.id());
    const auto relation = found == nullptr ? Relation::None : relationTo(*found);
    const auto time = base::clampEditTime(incoming.mutation.time(), 0, now_);
    if (relation == Relation::None)
        return *withoutRelation(found, incoming, time);
    if (auto fault = rights_.mayErase(viewer_.role, relation, type))
        return rejected(std::move(*fault));
    if (found->deleted != 0)
        return {v1::Outcome::APPLIED, found->seq, std::nullopt, {}};
    // A typed edit that the deleter had not seen keeps the record alive, and so does one of what goes with
    // it.
    const auto shown = history_.kept(incoming.mutation.base());
    const auto typedUnseen = [&](const RecordRow& row) {
        return row.deleted == 0 && row.type->policy().device_may_write() &&
               !base::isPlanted("delete-unseen-work") &&
               row.versions.changedByOthers(
                   shown, author, [&](const schema::Path& path) { return isTyped(*row.type, path); });
    };
    const auto below = changes_.below(*found);
    if (typedUnseen(*found) ||
        std::any_of(below.begin(), below.end(), [&](const RecordRow* row) { return typedUnseen(*row); }))
        return rejected(schema::fault(v1::CHANGED_MEANWHILE, "somebody edited it since it was shown"));
    if (auto fault = checkErase(changes_, directory_, *found))
        return rejected(std::move(*fault));

    const auto deletion = changes_.erase(*found, time, author);
    return {v1::Outcome::APPLIED, deletion, std::nullopt, {}};
}

void Applier::revive(RecordRow& row, const merge::Version& edit) {
    // What it hangs under comes back with it, and with that everything that was deleted together.
    if (row.type->parent() != nullptr)
        if (const auto* parent =
                changes_.findParent(*row.type, schema::bytesOf(*row.record, row.type->parent()));
            parent != nullptr && parent->deleted != 0)
            revive(changes_.change(*parent), edit);
    const auto deletion = row.deleted;
    if (deletion == 0)
        return;
    for (const auto* child : changes_.below(row))
        if (child->deleted == deletion && !base::isPlanted("revive-without-children")) {
            auto& back = changes_.change(*child);
            back.deleted = 0;
            back.seq = changes_.nextSeq();
        }
    row.deleted = 0;
    row.seq = changes_.nextSeq();
    if (const auto deleted = row.versions.of(wholeRecord); deleted.seq == deletion) {
        row.versions.set(wholeRecord, edit);
        log_.addRevival(row, deleted, edit, changes_.nextSeq());
    }
}

const RecordRow* Applier::recordOf(const Incoming& incoming) {
    if (const auto* row = changes_.find(*incoming.type, incoming.mutation.id()))
        return row;
    if (!incoming.partial || incoming.type->parent() == nullptr)
        return nullptr;
    return changes_.findParent(*incoming.type, schema::bytesOf(*incoming.partial, incoming.type->parent()));
}

std::optional<std::uint64_t> Applier::hold(const Incoming& incoming, const Incoming& another,
                                           const merge::Author& author, const v1::Fault& reason) {
    const RecordRow* about = recordOf(incoming);
    if (about == nullptr)
        about = recordOf(another);
    if (about == nullptr)
        return std::nullopt;
    const auto seq = changes_.nextSeq();
    log_.hold(about, {}, base::isPlanted("hold-the-wrong-mutation") ? another : incoming, author, reason,
              seq);
    return seq;
}

std::uint64_t Applier::holdCollected(const Incoming& incoming, const merge::Author& author,
                                     const v1::Fault& reason) {
    const RecordRow* about = recordOf(incoming);
    // Beside what its author had; of anything else only the own unit hears.
    if (about != nullptr && (about->deleted != 0 ||
                             (relationTo(*about) == Relation::None && lost_.moveUnseen(*about) == nullptr)))
        about = nullptr;
    const auto seq = changes_.nextSeq();
    log_.hold(about, viewer_.unit, incoming, author, reason, seq);
    return seq;
}

}  // namespace fieldfare::server::sync
