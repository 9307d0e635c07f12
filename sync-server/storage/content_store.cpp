#include "sync-server/storage/content_store.h"

#include <chrono>
#include <system_error>

#include "shared/base/hex.h"
#include "shared/schema/fault.h"

namespace fieldfare::server::storage {

namespace fs = std::filesystem;
using fieldfare::storage::GrowingFile;

GrowingFile ContentStore::upload(const std::string& record) const {
    return GrowingFile{uploads_ / base::toHex(record)};
}

void ContentStore::append(const std::string& record, std::string_view bytes) const {
    fieldfare::storage::makeFolder(uploads_);
    std::error_code error;
    const auto space = fs::space(uploads_, error);
    if (!error && space.available < reserve)
        throw schema::FaultError{v1::READ_ONLY,
                                 "the server's disk is nearly full: records are taken, files are not"};
    upload(record).append(bytes);
}

bool ContentStore::complete(const std::string& record, std::string_view sha256) const {
    const auto file = upload(record);
    if (file.sha256() != sha256) {
        file.remove();
        return false;
    }
    files_.adopt(file, sha256);
    return true;
}

void ContentStore::clearAbandoned(base::TimePoint before) const {
    std::error_code error;
    for (fs::directory_iterator at{uploads_, error}, end; at != end; at.increment(error)) {
        std::error_code gone;
        const auto changed = fs::last_write_time(at->path(), gone);
        if (!gone && std::chrono::file_clock::to_sys(changed) < before)
            fs::remove(at->path(), gone);
    }
}

}  // namespace fieldfare::server::storage
