#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "sync-server/backoffice/csv/csv_error.h"

namespace fieldfare::server::csv {

struct CsvOptions {
    /// A name that ICU knows ("UTF-8", "windows-1252", "GB18030"); empty: UTF-8. A byte order mark of UTF-8
    /// or UTF-16 at the start of the file wins over the name.
    std::string encoding;
    char delimiter = '\0';  ///< NUL: comma, semicolon or tab, whichever the header has most of outside quotes
    std::size_t maxBytes = std::size_t{256} << 20U;
    std::size_t maxErrors = 1000;  ///< kept; more are counted
};

struct CsvResult;

/// A file of comma-separated values (RFC 4180) in memory. Copyable; const methods are thread-safe.
///
/// The first line that is not blank is the header. Lines end with CRLF, CR or LF. Blank lines are skipped,
/// spaces around cells are removed unless quoted, line breaks in quoted cells become LF.
class CsvTable {
  public:
    /// Reads what can be read: `table` has every row without an error, `errors` all that is wrong with the
    /// others, by line. Bytes are never changed to make them fit. Throws only std::bad_alloc.
    [[nodiscard]] static CsvResult read(std::string_view bytes, const CsvOptions& options = {});

    /// The header's names, as written.
    [[nodiscard]] const std::vector<std::string>& columns() const { return columns_; }
    [[nodiscard]] std::size_t rowCount() const { return lines_.size(); }
    /// The physical line, from 1, where the row starts. `row` is below rowCount().
    [[nodiscard]] std::size_t line(std::size_t row) const { return lines_[row]; }
    /// UTF-8 without NUL; valid as long as the table. `column` is below columns().size().
    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const;
    [[nodiscard]] char delimiter() const { return delimiter_; }

  private:
    friend class CsvReader;

    std::vector<std::string> columns_;
    std::vector<std::size_t> lines_;
    std::string text_;               // of all cells, one after the other
    std::vector<std::size_t> ends_;  // of each cell in text_, row by row
    char delimiter_ = ',';
};

struct CsvResult {
    CsvTable table;
    std::vector<CsvError> errors;
    std::size_t moreErrors = 0;  ///< beyond CsvOptions::maxErrors

    [[nodiscard]] bool ok() const { return errors.empty() && moreErrors == 0; }
};

}  // namespace fieldfare::server::csv
