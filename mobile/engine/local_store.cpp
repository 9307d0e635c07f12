#include "mobile/engine/local_store.h"

#include <array>
#include <cstring>
#include <type_traits>

#include "mobile/engine/digest_ledger.h"
#include "mobile/engine/local_schema.h"
#include "shared/base/planted_bug.h"

namespace fieldfare::engine {

namespace {

// Never leaves the device, so the machine's own layout does.
static_assert(std::is_trivially_copyable_v<base::HybridState>);

base::HybridState unpacked(const std::optional<std::string>& bytes) {
    base::HybridState state;
    if (bytes && bytes->size() == sizeof state)
        std::memcpy(&state, bytes->data(), sizeof state);
    return state;
}

}  // namespace

LocalStore::LocalStore(const std::filesystem::path& file, const base::Clock& clock, base::Random& random,
                       StoreOptions options)
    : lock_{file},
      files_{file},
      database_{file, {.durable = options.durable && !base::isPlanted("device-does-not-sync")}},
      meta_{database_},
      records_{database_},
      outbox_{database_, meta_},
      attention_{database_},
      scopes_{database_},
      overlay_{records_, outbox_},
      ids_{clock, random},
      hybrid_{clock, prepared()},
      appVersion_{std::move(options.appVersion)} {
    loadSelf();
}

base::HybridState LocalStore::prepared() {
    LocalSchema{database_, records_}.bring();
    return unpacked(meta_.bytes(Meta::hybrid));
}

void LocalStore::wipe(const std::filesystem::path& file) {
    // First, so that a wipe that was cut short is begun again by the store that still says so.
    FileStore::wipe(file);
    for (const auto* suffix : {"", "-wal", "-shm", ".lock"})
        std::filesystem::remove(file.string() + suffix);
}

void LocalStore::setSession(const v1::Session& session) {
    if (const auto old = this->session();
        old && (old->person_id() != session.person_id() || old->device_id() != session.device_id()))
        throw StoreError{StoreError::Kind::OtherPerson, "this store belongs to another person or device"};
    StoreChange change{database_};
    meta_.set(Meta::session, session.SerializeAsString());
    // A device that is new to this store but not to the server goes on where its numbers ended.
    if (meta_.number(Meta::given) < session.last_number() && !outbox_.hasWork())
        meta_.setNumber(Meta::given, session.last_number());
    hybrid_.heard(session.server_time());
    saveClock();
    change.commit();
    loadSelf();
}

std::optional<v1::Session> LocalStore::session() const {
    const auto bytes = meta_.bytes(Meta::session);
    if (!bytes)
        return std::nullopt;
    v1::Session session;
    session.ParseFromString(*bytes);
    return session;
}

void LocalStore::setPairing(const v1::Pairing& pairing) {
    auto kept = pairing;
    kept.clear_code();
    meta_.set(Meta::pairing, kept.SerializeAsString());
}

std::optional<v1::Pairing> LocalStore::pairing() const {
    const auto bytes = meta_.bytes(Meta::pairing);
    if (!bytes)
        return std::nullopt;
    v1::Pairing pairing;
    pairing.ParseFromString(*bytes);
    return pairing;
}

void LocalStore::forgetToken() {
    auto now = session();
    if (!now)
        return;
    now->clear_token();
    meta_.set(Meta::session, now->SerializeAsString());
}

v1::Role LocalStore::role() const {
    const auto& type = *schema::Schema::instance().type("person");
    if (!person_.empty())
        if (const auto row = records_.of(type).load(person_)) {
            const auto record = type.parse(row->body);
            if (const int role = schema::enumOf(*record, type.field("role")); role != 0)
                return static_cast<v1::Role>(role);
        }
    const auto now = session();
    return now ? now->role() : v1::ROLE_UNSPECIFIED;
}

const access::Rights& LocalStore::rights() const {
    auto told = meta_.bytes(Meta::rights).value_or("");
    if (!rights_ || told != told_) {
        v1::RoleRights rules;
        rules.ParseFromString(told);
        rights_ = std::make_unique<const access::Rights>(
            std::vector<v1::AccessRule>{rules.rules().begin(), rules.rules().end()});
        told_ = std::move(told);
    }
    return *rights_;
}

base::HybridTime LocalStore::nextTime() {
    const auto time = hybrid_.next();
    saveClock();
    return time;
}

void LocalStore::heard(std::int64_t serverTime) {
    hybrid_.heard(serverTime);
    saveClock();
}

void LocalStore::saveClock() {
    const auto& state = hybrid_.state();
    meta_.set(Meta::hybrid, {reinterpret_cast<const char*>(&state), sizeof state});
}

void LocalStore::loadSelf() {
    if (const auto now = session()) {
        person_ = now->person_id();
        overlay_.setSelf(now->person_id(), now->unit_id(), now->role() == v1::REP);
    }
}

bool LocalStore::verify() {
    StoreChange change{database_};
    const bool right = DigestLedger{database_}.recount(records_).empty();
    change.commit();
    return right;
}

}  // namespace fieldfare::engine
