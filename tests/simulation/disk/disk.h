#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace fieldfare::simulation {

/// A file as programs read it, with what a power loss can still take from it.
struct DiskFile {
    std::string data;
    /// A write, or a cut, and what it took the place of.
    struct Change {
        std::size_t offset;
        std::size_t size;        ///< of what was written; 0: the file ends at `offset` from here on
        std::string before;      ///< what stood there
        std::size_t sizeBefore;  ///< of the file
    };
    std::vector<Change> unsynced;  ///< in order

    // Locks of the connections that are open, as SQLite counts them.
    int shared = 0;
    bool reserved = false;
    bool pending = false;
    bool exclusive = false;
    // The memory that the connections of a WAL share.
    std::vector<std::unique_ptr<char[]>> regions;
    std::array<int, 8> regionReaders{};
    std::array<bool, 8> regionWriter{};
    int regionUsers = 0;
};

/// The disk of one machine, in memory. It fails when told to, and a power loss takes or tears what was not
/// synced.
class Disk {
  public:
    enum class Loss {
        Process,  ///< the program ends, the machine goes on: everything written is there
        Power,    ///< what was not synced is there, gone or torn, each write for itself
    };
    enum class Failure {
        Stop,   ///< the machine stands still from this call on, until restart()
        Io,     ///< this call fails
        Full,   ///< this write and those after it find no room, until cure()
        Fsync,  ///< this sync fails, and what it was to save is lost at a power loss
    };
    enum class Call { Read, Write, Sync, Open, Remove };

    /// The `nth` call from now, from 1, that such a failure concerns fails.
    void failAt(Failure failure, std::uint64_t nth);
    /// Nothing is to fail any more.
    void cure();
    /// Every call fails from now on, as nobody is there to make one.
    void stop();
    [[nodiscard]] bool stopped() const { return stopped_; }
    /// How often a failure that was asked for came about.
    [[nodiscard]] std::uint64_t fired(Failure failure) const {
        return fired_[static_cast<std::size_t>(failure)];
    }
    /// Calls so far, of those that can fail.
    [[nodiscard]] std::uint64_t calls() const { return calls_; }

    /// The machine starts again with what survived. Files that are still open belong to the past.
    void restart(Loss loss, const std::function<std::uint64_t()>& random);

    /// A copy of what programs read. Nothing may be open.
    void copyTo(Disk& other) const;
    void clear() { files_.clear(); }

    /// While it lives nothing fails: the simulation itself looks, or acts.
    class Spared {
      public:
        explicit Spared(Disk& disk) : disk_{disk} { ++disk_.spared_; }
        Spared(const Spared&) = delete;
        Spared& operator=(const Spared&) = delete;
        ~Spared() { --disk_.spared_; }

      private:
        Disk& disk_;
    };

    // What the VFS asks for. Results are SQLite's codes.
    [[nodiscard]] int begin(Call call);
    [[nodiscard]] std::shared_ptr<DiskFile> open(const std::string& name, bool create);
    [[nodiscard]] bool exists(const std::string& name) const { return files_.contains(name); }
    void remove(const std::string& name) { files_.erase(name); }
    void write(DiskFile& file, const char* bytes, std::size_t size, std::size_t offset);
    void truncate(DiskFile& file, std::size_t size);
    void sync(DiskFile& file);

  private:
    [[nodiscard]] bool concerns(Call call) const;

    std::map<std::string, std::shared_ptr<DiskFile>> files_;
    Failure failure_ = Failure::Stop;
    std::uint64_t countdown_ = 0;  // 0: nothing is to fail
    bool full_ = false;
    bool stopped_ = false;
    int spared_ = 0;
    std::array<std::uint64_t, 4> fired_{};
    std::uint64_t calls_ = 0;
};

}  // namespace fieldfare::simulation
