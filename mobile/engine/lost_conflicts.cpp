#include "mobile/engine/lost_conflicts.h"

#include <chrono>

#include "fieldfare/history.pb.h"
#include "mobile/engine/lost_seqs.h"
#include "shared/schema/schema.h"

namespace fieldfare::engine {

namespace {

constexpr std::int64_t day = std::chrono::milliseconds{std::chrono::days{1}}.count();
constexpr std::int64_t keepFor = 30 * day;
constexpr int atOnce = 50;  // the server takes 100

const schema::RecordType& conflictType() {
    return schema::Schema::of<v1::Conflict>();
}

}  // namespace

void LostConflicts::keep() {
    const LostSeqs lost{store_.meta()};
    std::vector<std::pair<std::string, std::string>> found;
    {
        auto query = store_.database().query("SELECT id, seq, coalesce(server_body, body) FROM " +
                                             store_.records().of(conflictType()).name());
        while (query.step())
            if (lost.contains(query.unsignedInteger(1)))
                found.emplace_back(query.blob(0), query.blob(2));
    }
    for (const auto& [id, body] : found) {
        v1::Conflict conflict;
        if (conflict.ParseFromString(body) && !conflict.receipt().empty())
            store_.database().run(
                "INSERT INTO lost_conflict(id, body, found_at, offered_at) VALUES ($1, $2, $3, 0) "
                "ON CONFLICT(id) DO UPDATE SET body = excluded.body",
                id, body, std::int64_t{conflict.found_at()});
    }
}

void LostConflicts::offer(v1::SyncRequest& request) {
    const auto now = store_.now();
    auto query = store_.database().query(
        "SELECT id, body FROM lost_conflict WHERE offered_at < $1 ORDER BY id LIMIT $2", now - day, atOnce);
    while (query.step()) {
        auto& row = *request.add_conflicts();
        row.set_type(conflictType().number());
        row.set_id(std::string{query.blob(0)});
        row.set_body(std::string{query.blob(1)});
    }
    for (const auto& row : request.conflicts())
        store_.database().run("UPDATE lost_conflict SET offered_at = $2 WHERE id = $1", row.id(), now);
}

void LostConflicts::forget(const v1::SyncResponse& response) {
    for (const auto& page : response.pages())
        for (const auto& row : page.rows())
            if (row.type() == conflictType().number())
                store_.database().run("DELETE FROM lost_conflict WHERE id = $1", row.id());
    store_.database().run("DELETE FROM lost_conflict WHERE found_at < $1",
                          std::int64_t{response.server_time()} - keepFor);
}

}  // namespace fieldfare::engine
