#include "mobile/engine/file_transfer.h"

#include <QTest>
#include <fstream>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/people.pb.h"
#include "shared/base/hash.h"
#include "tests/support/loopback/loopback.h"

using namespace fieldfare;
using engine::FileResult;
using engine::FileTransfer;
using engine::QueuedFile;
using tests::Loopback;
using tests::Phone;
namespace fs = std::filesystem;

namespace {

std::string photo(std::size_t size, char seed = 'a') {
    std::string bytes(size, seed);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(static_cast<std::size_t>(seed) * 131 + i * i * 31 % 251);
    return bytes;
}

std::string contentOf(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

/// Lets every failure be tried again at once, so often.
class Patience final : public engine::Pause {
  public:
    explicit Patience(int times) : times_{times} {}
    bool wait(std::chrono::milliseconds duration) override {
        pauses.push_back(duration);
        return static_cast<int>(pauses.size()) <= times_;
    }
    std::vector<std::chrono::milliseconds> pauses;

  private:
    int times_;
};

class Recorded final : public engine::FileEvents {
  public:
    void transferred(const engine::FileProgress& progress) override {
        all.push_back(progress);
        if (then)
            then(progress);
    }
    std::vector<engine::FileProgress> all;
    std::function<void(const engine::FileProgress&)> then;
};

}  // namespace

/// Photos from the device that took them to those who see their visit, on the real engine and the real
/// server.
class FileTransferTest final : public QObject {
    Q_OBJECT

  private slots:
    void init() {
        company_ = std::make_unique<Loopback>();
        ann_ = company_->phone("Ann");
        mei_ = company_->phone("Mei");
        customer_ = ann_->create<v1::Customer>([](v1::Customer& c) { c.set_name("Acorn"); });
        visit_ = ann_->create<v1::Visit>([&](v1::Visit& v) { v.set_customer_id(customer_); });
    }
    void cleanup() {
        ann_.reset();
        mei_.reset();
        company_.reset();
    }

    void aPhotoIsShownAtOnceAndSentAfterTheRecords() {
        const auto bytes = photo(1'300'000);
        ann_->transport().online = false;
        const auto id = attach(*ann_, bytes);
        QVERIFY(contentOf(*ann_->store().files().path(base::sha256(bytes))) == bytes);
        QCOMPARE(ann_->get<v1::Visit>(visit_).photo_ids_size(), 1);
        QCOMPARE(ann_->get<v1::Visit>(visit_).photo_ids(0), id);
        QCOMPARE(ann_->reading().status().files, 1U);
        ann_->transport().online = true;
        ann_->sync();
        QVERIFY(!ann_->reading().status().upToDate());
        QCOMPARE(ann_->transport().calls["/v1/files/part"], 0);
        const auto sent = send(*ann_);
        QVERIFY(sent.complete);
        QCOMPARE(sent.files, 1U);
        QCOMPARE(sent.bytes, std::int64_t{1'300'000});
        QCOMPARE(ann_->transport().calls["/v1/files/part"], 3);
        QVERIFY(ann_->reading().status().upToDate());

        mei_->sync();
        QCOMPARE(mei_->fileQueue().list().size(), std::size_t{0});
        QVERIFY(!mei_->store().files().has(base::sha256(bytes)));
        const auto fetched = mei_->files().fetch(id, 1);
        QVERIFY(fetched.complete);
        QVERIFY(contentOf(*mei_->store().files().path(base::sha256(bytes))) == bytes);
        // Once here, it is not fetched again.
        const auto calls = mei_->transport().exchanges;
        QVERIFY(mei_->files().fetch(id, 1).complete);
        QCOMPARE(mei_->transport().exchanges, calls);
        // And nothing of it is sent by her.
        QVERIFY(send(*mei_).complete);
        QCOMPARE(mei_->transport().exchanges, calls);
    }

    void everyLostAnswerCostsAtMostAPart() {
        const auto bytes = photo(1'300'000);
        for (int cut = 1; cut <= 4; ++cut)
            for (const auto* path : {"/v1/files/states", "/v1/files/part"}) {
                const auto own = photo(1'300'000, static_cast<char>('A' + cut + (path[10] == 's' ? 0 : 10)));
                (void)attach(*ann_, own);
                ann_->sync();
                auto& transport = ann_->transport();
                transport.calls.clear();
                transport.fileBytes = 0;
                transport.loses = [&](const std::string& of, int number) {
                    return of == path && number == cut;
                };
                Patience patience{1};
                FileTransfer transfer{ann_->store(), transport, patience, random_};
                const auto result = transfer.send();
                transport.loses = nullptr;
                QVERIFY2(result.complete, result.fault ? result.fault->ShortDebugString().c_str() : "");
                QCOMPARE(result.files, 1U);
                // The server had the part whose answer was lost: nothing goes twice.
                QCOMPARE(transport.fileBytes, std::int64_t{1'300'000});
            }
    }

