// The app's transport against a TLS server that behaves as badly as networks do.
#include <QCoreApplication>
#include <QPointer>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTest>
#include <QTimer>
#include <thread>

#include "mobile/network/pairing_text.h"
#include "mobile/network/qt_transport.h"
#include "shared/base/base64.h"
#include "shared/base/hex.h"
#include "shared/schema/fault.h"
#include "tests/support/tls/identity.h"
#include "tests/support/tls/tls_server.h"

using namespace fieldfare;
using namespace std::chrono_literals;
using fieldfare::engine::Answer;
using fieldfare::engine::Call;
using fieldfare::network::QtTransport;
using fieldfare::network::ServerKeys;
using fieldfare::network::TransportLimits;
using fieldfare::tests::Identity;
using fieldfare::tests::SeenRequest;
using fieldfare::tests::TlsServer;

class TransportTest final : public QObject {
    Q_OBJECT

  private slots:
    void asksAndAnswers();
    void keepsItsConnection();
    void connectsAgainAfterAnIdleClose();
    void knowsTheServerByItsKeyAlone();
    void sendsNothingToAForeignKey();
    void sendsNothingToAForeignKeyOfATrustedName();
    void noticesAnotherKeyOnTheNextConnection();
    void pinsTheFirstKeyWhereThatIsWanted();
    void leavesBodiesAsTheyCome();
    void handsOverRefusals_data();
    void handsOverRefusals();
    void followsNoRedirect();
    void noticesEveryCut_data();
    void noticesEveryCut();
    void carriesLargeBodies();
    void boundsAnswers_data();
    void boundsAnswers();
    void givesUp_data();
    void givesUp();
    void waitsAsLongAsAsked();
    void canBeCancelled();
    void saysWhyThereIsNoConnection();
    void worksInAnyThread();
    void readsPairings();
    void refusesAddresses_data();
    void refusesAddresses();

  private:
    [[nodiscard]] static QtTransport transportTo(const TlsServer& server, const Identity& identity,
                                                 TransportLimits limits = {}) {
        return {server.url(), ServerKeys{{identity.fingerprint}, ServerKeys::FirstUse::Refuse}, limits};
    }
    const Identity own_ = Identity::make();
    const Identity other_ = Identity::make();
};

namespace {

const Call request{.path = "/v1/sync", .body = "a request", .token = "secret"};

TlsServer::Handler answering(const QByteArray& bytes) {
    return [bytes](const SeenRequest&, QSslSocket& socket) { socket.write(bytes); };
}

}  // namespace

void TransportTest::asksAndAnswers() {
    TlsServer server{own_, answering(TlsServer::answer(200, "an answer"))};
    auto transport = transportTo(server, own_);
    const Answer answer = transport.exchange(request);
    QCOMPARE(answer.status, 200);
    QCOMPARE(answer.body, "an answer");
    QVERIFY(answer.contentEncoding.empty() && answer.networkError.empty() && !answer.foreignKey);
    QCOMPARE(server.requests().size(), 1);
    auto seen = server.requests().first();
    QCOMPARE(seen.line, "POST /v1/sync HTTP/1.1");
    QCOMPARE(seen.body, "a request");
    QCOMPARE(seen.headers["authorization"], "Bearer secret");
    QCOMPARE(seen.headers["accept-encoding"], "zstd");
    QCOMPARE(seen.headers["content-type"], "application/x-protobuf");
    QVERIFY(!seen.headers.contains("transfer-encoding"));

    (void)transport.exchange({.path = "/v1/sign-out", .body = {}, .token = {}});
    seen = server.requests().last();
    QCOMPARE(seen.line, "POST /v1/sign-out HTTP/1.1");
    QCOMPARE(seen.headers["content-length"], "0");
    QVERIFY(!seen.headers.contains("authorization"));
}

void TransportTest::keepsItsConnection() {
    TlsServer server{own_, answering(TlsServer::answer(200, "ok", "Set-Cookie: a=b\r\n"))};
    auto transport = transportTo(server, own_);
    for (int i = 0; i < 20; ++i)
        QCOMPARE(transport.exchange(request).status, 200);
    QCOMPARE(server.requests().size(), 20);
    QCOMPARE(server.connections(), 1);
    QVERIFY(!server.requests().last().headers.contains("cookie"));
}

