#include "sync-server/backoffice/orders/order_reader.h"

#include <algorithm>
#include <map>
#include <set>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/backoffice/orders/order_cursor.h"
#include "sync-server/storage/feed_store.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/storage/scope_table.h"
#include "sync-server/sync/history.h"

namespace fieldfare::server::orders {

using schema::FaultError;
using schema::Schema;
using storage::RecordRow;
using storage::RecordStore;

namespace {

/// Encoded orders of one page; as JSON they are three to five times as large, and an answer has 1 MB.
constexpr std::size_t pageBytes = 192U << 10U;
constexpr std::size_t entriesAtOnce = 500;

bool isShown(const RecordRow& row) {
    return row.deleted == 0 && row.atDesk;
}

const v1::Order& orderOf(const RecordRow& row) {
    return static_cast<const v1::Order&>(*row.record);
}

/// The records with these ids, by id.
template <typename Record>
std::map<std::string, RecordRow> load(fieldfare::storage::Database& database,
                                      const std::set<std::string>& ids) {
    const std::vector<std::string> wanted{ids.begin(), ids.end()};
    std::map<std::string, RecordRow> rows;
    for (auto& row : RecordStore{database}.load(Schema::of<Record>(), wanted))
        rows[row.id] = std::move(row);
    return rows;
}

}  // namespace

OrderReader::OrderReader(fieldfare::storage::Database& database, const sync::Directory& directory)
    : database_{database},
      directory_{directory},
      rights_{directory.rights()},
      desk_{storage::ScopeTable{database}.find(storage::ScopeKey::desk())} {}

std::uint64_t OrderReader::feedSeq(const RecordRow& row) const {
    for (const auto& standing : row.standings)
        if (desk_ && standing.scope == *desk_)
            return standing.seq;
    return 0;
}

std::vector<v1::FeedOrder> OrderReader::shown(const std::vector<const RecordRow*>& rows) {
    std::set<std::string> customerIds;
    std::set<std::string> productIds;
    for (const auto* row : rows) {
        customerIds.insert(orderOf(*row).customer_id());
        for (const auto& line : orderOf(*row).lines())
            productIds.insert(line.product_id());
    }
    const auto customers = load<v1::Customer>(database_, customerIds);
    const auto products = load<v1::Product>(database_, productIds);

    std::vector<v1::FeedOrder> out;
    for (const auto* row : rows) {
        auto& shown = out.emplace_back();
        shown.set_id(row->id);
        shown.set_cursor(cursorText(directory_.organisationId(), feedSeq(*row)));
        auto& order = *shown.mutable_order();
        order = orderOf(*row);
        rights_.mask(v1::BACK_OFFICE, *row->type).apply(order);
        if (const auto at = customers.find(order.customer_id()); at != customers.end()) {
            const auto& customer = static_cast<const v1::Customer&>(*at->second.record);
            shown.set_customer_name(customer.name());
            shown.set_customer_code(customer.code());
        }
        if (const auto* person = directory_.person(order.author_id()))
            shown.set_person_name(person->name());
        for (const auto& line : order.lines()) {
            const auto at = products.find(line.product_id());
            shown.add_skus(at == products.end() ? std::string{}
                                                : static_cast<const v1::Product&>(*at->second.record).sku());
        }
        shown.set_acknowledged(!order.erp_number().empty());
    }
    return out;
}

v1::OrderFeed OrderReader::after(std::string_view cursor, std::size_t limit) {
    // After a restore, what the ERP had read of the lost part comes again: it knows an order by its id.
    const sync::History history{storage::RestoreStore{database_}.all()};
    auto at = history.kept(readCursor(directory_.organisationId(), cursor));
    if (at > storage::MetaStore{database_}.number("seq"))
        throw FaultError{v1::CONTRADICTION,
                         "this cursor is ahead of the server: it went back to an older copy", "after"};
    const auto& type = Schema::of<v1::Order>();
    v1::OrderFeed feed;
    std::size_t bytes = 0;
    bool ended = !desk_;
    while (!ended && !feed.more()) {
        const auto entries = storage::FeedStore{database_}.page(*desk_, at, entriesAtOnce);
        ended = entries.size() < entriesAtOnce;
        std::set<std::string> ids;
        for (const auto& entry : entries)
            if (entry.type == type.number() && entry.removed == v1::Removal::REASON_UNSPECIFIED)
                ids.insert(entry.id);
        const auto rows = load<v1::Order>(database_, ids);
        std::vector<const RecordRow*> some;
        for (const auto& entry : entries) {
            const auto found = entry.type == type.number() ? rows.find(entry.id) : rows.end();
            if (found != rows.end() && isShown(found->second)) {
                const auto size = found->second.record->ByteSizeLong();
                const auto count = static_cast<std::size_t>(feed.orders_size()) + some.size();
                if (count > 0 && (count >= limit || bytes + size > pageBytes)) {
                    feed.set_more(true);
                    break;
                }
                bytes += size;
                some.push_back(&found->second);
            }
            at = entry.seq;
        }
        for (auto& order : shown(some))
            *feed.add_orders() = std::move(order);
    }
    feed.set_next(cursorText(directory_.organisationId(), at));
    return feed;
}

v1::FeedOrder OrderReader::order(const std::string& id) {
    const auto rows = RecordStore{database_}.load(Schema::of<v1::Order>(), {&id, 1});
    if (rows.empty() || !isShown(rows.front()))
        throw FaultError{v1::NOT_FOUND, "there is no such order"};
    return shown({&rows.front()}).front();
}

std::vector<v1::FeedOrder> OrderReader::all(std::optional<v1::Order::Status> status) {
    const auto& type = Schema::of<v1::Order>();
    RecordStore store{database_};
    const auto rows = status ? store.loadWhere(type, "status", std::int64_t{*status}) : store.loadAll(type);
    std::vector<const RecordRow*> some;
    for (const auto& row : rows)
        if (isShown(row))
            some.push_back(&row);
    return shown(some);
}

std::string OrderReader::require(const std::string& text) {
    if (const auto id = base::Uuid::fromText(text))
        return order(id->bytes()).id();
    auto rows =
        RecordStore{database_}.loadWhere(Schema::of<v1::Order>(), "number", fieldfare::storage::Text{text});
    std::erase_if(rows, [](const RecordRow& row) { return !isShown(row); });
    if (rows.empty())
        throw FaultError{v1::NOT_FOUND, "there is no order of this number"};
    if (rows.size() > 1)
        throw FaultError{v1::CONTRADICTION, "several orders have this number: give the order's id"};
    return rows.front().id;
}

}  // namespace fieldfare::server::orders
