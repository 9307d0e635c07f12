#include "company.h"

#include <QTcpServer>
#include <QTcpSocket>
#include <algorithm>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "fieldfare/people.pb.h"
#include "shared/base/uuid.h"
#include "shared/schema/schema.h"
#include "sync-server/account/enrolment.h"
#include "sync-server/account/sessions.h"
#include "sync-server/backoffice/import/workload_import.h"
#include "sync-server/edge/edge_certificate.h"
#include "sync-server/sync/organisation.h"
#include "sync-server/sync/server_edit.h"
#include "tests/support/free_port.h"

namespace fieldfare::bench {

using schema::Schema;
using server::sync::Organisation;
using server::sync::ServerEdit;
using server::sync::Turn;

namespace {

constexpr int devicesEach = 10;

QString program() {
    const auto folder = qEnvironmentVariable("FIELDFARE_BIN");
    return folder.isEmpty() ? QStringLiteral("fieldfare-server")
                            : folder + QStringLiteral("/fieldfare-server");
}

void require(bool fine, const std::string& what, QProcess& process) {
    if (!fine)
        throw std::runtime_error{what + ": " + process.readAllStandardError().toStdString()};
}

}  // namespace

Company::Company(std::filesystem::path workload, std::size_t others) : workload_{std::move(workload)} {
    fill(others);
    serverPort_ = tests::freePort();
    startServer();
    startEdge();
}

Company::~Company() {
    for (auto* process : {&edge_, &server_}) {
        process->terminate();
        process->waitForFinished(10'000);
    }
}

v1::Session Company::take(Person& person) {
    if (person.unused.empty())
        throw std::runtime_error{"a person has no unused device left"};
    auto session = std::move(person.unused.back());
    person.unused.pop_back();
    return session;
}

void Company::fill(std::size_t others) {
    Organisation::make(dataFolder(), "Workload", "CNY", clock_, random_);
    Organisation organisation{dataFolder(), clock_, random_};
    const auto counts = server::importing::importWorkload(organisation, workload_);
    products_ = counts.products;

    std::ifstream users{workload_ / "users.jsonl"};
    organisation.writer().run([&](Turn& turn) {
        ServerEdit edit{turn};
        server::account::Sessions sessions{turn.database, clock_};
        const auto signIn = [&](const std::string& person, v1::Role role) {
            v1::Session session;
            session.set_person_id(person);
            session.set_device_code(server::account::Enrolment::deviceCode(random_));
            session.set_organisation_id(edit.directory().organisationId());
            session.set_role(role);
            v1::Device device;
            device.set_person_id(person);
            device.set_name("bench");
            device.set_code(session.device_code());
            session.set_device_id(edit.create(Schema::of<v1::Device>(), {}, device).id);
            session.set_token(sessions.open(random_, person, session.device_id()));
            return session;
        };
        std::string line;
        while (std::getline(users, line)) {
            const auto user = nlohmann::json::parse(line);
            const bool isManager = user.at("role") == "manager";
            auto& person = (isManager ? managers_ : reps_).emplace_back();
            person.id = base::Uuid::fromText(user.at("id").get<std::string>()).value().bytes();
            for (int i = 0; i < devicesEach; ++i)
                person.unused.push_back(signIn(person.id, isManager ? v1::MANAGER : v1::REP));
        }
        for (std::size_t i = 0; i < others; ++i)
            others_.push_back(signIn(reps_[i % std::min(peopleOfOthers, reps_.size())].id, v1::REP));
        edit.save();
    });
    std::cerr << "imported " << counts.objects << " rows of the workload\n";
}

void Company::startServer() {
    server_.start(program(), {QStringLiteral("serve"), QStringLiteral("--data"),
                              QString::fromStdString(dataFolder().string()), QStringLiteral("--listen"),
                              QStringLiteral("127.0.0.1:%1").arg(serverPort_)});
    require(server_.waitForStarted(), "the server does not start", server_);
    QByteArray said;
    while (!said.contains("listening on")) {
        require(server_.waitForReadyRead(30'000), "the server does not listen", server_);
        said += server_.readAllStandardOutput();
    }
}

void Company::stopServer() {
    server_.terminate();
    require(server_.waitForFinished(30'000), "the server does not stop", server_);
}

void Company::startEdge() {
    const int port = tests::freePort();
    edge_.start(program(), {QStringLiteral("edge"), QStringLiteral("--data"),
                            QString::fromStdString(dataFolder().string()), QStringLiteral("--listen"),
                            QStringLiteral("127.0.0.1:%1").arg(port), QStringLiteral("--upstream"),
                            QStringLiteral("127.0.0.1:%1").arg(serverPort_),
                            // All phones of the bench come from one address, and never pause.
                            QStringLiteral("--requests-per-second"), QStringLiteral("10000")});
    require(edge_.waitForStarted(), "the edge does not start", edge_);
    QTcpSocket probe;
    for (int attempt = 0;; ++attempt) {
        probe.connectToHost(QHostAddress::LocalHost, static_cast<quint16>(port));
        if (probe.waitForConnected(1000))
            break;
        require(attempt < 100 && !edge_.waitForFinished(100), "the edge does not listen", edge_);
    }
    pairing_.set_url("https://127.0.0.1:" + std::to_string(port));
    const server::edge::EdgeCertificate certificate{dataFolder() / "edge", {"127.0.0.1"}};
    pairing_.set_key_sha256(certificate.fingerprint());
    pairing_.set_spare_key_sha256(certificate.spareFingerprint());
}

}  // namespace fieldfare::bench
