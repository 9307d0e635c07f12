// The edge under attack: the real nginx before the real listener, and raw bytes sent at both.
#include "sync-server/edge/edge.h"

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <sstream>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "fieldfare/fault.pb.h"
#include "shared/base/hex.h"
#include "sync-server/edge/edge_process.h"
#include "sync-server/http/fault_response.h"
#include "sync-server/http/listener.h"
#include "tests/support/free_port.h"
#include "tests/support/wire/wire.h"

using namespace fieldfare;
using namespace fieldfare::server;
using namespace std::chrono_literals;
using fieldfare::tests::Wire;
using fieldfare::tests::WireResponse;

class EdgeTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void cleanup();
    void cleanupTestCase();

    void runsAsACommand();  // first, while this process has no threads of the listener
    void servesWithItsOwnKey();
    void refusesOldTls();
    void writesFilesForItsOwnerOnly();
    void keepsConnectionsToTheServer();
    void refusesAttacks_data();
    void refusesAttacks();
    void refusesAHugeBodyUnread();
    void cutsOffASlowBody();
    void cutsOffASlowHeader();
    void answersPipelinedRequests();
    void servesDuringHalfOpenHandshakes();
    void replacesForgedHeaders();
    void listenerAloneRefuses();
    void limitsBodies();
    void throttlesSignIn();
    void saysWhenTheServerIsAway();
    void handsOutFiles();
    void hidesMetrics();
    void survivesARotationOfTheSecret();
    void logsNeitherQueriesNorTokens();
    void saysWhyItCannotStart();

  private:
    void startListener();
    [[nodiscard]] std::optional<WireResponse> ask(const std::string& bytes) const;
    [[nodiscard]] bool isHealthy() const;
    [[nodiscard]] std::string accessLog() const;

    QTemporaryDir folder_;
    std::filesystem::path data_;
    edge::EdgeOptions options_;
    edge::EdgeFiles files_;
    std::unique_ptr<http::EdgeSecrets> secrets_;
    std::unique_ptr<http::Listener> listener_;
    std::unique_ptr<edge::EdgeProcess> nginx_;
    std::atomic<int> handled_ = 0;
    std::mutex mutex_;
    http::Request last_;
};

