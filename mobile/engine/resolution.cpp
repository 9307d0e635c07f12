#include "mobile/engine/resolution.h"

#include <algorithm>

#include "fieldfare/history.pb.h"
#include "mobile/engine/edit_anew.h"
#include "mobile/engine/overlay.h"
#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"

namespace fieldfare::engine {

using schema::FaultError;
using State = OutboxEntry::State;

namespace {

bool freezes(const v1::Mutation& mutation, std::string_view record) {
    return std::any_of(mutation.frozen().begin(), mutation.frozen().end(),
                       [&](const v1::Frozen& frozen) { return frozen.id() == record; });
}

}  // namespace

void Resolution::restore(std::string_view conflictId) {
    settle(conflictId, Value::Losing);
}

void Resolution::keepStanding(std::string_view conflictId) {
    settle(conflictId, Value::Shown);
}

void Resolution::takeBack(std::string_view conflictId) {
    settle(conflictId, Value::Standing);
}

void Resolution::settle(std::string_view conflictId, Value value) {
    const auto found = editing_.require(conflictId);
    const auto& conflict = found.as<v1::Conflict>();
    const auto* type = schema::Schema::instance().type(conflict.record_type());
    const auto path = type == nullptr ? std::nullopt : schema::parsePath(*type, conflict.path());
    if (!path)
        throw FaultError{v1::INVALID, "a conflict about something this app does not know", conflict.path()};
    const auto shown = editing_.require(conflict.record_id());
    if (path->inner != 0 && !path->key.empty() &&
        !schema::hasValue(*shown.message, *type, {path->field, path->key, 0}))
        throw FaultError{v1::NOT_FOUND, "the line it belongs to is not there any more", conflict.path()};
    const auto values = type->parse(value == Value::Losing     ? conflict.losing()
                                    : value == Value::Standing ? conflict.standing()
                                                               : shown.message->SerializeAsString());
    editing_.write(shown, {&*path, 1}, *values);
}

AttentionItem Resolution::require(std::int64_t attentionNo) const {
    auto item = store_.attention().at(attentionNo);
    if (!item)
        throw FaultError{v1::NOT_FOUND, "it is not on the list any more"};
    return std::move(*item);
}

void Resolution::retry(std::int64_t attentionNo) {
    if (require(attentionNo).kind == AttentionItem::Kind::Held)
        throw FaultError{v1::CONTRADICTION, "the owner or the manager decides about it"};
    again(attentionNo);
}

void Resolution::again(std::int64_t attentionNo) {
    const auto items = store_.attention().groupOf(require(attentionNo));
    const auto anew = [&](const AttentionItem& item) {
        editAnew(editing_, *item.type, item.record, item.mutation);
    };
    StoreChange change{store_.database()};
    if (items.size() == 1)
        anew(items.front());
    else
        editing_.atomically([&] {
            for (const auto& item : items)
                anew(item);
        });
    for (const auto& item : items)
        store_.attention().remove(item.no);
    change.commit();
}

void Resolution::dismiss(std::int64_t attentionNo) {
    StoreChange change{store_.database()};
    for (const auto& item : store_.attention().groupOf(require(attentionNo)))
        store_.attention().setDismissed(item.no, true);
    change.commit();
}

void Resolution::undoDismiss(std::int64_t attentionNo) {
    StoreChange change{store_.database()};
    for (const auto& item : store_.attention().groupOf(require(attentionNo))) {
        if (item.kind == AttentionItem::Kind::Discarded)
            throw FaultError{v1::CONTRADICTION, "it was discarded before it was sent"};
        store_.attention().setDismissed(item.no, false);
    }
    change.commit();
}

std::int64_t Resolution::discard(std::int64_t outboxNo) {
    auto& outbox = store_.outbox();
    const auto entry = outbox.at(outboxNo);
    if (!entry)
        throw FaultError{v1::NOT_FOUND, "it is not in the outbox any more"};
    StoreChange change{store_.database()};
    auto members = outbox.groupOf(*entry);
    const auto add = [&](std::vector<OutboxEntry> more) {
        for (auto& one : more)
            if (std::none_of(members.begin(), members.end(),
                             [&](auto& member) { return member.no == one.no; }))
                members.push_back(std::move(one));
    };
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto member = members[i];
        // Edits of a record that will not come to be go with it.
        if (member.mutation.kind() == v1::Mutation::CREATE) {
            if (editing_.hasChildren(member.record))
                throw FaultError{v1::CONTRADICTION, "other records depend on it"};
            add(outbox.of(member.record));
        }
        // And steps that freeze the record as it looks with the edit: nobody signs what they did not see.
        for (const auto& later : outbox.unsent())
            if (later.no > member.no && freezes(later.mutation, member.record))
                add(outbox.groupOf(later));
    }
    for (const auto& member : members)
        if (member.state != State::Waiting && member.state != State::Parked)
            throw FaultError{v1::CONTRADICTION, "it is on its way already"};
    std::sort(members.begin(), members.end(), [](auto& a, auto& b) { return a.no < b.no; });
    // They come back together, so they are kept as a group of their own.
    const auto group = members.size() == 1 ? 0 : store_.meta().advance(Meta::group);
    std::int64_t first = 0;
    for (auto& member : members) {
        member.group = group;
        const auto no =
            store_.attention().add(AttentionItem::Kind::Discarded, member, v1::Fault{}, store_.now());
        if (first == 0)
            first = no;
        outbox.remove(member.no);
    }
    for (const auto& member : members)
        store_.overlay().refresh(*member.type, member.record);
    change.commit();
    store_.changed();
    return first;
}

}  // namespace fieldfare::engine
