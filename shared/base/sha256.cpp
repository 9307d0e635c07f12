#include "shared/base/sha256.h"

#include <stdexcept>

#include <openssl/evp.h>

namespace fieldfare::base {

namespace {

void require(int result) {
    if (result != 1)
        throw std::runtime_error{"SHA-256 is not available"};
}

}  // namespace

struct Sha256::Context {
    struct Free {
        void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
    };
    std::unique_ptr<EVP_MD_CTX, Free> digest{EVP_MD_CTX_new()};
};

Sha256::Sha256() : context_{std::make_unique<Context>()} {
    require(context_->digest != nullptr ? 1 : 0);
    require(EVP_DigestInit_ex(context_->digest.get(), EVP_sha256(), nullptr));
}

Sha256::Sha256(Sha256&&) noexcept = default;
Sha256& Sha256::operator=(Sha256&&) noexcept = default;
Sha256::~Sha256() = default;

void Sha256::add(std::string_view bytes) {
    require(EVP_DigestUpdate(context_->digest.get(), bytes.data(), bytes.size()));
}

std::string Sha256::finish() {
    std::string out(32, '\0');
    unsigned length = 0;
    require(
        EVP_DigestFinal_ex(context_->digest.get(), reinterpret_cast<unsigned char*>(out.data()), &length));
    return out;
}

}  // namespace fieldfare::base
