#include "sync-server/storage/received_files.h"

namespace fieldfare::server::storage {

bool ReceivedFiles::has(std::string_view record) {
    return database_.query("SELECT 1 FROM file_received WHERE record = $1", record).step();
}

std::vector<std::string> ReceivedFiles::withHash(std::string_view sha256, int limit) {
    std::vector<std::string> records;
    auto query = database_.query(
        "SELECT record FROM file_received WHERE sha256 = $1 ORDER BY record LIMIT $2", sha256, limit);
    while (query.step())
        records.emplace_back(query.blob(0));
    return records;
}

void ReceivedFiles::note(std::string_view record, std::string_view sha256, std::int64_t at) {
    database_.run(
        "INSERT INTO file_received(record, sha256, at) VALUES ($1, $2, $3) ON CONFLICT(record) DO NOTHING",
        record, sha256, at);
}

}  // namespace fieldfare::server::storage
