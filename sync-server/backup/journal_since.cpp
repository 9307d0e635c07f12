#include "sync-server/backup/journal_since.h"

#include <algorithm>

#include "shared/schema/fault.h"
#include "sync-server/storage/journal_file.h"

namespace fieldfare::server::backup {

using schema::FaultError;
using storage::JournalFile;

namespace {

void ignore(const v1::JournalEntry&) {}

/// Throws unless the entries that were once on the disk are there.
void requireWhole(const std::filesystem::path& folder, const Manifest& backup, std::uint64_t durable) {
    if (!JournalFile::exists(folder))
        throw FaultError{v1::NOT_FOUND,
                         "there is no journal in " + folder.string() +
                             ": give its folder with --journal, or go on without it with --without-journal",
                         "journal"};
    const auto reading = JournalFile::read(folder, backup.organisation, ignore);
    if (reading.isDamaged || (reading.isTorn && reading.last < durable))
        storage::throwJournalDamaged(folder, reading);
    if (reading.last < durable)
        throw FaultError{v1::CONTRADICTION,
                         "the journal in " + folder.string() + " ends with entry " +
                             std::to_string(reading.last) + ", and there were " + std::to_string(durable),
                         "journal"};
}

void learn(JournalSince& since, const v1::JournalEntry& entry) {
    since.highestSeq = std::max({since.highestSeq, entry.seq(), entry.restore().seq()});
    if (!entry.has_restore())
        return;
    since.epoch = entry.restore().epoch();
    for (const auto& one : entry.restore().restores())
        since.restores.push_back({one.epoch(), one.lost_first(), one.lost_last(), entry.time()});
}

}  // namespace

JournalSince readJournalSince(const std::filesystem::path& folder, const Manifest& backup,
                              std::uint64_t durable, const FormerStore& former) {
    durable = std::max(durable, former.durable());
    requireWhole(folder, backup, durable);
    {
        JournalFile file{folder, backup.organisation, durable};
        auto notes = former.pending;
        std::erase_if(notes, [&](const auto& note) { return note.number <= file.last(); });
        if (!notes.empty())
            file.append(notes);
    }
    JournalSince since;
    auto expected = backup.journal + 1;
    (void)JournalFile::read(folder, backup.organisation, [&](const v1::JournalEntry& entry) {
        learn(since, entry);
        if (entry.number() <= backup.journal)
            return;
        if (entry.number() != expected)
            throw FaultError{v1::CONTRADICTION,
                             "the journal in " + folder.string() + " lacks the entries " +
                                 std::to_string(expected) + " to " + std::to_string(entry.number() - 1) +
                                 " since the backup",
                             "journal"};
        ++expected;
        since.entries.push_back(entry);
    });
    return since;
}

}  // namespace fieldfare::server::backup
