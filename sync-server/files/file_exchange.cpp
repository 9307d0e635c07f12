#include "sync-server/files/file_exchange.h"

#include <optional>
#include <vector>

#include "shared/base/hash.h"
#include "shared/schema/fault.h"
#include "sync-server/storage/received_files.h"
#include "sync-server/sync/exchange.h"

namespace fieldfare::server::files {

using fieldfare::storage::Database;
using fieldfare::storage::Transaction;
using schema::FaultError;
using storage::ReceivedFiles;

namespace {

constexpr std::size_t idBytes = 16;
constexpr std::uint32_t busyPauseMs = 1'000;

void requireId(const std::string& id) {
    if (id.size() != idBytes)
        throw FaultError{v1::INVALID, "an id has 16 bytes", "id", idBytes};
}

FaultError notYours() {
    return FaultError{v1::NOT_FOUND, "there is no such file for you", "id"};
}

v1::FileState stateWith(const std::string& id, v1::FileState::Standing standing, std::int64_t received) {
    v1::FileState state;
    state.set_id(id);
    state.set_standing(standing);
    state.set_received(received);
    return state;
}

}  // namespace

/// One request at a time writes a file.
class FileExchange::Slot {
  public:
    Slot(FileExchange& exchange, const std::string& id) : exchange_{exchange}, id_{id} {
        const std::lock_guard lock{exchange_.mutex_};
        if (!exchange_.writing_.insert(id_).second) {
            auto fault = schema::fault(v1::BUSY, "another request is writing this file", "id");
            fault.set_retry_after_ms(busyPauseMs);
            throw FaultError{std::move(fault)};
        }
    }
    ~Slot() {
        const std::lock_guard lock{exchange_.mutex_};
        exchange_.writing_.erase(id_);
    }
    Slot(const Slot&) = delete;
    Slot& operator=(const Slot&) = delete;

  private:
    FileExchange& exchange_;
    std::string id_;
};

v1::FileState FileExchange::stateOf(Database& database, FileAccess& access, const std::string& id) {
    const auto file = access.find(id);
    if (!file || !file->isAuthor)
        return stateWith(id, v1::FileState::UNKNOWN, 0);
    if (ReceivedFiles{database}.has(id) && content_.has(file->sha256))
        return stateWith(id, v1::FileState::COMPLETE, file->size);
    return stateWith(id, v1::FileState::WANTED, content_.received(id));
}

bool FileExchange::note(const std::string& token, const std::string& id, bool whole) {
    bool noted = false;
    organisation_.writer().run([&](sync::Turn& turn) {
        const auto viewer = sync::identifySender(turn.database, organisation_, token);
        const auto directory = turn.directory();
        FileAccess access{turn.database, *directory, viewer};
        const auto file = access.find(id);
        if (!file || !file->isAuthor)
            throw notYours();
        noted = content_.has(file->sha256) && (whole || access.hasAlready(*file));
        if (noted)
            ReceivedFiles{turn.database}.note(id, file->sha256, turn.now);
    });
    return noted;
}

v1::FileState FileExchange::finish(const std::string& token, const FileRecord& file) {
    if (!content_.complete(file.id, file.sha256))
        throw FaultError{v1::INVALID, "the bytes that came are not those that the record names",
                         "record/sha256"};
    (void)note(token, file.id, true);
    return stateWith(file.id, v1::FileState::COMPLETE, file.size);
}

std::pair<FileRecord, v1::FileState> FileExchange::require(const std::string& token, const std::string& id) {
    std::optional<FileRecord> file;
    v1::FileState state;
    organisation_.readers().run([&](Database& database) {
        Transaction snapshot{database, Transaction::Kind::Read};
        const auto viewer = sync::identifySender(database, organisation_, token);
        const auto directory = organisation_.directories().at(database);
        FileAccess access{database, *directory, viewer};
        file = access.find(id);
        state = stateOf(database, access, id);
    });
    if (state.standing() == v1::FileState::UNKNOWN)
        throw notYours();
    return {std::move(*file), std::move(state)};
}

v1::FileStates FileExchange::states(const std::string& token, const v1::FileStatesRequest& request) {
    if (request.ids_size() > maxStates)
        throw FaultError{v1::TOO_LARGE, "too many files at once", "ids", maxStates};
    for (const auto& id : request.ids())
        requireId(id);
    v1::FileStates answer;
    std::vector<std::string> known;   // perhaps: bytes with their hash are in the store
    std::vector<FileRecord> arrived;  // whole, but never noted: the server was killed in between
    organisation_.readers().run([&](Database& database) {
        Transaction snapshot{database, Transaction::Kind::Read};
        const auto viewer = sync::identifySender(database, organisation_, token);
        const auto directory = organisation_.directories().at(database);
        FileAccess access{database, *directory, viewer};
        for (const auto& id : request.ids()) {
            auto& state = *answer.add_states() = stateOf(database, access, id);
            if (state.standing() != v1::FileState::WANTED)
                continue;
            const auto file = access.find(id);
            if (content_.has(file->sha256) && access.hasAlready(*file))
                known.push_back(id);
            else if (state.received() >= file->size)
                arrived.push_back(*file);
        }
    });
    const auto replace = [&](const v1::FileState& with) {
        for (auto& state : *answer.mutable_states())
            if (state.id() == with.id())
                state = with;
    };
    for (const auto& id : known)
        if (note(token, id, false))
            replace(require(token, id).second);
    for (const auto& file : arrived) {
        const Slot slot{*this, file.id};
        try {
            replace(finish(token, file));
        } catch (const FaultError& error) {
            if (error.fault().code() != v1::INVALID)
                throw;
            replace(stateWith(file.id, v1::FileState::WANTED, 0));
        }
    }
    return answer;
}

v1::FileState FileExchange::put(const std::string& token, const v1::FilePart& part) {
    requireId(part.id());
    if (part.bytes().size() > maxPartBytes)
        throw FaultError{v1::TOO_LARGE, "a part this large is not taken", "bytes", maxPartBytes};
    const Slot slot{*this, part.id()};
    const auto [file, state] = require(token, part.id());
    if (state.standing() == v1::FileState::COMPLETE || part.offset() != state.received())
        return state;
    if (part.bytes().empty() || part.sha256() != base::sha256(part.bytes()))
        throw FaultError{v1::INVALID, "the part was damaged on its way", "sha256"};
    const auto received = state.received() + static_cast<std::int64_t>(part.bytes().size());
    if (received > file.size)
        throw FaultError{v1::INVALID, "this is more than the record says the file has", "bytes", file.size};
    content_.append(part.id(), part.bytes());
    return received == file.size ? finish(token, file)
                                 : stateWith(part.id(), v1::FileState::WANTED, received);
}

std::string FileExchange::contentOf(const std::string& token, const v1::FileContentRequest& request) {
    requireId(request.id());
    std::string sha256;
    organisation_.readers().run([&](Database& database) {
        Transaction snapshot{database, Transaction::Kind::Read};
        const auto viewer = sync::identify(database, organisation_, token);
        const auto directory = organisation_.directories().at(database);
        const auto file = FileAccess{database, *directory, viewer}.find(request.id());
        if (!file || !file->mayRead)
            throw notYours();
        if (!ReceivedFiles{database}.has(request.id()) || !content_.has(file->sha256))
            throw FaultError{v1::NOT_FOUND, "its author's device has not sent it yet", "content"};
        sha256 = file->sha256;
    });
    return sha256;
}

void FileExchange::clearAbandoned() {
    content_.clearAbandoned(organisation_.clock().now() - abandonedAfter);
}

}  // namespace fieldfare::server::files
