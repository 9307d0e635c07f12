#include "sync-server/account/password_hash.h"

#include <array>
#include <charconv>
#include <memory>
#include <stdexcept>
#include <vector>

#include <openssl/core_names.h>
#include <openssl/kdf.h>
#include <openssl/params.h>

#include "shared/base/hash.h"
#include "shared/base/hex.h"

namespace fieldfare::server::account {

namespace {

constexpr std::size_t saltBytes = 16;
constexpr std::size_t hashBytes = 32;
// OpenSSL's own limit of 32 MiB is a little less than N = 2^15, r = 8 needs.
constexpr std::uint64_t maxMemory = std::uint64_t{256} * 1024 * 1024;

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    for (;;) {
        const auto end = text.find(separator);
        parts.push_back(text.substr(0, end));
        if (end == std::string_view::npos)
            return parts;
        text.remove_prefix(end + 1);
    }
}

std::optional<std::uint32_t> number(std::string_view digits, std::uint32_t atMost) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size() || value == 0 || value > atMost)
        return std::nullopt;
    return value;
}

}  // namespace

std::string scrypt(std::string_view password, std::string_view salt, ScryptCost cost, std::size_t length) {
    const std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> kdf{EVP_KDF_fetch(nullptr, "SCRYPT", nullptr),
                                                                &EVP_KDF_free};
    const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context{
        kdf ? EVP_KDF_CTX_new(kdf.get()) : nullptr, &EVP_KDF_CTX_free};
    if (!context)
        throw std::runtime_error{"scrypt is not available"};

    // OpenSSL's parameters are not const, though it only reads them. A std::string is never at null, which
    // would mean that the parameter is missing.
    std::string secret{password};
    std::string salted{salt};
    std::uint64_t n = std::uint64_t{1} << cost.logN;
    std::uint64_t memory = maxMemory;
    const std::array parameters{
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, secret.data(), secret.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salted.data(), salted.size()),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_R, &cost.r),
        OSSL_PARAM_construct_uint32(OSSL_KDF_PARAM_SCRYPT_P, &cost.p),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &memory),
        OSSL_PARAM_construct_end(),
    };
    std::string out(length, '\0');
    if (EVP_KDF_derive(context.get(), reinterpret_cast<unsigned char*>(out.data()), out.size(),
                       parameters.data()) != 1)
        throw std::runtime_error{"scrypt failed: its cost is refused or there is no memory for it"};
    return out;
}

PasswordHash PasswordHash::make(std::string_view password, base::Random& random, ScryptCost cost) {
    auto salt = random.bytes(saltBytes);
    auto hash = scrypt(password, salt, cost, hashBytes);
    return {cost, std::move(salt), std::move(hash)};
}

const PasswordHash& PasswordHash::ofNobody() {
    // All zero is as unlikely an output of scrypt as any other, so nothing matches it.
    static const PasswordHash nobody{{}, std::string(saltBytes, '\0'), std::string(hashBytes, '\0')};
    return nobody;
}

std::optional<PasswordHash> PasswordHash::fromText(std::string_view text) {
    const auto parts = split(text, '$');
    if (parts.size() != 6 || parts[0] != "scrypt")
        return std::nullopt;
    const auto logN = number(parts[1], 20);
    const auto r = number(parts[2], 64);
    const auto p = number(parts[3], 64);
    auto salt = base::fromHex(parts[4]);
    auto hash = base::fromHex(parts[5]);
    if (!logN || !r || !p || !salt || salt->size() != saltBytes || !hash || hash->size() != hashBytes)
        return std::nullopt;
    return PasswordHash{{*logN, *r, *p}, std::move(*salt), std::move(*hash)};
}

std::string PasswordHash::text() const {
    return "scrypt$" + std::to_string(cost_.logN) + "$" + std::to_string(cost_.r) + "$" +
           std::to_string(cost_.p) + "$" + base::toHex(salt_) + "$" + base::toHex(hash_);
}

bool PasswordHash::matches(std::string_view password) const {
    return base::equalSecrets(scrypt(password, salt_, cost_, hash_.size()), hash_);
}

}  // namespace fieldfare::server::account
