#include "sync-server/account/enrolment.h"

#include <optional>

#include "shared/base/hash.h"
#include "shared/schema/fault.h"
#include "sync-server/account/account_journal.h"

namespace fieldfare::server::account {

using v1::AccountChange;

namespace {

// 32 of them, so that five random bits are one; no 0 and O, no 1 and I.
constexpr std::string_view alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
static_assert(alphabet.size() == 32);
constexpr std::size_t codeLetters = 12;

std::string letters(base::Random& random, std::size_t count) {
    std::string text;
    for (std::size_t n = 0; n < count; ++n)
        text.push_back(alphabet[random.below(alphabet.size())]);
    return text;
}

// The hash under which a code is stored; none for what cannot be one.
std::optional<std::string> hashOf(std::string_view typed) {
    std::string code;
    for (const char c : typed) {
        if (c == '-' || c == ' ')
            continue;
        const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (alphabet.find(upper) == std::string_view::npos || code.size() == codeLetters)
            return std::nullopt;
        code.push_back(upper);
    }
    return code.size() == codeLetters ? std::optional{base::sha256(code)} : std::nullopt;
}

[[noreturn]] void refuse() {
    throw schema::FaultError{v1::CODE_INVALID, "the enrolment code is unknown, used or expired", "code"};
}

}  // namespace

std::string Enrolment::make(base::Random& random, const std::string& person,
                            std::chrono::milliseconds lifetime) {
    const auto code = letters(random, codeLetters);
    auto made = accountChange(AccountChange::CODE_MADE);
    made.set_hash(base::sha256(code));
    made.set_person(person);
    made.set_at(base::epochMs(clock_.now() + lifetime));
    applyAndNote(database_, clock_, std::move(made));
    return code.substr(0, 4) + "-" + code.substr(4, 4) + "-" + code.substr(8);
}

std::string Enrolment::find(std::string_view code) {
    const auto hash = hashOf(code);
    if (!hash)
        refuse();
    auto row =
        database_.query("SELECT person FROM account_enrolment WHERE code_hash = $1 AND expires_at > $2",
                        *hash, base::epochMs(clock_.now()));
    if (!row.step())
        refuse();
    return std::string{row.blob(0)};
}

std::string Enrolment::redeem(std::string_view code) {
    const auto hash = hashOf(code);
    if (!hash)
        refuse();
    // One statement finds and deletes: of two requests with the same code one finds nothing.
    std::string person;
    auto row = database_.query(
        "DELETE FROM account_enrolment WHERE code_hash = $1 AND expires_at > $2 RETURNING person", *hash,
        base::epochMs(clock_.now()));
    while (row.step())
        person = row.blob(0);
    if (person.empty())
        refuse();
    auto used = accountChange(AccountChange::CODE_USED);
    used.set_hash(*hash);
    note(database_, clock_, std::move(used));
    return person;
}

void Enrolment::withdraw(const std::string& person) {
    auto withdrawn = accountChange(AccountChange::CODES_WITHDRAWN);
    withdrawn.set_person(person);
    applyAndNote(database_, clock_, std::move(withdrawn));
}

void Enrolment::withdrawAll() {
    applyAndNote(database_, clock_, accountChange(AccountChange::ALL_CODES_WITHDRAWN));
}

void Enrolment::dropExpired() {
    database_.run("DELETE FROM account_enrolment WHERE expires_at <= $1", base::epochMs(clock_.now()));
}

std::string Enrolment::deviceCode(base::Random& random, std::size_t count) {
    return letters(random, count);
}

}  // namespace fieldfare::server::account
