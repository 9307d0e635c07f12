#include "tests/simulation/disk/vfs.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <new>
#include <stdexcept>

#include <sqlite3.h>

namespace fieldfare::simulation {

namespace {

constexpr int regionSize = 32768;

/// An open file; SQLite owns the memory it lives in.
struct Handle {
    sqlite3_file base;  // first: SQLite sees nothing else
    Disk* disk;
    std::shared_ptr<DiskFile> file;
    int lock;
    unsigned sharedRegions;
    unsigned ownRegions;
    bool usesRegions;
};

struct State {
    std::map<std::string, Disk*> disks;
    std::uint64_t random = 1;
    std::uint64_t failAllocation = 0;
    std::uint64_t allocations = 0;
    sqlite3_mem_methods system{};
};

State& state() {
    static State state;
    return state;
}

Handle& handle(sqlite3_file* file) {
    return *reinterpret_cast<Handle*>(file);
}

Disk* diskOf(const std::string& path, std::string& name) {
    const auto slash = path.rfind('/');
    const auto at =
        slash == std::string::npos ? state().disks.end() : state().disks.find(path.substr(0, slash));
    if (at == state().disks.end())
        return nullptr;
    name = path.substr(slash + 1);
    return at->second;
}

void unlockTo(Handle& open, int level) {
    auto& file = *open.file;
    if (open.lock >= SQLITE_LOCK_EXCLUSIVE)
        file.exclusive = false;
    if (open.lock >= SQLITE_LOCK_PENDING)
        file.pending = false;
    if (open.lock >= SQLITE_LOCK_RESERVED)
        file.reserved = false;
    if (level == SQLITE_LOCK_NONE && open.lock >= SQLITE_LOCK_SHARED)
        --file.shared;
    open.lock = level;
}

int closeFile(sqlite3_file* at) {
    auto& open = handle(at);
    if (open.lock > SQLITE_LOCK_NONE)
        unlockTo(open, SQLITE_LOCK_NONE);
    open.~Handle();
    return SQLITE_OK;
}

int readFile(sqlite3_file* at, void* into, int amount, sqlite3_int64 from) {
    auto& open = handle(at);
    if (const int code = open.disk->begin(Disk::Call::Read); code != SQLITE_OK)
        return code;
    const auto& data = open.file->data;
    const auto offset = static_cast<std::size_t>(from);
    const auto size = static_cast<std::size_t>(amount);
    const auto there = offset < data.size() ? std::min(size, data.size() - offset) : 0;
    if (there != 0)
        std::memcpy(into, data.data() + offset, there);
    if (there == size)
        return SQLITE_OK;
    std::memset(static_cast<char*>(into) + there, 0, size - there);
    return SQLITE_IOERR_SHORT_READ;
}

int writeFile(sqlite3_file* at, const void* bytes, int amount, sqlite3_int64 offset) {
    auto& open = handle(at);
    if (const int code = open.disk->begin(Disk::Call::Write); code != SQLITE_OK)
        return code;
    open.disk->write(*open.file, static_cast<const char*>(bytes), static_cast<std::size_t>(amount),
                     static_cast<std::size_t>(offset));
    return SQLITE_OK;
}

int truncateFile(sqlite3_file* at, sqlite3_int64 size) {
    auto& open = handle(at);
    if (const int code = open.disk->begin(Disk::Call::Write); code != SQLITE_OK)
        return code;
    open.disk->truncate(*open.file, static_cast<std::size_t>(size));
    return SQLITE_OK;
}

int syncFile(sqlite3_file* at, int) {
    auto& open = handle(at);
    if (const int code = open.disk->begin(Disk::Call::Sync); code != SQLITE_OK)
        return code;
    open.disk->sync(*open.file);
    return SQLITE_OK;
}

int fileSize(sqlite3_file* at, sqlite3_int64* size) {
    *size = static_cast<sqlite3_int64>(handle(at).file->data.size());
    return SQLITE_OK;
}

int lockFile(sqlite3_file* at, int level) {
    auto& open = handle(at);
    auto& file = *open.file;
    if (level <= open.lock)
        return SQLITE_OK;
    if (level == SQLITE_LOCK_SHARED) {
        if (file.pending || file.exclusive)
            return SQLITE_BUSY;
        ++file.shared;
    } else if (level == SQLITE_LOCK_RESERVED) {
        if (file.reserved)
            return SQLITE_BUSY;
        file.reserved = true;
    } else {
        if (open.lock < SQLITE_LOCK_RESERVED && file.reserved)
            return SQLITE_BUSY;
        file.reserved = true;
        file.pending = true;
        open.lock = SQLITE_LOCK_PENDING;
        if (file.shared > 1)
            return SQLITE_BUSY;
        file.exclusive = true;
    }
    open.lock = level;
    return SQLITE_OK;
}

int unlockFile(sqlite3_file* at, int level) {
    auto& open = handle(at);
    if (level < open.lock)
        unlockTo(open, level);
    return SQLITE_OK;
}

int isReserved(sqlite3_file* at, int* reserved) {
    *reserved = handle(at).file->reserved ? 1 : 0;
    return SQLITE_OK;
}

int fileControl(sqlite3_file*, int, void*) {
    return SQLITE_NOTFOUND;
}

int sectorSize(sqlite3_file*) {
    return 4096;
}

int characteristics(sqlite3_file*) {
    return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

int mapRegion(sqlite3_file* at, int region, int size, int extend, void volatile** memory) {
    auto& open = handle(at);
    auto& file = *open.file;
    if (size != regionSize)
        return SQLITE_IOERR_SHMMAP;
    if (!open.usesRegions) {
        open.usesRegions = true;
        ++file.regionUsers;
    }
    const auto index = static_cast<std::size_t>(region);
    *memory = nullptr;
    if (file.regions.size() <= index) {
        if (extend == 0)
            return SQLITE_OK;
        file.regions.resize(index + 1);
    }
    if (!file.regions[index])
        file.regions[index] = std::make_unique<char[]>(regionSize);
    *memory = file.regions[index].get();
    return SQLITE_OK;
}

int lockRegion(sqlite3_file* at, int first, int count, int flags) {
    auto& open = handle(at);
    auto& file = *open.file;
    const auto each = [&](auto work) {
        for (int i = first; i < first + count; ++i)
            work(static_cast<std::size_t>(i), 1U << static_cast<unsigned>(i));
    };
    if ((flags & SQLITE_SHM_UNLOCK) != 0) {
        each([&](std::size_t i, unsigned bit) {
            if ((open.ownRegions & bit) != 0)
                file.regionWriter[i] = false;
            if ((open.sharedRegions & bit) != 0)
                --file.regionReaders[i];
            open.ownRegions &= ~bit;
            open.sharedRegions &= ~bit;
        });
        return SQLITE_OK;
    }
    bool busy = false;
    const bool alone = (flags & SQLITE_SHM_EXCLUSIVE) != 0;
    each([&](std::size_t i, unsigned bit) {
        const bool mine = (open.ownRegions & bit) != 0;
        const int others = file.regionReaders[i] - ((open.sharedRegions & bit) != 0 ? 1 : 0);
        busy = busy || (file.regionWriter[i] && !mine) || (alone && others > 0);
    });
    if (busy)
        return SQLITE_BUSY;
    each([&](std::size_t i, unsigned bit) {
        if (alone) {
            file.regionWriter[i] = true;
            open.ownRegions |= bit;
        } else if ((open.sharedRegions & bit) == 0) {
            ++file.regionReaders[i];
            open.sharedRegions |= bit;
        }
    });
    return SQLITE_OK;
}

void barrier(sqlite3_file*) {
    // One thread.
}

int unmapRegions(sqlite3_file* at, int) {
    auto& open = handle(at);
    if (!open.usesRegions)
        return SQLITE_OK;
    (void)lockRegion(at, 0, 8, SQLITE_SHM_UNLOCK | SQLITE_SHM_EXCLUSIVE);
    open.usesRegions = false;
    if (--open.file->regionUsers == 0)
        open.file->regions.clear();
    return SQLITE_OK;
}

const sqlite3_io_methods& methods() {
    static const sqlite3_io_methods methods{
        2,          closeFile,  readFile,     writeFile,   truncateFile, syncFile,        fileSize,
        lockFile,   unlockFile, isReserved,   fileControl, sectorSize,   characteristics, mapRegion,
        lockRegion, barrier,    unmapRegions, nullptr,     nullptr};
    return methods;
}

int openFile(sqlite3_vfs*, const char* path, sqlite3_file* at, int flags, int* outFlags) {
    static Disk scratch;
    at->pMethods = nullptr;
    std::string name;
    Disk* disk = &scratch;
    std::shared_ptr<DiskFile> file;
    if (path == nullptr) {
        file = std::make_shared<DiskFile>();  // SQLite's own, forgotten when it is closed
    } else {
        disk = diskOf(path, name);
        if (disk == nullptr)
            return SQLITE_CANTOPEN;
        if (const int code = disk->begin(Disk::Call::Open); code != SQLITE_OK)
            return code;
        file = disk->open(name, (flags & SQLITE_OPEN_CREATE) != 0);
        if (!file)
            return SQLITE_CANTOPEN;
    }
    new (at) Handle{{&methods()}, disk, std::move(file), SQLITE_LOCK_NONE, 0, 0, false};
    if (outFlags != nullptr)
        *outFlags = flags;
    return SQLITE_OK;
}

int removeFile(sqlite3_vfs*, const char* path, int) {
    std::string name;
    auto* disk = diskOf(path, name);
    if (disk == nullptr)
        return SQLITE_IOERR_DELETE;
    if (const int code = disk->begin(Disk::Call::Remove); code != SQLITE_OK)
        return code;
    disk->remove(name);
    return SQLITE_OK;
}

int accessFile(sqlite3_vfs*, const char* path, int, int* found) {
    std::string name;
    const auto* disk = diskOf(path, name);
    *found = disk != nullptr && disk->exists(name) ? 1 : 0;
    return SQLITE_OK;
}

int fullPath(sqlite3_vfs*, const char* path, int size, char* out) {
    return sqlite3_snprintf(size, out, "%s", path) != nullptr ? SQLITE_OK : SQLITE_CANTOPEN;
}

int randomness(sqlite3_vfs*, int size, char* out) {
    for (int i = 0; i < size; ++i) {
        state().random = state().random * 6364136223846793005ULL + 1442695040888963407ULL;
        out[i] = static_cast<char>(state().random >> 56U);
    }
    return size;
}

int sleepFor(sqlite3_vfs*, int microseconds) {
    return microseconds;  // nobody else runs meanwhile
}

int currentTime(sqlite3_vfs*, double* days) {
    *days = 2460000.5;
    return SQLITE_OK;
}

int lastError(sqlite3_vfs*, int, char*) {
    return 0;
}

bool refused() {
    auto& all = state();
    ++all.allocations;
    return all.failAllocation != 0 && all.allocations >= all.failAllocation;
}

void* allocate(int size) {
    return refused() ? nullptr : state().system.xMalloc(size);
}

void* reallocate(void* memory, int size) {
    return refused() ? nullptr : state().system.xRealloc(memory, size);
}

void registerVfs() {
    static sqlite3_vfs vfs{};
    if (vfs.zName != nullptr)
        return;
    vfs.iVersion = 1;
    vfs.szOsFile = sizeof(Handle);
    vfs.mxPathname = 512;
    vfs.zName = "simulated";
    vfs.xOpen = openFile;
    vfs.xDelete = removeFile;
    vfs.xAccess = accessFile;
    vfs.xFullPathname = fullPath;
    vfs.xRandomness = randomness;
    vfs.xSleep = sleepFor;
    vfs.xCurrentTime = currentTime;
    vfs.xGetLastError = lastError;
    if (sqlite3_vfs_register(&vfs, 1) != SQLITE_OK)
        throw std::runtime_error{"SQLite does not take the simulated VFS"};
}

}  // namespace

void Vfs::mount(const std::string& folder, Disk& disk) {
    registerVfs();
    state().disks[folder] = &disk;
}

void Vfs::unmount(const std::string& folder) {
    state().disks.erase(folder);
}

void Vfs::seed(std::uint64_t seed) {
    state().random = seed;
    sqlite3_randomness(0, nullptr);
}

void Vfs::countAllocations() {
    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &state().system);
    auto counted = state().system;
    counted.xMalloc = allocate;
    counted.xRealloc = reallocate;
    if (sqlite3_config(SQLITE_CONFIG_MALLOC, &counted) != SQLITE_OK)
        throw std::runtime_error{"SQLite is in use already"};
}

void Vfs::failAllocation(std::uint64_t nth) {
    state().allocations = 0;
    state().failAllocation = nth;
}

std::uint64_t Vfs::allocations() {
    return state().allocations;
}

}  // namespace fieldfare::simulation
