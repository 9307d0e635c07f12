#pragma once

#include <string_view>
#include <unordered_map>

#include "shared/rules/totals.h"

namespace fieldfare::rules {

/// Finds a line of one version of a document in another. Most edits leave the lines where they are, so the
/// same index is tried first and the map is made only when that fails. The lines must outlive it.
class LineLookup {
  public:
    /// Null finds nothing.
    explicit LineLookup(const Lines* lines) : lines_{lines} {}

    /// The line with this id, or null. `index`: where it probably is.
    [[nodiscard]] const v1::Line* find(std::string_view id, int index) {
        if (lines_ == nullptr) {
            return nullptr;
        }
        if (index < lines_->size() && (*lines_)[index].id() == id) {
            return &(*lines_)[index];
        }
        if (byId_.empty()) {
            byId_.reserve(static_cast<std::size_t>(lines_->size()));
            for (const v1::Line& line : *lines_) {
                byId_.emplace(line.id(), &line);
            }
        }
        const auto found = byId_.find(id);
        return found == byId_.end() ? nullptr : found->second;
    }

  private:
    const Lines* lines_;
    std::unordered_map<std::string_view, const v1::Line*> byId_;
};

}  // namespace fieldfare::rules
