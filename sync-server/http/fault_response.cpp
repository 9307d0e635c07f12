#include "sync-server/http/fault_response.h"

#include <algorithm>
#include <cctype>

#include <google/protobuf/util/json_util.h>

namespace fieldfare::server::http {

namespace {

bool toJson(const v1::Fault& fault, std::string& out) {
    google::protobuf::util::JsonPrintOptions options;
    options.preserve_proto_field_names = true;
    out.clear();
    return google::protobuf::util::MessageToJsonString(fault, &out, options).ok();
}

}  // namespace

bool speaksProtobuf(std::string_view contentType) {
    contentType = contentType.substr(0, contentType.find(';'));
    while (!contentType.empty() && contentType.back() == ' ')
        contentType.remove_suffix(1);
    return std::equal(contentType.begin(), contentType.end(), protobufType.begin(), protobufType.end(),
                      [](unsigned char a, unsigned char b) { return std::tolower(a) == b; });
}

int statusOf(v1::FaultCode code) {
    switch (code) {
        case v1::UNREADABLE:
        case v1::UNSUPPORTED_PROTOCOL:
        case v1::CONTRADICTION:
            return 400;
        case v1::UNAUTHENTICATED:
            return 401;
        case v1::DEVICE_REVOKED:
        case v1::DEVICE_COLLECTED:
        case v1::FORBIDDEN:
        case v1::CODE_INVALID:
        case v1::NO_RIGHT:
            return 403;
        case v1::NOT_FOUND:
            return 404;
        case v1::METHOD_NOT_ALLOWED:
            return 405;
        case v1::STALE:
        case v1::NUMBER_GAP:
        case v1::NUMBER_REUSED:
        case v1::LOCKED:
        case v1::STEP_NOT_ALLOWED:
        case v1::CHANGED_MEANWHILE:
        case v1::ALREADY_CLAIMED:
        case v1::ALREADY_EXISTS:
        case v1::GROUP:
        case v1::DELETED:
        case v1::LATE:
        case v1::LONG_AFTER:
            return 409;
        case v1::TOO_LARGE:
            return 413;
        case v1::WEAK_PASSWORD:
        case v1::NEWER_SCHEMA:
        case v1::INVALID:
        case v1::NO_PARENT:
        case v1::RULE:
            return 422;
        case v1::THROTTLED:
            return 429;
        case v1::BUSY:
        case v1::READ_ONLY:
            return 503;
        default:
            return 500;
    }
}

std::string faultJson(const v1::Fault& fault) {
    std::string json;
    if (toJson(fault, json))
        return json;
    // Some text in it is no UTF-8: what is certain to be printable still has to arrive.
    v1::Fault plain;
    plain.set_code(fault.code());
    plain.set_mutation_number(fault.mutation_number());
    plain.set_limit(fault.limit());
    plain.set_retry_after_ms(fault.retry_after_ms());
    toJson(plain, json);
    return json;
}

std::optional<v1::Fault> faultFromJson(std::string_view json) {
    v1::Fault fault;
    const google::protobuf::StringPiece text{json.data(), json.size()};
    if (!google::protobuf::util::JsonStringToMessage(text, &fault).ok())
        return std::nullopt;
    return fault;
}

Response faultResponse(const Request& request, int status, v1::Fault fault) {
    if (fault.request_id().empty())
        fault.set_request_id(request.requestId);
    Response response;
    response.status = status;
    if (speaksProtobuf(request.contentType)) {
        response.contentType = protobufType;
        response.body = fault.SerializeAsString();
    } else {
        response.contentType = jsonType;
        response.body = faultJson(fault);
    }
    if (fault.retry_after_ms() > 0)
        response.headers.emplace_back("Retry-After",
                                      std::to_string((fault.retry_after_ms() + 999ULL) / 1000));
    if (status == 401)
        response.headers.emplace_back("WWW-Authenticate", "Bearer");
    return response;
}

Response faultResponse(const Request& request, v1::Fault fault) {
    const int status = statusOf(fault.code());
    return faultResponse(request, status, std::move(fault));
}

Response faultResponse(const Request& request, v1::FaultCode code, std::string message) {
    v1::Fault fault;
    fault.set_code(code);
    fault.set_message(std::move(message));
    return faultResponse(request, std::move(fault));
}

Response busyResponse(const Request& request, std::chrono::milliseconds pause) {
    v1::Fault fault;
    fault.set_code(v1::BUSY);
    fault.set_message("the server has as much to do as it can; try again");
    fault.set_retry_after_ms(static_cast<std::uint32_t>(std::max<std::int64_t>(1, pause.count())));
    return faultResponse(request, std::move(fault));
}

}  // namespace fieldfare::server::http
