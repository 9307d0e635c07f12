// Photos by real devices, the real edge and the real server, each a process.
#include <QTemporaryDir>
#include <QTest>
#include <fstream>

#include "shared/base/hash.h"
#include "shared/base/hex.h"
#include "shared/base/random.h"
#include "tests/support/processes/deployment.h"

using fieldfare::base::SeededRandom;
using fieldfare::tests::Deployment;
using fieldfare::tests::DeviceStore;
using fieldfare::tests::Json;
namespace fs = std::filesystem;

class FilesEndToEndTest final : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void aPhotoReachesTheManagerAndNobodyElse();
    void saysWhatIsWrong();
    void aDeviceKilledWhileSendingGoesOn();
    void aServerKilledWhileReceivingGoesOn();
    void aDeviceKilledWhileFetchingGoesOn();
    void logsNameNoFile();
    void aRevokedDeviceKeepsNoPhoto();

  private:
    fs::path make(const std::string& name, std::size_t bytes);
    std::string add(const fs::path& file);

    QTemporaryDir folder_;
    fs::path base_;
    SeededRandom random_{42};
    std::unique_ptr<Deployment> company_;
    std::unique_ptr<DeviceStore> rep_;
    std::unique_ptr<DeviceStore> other_;
    std::unique_ptr<DeviceStore> manager_;
    std::string visit_;
    std::string photo_;
    std::string large_;
    std::string second_;
    fs::path largeFile_;
    std::vector<std::string> hashes_;
};

#define COMPARE_JSON(actual, expected)                                                            \
    do {                                                                                          \
        const Json isNow = (actual);                                                              \
        const Json shouldBe = (expected);                                                         \
        QVERIFY2(isNow == shouldBe, ("is " + isNow.dump() + ", not " + shouldBe.dump()).c_str()); \
    } while (false)

