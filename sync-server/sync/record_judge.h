#pragma once

#include <optional>
#include <vector>

#include "shared/access/rights.h"
#include "sync-server/sync/catalogue_view.h"

namespace fieldfare::server::sync {

/// Whether an edit may touch a record as it is, and whether the record may be as the edit left it: rights to
/// single fields, locks, limits and business rules. Changes nothing.
class RecordJudge {
  public:
    RecordJudge(ChangeSet& changes, const Directory& directory, const Viewer& viewer)
        : changes_{changes},
          directory_{directory},
          rights_{directory.rights()},
          viewer_{viewer},
          catalogue_{changes, directory} {}

    /// Why the viewer may not write the path with the value that `partial` has there.
    [[nodiscard]] std::optional<v1::Fault> mayTouch(const storage::RecordRow& row, access::Relation relation,
                                                    const schema::ResolvedPath& path,
                                                    const google::protobuf::Message& partial) const;
    /// Why nobody may write the path: the record's status locks it, or what it says never changes.
    [[nodiscard]] std::optional<v1::Fault> locked(const storage::RecordRow& row,
                                                  const schema::ResolvedPath& path) const;
    /// What is wrong with the record as the edit left it. `before` is null for a new record; `editedAt`:
    /// epoch ms.
    [[nodiscard]] std::optional<v1::Fault> brokenRule(const storage::RecordRow& row,
                                                      const google::protobuf::Message* before,
                                                      std::int64_t editedAt);

  private:
    /// Up to which discount the approvals under the document agree; none: nothing was approved.
    [[nodiscard]] std::optional<std::uint32_t> approvedBp(const storage::RecordRow& document);

    ChangeSet& changes_;
    const Directory& directory_;
    const access::Rights& rights_;
    const Viewer& viewer_;
    CatalogueView catalogue_;
};

/// The first list of the record that is longer than the schema allows: edits that each keep the limit may
/// break it together.
[[nodiscard]] std::optional<v1::Fault> listTooLong(const schema::RecordType& type,
                                                   const google::protobuf::Message& record);

}  // namespace fieldfare::server::sync
