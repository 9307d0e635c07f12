#include "mobile/engine/digest_ledger.h"

namespace fieldfare::engine {

using schema::Digest;

void DigestLedger::write(std::uint32_t scope, std::uint32_t type, const Digest& digest) {
    database_.run(
        "INSERT INTO scope_digest(scope, type, count, sum) VALUES ($1, $2, $3, $4) "
        "ON CONFLICT(scope, type) DO UPDATE SET count = excluded.count, sum = excluded.sum",
        scope, type, digest.count, digest.sum);
}

void DigestLedger::flush() {
    for (const auto& [key, change] : changes_) {
        if (change == Digest{})
            continue;
        // Sums wrap; SQL's would turn into floating point.
        Digest now = change;
        {
            auto query = database_.query("SELECT count, sum FROM scope_digest WHERE scope = $1 AND type = $2",
                                         key.first, key.second);
            if (query.step()) {
                now.count += query.unsignedInteger(0);
                now.sum += query.unsignedInteger(1);
            }
        }
        write(key.first, key.second, now);
    }
    changes_.clear();
}

DigestLedger::ByType DigestLedger::of(std::uint32_t scope) const {
    auto query = database_.query("SELECT type, count, sum FROM scope_digest WHERE scope = $1", scope);
    ByType found;
    while (query.step())
        if (query.integer(1) != 0)
            found[static_cast<std::uint32_t>(query.integer(0))] = {query.unsignedInteger(1),
                                                                   query.unsignedInteger(2)};
    return found;
}

void DigestLedger::drop(std::uint32_t scope) {
    database_.run("DELETE FROM scope_digest WHERE scope = $1", scope);
}

DigestLedger::ByScopeAndType DigestLedger::recount(const Records& records) {
    ByScopeAndType counted;
    for (const auto* type : schema::Schema::instance().types()) {
        auto query = database_.query("SELECT id, standings FROM " + records.of(*type).name());
        while (query.step()) {
            const auto id = query.blob(0);
            Standings{std::string{query.blob(1)}}.forEach([&](std::uint32_t scope, std::uint64_t feedSeq) {
                counted[{scope, type->number()}].add(id, feedSeq);
            });
        }
    }
    ByScopeAndType written;
    {
        auto query = database_.query("SELECT scope, type, count, sum FROM scope_digest");
        while (query.step())
            written[{static_cast<std::uint32_t>(query.integer(0)),
                     static_cast<std::uint32_t>(query.integer(1))}] = {query.unsignedInteger(2),
                                                                       query.unsignedInteger(3)};
    }
    ByScopeAndType wrong;
    for (const auto& [key, digest] : counted)
        if (written[key] != digest)
            wrong[key] = digest;
    for (const auto& [key, digest] : written)
        if (digest != Digest{} && !counted.contains(key))
            wrong[key] = Digest{};
    for (const auto& [key, digest] : wrong)
        write(key.first, key.second, digest);
    return wrong;
}

}  // namespace fieldfare::engine
