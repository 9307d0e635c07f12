#include "sync-server/storage/parked_store.h"

namespace fieldfare::server::storage {

std::vector<Parked> ParkedStore::all() {
    std::vector<Parked> found;
    auto query = database_.query(
        "SELECT lost_seq, device, number, person, mutation FROM parked ORDER BY lost_seq, device, number");
    while (query.step())
        found.push_back({query.unsignedInteger(0), std::string{query.blob(1)}, query.unsignedInteger(2),
                         std::string{query.blob(3)}, std::string{query.blob(4)}});
    return found;
}

bool ParkedStore::empty() {
    return !database_.query("SELECT 1 FROM parked LIMIT 1").step();
}

void ParkedStore::add(const Parked& parked) {
    database_.run(
        "INSERT INTO parked(lost_seq, device, number, person, mutation) VALUES ($1, $2, $3, $4, $5) "
        "ON CONFLICT DO NOTHING",
        parked.lostSeq, parked.device, parked.number, parked.person, parked.mutation);
}

void ParkedStore::remove(const Parked& parked) {
    database_.run("DELETE FROM parked WHERE lost_seq = $1 AND device = $2 AND number = $3", parked.lostSeq,
                  parked.device, parked.number);
}

}  // namespace fieldfare::server::storage
