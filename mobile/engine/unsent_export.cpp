#include "mobile/engine/unsent_export.h"

#include <cerrno>
#include <cstring>
#include <fstream>
#include <iterator>
#include <memory>
#include <stdexcept>

#include <fcntl.h>
#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/kdf.h>
#include <openssl/params.h>
#include <unistd.h>

#include "shared/schema/fault.h"

namespace fieldfare::engine {

using schema::FaultError;

namespace {

constexpr std::string_view magic = "FIELDFARE-UNSENT:1\n";
constexpr std::size_t saltBytes = 16;
constexpr std::size_t nonceBytes = 12;
constexpr std::size_t tagBytes = 16;
constexpr std::size_t keyBytes = 32;

unsigned char* bytesOf(std::string& text) {
    return reinterpret_cast<unsigned char*>(text.data());
}
const unsigned char* bytesOf(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

std::string keyOf(std::string password, std::string salt) {
    std::uint64_t n = 1U << 15U;
    std::uint64_t r = 8;
    std::uint64_t p = 3;
    std::uint64_t memory = 256ULL << 20U;
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, password.data(), password.size()),
        OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt.data(), salt.size()),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_N, &n),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_R, &r),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_P, &p),
        OSSL_PARAM_construct_uint64(OSSL_KDF_PARAM_SCRYPT_MAXMEM, &memory),
        OSSL_PARAM_construct_end()};
    const std::unique_ptr<EVP_KDF, decltype(&EVP_KDF_free)> kdf{EVP_KDF_fetch(nullptr, "SCRYPT", nullptr),
                                                                EVP_KDF_free};
    const std::unique_ptr<EVP_KDF_CTX, decltype(&EVP_KDF_CTX_free)> context{EVP_KDF_CTX_new(kdf.get()),
                                                                            EVP_KDF_CTX_free};
    std::string key(keyBytes, '\0');
    if (!context || EVP_KDF_derive(context.get(), bytesOf(key), key.size(), parameters) <= 0)
        throw std::runtime_error{"no key can be made of the password"};
    return key;
}

/// Both ways of AES-256-GCM; false when the tag does not fit.
bool crypt(bool encrypt, const std::string& key, std::string_view nonce, std::string_view header,
           std::string_view in, std::string& out, std::string& tag) {
    const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context{EVP_CIPHER_CTX_new(),
                                                                                  EVP_CIPHER_CTX_free};
    out.assign(in.size(), '\0');
    int size = 0;
    bool right =
        EVP_CipherInit_ex2(context.get(), EVP_aes_256_gcm(), bytesOf(std::string_view{key}), bytesOf(nonce),
                           encrypt ? 1 : 0, nullptr) == 1 &&
        EVP_CipherUpdate(context.get(), nullptr, &size, bytesOf(header), static_cast<int>(header.size())) ==
            1 &&
        EVP_CipherUpdate(context.get(), bytesOf(out), &size, bytesOf(in), static_cast<int>(in.size())) == 1;
    if (!encrypt)
        right = right && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_SET_TAG, tagBytes, tag.data()) == 1;
    right = right && EVP_CipherFinal_ex(context.get(), bytesOf(out) + size, &size) == 1;
    if (encrypt)
        right = right && EVP_CIPHER_CTX_ctrl(context.get(), EVP_CTRL_GCM_GET_TAG, tagBytes, tag.data()) == 1;
    return right;
}

void writeDurably(const std::filesystem::path& file, const std::string& bytes) {
    const int descriptor = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (descriptor < 0 && errno == EEXIST)
        throw FaultError{v1::ALREADY_EXISTS, "there is a file of this name already", "export"};
    bool right = descriptor >= 0;
    std::size_t at = 0;
    while (right && at < bytes.size()) {
        const auto written = ::write(descriptor, bytes.data() + at, bytes.size() - at);
        right = written > 0 || (written < 0 && errno == EINTR);
        at += written > 0 ? static_cast<std::size_t>(written) : 0;
    }
    right = right && ::fsync(descriptor) == 0;
    const int error = errno;
    if (descriptor >= 0)
        ::close(descriptor);
    if (!right) {
        if (descriptor >= 0)
            ::unlink(file.c_str());
        throw std::runtime_error{"the export cannot be written: " + std::string{std::strerror(error)}};
    }
}

}  // namespace

std::size_t UnsentExport::write(LocalStore& store, const std::filesystem::path& file,
                                const std::string& password, base::Random& random) {
    v1::SyncRequest request;
    request.set_protocol(1);
    request.set_app_version(store.appVersion());
    for (const auto& entry : store.outbox().unsent()) {
        auto mutation = entry.mutation;
        mutation.set_group(entry.group);
        request.add_mutations(mutation.SerializeAsString());
    }
    const auto salt = random.bytes(saltBytes);
    const auto nonce = random.bytes(nonceBytes);
    const auto header = std::string{magic} + salt + nonce;
    std::string sealed;
    std::string tag(tagBytes, '\0');
    if (!crypt(true, keyOf(password, salt), nonce, header, request.SerializeAsString(), sealed, tag))
        throw std::runtime_error{"the export cannot be encrypted"};
    writeDurably(file, header + sealed + tag);
    return static_cast<std::size_t>(request.mutations_size());
}

v1::SyncRequest UnsentExport::read(const std::filesystem::path& file, const std::string& password) {
    std::ifstream in{file, std::ios::binary};
    if (!in)
        throw FaultError{v1::NOT_FOUND, "there is no such file", "file"};
    const std::string bytes{std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{}};
    constexpr auto headerBytes = magic.size() + saltBytes + nonceBytes;
    if (bytes.size() < headerBytes + tagBytes || !bytes.starts_with(magic))
        throw FaultError{v1::UNREADABLE, "not an export of unsent edits", "file"};
    const std::string_view all{bytes};
    const auto salt = all.substr(magic.size(), saltBytes);
    const auto nonce = all.substr(magic.size() + saltBytes, nonceBytes);
    auto tag = bytes.substr(bytes.size() - tagBytes);
    std::string opened;
    v1::SyncRequest request;
    if (!crypt(false, keyOf(password, std::string{salt}), nonce, all.substr(0, headerBytes),
               all.substr(headerBytes, bytes.size() - headerBytes - tagBytes), opened, tag) ||
        !request.ParseFromString(opened))
        throw FaultError{v1::UNREADABLE, "the password is another, or the file is damaged", "file"};
    return request;
}

}  // namespace fieldfare::engine
