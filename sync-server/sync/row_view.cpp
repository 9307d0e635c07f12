#include "sync-server/sync/row_view.h"

#include <algorithm>

#include "fieldfare/history.pb.h"
#include "shared/access/hiding.h"
#include "shared/base/planted_bug.h"
#include "shared/merge/versions.h"
#include "shared/schema/changed_row.h"
#include "shared/schema/path.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"

namespace fieldfare::server::sync {

using schema::RecordType;
using schema::Schema;

namespace {

/// True if records of the type quote others, which hides more of them than their own fields.
bool quotesOthers(const RecordType& type) {
    return &type == &Schema::of<v1::Conflict>() || &type == &Schema::of<v1::HeldChange>();
}

/// True if the field decides in whose scopes a record stands: who has it changed with it.
bool movesRecord(const RecordType& type, const schema::Path& path) {
    const auto* field = type.field(path.field);
    return field == type.owner() || field == type.unit() || field == type.collaborators();
}

}  // namespace

void RowView::write(const RecordType& type, const storage::StoredBody& stored, v1::Row& row) const {
    row.set_seq(stored.seq);
    if (writeChanged(type, stored, row))
        return;
    if (!access::mayHide(rights_, role_, type) || base::isPlanted("leak-a-hidden-field")) {
        row.set_body(stored.body.data(), stored.body.size());
        return;
    }
    auto record = type.parse(stored.body);
    access::hide(rights_, role_, type, *record);
    record->SerializeToString(row.mutable_body());
}

bool RowView::writeChanged(const RecordType& type, const storage::StoredBody& stored, v1::Row& row) const {
    if (since_ == 0 || row.feed_seq() != stored.seq || quotesOthers(type))
        return false;
    auto paths = merge::Versions::unpack(stored.versions).changedSince(since_);
    if (!paths || paths->empty() ||
        std::any_of(paths->begin(), paths->end(), [&](const auto& path) { return movesRecord(type, path); }))
        return false;
    const auto& mask = rights_.mask(role_, type);
    std::erase_if(*paths, [&](const schema::Path& path) {
        const auto resolved = schema::resolve(type, path);
        return !resolved || mask.hides(*resolved->outer) || mask.hides(*resolved->leaf);
    });
    const auto record = type.parse(stored.body);
    mask.apply(*record);
    schema::canonicalise(*record, type);
    schema::writeChanges(*record, type, *paths, row);
    if (row.changed().empty() ||
        row.body().size() + 32 * static_cast<std::size_t>(row.changed_size()) > stored.body.size()) {
        row.clear_changed();
        row.clear_check();
        return false;
    }
    return true;
}

}  // namespace fieldfare::server::sync