void TransportTest::connectsAgainAfterAnIdleClose() {
    QPointer<QSslSocket> last;
    TlsServer server{own_};
    server.setHandler([&](const SeenRequest&, QSslSocket& socket) {
        last = &socket;
        socket.write(TlsServer::answer(200, "ok"));
    });
    auto transport = transportTo(server, own_);
    for (int i = 1; i <= 3; ++i) {
        QCOMPARE(transport.exchange(request).status, 200);
        QCOMPARE(server.connections(), i);
        last->disconnectFromHost();
        QTRY_COMPARE(server.openConnections(), 0);
    }
}

void TransportTest::knowsTheServerByItsKeyAlone() {
    // Signed by nobody, for another name, and over since yesterday.
    const auto identity = Identity::make("elsewhere.example", -30min);
    TlsServer server{identity, answering(TlsServer::answer(200, "ok"))};
    QCOMPARE(transportTo(server, identity).exchange(request).status, 200);

    v1::Pairing pairing;
    pairing.set_url(server.url());
    pairing.set_key_sha256(other_.fingerprint);
    pairing.set_spare_key_sha256(identity.fingerprint);
    QCOMPARE(QtTransport{pairing}.exchange(request).status, 200);
}

void TransportTest::sendsNothingToAForeignKey() {
    TlsServer server{other_, answering(TlsServer::answer(200, "caught"))};
    // Several times: the handshake ends in another thread than the one that looks at the key.
    for (int i = 1; i <= 20; ++i) {
        auto transport = transportTo(server, own_);
        const Answer answer = transport.exchange(request);
        QCOMPARE(answer.status, 0);
        QVERIFY(answer.foreignKey);
        QVERIFY(answer.body.empty());
        QVERIFY2(answer.networkError.find(base::toHex(other_.fingerprint)) != std::string::npos,
                 answer.networkError.c_str());
        QVERIFY(server.connections() >= i);
        QTRY_COMPARE(server.openConnections(), 0);
    }
    QCOMPARE(server.bytesReceived(), 0);
    QVERIFY(server.requests().isEmpty());
}

void TransportTest::sendsNothingToAForeignKeyOfATrustedName() {
    // Nothing is wrong with its certificate: somebody got one for the server's name.
    const auto before = QSslConfiguration::defaultConfiguration();
    auto trusting = before;
    trusting.addCaCertificate(other_.certificate);
    QSslConfiguration::setDefaultConfiguration(trusting);
    TlsServer server{other_, answering(TlsServer::answer(200, "caught"))};
    QtTransport transport{"https://localhost:" + std::to_string(server.port()),
                          ServerKeys{{own_.fingerprint}, ServerKeys::FirstUse::Refuse}};
    const Answer answer = transport.exchange(request);
    QSslConfiguration::setDefaultConfiguration(before);
    QVERIFY(answer.foreignKey);
    QTRY_COMPARE(server.openConnections(), 0);
    QVERIFY(server.connections() > 0);
    QCOMPARE(server.bytesReceived(), 0);
}

void TransportTest::noticesAnotherKeyOnTheNextConnection() {
    auto server = std::make_unique<TlsServer>(own_, answering(TlsServer::answer(200, "ok")));
    const auto port = server->port();
    auto transport = transportTo(*server, own_);
    QCOMPARE(transport.exchange(request).status, 200);
    server.reset();
    TlsServer impostor{other_, answering(TlsServer::answer(200, "caught")), port};
    const Answer answer = transport.exchange(request);
    QCOMPARE(answer.status, 0);
    QVERIFY(answer.foreignKey);
    QVERIFY(impostor.connections() > 0);
    QTRY_COMPARE(impostor.openConnections(), 0);
    QCOMPARE(impostor.bytesReceived(), 0);
}

void TransportTest::pinsTheFirstKeyWhereThatIsWanted() {
    auto server = std::make_unique<TlsServer>(own_, answering(TlsServer::answer(200, "ok")));
    const auto port = server->port();
    QtTransport transport{server->url(), ServerKeys{{}, ServerKeys::FirstUse::Trust}};
    QVERIFY(transport.keys().known().empty());
    QCOMPARE(transport.exchange(request).status, 200);
    QCOMPARE(transport.keys().known(), std::vector<std::string>{own_.fingerprint});
    server.reset();
    TlsServer impostor{other_, answering(TlsServer::answer(200, "caught")), port};
    QVERIFY(transport.exchange(request).foreignKey);
    QTRY_COMPARE(impostor.openConnections(), 0);
    QCOMPARE(impostor.bytesReceived(), 0);

    QVERIFY_THROWS_EXCEPTION(schema::FaultError, (ServerKeys{{}, ServerKeys::FirstUse::Refuse}));
    QVERIFY_THROWS_EXCEPTION(schema::FaultError, (ServerKeys{{"short"}, ServerKeys::FirstUse::Trust}));
}

