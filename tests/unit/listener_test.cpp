#include "sync-server/http/listener.h"

#include <QTemporaryDir>
#include <QTest>
#include <condition_variable>
#include <filesystem>
#include <fstream>
#include <future>
#include <mutex>

#include <sys/stat.h>

#include "sync-server/http/fault_response.h"
#include "tests/support/wire/wire.h"

using namespace fieldfare;
using namespace fieldfare::server::http;
using fieldfare::tests::Wire;
using fieldfare::tests::WireResponse;

class ListenerTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void refusesAnythingButLoopback_data();
    void refusesAnythingButLoopback();
    void refusesAPortThatIsTaken();
    void passesBytesUnchanged();
    void keepsConnections();
    void wantsTheSecret_data();
    void wantsTheSecret();
    void acceptsBothSecretsDuringARotation();
    void refusesASecretThatOthersMayRead();
    void neverRepeatsTheSecret();
    void refusesALargeBody();
    void answersWhenTheReplyIsDropped();
    void answersWhenTheHandlerThrows();
    void answersOnce();
    void refusesHeadersThatEndEarly();
    void leavesOutTheBodyForHead();
    void waitsForRepliesWhenStopped();
    void survivesALateReply();
    void givesFaultsTheirStatus();

  private:
    [[nodiscard]] std::string head(const std::string& line, const std::string& more = "") const {
        return line + " HTTP/1.1\r\nHost: x\r\nX-Fieldfare-Edge: " + secrets_->current() +
               "\r\nX-Request-Id: r1\r\n" + more + "\r\n";
    }
    [[nodiscard]] std::optional<WireResponse> ask(const Listener& listener, const std::string& bytes) const {
        Wire wire{listener.port(), Wire::Security::Plain};
        wire.send(bytes);
        return wire.response();
    }
    [[nodiscard]] static v1::Fault jsonFault(const WireResponse& response);

    QTemporaryDir folder_;
    std::unique_ptr<EdgeSecrets> secrets_;
};

namespace {

Handler echo() {
    return [](Request request, const Reply& reply) {
        Response response;
        response.contentType = "application/octet-stream";
        response.body = request.body;
        response.headers.emplace_back("X-Seen", request.method + " " + request.path + " " + request.query +
                                                    " " + request.clientAddress + " " +
                                                    request.contentEncoding);
        reply(std::move(response));
    };
}

}  // namespace

v1::Fault ListenerTest::jsonFault(const WireResponse& response) {
    if (response.headers.at("content-type") != "application/json")
        return {};
    return faultFromJson(response.body).value_or(v1::Fault{});
}

void ListenerTest::initTestCase() {
    const std::filesystem::path folder{folder_.path().toStdString()};
    EdgeSecrets::make(folder);
    struct stat state {};
    QCOMPARE(::stat((folder / "edge-secret").c_str(), &state), 0);
    QCOMPARE(state.st_mode & 0777U, 0600U);
    secrets_ = std::make_unique<EdgeSecrets>(folder, std::chrono::milliseconds{0});
    const auto first = secrets_->current();
    EdgeSecrets::make(folder);
    QCOMPARE(EdgeSecrets{folder}.current(), first);
}

void ListenerTest::refusesAnythingButLoopback_data() {
    QTest::addColumn<QString>("address");
    for (const auto* address :
         {"0.0.0.0", "192.0.2.1", "localhost", "::1", "", "127.0.0.1.example", "126.255.255.255"})
        QTest::newRow(address) << address;
}

void ListenerTest::refusesAnythingButLoopback() {
    QFETCH(QString, address);
    try {
        const Listener listener{{.address = address.toStdString()}, *secrets_, echo()};
        QFAIL("bound to something that is not loopback");
    } catch (const ListenerError& error) {
        QVERIFY(QString{error.what()}.contains("\"" + address + "\""));
    }
}

