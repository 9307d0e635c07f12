#pragma once

#include <cstddef>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

#include <csv.h>

#include "sync-server/backoffice/csv/csv_table.h"
#include "sync-server/backoffice/csv/text_encoding.h"

namespace fieldfare::server::csv {

/// One reading of a file into a CsvResult. libcsv knows the grammar of cells and quotes; this feeds it
/// physical line by physical line, which is how errors and rows get their line numbers.
///
/// A broken quote is reported where it opened, and reading goes on with the line after that one, so that one
/// forgotten quote does not swallow the rest of the file.
class CsvReader {
  public:
    CsvReader(DecodedText text, const CsvOptions& options, CsvResult& result);
    ~CsvReader();
    CsvReader(const CsvReader&) = delete;
    CsvReader& operator=(const CsvReader&) = delete;

    /// Once.
    void read();

  private:
    struct Cell {
        std::size_t begin;  // in rowText_
        std::size_t end;
        std::size_t line;  // where it begins
    };

    static void onCell(void* bytes, std::size_t size, void* reader) noexcept;
    static void onRow(int terminator, void* reader) noexcept;

    [[nodiscard]] char detectDelimiter() const;
    [[nodiscard]] std::string_view cellText(std::size_t index) const;
    [[nodiscard]] std::size_t lineEnd(std::size_t begin) const;
    [[nodiscard]] bool isBlank(std::string_view line) const;
    void startParser();
    void startRow();
    void startCell();
    void readLine(std::string_view line);
    void brokenQuote(CsvErrorCode code, std::string reason);
    void takeCell(std::string_view bytes);
    void takeRow();
    void takeHeader();
    [[nodiscard]] bool checkCell(std::size_t column);
    void report(CsvErrorCode code, std::size_t line, std::size_t column, std::string reason);

    std::string_view text_;
    std::string encoding_;
    const CsvOptions& options_;
    CsvResult& result_;
    CsvTable& table_;
    csv_parser parser_{};
    std::exception_ptr failure_;  // of a callback; it must not cross the C library

    std::size_t next_ = 0;        // offset of the next physical line
    std::size_t line_ = 0;        // number of the one being read
    std::size_t rereadable_ = 0;  // bytes that may still be read a second time after broken quotes
    bool hasHeader_ = false;

    bool inRow_ = false;
    std::size_t rowLine_ = 0;
    std::size_t cellLine_ = 0;       // where the cell being read starts
    std::size_t afterCellLine_ = 0;  // offset behind that line
    std::size_t cellCount_ = 0;      // of the row so far
    std::string rowText_;
    std::vector<Cell> cells_;  // of the row so far, at most one more than the header has
};

}  // namespace fieldfare::server::csv
