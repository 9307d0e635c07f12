#include "sync-server/account/sessions.h"

#include "shared/base/hash.h"
#include "shared/schema/fault.h"
#include "sync-server/account/token.h"

namespace fieldfare::server::account {

std::string Sessions::open(base::Random& random, const std::string& person, const std::string& device) {
    auto token = newToken(random);
    const auto hash = base::sha256(token);
    const auto now = base::epochMs(clock_.now());
    database_.run(
        "INSERT INTO account_session(token_hash, person, device, opened_at, used_at) VALUES($1, $2, $3, $4, "
        "$5)",
        hash, person, device, now, now);
    return token;
}

std::optional<Session> Sessions::find(std::string_view token) {
    Session session;
    session.tokenHash = base::sha256(token);
    const auto now = clock_.now();
    auto row = database_.query(
        "SELECT person, device, opened_at, used_at FROM account_session "
        "WHERE token_hash = $1 AND opened_at > $2 AND used_at > $3",
        session.tokenHash, base::epochMs(now - lifeLimit), base::epochMs(now - idleLimit));
    if (!row.step())
        return std::nullopt;
    session.person = row.blob(0);
    session.device = row.blob(1);
    session.openedAt = base::fromEpochMs(row.integer(2));
    session.usedAt = base::fromEpochMs(row.integer(3));
    session.needsTouch = now - session.usedAt >= touchStep;
    return session;
}

Session Sessions::require(std::string_view token) {
    auto session = find(token);
    if (!session)
        throw schema::FaultError{v1::UNAUTHENTICATED, "there is no such session, or it ended: sign in again"};
    return std::move(*session);
}

void Sessions::touch(const Session& session) {
    const auto now = base::epochMs(clock_.now());
    // Of two requests at once one may come later and know less.
    database_.run("UPDATE account_session SET used_at = $1 WHERE token_hash = $2 AND used_at < $3", now,
                  session.tokenHash, now);
}

void Sessions::end(std::string_view token) {
    const auto hash = base::sha256(token);
    database_.run("DELETE FROM account_session WHERE token_hash = $1", hash);
}

void Sessions::endAllOfPerson(const std::string& person) {
    database_.run("DELETE FROM account_session WHERE person = $1", person);
}

void Sessions::endOthersOfPerson(const std::string& person, std::string_view token) {
    const auto hash = base::sha256(token);
    database_.run("DELETE FROM account_session WHERE person = $1 AND token_hash <> $2", person, hash);
}

void Sessions::endAllOfDevice(const std::string& device) {
    database_.run("DELETE FROM account_session WHERE device = $1", device);
}

void Sessions::endAll() {
    database_.execute("DELETE FROM account_session");
}

void Sessions::dropExpired() {
    const auto now = clock_.now();
    database_.run("DELETE FROM account_session WHERE opened_at <= $1 OR used_at <= $2",
                  base::epochMs(now - lifeLimit), base::epochMs(now - idleLimit));
}

}  // namespace fieldfare::server::account