void TransportTest::leavesBodiesAsTheyCome() {
    // Were one of these opened, or even tried, its body would be another, or an error.
    for (const QByteArray encoding : {"zstd", "gzip", "deflate", "br"}) {
        TlsServer server{own_, answering(TlsServer::answer(200, "not really packed",
                                                           "Content-Encoding: " + encoding + "\r\n"))};
        const Answer answer = transportTo(server, own_).exchange(request);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, "not really packed");
        QCOMPARE(QByteArray::fromStdString(answer.contentEncoding), encoding);
    }
}

void TransportTest::handsOverRefusals_data() {
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("headers");
    QTest::addColumn<int>("retryAfter");  // s; -1: none
    for (const int status : {400, 402, 403, 404, 405, 408, 409, 410, 413, 418, 422, 500, 501, 502, 504})
        QTest::addRow("%d", status) << status << QByteArray{} << -1;
    QTest::newRow("401 as the server says it") << 401 << QByteArray{"WWW-Authenticate: Bearer\r\n"} << -1;
    QTest::newRow("401 asking for a password")
        << 401 << QByteArray{"WWW-Authenticate: Basic realm=\"x\"\r\n"} << -1;
    QTest::newRow("429 with a pause") << 429 << QByteArray{"Retry-After: 7\r\n"} << 7;
    QTest::newRow("503 with a pause") << 503 << QByteArray{"Retry-After: 0\r\n"} << 0;
    QTest::newRow("503 until a date")
        << 503 << QByteArray{"Retry-After: Fri, 31 Dec 2027 23:59:59 GMT\r\n"} << -1;
}

void TransportTest::handsOverRefusals() {
    QFETCH(const int, status);
    QFETCH(const QByteArray, headers);
    QFETCH(const int, retryAfter);
    TlsServer server{own_, answering(TlsServer::answer(status, "a fault in bytes", headers))};
    auto transport = transportTo(server, own_);
    for (int i = 1; i <= 2; ++i) {
        const Answer answer = transport.exchange(request);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.body, "a fault in bytes");
        QVERIFY(answer.networkError.empty() && !answer.foreignKey);
        QCOMPARE(answer.retryAfter.has_value(), retryAfter >= 0);
        if (answer.retryAfter)
            QCOMPARE(answer.retryAfter->count(), retryAfter * 1000);
        QCOMPARE(server.requests().size(), i);
    }
}

void TransportTest::followsNoRedirect() {
    for (const int status : {301, 302, 303, 307, 308}) {
        TlsServer elsewhere{own_, answering(TlsServer::answer(200, "caught"))};
        TlsServer server{
            own_, answering(TlsServer::answer(
                      status, "", "Location: " + QByteArray::fromStdString(elsewhere.url()) + "/\r\n"))};
        const Answer answer = transportTo(server, own_).exchange(request);
        QCOMPARE(answer.status, status);
        QCOMPARE(server.requests().size(), 1);
        QCOMPARE(elsewhere.connections(), 0);
    }
}

