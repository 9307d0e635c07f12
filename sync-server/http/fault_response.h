#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "fieldfare/fault.pb.h"
#include "sync-server/http/exchange.h"

namespace fieldfare::server::http {

inline constexpr std::string_view protobufType = "application/x-protobuf";
inline constexpr std::string_view jsonType = "application/json";

/// Whether a client that sent this Content-Type is answered in protobuf; all others get JSON.
[[nodiscard]] bool speaksProtobuf(std::string_view contentType);

/// The HTTP status of a fault, the one place that decides it.
[[nodiscard]] int statusOf(v1::FaultCode code);

/// The fault in the shape of its message, field names as in the schema.
[[nodiscard]] std::string faultJson(const v1::Fault& fault);

/// Reads what faultJson() wrote; none for anything else.
[[nodiscard]] std::optional<v1::Fault> faultFromJson(std::string_view json);

/// The fault in the client's own format, with the request's id and, where it is passing, Retry-After.
[[nodiscard]] Response faultResponse(const Request& request, int status, v1::Fault fault);
[[nodiscard]] Response faultResponse(const Request& request, v1::Fault fault);
[[nodiscard]] Response faultResponse(const Request& request, v1::FaultCode code, std::string message);

/// 503: a queue is full; the client should come back after `pause`.
[[nodiscard]] Response busyResponse(const Request& request, std::chrono::milliseconds pause);

}  // namespace fieldfare::server::http