void ListenerTest::refusesAPortThatIsTaken() {
    Listener first{{}, *secrets_, echo()};
    first.start();
    QVERIFY(first.port() > 0);
    Listener second{{.address = "127.0.0.1", .port = first.port()}, *secrets_, echo()};
    QVERIFY_THROWS_EXCEPTION(ListenerError, second.start());
    QCOMPARE(ask(first, head("GET /"))->status, 200);
}

void ListenerTest::passesBytesUnchanged() {
    Listener listener{{}, *secrets_, echo()};
    listener.start();
    std::string body;
    for (int i = 0; i < 100'000; ++i)
        body.push_back(static_cast<char>(i * 7));
    const auto answer =
        ask(listener, head("POST /v1/a%20b?after=x%26y",
                           "Content-Type: text/plain; charset=utf-16\r\nContent-Encoding: zstd\r\n"
                           "X-Real-IP: 192.0.2.7\r\nContent-Length: " +
                               std::to_string(body.size()) + "\r\n") +
                          body);
    QVERIFY(answer);
    QCOMPARE(answer->status, 200);
    QVERIFY(answer->body == body);
    QCOMPARE(answer->headers.at("x-seen"), std::string{"POST /v1/a%20b after=x%26y 192.0.2.7 zstd"});
    QCOMPARE(answer->headers.at("content-type"), std::string{"application/octet-stream"});
}

void ListenerTest::keepsConnections() {
    Listener listener{{}, *secrets_, echo()};
    listener.start();
    Wire wire{listener.port(), Wire::Security::Plain};
    for (int i = 0; i < 50; ++i) {
        const auto body = std::to_string(i);
        QVERIFY(wire.send(head("POST /x", "Content-Length: " + std::to_string(body.size()) + "\r\n") + body));
        const auto answer = wire.response();
        QVERIFY(answer);
        QCOMPARE(answer->body, body);
    }
}

void ListenerTest::wantsTheSecret_data() {
    QTest::addColumn<QString>("header");
    QTest::newRow("none") << "";
    QTest::newRow("empty") << "X-Fieldfare-Edge:\r\n";
    QTest::newRow("wrong") << "X-Fieldfare-Edge: " + QString(64, '0') + "\r\n";
    QTest::newRow("prefix") << "X-Fieldfare-Edge: CURRENT0\r\n";
    QTest::newRow("twice") << "X-Fieldfare-Edge: CURRENT\r\nX-Fieldfare-Edge: CURRENT\r\n";
}

void ListenerTest::wantsTheSecret() {
    QFETCH(QString, header);
    std::atomic<int> calls = 0;
    Listener listener{{}, *secrets_, [&](const Request&, const Reply& reply) {
                          ++calls;
                          reply({});
                      }};
    listener.start();
    header.replace("CURRENT", QString::fromStdString(secrets_->current()));
    for (const auto* method : {"GET", "POST", "TRACE", "OPTIONS", "BREW"}) {
        const auto answer =
            ask(listener, std::string{method} + " / HTTP/1.1\r\nHost: x\r\n" + header.toStdString() + "\r\n");
        QVERIFY(answer);
        QCOMPARE(answer->status, 403);
        QCOMPARE(jsonFault(*answer).code(), v1::FORBIDDEN);
    }
    QCOMPARE(calls.load(), 0);
    QCOMPARE(ask(listener, head("GET /"))->status, 200);
}

void ListenerTest::acceptsBothSecretsDuringARotation() {
    const std::filesystem::path folder{folder_.path().toStdString()};
    const auto before = secrets_->current();
    EdgeSecrets::rotate(folder);
    const auto after = EdgeSecrets{folder}.current();
    QVERIFY(before != after);
    QVERIFY(secrets_->accepts(after));
    QVERIFY(secrets_->accepts(before));
    QVERIFY(EdgeSecrets{folder}.accepts(before));
    EdgeSecrets::forgetPrevious(folder);
    QVERIFY(!secrets_->accepts(before));
    QVERIFY(secrets_->accepts(after));
    QCOMPARE(secrets_->current(), after);
}

void ListenerTest::refusesASecretThatOthersMayRead() {
    const QTemporaryDir other;
    const std::filesystem::path folder{other.path().toStdString()};
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, EdgeSecrets{folder});
    EdgeSecrets::make(folder);
    std::filesystem::permissions(folder / "edge-secret", std::filesystem::perms{0640});
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, EdgeSecrets{folder});
    std::filesystem::permissions(folder / "edge-secret", std::filesystem::perms{0600});
    std::ofstream{folder / "edge-secret"} << "short\n";
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, EdgeSecrets{folder});
}

