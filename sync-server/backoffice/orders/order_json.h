#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "fieldfare/backoffice.pb.h"

/// The order feed's messages as the JSON that protocol/fieldfare/backoffice.proto describes.
namespace fieldfare::server::orders {

/// `more` and `acknowledged` are always there, false or true.
[[nodiscard]] nlohmann::ordered_json feedJson(const v1::OrderFeed& feed);
[[nodiscard]] nlohmann::ordered_json orderJson(const v1::FeedOrder& order);

/// Throws FaultError UNREADABLE, with line and column, for what is not JSON; INVALID naming the member that
/// is unknown or does not fit.
[[nodiscard]] v1::OrderChange changeFromJson(std::string_view text);

/// JSON as one line of bytes.
[[nodiscard]] std::string dump(const nlohmann::ordered_json& json);

}  // namespace fieldfare::server::orders
