#include <QTemporaryDir>
#include <QTest>
#include <filesystem>
#include <fstream>

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include "sync-server/edge/edge_certificate.h"
#include "sync-server/edge/edge_configuration.h"
#include "sync-server/edge/edge_faults.h"
#include "sync-server/edge/edge_options.h"
#include "sync-server/edge/terminal_qr.h"
#include "sync-server/http/fault_response.h"

using namespace fieldfare;
using namespace fieldfare::server::edge;

class EdgeFilesTest final : public QObject {
    Q_OBJECT

  private slots:
    void readsEndpoints();
    void refusesWrongEndpoints_data();
    void refusesWrongEndpoints();
    void keepsKeysAndCertificate();
    void certifiesNewNamesWithTheSameKey();
    void takesTheSpareIntoUse();
    void refusesAKeyThatIsNone();
    void writesFaultsInBothForms();
    void drawsAQrCode();
};

namespace {

std::string contentOf(const std::filesystem::path& file) {
    std::ifstream in{file};
    return {std::istreambuf_iterator<char>{in}, {}};
}

struct Certificate {
    explicit Certificate(const std::filesystem::path& folder) {
        auto* in = std::fopen((folder / "certificate.pem").c_str(), "r");
        x509 = in != nullptr ? PEM_read_X509(in, nullptr, nullptr, nullptr) : nullptr;
        if (in != nullptr)
            std::fclose(in);
    }
    ~Certificate() { X509_free(x509); }
    Certificate(const Certificate&) = delete;
    Certificate& operator=(const Certificate&) = delete;
    X509* x509 = nullptr;
};

}  // namespace

void EdgeFilesTest::readsEndpoints() {
    QCOMPARE(Endpoint::parse("0.0.0.0", 8443).text(), std::string{"0.0.0.0:8443"});
    QCOMPARE(Endpoint::parse("192.0.2.1:443", 8443).text(), std::string{"192.0.2.1:443"});
    QCOMPARE(Endpoint::parse("::", 8443).text(), std::string{"[::]:8443"});
    QCOMPARE(Endpoint::parse("[::1]:443", 8443).text(), std::string{"[::1]:443"});
    QCOMPARE(Endpoint::parse("[::1]", 8443).text(), std::string{"[::1]:8443"});
    QVERIFY(Endpoint::parse("127.0.0.2", 1).isLoopback());
    QVERIFY(Endpoint::parse("::1", 1).isLoopback());
    QVERIFY(!Endpoint::parse("0.0.0.0", 1).isLoopback());
    QVERIFY(!Endpoint::parse("::ffff:127.0.0.1", 1).isLoopback());
}

void EdgeFilesTest::refusesWrongEndpoints_data() {
    QTest::addColumn<QString>("text");
    for (const auto* text :
         {"", "localhost", "localhost:1", "127.0.0.1:", "127.0.0.1:x", "127.0.0.1:0", "127.0.0.1:65536",
          "127.0.0.1:1x", "[::1", "[::1]1", "[::1]:", "1.2.3", "1.2.3.4;:1"})
        QTest::newRow(text) << text;
}

void EdgeFilesTest::refusesWrongEndpoints() {
    QFETCH(QString, text);
    QVERIFY_THROWS_EXCEPTION(EdgeError, static_cast<void>(Endpoint::parse(text.toStdString(), 8443)));
}

void EdgeFilesTest::keepsKeysAndCertificate() {
    const QTemporaryDir temporary;
    const std::filesystem::path folder{temporary.path().toStdString()};
    const EdgeCertificate first{folder, {"edge.example", "192.0.2.7"}};
    const auto pem = contentOf(folder / "certificate.pem");
    const EdgeCertificate second{folder, {"192.0.2.7"}};
    QVERIFY(first.fingerprint() == second.fingerprint());
    QVERIFY(first.spareFingerprint() == second.spareFingerprint());
    QVERIFY(pem == contentOf(folder / "certificate.pem"));

    const Certificate certificate{folder};
    QVERIFY(certificate.x509 != nullptr);
    for (const auto* name : {"localhost", "edge.example"})
        QCOMPARE(X509_check_host(certificate.x509, name, 0, 0, nullptr), 1);
    for (const auto* address : {"127.0.0.1", "::1", "192.0.2.7"})
        QCOMPARE(X509_check_ip_asc(certificate.x509, address, 0), 1);
    QCOMPARE(X509_check_host(certificate.x509, "other.example", 0, 0, nullptr), 0);
    int days = 0;
    int seconds = 0;
    QCOMPARE(ASN1_TIME_diff(&days, &seconds, nullptr, X509_get0_notAfter(certificate.x509)), 1);
    QVERIFY(days >= 3650 && days <= 3653);
    QCOMPARE(X509_verify(certificate.x509, X509_get0_pubkey(certificate.x509)), 1);
}

