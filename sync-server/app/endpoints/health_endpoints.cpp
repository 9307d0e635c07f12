#include <spdlog/spdlog.h>

#include "sync-server/app/endpoints/endpoints.h"
#include "sync-server/http/fault_response.h"
#include "sync-server/storage/meta_store.h"

namespace fieldfare::server::app {

namespace {

http::Response status(const std::string& word) {
    return {200, std::string{http::jsonType}, R"({"status":")" + word + "\"}", {}};
}

}  // namespace

void addHealthEndpoints(Api& api, sync::Organisation& organisation) {
    api.add("GET", "/v1/health",
            [](const http::Request&, const auto&, const http::Reply& reply) { reply(status("alive")); });
    api.add("GET", "/v1/ready",
            [&organisation](const http::Request& request, const auto&, const http::Reply& reply) {
                const bool queued =
                    organisation.readers().post([request, reply](fieldfare::storage::Database& database) {
                        try {
                            (void)storage::MetaStore{database}.number("seq");
                            reply(status("ready"));
                        } catch (const std::exception& error) {
                            spdlog::error("the store cannot be read: {}", error.what());
                            reply(http::busyResponse(request, busyPause));
                        }
                    });
                if (!queued)
                    reply(http::busyResponse(request, busyPause));
            });
}

}  // namespace fieldfare::server::app
