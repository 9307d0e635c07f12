#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "mobile/engine/editing.h"
#include "mobile/engine/record.h"

namespace fieldfare::engine {

/// What somebody typed into a form and has not saved yet.
struct Draft {
    const schema::RecordType* type = nullptr;
    std::string id;              ///< of the record it changes, or will become; 16 bytes
    std::optional<Record> base;  ///< the record as the form showed it; none: a new one
    std::shared_ptr<const google::protobuf::Message> values;  ///< the whole record as it would be saved
    /// What was typed and fits no field yet, in the form's own spelling; the engine keeps it unread.
    std::string unfit;
    std::int64_t changedAt = 0;  ///< epoch ms, server time
};

/// The drafts of a store's person. They survive the process, are never sent, and go with the edit that they
/// become. At most one per record. The engine's thread only; throws StorageError.
class Drafts {
  public:
    explicit Drafts(Editing& editing) : editing_{editing}, store_{editing.store()} {}

    /// Keeps the draft in place of an earlier one of the same id, changed now. A new one needs no id: gives
    /// the id it is kept under.
    std::string keep(const Draft& draft);

    [[nodiscard]] std::optional<Draft> of(std::string_view id) const;
    /// The latest draft of a new record of the type; with `parent`, of one that hangs under that record.
    [[nodiscard]] std::optional<Draft> latestNew(const schema::RecordType& type,
                                                 std::string_view parent = {}) const;
    /// The latest first.
    [[nodiscard]] std::vector<Draft> list() const;

    /// The draft over the record as it stands now: fields that nobody typed into show what others wrote
    /// meanwhile, while the typed ones keep what their author saw below them, so that the server still
    /// notices that both changed. As it was when it is of a new record, or the record is gone.
    [[nodiscard]] Draft onTop(Draft draft) const;

    /// Saves: the edit, or the new record, is made and the draft goes, together or not at all. Gives the
    /// record's id. Faults as of Editing.
    std::string commit(const Draft& draft);
    /// True if there was one.
    bool discard(std::string_view id);

  private:
    Editing& editing_;
    LocalStore& store_;
};

}  // namespace fieldfare::engine
