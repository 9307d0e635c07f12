#include "sync-server/app/pairing.h"

#include <algorithm>

#include "shared/base/base64.h"
#include "shared/base/hex.h"
#include "sync-server/http/private_file.h"

namespace fieldfare::server::app {

namespace {

constexpr const char* edgeUrlFile = "edge.url";

}  // namespace

std::string pairingText(const v1::Pairing& pairing) {
    auto text = base::toBase64(pairing.SerializeAsString());
    std::replace(text.begin(), text.end(), '+', '-');
    std::replace(text.begin(), text.end(), '/', '_');
    text.erase(text.find_last_not_of('=') + 1);
    return "FIELDFARE:1:" + text;
}

std::string fingerprintText(const std::string& fingerprint) {
    std::string text;
    const auto hex = base::toHex(fingerprint);
    for (std::size_t i = 0; i < hex.size(); ++i) {
        if (i > 0 && i % 4 == 0)
            text += ' ';
        text += hex[i] >= 'a' ? static_cast<char>(hex[i] - 'a' + 'A') : hex[i];
    }
    return text;
}

std::optional<std::string> readEdgeUrl(const std::filesystem::path& data) {
    auto url = http::readPrivateFile(data / edgeUrlFile);
    if (!url)
        return std::nullopt;
    url->erase(url->find_last_not_of(" \r\n") + 1);
    return url;
}

void writeEdgeUrl(const std::filesystem::path& data, const std::string& url) {
    http::writePrivateFile(data / edgeUrlFile, url + "\n");
}

}  // namespace fieldfare::server::app