namespace {

constexpr std::int64_t partBytes = 512 * 1024;
constexpr std::int64_t largeBytes = 12'000'000;

/// Runs a body that throws std::exception, with what it said as the test's failure.
template <typename Body>
void told(Body body) {
    try {
        body();
    } catch (const std::exception& error) {
        QFAIL(error.what());
    }
}

std::string contentOf(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

}  // namespace

fs::path FilesEndToEndTest::make(const std::string& name, std::size_t bytes) {
    const auto file = base_ / name;
    const auto content = random_.bytes(bytes);
    std::ofstream{file, std::ios::binary} << content;
    hashes_.push_back(fieldfare::base::toHex(fieldfare::base::sha256(content)));
    return file;
}

std::string FilesEndToEndTest::add(const fs::path& file) {
    return rep_->ask({"file", "add", visit_, file.string()}).at("id").get<std::string>();
}

void FilesEndToEndTest::initTestCase() {
    told([&] {
        base_ = folder_.path().toStdString();
        company_ = std::make_unique<Deployment>(base_, "Acorn Foods", "CNY");
        company_->addPerson("Ann", "rep");
        company_->addPerson("Ben", "rep");
        company_->addPerson("Mei", "manager");
        company_->startServer();
        company_->startEdge();
        rep_ = std::make_unique<DeviceStore>(company_->enrol("Ann", "ann"));
        other_ = std::make_unique<DeviceStore>(company_->enrol("Ben", "ben"));
        manager_ = std::make_unique<DeviceStore>(company_->enrol("Mei", "mei"));
        const auto customer = rep_->put("customer", {{"name", "天成食品有限公司"}});
        visit_ = rep_->put("visit", {{"customer_id", customer}});
    });
}

void FilesEndToEndTest::aPhotoReachesTheManagerAndNobodyElse() {
    told([&] {
        const auto file = make("货架.jpg", 1'500'000);
        photo_ = add(file);
        const auto record = rep_->record(photo_);
        COMPARE_JSON(record.at("name"), "货架.jpg");
        COMPARE_JSON(record.at("media_type"), "image/jpeg");
        COMPARE_JSON(record.at("size"), 1'500'000);
        COMPARE_JSON(rep_->record(visit_).at("photo_ids"), Json::array({photo_}));
        COMPARE_JSON(rep_->ask({"file", "list"}).at(0).at("state"), "waiting");
        // Here at once, whatever the network.
        COMPARE_JSON(rep_->ask({"file", "get", photo_, (base_ / "own.jpg").string()}).at("fetched"), 0);

        const auto later = rep_->ask({"sync", "--records-only"});
        COMPARE_JSON(later.at("files").at("waiting"), 1);
        QVERIFY(!rep_->ask({"status"}).at("up_to_date").get<bool>());
        manager_->sync();
        const auto early = manager_->fail({"file", "get", photo_, (base_ / "early.jpg").string()});
        COMPARE_JSON(early.at("path"), "content");
        QVERIFY(!fs::exists(base_ / "early.jpg"));

        const auto sent = rep_->sync();
        COMPARE_JSON(sent.at("files"),
                     (Json{{"sent", 1}, {"bytes", 1'500'000}, {"waiting", 0}, {"refused", 0}}));
        COMPARE_JSON(rep_->ask({"file", "list"}), Json::array());
        QVERIFY(rep_->ask({"status"}).at("up_to_date").get<bool>());

        const auto got = manager_->ask({"file", "get", photo_, (base_ / "got.jpg").string()});
        COMPARE_JSON(got.at("fetched"), 1'500'000);
        QVERIFY(contentOf(base_ / "got.jpg") == contentOf(file));
        other_->sync();
        COMPARE_JSON(other_->fail({"file", "get", photo_, (base_ / "ben.jpg").string()}).at("code"),
                     "NOT_FOUND");
    });
}

void FilesEndToEndTest::saysWhatIsWrong() {
    told([&] {
        COMPARE_JSON(rep_->fail({"file", "add", visit_, (base_ / "none").string()}).at("code"), "NOT_FOUND");
        std::ofstream{base_ / "empty"};
        COMPARE_JSON(rep_->fail({"file", "add", visit_, (base_ / "empty").string()}).at("path"), "size");
        fs::resize_file(base_ / "empty", (64U << 20U) + 1);
        COMPARE_JSON(rep_->fail({"file", "add", visit_, (base_ / "empty").string()}).at("code"), "TOO_LARGE");
        COMPARE_JSON(rep_->fail({"file", "add", photo_, (base_ / "got.jpg").string()}).at("code"),
                     "NO_PARENT");
        COMPARE_JSON(rep_->fail({"file", "add", "12", (base_ / "got.jpg").string()}).at("path"), "id");
        COMPARE_JSON(rep_->fail({"file", "get", photo_, (base_ / "no" / "where").string()}).at("path"),
                     "out");
        COMPARE_JSON(rep_->ask({"file"}), Json::array());
    });
}

void FilesEndToEndTest::aDeviceKilledWhileSendingGoesOn() {
    told([&] {
        largeFile_ = make("large.pdf", static_cast<std::size_t>(largeBytes));
        large_ = add(largeFile_);
        const auto sending = rep_->start({"sync", "--progress"});
        sending->waitFor("\"file_bytes_sent\":" + std::to_string(2 * partBytes) + ",");
        sending->kill();
        const auto waiting = rep_->ask({"file", "list"}).at(0);
        QVERIFY(waiting.at("sent").get<std::int64_t>() >= 2 * partBytes);
        const auto rest = rep_->sync().at("files");
        COMPARE_JSON(rest.at("sent"), 1);
        QVERIFY(rest.at("bytes").get<std::int64_t>() <= largeBytes - 2 * partBytes);
    });
}

void FilesEndToEndTest::aServerKilledWhileReceivingGoesOn() {
    told([&] {
        second_ = add(make("second.pdf", static_cast<std::size_t>(largeBytes)));
        const auto sending = rep_->start({"sync", "--progress", "--timeout", "60"});
        sending->waitFor("\"file_bytes_sent\":" + std::to_string(2 * partBytes) + ",");
        company_->killServer();
        sending->waitFor("\"pausing\"");
        company_->startServer();
        const auto ended = sending->end();
        QVERIFY2(ended.exitCode == 0, ended.text().c_str());
        const auto files = ended.json().at("files");
        COMPARE_JSON(files.at("sent"), 1);
        COMPARE_JSON(files.at("waiting"), 0);
    });
}

void FilesEndToEndTest::aDeviceKilledWhileFetchingGoesOn() {
    told([&] {
        manager_->sync();
        QVERIFY(manager_->has(second_));
        const auto out = (base_ / "large-copy.pdf").string();
        const auto arriving = fs::path{manager_->store().string() + ".files"} / "arriving";
        const auto fetching = manager_->start({"file", "get", large_, out});
        const auto partlyHere = [&] {
            std::error_code error;
            for (fs::directory_iterator at{arriving, error}, end; at != end; at.increment(error))
                return fs::file_size(at->path(), error) > 0 && !error;
            return false;
        };
        QTRY_VERIFY_WITH_TIMEOUT(partlyHere() || !fetching->isRunning(), 30'000);
        fetching->kill();
        const auto got = manager_->ask({"file", "get", large_, out});
        QVERIFY(got.at("fetched").get<std::int64_t>() < largeBytes);
        QVERIFY(contentOf(out) == contentOf(largeFile_));
    });
}

void FilesEndToEndTest::logsNameNoFile() {
    const auto log = contentOf(company_->data() / "edge" / "access.log");
    QVERIFY(log.find("\"/v1/files/part\"") != std::string::npos);
    QVERIFY(log.find("\"/v1/files/content\"") != std::string::npos);
    for (const auto& word :
         {photo_, large_, hashes_.front(), hashes_.front().substr(2), std::string{".files"}})
        QVERIFY2(log.find(word) == std::string::npos, word.c_str());
}

void FilesEndToEndTest::aRevokedDeviceKeepsNoPhoto() {
    told([&] {
        const fs::path files = manager_->store().string() + ".files";
        QVERIFY(fs::exists(files));
        company_->command({"device", "revoke", manager_->ask({"status"}).at("device_code"), "--lost"});
        // The first word of it may come while a photo is fetched.
        COMPARE_JSON(manager_->fail({"file", "get", second_, (base_ / "gone.pdf").string()}).at("code"),
                     "DEVICE_REVOKED");
        QVERIFY(!fs::exists(files));
        QVERIFY(!fs::exists(manager_->store()));
        QVERIFY(!fs::exists(base_ / "gone.pdf"));
    });
}

QTEST_GUILESS_MAIN(FilesEndToEndTest)
#include "files_end_to_end_test.moc"
