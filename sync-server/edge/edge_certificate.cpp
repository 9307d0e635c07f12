#include "sync-server/edge/edge_certificate.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <stdexcept>

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "shared/base/hash.h"
#include "sync-server/http/private_file.h"

namespace fieldfare::server::edge {

namespace {

template <auto release>
struct Release {
    template <typename T>
    void operator()(T* thing) const {
        release(thing);
    }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Release<X509_EXTENSION_free>>;
using Number = std::unique_ptr<BIGNUM, Release<BN_free>>;
using Memory = std::unique_ptr<BIO, Release<BIO_free_all>>;

constexpr std::chrono::days validity{3652};  // ten years
constexpr std::chrono::days renewal{30};
constexpr int serialBits = 127;

template <typename T>
T require(T result, const char* what) {
    if (!result) {
        std::array<char, 256> text{};
        ERR_error_string_n(ERR_get_error(), text.data(), text.size());
        throw std::runtime_error{std::string{"OpenSSL cannot "} + what + ": " + text.data()};
    }
    return result;
}

std::string contentOf(BIO* memory) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory, &data);
    return {data, static_cast<std::size_t>(size)};
}

std::string pemOf(EVP_PKEY* key) {
    const Memory memory{require(BIO_new(BIO_s_secmem()), "allocate")};
    require(PEM_write_bio_PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr),
            "write a key");
    return contentOf(memory.get());
}

Key keyFrom(const std::string& pem, const std::filesystem::path& file) {
    const Memory memory{require(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())), "allocate")};
    Key key{PEM_read_bio_PrivateKey(memory.get(), nullptr, nullptr, nullptr)};
    if (!key || !EVP_PKEY_is_a(key.get(), "EC"))
        throw std::runtime_error{file.string() + " is not an EC private key in PEM"};
    return key;
}

/// Whoever is first makes the key; everybody uses what is in the file then.
Key keyIn(const std::filesystem::path& file) {
    if (!std::filesystem::exists(file)) {
        const Key made{require(EVP_EC_gen("P-256"), "make a key")};
        http::createPrivateFile(file, pemOf(made.get()));
    }
    const auto pem = http::readPrivateFile(file);
    if (!pem)
        throw std::runtime_error{file.string() + " vanished"};
    return keyFrom(*pem, file);
}

std::string fingerprintOf(EVP_PKEY* key) {
    unsigned char* der = nullptr;
    const int size = i2d_PUBKEY(key, &der);
    if (size <= 0)
        throw std::runtime_error{"OpenSSL cannot encode a public key"};
    const std::string bytes{reinterpret_cast<char*>(der), static_cast<std::size_t>(size)};
    OPENSSL_free(der);
    return base::sha256(bytes);
}

bool isAddress(const std::string& name) {
    std::array<unsigned char, sizeof(in6_addr)> raw{};
    return ::inet_pton(AF_INET, name.c_str(), raw.data()) == 1 ||
           ::inet_pton(AF_INET6, name.c_str(), raw.data()) == 1;
}

bool isFor(X509* certificate, EVP_PKEY* key, const std::vector<std::string>& names) {
    if (X509_check_private_key(certificate, key) != 1) {
        ERR_clear_error();
        return false;
    }
    time_t soon = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now() + renewal);
    if (X509_cmp_time(X509_get0_notAfter(certificate), &soon) <= 0)
        return false;
    return std::all_of(names.begin(), names.end(), [&](const std::string& name) {
        return isAddress(name) ? X509_check_ip_asc(certificate, name.c_str(), 0) == 1
                               : X509_check_host(certificate, name.data(), name.size(), 0, nullptr) == 1;
    });
}

void addExtension(X509* certificate, int kind, const std::string& value) {
    X509V3_CTX context;
    X509V3_set_ctx(&context, certificate, certificate, nullptr, nullptr, 0);
    const Extension extension{require(X509V3_EXT_conf_nid(nullptr, &context, kind, value.c_str()),
                                      "make a certificate's extension")};
    require(X509_add_ext(certificate, extension.get(), -1), "extend a certificate");
}

std::string certify(EVP_PKEY* key, const std::vector<std::string>& names) {
    const Certificate certificate{require(X509_new(), "allocate")};
    X509* const it = certificate.get();
    require(X509_set_version(it, X509_VERSION_3), "set a version");
    const Number serial{require(BN_new(), "allocate")};
    require(BN_rand(serial.get(), serialBits, BN_RAND_TOP_ONE, BN_RAND_BOTTOM_ANY), "make a serial number");
    require(BN_to_ASN1_INTEGER(serial.get(), X509_get_serialNumber(it)), "set a serial number");
    // A day back, for clients whose clocks are behind.
    require(X509_gmtime_adj(X509_getm_notBefore(it), -std::chrono::seconds{std::chrono::days{1}}.count()),
            "set a date");
    require(X509_gmtime_adj(X509_getm_notAfter(it), std::chrono::seconds{validity}.count()), "set a date");
    require(X509_set_pubkey(it, key), "set a public key");
    X509_NAME* const subject = X509_get_subject_name(it);
    constexpr const char* commonName = "Fieldfare edge";
    require(X509_NAME_add_entry_by_txt(subject, "CN", MBSTRING_UTF8,
                                       reinterpret_cast<const unsigned char*>(commonName), -1, -1, 0),
            "set a name");
    require(X509_set_issuer_name(it, subject), "set a name");
    addExtension(it, NID_basic_constraints, "critical,CA:FALSE");
    addExtension(it, NID_key_usage, "critical,digitalSignature");
    addExtension(it, NID_ext_key_usage, "serverAuth");
    std::string alternatives;
    for (const auto& name : names)
        alternatives +=
            (alternatives.empty() ? "" : ",") + std::string{isAddress(name) ? "IP:" : "DNS:"} + name;
    addExtension(it, NID_subject_alt_name, alternatives);
    require(X509_sign(it, key, EVP_sha256()), "sign a certificate");
    const Memory memory{require(BIO_new(BIO_s_mem()), "allocate")};
    require(PEM_write_bio_X509(memory.get(), it), "write a certificate");
    return contentOf(memory.get());
}

}  // namespace

EdgeCertificate::EdgeCertificate(const std::filesystem::path& folder, const std::vector<std::string>& names) {
    std::vector<std::string> all{"localhost", "127.0.0.1", "::1"};
    for (const auto& name : names) {
        if (std::find(all.begin(), all.end(), name) == all.end())
            all.push_back(name);
    }
    const auto key = keyIn(folder / "key.pem");
    const auto spare = keyIn(folder / "spare-key.pem");
    fingerprint_ = fingerprintOf(key.get());
    spareFingerprint_ = fingerprintOf(spare.get());
    if (fingerprint_ == spareFingerprint_) {
        // The spare was put into use: it needs a successor.
        const Key next{require(EVP_EC_gen("P-256"), "make a key")};
        http::writePrivateFile(folder / "spare-key.pem", pemOf(next.get()));
        spareFingerprint_ = fingerprintOf(next.get());
    }
    const auto file = folder / "certificate.pem";
    if (const auto pem = http::readPrivateFile(file)) {
        const Memory memory{require(BIO_new_mem_buf(pem->data(), static_cast<int>(pem->size())), "allocate")};
        const Certificate present{PEM_read_bio_X509(memory.get(), nullptr, nullptr, nullptr)};
        if (present && isFor(present.get(), key.get(), all))
            return;
        ERR_clear_error();
    }
    http::writePrivateFile(file, certify(key.get(), all));
}

}  // namespace fieldfare::server::edge
