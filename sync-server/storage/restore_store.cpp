#include "sync-server/storage/restore_store.h"

#include <algorithm>

#include "sync-server/storage/meta_store.h"

namespace fieldfare::server::storage {
namespace {

constexpr std::uint64_t stride = std::uint64_t{1} << 40U;
constexpr std::size_t epochBytes = 16;

}  // namespace

std::vector<Restored> RestoreStore::all() {
    std::vector<Restored> found;
    auto query =
        database_.query("SELECT epoch, lost_first, lost_last, at FROM restored ORDER BY lost_last, epoch");
    while (query.step())
        found.push_back({std::string{query.blob(0)}, query.unsignedInteger(1), query.unsignedInteger(2),
                         query.integer(3)});
    return found;
}

void RestoreStore::begin(base::Random& random, const std::vector<Restored>& earlier, const std::string& ended,
                         std::uint64_t highestGiven, std::int64_t now) {
    MetaStore meta{database_};
    const auto backedUp = meta.number("seq");
    const auto last = (std::max(backedUp, highestGiven) / stride + 1) * stride - 1;
    const auto add = [&](const std::string& epoch, std::uint64_t first, std::uint64_t to, std::int64_t at) {
        database_.run(
            "INSERT INTO restored(epoch, lost_first, lost_last, at) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT(epoch) DO UPDATE SET lost_first = excluded.lost_first, lost_last = "
            "excluded.lost_last, at = excluded.at",
            epoch, first, to, at);
    };
    // What a restore that the backup does not know of had kept of its history is lost as well.
    for (const auto& one : earlier)
        if (one.lostLast > backedUp)
            add(one.epoch, std::min(one.lostFirst, backedUp + 1), last, one.at);
    add(meta.get("epoch"), backedUp + 1, last, now);
    if (!ended.empty() && ended != meta.get("epoch"))
        add(ended, backedUp + 1, last, now);
    // What each device is known to have sent is what it may prove to go on from.
    database_.execute("DELETE FROM proved");
    database_.execute("INSERT INTO proved(device, number) SELECT device, last_number FROM device_progress");
    meta.set("epoch", random.bytes(epochBytes));
    meta.setNumber("seq", last);
}

std::uint64_t RestoreStore::proved(const std::string& device) {
    auto query = database_.query("SELECT number FROM proved WHERE device = $1", device);
    return query.step() ? query.unsignedInteger(0) : 0;
}

void RestoreStore::setProved(const std::string& device, std::uint64_t number) {
    database_.run(
        "INSERT INTO proved(device, number) VALUES ($1, $2) ON CONFLICT(device) DO UPDATE SET number = "
        "excluded.number",
        device, number);
}

bool isLost(const std::vector<Restored>& restores, std::uint64_t seq) {
    return std::any_of(restores.begin(), restores.end(),
                       [&](const Restored& one) { return one.lostFirst <= seq && seq <= one.lostLast; });
}

}  // namespace fieldfare::server::storage
