#pragma once

#include <limits>
#include <memory>
#include <optional>
#include <vector>

#include <google/protobuf/message.h>

#include "fieldfare/fault.pb.h"
#include "shared/merge/versions.h"
#include "shared/schema/record_type.h"

/// Three-way merge of one mutation into one record, path by path. Pure and deterministic: no I/O, no clock;
/// the same record, versions and edit give the same result on every machine.
namespace fieldfare::merge {

/// One path of an edit.
struct Touched {
    schema::Path path;
    std::uint64_t base = 0;     ///< seq of the row version its author was shown
    base::HybridTime time = 0;  ///< clamped
    /// Of its own earlier mutations its author saw those up to this number: all, unless a restore came
    /// between.
    std::uint64_t ownSeen = everything;

    static constexpr std::uint64_t everything = std::numeric_limits<std::uint64_t>::max();
};

/// One mutation's edit of a record.
struct Edit {
    Author author;
    v1::Role role = v1::ROLE_UNSPECIFIED;
    /// The author may give the record to somebody: an assignment, which beats a claim.
    bool assigns = false;
    /// The person who made the record; ONCE fields are theirs to set.
    bool ownRecord = false;
    std::vector<Touched> paths;
    const google::protobuf::Message* partial = nullptr;  ///< the new values
};

/// Two values of one path, each written without seeing the other.
struct Clash {
    schema::Path path;
    bool keptBoth = false;  ///< KEEP_BOTH: the losing value waits as a candidate
    Version standing;
    Version losing;
    std::unique_ptr<google::protobuf::Message> standingValue;  ///< partial record with the path alone
    std::unique_ptr<google::protobuf::Message> losingValue;
};

struct Merged {
    /// The whole mutation is refused, nothing of it was applied: a step no longer allowed, a claim that came
    /// second, a fact already set.
    std::optional<v1::Fault> refused;
    std::vector<Clash> clashes;
    std::vector<schema::Path> changed;  ///< paths whose value in the record is another than before
    std::vector<schema::Path> lost;     ///< paths of the edit where another value stands
    /// Some path has a later version, its value changed or not: the record's own seq follows.
    bool advanced = false;
};

/// Merges into `record` and `versions`; on refusal both are unchanged. `seq` is that of the commit. Rights
/// and locks have been checked; paths resolve.
[[nodiscard]] Merged merge(const schema::RecordType& type, google::protobuf::Message& record,
                           Versions& versions, const Edit& edit, std::uint64_t seq);

}  // namespace fieldfare::merge
