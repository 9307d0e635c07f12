#include "sync-server/storage/device_store.h"

#include <deque>
#include <stdexcept>

#include "shared/storage/batch.h"

namespace fieldfare::server::storage {

using fieldfare::storage::Batch;

namespace {

constexpr std::size_t acknowledgedSize = 12;  // scope 4 bytes, seq 8 bytes, little endian

std::string packed(const std::map<std::uint32_t, std::uint64_t>& acknowledged) {
    std::string out;
    out.reserve(acknowledged.size() * acknowledgedSize);
    for (const auto& [scope, seq] : acknowledged) {
        for (unsigned i = 0; i < 4; ++i)
            out += static_cast<char>(scope >> (8 * i));
        for (unsigned i = 0; i < 8; ++i)
            out += static_cast<char>(seq >> (8 * i));
    }
    return out;
}

std::map<std::uint32_t, std::uint64_t> unpacked(std::string_view blob) {
    if (blob.size() % acknowledgedSize != 0)
        throw std::runtime_error{"damaged progress of a device"};
    std::map<std::uint32_t, std::uint64_t> out;
    for (; !blob.empty(); blob.remove_prefix(acknowledgedSize)) {
        std::uint32_t scope = 0;
        std::uint64_t seq = 0;
        for (unsigned i = 0; i < 4; ++i)
            scope |= std::uint32_t{static_cast<unsigned char>(blob[i])} << (8 * i);
        for (unsigned i = 0; i < 8; ++i)
            seq |= std::uint64_t{static_cast<unsigned char>(blob[4 + i])} << (8 * i);
        out.emplace_hint(out.end(), scope, seq);
    }
    return out;
}

}  // namespace

DeviceProgress DeviceStore::progress(const std::string& device) {
    auto query = database_.query(
        "SELECT last_number, confirmed, nonce, nonce_before, presented, acknowledged FROM device_progress "
        "WHERE device = $1",
        device);
    if (!query.step())
        return {};
    return {query.unsignedInteger(0),   query.unsignedInteger(1), std::string{query.blob(2)},
            std::string{query.blob(3)}, query.integer(4),         unpacked(query.blob(5))};
}

void DeviceStore::saveProgress(const std::string& device, const DeviceProgress& progress) {
    const auto acknowledged = packed(progress.acknowledged);
    database_.run(
        "INSERT INTO device_progress(device, last_number, confirmed, nonce, nonce_before, presented, "
        "acknowledged) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT(device) DO UPDATE SET last_number = "
        "excluded.last_number, confirmed = excluded.confirmed, nonce = excluded.nonce, nonce_before = "
        "excluded.nonce_before, presented = excluded.presented, acknowledged = excluded.acknowledged",
        device, progress.lastNumber, progress.confirmed, progress.nonce, progress.nonceBefore,
        progress.presentedAt, acknowledged);
}

std::optional<StoredOutcome> DeviceStore::outcome(const std::string& device, std::uint64_t number) {
    auto query = database_.query("SELECT hash, outcome FROM outcome WHERE device = $1 AND number = $2",
                                 device, number);
    if (!query.step())
        return std::nullopt;
    StoredOutcome stored;
    stored.device = device;
    stored.hash = query.blob(0);
    stored.outcome.ParseFromArray(query.blob(1).data(), static_cast<int>(query.blob(1).size()));
    return stored;
}

void DeviceStore::saveOutcomes(std::span<const StoredOutcome> outcomes) {
    std::deque<std::string> encoded;  // keeps what the batch only views
    Batch batch{database_, "INSERT INTO outcome(device, number, hash, outcome)", 4};
    for (const auto& stored : outcomes)
        batch.add(std::string_view{stored.device})
            .add(std::uint64_t{stored.outcome.number()})
            .add(std::string_view{stored.hash})
            .add(std::string_view{encoded.emplace_back(stored.outcome.SerializeAsString())});
    batch.flush();
}

void DeviceStore::replaceOutcome(const std::string& device, const v1::Outcome& outcome) {
    database_.run("UPDATE outcome SET outcome = $3 WHERE device = $1 AND number = $2", device,
                  std::uint64_t{outcome.number()}, outcome.SerializeAsString());
}

void DeviceStore::forgetOutcomes(const std::string& device, std::uint64_t number) {
    database_.run("DELETE FROM outcome WHERE device = $1 AND number <= $2", device, number);
}

}  // namespace fieldfare::server::storage
