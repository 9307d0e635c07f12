#include "mobile/engine/file_store.h"

#include <QTemporaryDir>
#include <QTest>
#include <csignal>
#include <fstream>

#include <sys/resource.h>

#include "shared/base/hash.h"
#include "shared/base/sha256.h"
#include "shared/schema/fault.h"
#include "shared/storage/database.h"

using namespace fieldfare;
using engine::FileStore;
using storage::GrowingFile;
namespace fs = std::filesystem;

namespace {

std::string contentOf(const fs::path& file) {
    std::ifstream in{file, std::ios::binary};
    return {std::istreambuf_iterator<char>{in}, {}};
}

void write(const fs::path& file, const std::string& bytes) {
    std::ofstream{file, std::ios::binary} << bytes;
}

template <typename Work>
v1::Fault faultOf(Work work) {
    try {
        work();
    } catch (const schema::FaultError& error) {
        return error.fault();
    }
    return {};
}

int filesIn(const fs::path& folder) {
    int count = 0;
    for (const auto& entry : fs::recursive_directory_iterator{folder})
        count += entry.is_regular_file() ? 1 : 0;
    return count;
}

}  // namespace

/// Files by their hash on the device, and the parts shared with the server below them.
class FileStoreTest final : public QObject {
    Q_OBJECT

  private slots:
    void init() {
        folder_ = std::make_unique<QTemporaryDir>();
        base_ = folder_->path().toStdString();
    }

