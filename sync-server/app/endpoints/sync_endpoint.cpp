#include <memory>

#include "shared/schema/fault.h"
#include "sync-server/app/endpoints/body.h"
#include "sync-server/app/endpoints/endpoints.h"
#include "sync-server/http/fault_response.h"

namespace fieldfare::server::app {

namespace {

constexpr std::size_t syncBodyLimit = 4U << 20U;
constexpr std::size_t openedLimit = 16U << 20U;

}  // namespace

void addSyncEndpoint(Api& api, sync::Exchange& exchange) {
    api.add("POST", "/v1/sync",
            [&exchange](const http::Request& request, const std::vector<std::string>&, http::Reply reply) {
                requireType(request, http::protobufType);
                requireSize(request, syncBodyLimit);
                auto token = entry::bearerToken(request.authorization);
                auto body = plainBody(request, openedLimit);
                // What the answer needs of the request; its body is gone by then.
                const auto head = std::make_shared<http::Request>(request);
                head->body.clear();
                exchange.handle(
                    std::move(token), std::move(body), [head, reply](sync::Exchange::Answer answer) {
                        if (auto* bytes = std::get_if<std::string>(&answer)) {
                            reply(protobufResponse(*head, std::move(*bytes)));
                            return;
                        }
                        auto fault = std::get<v1::Fault>(std::move(answer));
                        if (fault.code() == v1::BUSY && fault.retry_after_ms() == 0)
                            fault.set_retry_after_ms(
                                static_cast<std::uint32_t>(std::chrono::milliseconds{busyPause}.count()));
                        reply(http::faultResponse(*head, std::move(fault)));
                    });
            });
}

}  // namespace fieldfare::server::app
