#include <QTest>
#include <csignal>
#include <fstream>
#include <sstream>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "edge_site.h"
#include "shared/base/hex.h"

using namespace fieldfare;
using namespace fieldfare::server;
using namespace std::chrono_literals;
using tests::faultIn;
using tests::json;
using tests::protobuf;
using tests::request;
using tests::Wire;
using tests::WireResponse;

/// What the edge is for: its key, its files, its limits, its log.
class EdgeTest final : public tests::EdgeSite {
    Q_OBJECT

  private slots:
    void initTestCase() { prepare(); }
    void cleanup() {
        if (nginx_)
            QVERIFY(isHealthy());
    }
    void cleanupTestCase() { stop(); }

    void runsAsACommand();  // first, while this process has no threads of the listener
    void servesWithItsOwnKey();
    void refusesOldTls();
    void writesFilesForItsOwnerOnly();
    void keepsConnectionsToTheServer();
    void throttlesSignIn();
    void saysWhenTheServerIsAway();
    void handsOutFiles();
    void hidesMetrics();
    void survivesARotationOfTheSecret();
    void logsNeitherQueriesNorTokens();
    void saysWhyItCannotStart();

  private:
    [[nodiscard]] std::string accessLog() const;
};

namespace {

/// Connections of this machine at `port`, as server, whatever state they are in.
int connectionsAt(int port) {
    std::ifstream table{"/proc/net/tcp"};
    std::ostringstream mark;
    mark << ":" << std::hex << std::uppercase << port;
    int count = 0;
    std::string line;
    std::getline(table, line);
    while (std::getline(table, line)) {
        std::istringstream words{line};
        std::string number;
        std::string local;
        std::string remote;
        std::string state;
        words >> number >> local >> remote >> state;
        const bool here = local.ends_with(mark.str()) || remote.ends_with(mark.str());
        count += here && state != "0A" ? 1 : 0;
    }
    return count;
}

}  // namespace

void EdgeTest::runsAsACommand() {
    const pid_t command = ::fork();
    if (command == 0) {
        int status = 1;
        try {
            status = edge::runEdge(options_);
        } catch (const std::exception& error) {
            qCritical("%s", error.what());
        }
        ::_exit(status);
    }
    // No server behind it yet, but nginx answers for it.
    std::optional<WireResponse> answer;
    const auto attempt = [&] {
        try {
            answer = ask(request("GET /"));
        } catch (const std::exception&) {
            return false;
        }
        return answer.has_value();
    };
    QTRY_VERIFY(attempt());
    QCOMPARE(answer->status, 502);
    ::kill(command, SIGHUP);
    ::kill(command, SIGUSR1);
    QTRY_VERIFY(attempt());
    ::kill(command, SIGTERM);
    int status = -1;
    QCOMPARE(::waitpid(command, &status, 0), command);
    QVERIFY(WIFEXITED(status));
    QCOMPARE(WEXITSTATUS(status), 0);
    QVERIFY(!attempt());

    serve();
}

std::string EdgeTest::accessLog() const {
    std::ifstream file{data_ / "edge" / "access.log"};
    return {std::istreambuf_iterator<char>{file}, {}};
}

void EdgeTest::servesWithItsOwnKey() {
    Wire wire{options_.listen.port, Wire::Security::Tls};
    QCOMPARE(wire.protocol(), std::string{"TLSv1.3"});
    QCOMPARE(base::toHex(wire.peerKeyFingerprint()), base::toHex(files_.fingerprint));
    QCOMPARE(files_.fingerprint.size(), std::size_t{32});
    QCOMPARE(files_.spareFingerprint.size(), std::size_t{32});
    QVERIFY(files_.fingerprint != files_.spareFingerprint);
    // Writing again keeps both.
    const auto again = edge::writeEdge(options_);
    QVERIFY(again.fingerprint == files_.fingerprint);
    QVERIFY(again.spareFingerprint == files_.spareFingerprint);
}

void EdgeTest::refusesOldTls() {
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (Wire{options_.listen.port, Wire::Security::OldTls}));
    const Wire wire{options_.listen.port, Wire::Security::Tls12};
    QCOMPARE(wire.protocol(), std::string{"TLSv1.2"});
}

void EdgeTest::writesFilesForItsOwnerOnly() {
    int files = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator{data_}) {
        // nginx makes its pid file itself, within a folder that is closed.
        const auto name = entry.path().filename();
        if (entry.is_directory() || name == "nginx.pid")
            continue;
        ++files;
        QVERIFY2(
            (entry.status().permissions() & std::filesystem::perms{0077}) == std::filesystem::perms::none,
            entry.path().c_str());
    }
    QVERIFY(files > 30);
    for (const auto& closed : {data_, data_ / "edge"})
        QCOMPARE(static_cast<unsigned>(std::filesystem::status(closed).permissions()), 0700U);
}

void EdgeTest::keepsConnectionsToTheServer() {
    const int port = options_.upstreams.front().port;
    const int before = connectionsAt(port);
    for (int i = 0; i < 100; ++i)
        QVERIFY(isHealthy());
    // Both ends of a connection count; each of nginx's workers keeps its own.
    const int most = before + 2 * static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN));
    QVERIFY2(connectionsAt(port) <= most, std::to_string(connectionsAt(port)).c_str());
}

