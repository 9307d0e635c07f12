#include "sync-server/entry/entrance.h"

#include <algorithm>
#include <chrono>
#include <thread>

#include "shared/schema/fault.h"
#include "sync-server/account/enrolment.h"
#include "sync-server/account/sessions.h"

namespace fieldfare::server::entry {

using schema::FaultError;

account::HashGate::Slot Entrance::slot() {
    constexpr std::chrono::seconds patience{3};
    constexpr std::chrono::milliseconds step{20};
    const auto end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        try {
            return gate_.enter();
        } catch (const FaultError&) {
            if (std::chrono::steady_clock::now() >= end)
                throw;
        }
        std::this_thread::sleep_for(step);
    }
}

void Entrance::dropExpired() {
    organisation_.writer().run([this](sync::Turn& turn) {
        account::Sessions{turn.database, organisation_.clock()}.dropExpired();
        account::Enrolment{turn.database, organisation_.clock()}.dropExpired();
        throttle_.dropExpired(turn.database);
    });
}

std::string bearerToken(std::string_view authorization) {
    constexpr std::string_view scheme = "bearer ";
    const bool isBearer =
        authorization.size() > scheme.size() &&
        std::equal(scheme.begin(), scheme.end(), authorization.begin(), [](char wanted, char sent) {
            return wanted == (sent >= 'A' && sent <= 'Z' ? static_cast<char>(sent - 'A' + 'a') : sent);
        });
    if (!isBearer)
        throw FaultError{v1::UNAUTHENTICATED, "the request must say who sends it: Authorization: Bearer",
                         "Authorization"};
    auto token = authorization.substr(scheme.size());
    while (token.starts_with(' '))
        token.remove_prefix(1);
    return std::string{token};
}

}  // namespace fieldfare::server::entry
