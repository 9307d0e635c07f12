#include "tests/simulation/disk/disk.h"

#include <algorithm>

#include <sqlite3.h>

namespace fieldfare::simulation {

namespace {

constexpr std::size_t sector = 512;

void apply(std::string& to, const DiskFile::Change& change, std::size_t size) {
    if (change.cuts) {
        to.resize(change.offset);
        return;
    }
    if (to.size() < change.offset + size)
        to.resize(change.offset + size);
    to.replace(change.offset, size, change.bytes, 0, size);
}

/// What is left of a file after the power went: each unsynced write is there, gone, or torn at a sector.
std::string survivor(const DiskFile& file, const std::function<std::uint64_t()>& random) {
    auto left = file.synced;
    for (const auto& change : file.unsynced) {
        const auto fate = random() % 4;
        if (fate == 0)
            continue;
        const auto sectors = change.bytes.size() / sector;
        apply(left, change,
              fate == 1 && !change.cuts ? std::min(change.bytes.size(), random() % (sectors + 1) * sector)
                                        : change.bytes.size());
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
    file.unsynced.push_back({offset, {bytes, size}});
    apply(file.data, file.unsynced.back(), size);
}

void Disk::truncate(DiskFile& file, std::size_t size) {
    file.unsynced.push_back({size, {}, true});
    apply(file.data, file.unsynced.back(), 0);
}

void Disk::sync(DiskFile& file) {
    for (const auto& change : file.unsynced)
        apply(file.synced, change, change.bytes.size());
    file.unsynced.clear();
}

void Disk::restart(Loss loss, const std::function<std::uint64_t()>& random) {
    std::map<std::string, std::shared_ptr<DiskFile>> left;
    for (const auto& [name, file] : files_) {
        auto fresh = std::make_shared<DiskFile>();
        fresh->data = loss == Loss::Power ? survivor(*file, random) : file->data;
        if (loss == Loss::Power) {
            fresh->synced = fresh->data;
        } else {
            fresh->synced = file->synced;
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
        copy->synced = file->data;
        other.files_.emplace(name, std::move(copy));
    }
}

}  // namespace fieldfare::simulation
