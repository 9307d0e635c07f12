#include "sync-server/entry/enrolling.h"

#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/account/credentials.h"
#include "sync-server/account/enrolment.h"
#include "sync-server/account/password_check.h"
#include "sync-server/account/password_policy.h"
#include "sync-server/entry/opening.h"
#include "sync-server/entry/people.h"
#include "sync-server/storage/meta_store.h"
#include "sync-server/storage/record_store.h"

namespace fieldfare::server::entry {

using account::Credentials;
using account::Enrolment;
using account::PasswordCheck;
using account::PasswordHash;
using schema::FaultError;
using schema::Schema;
using sync::Turn;

namespace {

/// What the first transaction finds out; the second makes sure that it still holds.
struct AdmittedPerson {
    std::optional<FaultError> refused;
    std::optional<std::string> person;
    std::string personName;
    std::string organisationName;
    std::optional<PasswordCheck> check;
};

void admitPerson(Entrance& entrance, Turn& turn, const v1::EnrolRequest& request, const std::string& address,
                 AdmittedPerson& admitted) {
    const auto& clock = entrance.organisation().clock();
    const auto directory = turn.directory();
    admitted.organisationName = directory->organisation().name();
    try {
        const auto person = Enrolment{turn.database, clock}.find(request.code());
        const auto* known = directory->person(person);
        if (known == nullptr || !isSameName(known->name(), request.person()))
            throw FaultError{v1::UNAUTHENTICATED, "the enrolment code was made for somebody else", "person"};
        admitted.person = person;
        admitted.personName = known->name();
    } catch (const FaultError& error) {
        admitted.refused = error;  // after it was counted
    }
    entrance.throttle().admit(turn.database, {admitted.person, request.person(), address});
    Credentials credentials{turn.database, clock};
    admitted.check = PasswordCheck::prepare(credentials, admitted.person);
}

std::string freeDeviceCode(Turn& turn) {
    const auto& type = Schema::of<v1::Device>();
    storage::RecordStore store{turn.database};
    // Longer after a restore that does not know every code that was given.
    const auto letters = std::max<std::size_t>(
        Enrolment::deviceLetters, storage::MetaStore{turn.database}.number("device_code_letters"));
    for (;;) {
        auto code = Enrolment::deviceCode(turn.random, letters);
        if (store.loadWhere(type, "code", fieldfare::storage::Text{code}).empty())
            return code;
    }
}

v1::Session comeIn(Entrance& entrance, Turn& turn, const v1::EnrolRequest& request,
                   const std::string& address, const AdmittedPerson& admitted,
                   const std::optional<PasswordHash>& first) {
    auto& organisation = entrance.organisation();
    const auto person = Enrolment{turn.database, organisation.clock()}.redeem(request.code());
    Credentials credentials{turn.database, organisation.clock()};
    if (!first)
        admitted.check->finish(credentials);
    else if (credentials.find(person))
        throw account::wrongPassword();  // chosen a moment ago, with another code
    else
        credentials.set(person, *first);
    entrance.throttle().succeeded(turn.database, {admitted.person, request.person(), address});

    auto viewer = turn.directory()->viewer(person, {});
    v1::Device device;
    device.set_person_id(person);
    device.set_name(request.device_name());
    device.set_code(freeDeviceCode(turn));
    device.set_platform(request.platform());
    device.set_app_version(request.app_version());
    device.set_enrolled_at(turn.now);
    sync::ServerEdit edit{turn};
    viewer.device = edit.create(Schema::of<v1::Device>(), {}, device).id;
    auto session = openSession(organisation, turn, edit, viewer, device.code());
    edit.save();
    return session;
}

}  // namespace

v1::Session enrol(Entrance& entrance, const v1::EnrolRequest& request, const std::string& address) {
    auto& organisation = entrance.organisation();
    const auto slot = entrance.slot();
    AdmittedPerson admitted;
    organisation.writer().run([&](Turn& turn) { admitPerson(entrance, turn, request, address, admitted); });
    if (admitted.refused)
        throw FaultError{*admitted.refused};

    std::optional<PasswordHash> first;
    if (admitted.check->hasPassword()) {
        if (!admitted.check->verify(slot, request.password(), organisation.random()))
            throw account::wrongPassword();
    } else {
        const std::string_view names[] = {admitted.personName, admitted.organisationName};
        try {
            account::requireGoodPassword(request.password(), names);
        } catch (const FaultError&) {
            // The code was right: whoever chose badly guessed nothing.
            organisation.writer().run([&](Turn& turn) {
                entrance.throttle().succeeded(turn.database, {admitted.person, request.person(), address});
            });
            throw;
        }
        first = PasswordHash::make(request.password(), organisation.random());
    }
    v1::Session session;
    organisation.writer().run(
        [&](Turn& turn) { session = comeIn(entrance, turn, request, address, admitted, first); });
    return session;
}

}  // namespace fieldfare::server::entry