void EdgeFilesTest::certifiesNewNamesWithTheSameKey() {
    const QTemporaryDir temporary;
    const std::filesystem::path folder{temporary.path().toStdString()};
    const EdgeCertificate first{folder, {}};
    const EdgeCertificate second{folder, {"new.example"}};
    QVERIFY(first.fingerprint() == second.fingerprint());
    const Certificate certificate{folder};
    QCOMPARE(X509_check_host(certificate.x509, "new.example", 0, 0, nullptr), 1);
}

void EdgeFilesTest::takesTheSpareIntoUse() {
    const QTemporaryDir temporary;
    const std::filesystem::path folder{temporary.path().toStdString()};
    const EdgeCertificate before{folder, {}};
    std::filesystem::rename(folder / "spare-key.pem", folder / "key.pem");
    const EdgeCertificate moved{folder, {}};
    QVERIFY(moved.fingerprint() == before.spareFingerprint());
    QVERIFY(moved.spareFingerprint() != moved.fingerprint());
    // Copied instead of moved: the same.
    std::filesystem::copy_file(folder / "spare-key.pem", folder / "key.pem",
                               std::filesystem::copy_options::overwrite_existing);
    const EdgeCertificate copied{folder, {}};
    QVERIFY(copied.fingerprint() == moved.spareFingerprint());
    QVERIFY(copied.spareFingerprint() != copied.fingerprint());
    const Certificate certificate{folder};
    QCOMPARE(X509_verify(certificate.x509, X509_get0_pubkey(certificate.x509)), 1);
}

void EdgeFilesTest::refusesAKeyThatIsNone() {
    const QTemporaryDir temporary;
    const std::filesystem::path folder{temporary.path().toStdString()};
    std::ofstream{folder / "key.pem"} << "no key";
    std::filesystem::permissions(folder / "key.pem", std::filesystem::perms{0600});
    QVERIFY_THROWS_EXCEPTION(std::runtime_error, (EdgeCertificate{folder, {}}));
    QCOMPARE(contentOf(folder / "key.pem"), std::string{"no key"});
}

void EdgeFilesTest::writesFaultsInBothForms() {
    const QTemporaryDir temporary;
    const auto folder = std::filesystem::path{temporary.path().toStdString()} / "faults";
    writeEdgeFaults(folder);
    for (const auto& fault : edgeFaults()) {
        v1::Fault binary;
        QVERIFY(binary.ParseFromString(contentOf(folder / (std::string{fault.name} + ".pb"))));
        const auto json =
            server::http::faultFromJson(contentOf(folder / (std::string{fault.name} + ".json")));
        QVERIFY(json);
        QCOMPARE(binary.SerializeAsString(), json->SerializeAsString());
        QVERIFY(binary.code() != v1::FAULT_CODE_UNSPECIFIED && !binary.message().empty());
    }
}

void EdgeFilesTest::drawsAQrCode() {
    const auto lines = QString::fromStdString(terminalQr("https://edge.example/?code=ABCD-EFGH"))
                           .split('\n', Qt::SkipEmptyParts);
    const QString begin = "\x1b[38;5;16;48;5;231m";
    const QString end = "\x1b[0m";
    // Back to modules.
    QList<QList<bool>> modules;
    for (const auto& line : lines) {
        QVERIFY(line.startsWith(begin) && line.endsWith(end));
        const auto blocks = line.mid(begin.size(), line.size() - begin.size() - end.size());
        QList<bool> upper;
        QList<bool> lower;
        for (const auto block : blocks) {
            QVERIFY(QStringView{u" ▀▄█"}.contains(block));
            upper << (block == u'▀' || block == u'█');
            lower << (block == u'▄' || block == u'█');
        }
        modules << upper << lower;
    }
    const auto width = modules.front().size();
    QCOMPARE((width - 8 - 17) % 4, 0);  // a QR code's sizes, and four modules of quiet on each side
    for (const auto& row : modules)
        QCOMPARE(row.size(), width);
    // The finder pattern in its three corners, nowhere in the fourth; quiet around.
    const auto finderAt = [&](qsizetype top, qsizetype left) {
        for (qsizetype y = 0; y < 7; ++y) {
            for (qsizetype x = 0; x < 7; ++x) {
                const auto ring = std::max(std::abs(y - 3), std::abs(x - 3));
                if (modules[top + y][left + x] != (ring != 2))
                    return false;
            }
        }
        return true;
    };
    QVERIFY(finderAt(4, 4) && finderAt(4, width - 11) && finderAt(width - 11, 4));
    QVERIFY(!finderAt(width - 11, width - 11));
    for (qsizetype i = 0; i < width; ++i)
        QVERIFY(!modules[i][3] && !modules[3][i] && !modules[i][width - 4] && !modules[width - 4][i]);
    QVERIFY_THROWS_EXCEPTION(std::length_error, static_cast<void>(terminalQr(std::string(3000, 'x'))));
}

QTEST_GUILESS_MAIN(EdgeFilesTest)
#include "edge_files_test.moc"
