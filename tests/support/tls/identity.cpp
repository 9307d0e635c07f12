#include "tests/support/tls/identity.h"

#include <memory>
#include <stdexcept>

#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "shared/base/hash.h"

namespace fieldfare::tests {

namespace {

template <typename Encode>
QByteArray der(Encode encode) {
    unsigned char* bytes = nullptr;
    const int size = encode(&bytes);
    if (size <= 0)
        throw std::runtime_error{"OpenSSL cannot encode"};
    const QByteArray copy{reinterpret_cast<const char*>(bytes), size};
    OPENSSL_free(bytes);
    return copy;
}

}  // namespace

Identity Identity::make(const std::string& host, std::chrono::seconds validFor) {
    const std::unique_ptr<EVP_PKEY, decltype(&EVP_PKEY_free)> key{EVP_EC_gen("P-256"), EVP_PKEY_free};
    const std::unique_ptr<X509, decltype(&X509_free)> x509{X509_new(), X509_free};
    X509_set_version(x509.get(), X509_VERSION_3);
    ASN1_INTEGER_set(X509_get_serialNumber(x509.get()), 1);
    X509_gmtime_adj(X509_getm_notBefore(x509.get()), -std::chrono::seconds{std::chrono::hours{1}}.count());
    X509_gmtime_adj(X509_getm_notAfter(x509.get()), validFor.count());
    X509_NAME* name = X509_get_subject_name(x509.get());
    X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8,
                               reinterpret_cast<const unsigned char*>(host.c_str()), -1, -1, 0);
    X509_set_issuer_name(x509.get(), name);
    X509_set_pubkey(x509.get(), key.get());
    for (const auto& [kind, text] : {std::pair{NID_subject_alt_name, "DNS:" + host},
                                     std::pair{NID_basic_constraints, std::string{"critical,CA:TRUE"}}}) {
        const std::unique_ptr<X509_EXTENSION, decltype(&X509_EXTENSION_free)> extension{
            X509V3_EXT_conf_nid(nullptr, nullptr, kind, text.c_str()), X509_EXTENSION_free};
        X509_add_ext(x509.get(), extension.get(), -1);
    }
    if (X509_sign(x509.get(), key.get(), EVP_sha256()) <= 0)
        throw std::runtime_error{"OpenSSL cannot sign"};

    Identity made;
    made.key = QSslKey{der([&](unsigned char** out) { return i2d_PrivateKey(key.get(), out); }), QSsl::Ec,
                       QSsl::Der};
    made.certificate =
        QSslCertificate{der([&](unsigned char** out) { return i2d_X509(x509.get(), out); }), QSsl::Der};
    made.fingerprint =
        base::sha256(der([&](unsigned char** out) { return i2d_PUBKEY(key.get(), out); }).toStdString());
    if (made.key.isNull() || made.certificate.isNull())
        throw std::runtime_error{"Qt cannot read what OpenSSL made"};
    return made;
}

}  // namespace fieldfare::tests
