#include "mobile/engine/held_work.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "mobile/engine/edit_anew.h"
#include "mobile/engine/edit_checks.h"
#include "mobile/engine/store_catalogue.h"
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

std::vector<Record> heldRecords(const Reading& reading, const std::vector<Filter>& filters, int limit) {
    return reading
        .list({.type = &heldChanges(),
               .filters = filters,
               .orderBy = "held_at",
               .descending = true,
               .limit = limit})
        .records;
}

const Filter isOpen{"status", Filter::Is::Equal, std::int64_t{v1::HeldChange::OPEN}};

bool isOneGroup(const HeldItem& one, const HeldItem& other) {
    return one.id == other.id ||
           (one.mutation.group() != 0 && one.mutation.group() == other.mutation.group() &&
            one.change.by().device_id() == other.change.by().device_id());
}

}  // namespace

HeldItem HeldWork::itemOf(const Record& record) const {
    HeldItem item;
    item.id = record.id;
    item.change = record.as<v1::HeldChange>();
    item.type = Schema::instance().type(item.change.record_type());
    (void)item.mutation.ParseFromString(item.change.mutation());
    for (const auto& id : {item.change.record_id(), item.change.beside_id()})
        if (const auto about = reading_.get(id); about && item.title.empty())
            item.title = titleOf(*about->type, *about->message);
    if (item.title.empty() && item.type != nullptr && item.mutation.kind() == v1::Mutation::CREATE)
        item.title = titleOf(*item.type, *item.type->parse(item.mutation.partial()));
    item.mayDecide = editing_.mayWrite(heldChanges(), &record, {v1::HeldChange::kStatusFieldNumber, {}, 0});
    return item;
}

std::vector<HeldItem> HeldWork::open(int limit) const {
    std::vector<HeldItem> items;
    for (const auto& record : heldRecords(reading_, {isOpen}, limit))
        items.push_back(itemOf(record));
    return items;
}

std::vector<std::vector<HeldItem>> HeldWork::openGroups(int limit) const {
    std::vector<std::vector<HeldItem>> groups;
    for (auto& item : open(limit)) {
        const auto group = std::find_if(groups.begin(), groups.end(),
                                        [&](const auto& others) { return isOneGroup(item, others.front()); });
        if (group == groups.end())
            groups.push_back({std::move(item)});
        else
            group->push_back(std::move(item));
    }
    // As they were made: what others of the group hang under comes first.
    for (auto& group : groups)
        std::sort(group.begin(), group.end(), [](const HeldItem& a, const HeldItem& b) {
            return a.change.by().number() < b.change.by().number();
        });
    // So of what one device left at once.
    const auto place = [](const std::vector<HeldItem>& group) {
        const auto& held = group.front().change;
        return std::tuple{-held.held_at(), std::string_view{held.by().device_id()}, held.by().number()};
    };
    std::stable_sort(groups.begin(), groups.end(),
                     [&](const auto& a, const auto& b) { return place(a) < place(b); });
    return groups;
}

std::optional<HeldItem> HeldWork::creationOf(std::string_view record) const {
    if (record.empty() || reading_.get(record))
        return std::nullopt;
    for (const auto& held :
         heldRecords(reading_, {isOpen, {"record_id", Filter::Is::Equal, std::string{record}}}, 1'000))
        if (auto item = itemOf(held); item.type != nullptr && item.mutation.kind() == v1::Mutation::CREATE)
            return item;
    return std::nullopt;
}

std::vector<HeldItem> HeldWork::withParents(std::vector<HeldItem> items) const {
    for (std::size_t i = 0; i < items.size(); ++i) {
        const auto& item = items[i];
        auto needed = item.mutation.kind() == v1::Mutation::CREATE ? std::string{} : item.change.record_id();
        if (needed.empty() && item.type->parent() != nullptr)
            needed = schema::bytesOf(*item.type->parse(item.mutation.partial()), item.type->parent());
        const auto isIn = [&](const HeldItem& one) {
            return one.mutation.kind() == v1::Mutation::CREATE && one.change.record_id() == needed;
        };
        if (std::any_of(items.begin(), items.end(), isIn))
            continue;
        if (const auto above = creationOf(needed)) {
            auto group = groupOf(above->id);
            items.insert(items.begin(), std::make_move_iterator(group.begin()),
                         std::make_move_iterator(group.end()));
            i = static_cast<std::size_t>(-1);  // those too
        }
    }
    return items;
}

std::vector<HeldItem> HeldWork::groupOf(std::string_view id) const {
    auto wanted = itemOf(editing_.require(id));
    if (wanted.change.status() != v1::HeldChange::OPEN)
        throw FaultError{v1::CONTRADICTION, "somebody has decided about it already", "status"};
    if (wanted.type == nullptr || wanted.mutation.kind() == v1::Mutation::KIND_UNSPECIFIED)
        throw FaultError{v1::INVALID, "a held edit that this app does not know", "mutation"};
    for (auto& group : openGroups(static_cast<int>(Editing::maxGroup) * 10))
        if (isOneGroup(wanted, group.front()))
            return std::move(group);
    return {std::move(wanted)};
}

void HeldWork::close(const HeldItem& item, v1::HeldChange::Status status, const std::string& comment) {
    editing_.edit<v1::HeldChange>(item.id, [&](v1::HeldChange& held) {
        held.set_status(status);
        if (!comment.empty())
            held.set_comment(comment);
    });
}

void HeldWork::take(std::string_view id) {
    auto group = groupOf(id);
    if (std::any_of(group.begin(), group.end(), [](const auto& item) { return item.type == nullptr; }))
        throw FaultError{v1::NEWER_SCHEMA, "a later version of the app typed it", "record_type"};
    const auto items = withParents(std::move(group));
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
    constexpr int most = 100;
    for (const auto& record : heldRecords(reading_, {{"record_id", Filter::Is::Equal, item.record}}, most)) {
        const auto& held = record.as<v1::HeldChange>();
        if (held.by().number() == item.mutation.number() && held.by().device_id() == item.mutation.device() &&
            held.status() != v1::HeldChange::OPEN)
            return held;
    }
    return std::nullopt;
}

std::uint64_t decisionsLeft(LocalStore& store) {
    constexpr int most = 1'000;
    const Reading reading{store};
    const auto open = heldRecords(reading, {isOpen}, most);
    if (open.empty())
        return 0;
    const StoreCatalogue catalogue{store};
    const EditChecks checks{store, catalogue};
    const auto status = schema::resolve(heldChanges(), {v1::HeldChange::kStatusFieldNumber, {}, 0});
    std::uint64_t count = 0;
    std::set<std::pair<std::string, std::uint64_t>> groups;
    for (const auto& record : open) {
        if (!checks.rightsOn(heldChanges(), record.message.get()).mayWrite(*status))
            continue;
        const auto& held = record.as<v1::HeldChange>();
        v1::Mutation mutation;
        const bool isGrouped = mutation.ParseFromString(held.mutation()) && mutation.group() != 0;
        if (!isGrouped || groups.emplace(held.by().device_id(), mutation.group()).second)
            ++count;
    }
    return count;
}

}  // namespace fieldfare::engine
