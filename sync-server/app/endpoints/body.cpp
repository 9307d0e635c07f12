#include "sync-server/app/endpoints/body.h"

#include <algorithm>

#include "shared/base/compression.h"
#include "shared/schema/fault.h"
#include "sync-server/http/fault_response.h"

namespace fieldfare::server::app {

using schema::FaultError;

namespace {

constexpr int unsupportedMediaType = 415;
constexpr std::size_t worthCompressing = 512;  // bytes

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t'))
        text.remove_suffix(1);
    return text;
}

bool isSameWord(std::string_view a, std::string_view b) {
    const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](char x, char y) { return lower(x) == lower(y); });
}

[[noreturn]] void refuse(const http::Request& request, const std::string& what, const std::string& header) {
    throw Refused{
        http::faultResponse(request, unsupportedMediaType, schema::fault(v1::UNREADABLE, what, header))};
}

}  // namespace

void requireType(const http::Request& request, std::string_view type) {
    const std::string_view sent{request.contentType};
    if (!isSameWord(trimmed(sent.substr(0, sent.find(';'))), type))
        refuse(request, "the body must be " + std::string{type}, "Content-Type");
}

void requireSize(const http::Request& request, std::size_t limit) {
    if (request.body.size() > limit)
        throw FaultError{v1::TOO_LARGE, "the body is too large", "body", static_cast<std::int64_t>(limit)};
}

std::string plainBody(const http::Request& request, std::size_t limit) {
    const auto encoding = trimmed(request.contentEncoding);
    if (encoding.empty() || isSameWord(encoding, "identity"))
        return request.body;
    if (!isSameWord(encoding, "zstd"))
        refuse(request, "a body is sent plain or with zstd", "Content-Encoding");
    try {
        return base::decompress(request.body, limit);
    } catch (const std::exception&) {
        throw FaultError{v1::UNREADABLE, "the body is not what its encoding says, or opens to too much",
                         "body", static_cast<std::int64_t>(limit)};
    }
}

void parseBody(const http::Request& request, google::protobuf::MessageLite& message) {
    if (!message.ParseFromString(request.body))
        throw FaultError{v1::UNREADABLE, "the body is not the message that this path takes", "body"};
}

bool acceptsZstd(std::string_view acceptEncoding) {
    while (!acceptEncoding.empty()) {
        const auto end = std::min(acceptEncoding.find(','), acceptEncoding.size());
        const auto item = acceptEncoding.substr(0, end);
        acceptEncoding.remove_prefix(std::min(end + 1, acceptEncoding.size()));
        const auto semicolon = std::min(item.find(';'), item.size());
        if (!isSameWord(trimmed(item.substr(0, semicolon)), "zstd"))
            continue;
        // "zstd;q=0" is a refusal, and so are its longer spellings.
        const auto weight = item.substr(semicolon);
        const auto equals = weight.find('=');
        return equals == std::string_view::npos ||
               weight.find_first_of("123456789", equals) != std::string_view::npos;
    }
    return false;
}

http::Response protobufResponse(const http::Request& request, std::string bytes) {
    http::Response response;
    response.contentType = http::protobufType;
    if (bytes.size() > worthCompressing && acceptsZstd(request.acceptEncoding)) {
        response.body = base::compress(bytes);
        response.headers.emplace_back("Content-Encoding", "zstd");
    } else {
        response.body = std::move(bytes);
    }
    return response;
}

}  // namespace fieldfare::server::app
