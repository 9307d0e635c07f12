#include "sync-server/entry/signing_in.h"

#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/account/credentials.h"
#include "sync-server/account/password_check.h"
#include "sync-server/account/sessions.h"
#include "sync-server/entry/opening.h"
#include "sync-server/entry/people.h"

namespace fieldfare::server::entry {

using account::Credentials;
using account::PasswordCheck;
using schema::FaultError;
using schema::Schema;
using sync::Turn;

namespace {

struct AdmittedDevice {
    std::optional<std::string> person;
    bool revoked = false;
    std::optional<PasswordCheck> check;
};

const v1::Device* deviceOf(sync::ServerEdit& edit, const std::string& id) {
    const auto* row = edit.changes().find(Schema::of<v1::Device>(), id);
    return row == nullptr || row->deleted != 0 ? nullptr : static_cast<const v1::Device*>(row->record.get());
}

void admitDevice(Entrance& entrance, Turn& turn, const v1::SignInRequest& request, const std::string& address,
                 AdmittedDevice& admitted) {
    auto& organisation = entrance.organisation();
    sync::ServerEdit edit{turn};
    const auto* device = deviceOf(edit, request.device_id());
    if (device != nullptr) {
        admitted.revoked = device->revoked() == v1::Device::LOST;
        const auto* person = edit.directory().person(device->person_id());
        if (person != nullptr && isSameName(person->name(), request.person()))
            admitted.person = device->person_id();
    }
    entrance.throttle().admit(turn.database, {admitted.person, request.person(), address});
    Credentials credentials{turn.database, organisation.clock()};
    admitted.check = PasswordCheck::prepare(credentials, admitted.person);
}

v1::Session comeBack(Entrance& entrance, Turn& turn, const v1::SignInRequest& request,
                     const std::string& address, const AdmittedDevice& admitted) {
    auto& organisation = entrance.organisation();
    sync::ServerEdit edit{turn};
    const auto& row = edit.require(Schema::of<v1::Device>(), request.device_id());
    const auto& device = static_cast<const v1::Device&>(*row.record);
    if (device.revoked() == v1::Device::LOST)
        throw FaultError{v1::DEVICE_REVOKED, "this device was revoked"};
    const auto viewer = turn.directory()->viewer(*admitted.person, request.device_id());
    Credentials credentials{turn.database, organisation.clock()};
    admitted.check->finish(credentials);
    entrance.throttle().succeeded(turn.database, {admitted.person, request.person(), address});
    if (!request.app_version().empty() && request.app_version() != device.app_version())
        edit.change(row, [&](google::protobuf::Message& record) {
            static_cast<v1::Device&>(record).set_app_version(request.app_version());
        });
    auto session = openSession(organisation, turn, edit, viewer, device.code());
    edit.save();
    return session;
}

}  // namespace

v1::Session signIn(Entrance& entrance, const v1::SignInRequest& request, const std::string& address) {
    auto& organisation = entrance.organisation();
    const auto slot = entrance.slot();
    AdmittedDevice admitted;
    organisation.writer().run([&](Turn& turn) { admitDevice(entrance, turn, request, address, admitted); });
    if (admitted.revoked)
        throw FaultError{v1::DEVICE_REVOKED, "this device was revoked"};
    if (!admitted.check->verify(slot, request.password(), organisation.random()))
        throw account::wrongPassword();
    v1::Session session;
    organisation.writer().run(
        [&](Turn& turn) { session = comeBack(entrance, turn, request, address, admitted); });
    return session;
}

void signOut(Entrance& entrance, const std::string& token) {
    auto& organisation = entrance.organisation();
    organisation.writer().run([&](Turn& turn) {
        account::Sessions sessions{turn.database, organisation.clock()};
        if (const auto session = sessions.find(token))
            turn.news.devices.insert(session->device);
        sessions.end(token);
    });
}

}  // namespace fieldfare::server::entry