void ListenerTest::neverRepeatsTheSecret() {
    Listener listener{{}, *secrets_, [](const Request& request, const Reply& reply) {
                          Response response{.contentType = "text/plain"};
                          for (const auto& [name, value] : request.headers)
                              response.body += name + "=" + value + "\n";
                          reply(std::move(response));
                      }};
    listener.start();
    for (const auto* method : {"TRACE", "OPTIONS", "GET"}) {
        const auto answer = ask(listener, head(std::string{method} + " /", "X-Other: seen\r\n"));
        QVERIFY(answer);
        QVERIFY(answer->body.find("x-other=seen") != std::string::npos);
        QVERIFY(answer->body.find(secrets_->current()) == std::string::npos);
    }
}

void ListenerTest::refusesALargeBody() {
    std::atomic<int> calls = 0;
    Listener listener{{.maxBody = 1000}, *secrets_, [&](const Request&, const Reply& reply) {
                          ++calls;
                          reply({});
                      }};
    listener.start();
    QCOMPARE(ask(listener, head("POST /", "Content-Length: 1000\r\n") + std::string(1000, 'x'))->status, 200);
    QCOMPARE(calls.load(), 1);
    const auto json = ask(listener, head("POST /", "Content-Length: 1001\r\n") + std::string(1001, 'x'));
    QVERIFY(json);
    QCOMPARE(json->status, 413);
    QCOMPARE(jsonFault(*json).code(), v1::TOO_LARGE);
    const auto binary =
        ask(listener, head("POST /", "Content-Type: application/x-protobuf\r\nContent-Length: 1001\r\n") +
                          std::string(1001, 'x'));
    QVERIFY(binary);
    QCOMPARE(binary->headers.at("content-type"), std::string{"application/x-protobuf"});
    v1::Fault fault;
    QVERIFY(fault.ParseFromString(binary->body));
    QCOMPARE(fault.code(), v1::TOO_LARGE);
    QCOMPARE(fault.limit(), std::int64_t{1000});
    QCOMPARE(fault.path(), std::string{"body"});
    QCOMPARE(fault.request_id(), std::string{"r1"});
    const auto chunked =
        ask(listener, head("POST /", "Transfer-Encoding: chunked\r\n") + "3\r\nabc\r\n0\r\n\r\n");
    QVERIFY(chunked);
    QCOMPARE(chunked->status, 411);
    QCOMPARE(calls.load(), 1);
}

void ListenerTest::answersWhenTheReplyIsDropped() {
    Listener listener{{}, *secrets_, [](const Request&, const Reply&) {}};
    listener.start();
    for (const auto* line : {"GET /", "HEAD /"}) {
        const auto answer = ask(listener, head(line));
        QVERIFY(answer);
        QCOMPARE(answer->status, 500);
    }
    QCOMPARE(jsonFault(*ask(listener, head("GET /"))).code(), v1::INTERNAL);
}

void ListenerTest::answersWhenTheHandlerThrows() {
    Listener listener{{}, *secrets_, [](const Request& request, const Reply& reply) {
                          if (request.path == "/late")
                              reply({});
                          if (request.path == "/odd")
                              throw 42;
                          throw std::runtime_error{"on purpose"};
                      }};
    listener.start();
    for (const auto* line : {"GET /", "GET /odd"}) {
        const auto answer = ask(listener, head(line));
        QVERIFY(answer);
        QCOMPARE(answer->status, 500);
        QCOMPARE(jsonFault(*answer).code(), v1::INTERNAL);
        QVERIFY(answer->body.find("r1") != std::string::npos);
        QVERIFY(answer->body.find("on purpose") == std::string::npos);
    }
    QCOMPARE(ask(listener, head("GET /late"))->status, 200);
}

