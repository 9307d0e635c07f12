#include "tests/simulation/disk/disk.h"

#include <algorithm>
#include <string_view>

#include <sqlite3.h>

namespace fieldfare::simulation {

namespace {

constexpr std::size_t sector = 512;

void put(std::string& to, std::size_t offset, std::string_view bytes) {
    if (to.size() < offset)
        to.resize(offset);
    to.replace(offset, std::min(bytes.size(), to.size() - offset), bytes);
}

/// What is left of a file after the power went: each unsynced write is there, gone, or torn at a sector.
std::string survivor(const DiskFile& file, const std::function<std::uint64_t()>& random) {
    auto left = file.data;
    std::vector<std::string> written;
    for (auto change = file.unsynced.rbegin(); change != file.unsynced.rend(); ++change) {
        written.push_back(left.substr(change->offset, change->size));
        put(left, change->offset, change->before);
        left.resize(change->sizeBefore);
    }
    for (const auto& change : file.unsynced) {
        const auto bytes = std::move(written.back());
        written.pop_back();
        const auto fate = random() % 4;
        if (fate == 0)
            continue;
        if (change.size == 0) {
            left.resize(change.offset);
            continue;
        }
        const auto sectors = bytes.size() / sector;
        const auto kept =
            fate == 1 ? std::min(bytes.size(), random() % (sectors + 1) * sector) : bytes.size();
        // As a file grows by what is written beyond its end, whatever of that got through.
        left.resize(std::max(left.size(), change.offset + kept));
        put(left, change.offset, std::string_view{bytes}.substr(0, kept));
    }
    return left;
}

}  // namespace

void Disk::failAt(Failure failure, std::uint64_t nth) {
    failure_ = failure;
    countdown_ = nth;
}

void Disk::cure() {
    countdown_ = 0;
    full_ = false;
}

void Disk::stop() {
    stopped_ = true;
    countdown_ = 0;
}

bool Disk::concerns(Call call) const {
    switch (failure_) {
        case Failure::Full:
            return call == Call::Write;
        case Failure::Fsync:
            return call == Call::Sync;
        case Failure::Stop:
            return call != Call::Read;
        default:
            return true;
    }
}

int Disk::begin(Call call) {
    if (stopped_)
        return SQLITE_IOERR;
    if (spared_ != 0)
        return SQLITE_OK;
    ++calls_;
    if (full_ && call == Call::Write)
        return SQLITE_FULL;
    if (countdown_ == 0 || !concerns(call) || --countdown_ != 0)
        return SQLITE_OK;
    ++fired_[static_cast<std::size_t>(failure_)];
    switch (failure_) {
        case Failure::Stop:
            stopped_ = true;
            return SQLITE_IOERR;
        case Failure::Full:
            full_ = true;
            return SQLITE_FULL;
        default:
            break;
    }
    switch (call) {
        case Call::Read:
            return SQLITE_IOERR_READ;
        case Call::Write:
            return SQLITE_IOERR_WRITE;
        case Call::Sync:
            return SQLITE_IOERR_FSYNC;
        case Call::Open:
            return SQLITE_CANTOPEN;
        default:
            return SQLITE_IOERR_DELETE;
    }
}

std::shared_ptr<DiskFile> Disk::open(const std::string& name, bool create) {
    const auto at = files_.find(name);
    if (at != files_.end())
        return at->second;
    return create ? files_.emplace(name, std::make_shared<DiskFile>()).first->second : nullptr;
}

void Disk::write(DiskFile& file, const char* bytes, std::size_t size, std::size_t offset) {
    if (size == 0)
        return;
    const auto sizeBefore = file.data.size();
    auto before = offset < sizeBefore ? file.data.substr(offset, size) : std::string{};
    file.unsynced.push_back({offset, size, std::move(before), sizeBefore});
    put(file.data, offset, {bytes, size});
}

void Disk::truncate(DiskFile& file, std::size_t size) {
    const auto sizeBefore = file.data.size();
    auto before = size < sizeBefore ? file.data.substr(size) : std::string{};
    file.unsynced.push_back({size, 0, std::move(before), sizeBefore});
    file.data.resize(size);
}

void Disk::sync(DiskFile& file) {
    file.unsynced.clear();
}

void Disk::restart(Loss loss, const std::function<std::uint64_t()>& random) {
    std::map<std::string, std::shared_ptr<DiskFile>> left;
    for (auto& [name, file] : files_) {
        auto fresh = std::make_shared<DiskFile>();
        if (loss == Loss::Power) {
            fresh->data = survivor(*file, random);
        } else if (file.use_count() == 1) {
            fresh->data = std::move(file->data);
            fresh->unsynced = std::move(file->unsynced);
        } else {
            fresh->data = file->data;
            fresh->unsynced = file->unsynced;
        }
        left.emplace(name, std::move(fresh));
    }
    files_ = std::move(left);
    stopped_ = false;
    cure();
}

void Disk::copyTo(Disk& other) const {
    other.files_.clear();
    for (const auto& [name, file] : files_) {
        auto copy = std::make_shared<DiskFile>();
        copy->data = file->data;
        other.files_.emplace(name, std::move(copy));
    }
}

}  // namespace fieldfare::simulation
