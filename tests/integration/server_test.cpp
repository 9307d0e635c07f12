// The program as people run it: fieldfare-server's commands, its server and its edge, over HTTPS.
#include <QCryptographicHash>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QProcess>
#include <QSignalSpy>
#include <QSslCertificate>
#include <QSslConfiguration>
#include <QSslKey>
#include <QTemporaryDir>
#include <QTest>
#include <memory>

#include "fieldfare/account.pb.h"
#include "fieldfare/fault.pb.h"
#include "fieldfare/sync.pb.h"
#include "shared/base/compression.h"
#include "tests/support/free_port.h"

using namespace fieldfare;
using namespace Qt::StringLiterals;

namespace {

constexpr const char* protobufType = "application/x-protobuf";
constexpr const char* jsonType = "application/json";
constexpr const char* annPassword = "harbour lights at seven";
constexpr const char* benPassword = "a wet field in november";

QString program() {
    return qEnvironmentVariable("FIELDFARE_BIN", u"."_s) + u"/fieldfare-server"_s;
}

struct Ran {
    int code = -1;
    QByteArray out;
    QByteArray err;

    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    [[nodiscard]] QJsonArray list() const { return QJsonDocument::fromJson(out).array(); }
    [[nodiscard]] QString faultCode() const {
        return QJsonDocument::fromJson(err).object()[u"code"_s].toString();
    }
};

struct Answer {
    int status = 0;
    QByteArray type;
    QByteArray encoding;
    QByteArray body;
    QMap<QByteArray, QByteArray> headers;  // names in lower case
    QByteArray peerKey;                    // DER of the server's public key

    [[nodiscard]] v1::Fault fault() const {
        v1::Fault fault;
        if (type == protobufType && fault.ParseFromString(body.toStdString()))
            return fault;
        fault.Clear();
        const auto json = QJsonDocument::fromJson(body).object();
        if (v1::FaultCode code{}; v1::FaultCode_Parse(json[u"code"_s].toString().toStdString(), &code))
            fault.set_code(code);
        fault.set_path(json[u"path"_s].toString().toStdString());
        return fault;
    }
    template <typename Message>
    [[nodiscard]] Message message() const {
        const auto bytes =
            encoding == "zstd" ? base::decompress(body.toStdString(), 16U << 20U) : body.toStdString();
        Message message;
        if (status != 200 || !message.ParseFromString(bytes))
            qFatal("no such message: status %d, %s", status, fault().ShortDebugString().c_str());
        return message;
    }
};

}  // namespace

class ServerTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void cleanupTestCase();

    void explainsItself();
    void namesWhatIsWrong();
    void printsWhatAPhoneNeeds();
    void enrolsADevice();
    void refusesBadCodes();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void syncsOverTheWire();
    void throttlesSignIn();
    void changesThePassword();
    void tellsARevokedDevice();
    void letsNoFrozenPersonIn();
    void guardsTheOrderFeed();
    void runsCommandsWhileServing();
    void refusesASecondServer();
    void logsNoSecrets();
    void stopsInOrder();  // last

  private:
    [[nodiscard]] Ran run(QStringList arguments, const QByteArray& input = {}) const;
    [[nodiscard]] Answer ask(const QByteArray& method, const QString& path, const QByteArray& body = {},
                             const QByteArray& token = {}, const QByteArray& type = protobufType);
    template <typename Message>
    [[nodiscard]] Answer post(const QString& path, const Message& message, const std::string& token = {}) {
        return ask("POST", path, QByteArray::fromStdString(message.SerializeAsString()),
                   QByteArray::fromStdString(token));
    }
    [[nodiscard]] v1::Session enrol(const QString& person, const char* password);
    [[nodiscard]] Answer signIn(const v1::Session& session, const char* password);
    [[nodiscard]] Answer sync(const std::string& token);
    void setPassword(const QString& person, const char* password) const;

    QTemporaryDir folder_;
    QString data_;
    QString url_;
    QProcess serve_;
    QProcess edge_;
    QByteArray log_;
    QNetworkAccessManager network_;
    v1::Session ann_;
    std::vector<std::string> secrets_;  // must never be logged
};

