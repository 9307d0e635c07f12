#include "mobile/engine/handing_over.h"

#include <algorithm>

#include "mobile/engine/file_queue.h"
#include "mobile/engine/store_change.h"

namespace fieldfare::engine {

namespace {

// Values of Meta::handingOver.
constexpr std::uint64_t begun = 1;
constexpr std::uint64_t withoutFiles = 2;

}  // namespace

bool HandingOver::hasBegun() const {
    return store_.meta().number(Meta::handingOver) != 0;
}

void HandingOver::begin() {
    StoreChange change{store_.database()};
    auto items = store_.attention().list();
    std::reverse(items.begin(), items.end());  // in the order in which they were made
    for (const auto& item : items) {
        if (item.kind != AttentionItem::Kind::Rejected)
            continue;
        OutboxEntry entry;
        entry.type = item.type;
        entry.record = item.record;
        entry.title = item.title;
        entry.mutation = item.mutation;
        entry.mutation.clear_number();
        entry.mutation.clear_device();
        entry.mutation.clear_group();
        entry.changedAt = item.at;
        store_.outbox().append(entry);
        store_.overlay().refresh(*entry.type, entry.record);
        store_.attention().remove(item.no);
    }
    store_.outbox().unparkAll();
    store_.meta().setNumber(Meta::handingOver, begun);
    change.commit();
    store_.changed();
}

bool HandingOver::waitsForFiles() const {
    return store_.meta().number(Meta::handingOver) == begun && !store_.outbox().hasWork() &&
           FileQueue{store_}.totals().waiting != 0;
}

void HandingOver::filesWent() {
    store_.meta().setNumber(Meta::handingOver, withoutFiles);
}

}  // namespace fieldfare::engine
