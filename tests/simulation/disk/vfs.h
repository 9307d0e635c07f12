#pragma once

#include <string>

#include "tests/simulation/disk/disk.h"

namespace fieldfare::simulation {

/// SQLite's way to the disks of this process: whoever opens a database in a folder that a disk is mounted at
/// works on that disk. Becomes the default VFS of the process with the first mount(). One thread.
class Vfs {
  public:
    /// The disk must outlive every connection in the folder.
    static void mount(const std::string& folder, Disk& disk);
    static void unmount(const std::string& folder);

    /// Starts SQLite's random numbers anew, so that the same seed gives the same files.
    static void seed(std::uint64_t seed);

    /// From now on the `nth` allocation of SQLite fails, and all after it until 0 is asked for. Only after
    /// countAllocations().
    static void failAllocation(std::uint64_t nth);
    /// Allocations since failAllocation() was called last.
    [[nodiscard]] static std::uint64_t allocations();
    /// Puts SQLite's allocator under control. Before anything uses SQLite in this process.
    static void countAllocations();
};

}  // namespace fieldfare::simulation
