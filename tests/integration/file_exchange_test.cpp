#include "sync-server/files/file_exchange.h"

#include <fstream>
#include <thread>

#include "fieldfare/people.pb.h"
#include "shared/base/hash.h"
#include "shared/base/hex.h"
#include "tests/support/server/server_test.h"

using namespace fieldfare;
using schema::Schema;
using server::files::FileExchange;
using tests::ServerClient;
using tests::ServerSite;
namespace fs = std::filesystem;

namespace {

template <typename Work>
v1::Fault faultOf(Work work) {
    try {
        (void)work();
    } catch (const schema::FaultError& error) {
        return error.fault();
    }
    return {};
}

#define COMPARE_DENIED(call, expectedCode, expectedPath)                             \
    do {                                                                             \
        const auto fault = faultOf([&] { return call; });                            \
        QVERIFY2(fault.code() == v1::expectedCode && fault.path() == (expectedPath), \
                 (fault.ShortDebugString() + " is not what was expected").c_str());  \
    } while (false)

std::string photo(std::size_t size, char seed = 'a') {
    std::string bytes(size, seed);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = static_cast<char>(seed + i * 31 % 127);
    return bytes;
}

}  // namespace

/// The bytes of files at the server: who may send them, who may have them, and what remains of a broken
/// upload.
class FileExchangeTest final : public QObject {
    Q_OBJECT

  private slots:
    void init() {
        site_ = std::make_unique<ServerSite>();
        open();
        rita_ = site_->client("rita");
        rob_ = site_->client("rob");
        nora_ = site_->client("nora");
        for (auto* client : {rita_.get(), rob_.get(), nora_.get()})
            (void)client->sync();
        customer_ = rita_->create(tests::customerOf("Acorn"));
        visit_ = rita_->create(tests::visitAt(customer_, base::epochMs(site_->clock().now())));
        (void)rita_->sync();
    }
    void cleanup() {
        files_.reset();
        content_.reset();
        rita_.reset();
        rob_.reset();
        nora_.reset();
        site_.reset();
    }