    void aHashOfPiecesIsThatOfTheWhole() {
        const std::string bytes(100'000, 'x');
        base::Sha256 hash;
        for (std::size_t at = 0; at < bytes.size(); at += 777)
            hash.add(std::string_view{bytes}.substr(at, 777));
        QVERIFY(hash.finish() == base::sha256(bytes));
        QVERIFY(base::Sha256{}.finish() == base::sha256(""));
    }

    void whatIsPutIsFoundByItsHash() {
        FileStore files{base_ / "ann"};
        QVERIFY(!files.has(base::sha256("photo")));
        QVERIFY(!files.path("no hash"));
        const auto content = files.put("photo");
        QVERIFY(content.sha256 == base::sha256("photo"));
        QCOMPARE(content.size, 5);
        QCOMPARE(contentOf(*files.path(content.sha256)), std::string{"photo"});
        // Another program, or thread, finds it as well.
        QVERIFY(FileStore{base_ / "ann"}.has(content.sha256));
        QVERIFY(!FileStore{base_ / "ben"}.has(content.sha256));
    }

    void theSameBytesAreKeptOnce() {
        FileStore files{base_ / "ann"};
        std::string bytes(3'000'000, 'a');
        bytes.back() = 'b';
        write(base_ / "in.jpg", bytes);
        const auto first = files.putFile(base_ / "in.jpg");
        const auto second = files.put(bytes);
        QVERIFY(first.sha256 == second.sha256);
        QCOMPARE(first.size, second.size);
        QCOMPARE(filesIn(base_ / "ann.files"), 1);
        QVERIFY(contentOf(*files.path(first.sha256)) == bytes);
        files.remove(first.sha256);
        QVERIFY(!files.has(first.sha256));
        files.remove(first.sha256);
        QCOMPARE(filesIn(base_ / "ann.files"), 0);
    }

    void sizesAreLimitedAsTheSchemaSays() {
        FileStore files{base_ / "ann"};
        QCOMPARE(FileStore::maxBytes(), std::int64_t{64} << 20);
        auto fault = faultOf([&] { (void)files.put(""); });
        QCOMPARE(fault.code(), v1::INVALID);
        QCOMPARE(fault.path(), std::string{"size"});
        write(base_ / "big", "");
        fs::resize_file(base_ / "big", static_cast<std::uintmax_t>(FileStore::maxBytes()) + 1);
        fault = faultOf([&] { (void)files.putFile(base_ / "big"); });
        QCOMPARE(fault.code(), v1::TOO_LARGE);
        QCOMPARE(fault.limit(), FileStore::maxBytes());
        QCOMPARE(faultOf([&] { (void)files.putFile(base_ / "none"); }).code(), v1::NOT_FOUND);
        QCOMPARE(faultOf([&] { (void)files.putFile(base_); }).code(), v1::NOT_FOUND);
        QVERIFY(!fs::exists(base_ / "ann.files"));
    }

    void whatArrivesInPiecesIsKeptOnlyIfItIsRight() {
        FileStore files{base_ / "ann"};
        const std::string bytes = "a photo of a shelf";
        const auto hash = base::sha256(bytes);
        files.arriving(hash).append(bytes.substr(0, 7));
        QVERIFY(!files.has(hash));
        // As after a kill: another object goes on where the bytes end.
        auto rest = FileStore{base_ / "ann"}.arriving(hash);
        QCOMPARE(rest.size(), 7);
        rest.append(bytes.substr(7));
        QVERIFY(files.arrived(hash));
        QCOMPARE(contentOf(*files.path(hash)), bytes);
        QCOMPARE(filesIn(base_ / "ann.files"), 1);

        const auto other = base::sha256("other");
        files.arriving(other).append("wrong");
        QVERIFY(!files.arrived(other));
        QVERIFY(!files.has(other));
        QCOMPARE(files.arriving(other).size(), 0);
    }

    void aPieceThatDoesNotFitIsTakenBack() {
        GrowingFile nowhere{base_ / "missing" / "file"};
        QVERIFY_THROWS_EXCEPTION(storage::StorageError, nowhere.append("x"));
        QCOMPARE(nowhere.size(), 0);

        // A limit of the process stands for a disk that fills up in the middle of a piece.
        GrowingFile file{base_ / "file"};
        file.append("0123456");
        rlimit before{};
        ::getrlimit(RLIMIT_FSIZE, &before);
        const rlimit small{10, before.rlim_max};
        std::signal(SIGXFSZ, SIG_IGN);
        ::setrlimit(RLIMIT_FSIZE, &small);
        QVERIFY_THROWS_EXCEPTION(storage::StorageError, file.append("789abcdef"));
        ::setrlimit(RLIMIT_FSIZE, &before);
        QCOMPARE(file.read(0, 100), std::string{"0123456"});
        file.append("789");
        QCOMPARE(file.read(5, 3), std::string{"567"});
        QCOMPARE(file.size(), 10);
    }

    void photosOfFormsNeverSavedGoInTheEnd() {
        FileStore files{base_ / "ann"};
        const auto kept = files.put("kept");
        const auto old = files.put("old");
        const auto again = files.put("again");
        const auto hourAgo = fs::file_time_type::clock::now() - std::chrono::hours{1};
        for (const auto* content : {&kept, &old, &again})
            fs::last_write_time(*files.path(content->sha256), hourAgo);
        const auto fresh = files.put("fresh");
        (void)files.put("again");  // a form that is open now
        files.arriving(base::sha256("half")).append("ha");
        fs::last_write_time(files.arriving(base::sha256("half")).path(), hourAgo);
        const auto before = std::chrono::duration_cast<std::chrono::milliseconds>(
                                std::chrono::file_clock::to_sys(hourAgo).time_since_epoch())
                                .count() +
                            60'000;
        files.removeUnknown(before, [&](const std::string& sha256) { return sha256 == kept.sha256; });
        QVERIFY(files.has(kept.sha256));
        QVERIFY(files.has(fresh.sha256));
        QVERIFY(files.has(again.sha256));
        QVERIFY(!files.has(old.sha256));
        QCOMPARE(files.arriving(base::sha256("half")).size(), 0);
    }

    void aWipedStoreLeavesNoFiles() {
        FileStore files{base_ / "ann"};
        (void)files.put("photo");
        FileStore::wipe(base_ / "ann");
        QVERIFY(!fs::exists(base_ / "ann.files"));
        FileStore::wipe(base_ / "ann");
    }

  private:
    std::unique_ptr<QTemporaryDir> folder_;
    fs::path base_;
};

QTEST_GUILESS_MAIN(FileStoreTest)
#include "file_store_test.moc"
