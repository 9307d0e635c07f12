#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/storage/database.h"

namespace fieldfare::engine {

/// What a store knows beside records: the table meta(key, value). Nothing is kept in memory, so that what a
/// transaction undid is undone here too.
class Meta {
  public:
    explicit Meta(storage::Database& database) : database_{database} {}

    [[nodiscard]] std::optional<std::string> bytes(std::string_view key) const;
    void set(std::string_view key, std::string_view value);
    void clear(std::string_view key);

    [[nodiscard]] std::uint64_t number(std::string_view key, std::uint64_t otherwise = 0) const;
    void setNumber(std::string_view key, std::uint64_t value);
    /// Adds one and returns the sum: running numbers, from 1.
    [[nodiscard]] std::uint64_t advance(std::string_view key);

    static constexpr std::string_view session = "session";     ///< v1::Session
    static constexpr std::string_view pairing = "pairing";     ///< v1::Pairing without code: url and keys
    static constexpr std::string_view rights = "rights";       ///< v1::RoleRights
    static constexpr std::string_view epoch = "epoch";         ///< of the server
    static constexpr std::string_view nonce = "nonce";         ///< of the last answer stored
    static constexpr std::string_view exchange = "exchange";   ///< last number given to an exchange
    static constexpr std::string_view given = "given";         ///< last mutation number given
    static constexpr std::string_view group = "group";         ///< last group number given
    static constexpr std::string_view hybrid = "hybrid";       ///< base::HybridState, packed
    static constexpr std::string_view lastSync = "last_sync";  ///< server time of the last complete pull, ms
    static constexpr std::string_view wipe = "wipe";           ///< 1: the server said so
    static constexpr std::string_view handingOver = "handing_over";  ///< see HandingOver; 0: no
    static constexpr std::string_view absence = "absence";           ///< rows missing without reason; 0: none
    /// v1::SyncResponse with `restores` alone: what the server lost and this device may still hold.
    static constexpr std::string_view restores = "restores";
    static constexpr std::string_view keptPurged = "kept_purged";  ///< when old kept mutations went last, ms
    static constexpr std::string_view filesSwept = "files_swept";  ///< when unknown files went last, ms
    static constexpr std::string_view reading = "reading";  ///< 1: the last answer said that more waits
    /// The highest cursor when everything had been read: all up to that seq was shown.
    static constexpr std::string_view wholeUpTo = "whole_up_to";
    static constexpr std::string_view absenceAccepted = "absence_accepted";
    /// "document:Q": last running number given to a document with this prefix.
    static constexpr std::string_view document = "document:";

  private:
    storage::Database& database_;
};

}  // namespace fieldfare::engine
