#include "sync-server/account/sessions.h"

#include "shared/base/hash.h"
#include "shared/schema/fault.h"
#include "sync-server/account/account_journal.h"
#include "sync-server/account/token.h"

namespace fieldfare::server::account {

using v1::AccountChange;

std::string Sessions::open(base::Random& random, const std::string& person, const std::string& device) {
    auto token = newToken(random);
    auto opened = accountChange(AccountChange::SESSION_OPENED);
    opened.set_hash(base::sha256(token));
    opened.set_person(person);
    opened.set_device(device);
    opened.set_at(base::epochMs(clock_.now()));
    applyAndNote(database_, clock_, std::move(opened));
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
    auto ended = accountChange(AccountChange::SESSION_ENDED);
    ended.set_hash(base::sha256(token));
    applyAndNote(database_, clock_, std::move(ended));
}

void Sessions::endAllOfPerson(const std::string& person) {
    auto ended = accountChange(AccountChange::SESSIONS_OF_PERSON_ENDED);
    ended.set_person(person);
    applyAndNote(database_, clock_, std::move(ended));
}

void Sessions::endOthersOfPerson(const std::string& person, std::string_view token) {
    auto ended = accountChange(AccountChange::SESSIONS_OF_PERSON_ENDED);
    ended.set_person(person);
    ended.set_hash(base::sha256(token));
    applyAndNote(database_, clock_, std::move(ended));
}

void Sessions::endAllOfDevice(const std::string& device) {
    auto ended = accountChange(AccountChange::SESSIONS_OF_DEVICE_ENDED);
    ended.set_device(device);
    applyAndNote(database_, clock_, std::move(ended));
}

void Sessions::endAll() {
    applyAndNote(database_, clock_, accountChange(AccountChange::ALL_SESSIONS_ENDED));
}

void Sessions::dropExpired() {
    const auto now = clock_.now();
    database_.run("DELETE FROM account_session WHERE opened_at <= $1 OR used_at <= $2",
                  base::epochMs(now - lifeLimit), base::epochMs(now - idleLimit));
}

}  // namespace fieldfare::server::account
