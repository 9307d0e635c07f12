#include "mobile/engine/attention.h"

#include "shared/schema/schema.h"

namespace fieldfare::engine {

using storage::Query;
using storage::Text;

namespace {

constexpr std::string_view select =
    "SELECT no, kind, type, record, title, group_no, mutation, fault, at, dismissed FROM attention WHERE ";

AttentionItem itemOf(const Query& query) {
    AttentionItem item;
    item.no = query.integer(0);
    item.kind = static_cast<AttentionItem::Kind>(query.integer(1));
    item.type = schema::Schema::instance().type(static_cast<std::uint32_t>(query.integer(2)));
    item.record = query.blob(3);
    item.title = query.text(4);
    item.group = query.unsignedInteger(5);
    const auto mutation = query.blob(6);
    item.mutation.ParseFromArray(mutation.data(), static_cast<int>(mutation.size()));
    const auto fault = query.blob(7);
    item.fault.ParseFromArray(fault.data(), static_cast<int>(fault.size()));
    item.at = query.integer(8);
    item.dismissed = query.integer(9) != 0;
    return item;
}

std::vector<AttentionItem> all(Query query) {
    std::vector<AttentionItem> found;
    while (query.step())
        found.push_back(itemOf(query));
    return found;
}

std::string sql(std::string_view where) {
    return std::string{select} + std::string{where};
}

}  // namespace

std::int64_t Attention::add(AttentionItem::Kind kind, const OutboxEntry& entry, const v1::Fault& fault,
                            std::int64_t at) {
    ++version_;
    const auto mutation = entry.mutation.SerializeAsString();
    const auto reason = fault.SerializeAsString();
    auto query = database_.query(
        "INSERT INTO attention(kind, type, record, title, group_no, mutation, fault, at, dismissed) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) RETURNING no",
        static_cast<int>(kind), entry.type->number(), entry.record, Text{entry.title}, entry.group, mutation,
        reason, at, kind == AttentionItem::Kind::Discarded);
    (void)query.step();
    return query.integer(0);
}

std::vector<AttentionItem> Attention::list(bool dismissed) const {
    return all(database_.query(sql("dismissed = $1 ORDER BY no DESC"), dismissed));
}

std::optional<AttentionItem> Attention::at(std::int64_t no) const {
    auto query = database_.query(sql("no = $1"), no);
    return query.step() ? std::optional{itemOf(query)} : std::nullopt;
}

std::vector<AttentionItem> Attention::groupOf(const AttentionItem& item) const {
    if (item.group == 0)
        return {item};
    return all(database_.query(sql("group_no = $1 ORDER BY no"), item.group));
}

std::uint64_t Attention::count() const {
    auto query = database_.query("SELECT count(*) FROM attention WHERE dismissed = 0");
    (void)query.step();
    return query.unsignedInteger(0);
}

bool Attention::concerns(std::string_view record) const {
    return database_.query("SELECT 1 FROM attention WHERE record = $1 AND dismissed = 0", record).step();
}

void Attention::setDismissed(std::int64_t no, bool dismissed) {
    ++version_;
    database_.run("UPDATE attention SET dismissed = $2 WHERE no = $1", no, dismissed);
}

void Attention::remove(std::int64_t no) {
    ++version_;
    database_.run("DELETE FROM attention WHERE no = $1", no);
}

void Attention::purge(std::int64_t before) {
    ++version_;
    database_.run("DELETE FROM attention WHERE dismissed <> 0 AND at < $1", before);
}

}  // namespace fieldfare::engine