void EdgeTest::throttlesSignIn() {
    int passed = 0;
    std::optional<WireResponse> refused;
    for (int i = 0; i < 10; ++i) {
        auto answer = ask(request("POST /v1/sign-in", "Content-Type: application/x-protobuf\r\n"));
        QVERIFY(answer);
        if (answer->status == 200)
            ++passed;
        else
            refused = answer;
    }
    QVERIFY2(passed <= options_.attemptBurst + 1, std::to_string(passed).c_str());
    QVERIFY(refused);
    QCOMPARE(refused->status, 429);
    QCOMPARE(faultIn(*refused).code(), v1::THROTTLED);
    QCOMPARE(refused->headers.at("retry-after"), std::string{"5"});
    // Escaping a letter does not lead around it: to the server that is another, unknown path.
    const auto around = ask(request("POST /v1/sign%2din"));
    QVERIFY(around);
    QVERIFY(around->status == 429 || around->headers.at("x-seen") == "POST /v1/sign%2din");
}

void EdgeTest::saysWhenTheServerIsAway() {
    listener_->stop();
    for (const std::string type : {json, protobuf}) {
        const auto answer = ask(request("POST /v1/sync", "Content-Type: " + type + "\r\n"));
        QVERIFY(answer);
        QCOMPARE(answer->status, 502);
        QCOMPARE(answer->headers.at("content-type"), type);
        QCOMPARE(faultIn(*answer).code(), v1::BUSY);
        QCOMPARE(answer->headers.at("retry-after"), std::string{"2"});
    }
    startListener();
    QTRY_VERIFY(isHealthy());
}

void EdgeTest::handsOutFiles() {
    std::filesystem::create_directories(data_ / "files" / "ab");
    std::ofstream{data_ / "files" / "ab" / "part"} << "content of a file";
    const auto answer = ask(request("GET /file"));
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QCOMPARE(answer->body, std::string{"content of a file"});
    QCOMPARE(ask(request("GET /file", "Range: bytes=11-\r\n"))->body, std::string{"a file"});
    QCOMPARE(ask(request("GET /.files/ab/part"))->status, 404);
}

void EdgeTest::hidesMetrics() {
    const auto answer = ask(request("GET /metrics"));
    QVERIFY(answer);
    QCOMPARE(answer->status, 404);
    QCOMPARE(faultIn(*answer).code(), v1::NOT_FOUND);
}

void EdgeTest::survivesARotationOfTheSecret() {
    const auto before = secrets_->current();
    http::EdgeSecrets::rotate(data_);
    edge::writeEdge(options_);
    nginx_->signal(SIGHUP);
    for (int i = 0; i < 30; ++i)
        QVERIFY(isHealthy());
    QVERIFY(secrets_->current() != before);
    // Once nginx has its new configuration the old secret can go.
    const auto usesNew = [&] {
        http::EdgeSecrets::forgetPrevious(data_);
        return isHealthy();
    };
    QTRY_VERIFY(usesNew());
}

void EdgeTest::logsNeitherQueriesNorTokens() {
    QVERIFY(ask(request("GET /logged?cursor=hiddenquery", "Authorization: Bearer hiddentoken\r\n"))->status ==
            200);
    QVERIFY(ask(request("GET /%zz?hiddenquery", "Authorization: Bearer hiddentoken\r\n"))->status == 400);
    QTRY_VERIFY(accessLog().find("\"path\":\"/logged\"") != std::string::npos);
    QVERIFY(accessLog().find("hidden") == std::string::npos);
}

void EdgeTest::saysWhyItCannotStart() {
    const auto failure = [](const edge::EdgeOptions& options) -> std::string {
        try {
            edge::writeEdge(options);
            edge::EdgeProcess{options}.start();
        } catch (const edge::EdgeError& error) {
            return error.what();
        }
        return "it started";
    };
    const QTemporaryDir other;
    auto options = options_;
    options.dataDirectory = other.path().toStdString();
    QVERIFY(failure(options).find("another program uses this port") != std::string::npos);
    options.listen.port = tests::freePort();
    options.nginx = "/no/such/nginx";
    QVERIFY(failure(options).find("/no/such/nginx") != std::string::npos);
    options.nginx.clear();
    options.listen.address = "192.0.2.1";
    QVERIFY(failure(options).find("192.0.2.1") != std::string::npos);
    options.listen.address = "127.0.0.1";
    options.upstreams = {{"192.0.2.1", 80}};
    QVERIFY(failure(options).find("must be on this machine") != std::string::npos);
    options.upstreams = options_.upstreams;
    options.publicHost = "a;b";
    QVERIFY(failure(options).find("a;b") != std::string::npos);
    options.publicHost.clear();
    options.consoleDirectory = "/a\"; user root";
    QVERIFY(failure(options).find("cannot take") != std::string::npos);
}

QTEST_GUILESS_MAIN(EdgeTest)
#include "edge_test.moc"
