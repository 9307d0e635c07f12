#include "mobile/engine/file_queue.h"

#include <chrono>

#include "fieldfare/field_work.pb.h"
#include "mobile/engine/store_change.h"

namespace fieldfare::engine {

using schema::Schema;

namespace {

constexpr std::int64_t sweepEvery = std::chrono::milliseconds{std::chrono::days{1}}.count();
constexpr std::int64_t keepUnknown = std::chrono::milliseconds{std::chrono::days{30}}.count();

// States of a QueuedFile in the text of statements.
constexpr std::string_view waiting = "state = 1";
constexpr std::string_view atServer = "state = 2";

const schema::RecordType& fileType() {
    return Schema::of<v1::File>();
}

}  // namespace

std::string FileQueue::isHere() const {
    return "EXISTS (SELECT 1 FROM " + store_.records().of(fileType()).name() +
           " AS f WHERE f.id = file_transfer.record)";
}

std::vector<QueuedFile> FileQueue::load(std::string_view where) const {
    std::vector<QueuedFile> files;
    auto query = store_.database().query(
        "SELECT record, sha256, size, sent, state, fault FROM file_transfer WHERE " + std::string{where});
    while (query.step()) {
        QueuedFile file{.record = std::string{query.blob(0)},
                        .sha256 = std::string{query.blob(1)},
                        .size = query.integer(2),
                        .sent = query.integer(3),
                        .state = static_cast<QueuedFile::State>(query.integer(4))};
        if (!query.isNull(5)) {
            const auto bytes = query.blob(5);
            file.fault.emplace().ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
        }
        files.push_back(std::move(file));
    }
    return files;
}

void FileQueue::note() {
    std::vector<std::pair<std::string, v1::File>> fresh;
    {
        auto query = store_.database().query(
            "SELECT id, body FROM " + store_.records().of(fileType()).name() +
            " WHERE NOT EXISTS (SELECT 1 FROM file_transfer AS t WHERE t.record = id)");
        while (query.step()) {
            auto& [id, file] = fresh.emplace_back(query.blob(0), v1::File{});
            const auto body = query.blob(1);
            file.ParseFromArray(body.data(), static_cast<int>(body.size()));
        }
    }
    if (fresh.empty())
        return;
    StoreChange change{store_.database()};
    for (const auto& [id, file] : fresh) {
        const bool here = store_.files().has(file.sha256());
        const bool waits = here && file.author_id() == store_.person();
        store_.database().run(
            "INSERT INTO file_transfer(record, sha256, size, sent, state, here, used_at) "
            "VALUES ($1, $2, $3, 0, $4, $5, $6)",
            id, file.sha256(), file.size(),
            static_cast<int>(waits ? QueuedFile::State::Waiting : QueuedFile::State::AtServer), here,
            store_.now());
    }
    change.commit();
}

void FileQueue::offerAgain() {
    for (const auto& file : load("here = 1 AND " + std::string{atServer})) {
        const auto row = store_.records().of(fileType()).load(file.record);
        v1::File record;
        if (row && record.ParseFromString(row->body) && record.author_id() == store_.person())
            store_.database().run("UPDATE file_transfer SET state = 1, sent = 0 WHERE record = $1",
                                  file.record);
    }
}

FileTotals FileQueue::totals() const {
    FileTotals totals;
    auto query = store_.database().query(
        "SELECT state, count(*), sum(size - sent) FROM file_transfer WHERE state <> 2 GROUP BY state");
    while (query.step()) {
        if (static_cast<QueuedFile::State>(query.integer(0)) == QueuedFile::State::Refused) {
            totals.refused = query.unsignedInteger(1);
        } else {
            totals.waiting = query.unsignedInteger(1);
            totals.bytes = query.integer(2);
        }
    }
    return totals;
}

std::vector<QueuedFile> FileQueue::list() const {
    return load("state <> 2 ORDER BY record");
}

std::vector<QueuedFile> FileQueue::sendable(int limit) const {
    const auto records = store_.records().of(fileType()).name();
    return load(std::string{waiting} + " AND NOT EXISTS (SELECT 1 FROM " + records +
                " AS f WHERE f.id = file_transfer.record AND f.seq = 0) AND NOT EXISTS (SELECT 1 FROM "
                "attention AS a WHERE a.record = file_transfer.record AND a.kind <> " +
                std::to_string(static_cast<int>(AttentionItem::Kind::Held)) + ") ORDER BY record LIMIT " +
                std::to_string(limit));
}

std::optional<QueuedFile> FileQueue::of(std::string_view record) const {
    std::optional<QueuedFile> found;
    auto query = store_.database().query(
        "SELECT sha256, size, sent, state, fault FROM file_transfer WHERE record = $1", record);
    if (!query.step())
        return found;
    found.emplace(QueuedFile{.record = std::string{record},
                             .sha256 = std::string{query.blob(0)},
                             .size = query.integer(1),
                             .sent = query.integer(2),
                             .state = static_cast<QueuedFile::State>(query.integer(3))});
    if (!query.isNull(4))
        found->fault.emplace().ParseFromString(std::string{query.blob(4)});
    return found;
}

void FileQueue::setSent(std::string_view record, std::int64_t sent) {
    store_.database().run("UPDATE file_transfer SET sent = $1 WHERE record = $2", sent, record);
}

void FileQueue::acknowledge(std::string_view record) {
    store_.database().run(
        "UPDATE file_transfer SET state = 2, sent = size, fault = NULL, used_at = $1 WHERE record = $2",
        store_.now(), record);
    for (const auto& file : load(std::string{atServer} + " AND NOT " + isHere()))
        if (file.record == record)
            drop(file);
}

void FileQueue::refuse(std::string_view record, const v1::Fault& fault) {
    store_.database().run("UPDATE file_transfer SET state = 3, fault = $1 WHERE record = $2",
                          fault.SerializeAsString(), record);
}

void FileQueue::retry(std::string_view record) {
    store_.database().run(
        "UPDATE file_transfer SET state = 1, sent = 0, fault = NULL WHERE record = $1 AND state = 3", record);
}

bool FileQueue::dropUnknown(std::string_view record) {
    const auto file = of(record);
    if (!file || store_.records().of(fileType()).has(record))
        return false;
    drop(*file);
    return true;
}

void FileQueue::drop(const QueuedFile& file) {
    const bool shared =
        store_.database()
            .query("SELECT 1 FROM file_transfer WHERE sha256 = $1 AND record <> $2", file.sha256, file.record)
            .step();
    // Bytes go at once, rows with their transaction: killed in between, the rows say what is still to go.
    if (!shared)
        store_.files().remove(file.sha256);
    store_.database().run("DELETE FROM file_transfer WHERE record = $1", file.record);
}

void FileQueue::used(std::string_view record) {
    store_.database().run("UPDATE file_transfer SET here = 1, used_at = $1 WHERE record = $2", store_.now(),
                          record);
}

void FileQueue::keepWithin(std::int64_t limit, std::string_view except) {
    const auto total = [&] {
        auto query = store_.database().query(
            "SELECT sum(size) FROM (SELECT DISTINCT sha256, size FROM file_transfer AS t WHERE here = 1 AND "
            "NOT EXISTS (SELECT 1 FROM file_transfer AS w WHERE w.sha256 = t.sha256 AND w.state <> 2))");
        return query.step() ? query.integer(0) : 0;
    };
    auto left = total();
    if (left <= limit)
        return;
    const auto kept = of(except);
    for (const auto& file : load("here = 1 AND state = 2 AND NOT EXISTS (SELECT 1 FROM file_transfer AS w "
                                 "WHERE w.sha256 = file_transfer.sha256 AND (w.state <> 2 OR w.used_at > "
                                 "file_transfer.used_at)) ORDER BY used_at, record")) {
        if (left <= limit)
            return;
        if (kept && kept->sha256 == file.sha256)
            continue;
        store_.files().remove(file.sha256);
        store_.database().run("UPDATE file_transfer SET here = 0 WHERE sha256 = $1", file.sha256);
        left = total();
    }
}

void FileQueue::sweep() {
    if (const auto gone = load("state <> 1 AND NOT " + isHere()); !gone.empty()) {
        StoreChange change{store_.database()};
        for (const auto& file : gone)
            drop(file);
        change.commit();
    }
    const auto now = store_.now();
    if (static_cast<std::int64_t>(store_.meta().number(Meta::filesSwept)) > now - sweepEvery)
        return;
    store_.files().removeUnknown(now - keepUnknown, [&](const std::string& sha256) {
        return store_.database().query("SELECT 1 FROM file_transfer WHERE sha256 = $1", sha256).step();
    });
    store_.meta().setNumber(Meta::filesSwept, static_cast<std::uint64_t>(now));
}

}  // namespace fieldfare::engine
