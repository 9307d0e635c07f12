#pragma once

#include <cstddef>
#include <string>

namespace fieldfare::server::csv {

enum class CsvErrorCode {
    // The file as a whole: nothing was read.
    TooLarge,         ///< more bytes than the limit
    UnknownEncoding,  ///< no encoding of that name
    NoHeader,         ///< empty, or blank lines only

    // The header; the rows are read all the same.
    EmptyHeader,
    DuplicateHeader,

    // One row; the others go on.
    InvalidBytes,  ///< not text in the file's encoding
    NulByte,
    UnterminatedQuote,  ///< a quote that the file does not close
    StrayQuote,         ///< a quote inside an unquoted cell, or text after a closing quote
    TooFewCells,        ///< fewer than the header has
    TooManyCells,
};

/// The code's name in small letters ("too_few_cells"), for reports.
[[nodiscard]] const char* name(CsvErrorCode code);

/// What is wrong, and where.
struct CsvError {
    CsvErrorCode code{};
    std::size_t line = 0;    ///< physical, from 1; 0: the file as a whole
    std::size_t column = 0;  ///< from 1; 0: the whole row or file
    std::string columnName;  ///< of the header; empty where it has none for that column
    std::string reason;      ///< English
};

}  // namespace fieldfare::server::csv
