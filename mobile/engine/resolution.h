#pragma once

#include <cstdint>
#include <string_view>

#include "mobile/engine/attention.h"
#include "mobile/engine/editing.h"

namespace fieldfare::engine {

/// What people do about edits that did not go as meant: conflicts, rejected and unsent ones. Faults as of
/// Editing.
class Resolution {
  public:
    explicit Resolution(Editing& editing) : editing_{editing}, store_{editing.store()} {}

    /// Puts a conflict's losing value back, by a new edit of somebody who has seen both.
    void restore(std::string_view conflictId);
    /// Confirms the value that stands: the conflict is settled.
    void keepStanding(std::string_view conflictId);

    /// Undoes restore(): the value that stood when the conflict was found stands again.
    void takeBack(std::string_view conflictId);

    /// The item and those of its group are edited anew, on what stands now, and leave the list. CONTRADICTION
    /// for held ones: others decide about those. NOT_FOUND when the item or its record is gone.
    void retry(std::int64_t attentionNo);
    /// Takes the item and those of its group off the list; undoDismiss() puts them back.
    void dismiss(std::int64_t attentionNo);
    void undoDismiss(std::int64_t attentionNo);

    /// Gives up an edit that was not sent, with those of its group; later ones stay. Returns what
    /// undoDiscard() takes. CONTRADICTION when it has a number already: then the server may have it.
    std::int64_t discard(std::int64_t outboxNo);
    /// Edits anew what was discarded.
    void undoDiscard(std::int64_t attentionNo) { again(attentionNo); }

  private:
    enum class Value { Losing, Standing, Shown };
    void settle(std::string_view conflictId, Value value);
    void again(std::int64_t attentionNo);
    [[nodiscard]] AttentionItem require(std::int64_t attentionNo) const;

    Editing& editing_;
    LocalStore& store_;
};

}  // namespace fieldfare::engine
