#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

namespace fieldfare::server::importing {

/// What is wrong with a file, and where.
struct ImportProblem {
    std::size_t line = 0;    ///< physical, from 1; 0: the file or the command as a whole
    std::size_t column = 0;  ///< from 1; 0: the whole row or file
    std::string columnName;  ///< as the header spells it
    std::string reason;      ///< English
};

/// What an import did, or would do.
struct ImportResult {
    static constexpr std::size_t maxProblems = 1000;  ///< kept; more are counted

    std::size_t rows = 0;
    std::size_t created = 0;
    std::size_t updated = 0;
    std::size_t unchanged = 0;          ///< rows that say what the record already says
    std::size_t categoriesCreated = 0;  ///< besides the rows
    /// Which column fills which field ("address/city"), in the order of the columns.
    std::vector<std::pair<std::string, std::string>> mapped;
    /// Columns that fill no field; a warning.
    std::vector<std::string> unmapped;
    /// By line and column. With any, nothing was written and the counts cover the rows without one.
    std::vector<ImportProblem> problems;
    std::size_t moreProblems = 0;  ///< beyond maxProblems
    bool written = false;          ///< false after a dry run and when there are problems

    [[nodiscard]] bool ok() const { return problems.empty() && moreProblems == 0; }
};

}  // namespace fieldfare::server::importing