void ListenerTest::answersOnce() {
    Listener listener{{}, *secrets_, [](const Request&, const Reply& reply) {
                          reply({.status = 201});
                          reply({.status = 202});
                      }};
    listener.start();
    Wire wire{listener.port(), Wire::Security::Plain};
    for (int i = 0; i < 2; ++i) {
        wire.send(head("GET /"));
        QCOMPARE(wire.response()->status, 201);
    }
}

void ListenerTest::refusesHeadersThatEndEarly() {
    Listener listener{{}, *secrets_, [](const Request&, const Reply& reply) {
                          Response response;
                          response.headers.emplace_back("X-Name", "a\r\nSet-Cookie: b");
                          reply(std::move(response));
                      }};
    listener.start();
    const auto answer = ask(listener, head("GET /"));
    QVERIFY(answer);
    QCOMPARE(answer->status, 500);
    QVERIFY(!answer->headers.contains("set-cookie"));
}

void ListenerTest::leavesOutTheBodyForHead() {
    Listener listener{{}, *secrets_, [](const Request&, const Reply& reply) {
                          reply({.contentType = "text/plain", .body = "HTTP/1.1 200 OK\r\n"});
                      }};
    listener.start();
    Wire wire{listener.port(), Wire::Security::Plain};
    for (int i = 0; i < 3; ++i) {
        wire.send(head("HEAD /"));
        const auto answer = wire.response(std::chrono::seconds{10}, true);
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
    }
}

void ListenerTest::waitsForRepliesWhenStopped() {
    std::promise<Reply> owed;
    Listener listener{{}, *secrets_, [&](const Request&, const Reply& reply) { owed.set_value(reply); }};
    listener.start();
    Wire wire{listener.port(), Wire::Security::Plain};
    wire.send(head("GET /"));
    auto reply = owed.get_future().get();
    auto stopped = std::async(std::launch::async, [&] { listener.stop(); });
    // New requests are refused from the moment that stop() began.
    QTRY_COMPARE(ask(listener, head("GET /"))->status, 503);
    QVERIFY(stopped.wait_for(std::chrono::milliseconds{0}) == std::future_status::timeout);
    reply({.status = 204});
    const auto answer = wire.response();
    QVERIFY(answer);
    QCOMPARE(answer->status, 204);
    stopped.get();
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (Wire{listener.port(), Wire::Security::Plain}));
}

void ListenerTest::survivesALateReply() {
    std::promise<Reply> owed;
    Reply reply;
    {
        Listener listener{{.stopGrace = std::chrono::milliseconds{1}},
                          *secrets_,
                          [&](const Request&, const Reply& given) { owed.set_value(given); }};
        listener.start();
        Wire wire{listener.port(), Wire::Security::Plain};
        wire.send(head("GET /"));
        reply = owed.get_future().get();
    }
    reply({});
    reply = nullptr;
}

void ListenerTest::givesFaultsTheirStatus() {
    // A code that nobody gave a status would be told as the server's own failure.
    for (int code = 1; code <= v1::FaultCode_MAX; ++code) {
        if (v1::FaultCode_IsValid(code) && code != v1::INTERNAL)
            QVERIFY2(statusOf(static_cast<v1::FaultCode>(code)) != 500,
                     v1::FaultCode_Name(static_cast<v1::FaultCode>(code)).c_str());
    }
    const auto busy = busyResponse({}, std::chrono::milliseconds{1500});
    QCOMPARE(busy.status, 503);
    QVERIFY(std::find(busy.headers.begin(), busy.headers.end(),
                      std::pair<std::string, std::string>{"Retry-After", "2"}) != busy.headers.end());
    v1::Fault broken;
    broken.set_code(v1::INVALID);
    broken.set_limit(7);
    broken.set_message("\xff\xfe");
    QVERIFY(faultJson(broken).find("\"INVALID\"") != std::string::npos);
}

QTEST_GUILESS_MAIN(ListenerTest)
#include "listener_test.moc"
