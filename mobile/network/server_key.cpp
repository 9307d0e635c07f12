#include "mobile/network/server_key.h"

#include <QSslCertificate>
#include <algorithm>
#include <memory>

#include <openssl/x509.h>

#include "shared/base/hash.h"
#include "shared/schema/fault.h"

namespace fieldfare::network {

std::string keyFingerprint(const QSslCertificate& certificate) {
    const QByteArray der = certificate.toDer();
    const auto* in = reinterpret_cast<const unsigned char*>(der.constData());
    const std::unique_ptr<X509, decltype(&X509_free)> x509{d2i_X509(nullptr, &in, der.size()), X509_free};
    if (!x509)
        return {};
    unsigned char* key = nullptr;
    const int size = i2d_X509_PUBKEY(X509_get_X509_PUBKEY(x509.get()), &key);
    if (size <= 0)
        return {};
    std::string fingerprint =
        base::sha256({reinterpret_cast<const char*>(key), static_cast<std::size_t>(size)});
    OPENSSL_free(key);
    return fingerprint;
}

ServerKeys::ServerKeys(std::vector<std::string> fingerprints, FirstUse firstUse)
    : known_{std::move(fingerprints)}, firstUse_{firstUse} {
    if (std::ranges::any_of(known_, [](const std::string& one) { return one.size() != 32; }))
        throw schema::FaultError{v1::INVALID, "a key's fingerprint has 32 bytes: 64 hexadecimal digits",
                                 "key_sha256", 32};
    if (known_.empty() && firstUse_ == FirstUse::Refuse)
        throw schema::FaultError{v1::INVALID, "no key is known to recognise the server by", "key_sha256"};
}

bool ServerKeys::accept(const std::string& fingerprint) {
    if (fingerprint.empty())
        return false;
    if (known_.empty() && firstUse_ == FirstUse::Trust)
        known_.push_back(fingerprint);
    return std::ranges::find(known_, fingerprint) != known_.end();
}

}  // namespace fieldfare::network
