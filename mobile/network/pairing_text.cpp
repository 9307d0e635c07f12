#include "mobile/network/pairing_text.h"

#include <QByteArray>
#include <QUrl>

#include "shared/schema/fault.h"

namespace fieldfare::network {

namespace {

constexpr std::string_view prefix = "FIELDFARE:1:";

[[noreturn]] void refuse(const char* what, const char* path) {
    throw schema::FaultError{v1::INVALID, what, path};
}

}  // namespace

v1::Pairing parsePairing(std::string_view text) {
    const QByteArray trimmed = QByteArray{text.data(), static_cast<qsizetype>(text.size())}.trimmed();
    if (!trimmed.startsWith(QByteArrayView{prefix.data(), static_cast<qsizetype>(prefix.size())}))
        refuse("not a pairing code of this app: it begins with FIELDFARE:1:", "pairing");
    const auto bytes = QByteArray::fromBase64Encoding(
        trimmed.sliced(static_cast<qsizetype>(prefix.size())),
        QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    v1::Pairing pairing;
    if (!bytes || !pairing.ParseFromString(bytes.decoded.toStdString()))
        refuse("the pairing code is damaged", "pairing");
    if (pairing.key_sha256().size() != 32)
        refuse("the pairing code names no key of the server", "pairing/key_sha256");
    if (!pairing.spare_key_sha256().empty() && pairing.spare_key_sha256().size() != 32)
        refuse("the pairing code's spare key is none", "pairing/spare_key_sha256");
    pairing.set_url(serverAddress(pairing.url()));
    return pairing;
}

std::string serverAddress(std::string_view url) {
    const QUrl read{QString::fromUtf8(url.data(), static_cast<qsizetype>(url.size())).trimmed(),
                    QUrl::StrictMode};
    if (!read.isValid() || read.scheme() != QLatin1String{"https"} || read.host().isEmpty() ||
        !read.userInfo().isEmpty())
        refuse("the server's address has the form https://host:port", "url");
    if ((!read.path().isEmpty() && read.path() != QLatin1String{"/"}) || read.hasQuery() ||
        read.hasFragment())
        refuse("the server's address has nothing after the port", "url");
    return read.adjusted(QUrl::RemovePath | QUrl::StripTrailingSlash)
        .toString(QUrl::FullyEncoded)
        .toStdString();
}

}  // namespace fieldfare::network