namespace {

constexpr const char* json = "application/json";
constexpr const char* protobuf = "application/x-protobuf";

std::string request(const std::string& line, const std::string& headers = {}) {
    return line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

/// The fault in an answer, whichever of the two forms it has; none when it has neither.
v1::Fault faultIn(const WireResponse& response) {
    v1::Fault fault;
    const auto type = response.headers.contains("content-type") ? response.headers.at("content-type") : "";
    if (type == protobuf && fault.ParseFromString(response.body))
        return fault;
    fault.Clear();
    if (type == json)
        fault = http::faultFromJson(response.body).value_or(v1::Fault{});
    return fault;
}

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

void EdgeTest::initTestCase() {
    data_ = folder_.path().toStdString() + "/a data directory";
    options_.dataDirectory = data_;
    options_.listen = {"127.0.0.1", tests::freePort()};
    options_.upstreams = {{"127.0.0.1", tests::freePort()}};
    options_.publicHost = "edge.example";
    options_.headerTimeout = 2s;
    options_.bodyTimeout = 2s;
    options_.lingerTimeout = 1s;
    options_.stopTimeout = 1s;
    options_.requestsPerSecond = 1000;
    options_.requestBurst = 2000;
    options_.attemptsPerMinute = 1;
    options_.attemptBurst = 3;
    files_ = edge::writeEdge(options_);
}

void EdgeTest::startListener() {
    listener_ = std::make_unique<http::Listener>(
        http::ListenerOptions{.port = options_.upstreams.front().port}, *secrets_,
        [this](const http::Request& request, const http::Reply& reply) {
            ++handled_;
            http::Response response{.contentType = "application/octet-stream", .body = request.body};
            if (request.path == "/size")
                response.body = std::to_string(request.body.size());
            if (request.path == "/file")
                response.headers.emplace_back("X-Accel-Redirect", "/.files/ab/part");
            response.headers.emplace_back("X-Seen", request.method + " " + request.path);
            {
                const std::lock_guard lock{mutex_};
                last_ = request;
            }
            reply(std::move(response));
        });
    listener_->start();
}

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

    secrets_ = std::make_unique<http::EdgeSecrets>(data_, 0ms);
    startListener();
    nginx_ = std::make_unique<edge::EdgeProcess>(options_);
    nginx_->start();
    QVERIFY(isHealthy());
}

void EdgeTest::cleanup() {
    // After whatever a test did, others are served.
    if (nginx_)
        QVERIFY(isHealthy());
}

void EdgeTest::cleanupTestCase() {
    if (nginx_)
        nginx_->stop();
    QVERIFY(nginx_ && nginx_->ended());
    QCOMPARE(*nginx_->ended(), 0);
}

std::optional<WireResponse> EdgeTest::ask(const std::string& bytes) const {
    Wire wire{options_.listen.port, Wire::Security::Tls};
    wire.send(bytes);
    return wire.response();
}

bool EdgeTest::isHealthy() const {
    const auto answer = ask(request("POST /healthy", "Content-Length: 5\r\n") + "hello");
    return answer && answer->status == 200 && answer->body == "hello" &&
           answer->headers.at("x-seen") == "POST /healthy";
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

void EdgeTest::refusesAttacks_data() {
    // TYPE stands for the header that tells the wanted format; where the line before it is at fault, the
    // header is not read any more and the answer is JSON.
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("status");  // 0: cut off without an answer is as good
    QTest::addColumn<int>("code");
    QTest::addColumn<bool>("lineAtFault");
    const auto row = [](const char* name, const std::string& bytes, int status, v1::FaultCode code,
                        bool lineAtFault = false) {
        QTest::newRow(name) << QByteArray::fromStdString(bytes) << status << static_cast<int>(code)
                            << lineAtFault;
    };
    const std::string chunked = "TYPETransfer-Encoding: chunked\r\n";
    row("negative chunk size", request("POST /", chunked) + "-1\r\nabc\r\n0\r\n\r\n", 400, v1::UNREADABLE);
    row("huge chunk size", request("POST /", chunked) + "ffffffffffffffff\r\nabc", 400, v1::UNREADABLE);
    row("chunked at all", request("POST /", chunked) + "3\r\nabc\r\n0\r\n\r\n", 411, v1::UNREADABLE);
    row("chunked, oddly spelled", request("POST /", "TYPETransfer-Encoding:\tChunked\r\n") + "0\r\n\r\n", 501,
        v1::UNREADABLE);
    row("chunked GET", request("GET /", chunked) + "0\r\n\r\n", 411, v1::UNREADABLE);
    row("chunked sign-in", request("POST /v1/sign-in", chunked) + "0\r\n\r\n", 411, v1::UNREADABLE);
    row("other encoding", request("POST /", "TYPETransfer-Encoding: gzip, chunked\r\n") + "0\r\n\r\n", 501,
        v1::UNREADABLE);
    row("both lengths",
        request("POST /", "TYPEContent-Length: 3\r\nTransfer-Encoding: chunked\r\n") + "0\r\n\r\n", 400,
        v1::UNREADABLE);
    row("two lengths", request("POST /", "TYPEContent-Length: 3\r\nContent-Length: 30\r\n") + "abc", 400,
        v1::UNREADABLE);
    row("one length twice", request("POST /", "TYPEContent-Length: 3\r\nContent-Length: 3\r\n") + "abc", 400,
        v1::UNREADABLE);
    row("lengths in a list", request("POST /", "TYPEContent-Length: 3, 30\r\n") + "abc", 400, v1::UNREADABLE);
    row("negative length", request("POST /", "TYPEContent-Length: -1\r\n"), 400, v1::UNREADABLE);
    row("length beyond 64 bits", request("POST /", "TYPEContent-Length: 99999999999999999999\r\n"), 400,
        v1::UNREADABLE);
    row("500 MB announced", request("POST /", "TYPEContent-Length: 524288000\r\n"), 413, v1::TOO_LARGE);
    row("endless header", "POST / HTTP/1.1\r\nHost: localhost\r\nTYPEX-Long: " + std::string(100'000, 'a'),
        431, v1::TOO_LARGE);
    std::string many;
    for (int i = 0; i < 2000; ++i)
        many += "X-Header-" + std::to_string(i) + ": value\r\n";
    row("many headers", request("GET /", "TYPE" + many), 431, v1::TOO_LARGE);
    row("long address", request("GET /" + std::string(9000, 'a'), "TYPE"), 414, v1::TOO_LARGE, true);
    row("trace", request("TRACE /", "TYPE"), 405, v1::METHOD_NOT_ALLOWED);
    row("connect", request("CONNECT localhost:22", "TYPE"), 0, v1::METHOD_NOT_ALLOWED);
    row("unknown method", request("BREW /", "TYPE"), 405, v1::METHOD_NOT_ALLOWED);
    row("not ASCII in a header", request("GET /", "TYPEAuthorization: Bearer \xc3\xa9\r\n"), 400,
        v1::UNREADABLE);
    row("tab in a header", request("GET /", "TYPEUser-Agent: a\tb\r\n"), 400, v1::UNREADABLE);
    row("NUL in a header", request("GET /", "TYPEUser-Agent: a" + std::string(1, '\0') + "b\r\n"), 400,
        v1::UNREADABLE);
    row("not ASCII in the address", request("GET /\xc3\xa9", "TYPE"), 400, v1::UNREADABLE);
    row("broken escape", request("GET /a?b=%zz", "TYPE"), 400, v1::UNREADABLE);
    row("another host's path", request("POST //x/v1/sign-in", "TYPE"), 400, v1::UNREADABLE);
    row("leaving the root", request("GET /../../etc/passwd", "TYPE"), 400, v1::UNREADABLE, true);
    row("internal place", request("GET /.fault/keep/404.json", "TYPE"), 404, v1::NOT_FOUND);
    row("internal files", request("GET /.files/ab/part", "TYPE"), 404, v1::NOT_FOUND);
    row("no HTTP", "\x16\x03\x01 nonsense\r\n\r\n", 0, v1::UNREADABLE);
    row("next version", "GET / HTTP/3.0\r\nHost: localhost\r\nTYPE\r\n", 505, v1::UNREADABLE, true);
    row("no host", "GET / HTTP/1.1\r\nTYPE\r\n", 400, v1::UNREADABLE);
}

void EdgeTest::refusesAttacks() {
    QFETCH(QByteArray, bytes);
    QFETCH(int, status);
    QFETCH(int, code);
    QFETCH(bool, lineAtFault);
    const int before = handled_;
    for (const std::string type : {json, protobuf}) {
        auto attack = bytes;
        attack.replace("TYPE", QByteArray::fromStdString("Content-Type: " + type + "\r\n"));
        Wire wire{options_.listen.port, Wire::Security::Tls};
        wire.send(attack.toStdString());
        const auto answer = wire.response();
        if (status != 0) {
            QVERIFY(answer);
            QCOMPARE(answer->status, status);
            QVERIFY(bytes.contains("TYPE"));
            QCOMPARE(answer->headers.at("content-type"), lineAtFault ? json : type);
            const auto fault = faultIn(*answer);
            QCOMPARE(static_cast<int>(fault.code()), code);
            QVERIFY(!fault.message().empty());
            QCOMPARE(answer->headers.at("x-request-id").size(), std::size_t{32});
        } else if (answer) {
            QVERIFY(answer->status >= 400);
            QVERIFY(faultIn(*answer).code() != v1::FAULT_CODE_UNSPECIFIED);
        }
        // What follows a request that was not understood must not be taken for the next one.
        if (status != 404)
            QVERIFY(wire.endsWithin(10s));
        QVERIFY(isHealthy());
    }
    QCOMPARE(handled_ - before, 2);  // the healthy ones
}

void EdgeTest::refusesAHugeBodyUnread() {
    Wire wire{options_.listen.port, Wire::Security::Tls};
    wire.send(
        request("POST /v1/sync", "Content-Type: application/x-protobuf\r\nContent-Length: 524288000\r\n"));
    const auto answer = wire.response();  // before one byte of the body was sent
    QVERIFY(answer);
    QCOMPARE(answer->status, 413);
    const auto fault = faultIn(*answer);
    QCOMPARE(fault.code(), v1::TOO_LARGE);
    QCOMPARE(fault.limit(), std::int64_t{edge::maxBodyBytes});
    QCOMPARE(fault.path(), std::string{"body"});
    // A sender that goes on regardless is cut off.
    const std::string part(1U << 20U, 'x');
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    bool taken = true;
    while (taken && std::chrono::steady_clock::now() < deadline)
        taken = wire.send(part);
    QVERIFY(!taken);
}

void EdgeTest::cutsOffASlowBody() {
    const int before = handled_;
    Wire wire{options_.listen.port, Wire::Security::Tls};
    wire.send(request("POST /", "Content-Length: 100\r\n") + "abc");
    QVERIFY(isHealthy());  // one slow client holds up nobody
    QVERIFY(wire.endsWithin(10s));
    QCOMPARE(handled_ - before, 1);
}

void EdgeTest::cutsOffASlowHeader() {
    Wire wire{options_.listen.port, Wire::Security::Tls};
    const auto begin = std::chrono::steady_clock::now();
    // A line now and then does not help: the time is for all of the header.
    wire.send("GET / HTTP/1.1\r\nHost: localhost\r\n");
    bool ended = false;
    for (int i = 0; i < 100 && !ended; ++i) {
        ended = wire.endsWithin(200ms);
        wire.send("X-Slow: " + std::to_string(i) + "\r\n");
    }
    QVERIFY(ended);
    QVERIFY(std::chrono::steady_clock::now() - begin < 10s);
}

void EdgeTest::answersPipelinedRequests() {
    Wire wire{options_.listen.port, Wire::Security::Tls};
    QVERIFY(wire.send(request("POST /first", "Content-Length: 3\r\n") + "one" + request("GET /second") +
                      request("POST /third", "Content-Length: 5\r\n") + "three"));
    for (const auto& [seen, body] :
         {std::pair{"POST /first", "one"}, {"GET /second", ""}, {"POST /third", "three"}}) {
        const auto answer = wire.response();
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        QCOMPARE(answer->headers.at("x-seen"), std::string{seen});
        QCOMPARE(answer->body, std::string{body});
    }
}

void EdgeTest::servesDuringHalfOpenHandshakes() {
    // The beginning of a ClientHello whose rest never comes.
    const std::string beginning{"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 11};
    std::vector<Wire> half;
    for (int i = 0; i < 300; ++i) {
        half.emplace_back(options_.listen.port, Wire::Security::Plain);
        if (i % 2 == 0)
            half.back().send(beginning);
    }
    for (int i = 0; i < 5; ++i)
        QVERIFY(isHealthy());
    for (auto& wire : half)
        QVERIFY(wire.endsWithin(10s));
}

void EdgeTest::replacesForgedHeaders() {
    const auto answer = ask(request("GET /forged",
                                    "X-Fieldfare-Edge: forged\r\nx-fieldfare-edge: forged\r\n"
                                    "X_Fieldfare_Edge: forged\r\nX-Real-IP: 192.0.2.1\r\n"
                                    "X-Forwarded-For: 192.0.2.1\r\nX-Request-Id: forged\r\n"
                                    "X-Accel-Redirect: /.files/x\r\nX-Other: forged\r\n"
                                    "Authorization: Bearer token\r\nAccept-Encoding: zstd\r\n"));
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);  // so the listener saw the true secret, and only that
    const std::lock_guard lock{mutex_};
    QCOMPARE(last_.path, std::string{"/forged"});
    QCOMPARE(last_.clientAddress, std::string{"127.0.0.1"});
    QCOMPARE(last_.requestId, answer->headers.at("x-request-id"));
    QCOMPARE(last_.authorization, std::string{"Bearer token"});
    QCOMPARE(last_.acceptEncoding, std::string{"zstd"});
    for (const auto& [name, value] : last_.headers)
        QVERIFY2(value.find("forged") == std::string::npos && value.find("192.0.2.1") == std::string::npos,
                 name.c_str());
}

void EdgeTest::listenerAloneRefuses() {
    const int before = handled_;
    for (const std::string& header : {std::string{}, "X-Fieldfare-Edge: " + std::string(64, 'a') + "\r\n"}) {
        Wire wire{options_.upstreams.front().port, Wire::Security::Plain};
        wire.send(request("GET /", header));
        const auto answer = wire.response();
        QVERIFY(answer);
        QCOMPARE(answer->status, 403);
        QCOMPARE(faultIn(*answer).code(), v1::FORBIDDEN);
    }
    QCOMPARE(handled_.load(), before);
}

void EdgeTest::limitsBodies() {
    const auto size = [this](const std::string& path, int bytes) {
        const auto answer =
            ask(request("POST " + path, "Content-Type: application/x-protobuf\r\nContent-Length: " +
                                            std::to_string(bytes) + "\r\n") +
                std::string(static_cast<std::size_t>(bytes), 'x'));
        if (!answer)
            return std::int64_t{-1};
        if (answer->status == 413)
            return -faultIn(*answer).limit();
        return static_cast<std::int64_t>(std::max(answer->body.size(), std::size_t{1}));
    };
    QCOMPARE(size("/", edge::maxBodyBytes), std::int64_t{edge::maxBodyBytes});
    QCOMPARE(size("/", edge::maxBodyBytes + 1), -std::int64_t{edge::maxBodyBytes});
    QCOMPARE(size("/v1/files/ab", edge::maxFileBodyBytes), std::int64_t{edge::maxFileBodyBytes});
    QCOMPARE(size("/v1/files/ab", edge::maxFileBodyBytes + 1), -std::int64_t{edge::maxFileBodyBytes});
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
