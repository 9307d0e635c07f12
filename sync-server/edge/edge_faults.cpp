#include "sync-server/edge/edge_faults.h"

#include <string>
#include <vector>

#include "sync-server/edge/edge_options.h"
#include "sync-server/http/fault_response.h"
#include "sync-server/http/private_file.h"

namespace fieldfare::server::edge {

namespace {

v1::Fault make(v1::FaultCode code, const char* message, const char* path = "", std::int64_t limit = 0,
               std::uint32_t retryAfterMs = 0) {
    v1::Fault fault;
    fault.set_code(code);
    fault.set_message(message);
    fault.set_path(path);
    fault.set_limit(limit);
    fault.set_retry_after_ms(retryAfterMs);
    return fault;
}

std::vector<EdgeFault> makeFaults() {
    return {
        {400, 400, "400", true, make(v1::UNREADABLE, "not a well-formed HTTP request")},
        {403, 403, "403", false, make(v1::FORBIDDEN, "not allowed")},
        {404, 404, "404", false, make(v1::NOT_FOUND, "there is nothing here")},
        {405, 405, "405", true, make(v1::METHOD_NOT_ALLOWED, "this method is not used here", "method")},
        {411, 411, "411", true,
         make(v1::UNREADABLE, "a body must come with its Content-Length", "Transfer-Encoding")},
        {413, 413, "413", true, make(v1::TOO_LARGE, "the body is too large", "body", maxBodyBytes)},
        {413, 413, "413-files", true,
         make(v1::TOO_LARGE, "the file part is too large", "body", maxFileBodyBytes)},
        {414, 414, "414", true, make(v1::TOO_LARGE, "the address is too long", "uri", maxUriBytes)},
        {429, 429, "429", false, make(v1::THROTTLED, "too many requests from this address", "", 0, 5000)},
        {494, 431, "431", true, make(v1::TOO_LARGE, "the header is too large", "header", maxHeaderBytes)},
        {497, 400, "497", true, make(v1::UNREADABLE, "this port speaks HTTPS only")},
        {500, 500, "500", true, make(v1::INTERNAL, "the edge failed")},
        {501, 501, "501", true,
         make(v1::UNREADABLE, "this transfer encoding is not understood", "Transfer-Encoding")},
        {502, 502, "502", false, make(v1::BUSY, "the server is not there at the moment", "", 0, 2000)},
        {503, 503, "503", false, make(v1::BUSY, "the server is busy", "", 0, 2000)},
        {504, 504, "504", false, make(v1::BUSY, "the server did not answer in time", "", 0, 2000)},
        {505, 505, "505", true, make(v1::UNREADABLE, "this version of HTTP is not spoken here")},
    };
}

void writeUnlessSame(const std::filesystem::path& file, const std::string& content) {
    if (http::readPrivateFile(file) != content)
        http::writePrivateFile(file, content);
}

}  // namespace

std::span<const EdgeFault> edgeFaults() {
    static const auto faults = makeFaults();
    return faults;
}

void writeEdgeFaults(const std::filesystem::path& folder) {
    http::makePrivateFolder(folder);
    for (const auto& fault : edgeFaults()) {
        writeUnlessSame(folder / (std::string{fault.name} + ".json"), http::faultJson(fault.fault));
        writeUnlessSame(folder / (std::string{fault.name} + ".pb"), fault.fault.SerializeAsString());
    }
}

}  // namespace fieldfare::server::edge
