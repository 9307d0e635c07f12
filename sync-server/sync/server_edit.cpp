#include "sync-server/sync/server_edit.h"

#include "shared/rules/record_rules.h"
#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"
#include "shared/schema/validate.h"
#include "sync-server/storage/journal_store.h"
#include "sync-server/sync/administration.h"

namespace fieldfare::server::sync {

using google::protobuf::Message;
using schema::FaultError;
using schema::RecordType;
using storage::RecordRow;

ServerEdit::ServerEdit(Turn& turn)
    : turn_{turn},
      time_{base::hybridTime(turn.now)},
      directory_{turn.directory()},
      changes_{turn.database, turn.scopes, turn.seqs, turn.news, turn.now} {}

void ServerEdit::check(const RecordType& type, const Message& record) const {
    if (auto faults = schema::validate(record, type); !faults.empty())
        throw FaultError{std::move(faults.front())};
}

void ServerEdit::settleUnit(RecordRow& row) {
    const auto& type = *row.type;
    if (type.owner() == nullptr)
        return;
    const auto owner = schema::bytesOf(*row.record, type.owner());
    const auto* person = directory_->person(owner);
    if (person != nullptr)
        schema::setBytes(*row.record, type.unit(), person->unit_id());
    else if (schema::bytesOf(*row.record, type.unit()).empty())
        schema::setBytes(*row.record, type.unit(), directory_->rootUnit());
}

const RecordRow& ServerEdit::create(const RecordType& type, std::string id, const Message& record,
                                    const std::string& authorPerson) {
    check(type, record);
    if (id.empty())
        id = turn_.ids.next().bytes();
    else if (changes_.find(type, id) != nullptr)
        throw FaultError{v1::ALREADY_EXISTS, "there is a " + type.name() + " with this id"};
    const RecordRow* parent = nullptr;
    if (type.parent() != nullptr) {
        parent = changes_.findParent(type, schema::bytesOf(record, type.parent()));
        if (parent == nullptr || parent->deleted != 0)
            throw FaultError{v1::NO_PARENT, "what it hangs under is unknown or deleted",
                             type.parent()->name()};
    }
    auto& row = changes_.insert(type, id, parent);
    row.seq = changes_.nextSeq();
    row.versions = merge::Versions{{row.seq, time_, {authorPerson, {}, 0}}};
    row.record->CopyFrom(record);
    settleUnit(row);
    rules::derive(type, *row.record);
    schema::canonicalise(*row.record, type);
    note(v1::Mutation::CREATE, row, {}, authorPerson);
    return row;
}

void ServerEdit::erase(const RecordRow& row) {
    changes_.erase(row, time_, {});
    note(v1::Mutation::DELETE, row);
}

void ServerEdit::save() {
    changes_.save();
    storage::JournalStore journal{turn_.database};
    for (auto& entry : notes_)
        journal.add(std::move(entry));
    notes_.clear();
}

void ServerEdit::note(v1::Mutation::Kind kind, const RecordRow& row, const std::vector<schema::Path>& paths,
                      const std::string& author) {
    auto& entry = notes_.emplace_back();
    entry.set_time(turn_.now);
    entry.set_seq(row.seq);
    entry.set_author(author);
    auto& mutation = *entry.mutable_mutation();
    mutation.set_kind(kind);
    mutation.set_type(row.type->number());
    mutation.set_id(row.id);
    mutation.set_time(time_);
    for (const auto& path : paths) {
        auto& touched = *mutation.add_paths();
        touched.set_field(static_cast<std::uint32_t>(path.field));
        touched.set_key(path.key);
        touched.set_inner(static_cast<std::uint32_t>(path.inner));
        touched.set_time(time_);
    }
    if (kind == v1::Mutation::CREATE)
        mutation.set_partial(row.record->SerializeAsString());
    else if (kind == v1::Mutation::EDIT)
        mutation.set_partial(schema::partialOf(*row.record, *row.type, paths)->SerializeAsString());
}

void ServerEdit::change(const RecordRow& found, const std::function<void(Message&)>& change) {
    const auto& type = *found.type;
    std::unique_ptr<Message> before{found.record->New()};
    before->CopyFrom(*found.record);
    const auto mark = changes_.mark();
    auto& row = changes_.change(found);
    try {
        change(*row.record);
        check(type, *row.record);
        if (type.parent() != nullptr &&
            schema::bytesOf(*row.record, type.parent()) != schema::bytesOf(*before, type.parent()))
            throw FaultError{v1::INVALID, "what a record hangs under stays", type.parent()->name()};
    } catch (...) {
        // Whoever goes on after a refused change must not save half of it.
        changes_.rollback(mark);
        throw;
    }
    settleUnit(row);
    rules::derive(type, *row.record);
    schema::canonicalise(*row.record, type);
    const auto paths = schema::differences(*before, *row.record, type);
    if (paths.empty())
        return;
    row.seq = changes_.nextSeq();
    for (const auto& path : paths)
        row.versions.set(path, {row.seq, time_, {}});
    note(v1::Mutation::EDIT, row, paths);
    followOwner(changes_, row, *before, turn_.now);
}

void ServerEdit::changeAs(const Viewer& viewer, const RecordRow& row,
                          const std::function<void(Message&)>& change) {
    const auto& type = *row.type;
    Incoming incoming;
    incoming.type = &type;
    incoming.partial.reset(row.record->New());
    incoming.partial->CopyFrom(*row.record);
    change(*incoming.partial);
    check(type, *incoming.partial);
    const auto paths = schema::differences(*row.record, *incoming.partial, type);
    if (paths.empty())
        return;
    auto& mutation = incoming.mutation;
    mutation.set_kind(v1::Mutation::EDIT);
    mutation.set_type(type.number());
    mutation.set_id(row.id);
    for (const auto& path : paths) {
        auto& touched = *mutation.add_paths();
        touched.set_field(static_cast<std::uint32_t>(path.field));
        touched.set_key(path.key);
        touched.set_inner(static_cast<std::uint32_t>(path.inner));
        touched.set_base(row.seq);
        touched.set_time(time_);
    }
    const auto before = schema::copyOf(*row.record);
    const History history;  // it saw the record as it is here
    Applier applier{changes_, *directory_, history, turn_.ids, turn_.secret, viewer, turn_.now};
    const auto mark = changes_.mark();
    auto applied = applier.apply(incoming, {viewer.person, viewer.device, 0});
    if (applied.fault) {
        changes_.rollback(mark);
        throw FaultError{std::move(*applied.fault)};
    }
    // As it came out: what the rules made of it as well.
    note(v1::Mutation::EDIT, row, schema::differences(*before, *row.record, type));
}

const RecordRow& ServerEdit::require(const RecordType& type, const std::string& id) {
    const auto* row = changes_.find(type, id);
    if (row == nullptr || row->deleted != 0)
        throw FaultError{v1::NOT_FOUND, "there is no such " + type.name()};
    return *row;
}

}  // namespace fieldfare::server::sync
