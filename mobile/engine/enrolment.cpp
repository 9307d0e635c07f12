#include "mobile/engine/enrolment.h"

#include "mobile/engine/file_queue.h"
#include "mobile/engine/wire.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

using schema::FaultError;

namespace {

v1::Session sessionFrom(const std::string& body) {
    v1::Session session;
    if (!session.ParseFromString(body) || session.token().empty() || session.device_id().size() != 16 ||
        session.person_id().size() != 16)
        throw FaultError{v1::UNREADABLE, "the answer is no session"};
    return session;
}

v1::Session required(const LocalStore& store) {
    auto session = store.session();
    if (!session)
        throw StoreError{StoreError::Kind::NotEnrolled, "no device is enrolled"};
    return std::move(*session);
}

}  // namespace

std::string Enrolment::call(const std::string& path, const std::string& body, const std::string& token) {
    const auto answer = transport_.exchange({.path = path, .body = body, .token = token});
    if (const auto fault = faultOf(answer))
        throw FaultError{*fault};
    return bodyOf(answer);
}

v1::Session Enrolment::enrol(const v1::EnrolRequest& request) {
    return sessionFrom(call("/v1/enrol", request.SerializeAsString(), {}));
}

void Enrolment::signIn(LocalStore& store, const std::string& password) {
    const auto before = required(store);
    v1::SignInRequest request;
    request.set_device_id(before.device_id());
    request.set_person(before.person());
    request.set_password(password);
    request.set_app_version(store.appVersion());
    store.setSession(sessionFrom(call("/v1/sign-in", request.SerializeAsString(), {})));
}

void Enrolment::signOut(LocalStore& store, bool leaveUnsent) {
    const auto session = required(store);
    const auto unsent = store.outbox().unsentCount() + FileQueue{store}.totals().waiting;
    if (unsent != 0 && !leaveUnsent)
        throw FaultError{
            v1::CONTRADICTION, "edits or photos are unsent", {}, static_cast<std::int64_t>(unsent)};
    try {
        if (!session.token().empty())
            (void)call("/v1/sign-out", {}, session.token());
    } catch (const FaultError& error) {
        // Without network, or with the session ended already, the token here goes all the same.
        if (!schema::isPassing(error.fault().code()) && error.fault().code() != v1::UNAUTHENTICATED)
            throw;
    }
    store.forgetToken();
}

void Enrolment::changePassword(LocalStore& store, const std::string& oldPassword,
                               const std::string& newPassword) {
    v1::ChangePasswordRequest request;
    request.set_old_password(oldPassword);
    request.set_new_password(newPassword);
    (void)call("/v1/password", request.SerializeAsString(), required(store).token());
}

}  // namespace fieldfare::engine
