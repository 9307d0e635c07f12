#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <google/protobuf/message.h>

#include "fieldfare/sync.pb.h"
#include "shared/merge/versions.h"
#include "shared/schema/record_type.h"

namespace fieldfare::server::storage {

/// Where a record stands, or stood, in one scope's feed.
struct Standing {
    std::uint32_t scope = 0;
    std::uint64_t seq = 0;
    v1::Removal::Reason removed = v1::Removal::REASON_UNSPECIFIED;  ///< unspecified: it stands there
    std::int64_t at = 0;  ///< epoch ms at which it left; 0 while it stands there

    [[nodiscard]] bool isHere() const { return removed == v1::Removal::REASON_UNSPECIFIED; }
    friend bool operator==(const Standing&, const Standing&) = default;
};

[[nodiscard]] std::string packStandings(const std::vector<Standing>& standings);
/// Throws std::runtime_error on a damaged blob.
[[nodiscard]] std::vector<Standing> unpackStandings(std::string_view blob);

/// A record as the store keeps it.
struct RecordRow {
    const schema::RecordType* type = nullptr;
    std::string id;                                ///< 16 bytes
    std::uint64_t seq = 0;                         ///< of the row version
    std::string root;                              ///< the record it hangs under in the end; empty for a root
    const schema::RecordType* rootType = nullptr;  ///< of `root`; null for a root
    std::uint64_t deleted = 0;  ///< seq of the deletion; what was deleted together has the same. 0: it lives
    bool atDesk = false;        ///< it, or something under it, has come to the back office
    std::uint32_t clashes = 0;  ///< open conflicts about it
    std::vector<Standing> standings;
    merge::Versions versions;
    std::unique_ptr<google::protobuf::Message> record;
};

}  // namespace fieldfare::server::storage
