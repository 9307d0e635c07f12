#pragma once

#include "sync-server/backoffice/import/import_result.h"

namespace fieldfare::server::importing {

/// Collects what is wrong, in any order. Keeps the first ImportResult::maxProblems of the file, however many
/// there are.
class ProblemList {
  public:
    void add(std::size_t line, std::size_t column, std::string columnName, std::string reason);
    void countMore(std::size_t more) { dropped_ += more; }
    [[nodiscard]] std::size_t size() const { return problems_.size() + dropped_; }

    /// Moves everything into the result, by line and column.
    void giveTo(ImportResult& result);

  private:
    std::vector<ImportProblem> problems_;
    std::size_t dropped_ = 0;
};

}  // namespace fieldfare::server::importing
