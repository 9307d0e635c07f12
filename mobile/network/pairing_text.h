#pragma once

#include <string>
#include <string_view>

#include "fieldfare/account.pb.h"

namespace fieldfare::network {

/// Reads what a pairing QR code holds, FIELDFARE:1:<base64url of a Pairing>, white space around it ignored.
/// Throws FaultError INVALID, naming what is wrong with it.
[[nodiscard]] v1::Pairing parsePairing(std::string_view text);

/// The address without path, query and trailing slash, "https://host:port", as pairing messages and stores
/// have it. Throws FaultError INVALID for anything but an https address.
[[nodiscard]] std::string serverAddress(std::string_view url);

}  // namespace fieldfare::network
