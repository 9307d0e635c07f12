#include "sync-server/storage/journal_file.h"

#include <algorithm>
#include <cerrno>

#include <unistd.h>

#include "shared/base/hash.h"
#include "shared/schema/fault.h"
#include "shared/storage/content_folder.h"
#include "shared/storage/file_trouble.h"
#include "shared/storage/growing_file.h"
#include "sync-server/storage/ownership.h"

namespace fieldfare::server::storage {

namespace fs = std::filesystem;
using fieldfare::storage::GrowingFile;
using schema::FaultError;

namespace {

constexpr std::string_view mark = "FIELDFARE JOURNAL 1\n";
constexpr std::size_t organisationBytes = 16;
constexpr std::size_t headerBytes = mark.size() + organisationBytes;
constexpr std::size_t wordBytes = 4;
constexpr std::size_t checkBytes = 8;
constexpr std::size_t frameBytes = 2 * wordBytes + checkBytes;
constexpr std::size_t entryLimit = std::size_t{16} << 20U;
constexpr std::size_t readAtOnce = std::size_t{1} << 20U;

// So that a zeroed or shifted length is not taken for one.
std::uint32_t checkOf(std::uint32_t length) {
    return static_cast<std::uint32_t>(base::mix64(length));
}

void putWord(std::string& out, std::uint32_t word) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>(word >> static_cast<unsigned>(shift));
}

std::uint32_t wordAt(std::string_view bytes, std::size_t at) {
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < wordBytes; ++i)
        word = word << 8U | static_cast<unsigned char>(bytes[at + i]);
    return word;
}

/// A file looked at piece by piece.
class Window {
  public:
    explicit Window(const fs::path& file) : file_{file}, size_{file_.size()} {}

    [[nodiscard]] std::int64_t size() const { return size_; }
    /// `count` bytes from `offset`, or fewer at the end; until the next call.
    [[nodiscard]] std::string_view at(std::int64_t offset, std::size_t count) {
        const auto held = static_cast<std::int64_t>(bytes_.size());
        const auto wanted = static_cast<std::int64_t>(count);
        if (offset < from_ || offset + wanted > from_ + held) {
            bytes_ = offset < size_ ? file_.read(offset, std::max(count, readAtOnce)) : std::string{};
            from_ = offset;
        }
        const auto skip = static_cast<std::size_t>(offset - from_);
        return std::string_view{bytes_}.substr(std::min(skip, bytes_.size()), count);
    }

  private:
    GrowingFile file_;
    std::int64_t size_;
    std::int64_t from_ = 0;
    std::string bytes_;
};

/// The whole entry that begins there; its bytes with the frame around it are `length`.
struct Framed {
    v1::JournalEntry entry;
    std::int64_t length = 0;
};

std::optional<Framed> entryAt(Window& window, std::int64_t offset) {
    const std::string frame{window.at(offset, frameBytes)};
    if (frame.size() < frameBytes)
        return std::nullopt;
    const auto length = wordAt(frame, 0);
    if (length == 0 || length > entryLimit || wordAt(frame, wordBytes) != checkOf(length))
        return std::nullopt;
    const auto bytes = window.at(offset + static_cast<std::int64_t>(frameBytes), length);
    Framed framed;
    if (bytes.size() < length ||
        std::string_view{frame}.substr(2 * wordBytes) != base::sha256(bytes).substr(0, checkBytes) ||
        !framed.entry.ParseFromArray(bytes.data(), static_cast<int>(bytes.size())))
        return std::nullopt;
    framed.length = static_cast<std::int64_t>(frameBytes) + length;
    return framed;
}

std::string headerFor(const std::string& organisation) {
    return std::string{mark} + organisation;
}

}  // namespace

bool JournalFile::exists(const fs::path& folder) {
    std::error_code error;
    return fs::is_regular_file(fileIn(folder), error);
}

