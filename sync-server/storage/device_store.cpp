#include "sync-server/storage/device_store.h"

namespace fieldfare::server::storage {

DeviceProgress DeviceStore::progress(const std::string& device) {
    auto query = database_.query(
        "SELECT last_number, confirmed, nonce, nonce_before, presented FROM device_progress WHERE device = "
        "$1",
        device);
    if (!query.step())
        return {};
    return {query.unsignedInteger(0), query.unsignedInteger(1), std::string{query.blob(2)},
            std::string{query.blob(3)}, query.integer(4)};
}

void DeviceStore::saveProgress(const std::string& device, const DeviceProgress& progress) {
    database_.run(
        "INSERT INTO device_progress(device, last_number, confirmed, nonce, nonce_before, presented) VALUES "
        "($1, $2, "
        "$3, $4, $5, $6) ON CONFLICT(device) DO UPDATE SET last_number = excluded.last_number, confirmed = "
        "excluded.confirmed, nonce = excluded.nonce, nonce_before = excluded.nonce_before, presented = "
        "excluded.presented",
        device, progress.lastNumber, progress.confirmed, progress.nonce, progress.nonceBefore,
        progress.presentedAt);
}

std::optional<StoredOutcome> DeviceStore::outcome(const std::string& device, std::uint64_t number) {
    auto query = database_.query("SELECT hash, outcome FROM outcome WHERE device = $1 AND number = $2",
                                 device, number);
    if (!query.step())
        return std::nullopt;
    StoredOutcome stored;
    stored.hash = query.blob(0);
    stored.outcome.ParseFromArray(query.blob(1).data(), static_cast<int>(query.blob(1).size()));
    return stored;
}

void DeviceStore::saveOutcome(const std::string& device, const std::string& hash,
                              const v1::Outcome& outcome) {
    const auto bytes = outcome.SerializeAsString();
    database_.run("INSERT INTO outcome(device, number, hash, outcome) VALUES ($1, $2, $3, $4)", device,
                  std::uint64_t{outcome.number()}, hash, bytes);
}

void DeviceStore::forgetOutcomes(const std::string& device, std::uint64_t number) {
    database_.run("DELETE FROM outcome WHERE device = $1 AND number <= $2", device, number);
}

}  // namespace fieldfare::server::storage
