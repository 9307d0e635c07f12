#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include <google/protobuf/message.h>

#include "mobile/engine/outbox.h"
#include "mobile/engine/records.h"
#include "shared/schema/path.h"

namespace fieldfare::engine {

/// A record with own edits laid over it.
struct Laid {
    std::unique_ptr<google::protobuf::Message> message;  ///< null: there is nothing to lay anything over
    bool erased = false;                                 ///< an own delete waits
};

/// Lays own edits over the server's state of a record, in the order they were made, and keeps the rows
/// accordingly.
class Overlay {
  public:
    Overlay(Records& records, Outbox& outbox) : records_{records}, outbox_{outbox} {}

    /// Whose edits they are, ids of 16 bytes: shown as author, unit and, a rep's, owner of records that the
    /// server has not seen.
    void setSelf(std::string person, std::string unit, bool owns) {
        person_ = std::move(person);
        unit_ = std::move(unit);
        owns_ = owns;
    }

    [[nodiscard]] Laid lay(const schema::RecordType& type, const std::optional<std::string>& serverBody,
                           std::span<const OutboxEntry> entries) const;

    /// Writes the record's row as server state and entries now have it; removes it when there is neither.
    void refresh(const schema::RecordType& type, std::string_view id);

    /// Sets what the server will set on a new record, and what follows from other fields.
    void complete(const schema::RecordType& type, google::protobuf::Message& record) const;

  private:
    Records& records_;
    Outbox& outbox_;
    std::string person_;
    std::string unit_;
    bool owns_ = false;
};

/// The path a mutation names.
[[nodiscard]] schema::Path pathOf(const v1::TouchedPath& touched);

/// The server's state of a row, if it has one.
[[nodiscard]] std::optional<std::string> serverState(const StoredRow& row);

}  // namespace fieldfare::engine