Ran ServerTest::run(QStringList arguments, const QByteArray& input) const {
    if (!arguments.contains(u"--data"_s))
        arguments << u"--data"_s << data_;
    QProcess process;
    process.setWorkingDirectory(folder_.path());
    process.start(program(), arguments);
    process.write(input);
    process.closeWriteChannel();
    if (!process.waitForFinished(60'000))
        qFatal("the command did not end: %s", qPrintable(arguments.join(QLatin1Char(' '))));
    return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1,
            process.readAllStandardOutput(), process.readAllStandardError()};
}

Answer ServerTest::ask(const QByteArray& method, const QString& path, const QByteArray& body,
                       const QByteArray& token, const QByteArray& type) {
    QNetworkRequest request{QUrl{url_ + path}};
    auto tls = QSslConfiguration::defaultConfiguration();
    tls.setPeerVerifyMode(QSslSocket::QueryPeer);  // the key is checked instead
    request.setSslConfiguration(tls);
    request.setTransferTimeout(30'000);
    request.setRawHeader("Accept-Encoding", "zstd");
    if (!body.isEmpty())
        request.setHeader(QNetworkRequest::ContentTypeHeader, type);
    if (!token.isEmpty())
        request.setRawHeader("Authorization", "Bearer " + token);
    std::unique_ptr<QNetworkReply> reply{network_.sendCustomRequest(request, method, body)};
    reply->ignoreSslErrors();
    QSignalSpy finished{reply.get(), &QNetworkReply::finished};
    if (!reply->isFinished())
        finished.wait(40'000);
    Answer answer;
    answer.status = reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    answer.type = reply->header(QNetworkRequest::ContentTypeHeader).toByteArray();
    answer.encoding = reply->rawHeader("Content-Encoding");
    answer.body = reply->readAll();
    for (const auto& [name, value] : reply->rawHeaderPairs())
        answer.headers[name.toLower()] = value;
    answer.peerKey = reply->sslConfiguration().peerCertificate().publicKey().toDer();
    return answer;
}

v1::Session ServerTest::enrol(const QString& person, const char* password) {
    const auto printed = run({u"enrol"_s, u"--person"_s, person, u"--json"_s});
    v1::EnrolRequest request;
    request.set_code(printed.json()[u"code"_s].toString().toStdString());
    request.set_person(person.toStdString());
    request.set_password(password);
    request.set_device_name("a phone");
    request.set_platform("test");
    request.set_app_version("1.0");
    secrets_.push_back(request.code());
    auto session = post(u"/v1/enrol"_s, request).message<v1::Session>();
    secrets_.push_back(session.token());
    return session;
}

Answer ServerTest::signIn(const v1::Session& session, const char* password) {
    v1::SignInRequest request;
    request.set_device_id(session.device_id());
    request.set_person(session.person());
    request.set_password(password);
    return post(u"/v1/sign-in"_s, request);
}

Answer ServerTest::sync(const std::string& token) {
    v1::SyncRequest request;
    request.set_protocol(1);
    request.set_exchange(1);
    return post(u"/v1/sync"_s, request, token);
}

void ServerTest::initTestCase() {
    secrets_ = {annPassword, benPassword};
    data_ = folder_.path() + u"/a data directory"_s;
    const auto made = run({u"init"_s, u"--organisation"_s, u"Fieldfare Trading"_s});
    QVERIFY2(made.code == 0, made.err.constData());
    QCOMPARE(run({u"unit"_s, u"add"_s, u"--name"_s, u"East"_s}).code, 0);
    const auto add = [&](const char* name, const char* role) {
        return QStringList{u"person"_s,         u"add"_s,    u"--name"_s, QLatin1String{name}, u"--role"_s,
                           QLatin1String{role}, u"--unit"_s, u"East"_s,   u"--json"_s};
    };
    QCOMPARE(run(add("Ann", "rep")).code, 0);
    QCOMPARE(run(add("Ben", "manager") << u"--password-stdin"_s, QByteArray{benPassword} + "\n").code, 0);

    serve_.start(program(), {u"serve"_s, u"--data"_s, data_, u"--listen"_s, u"127.0.0.1:0"_s});
    QTRY_VERIFY_WITH_TIMEOUT(serve_.canReadLine(), 30'000);
    QVERIFY(serve_.readLine().startsWith("listening on 127.0.0.1:"));
    const auto address = u"127.0.0.1:%1"_s.arg(tests::freePort());
    url_ = u"https://"_s + address;
    edge_.start(program(), {u"edge"_s, u"--data"_s, data_, u"--listen"_s, address});
    QTRY_COMPARE_WITH_TIMEOUT(ask("GET", u"/v1/health"_s).status, 200, 30'000);
    QCOMPARE(ask("GET", u"/v1/ready"_s).body, QByteArray{R"({"status":"ready"})"});
}

void ServerTest::cleanupTestCase() {
    for (auto* process : {&edge_, &serve_})
        if (process->state() != QProcess::NotRunning) {
            process->terminate();
            process->waitForFinished(20'000);
        }
    if (QTest::currentTestFailed())
        qInfo("%s", serve_.readAllStandardError().constData());
}

void ServerTest::explainsItself() {
    const auto help = run({u"person"_s, u"add"_s, u"--help"_s});
    QCOMPARE(help.code, 0);
    QVERIFY(help.out.contains("--password-stdin"));
    QCOMPARE(run({u"--help"_s}).code, 0);
    QCOMPARE(run({u"dance"_s}).code, 2);
    QCOMPARE(run({u"person"_s, u"add"_s, u"--name"_s, u"X"_s}).code, 2);
    QCOMPARE(run({u"unit"_s, u"list"_s, u"--nonsense"_s}).code, 2);
}

void ServerTest::namesWhatIsWrong() {
    const auto nowhere = run({u"unit"_s, u"list"_s, u"--json"_s, u"--data"_s, u"/no/such/folder"_s});
    QCOMPARE(nowhere.code, 1);
    QCOMPARE(nowhere.faultCode(), u"NOT_FOUND"_s);
    const auto again = run({u"init"_s, u"--organisation"_s, u"Other"_s, u"--json"_s});
    QCOMPARE(again.code, 1);
    QCOMPARE(again.faultCode(), u"ALREADY_EXISTS"_s);
    const auto role =
        run({u"person"_s, u"add"_s, u"--name"_s, u"Eve"_s, u"--role"_s, u"king"_s, u"--json"_s});
    QCOMPARE(role.code, 1);
    QCOMPARE(role.faultCode(), u"INVALID"_s);
    QVERIFY(role.err.contains(R"("path":"role")"));
    const auto plain = run({u"person"_s, u"freeze"_s, u"Nobody"_s});
    QVERIFY2(plain.err.startsWith("fieldfare-server: NOT_FOUND: "), plain.err.constData());
    const auto weak =
        run({u"person"_s, u"password"_s, u"Ben"_s, u"--json"_s, u"--password-stdin"_s}, "password\n");
    QCOMPARE(weak.faultCode(), u"WEAK_PASSWORD"_s);
}

void ServerTest::printsWhatAPhoneNeeds() {
    const auto printed = run({u"enrol"_s, u"--person"_s, u"ann"_s, u"--json"_s});
    QVERIFY2(printed.code == 0, printed.err.constData());
    const auto json = printed.json();
    QCOMPARE(json[u"url"_s].toString(), url_);
    QCOMPARE(json[u"person"_s].toString(), u"Ann"_s);
    const auto payload = json[u"pairing"_s].toString();
    QVERIFY(payload.startsWith(u"FIELDFARE:1:"_s));
    const auto decoded = QByteArray::fromBase64Encoding(
        payload.mid(12).toLatin1(), QByteArray::Base64UrlEncoding | QByteArray::AbortOnBase64DecodingErrors);
    QVERIFY(decoded);
    v1::Pairing pairing;
    QVERIFY(pairing.ParseFromString((*decoded).toStdString()));
    QCOMPARE(pairing.code(), json[u"code"_s].toString().toStdString());

    // The key is the one that the edge shows.
    const auto key =
        QCryptographicHash::hash(ask("GET", u"/v1/health"_s).peerKey, QCryptographicHash::Sha256);
    QCOMPARE(QByteArray::fromStdString(pairing.key_sha256()).toHex(), key.toHex());
    QVERIFY(pairing.spare_key_sha256() != pairing.key_sha256());

    const auto forPeople =
        run({u"enrol"_s, u"--person"_s, u"Ann"_s, u"--url"_s, u"https://sales.example:8443/"_s});
    QCOMPARE(forPeople.code, 0);
    QVERIFY(forPeople.out.contains("https://sales.example:8443\n"));
}

void ServerTest::enrolsADevice() {
    ann_ = enrol(u"Ann"_s, annPassword);  // she chooses it here
    QCOMPARE(ann_.person(), "Ann");
    QCOMPARE(ann_.organisation(), "Fieldfare Trading");
    QCOMPARE(ann_.role(), v1::REP);
    QCOMPARE(ann_.device_id().size(), std::size_t{16});
    QCOMPARE(ann_.device_code().size(), std::size_t{4});
    const auto devices = run({u"device"_s, u"list"_s, u"--json"_s}).list();
    QCOMPARE(devices.size(), 1);
    QCOMPARE(devices[0][u"code"_s].toString().toStdString(), ann_.device_code());
    QCOMPARE(devices[0][u"person"_s].toString(), u"Ann"_s);
}

void ServerTest::refusesBadCodes() {
    v1::EnrolRequest request;
    request.set_code("ABCD-EFGH-JKLM");
    request.set_person("Nobody");
    request.set_password(annPassword);
    QCOMPARE(post(u"/v1/enrol"_s, request).fault().code(), v1::CODE_INVALID);

    // Another's code, and a weak first password, leave the code as it was.
    QCOMPARE(run({u"person"_s, u"add"_s, u"--name"_s, u"Cleo"_s, u"--role"_s, u"rep"_s}).code, 0);
    const auto printed = run({u"enrol"_s, u"--person"_s, u"Cleo"_s, u"--json"_s});
    request.set_code(printed.json()[u"code"_s].toString().toLower().toStdString());
    request.set_person("Somebody else");
    auto answer = post(u"/v1/enrol"_s, request);
    QCOMPARE(answer.status, 401);
    QCOMPARE(answer.fault().path(), "person");
    request.set_person("cleo");
    request.set_password("12345678");
    answer = post(u"/v1/enrol"_s, request);
    QCOMPARE(answer.status, 422);
    QCOMPARE(answer.fault().code(), v1::WEAK_PASSWORD);
    request.set_password("three geese over water");
    // Neither was a wrong guess at her account.
    QCOMPARE(post(u"/v1/enrol"_s, request).status, 200);
    QCOMPARE(post(u"/v1/enrol"_s, request).fault().code(), v1::CODE_INVALID);
}

void ServerTest::refusesBadRequests_data() {
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("token");
    QTest::addColumn<QByteArray>("type");
    QTest::addColumn<int>("status");
    QTest::addColumn<int>("code");
    const QByteArray own = "own";
    const QByteArray wrong = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    const QString sync = u"/v1/sync"_s;
    const auto row = [](const char* name, const QByteArray& method, const QString& path,
                        const QByteArray& body, const QByteArray& token, const QByteArray& type, int status,
                        v1::FaultCode code) {
        QTest::newRow(name) << method << path << body << token << type << status << int{code};
    };
    row("no token", "POST", sync, "x", "", protobufType, 401, v1::UNAUTHENTICATED);
    row("wrong token", "POST", sync, "x", wrong, protobufType, 401, v1::UNAUTHENTICATED);
    row("garbage", "POST", sync, QByteArray(300, '\xFF'), own, protobufType, 400, v1::UNREADABLE);
    row("JSON", "POST", sync, "{}", own, jsonType, 415, v1::UNREADABLE);
    row("oversized", "POST", sync, QByteArray((4 << 20) + 1, 'x'), own, protobufType, 413, v1::TOO_LARGE);
    row("wrong method", "GET", sync, "", own, protobufType, 405, v1::METHOD_NOT_ALLOWED);
    row("no such path", "GET", u"/v1/nothing"_s, "", "", protobufType, 404, v1::NOT_FOUND);
    row("no such path below", "POST", u"/v1/sync/more"_s, "x", own, protobufType, 404, v1::NOT_FOUND);
    row("enrolment that is none", "POST", u"/v1/enrol"_s, QByteArray(40, '\xFF'), "", protobufType, 400,
        v1::UNREADABLE);
    // What reads it has a voice of its own: see logsNoSecrets().
    row("enrolment with text that is none", "POST", u"/v1/enrol"_s, "\x0a\x02\xff\xfe", "", protobufType, 400,
        v1::UNREADABLE);
    row("large enrolment", "POST", u"/v1/enrol"_s, QByteArray(70'000, 'x'), "", protobufType, 413,
        v1::TOO_LARGE);
    row("password without a session", "POST", u"/v1/password"_s, "\x0a\x01x", "", protobufType, 401,
        v1::UNAUTHENTICATED);
}

void ServerTest::refusesBadRequests() {
    QFETCH(const QByteArray, method);
    QFETCH(const QString, path);
    QFETCH(const QByteArray, body);
    QFETCH(QByteArray, token);
    QFETCH(const QByteArray, type);
    QFETCH(const int, status);
    QFETCH(const int, code);
    if (token == "own")
        token = QByteArray::fromStdString(ann_.token());
    const auto answer = ask(method, path, body, token, type);
    QCOMPARE(answer.status, status);
    QCOMPARE(int{answer.fault().code()}, code);
    if (status == 405)
        QCOMPARE(answer.headers["allow"], QByteArray("POST"));
    // Nothing of it harmed anybody.
    QCOMPARE(sync(ann_.token()).status, 200);
}

void ServerTest::syncsOverTheWire() {
    const auto answer = sync(ann_.token());
    QCOMPARE(answer.type, QByteArray(protobufType));
    const auto response = answer.message<v1::SyncResponse>();
    QCOMPARE(response.exchange(), std::uint64_t{1});
    QVERIFY(response.complete());
    QCOMPARE(response.epoch().size(), std::size_t{16});
    int rows = 0;
    for (const auto& page : response.pages())
        rows += page.rows_size();
    QVERIFY(rows >= 6);  // settings, two units, three people
    QCOMPARE(answer.encoding, QByteArray("zstd"));
}

void ServerTest::setPassword(const QString& person, const char* password) const {
    const auto set =
        run({u"person"_s, u"password"_s, person, u"--password-stdin"_s}, QByteArray{password} + '\n');
    QCOMPARE(set.code, 0);
}

void ServerTest::throttlesSignIn() {
    const auto wrong = signIn(ann_, "not her password");
    QCOMPARE(wrong.status, 401);
    QCOMPARE(wrong.fault().code(), v1::UNAUTHENTICATED);
    const auto early = signIn(ann_, annPassword);
    QCOMPARE(early.status, 429);
    QCOMPARE(early.fault().code(), v1::THROTTLED);
    QVERIFY(early.fault().retry_after_ms() > 0);
    QCOMPARE(early.headers["retry-after"], QByteArray("1"));
    // The pause ends by itself, or when the administrator sets her password.
    setPassword(u"Ann"_s, annPassword);
    const auto right = signIn(ann_, annPassword);
    QCOMPARE(right.status, 200);
    const auto session = right.message<v1::Session>();
    QCOMPARE(session.device_id(), ann_.device_id());
    QCOMPARE(session.device_code(), ann_.device_code());
    secrets_.push_back(session.token());
    // A device has one session.
    QCOMPARE(sync(ann_.token()).status, 401);
    QCOMPARE(sync(session.token()).status, 200);

    v1::SignInRequest stranger;
    stranger.set_device_id(std::string(16, 'x'));
    stranger.set_person("Ann");
    stranger.set_password(annPassword);
    const auto refused = post(u"/v1/sign-in"_s, stranger);
    QCOMPARE(refused.status, 401);
    QCOMPARE(refused.fault().message(), wrong.fault().message());

    QCOMPARE(ask("POST", u"/v1/sign-out"_s, {}, QByteArray::fromStdString(session.token())).status, 200);
    QCOMPARE(sync(session.token()).status, 401);
    ann_ = signIn(ann_, annPassword).message<v1::Session>();
    secrets_.push_back(ann_.token());
}

void ServerTest::changesThePassword() {
    auto ben = enrol(u"Ben"_s, benPassword);  // his was set by the administrator
    const auto tablet = enrol(u"Ben"_s, benPassword);
    QVERIFY(ben.device_code() != tablet.device_code());
    v1::ChangePasswordRequest request;
    request.set_old_password("no");
    request.set_new_password("a dry field in december");
    auto answer = post(u"/v1/password"_s, request, ben.token());
    QCOMPARE(answer.fault().code(), v1::INVALID);
    QCOMPARE(answer.fault().path(), "old_password");
    setPassword(u"Ben"_s, benPassword);
    ben = signIn(ben, benPassword).message<v1::Session>();
    auto again = signIn(tablet, benPassword).message<v1::Session>();
    request.set_old_password(benPassword);
    request.set_new_password("12345678");
    QCOMPARE(post(u"/v1/password"_s, request, ben.token()).fault().code(), v1::WEAK_PASSWORD);
    request.set_new_password("a dry field in december");
    QCOMPARE(post(u"/v1/password"_s, request, ben.token()).status, 200);
    QCOMPARE(sync(ben.token()).status, 200);
    QCOMPARE(sync(again.token()).status, 401);
    QCOMPARE(signIn(tablet, benPassword).status, 401);
    secrets_.push_back(request.new_password());
}

void ServerTest::tellsARevokedDevice() {
    const auto lost = enrol(u"Ann"_s, annPassword);
    QCOMPARE(sync(lost.token()).status, 200);
    QCOMPARE(run({u"device"_s, u"revoke"_s, QString::fromStdString(lost.device_code())}).code, 0);
    auto answer = sync(lost.token());
    QCOMPARE(answer.status, 403);
    QCOMPARE(answer.fault().code(), v1::DEVICE_REVOKED);
    QCOMPARE(signIn(lost, annPassword).fault().code(), v1::DEVICE_REVOKED);
    QCOMPARE(sync(ann_.token()).status, 200);  // her other device
    QCOMPARE(run({u"device"_s, u"revoke"_s, u"ZZZZ"_s, u"--json"_s}).faultCode(), u"NOT_FOUND"_s);
}

void ServerTest::letsNoFrozenPersonIn() {
    QCOMPARE(run({u"person"_s, u"add"_s, u"--name"_s, u"Dora"_s, u"--role"_s, u"rep"_s}).code, 0);
    const auto dora = enrol(u"Dora"_s, annPassword);
    QCOMPARE(run({u"person"_s, u"freeze"_s, u"dora"_s}).code, 0);
    QCOMPARE(sync(dora.token()).status, 401);
    QCOMPARE(signIn(dora, annPassword).status, 401);
    QCOMPARE(run({u"enrol"_s, u"--person"_s, u"Dora"_s}).code, 1);
    QCOMPARE(run({u"person"_s, u"unfreeze"_s, u"Dora"_s}).code, 0);
    QCOMPARE(signIn(dora, annPassword).status, 200);
}

void ServerTest::guardsTheOrderFeed() {
    const QString orders = u"/v1/orders"_s;
    const auto key = [&](const char* name, const char* scope) {
        const auto added = run({u"key"_s, u"add"_s, u"--name"_s, QLatin1String{name}, u"--scope"_s,
                                QLatin1String{scope}, u"--json"_s});
        const auto text = added.json()[u"key"_s].toString().toLatin1();
        secrets_.push_back(text.toStdString());
        return text;
    };
    const auto erp = key("erp", "orders");
    const auto other = key("metrics", "metrics");
    QVERIFY(erp.startsWith("ffk_"));
    QCOMPARE(ask("GET", orders).status, 401);
    QCOMPARE(ask("GET", orders).type, QByteArray(jsonType));
    QCOMPARE(ask("GET", orders, {}, "ffk_" + QByteArray(43, 'A')).status, 401);
    QCOMPARE(ask("GET", orders, {}, QByteArray::fromStdString(ann_.token())).status, 401);
    QCOMPARE(ask("GET", orders, {}, other).fault().code(), v1::FORBIDDEN);
    const auto feed = ask("GET", orders, {}, erp);
    QCOMPARE(feed.status, 200);
    const auto json = QJsonDocument::fromJson(feed.body).object();
    QCOMPARE(json[u"orders"_s].toArray().size(), 0);
    QCOMPARE(json[u"more"_s], QJsonValue{false});
    const auto next = json[u"next"_s].toString();
    QCOMPARE(ask("GET", orders + u"?limit=5&after="_s + next, {}, erp).status, 200);
    QCOMPARE(ask("GET", orders + u"?after=tomorrow"_s, {}, erp).fault().path(), "after");
    QCOMPARE(ask("GET", orders + u"?limit=0"_s, {}, erp).fault().path(), "limit");
    QCOMPARE(ask("GET", orders + u"?since=1"_s, {}, erp).fault().code(), v1::INVALID);

    const QString one = orders + u"/018e0000-0000-7000-8000-000000000000"_s;
    QCOMPARE(ask("GET", one, {}, erp).status, 404);
    QCOMPARE(ask("GET", orders + u"/seven"_s, {}, erp).status, 404);
    const QByteArray good = R"({"key":"1","status":"accepted"})";
    QCOMPARE(ask("POST", one + u"/status"_s, good, erp, jsonType).status, 404);
    QCOMPARE(ask("POST", one + u"/status"_s, good, other, jsonType).status, 403);
    QCOMPARE(ask("POST", one + u"/status"_s, good, {}, jsonType).status, 401);
    QCOMPARE(ask("POST", one + u"/status"_s, R"({"kee":"1"})", erp, jsonType).fault().path(), "kee");
    QCOMPARE(ask("POST", one + u"/status"_s, "{", erp, jsonType).fault().code(), v1::UNREADABLE);
    QCOMPARE(ask("POST", one + u"/status"_s, good, erp, protobufType).status, 415);
    QCOMPARE(ask("PUT", one + u"/status"_s, good, erp, jsonType).status, 405);

    QCOMPARE(run({u"key"_s, u"remove"_s, u"erp"_s}).code, 0);
    QCOMPARE(ask("GET", orders, {}, erp).status, 401);
}

void ServerTest::runsCommandsWhileServing() {
    const auto people = run({u"person"_s, u"list"_s});
    QVERIFY2(people.code == 0 && people.out.contains("Ann"), people.err.constData());
    const auto set = run({u"settings"_s, u"set"_s, u"rep_discount_limit_bp"_s, u"700"_s, u"--json"_s});
    QVERIFY2(set.code == 0, set.err.constData());
    QCOMPARE(set.json()[u"rep_discount_limit_bp"_s].toInt(), 700);
    const auto wrong = run({u"settings"_s, u"set"_s, u"rep_discount_limit_bp"_s, u"70000"_s, u"--json"_s});
    QCOMPARE(wrong.code, 1);
    QCOMPARE(wrong.faultCode(), u"INVALID"_s);
    const auto unknown = run({u"settings"_s, u"set"_s, u"colour"_s, u"blue"_s, u"--json"_s});
    QCOMPARE(unknown.faultCode(), u"INVALID"_s);

    // Standard input goes along, and what the command did holds at the server at once.
    QCOMPARE(
        run({u"person"_s, u"password"_s, u"Ann"_s, u"--password-stdin"_s}, "geese above the quay\n").code, 0);
    QCOMPARE(sync(ann_.token()).status, 401);
    ann_ = signIn(ann_, "geese above the quay").message<v1::Session>();
    secrets_.push_back(ann_.token());
    secrets_.push_back("geese above the quay");

    // Several at once.
    std::vector<std::unique_ptr<QProcess>> several;
    for (int i = 0; i < 5; ++i) {
        several.push_back(std::make_unique<QProcess>());
        several.back()->start(program(),
                              {u"unit"_s, u"add"_s, u"--name"_s, u"Unit %1"_s.arg(i), u"--data"_s, data_});
    }
    for (const auto& process : several) {
        QVERIFY(process->waitForFinished(30'000));
        QCOMPARE(process->exitCode(), 0);
    }
    QCOMPARE(run({u"unit"_s, u"list"_s, u"--json"_s}).list().size(), 7);
}

void ServerTest::refusesASecondServer() {
    const auto second = run({u"serve"_s, u"--listen"_s, u"127.0.0.1:0"_s, u"--json"_s});
    QCOMPARE(second.code, 1);
    QVERIFY2(second.err.contains(R"("code":"CONTRADICTION")"), second.err.constData());
    QCOMPARE(ask("GET", u"/v1/health"_s).status, 200);
    QCOMPARE(run({u"serve"_s, u"--listen"_s, u"0.0.0.0:0"_s}).code, 1);
}

void ServerTest::logsNoSecrets() {
    // A command's answer comes after what was logged before it.
    QVERIFY(ask("GET", u"/v1/health"_s).status == 200);
    QTRY_VERIFY((log_ += serve_.readAllStandardError()).contains("/v1/health"));
    QVERIFY(log_.contains(R"("path":"/v1/sync","status":200)"));
    // In two parts: moc takes a slash and a star inside a macro for a comment.
    QVERIFY(log_.contains(R"("path":"/v1/orders/)"
                          R"(*/status","status":404)"));
    for (const auto& secret : secrets_)
        QVERIFY2(!log_.contains(QByteArray::fromStdString(secret)), secret.c_str());
    for (const auto& line : log_.split('\n'))
        if (!line.isEmpty())
            QVERIFY2(QJsonDocument::fromJson(line).isObject(), line.constData());
}

void ServerTest::stopsInOrder() {
    serve_.terminate();
    QVERIFY(serve_.waitForFinished(20'000));
    QCOMPARE(serve_.exitStatus(), QProcess::NormalExit);
    QCOMPARE(serve_.exitCode(), 0);
    QVERIFY(!QFile::exists(data_ + u"/control.socket"_s));
    QVERIFY(!QFile::exists(data_ + u"/serve.port"_s));
    // The edge says so in the same shape.
    const auto away = sync(ann_.token());
    QCOMPARE(away.status, 502);
    QCOMPARE(away.fault().code(), v1::BUSY);
    // Commands open the directory themselves, and everything is there.
    const auto settings = run({u"settings"_s, u"show"_s, u"--json"_s}).json();
    QCOMPARE(settings[u"rep_discount_limit_bp"_s].toInt(), 700);
    QCOMPARE(run({u"unit"_s, u"list"_s, u"--json"_s}).list().size(), 7);
}

QTEST_GUILESS_MAIN(ServerTest)
#include "server_test.moc"
