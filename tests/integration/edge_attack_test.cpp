// The edge under attack: raw bytes sent at the real nginx before the real listener, and at the listener
// alone.
#include <QTest>

#include "edge_site.h"

using namespace fieldfare;
using namespace fieldfare::server;
using namespace std::chrono_literals;
using tests::faultIn;
using tests::json;
using tests::protobuf;
using tests::request;
using tests::Wire;
using tests::WireResponse;

/// Whatever is sent is answered with a typed fault or cut off, and others are served.
class EdgeAttackTest final : public tests::EdgeSite {
    Q_OBJECT

  private slots:
    void initTestCase() {
        prepare();
        serve();
    }
    void cleanup() { QVERIFY(isHealthy()); }
    void cleanupTestCase() { stop(); }

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
};

void EdgeAttackTest::refusesAttacks_data() {
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

void EdgeAttackTest::refusesAttacks() {
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

void EdgeAttackTest::refusesAHugeBodyUnread() {
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

void EdgeAttackTest::cutsOffASlowBody() {
    const int before = handled_;
    Wire wire{options_.listen.port, Wire::Security::Tls};
    wire.send(request("POST /", "Content-Length: 100\r\n") + "abc");
    QVERIFY(isHealthy());  // one slow client holds up nobody
    QVERIFY(wire.endsWithin(10s));
    QCOMPARE(handled_ - before, 1);
}

void EdgeAttackTest::cutsOffASlowHeader() {
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

void EdgeAttackTest::answersPipelinedRequests() {
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

void EdgeAttackTest::servesDuringHalfOpenHandshakes() {
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

void EdgeAttackTest::replacesForgedHeaders() {
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

void EdgeAttackTest::listenerAloneRefuses() {
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

void EdgeAttackTest::limitsBodies() {
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

QTEST_GUILESS_MAIN(EdgeAttackTest)
#include "edge_attack_test.moc"
