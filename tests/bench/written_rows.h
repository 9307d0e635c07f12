#pragma once

#include <filesystem>

#include "company.h"

namespace fieldfare::bench {

/// What the server writes from the constructor on: the same rows through SQLite alone are a figure's limit.
class WrittenRows {
  public:
    /// Stops the server for a moment and keeps its store as it is.
    explicit WrittenRows(Company& company);

    /// Stops the server again. Seconds that SQLite alone needs for what was written in between, in as many
    /// durable transactions as given. Once.
    [[nodiscard]] double limit(int transactions);

  private:
    Company& company_;
    std::filesystem::path before_;
};

}  // namespace fieldfare::bench
