#include "mobile/engine/wire.h"

#include <stdexcept>

#include "shared/base/compression.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

namespace {

constexpr std::size_t maxOpened = 16U * 1024 * 1024;

/// What a status means when no word of the server came with it.
v1::FaultCode codeOf(int status) {
    switch (status) {
        case 413:  // the edge: the request is too large
            return v1::TOO_LARGE;
        case 429:
            return v1::THROTTLED;
        default:
            return v1::BUSY;  // no network, a portal, an edge without its server: it may pass
    }
}

}  // namespace

std::string bodyOf(const Answer& answer) {
    if (answer.contentEncoding.empty() || answer.contentEncoding == "identity")
        return answer.body;
    if (answer.contentEncoding != "zstd")
        throw schema::FaultError{v1::UNREADABLE,
                                 "an encoding that was not asked for: " + answer.contentEncoding};
    try {
        return base::decompress(answer.body, maxOpened);
    } catch (const std::runtime_error& error) {
        throw schema::FaultError{v1::UNREADABLE, error.what()};
    }
}

std::optional<v1::Fault> faultOf(const Answer& answer) {
    if (answer.status >= 200 && answer.status < 300)
        return std::nullopt;
    if (answer.foreignKey)
        return schema::fault(v1::FORBIDDEN, answer.networkError, "key_sha256");
    v1::Fault fault;
    bool isFault = false;
    if (answer.status >= 400) {
        try {
            isFault = fault.ParseFromString(bodyOf(answer)) && fault.code() != v1::FAULT_CODE_UNSPECIFIED;
        } catch (const schema::FaultError&) {
            isFault = false;
        }
    }
    if (!isFault) {
        fault = schema::fault(codeOf(answer.status), answer.status == 0
                                                         ? "no connection: " + answer.networkError
                                                         : "HTTP status " + std::to_string(answer.status));
    }
    if (answer.retryAfter && fault.retry_after_ms() == 0)
        fault.set_retry_after_ms(static_cast<std::uint32_t>(answer.retryAfter->count()));
    return fault;
}

}  // namespace fieldfare::engine
