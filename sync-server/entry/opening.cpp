#include "sync-server/entry/opening.h"

#include "shared/schema/schema.h"
#include "sync-server/account/sessions.h"
#include "sync-server/storage/device_store.h"

namespace fieldfare::server::entry {

namespace {

/// A person's record goes to every device; so it does not change with each of ten sign-ins.
constexpr std::int64_t signInStep = std::chrono::milliseconds{std::chrono::days{1}}.count();

}  // namespace

v1::Session openSession(sync::Organisation& organisation, sync::Turn& turn, sync::ServerEdit& edit,
                        const sync::Viewer& viewer, const std::string& deviceCode) {
    account::Sessions sessions{turn.database, organisation.clock()};
    sessions.endAllOfDevice(viewer.device);

    const auto& directory = edit.directory();
    const auto& person = *directory.person(viewer.person);
    if (turn.now - person.last_sign_in_at() >= signInStep)
        edit.change(edit.require(schema::Schema::of<v1::Person>(), viewer.person),
                    [&](google::protobuf::Message& record) {
                        static_cast<v1::Person&>(record).set_last_sign_in_at(turn.now);
                    });

    v1::Session session;
    session.set_token(sessions.open(turn.random, viewer.person, viewer.device));
    session.set_device_id(viewer.device);
    session.set_device_code(deviceCode);
    session.set_person_id(viewer.person);
    session.set_organisation_id(directory.organisationId());
    session.set_role(viewer.role);
    session.set_unit_id(viewer.unit);
    session.set_organisation(directory.organisation().name());
    session.set_person(person.name());
    session.set_server_time(turn.now);
    session.set_last_number(storage::DeviceStore{turn.database}.progress(viewer.device).lastNumber);
    return session;
}

}  // namespace fieldfare::server::entry