    void aKilledAppGoesOnWhereTheServerSays() {
        const auto bytes = photo(2'000'000);
        const auto id = attach(*ann_, bytes);
        ann_->sync();
        ann_->transport().loses = [](const std::string& path, int number) {
            return path == "/v1/files/part" && number >= 2;
        };
        const auto broken = send(*ann_);
        QVERIFY(!broken.complete && broken.passing);
        ann_->transport().loses = nullptr;
        QCOMPARE(ann_->fileQueue().of(id)->sent, FileTransfer::partBytes);
        ann_->restart();
        QCOMPARE(ann_->fileQueue().list().size(), std::size_t{1});
        ann_->transport().fileBytes = 0;
        QVERIFY(send(*ann_).complete);
        QCOMPARE(ann_->transport().fileBytes, 2'000'000 - 2 * FileTransfer::partBytes);
        mei_->sync();
        QVERIFY(mei_->files().fetch(id, 1).complete);
        QVERIFY(contentOf(*mei_->store().files().path(base::sha256(bytes))) == bytes);
    }

    void aFetchThatWasCutAtAnyByteGoesOn() {
        const auto bytes = photo(2'500'000);
        const auto id = attach(*ann_, bytes);
        ann_->sync();
        QVERIFY(send(*ann_).complete);
        mei_->sync();
        const auto hash = base::sha256(bytes);
        for (const std::size_t cut : {std::size_t{1}, std::size_t{65'537}, std::size_t{1'048'576},
                                      std::size_t{2'499'999}, std::size_t{2'500'000}}) {
            mei_->store().files().remove(hash);
            mei_->store().files().arriving(hash).append(std::string_view{bytes}.substr(0, cut));
            mei_->restart();
            const auto result = mei_->files().fetch(id, 1);
            QVERIFY(result.complete);
            QCOMPARE(result.bytes, static_cast<std::int64_t>(bytes.size() - cut));
            QVERIFY(contentOf(*mei_->store().files().path(hash)) == bytes);
        }
        // What came is not the file: it is thrown away and fetched anew.
        mei_->store().files().remove(hash);
        mei_->store().files().arriving(hash).append(std::string(1'000'000, 'x'));
        Patience patience{1};
        FileTransfer transfer{mei_->store(), mei_->transport(), patience, random_};
        QVERIFY(transfer.fetch(id).complete);
        QVERIFY(contentOf(*mei_->store().files().path(hash)) == bytes);
    }

    void editsGoBeforePhotos() {
        (void)attach(*ann_, photo(1'500'000));
        ann_->sync();
        Recorded events;
        tests::NoPause pause;
        FileTransfer transfer{ann_->store(), ann_->transport(), pause, random_, &events};
        // Typed while the first part is on its way.
        events.then = [&](const engine::FileProgress& progress) {
            if (progress.phase == engine::FilePhase::Sending && progress.bytesDone == 0)
                ann_->edit<v1::Customer>(customer_, [](v1::Customer& c) { c.set_notes("urgent"); });
        };
        auto result = transfer.send(1);
        QVERIFY(result.recordsWait && !result.complete && !result.fault);
        QCOMPARE(result.bytes, FileTransfer::partBytes);
        events.then = nullptr;
        ann_->sync();
        result = transfer.send(1);
        QVERIFY(result.complete);
        QCOMPARE(result.bytes, 1'500'000 - FileTransfer::partBytes);
        std::int64_t last = 0;
        for (const auto& progress : events.all)
            last = std::max(last, progress.bytesDone);
        QVERIFY(last > 0);
        QCOMPARE(events.all.back().phase, engine::FilePhase::Idle);
        QCOMPARE(events.all.back().filesLeft, 0U);
    }

    void onHoldNothingIsSentButEverythingElseGoesOn() {
        const auto bytes = photo(1'500'000);
        const auto id = attach(*ann_, bytes);
        ann_->sync();
        ann_->files().hold(true);
        auto result = send(*ann_);
        QVERIFY(result.onHold && !result.complete && !result.fault);
        QCOMPARE(ann_->transport().calls["/v1/files/part"], 0);
        ann_->edit<v1::Customer>(customer_, [](v1::Customer& c) { c.set_notes("urgent"); });
        ann_->sync();
        ann_->files().hold(false);
        QVERIFY(send(*ann_).complete);
        // What somebody waits for is fetched all the same.
        mei_->sync();
        mei_->files().hold(true);
        QVERIFY(mei_->files().fetch(id, 1).complete);
    }

    void afterFailuresItPausesLongerAndLonger() {
        (void)attach(*ann_, photo(1000));
        ann_->sync();
        ann_->transport().online = false;
        Patience patience{6};
        FileTransfer transfer{ann_->store(), ann_->transport(), patience, random_};
        const auto result = transfer.send();
        QVERIFY(!result.complete && result.passing && result.fault);
        QCOMPARE(patience.pauses.size(), std::size_t{7});
        for (std::size_t i = 0; i < patience.pauses.size(); ++i) {
            QVERIFY(patience.pauses[i] <= std::chrono::seconds{1LL << i});
            QVERIFY(patience.pauses[i] >= std::chrono::milliseconds{750LL << i});
        }
    }

    void theSamePhotoOnTwoDevicesIsSentOnce() {
        const auto bytes = photo(900'000);
        (void)attach(*ann_, bytes);
        ann_->sync();
        QVERIFY(send(*ann_).complete);
        auto tablet = company_->phone("Ann");
        tablet->sync();
        const auto second = attach(*tablet, bytes);
        tablet->sync();
        const auto result = send(*tablet);
        QVERIFY(result.complete);
        QCOMPARE(result.files, 1U);
        QCOMPARE(tablet->transport().fileBytes, std::int64_t{0});
        mei_->sync();
        QVERIFY(mei_->files().fetch(second, 1).complete);
        // Twice in one visit on one device: kept once, sent once.
        const auto again = attach(*tablet, bytes);
        tablet->sync();
        QVERIFY(send(*tablet).complete);
        QCOMPARE(tablet->transport().fileBytes, std::int64_t{0});
        QVERIFY(tablet->fileQueue().of(again)->state == QueuedFile::State::AtServer);
    }

    void lostRecordsTakeTheirBytesAlongButNotThoseStillToBeSent() {
        const auto sent = photo(10'000, 's');
        const auto waiting = photo(10'000, 'w');
        const auto shared = photo(10'000, 'h');
        const auto other = ann_->create<v1::Customer>([](v1::Customer& c) { c.set_name("Other"); });
        const auto sentId = attach(*ann_, sent);
        (void)attach(*ann_, shared);
        ann_->sync();
        QVERIFY(send(*ann_).complete);
        const auto waitingId = attach(*ann_, waiting);
        const auto kept =
            ann_->attachments().attach(other, ann_->store().files().put(shared), "k", "image/jpeg");
        ann_->sync();
        mei_->sync();
        QVERIFY(mei_->files().fetch(sentId, 1).complete);
        mei_->edit<v1::Customer>(customer_,
                                 [&](v1::Customer& c) { c.set_owner_id(company_->colleague("Ben").id); });
        mei_->sync();
        auto& files = ann_->store().files();
        QVERIFY(files.has(base::sha256(sent)));
        ann_->sync();
        QVERIFY(!ann_->has(sentId) && ann_->has(kept));
        QVERIFY(!files.has(base::sha256(sent)));
        QVERIFY(files.has(base::sha256(shared)));  // another record names them
        QVERIFY(files.has(base::sha256(waiting)));
        QCOMPARE(ann_->fileQueue().totals().waiting, 2U);
        QVERIFY(send(*ann_).complete);
        QVERIFY(!files.has(base::sha256(waiting)));
        QVERIFY(!ann_->fileQueue().of(waitingId));
        QVERIFY(!ann_->files().fetch(sentId, 1).complete);
        auto ben = company_->phone("Ben");
        ben->sync();
        QVERIFY(ben->files().fetch(waitingId, 1).complete);
        QVERIFY(ben->files().fetch(sentId, 1).complete);
        QCOMPARE(ben->files().fetch(kept, 1).fault->code(), v1::NOT_FOUND);
    }

    void aPhotoOfARefusedRecordStaysWithWhatNeedsAttention() {
        const auto bytes = photo(5000);
        ann_->sync();
        mei_->sync();
        mei_->editing().erase(visit_);
        mei_->sync();
        const auto id = attach(*ann_, bytes);
        ann_->sync();
        QVERIFY(!ann_->has(id));
        QVERIFY(ann_->store().attention().concerns(id));
        QVERIFY(ann_->store().files().has(base::sha256(bytes)));
        QCOMPARE(send(*ann_).files, 0U);
        QCOMPARE(ann_->transport().calls["/v1/files/states"], 0);
        for (const auto& item : ann_->store().attention().list())
            ann_->store().attention().remove(item.no);
        (void)send(*ann_);
        QVERIFY(!ann_->store().files().has(base::sha256(bytes)));
        QCOMPARE(ann_->fileQueue().totals().waiting, 0U);
    }

    void bytesThatWentFromTheDeviceAreSaidToBeGone() {
        const auto bytes = photo(5000);
        const auto id = attach(*ann_, bytes);
        ann_->sync();
        ann_->store().files().remove(base::sha256(bytes));
        auto result = send(*ann_);
        QCOMPARE(result.refused, 1U);
        const auto refused = *ann_->fileQueue().of(id);
        QVERIFY(refused.state == QueuedFile::State::Refused);
        QCOMPARE(refused.fault->code(), v1::NOT_FOUND);
        QCOMPARE(ann_->reading().status().filesRefused, 1U);
        // Damaged ones are found out by the server, and by looking here.
        (void)ann_->store().files().put(bytes);
        fs::resize_file(*ann_->store().files().path(base::sha256(bytes)), 4999);
        std::ofstream{*ann_->store().files().path(base::sha256(bytes)), std::ios::app} << 'x';
        ann_->fileQueue().retry(id);
        result = send(*ann_);
        QCOMPARE(result.refused, 1U);
        QCOMPARE(ann_->fileQueue().of(id)->fault->code(), v1::INVALID);
        QVERIFY(result.complete);
    }

    void theCacheIsBounded() {
        std::vector<std::string> ids;
        std::vector<std::string> hashes;
        for (char seed = 'a'; seed < 'e'; ++seed) {
            const auto bytes = photo(1000, seed);
            hashes.push_back(base::sha256(bytes));
            ids.push_back(attach(*ann_, bytes));
        }
        ann_->sync();
        auto queue = ann_->fileQueue();
        queue.keepWithin(0, {});
        for (const auto& hash : hashes)
            QVERIFY(ann_->store().files().has(hash));  // the server has none of them yet
        QVERIFY(send(*ann_).complete);
        queue.keepWithin(2000, ids[0]);
        int left = 0;
        for (const auto& hash : hashes)
            left += ann_->store().files().has(hash) ? 1 : 0;
        QCOMPARE(left, 2);
        QVERIFY(ann_->store().files().has(hashes[0]));
        // What went can be had again.
        for (const auto& id : ids)
            QVERIFY(ann_->files().fetch(id, 1).complete);
    }

    void whatIsNotSentYetIsSaidToBe() {
        const auto id = attach(*ann_, photo(1000));
        ann_->sync();
        mei_->sync();
        const auto result = mei_->files().fetch(id, 1);
        QVERIFY(!result.complete && !result.passing);
        QCOMPARE(result.fault->code(), v1::NOT_FOUND);
        QCOMPARE(result.fault->path(), std::string{"content"});
        QCOMPARE(mei_->files().fetch(std::string(16, 'x'), 1).fault->path(), std::string{"id"});
    }

    void anEndedSessionAndARevokedDeviceStopIt() {
        (void)attach(*ann_, photo(1000));
        ann_->sync();
        auto session = *ann_->store().session();
        session.set_token("ended");
        ann_->store().setSession(session);
        auto result = send(*ann_);
        QCOMPARE(result.stop, engine::Stop::SignIn);
        QVERIFY(ann_->store().session()->token().empty());
        QCOMPARE(ann_->reading().status().files, 1U);

        (void)mei_->create<v1::Customer>([](v1::Customer& c) { c.set_name("M"); });
        mei_->sync();
        company_->atServer([&](server::sync::ServerEdit& edit) {
            edit.change(edit.require(schema::Schema::of<v1::Device>(), mei_->store().session()->device_id()),
                        [](google::protobuf::Message& record) {
                            static_cast<v1::Device&>(record).set_revoked(v1::Device::LOST);
                        });
        });
        const auto photoId = mei_->attachments().attach(
            mei_->reading().list({.type = &schema::Schema::of<v1::Customer>()}).records.front().id,
            mei_->store().files().put("bytes"), "m", "image/jpeg");
        result = mei_->files().fetch(photoId, 1);
        QVERIFY(result.complete);  // it is here
        mei_->store().files().remove(base::sha256("bytes"));
        result = mei_->files().fetch(photoId, 1);
        QCOMPARE(result.stop, engine::Stop::Wipe);
        QVERIFY(mei_->store().mustWipe());
    }

  private:
    std::string attach(Phone& phone, const std::string& bytes) {
        return phone.attachments().attach(visit_, phone.store().files().put(bytes), "shelf.jpg",
                                          "image/jpeg");
    }
    FileResult send(Phone& phone) { return phone.files().send(1); }

    base::SeededRandom random_{11};
    std::unique_ptr<Loopback> company_;
    std::unique_ptr<Phone> ann_;
    std::unique_ptr<Phone> mei_;
    std::string customer_;
    std::string visit_;
};

QTEST_GUILESS_MAIN(FileTransferTest)
#include "file_transfer_test.moc"
