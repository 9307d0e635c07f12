#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace fieldfare::server::account {

constexpr std::size_t minPasswordCharacters = 8;       ///< Unicode code points
constexpr std::size_t advisedPasswordCharacters = 15;  ///< what the app recommends; not enforced
constexpr std::size_t maxPasswordBytes = 1024;         ///< UTF-8

/// Throws FaultError WEAK_PASSWORD, at `path`, for a new password that is too short or too long, common, a
/// mere run ("11111111", "abcdefgh", "87654321"), or one of `names`: of the person and the organisation.
/// Case and spaces do not make it another one. No rules about kinds of characters: they make passwords
/// worse (NIST SP 800-63B).
void requireGoodPassword(std::string_view password, std::span<const std::string_view> names,
                         const std::string& path = "password");

}  // namespace fieldfare::server::account
