#include "sync-server/sync/row_view.h"

#include <algorithm>

#include "fieldfare/history.pb.h"
#include "shared/merge/versions.h"
#include "shared/schema/changed_row.h"
#include "shared/schema/path.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"

namespace fieldfare::server::sync {

using schema::RecordType;
using schema::Schema;

namespace {

/// What conflicts and held work quote of other records is hidden like those records' own fields.
void hideQuoted(v1::Role role, const access::Rights& rights, v1::HeldChange& held) {
    const auto* about = Schema::instance().type(held.record_type());
    if (about != nullptr && rights.mask(role, *about).hidden.empty())
        return;
    v1::Mutation mutation;
    if (about == nullptr || !mutation.ParseFromString(held.mutation())) {
        held.clear_mutation();
        return;
    }
    const auto& mask = rights.mask(role, *about);
    auto partial = about->make();
    if (!partial->ParseFromString(mutation.partial()))
        partial->Clear();
    mask.apply(*partial);
    mutation.set_partial(partial->SerializeAsString());
    for (int i = mutation.paths_size() - 1; i >= 0; --i)
        if (const auto* field = about->field(static_cast<int>(mutation.paths(i).field()));
            field == nullptr || mask.hides(*field))
            mutation.mutable_paths()->DeleteSubrange(i, 1);
    held.set_mutation(mutation.SerializeAsString());
}

void hideQuoted(v1::Role role, const access::Rights& rights, v1::Conflict& conflict) {
    const auto* about = Schema::instance().type(conflict.record_type());
    const auto path = about == nullptr ? std::nullopt : schema::parsePath(*about, conflict.path());
    if (path && !rights.mask(role, *about).hides(*about->field(path->field)))
        return;
    conflict.clear_base();
    conflict.clear_standing();
    conflict.clear_losing();
}

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
    const auto& mask = rights_.mask(role_, type);
    if (mask.hidden.empty() && !quotesOthers(type)) {
        row.set_body(stored.body.data(), stored.body.size());
        return;
    }
    auto record = type.parse(stored.body);
    mask.apply(*record);
    if (&type == &Schema::of<v1::Conflict>())
        hideQuoted(role_, rights_, static_cast<v1::Conflict&>(*record));
    if (&type == &Schema::of<v1::HeldChange>())
        hideQuoted(role_, rights_, static_cast<v1::HeldChange&>(*record));
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
