#include "sync-server/storage/parked_store.h"

namespace fieldfare::server::storage {

std::vector<Parked> ParkedStore::load(std::string_view where) {
    std::vector<Parked> found;
    auto query =
        database_.query("SELECT lost_seq, device, number, person, mutation, held FROM parked WHERE " +
                            std::string{where} + " ORDER BY lost_seq, device, number",
                        std::string_view{});
    while (query.step())
        found.push_back({query.unsignedInteger(0), std::string{query.blob(1)}, query.unsignedInteger(2),
                         std::string{query.blob(3)}, std::string{query.blob(4)}, query.integer(5) != 0});
    return found;
}

std::vector<Parked> ParkedStore::ofDevices() {
    return load("device <> $1");
}

std::vector<Parked> ParkedStore::ofServer() {
    return load("device = $1");
}

bool ParkedStore::empty() {
    return !database_.query("SELECT 1 FROM parked LIMIT 1").step();
}

void ParkedStore::add(const Parked& parked) {
    database_.run(
        "INSERT INTO parked(lost_seq, device, number, person, mutation, held) VALUES ($1, $2, $3, $4, $5, "
        "$6) "
        "ON CONFLICT DO NOTHING",
        parked.lostSeq, parked.device, parked.number, parked.person, parked.mutation, parked.wasHeld ? 1 : 0);
}

void ParkedStore::remove(const Parked& parked) {
    database_.run("DELETE FROM parked WHERE lost_seq = $1 AND device = $2 AND number = $3", parked.lostSeq,
                  parked.device, parked.number);
}

void ParkedStore::noteSettled(const std::string& device, std::uint64_t number) {
    database_.run("INSERT INTO settled(device, number) VALUES ($1, $2) ON CONFLICT DO NOTHING", device,
                  number);
}

std::vector<std::uint64_t> ParkedStore::settled(const std::string& device) {
    std::vector<std::uint64_t> numbers;
    auto query = database_.query("SELECT number FROM settled WHERE device = $1 ORDER BY number", device);
    while (query.step())
        numbers.push_back(query.unsignedInteger(0));
    return numbers;
}

void ParkedStore::forgetSettled(const std::string& device, std::uint64_t upTo) {
    database_.run("DELETE FROM settled WHERE device = $1 AND number <= $2", device, upTo);
}

}  // namespace fieldfare::server::storage
