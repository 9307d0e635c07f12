#include "sync-server/files/file_access.h"

#include <algorithm>

#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/sync.pb.h"
#include "shared/schema/schema.h"
#include "sync-server/storage/received_files.h"
#include "sync-server/storage/record_store.h"
#include "sync-server/storage/scope_table.h"
#include "sync-server/sync/placement.h"

namespace fieldfare::server::files {

using schema::Schema;

namespace {

/// Records of one content that are looked at for one which the person may read.
constexpr int namesakes = 50;

}  // namespace

FileAccess::FileAccess(fieldfare::storage::Database& database, const sync::Directory& directory,
                       const sync::Viewer& viewer)
    : database_{database}, viewer_{viewer} {
    const auto& type = Schema::of<v1::File>();
    hidden_ = directory.rights().mask(viewer.role, type).hides(*type.field(v1::File::kSha256FieldNumber));
    storage::ScopeTable scopes{database};
    for (const auto& key : sync::scopesOf(viewer, directory))
        if (const auto number = scopes.find(key))
            scopes_.push_back(*number);
}

bool FileAccess::readsScope(std::uint32_t number) const {
    return std::find(scopes_.begin(), scopes_.end(), number) != scopes_.end();
}

std::optional<FileRecord> FileAccess::held(const std::string& id) const {
    const auto& type = Schema::of<v1::HeldChange>();
    for (const auto& row : storage::RecordStore{database_}.loadWhere(type, "record_id", id)) {
        const auto& change = static_cast<const v1::HeldChange&>(*row.record);
        v1::Mutation mutation;
        v1::File file;
        if (row.deleted == 0 && change.status() == v1::HeldChange::OPEN &&
            change.record_type() == Schema::of<v1::File>().number() && change.author_id() == viewer_.person &&
            mutation.ParseFromString(change.mutation()) && mutation.kind() == v1::Mutation::CREATE &&
            file.ParseFromString(mutation.partial()))
            return FileRecord{id, file.sha256(), file.size(), false, true};
    }
    return std::nullopt;
}

std::optional<FileRecord> FileAccess::find(const std::string& id) {
    const auto rows = storage::RecordStore{database_}.load(Schema::of<v1::File>(), {&id, 1});
    if (rows.empty())
        return held(id);
    if (rows.front().deleted != 0)
        return std::nullopt;
    const auto& row = rows.front();
    const auto& file = static_cast<const v1::File&>(*row.record);
    FileRecord found{id, file.sha256(), file.size(), false, file.author_id() == viewer_.person};
    found.mayRead = !hidden_ && std::any_of(row.standings.begin(), row.standings.end(), [&](const auto& at) {
        return at.isHere() && readsScope(at.scope);
    });
    return found.mayRead || found.isAuthor ? std::optional{std::move(found)} : std::nullopt;
}

bool FileAccess::hasAlready(const FileRecord& file) {
    const auto others = storage::ReceivedFiles{database_}.withHash(file.sha256, namesakes);
    return std::any_of(others.begin(), others.end(), [&](const std::string& other) {
        const auto found = find(other);
        return found && found->mayRead;
    });
}

}  // namespace fieldfare::server::files
