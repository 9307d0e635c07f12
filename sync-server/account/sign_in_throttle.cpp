#include "sync-server/account/sign_in_throttle.h"

#include <cstring>

#include <arpa/inet.h>

#include "shared/base/hash.h"
#include "sync-server/account/throttled.h"

namespace fieldfare::server::account {

namespace {

constexpr std::size_t freeOfAddress = 10;
constexpr std::int64_t memoryMs = std::chrono::milliseconds{std::chrono::hours{24}}.count();

// A digest, so that whoever sends a megabyte as their name does not get it remembered.
std::string strangerKey(std::string_view name) {
    return base::sha256(name);
}

}  // namespace

SignInThrottle::SignInThrottle(const base::Clock& clock)
    : clock_{clock}, addresses_{clock, freeOfAddress}, strangers_{clock, 0} {}

void SignInThrottle::admit(fieldfare::storage::Database& database, const Attempt& attempt) {
    const auto address = addressKey(attempt.address);
    if (const auto pause = addresses_.pause(address))
        throw throttled("too many failed attempts from this address", *pause);

    const std::string refusal = "too many failed attempts for this account";
    if (!attempt.person) {
        const auto key = strangerKey(attempt.name);
        if (const auto pause = strangers_.pause(key))
            throw throttled(refusal, *pause);
        strangers_.failed(key);
        addresses_.failed(address);
        return;
    }

    const auto now = base::epochMs(clock_.now());
    const auto before = stored(database, *attempt.person);
    // A failure in the future is from before the wall clock was set back: it must not lock for years.
    if (before.failures > 0 && before.failedAt <= now) {
        const auto left = before.failedAt + pauseAfter(before.failures).count() - now;
        if (left > 0)
            throw throttled(refusal, std::chrono::milliseconds{left});
    }
    const auto failures = static_cast<std::int64_t>(before.failures + 1);
    database.run(
        "INSERT INTO account_failure(person, failures, failed_at) VALUES($1, $2, $3) "
        "ON CONFLICT(person) DO UPDATE SET failures = excluded.failures, failed_at = excluded.failed_at",
        *attempt.person, failures, now);
    addresses_.failed(address);
}

void SignInThrottle::succeeded(fieldfare::storage::Database& database, const Attempt& attempt) {
    if (attempt.person)
        forgive(database, *attempt.person);
    addresses_.takeBack(addressKey(attempt.address));
}

void SignInThrottle::forgive(fieldfare::storage::Database& database, const std::string& person) {
    database.run("DELETE FROM account_failure WHERE person = $1", person);
}

void SignInThrottle::dropExpired(fieldfare::storage::Database& database) {
    database.run("DELETE FROM account_failure WHERE failed_at < $1", base::epochMs(clock_.now()) - memoryMs);
}

std::string SignInThrottle::addressKey(std::string_view address) {
    // Without the zone of a link-local address.
    const std::string plain{address.substr(0, address.find('%'))};
    in6_addr six{};
    if (inet_pton(AF_INET6, plain.c_str(), &six) != 1)
        return plain.substr(0, 64);
    char text[INET6_ADDRSTRLEN] = {};
    if (IN6_IS_ADDR_V4MAPPED(&six)) {
        inet_ntop(AF_INET, &six.s6_addr[12], text, sizeof text);
        return text;
    }
    std::memset(&six.s6_addr[8], 0, 8);
    inet_ntop(AF_INET6, &six, text, sizeof text);
    return std::string{text} + "/64";
}

SignInThrottle::Stored SignInThrottle::stored(fieldfare::storage::Database& database,
                                              const std::string& person) const {
    auto row = database.query("SELECT failures, failed_at FROM account_failure WHERE person = $1", person);
    if (!row.step())
        return {};
    const Stored found{static_cast<std::size_t>(row.integer(0)), row.integer(1)};
    return base::epochMs(clock_.now()) - found.failedAt > memoryMs ? Stored{} : found;
}

}  // namespace fieldfare::server::account