JournalReading JournalFile::read(const fs::path& folder, const std::string& organisation,
                                 const std::function<void(const v1::JournalEntry&)>& each) {
    JournalReading reading;
    Window window{fileIn(folder)};
    const std::string header{window.at(0, headerBytes)};
    const auto wanted = headerFor(organisation);
    if (header.size() < headerBytes && wanted.starts_with(header)) {
        reading.isTorn = !header.empty();
        return reading;
    }
    if (!header.starts_with(mark))
        throw FaultError{v1::UNREADABLE, fileIn(folder).string() + " is no journal", "journal"};
    if (header != wanted)
        throw FaultError{v1::CONTRADICTION,
                         fileIn(folder).string() + " is the journal of another organisation", "journal"};
    reading.whole = static_cast<std::int64_t>(headerBytes);
    while (reading.whole < window.size()) {
        const auto framed = entryAt(window, reading.whole);
        if (!framed || framed->entry.number() <= reading.last) {
            reading.isTorn = true;
            break;
        }
        reading.last = framed->entry.number();
        reading.whole += framed->length;
        each(framed->entry);
    }
    for (auto at = reading.whole + 1; reading.isTorn && !reading.isDamaged && at < window.size(); ++at)
        reading.isDamaged = entryAt(window, at).has_value();
    return reading;
}

void throwJournalDamaged(const fs::path& folder, const JournalReading& reading) {
    throw FaultError{v1::UNREADABLE,
                     JournalFile::fileIn(folder).string() + " is damaged at byte " +
                         std::to_string(reading.whole) + ", after entry " + std::to_string(reading.last),
                     "journal"};
}

JournalFile::JournalFile(const fs::path& folder, const std::string& organisation, std::uint64_t durable)
    : file_{fileIn(folder)} {
    fieldfare::storage::makeFolder(folder);
    giveToOwnerOf(folder.parent_path(), folder);
    const auto reading = read(folder, organisation, [](const v1::JournalEntry&) {});
    if (reading.isTorn && reading.last < durable)
        throwJournalDamaged(folder, reading);
    last_ = reading.last;
    if (reading.isTorn && ::truncate(file_.c_str(), reading.whole) != 0)
        fieldfare::storage::throwFileTrouble(file_, errno);
    if (reading.whole == 0) {
        GrowingFile{file_}.append(headerFor(organisation));
        giveToOwnerOf(folder, file_);
        fieldfare::storage::syncFolder(folder);
    }
}

void JournalFile::append(std::span<const JournalNote> notes) {
    std::string bytes;
    for (const auto& [number, entry] : notes) {
        const auto length = static_cast<std::uint32_t>(entry.size());
        putWord(bytes, length);
        putWord(bytes, checkOf(length));
        bytes += base::sha256(entry).substr(0, checkBytes);
        bytes += entry;
    }
    GrowingFile{file_}.append(bytes);
    if (!notes.empty())
        last_ = notes.back().number;
}

namespace {

fs::path settingIn(const fs::path& data) {
    return data / "journal.folder";
}

}  // namespace

fs::path JournalFile::folderOf(const fs::path& data) {
    const GrowingFile setting{settingIn(data)};
    if (setting.size() == 0)
        return data / "journal";
    constexpr std::size_t longest = 4096;
    fs::path folder{setting.read(0, longest)};
    if (!fs::is_directory(folder))
        throw FaultError{v1::NOT_FOUND, "the folder of the journal, " + folder.string() + ", is not there",
                         "journal"};
    return folder;
}

void JournalFile::setFolder(const fs::path& data, const fs::path& folder) {
    const auto normal = [](const fs::path& path) { return fs::absolute(path / ".").lexically_normal(); };
    if (normal(folder) == normal(data / "journal")) {
        GrowingFile{settingIn(data)}.remove();
        fieldfare::storage::syncFolder(data);
        return;
    }
    const auto beside = settingIn(data).string() + ".new";
    GrowingFile file{beside};
    file.remove();
    file.append(normal(folder).parent_path().string());
    giveToOwnerOf(data, beside);
    if (::rename(beside.c_str(), settingIn(data).c_str()) != 0)
        fieldfare::storage::throwFileTrouble(settingIn(data), errno);
    fieldfare::storage::syncFolder(data);
}

}  // namespace fieldfare::server::storage
