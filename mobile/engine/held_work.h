#pragma once

#include <optional>
#include <string>
#include <vector>

#include "fieldfare/history.pb.h"
#include "mobile/engine/attention.h"
#include "mobile/engine/editing.h"
#include "mobile/engine/reading.h"

namespace fieldfare::engine {

/// An edit of somebody that the server keeps without effect, until it is decided about.
struct HeldItem {
    std::string id;  ///< of the HeldChange
    v1::HeldChange change;
    v1::Mutation mutation;                     ///< as its author sent it
    const schema::RecordType* type = nullptr;  ///< of the record it is about; null: this app does not know it
    std::string title;                         ///< of that record, or of what it is kept beside
    bool mayDecide = false;                    ///< this device's person; never its author alone
};

/// Work that others typed and that waits for somebody with the right. Faults as of Editing. The engine's
/// thread only.
class HeldWork {
  public:
    explicit HeldWork(Editing& editing) : editing_{editing}, reading_{editing.store()} {}

    /// Newest first. What this device's person decided here is left out, though the server has not heard of
    /// it.
    [[nodiscard]] std::vector<HeldItem> open(int limit = 200) const;

    /// The same, with what its author made as one group together, as they made it; whoever decides about one
    /// of them decides about all.
    [[nodiscard]] std::vector<std::vector<HeldItem>> openGroups(int limit = 200) const;

    /// What is held and would make the record, which is not here; none when there is nothing.
    [[nodiscard]] std::optional<HeldItem> creationOf(std::string_view record) const;

    /// Makes the edit, and those of its group, as this person's own, on what stands now, and closes them: one
    /// group, that takes effect together or not at all. What they hang under comes along where that is held
    /// too. CONTRADICTION when somebody has decided already.
    void take(std::string_view id);
    /// Closes it and those of its group; `comment` is shown to their author.
    void decline(std::string_view id, const std::string& comment = {});

    /// What became of an own edit that is held; none while nobody has decided, or when it is not here.
    [[nodiscard]] std::optional<v1::HeldChange> decisionOn(const AttentionItem& item) const;

  private:
    [[nodiscard]] HeldItem itemOf(const Record& record) const;
    [[nodiscard]] std::vector<HeldItem> groupOf(std::string_view id) const;
    /// Before each what it hangs under, as far as that is held and not here.
    [[nodiscard]] std::vector<HeldItem> withParents(std::vector<HeldItem> items) const;
    void close(const HeldItem& item, v1::HeldChange::Status status, const std::string& comment);

    Editing& editing_;
    Reading reading_;
};

/// How often this device's person has something to decide: a group counts once. Throws StorageError.
[[nodiscard]] std::uint64_t decisionsLeft(LocalStore& store);

}  // namespace fieldfare::engine