    void aPhotoReachesWhoSeesItsVisitAndNobodyElse() {
        const auto bytes = photo(100'000);
        const auto id = record(*rita_, bytes);
        QCOMPARE(state(*rita_, id).standing(), v1::FileState::WANTED);
        COMPARE_DENIED(get(*rita_, id), NOT_FOUND, "content");
        QCOMPARE(send(*rita_, id, bytes, 30'000).standing(), v1::FileState::COMPLETE);
        QCOMPARE(state(*rita_, id).standing(), v1::FileState::COMPLETE);
        QVERIFY(get(*rita_, id) == bytes);
        QVERIFY(get(*nora_, id) == bytes);
        COMPARE_DENIED(get(*rob_, id), NOT_FOUND, "id");
        // Sent once more, by a device that did not hear the answer: nothing changes.
        QCOMPARE(put(*rita_, id, bytes.substr(90'000), 90'000).standing(), v1::FileState::COMPLETE);
    }

    void onlyTheAuthorSends() {
        const auto bytes = photo(1000);
        const auto id = record(*rita_, bytes);
        for (auto* other : {nora_.get(), rob_.get()}) {
            QCOMPARE(state(*other, id).standing(), v1::FileState::UNKNOWN);
            COMPARE_DENIED(put(*other, id, bytes, 0), NOT_FOUND, "id");
        }
        COMPARE_DENIED(put(*rita_, std::string(16, 'z'), bytes, 0), NOT_FOUND, "id");
        QCOMPARE(state(*rita_, std::string(16, 'z')).standing(), v1::FileState::UNKNOWN);
    }

    void aHashAloneGivesNothing() {
        const auto secret = photo(5000, 's');
        const auto id = record(*rita_, secret);
        QCOMPARE(send(*rita_, id, secret).standing(), v1::FileState::COMPLETE);

        // Rob knows its hash and size, and makes a record of his own that names them.
        const auto own = rob_->create(tests::customerOf("Mine"));
        const auto guess = record(*rob_, secret, own);
        QCOMPARE(state(*rob_, guess).standing(), v1::FileState::WANTED);
        COMPARE_DENIED(get(*rob_, guess), NOT_FOUND, "content");
        // The manager may read both; that she asks for his must not make it his.
        (void)nora_->sync();
        QCOMPARE(state(*nora_, guess).standing(), v1::FileState::UNKNOWN);
        COMPARE_DENIED(get(*nora_, guess), NOT_FOUND, "content");
        COMPARE_DENIED(put(*rob_, guess, photo(5000, 'x'), 0), INVALID, "record/sha256");
        COMPARE_DENIED(get(*rob_, guess), NOT_FOUND, "content");
        // Who has the bytes may say so by sending them.
        QCOMPARE(send(*rob_, guess, secret).standing(), v1::FileState::COMPLETE);
        QVERIFY(get(*rob_, guess) == secret);
        QCOMPARE(filesIn("files"), 1);
    }

    void theSamePhotoOfTwoDevicesIsStoredOnceAndSentOnce() {
        const auto bytes = photo(70'000);
        const auto first = record(*rita_, bytes);
        QCOMPARE(send(*rita_, first, bytes).standing(), v1::FileState::COMPLETE);
        // Her other device takes the same photo in: she may read the first one, so this one is there.
        const auto tablet = site_->client("rita");
        (void)tablet->sync();
        const auto second = record(*tablet, bytes, visit_);
        QCOMPARE(state(*tablet, second).standing(), v1::FileState::COMPLETE);
        QVERIFY(get(*tablet, second) == bytes);
        QVERIFY(get(*nora_, second) == bytes);
        QCOMPARE(filesIn("files"), 1);
        QCOMPARE(filesIn("uploads"), 0);
    }

    void afterReassignmentTheBytesGoWithTheRecord() {
        const auto bytes = photo(20'000);
        const auto sent = record(*rita_, bytes);
        QCOMPARE(send(*rita_, sent, bytes).standing(), v1::FileState::COMPLETE);
        const auto other = photo(20'000, 'q');
        const auto half = record(*rita_, other);
        QCOMPARE(put(*rita_, half, other.substr(0, 8000), 0).received(), 8000);

        (void)nora_->sync();
        nora_->edit<v1::Customer>(customer_, [&](auto& c) { c.set_owner_id(rob_->person().id); });
        COMPARE_RESULT(nora_->syncOne(), APPLIED);
        COMPARE_DENIED(get(*rita_, sent), NOT_FOUND, "id");
        QVERIFY(get(*rob_, sent) == bytes);
        // What its author had still to send is not lost to those who have the visit now.
        QCOMPARE(state(*rita_, half).received(), 8000);
        QCOMPARE(put(*rita_, half, other.substr(8000), 8000).standing(), v1::FileState::COMPLETE);
        QVERIFY(get(*rob_, half) == other);
        COMPARE_DENIED(get(*rita_, half), NOT_FOUND, "id");
        // Nor does having had them help with another record that names them.
        const auto own = rita_->create(tests::customerOf("Other"));
        const auto again = record(*rita_, bytes, own);
        QCOMPARE(state(*rita_, again).standing(), v1::FileState::WANTED);
    }

    void aPhotoOfALateVisitArrivesWithIt() {
        (void)rita_->sync();
        (void)nora_->sync();
        const auto bytes = photo(9000);
        const auto checkIn = base::epochMs(site_->clock().now());
        site_->clock().advance(std::chrono::minutes{1});
        nora_->edit<v1::Customer>(customer_, [&](auto& c) { c.set_owner_id(rob_->person().id); });
        COMPARE_RESULT(nora_->syncOne(), APPLIED);
        const auto late = rita_->create(tests::visitAt(customer_, checkIn));
        v1::File file;
        file.set_parent_id(late);
        file.set_sha256(base::sha256(bytes));
        file.set_size(static_cast<std::int64_t>(bytes.size()));
        const auto id = rita_->create(file);
        for (const auto& outcome : rita_->sync())
            COMPARE_RESULT(outcome, APPLIED);
        QVERIFY(site_->stored<v1::File>(id).late());
        QVERIFY(!rita_->has<v1::File>(id));
        QCOMPARE(send(*rita_, id, bytes).standing(), v1::FileState::COMPLETE);
        (void)rob_->sync();
        QVERIFY(get(*rob_, id) == bytes);
        COMPARE_DENIED(get(*rita_, id), NOT_FOUND, "id");
    }

    void aPartBelongsWhereTheStoredBytesEnd() {
        const auto bytes = photo(1000);
        const auto id = record(*rita_, bytes);
        QCOMPARE(put(*rita_, id, bytes.substr(0, 400), 0).received(), 400);
        // Twice, too early, across the end: nothing changes, and the answer says where to go on.
        for (const auto offset : {0, 300, 500, 999})
            QCOMPARE(put(*rita_, id, bytes.substr(static_cast<std::size_t>(offset)), offset).received(), 400);
        QCOMPARE(state(*rita_, id).received(), 400);
        COMPARE_DENIED(put(*rita_, id, bytes.substr(400) + "x", 400), INVALID, "bytes");
        QCOMPARE(put(*rita_, id, bytes.substr(400), 400).standing(), v1::FileState::COMPLETE);
        QVERIFY(get(*rita_, id) == bytes);
    }

    void whatIsDamagedIsRefusedAndChangesNothing() {
        const auto bytes = photo(1000);
        const auto id = record(*rita_, bytes);
        v1::FilePart part;
        part.set_id(id);
        part.set_bytes(bytes);
        part.set_sha256(base::sha256("something else"));
        COMPARE_DENIED(files_->put(rita_->token, part), INVALID, "sha256");
        part.set_id("short");
        COMPARE_DENIED(files_->put(rita_->token, part), INVALID, "id");
        COMPARE_DENIED(put(*rita_, id, "", 0), INVALID, "sha256");
        COMPARE_DENIED(put(*rita_, id, std::string(FileExchange::maxPartBytes + 1, 'x'), 0), TOO_LARGE,
                       "bytes");
        QCOMPARE(state(*rita_, id).received(), 0);

        // The whole is not what the record names: it begins anew.
        COMPARE_DENIED(put(*rita_, id, photo(1000, 'b'), 0), INVALID, "record/sha256");
        QCOMPARE(state(*rita_, id).received(), 0);
        QCOMPARE(filesIn("uploads"), 0);
        QCOMPARE(send(*rita_, id, bytes).standing(), v1::FileState::COMPLETE);

        v1::FileStatesRequest many;
        for (int i = 0; i <= FileExchange::maxStates; ++i)
            many.add_ids(id);
        COMPARE_DENIED(files_->states(rita_->token, many), TOO_LARGE, "ids");
        many.clear_ids();
        many.add_ids("x");
        COMPARE_DENIED(files_->states(rita_->token, many), INVALID, "id");
        COMPARE_DENIED(get(*rita_, "x"), INVALID, "id");
    }

    void aFileLargerThanTheLimitIsNoRecord() {
        v1::File file;
        file.set_parent_id(visit_);
        file.set_sha256(std::string(32, 'h'));
        file.set_size((std::int64_t{64} << 20) + 1);
        (void)rita_->create(file);
        COMPARE_FAULT(rita_->syncOne(), REJECTED, INVALID);
    }

    void aHashThatIsNoneIsNeverComplete() {
        v1::File file;
        file.set_parent_id(visit_);
        file.set_sha256("abc");
        file.set_size(3);
        const auto id = rita_->create(file);
        (void)rita_->sync();
        QCOMPARE(state(*rita_, id).standing(), v1::FileState::WANTED);
        COMPARE_DENIED(put(*rita_, id, "abc", 0), INVALID, "record/sha256");
        COMPARE_DENIED(get(*rita_, id), NOT_FOUND, "content");
    }

    void aServerKilledAtAnyPointGoesOn() {
        const auto bytes = photo(3000);
        const auto id = record(*rita_, bytes);
        QCOMPARE(put(*rita_, id, bytes.substr(0, 1000), 0).received(), 1000);
        reopen();
        QCOMPARE(state(*rita_, id).received(), 1000);
        // Killed when all bytes had come and before they were checked.
        append(id, bytes.substr(1000));
        reopen();
        QCOMPARE(state(*rita_, id).standing(), v1::FileState::COMPLETE);
        QVERIFY(get(*rita_, id) == bytes);

        // Killed after the file had its place and before the record knew: its author sends it again.
        const auto other = photo(2000, 'k');
        const auto second = record(*rita_, other);
        append(second, other);
        QVERIFY(content_->complete(second, base::sha256(other)));
        reopen();
        COMPARE_DENIED(get(*rita_, second), NOT_FOUND, "content");
        QCOMPARE(state(*rita_, second).standing(), v1::FileState::WANTED);
        QCOMPARE(send(*rita_, second, other).standing(), v1::FileState::COMPLETE);

        // A power loss left bytes that are not the file's: they are thrown away, not kept.
        const auto third = record(*rita_, photo(2000, 'm'));
        append(third, std::string(2000, '\0'));
        QCOMPARE(state(*rita_, third).standing(), v1::FileState::WANTED);
        QCOMPARE(state(*rita_, third).received(), 0);

        // Files were lost, say by a restore without them: they are wanted again.
        fs::remove(content_->path(base::sha256(bytes)));
        COMPARE_DENIED(get(*rita_, id), NOT_FOUND, "content");
        QCOMPARE(state(*rita_, id).standing(), v1::FileState::WANTED);
        QCOMPARE(send(*rita_, id, bytes).standing(), v1::FileState::COMPLETE);
        QVERIFY(get(*nora_, id) == bytes);
    }

    void abandonedUploadsGoAfterAWeek() {
        const auto bytes = photo(3000);
        const auto old = record(*rita_, bytes);
        const auto fresh = record(*rita_, photo(3000, 'f'));
        QCOMPARE(put(*rita_, old, bytes.substr(0, 1000), 0).received(), 1000);
        QCOMPARE(put(*rita_, fresh, photo(3000, 'f').substr(0, 1000), 0).received(), 1000);
        QCOMPARE(filesIn("uploads"), 2);
        // The clock is the test's, the times of files are the machine's.
        const auto age = [&](const std::string& id, std::chrono::hours before) {
            fs::last_write_time(upload(id), std::chrono::file_clock::from_sys(site_->clock().now() - before));
        };
        age(old, std::chrono::hours{7 * 24 + 1});
        age(fresh, std::chrono::hours{7 * 24 - 1});
        files_->clearAbandoned();
        QCOMPARE(state(*rita_, old).received(), 0);
        QCOMPARE(state(*rita_, fresh).received(), 1000);
        QCOMPARE(send(*rita_, old, bytes).standing(), v1::FileState::COMPLETE);
    }

    void strangersAndRevokedDevicesGetNothing() {
        const auto bytes = photo(3000);
        const auto id = record(*rita_, bytes);
        QCOMPARE(send(*rita_, id, bytes).standing(), v1::FileState::COMPLETE);
        const auto other = photo(3000, 'o');
        const auto next = record(*rita_, other);
        const auto everything = [&](v1::FaultCode code) {
            QCOMPARE(faultOf([&] { return get(*rita_, id); }).code(), code);
            QCOMPARE(faultOf([&] { return state(*rita_, id); }).code(), code);
            QCOMPARE(faultOf([&] { return put(*rita_, next, other, 0); }).code(), code);
        };
        const auto token = rita_->token;
        rita_->token = "nobody's";
        everything(v1::UNAUTHENTICATED);
        rita_->token = token;
        site_->atServer([&](server::sync::ServerEdit& edit) {
            edit.change(edit.require(Schema::of<v1::Device>(), rita_->device()),
                        [](google::protobuf::Message& record) {
                            static_cast<v1::Device&>(record).set_revoked(v1::Device::LOST);
                        });
        });
        everything(v1::DEVICE_REVOKED);
        QCOMPARE(filesIn("uploads"), 0);
        QVERIFY(get(*nora_, id) == bytes);
    }

    void deletedWithTheirParentFilesAreGone() {
        const auto bytes = photo(3000);
        const auto id = record(*rita_, bytes);
        QCOMPARE(send(*rita_, id, bytes).standing(), v1::FileState::COMPLETE);
        (void)nora_->sync();
        nora_->erase<v1::Visit>(visit_);
        COMPARE_RESULT(nora_->syncOne(), APPLIED);
        COMPARE_DENIED(get(*rita_, id), NOT_FOUND, "id");
        COMPARE_DENIED(get(*nora_, id), NOT_FOUND, "id");
        QCOMPARE(state(*rita_, id).standing(), v1::FileState::UNKNOWN);
    }

    void twoRequestsAtOnceWriteOneFileOnce() {
        const auto bytes = photo(400'000);
        const auto id = record(*rita_, bytes);
        const auto work = [&] {
            for (;;) {
                try {
                    const auto now = state(*rita_, id);
                    if (now.standing() == v1::FileState::COMPLETE)
                        return;
                    (void)put(*rita_, id, bytes.substr(static_cast<std::size_t>(now.received()), 20'000),
                              now.received());
                } catch (const schema::FaultError& error) {
                    if (error.fault().code() != v1::BUSY)
                        throw;
                }
            }
        };
        std::thread other{work};
        work();
        other.join();
        QVERIFY(get(*rita_, id) == bytes);
        QCOMPARE(filesIn("uploads"), 0);
    }

  private:
    void open() {
        const auto folder = site_->organisation().folder();
        content_ = std::make_unique<server::storage::ContentStore>(folder);
        files_ = std::make_unique<FileExchange>(site_->organisation(), *content_);
    }
    void reopen() {
        files_.reset();
        content_.reset();
        site_->reopen();
        open();
    }

    std::string record(ServerClient& client, const std::string& bytes, const std::string& parent = {}) {
        v1::File file;
        file.set_parent_id(parent.empty() ? visit_ : parent);
        file.set_sha256(base::sha256(bytes));
        file.set_size(static_cast<std::int64_t>(bytes.size()));
        const auto id = client.create(file);
        (void)client.sync();
        return id;
    }
    v1::FileState state(ServerClient& client, const std::string& id) {
        v1::FileStatesRequest request;
        request.add_ids(id);
        return files_->states(client.token, request).states(0);
    }
    v1::FileState put(ServerClient& client, const std::string& id, const std::string& bytes,
                      std::int64_t offset) {
        v1::FilePart part;
        part.set_id(id);
        part.set_offset(offset);
        part.set_bytes(bytes);
        part.set_sha256(base::sha256(bytes));
        return files_->put(client.token, part);
    }
    v1::FileState send(ServerClient& client, const std::string& id, const std::string& bytes,
                       std::size_t partBytes = 1'000'000) {
        v1::FileState now;
        for (std::size_t at = 0; at < bytes.size(); at += partBytes)
            now = put(client, id, bytes.substr(at, partBytes), static_cast<std::int64_t>(at));
        return now;
    }
    std::string get(ServerClient& client, const std::string& id) {
        v1::FileContentRequest request;
        request.set_id(id);
        std::ifstream in{content_->path(files_->contentOf(client.token, request)), std::ios::binary};
        return {std::istreambuf_iterator<char>{in}, {}};
    }
    fs::path upload(const std::string& id) {
        return site_->organisation().folder() / "uploads" / base::toHex(id);
    }
    void append(const std::string& id, const std::string& bytes) { content_->append(id, bytes); }
    int filesIn(const char* folder) {
        int count = 0;
        for (const auto& entry : fs::recursive_directory_iterator{site_->organisation().folder() / folder})
            count += entry.is_regular_file() ? 1 : 0;
        return count;
    }

    std::unique_ptr<ServerSite> site_;
    std::unique_ptr<server::storage::ContentStore> content_;
    std::unique_ptr<FileExchange> files_;
    std::unique_ptr<ServerClient> rita_;
    std::unique_ptr<ServerClient> rob_;
    std::unique_ptr<ServerClient> nora_;
    std::string customer_;
    std::string visit_;
};

QTEST_GUILESS_MAIN(FileExchangeTest)
#include "file_exchange_test.moc"
