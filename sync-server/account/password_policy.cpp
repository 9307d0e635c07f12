#include "sync-server/account/password_policy.h"

#include "shared/schema/fault.h"
#include "sync-server/account/common_passwords.h"

namespace fieldfare::server::account {

namespace {

// Of valid UTF-8, as every string of a message is; what is not valid still gives some number of them.
std::u32string codePoints(std::string_view utf8) {
    std::u32string points;
    for (const char c : utf8) {
        const auto octet = static_cast<unsigned char>(c);
        if ((octet & 0xC0U) == 0x80U && !points.empty())
            points.back() = (points.back() << 6U) | (octet & 0x3FU);
        else
            points.push_back(octet);
    }
    return points;
}

// Without spaces and the case of ASCII letters.
std::string fold(std::string_view text) {
    std::string folded;
    for (const char c : text) {
        if (c == ' ')
            continue;
        folded.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
    }
    return folded;
}

// One character over and over, or neighbours in one direction.
bool isRun(std::u32string_view text) {
    if (text.size() < 2)
        return true;
    const char32_t step = text[1] - text[0];  // wraps: -1 is the largest
    if (step + 1 > 2)
        return false;
    for (std::size_t at = 2; at < text.size(); ++at)
        if (text[at] - text[at - 1] != step)
            return false;
    return true;
}

[[noreturn]] void refuse(const std::string& reason, const std::string& path, std::size_t limit = 0) {
    throw schema::FaultError{v1::WEAK_PASSWORD, reason, path, static_cast<std::int64_t>(limit)};
}

}  // namespace

void requireGoodPassword(std::string_view password, std::span<const std::string_view> names,
                         const std::string& path) {
    if (codePoints(password).size() < minPasswordCharacters)
        refuse("a password has at least 8 characters; 15 are better", path, minPasswordCharacters);
    if (password.size() > maxPasswordBytes)
        refuse("a password has at most 1024 bytes", path, maxPasswordBytes);
    const auto folded = fold(password);
    if (isRun(codePoints(folded)))
        refuse("the password is one run of characters", path);
    if (isCommonPassword(folded))
        refuse("the password is one of those tried first", path);
    for (const auto name : names)
        if (!name.empty() && fold(name) == folded)
            refuse("the password is a name that everybody knows", path);
}

}  // namespace fieldfare::server::account
