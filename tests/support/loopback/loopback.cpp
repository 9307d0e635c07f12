#include "tests/support/loopback/loopback.h"

#include <QDebug>
#include <future>
#include <stdexcept>

#include "fieldfare/people.pb.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/account/enrolment.h"
#include "sync-server/account/sessions.h"
#include "sync-server/backup/backup.h"
#include "sync-server/backup/restore.h"
#include "sync-server/sync/server_edit.h"

namespace fieldfare::tests {

using schema::Schema;
using server::sync::Exchange;
using server::sync::Organisation;
using server::sync::ServerEdit;
using server::sync::Turn;

namespace {

engine::Answer answerOf(const v1::Fault& fault) {
    engine::Answer answer;
    answer.status = schema::isPassing(fault.code()) ? 503 : 400;
    answer.body = fault.SerializeAsString();
    return answer;
}

template <typename Message>
Message messageOf(const engine::Call& call) {
    Message message;
    if (!message.ParseFromString(call.body))
        throw schema::FaultError{v1::UNREADABLE, "no such message"};
    return message;
}

}  // namespace

engine::Answer LoopbackTransport::exchange(const engine::Call& call) {
    ++exchanges;
    const auto number = ++calls[call.path];
    engine::Answer answer;
    if (!online) {
        answer.networkError = "offline";
        return answer;
    }
    answer = call.path == "/v1/sync" ? sync(call) : file(call);
    if (std::exchange(loseNextReply, false) || (loses && loses(call.path, number))) {
        answer = {};
        answer.networkError = "the connection broke";
    }
    if (sees && call.path == "/v1/sync" && answer.status == 200)
        sees(answer.body);
    return answer;
}

engine::Answer LoopbackTransport::sync(const engine::Call& call) {
    std::promise<Exchange::Answer> promise;
    server_.exchange->handle(call.token, call.body,
                             [&](Exchange::Answer reply) { promise.set_value(std::move(reply)); });
    auto reply = promise.get_future().get();
    if (const auto* fault = std::get_if<v1::Fault>(&reply))
        return answerOf(*fault);
    engine::Answer answer;
    answer.status = 200;
    answer.body = std::move(std::get<std::string>(reply));
    return answer;
}

engine::Answer LoopbackTransport::file(const engine::Call& call) {
    engine::Answer answer;
    answer.status = 200;
    try {
        if (call.path == "/v1/files/states") {
            answer.body =
                server_.files->states(call.token, messageOf<v1::FileStatesRequest>(call)).SerializeAsString();
        } else if (call.path == "/v1/files/part") {
            const auto part = messageOf<v1::FilePart>(call);
            fileBytes += static_cast<std::int64_t>(part.bytes().size());
            answer.body = server_.files->put(call.token, part).SerializeAsString();
        } else {
            return content(call);
        }
    } catch (const schema::FaultError& error) {
        return answerOf(error.fault());
    }
    return answer;
}

engine::Answer LoopbackTransport::content(const engine::Call& call) {
    const auto hash = server_.files->contentOf(call.token, messageOf<v1::FileContentRequest>(call));
    const storage::GrowingFile file{server_.content->path(hash)};
    const auto range = call.range.value_or(engine::ByteRange{0, file.size()});
    engine::Answer answer;
    answer.status = call.range ? 206 : 200;
    answer.body = file.read(range.first, static_cast<std::size_t>(range.count));
    return answer;
}

Phone::Phone(ServerSide server, std::filesystem::path file, const v1::Session& session,
             const base::Clock& clock, base::Random& random)
    : file_{std::move(file)}, session_{session}, clock_{clock}, random_{random}, transport_{server} {
    open();
    store_->setSession(session);
}

void Phone::open() {
    store_ = std::make_unique<engine::LocalStore>(file_, clock_, random_);
    editing_ = std::make_unique<engine::Editing>(*store_);
    runner_ = std::make_unique<engine::SyncRunner>(*store_, transport_, pause_, random_);
    files_ = std::make_unique<engine::FileTransfer>(*store_, transport_, pause_, random_);
}

void Phone::close() {
    files_.reset();
    runner_.reset();
    editing_.reset();
    store_.reset();
}

void Phone::restart() {
    close();
    open();
}

engine::SyncResult Phone::sync() {
    auto result = runner_->run(1);
    if (!result.complete)
        throw std::runtime_error{"sync ended early: " +
                                 (result.fault ? result.fault->ShortDebugString() : std::string{"no fault"})};
    for (const auto& item : store_->attention().list())
        qInfo("needs attention: %s: %s", item.type->name().c_str(), item.fault.ShortDebugString().c_str());
    return result;
}

Loopback::Loopback() {
    Organisation::make(folder(), "Fieldfare Trading", "CNY", clock_, random_);
    open();
    addPeople();
}

std::filesystem::path Loopback::folder() const {
    return std::filesystem::path{folder_.path().toStdString()} / "server";
}

void Loopback::open() {
    organisation_ = std::make_unique<Organisation>(folder(), clock_, random_,
                                                   server::sync::Running{.pageBytes = pageBytes_});
    exchange_ = std::make_unique<Exchange>(*organisation_);
    content_ = std::make_unique<server::storage::ContentStore>(folder());
    files_ = std::make_unique<server::files::FileExchange>(*organisation_, *content_);
}

void Loopback::close() {
    files_.reset();
    exchange_.reset();
    organisation_.reset();
}

void Loopback::answersOf(std::size_t pageBytes) {
    pageBytes_ = pageBytes;
    close();
    open();
}

void Loopback::backUp() {
    std::filesystem::remove_all(folder() / "backup");
    (void)server::backup::makeBackup(folder(), folder() / "backup", false, clock_);
}

void Loopback::restore() {
    close();
    (void)server::backup::restore({.data = folder(), .from = folder() / "backup"}, clock_, random_);
    open();
}

void Loopback::startAnew() {
    close();
    std::filesystem::remove(folder() / "store.sqlite");
    std::filesystem::remove_all(folder() / "journal");
    Organisation::make(folder(), "Somebody Else", "CNY", clock_, random_);
    open();
}

void Loopback::atServer(const std::function<void(ServerEdit&)>& work) {
    organisation_->writer().run([&](Turn& turn) {
        ServerEdit edit{turn};
        work(edit);
        edit.save();
    });
}

void Loopback::addPeople() {
    std::string units[2];
    atServer([&](ServerEdit& edit) {
        for (int i = 0; i < 2; ++i) {
            v1::Unit unit;
            unit.set_name(i == 0 ? "East" : "West");
            unit.set_superior_id(edit.directory().rootUnit());
            units[i] = edit.create(Schema::of<v1::Unit>(), {}, unit).id;
        }
    });
    atServer([&](ServerEdit& edit) {
        const auto add = [&](const std::string& name, v1::Role role, const std::string& unit) {
            v1::Person person;
            person.set_name(name);
            person.set_role(role);
            person.set_unit_id(unit);
            person.set_status(v1::Person::ACTIVE);
            colleagues_.push_back({edit.create(Schema::of<v1::Person>(), {}, person).id, unit, role, name});
        };
        add("Mei", v1::MANAGER, units[0]);
        add("Ann", v1::REP, units[0]);
        add("Ben", v1::REP, units[0]);
        add("Max", v1::MANAGER, units[1]);
        add("Wu", v1::REP, units[1]);
        add("Eve", v1::EXECUTIVE, edit.directory().rootUnit());
        add("Olga", v1::BACK_OFFICE, edit.directory().rootUnit());
    });
}

const Colleague& Loopback::colleague(const std::string& name) const {
    for (const auto& colleague : colleagues_)
        if (colleague.name == name)
            return colleague;
    throw std::out_of_range{name};
}

void Loopback::signIn(Phone& phone) {
    auto session = *phone.store().session();
    organisation_->writer().run([&](Turn& turn) {
        server::account::Sessions sessions{turn.database, clock_};
        session.set_token(sessions.open(random_, session.person_id(), session.device_id()));
    });
    phone.store().setSession(session);
}

std::unique_ptr<Phone> Loopback::phone(const std::string& name) {
    const auto& person = colleague(name);
    v1::Session session;
    session.set_person_id(person.id);
    session.set_role(person.role);
    session.set_unit_id(person.unit);
    session.set_person(name);
    session.set_device_code(server::account::Enrolment::deviceCode(random_));
    organisation_->writer().run([&](Turn& turn) {
        ServerEdit edit{turn};
        v1::Device device;
        device.set_person_id(person.id);
        device.set_name(name + "'s phone");
        device.set_code(session.device_code());
        session.set_device_id(edit.create(Schema::of<v1::Device>(), {}, device).id);
        session.set_organisation_id(edit.directory().organisationId());
        edit.save();
        server::account::Sessions sessions{turn.database, clock_};
        session.set_token(sessions.open(random_, person.id, session.device_id()));
    });
    const auto file = folder_.filePath(QStringLiteral("device-%1.sqlite").arg(++devices_)).toStdString();
    return std::make_unique<Phone>(server(), file, session, clock_, random_);
}

}  // namespace fieldfare::tests