void TransportTest::noticesEveryCut_data() {
    QTest::addColumn<QByteArray>("whole");
    QTest::addColumn<bool>("takenWhole");
    QTest::newRow("with a length") << TlsServer::answer(200, "0123456789") << true;
    QTest::newRow("in chunks") << QByteArray{
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n01234\r\n5\r\n56789\r\n0\r\n\r\n"} << true;
    QTest::newRow("a refusal") << TlsServer::answer(422, "0123456789") << true;
    // Nobody can tell whether it was cut.
    QTest::newRow("until the end") << QByteArray{"HTTP/1.1 200 OK\r\n\r\n0123456789"} << false;
}

void TransportTest::noticesEveryCut() {
    QFETCH(const QByteArray, whole);
    QFETCH(const bool, takenWhole);
    qsizetype cut = 0;
    TlsServer server{own_};
    server.setHandler([&](const SeenRequest&, QSslSocket& socket) {
        socket.write(whole.left(cut));
        socket.disconnectFromHost();
    });
    for (cut = 1; cut <= whole.size(); ++cut) {
        auto transport = transportTo(server, own_);
        const Answer answer = transport.exchange(request);
        if (cut == whole.size() && takenWhole)
            QVERIFY(answer.body == "0123456789");
        else
            QVERIFY2(answer.status == 0 && answer.body.empty() && !answer.networkError.empty(),
                     qPrintable(QString{"cut at %1: %2"}.arg(cut).arg(answer.status)));
    }
}

void TransportTest::carriesLargeBodies() {
    QByteArray large(8 << 20, '\0');
    for (qsizetype i = 0; i < large.size(); ++i)
        large[i] = static_cast<char>(i * 31 >> 7);
    TlsServer server{own_, [](const SeenRequest& seen, QSslSocket& socket) {
                         socket.write(TlsServer::answer(200, seen.body));
                     }};
    const Call call{.path = "/v1/sync", .body = large.toStdString(), .token = {}};
    const Answer answer = transportTo(server, own_).exchange(call);
    QCOMPARE(answer.status, 200);
    QVERIFY(answer.body == call.body);
}

void TransportTest::boundsAnswers_data() {
    QTest::addColumn<bool>("announced");
    QTest::newRow("announced") << true;
    QTest::newRow("without end") << false;
}

void TransportTest::boundsAnswers() {
    QFETCH(const bool, announced);
    TlsServer server{own_};
    qint64 written = 0;
    server.setHandler([&](const SeenRequest&, QSslSocket& socket) {
        if (announced) {
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n");
            return;
        }
        socket.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        const auto more = [&socket, &written] {
            if (socket.bytesToWrite() + socket.encryptedBytesToWrite() < 1 << 20)
                written += socket.write("10000\r\n" + QByteArray(0x10000, 'x') + "\r\n");
        };
        connect(&socket, &QSslSocket::bytesWritten, &socket, more);
        connect(&socket, &QSslSocket::encryptedBytesWritten, &socket, more);
        more();
    });
    auto transport = transportTo(server, own_, {.answerBytes = 1 << 20});
    const Answer answer = transport.exchange(request);
    QCOMPARE(answer.status, 0);
    QVERIFY(answer.body.empty());
    QCOMPARE(answer.networkError, "the answer is larger than any answer may be");
    QVERIFY(!answer.foreignKey);
}

void TransportTest::givesUp_data() {
    QTest::addColumn<int>("where");
    QTest::addColumn<QByteArray>("why");
    QTest::newRow("no handshake") << 0 << QByteArray{"the server could not be reached in time"};
    QTest::newRow("no answer") << 1 << QByteArray{"the server did not answer in time"};
    QTest::newRow("half a header") << 2 << QByteArray{"the server did not answer in time"};
    QTest::newRow("half a body") << 3 << QByteArray{"the connection stood still while receiving"};
    QTest::newRow("takes no request") << 4 << QByteArray{"the connection stood still while sending"};
}

void TransportTest::givesUp() {
    QFETCH(const int, where);
    QFETCH(const QByteArray, why);
    QTcpServer deaf;
    QVERIFY(deaf.listen(QHostAddress::LocalHost));
    TlsServer server{own_};
    server.setHandler([&](const SeenRequest&, QSslSocket& socket) {
        if (where == 2)
            socket.write("HTTP/1.1 200 OK\r\nContent-");
        if (where == 3)
            socket.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n01234");
    });
    if (where == 4)
        server.stopReading();
    const auto port = where == 0 ? deaf.serverPort() : server.port();
    QtTransport transport{"https://127.0.0.1:" + std::to_string(port),
                          ServerKeys{{own_.fingerprint}, ServerKeys::FirstUse::Refuse},
                          {.connect = where == 0 ? 150ms : 10'000ms, .idle = where >= 3 ? 150ms : 30'000ms}};
    Call call = request;
    call.timeout = where == 1 || where == 2 ? 150ms : 30'000ms;
    if (where == 4)
        call.body.assign(32U << 20U, 'x');
    const Answer answer = transport.exchange(call);
    QCOMPARE(answer.status, 0);
    QCOMPARE(QByteArray::fromStdString(answer.networkError), why);
    QVERIFY(answer.body.empty() && !answer.foreignKey);
    if (where != 0 && where != 4)
        QTRY_COMPARE(server.openConnections(), 0);
}

void TransportTest::waitsAsLongAsAsked() {
    // A waiting sync: nothing moves for longer than the limit between two pieces.
    TlsServer server{own_, [](const SeenRequest&, QSslSocket& socket) {
                         QTimer::singleShot(300ms, &socket, [&socket] {
                             socket.write(TlsServer::answer(200, "something changed"));
                         });
                     }};
    auto transport = transportTo(server, own_, {.connect = 10s, .idle = 100ms});
    Call call = request;
    call.timeout = 30s;
    QCOMPARE(transport.exchange(call).body, "something changed");
}

void TransportTest::canBeCancelled() {
    TlsServer server{own_};
    auto transport = transportTo(server, own_);
    std::thread other;
    server.setHandler(
        [&](const SeenRequest&, QSslSocket&) { other = std::thread{[&] { transport.cancel(); }}; });
    const Answer cancelled = transport.exchange(request);
    other.join();
    QCOMPARE(cancelled.status, 0);
    QCOMPARE(cancelled.networkError, "given up");
    // It means the exchange under way, not the next one.
    transport.cancel();
    server.setHandler(answering(TlsServer::answer(200, "ok")));
    QCOMPARE(transport.exchange(request).status, 200);
}

void TransportTest::saysWhyThereIsNoConnection() {
    std::string url;
    {
        const TlsServer server{own_};
        url = server.url();
    }
    QtTransport transport{url, ServerKeys{{own_.fingerprint}, ServerKeys::FirstUse::Refuse}};
    const Answer answer = transport.exchange(request);
    QCOMPARE(answer.status, 0);
    QVERIFY2(answer.networkError.starts_with("the server does not take connections ("),
             answer.networkError.c_str());

    // Something else listens there, without TLS.
    QTcpServer plain;
    connect(&plain, &QTcpServer::newConnection, &plain, [&] {
        auto* socket = plain.nextPendingConnection();
        socket->write("220 smtp.example ESMTP\r\n");
    });
    QVERIFY(plain.listen(QHostAddress::LocalHost));
    QtTransport wrong{"https://127.0.0.1:" + std::to_string(plain.serverPort()),
                      ServerKeys{{own_.fingerprint}, ServerKeys::FirstUse::Refuse}};
    const Answer nonsense = wrong.exchange(request);
    QCOMPARE(nonsense.status, 0);
    QVERIFY2(nonsense.networkError.starts_with("no secure connection could be made ("),
             nonsense.networkError.c_str());
}

void TransportTest::worksInAnyThread() {
    TlsServer server{own_, answering(TlsServer::answer(200, "ok"))};
    std::atomic<int> status = 0;
    std::atomic<bool> done = false;
    std::thread engine{[&] {
        auto transport = transportTo(server, own_);
        status = transport.exchange(request).status;
        status = transport.exchange(request).status;
        done = true;
    }};
    const auto wait = qScopeGuard([&] { engine.join(); });
    QTRY_VERIFY(done);
    QCOMPARE(status, 200);
}

void TransportTest::readsPairings() {
    v1::Pairing pairing;
    pairing.set_url("https://field.example:8443/");
    pairing.set_key_sha256(own_.fingerprint);
    pairing.set_spare_key_sha256(other_.fingerprint);
    pairing.set_code("ABCD-EFGH");
    pairing.set_person("Ana \xE6\x9D\x8E");
    const auto text = [&] {
        const auto encoded = QByteArray::fromStdString(pairing.SerializeAsString())
                                 .toBase64(QByteArray::Base64UrlEncoding | QByteArray::OmitTrailingEquals);
        return "FIELDFARE:1:" + encoded.toStdString();
    };
    auto read = network::parsePairing(" " + text() + "\n");
    QCOMPARE(read.url(), "https://field.example:8443");
    QCOMPARE(read.person(), pairing.person());
    QCOMPARE(read.code(), pairing.code());
    QVERIFY(read.key_sha256() == own_.fingerprint && read.spare_key_sha256() == other_.fingerprint);

    for (const std::string bad :
         {"", "FIELDFARE:1:", "FIELDFARE:2:abc", "FIELDFARE:1:a!b", "https://a.example"})
        QVERIFY_THROWS_EXCEPTION(schema::FaultError, (void)network::parsePairing(bad));
    pairing.set_key_sha256("short");
    QVERIFY_THROWS_EXCEPTION(schema::FaultError, (void)network::parsePairing(text()));
    pairing.set_key_sha256(own_.fingerprint);
    pairing.set_url("http://field.example");
    QVERIFY_THROWS_EXCEPTION(schema::FaultError, (void)network::parsePairing(text()));
}

void TransportTest::refusesAddresses_data() {
    QTest::addColumn<QByteArray>("url");
    for (const char* url :
         {"", "field.example", "http://field.example", "http://127.0.0.1:1", "ftp://a.example", "https://",
          "https://user:word@a.example", "https://a.example/path", "https://a.example/?q=1",
          "https://a.example:99999", "https://a b.example"})
        QTest::newRow(url) << QByteArray{url};
}

void TransportTest::refusesAddresses() {
    QFETCH(const QByteArray, url);
    QVERIFY_THROWS_EXCEPTION(
        schema::FaultError,
        (QtTransport{url.toStdString(), ServerKeys{{own_.fingerprint}, ServerKeys::FirstUse::Refuse}}));
}

QTEST_GUILESS_MAIN(TransportTest)
#include "transport_test.moc"
