#include "mobile/app/account/enrolling.h"

#include <QDateTime>
#include <QSysInfo>

#include "mobile/engine/enrolment.h"
#include "mobile/engine/file_store.h"
#include "mobile/network/pairing_text.h"
#include "shared/schema/fault.h"

namespace fieldfare::app {

using engine::LocalStore;
using schema::FaultError;

namespace {

v1::Session askForSession(Desk& desk, const v1::Pairing& pairing, const std::string& password) {
    v1::EnrolRequest request;
    request.set_code(pairing.code());
    request.set_person(pairing.person());
    request.set_password(password);
    request.set_device_name(QSysInfo::machineHostName().toStdString());
    request.set_platform(QSysInfo::prettyProductName().toStdString());
    request.set_app_version(FIELDFARE_VERSION);
    return engine::Enrolment{desk.transportTo(pairing)}.enrol(request);
}

/// The files that SQLite keeps for a database, moved with it.
void moveStore(const std::filesystem::path& from, const std::filesystem::path& to) {
    for (const auto* suffix : {"", "-wal", "-shm"})
        if (std::filesystem::exists(from.string() + suffix))
            std::filesystem::rename(from.string() + suffix, to.string() + suffix);
    std::filesystem::remove(from.string() + ".lock");
}

}  // namespace

void enrol(Desk& desk, const std::string& pairingText, const std::string& person,
           const std::string& password) {
    auto pairing = network::parsePairing(pairingText);
    if (!person.empty())
        pairing.set_person(person);
    if (desk.isOpen())
        if (const auto unsent = desk.store().outbox().unsentCount(); unsent != 0)
            throw FaultError{v1::CONTRADICTION, "edits are unsent", {}, static_cast<std::int64_t>(unsent)};
    // The new store is made before the code is spent: whether this device can keep anything.
    const auto made = desk.folder() / "enrolling.sqlite";
    std::filesystem::create_directories(desk.folder());
    LocalStore::wipe(made);
    try {
        LocalStore fresh{made, desk.clock(), desk.random(),
                         engine::StoreOptions{.appVersion = FIELDFARE_VERSION}};
        const auto session = askForSession(desk, pairing, password);
        engine::StoreChange change{fresh.database()};
        fresh.setPairing(pairing);
        fresh.setSession(session);
        change.commit();
    } catch (...) {
        LocalStore::wipe(made);
        throw;
    }
    desk.close();
    LocalStore::wipe(desk.file());
    engine::FileStore::wipe(desk.file());
    moveStore(made, desk.file());
    desk.open();
}

engine::Rescue rescueStore(Desk& desk) {
    desk.close();
    const auto aside =
        desk.folder() / ("damaged-" + std::to_string(QDateTime::currentMSecsSinceEpoch()) + ".sqlite");
    moveStore(desk.file(), aside);
    engine::Rescue rescue;
    {
        LocalStore fresh{desk.file(), desk.clock(), desk.random(),
                         engine::StoreOptions{.appVersion = FIELDFARE_VERSION}};
        rescue = engine::rescue(aside, fresh);
    }
    desk.open();
    return rescue;
}

}  // namespace fieldfare::app
