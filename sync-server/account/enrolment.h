#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "shared/base/clock.h"
#include "shared/base/random.h"
#include "shared/storage/database.h"

namespace fieldfare::server::account {

/// One-time codes by which a person's new device comes in: twelve letters and digits that cannot be
/// mistaken for one another, 60 random bits, printed "K7QF-2M9T-XW3C". Only their SHA-256 is stored.
/// Works inside its caller's transaction; not thread-safe. People are named by the 16 bytes of their id.
class Enrolment {
  public:
    static constexpr std::chrono::milliseconds usualLifetime = std::chrono::days{7};
    static constexpr std::size_t deviceLetters = 4;

    Enrolment(fieldfare::storage::Database& database, const base::Clock& clock)
        : database_{database}, clock_{clock} {}

    /// A new code for the person; earlier ones stay valid. It cannot be shown again.
    [[nodiscard]] std::string make(base::Random& random, const std::string& person,
                                   std::chrono::milliseconds lifetime = usualLifetime);

    /// The person whom the code was made for, and the code stays valid: their password is still to be
    /// checked. Case, dashes and spaces do not matter. Throws FaultError CODE_INVALID for a code that is
    /// unknown, used, withdrawn or expired.
    [[nodiscard]] std::string find(std::string_view code);
    /// The same, and uses the code up. The caller writes the device's record in the same transaction.
    [[nodiscard]] std::string redeem(std::string_view code);

    /// Makes all of a person's codes invalid.
    void withdraw(const std::string& person);
    /// Everybody's: after a restore that may have lost some uses.
    void withdrawAll();
    void dropExpired();

    /// A short code for document numbers (Q-K7QF-00012): so many of the same letters and digits. The caller
    /// sees to it that no other device has it.
    [[nodiscard]] static std::string deviceCode(base::Random& random, std::size_t letters = deviceLetters);

  private:
    fieldfare::storage::Database& database_;
    const base::Clock& clock_;
};

}  // namespace fieldfare::server::account
