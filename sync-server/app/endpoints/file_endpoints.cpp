#include "sync-server/app/endpoints/body.h"
#include "sync-server/app/endpoints/endpoints.h"
#include "sync-server/app/endpoints/queued_answer.h"

namespace fieldfare::server::app {

using files::FileExchange;

namespace {

constexpr std::size_t fileRequestLimit = 64U << 10U;
constexpr std::size_t filePartLimit = FileExchange::maxPartBytes + 1024;  // with id, hash and offset

}  // namespace

void addFileEndpoints(Api& api, FileExchange& files, http::WorkQueue& queue) {
    api.add("POST", "/v1/files/states",
            [&](const http::Request& request, const auto&, const http::Reply& reply) {
                auto token = entry::bearerToken(request.authorization);
                auto asked = messageIn<v1::FileStatesRequest>(request, fileRequestLimit);
                answerQueued(
                    queue, request, reply,
                    [&files, token = std::move(token), asked = std::move(asked)](const http::Request& head) {
                        return protobufResponse(head, files.states(token, asked).SerializeAsString());
                    });
            });
    api.add("POST", "/v1/files/part",
            [&](const http::Request& request, const auto&, const http::Reply& reply) {
                auto token = entry::bearerToken(request.authorization);
                auto part = messageIn<v1::FilePart>(request, filePartLimit);
                answerQueued(
                    queue, request, reply,
                    [&files, token = std::move(token), part = std::move(part)](const http::Request& head) {
                        return protobufResponse(head, files.put(token, part).SerializeAsString());
                    });
            });
    api.add("POST", "/v1/files/content",
            [&](const http::Request& request, const auto&, const http::Reply& reply) {
                auto token = entry::bearerToken(request.authorization);
                auto asked = messageIn<v1::FileContentRequest>(request, fileRequestLimit);
                answerQueued(
                    queue, request, reply,
                    [&files, token = std::move(token), asked = std::move(asked)](const http::Request&) {
                        const auto sha256 = files.contentOf(token, asked);
                        http::Response response;
                        response.contentType = "application/octet-stream";
                        response.headers.emplace_back("X-Accel-Redirect",
                                                      storage::ContentStore::edgePath(sha256));
                        response.headers.emplace_back("Cache-Control", "private, no-store");
                        return response;
                    });
            });
}

}  // namespace fieldfare::server::app
