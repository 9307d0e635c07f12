#include "tests/support/app/own_store.h"

#include <QDateTime>
#include <QEventLoop>

#include "shared/base/uuid.h"
#include "shared/schema/fault.h"

namespace fieldfare::tests {

OwnStore::OwnStore(v1::Role role) {
    base::UuidSource ids{clock_, random_};
    session_.set_token("a token");
    session_.set_person_id(ids.next().bytes());
    session_.set_device_id(ids.next().bytes());
    session_.set_organisation_id(ids.next().bytes());
    session_.set_unit_id(ids.next().bytes());
    session_.set_person("Ann Example");
    session_.set_organisation("Fieldfare Trading");
    session_.set_device_code("7F3K");
    session_.set_role(role);
    session_.set_server_time(QDateTime::currentMSecsSinceEpoch());
    receive([&](engine::LocalStore& store) { store.setSession(session_); });
}

void OwnStore::fill(const std::function<void(engine::Editing&)>& work) {
    receive([&](engine::LocalStore& store) {
        engine::Editing editing{store};
        work(editing);
    });
}

void OwnStore::receive(const std::function<void(engine::LocalStore&)>& work) {
    engine::LocalStore store{file(), clock_, random_,
                             engine::StoreOptions{.durable = false, .appVersion = "0"}};
    work(store);
}

void onEngine(app::EngineThread& engine, const std::function<void(app::Desk&)>& work) {
    QEventLoop loop;
    std::optional<v1::Fault> fault;
    engine.ask(
        &loop, work, [&] { loop.quit(); },
        [&](const v1::Fault& found) {
            fault = found;
            loop.quit();
        });
    loop.exec();
    if (fault)
        throw schema::FaultError{*fault};
}

}  // namespace fieldfare::tests
