#include "mobile/engine/held_work.h"

#include <algorithm>

#include "mobile/engine/edit_anew.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"

namespace fieldfare::engine {

using schema::FaultError;
using schema::Schema;

namespace {

const schema::RecordType& heldChanges() {
    return Schema::of<v1::HeldChange>();
}

/// The edit as somebody else makes it: a record that was to be its author's becomes the taker's.
v1::Mutation takenOver(const HeldItem& item) {
    auto mutation = item.mutation;
    if (mutation.kind() != v1::Mutation::CREATE || item.type->owner() == nullptr)
        return mutation;
    auto record = item.type->parse(mutation.partial());
    record->GetReflection()->ClearField(record.get(), item.type->owner()->descriptor());
    mutation.set_partial(record->SerializeAsString());
    return mutation;
}

}  // namespace

std::vector<Record> HeldWork::records(const std::vector<Filter>& filters, int limit) const {
    return reading_
        .list({.type = &heldChanges(),
               .filters = filters,
               .orderBy = "held_at",
               .descending = true,
               .limit = limit})
        .records;
}

HeldItem HeldWork::itemOf(const Record& record) const {
    HeldItem item;
    item.id = record.id;
    item.change = record.as<v1::HeldChange>();
    item.type = Schema::instance().type(item.change.record_type());
    (void)item.mutation.ParseFromString(item.change.mutation());
    for (const auto& id : {item.change.record_id(), item.change.beside_id()})
        if (const auto about = reading_.get(id); about && item.title.empty())
            item.title = titleOf(*about->type, *about->message);
    item.mayDecide = editing_.mayWrite(heldChanges(), &record, {v1::HeldChange::kStatusFieldNumber, {}, 0});
    return item;
}

std::vector<HeldItem> HeldWork::open(int limit) const {
    std::vector<HeldItem> items;
    for (const auto& record :
         records({{"status", Filter::Is::Equal, std::int64_t{v1::HeldChange::OPEN}}}, limit))
        items.push_back(itemOf(record));
    return items;
}

std::vector<HeldItem> HeldWork::groupOf(std::string_view id) const {
    const auto wanted = itemOf(editing_.require(id));
    if (wanted.change.status() != v1::HeldChange::OPEN)
        throw FaultError{v1::CONTRADICTION, "somebody has decided about it already", "status"};
    if (wanted.type == nullptr || wanted.mutation.kind() == v1::Mutation::KIND_UNSPECIFIED)
        throw FaultError{v1::INVALID, "a held edit that this app does not know", "mutation"};
    if (wanted.mutation.group() == 0)
        return {wanted};
    std::vector<HeldItem> items;
    for (auto& item : open(static_cast<int>(Editing::maxGroup) * 10))
        if (item.mutation.group() == wanted.mutation.group() &&
            item.change.by().device_id() == wanted.change.by().device_id())
            items.push_back(std::move(item));
    // As they were made: what others of the group hang under comes first.
    std::sort(items.begin(), items.end(), [](const HeldItem& a, const HeldItem& b) {
        return a.change.by().number() < b.change.by().number();
    });
    return items;
}

void HeldWork::close(const HeldItem& item, v1::HeldChange::Status status, const std::string& comment) {
    editing_.edit<v1::HeldChange>(item.id, [&](v1::HeldChange& held) {
        held.set_status(status);
        if (!comment.empty())
            held.set_comment(comment);
    });
}

void HeldWork::take(std::string_view id) {
    const auto items = groupOf(id);
    editing_.atomically([&] {
        for (const auto& item : items) {
            editAnew(editing_, *item.type, item.change.record_id(), takenOver(item));
            close(item, v1::HeldChange::TAKEN, {});
        }
    });
}

void HeldWork::decline(std::string_view id, const std::string& comment) {
    const auto items = groupOf(id);
    editing_.atomically([&] {
        for (const auto& item : items)
            close(item, v1::HeldChange::DECLINED, comment);
    });
}

std::optional<v1::HeldChange> HeldWork::decisionOn(const AttentionItem& item) const {
    if (item.kind != AttentionItem::Kind::Held)
        return std::nullopt;
    for (const auto& record : records({{"record_id", Filter::Is::Equal, item.record}}, 100)) {
        const auto& held = record.as<v1::HeldChange>();
        if (held.by().number() == item.mutation.number() && held.by().device_id() == item.mutation.device() &&
            held.status() != v1::HeldChange::OPEN)
            return held;
    }
    return std::nullopt;
}

}  // namespace fieldfare::engine
