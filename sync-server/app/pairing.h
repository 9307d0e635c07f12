#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "fieldfare/account.pb.h"

namespace fieldfare::server::app {

/// What a phone's camera reads: "FIELDFARE:1:" and the message in base64url.
[[nodiscard]] std::string pairingText(const v1::Pairing& pairing);

/// Groups of four capitals that people can compare: "9F86 D081 ...".
[[nodiscard]] std::string fingerprintText(const std::string& fingerprint);

/// The address that clients reach the edge by, as `edge` last noted it in the data directory.
[[nodiscard]] std::optional<std::string> readEdgeUrl(const std::filesystem::path& data);
void writeEdgeUrl(const std::filesystem::path& data, const std::string& url);

}  // namespace fieldfare::server::app
