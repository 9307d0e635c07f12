#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <span>
#include <string>

#include "sync-server/storage/journal_store.h"

namespace fieldfare::server::storage {

/// Where the writer puts what must outlive the store.
class Journal {
  public:
    Journal() = default;
    Journal(const Journal&) = delete;
    Journal& operator=(const Journal&) = delete;
    virtual ~Journal() = default;

    /// The number of the last entry; 0: none.
    [[nodiscard]] virtual std::uint64_t last() const = 0;
    /// Adds entries, in the order of their numbers, all higher than last(). They are on the disk once it
    /// returns; throws StorageError, and then none of them is there.
    virtual void append(std::span<const JournalNote> notes) = 0;
};

/// How a journal's file reads to its end.
struct JournalReading {
    std::uint64_t last = 0;  ///< number of the last whole entry
    std::int64_t whole = 0;  ///< bytes up to its end
    bool isTorn = false;     ///< something follows that is no entry
    bool isDamaged = false;  ///< and after that, entries again
};

/// FOLDER/journal, of the format that protocol/fieldfare/journal.proto describes: only ever added to.
class JournalFile final : public Journal {
  public:
    /// Opens the file, or makes it. What was being added when the machine stopped is cut off: `durable` is
    /// the number up to which every entry was once on the disk. Throws FaultError UNREADABLE, naming the
    /// place, when one of those cannot be read; CONTRADICTION for the journal of another organisation;
    /// StorageError.
    JournalFile(const std::filesystem::path& folder, const std::string& organisation, std::uint64_t durable);

    [[nodiscard]] std::uint64_t last() const override { return last_; }
    void append(std::span<const JournalNote> notes) override;

    /// Calls `each` with the whole entries in order, and changes nothing. Throws as the constructor, but for
    /// what cannot be read, which the result tells.
    [[nodiscard]] static JournalReading read(const std::filesystem::path& folder,
                                             const std::string& organisation,
                                             const std::function<void(const v1::JournalEntry&)>& each);

    [[nodiscard]] static bool exists(const std::filesystem::path& folder);
    [[nodiscard]] static std::filesystem::path fileIn(const std::filesystem::path& folder) {
        return folder / "journal";
    }

    /// The folder of a data directory's journal: `journal` in it, unless another was set. Throws FaultError
    /// NOT_FOUND when one was set that is not there: a disk that is not mounted is no new journal.
    [[nodiscard]] static std::filesystem::path folderOf(const std::filesystem::path& data);
    /// Keeps it elsewhere from now on. Durable once it returns; moves nothing.
    static void setFolder(const std::filesystem::path& data, const std::filesystem::path& folder);

  private:
    std::filesystem::path file_;
    std::uint64_t last_ = 0;
};

/// Throws the FaultError that names where a journal cannot be read.
[[noreturn]] void throwJournalDamaged(const std::filesystem::path& folder, const JournalReading& reading);

}  // namespace fieldfare::server::storage
