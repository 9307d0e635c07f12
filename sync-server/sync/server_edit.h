#pragma once

#include <functional>
#include <optional>

#include "fieldfare/journal.pb.h"
#include "sync-server/sync/applier.h"
#include "sync-server/sync/change_set.h"
#include "sync-server/sync/writer.h"

namespace fieldfare::server::sync {

/// Changes made at the server itself: by commands, imports, the ERP. They go the way of everybody's changes,
/// through a ChangeSet, so that devices hear of them, and are noted for the journal, as no device has them.
/// Lives during one turn of the writer.
class ServerEdit {
  public:
    explicit ServerEdit(Turn& turn);

    [[nodiscard]] ChangeSet& changes() { return changes_; }
    [[nodiscard]] const Directory& directory() const { return *directory_; }

    /// A new record as the server wants it, SERVER_ONLY fields included; no rights are asked. An empty id
    /// gets a new one; an owned record without a unit goes to its owner's, or the root's. Throws FaultError
    /// INVALID for a value beyond the schema's limits, NO_PARENT for a parent that is not there,
    /// ALREADY_EXISTS.
    const storage::RecordRow& create(const schema::RecordType& type, std::string id,
                                     const google::protobuf::Message& record,
                                     const std::string& authorPerson = {});

    /// Makes the record what `change` makes of it; no rights are asked. Throws as create().
    void change(const storage::RecordRow& row, const std::function<void(google::protobuf::Message&)>& change);

    /// Deletes a living record and everything under it; no rights are asked.
    void erase(const storage::RecordRow& row);

    /// As `change`, but with the rights, steps and rules of a person or program of this role, judged like a
    /// device's edit that saw the record as it is. Throws the FaultError that refuses it.
    void changeAs(const Viewer& viewer, const storage::RecordRow& row,
                  const std::function<void(google::protobuf::Message&)>& change);

    /// The living record; throws FaultError NOT_FOUND.
    [[nodiscard]] const storage::RecordRow& require(const schema::RecordType& type, const std::string& id);

    /// What follows counts as made then, as of now unless it is said.
    void setTime(base::HybridTime time) { time_ = time; }

    /// Writes everything; the writer commits.
    void save();

  private:
    void check(const schema::RecordType& type, const google::protobuf::Message& record) const;
    void settleUnit(storage::RecordRow& row);
    /// For the journal: what the row is now, at the paths that an edit changed.
    void note(v1::Mutation::Kind kind, const storage::RecordRow& row,
              const std::vector<schema::Path>& paths = {}, const std::string& author = {});

    Turn& turn_;
    base::HybridTime time_;
    std::shared_ptr<const Directory> directory_;
    ChangeSet changes_;
    std::vector<v1::JournalEntry> notes_;
};

}  // namespace fieldfare::server::sync
