#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mobile/engine/outbox_entry.h"
#include "shared/storage/database.h"

namespace fieldfare::engine {

/// An edit that took no effect, with what was typed.
struct AttentionItem {
    enum class Kind {
        Rejected = 1,   ///< the server refused it; it can be retried or discarded
        Held = 2,       ///< the owner or the manager decides about it
        Discarded = 3,  ///< its person gave it up before it was sent; kept for undo
    };

    std::int64_t no = 0;
    Kind kind = Kind::Rejected;
    const schema::RecordType* type = nullptr;
    std::string record;  ///< id, 16 bytes
    std::string title;
    std::uint64_t group = 0;  ///< items of one group are retried and discarded together
    v1::Mutation mutation;    ///< as it was sent
    v1::Fault fault;
    std::int64_t at = 0;     ///< epoch ms, server time
    bool dismissed = false;  ///< discarded; kept for undo
};

/// The Needs-attention list. Belongs to the engine's thread; throws StorageError.
class Attention {
  public:
    explicit Attention(storage::Database& database) : database_{database} {}

    std::int64_t add(AttentionItem::Kind kind, const OutboxEntry& entry, const v1::Fault& fault,
                     std::int64_t at);
    /// Newest first; dismissed ones only where asked for.
    [[nodiscard]] std::vector<AttentionItem> list(bool dismissed = false) const;
    [[nodiscard]] std::optional<AttentionItem> at(std::int64_t no) const;
    /// The item and those of its group, in the order they were made.
    [[nodiscard]] std::vector<AttentionItem> groupOf(const AttentionItem& item) const;
    /// Of those not dismissed.
    [[nodiscard]] std::uint64_t count() const;
    /// True if the record has an item that is not dismissed.
    [[nodiscard]] bool concerns(std::string_view record) const;
    void setDismissed(std::int64_t no, bool dismissed);
    void remove(std::int64_t no);
    /// Dismissed items from before this time, epoch ms, cannot be undone any more and go.
    void purge(std::int64_t before);
    /// Another number after every change through this object, whether it was committed or undone.
    [[nodiscard]] std::uint64_t version() const { return version_; }

  private:
    storage::Database& database_;
    std::uint64_t version_ = 0;
};

}  // namespace fieldfare::engine
