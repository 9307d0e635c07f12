#include "sync-server/backoffice/csv/csv_reader.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <new>
#include <unordered_map>

#include <unicode/utf8.h>

namespace fieldfare::server::csv {

namespace {

/// Offset of the first byte that is not UTF-8, or the size.
std::size_t firstInvalid(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        const std::size_t begin = i;
        UChar32 c = 0;
        U8_NEXT(text.data(), i, text.size(), c);
        if (c < 0)
            return begin;
    }
    return text.size();
}

std::size_t lineBreaks(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' || (text[i] == '\r' && !(i + 1 < text.size() && text[i + 1] == '\n')))
            ++count;
    }
    return count;
}

/// Appends with every line break as LF.
void appendPlain(std::string_view text, std::string& out) {
    if (text.find('\r') == std::string_view::npos) {
        out += text;
        return;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r')
            out += text[i];
        else if (!(i + 1 < text.size() && text[i + 1] == '\n'))
            out += '\n';
    }
}

std::string hexByte(char byte) {
    std::array<char, 5> text{};
    std::snprintf(text.data(), text.size(), "0x%02X",
                  static_cast<unsigned>(static_cast<unsigned char>(byte)));
    return text.data();
}

std::string counted(std::size_t count, const char* noun) {
    return std::to_string(count) + ' ' + noun + (count == 1 ? "" : "s");
}

}  // namespace

CsvReader::CsvReader(DecodedText text, const CsvOptions& options, CsvResult& result)
    : text_{text.text},
      encoding_{std::move(text.encoding)},
      options_{options},
      result_{result},
      table_{result.table},
      rereadable_{text_.size()} {
    table_.delimiter_ = options.delimiter == '\0' ? detectDelimiter() : options.delimiter;
    startParser();
}

CsvReader::~CsvReader() {
    csv_free(&parser_);
}

void CsvReader::read() {
    while (next_ < text_.size()) {
        const std::size_t begin = next_;
        next_ = lineEnd(begin);
        ++line_;
        readLine(text_.substr(begin, next_ - begin));
    }
    if (!hasHeader_)
        report(CsvErrorCode::NoHeader, 0, 0, "the file has no header line");
    std::stable_sort(result_.errors.begin(), result_.errors.end(),
                     [](const CsvError& a, const CsvError& b) { return a.line < b.line; });
}

char CsvReader::detectDelimiter() const {
    constexpr std::string_view candidates = ",;\t";
    std::array<std::size_t, candidates.size()> counts{};
    const std::size_t begin = std::min(text_.find_first_not_of("\r\n"), text_.size());
    bool quoted = false;
    for (const char c : text_.substr(begin)) {
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && (c == '\n' || c == '\r'))
            break;
        else if (const std::size_t which = candidates.find(c); !quoted && which != std::string_view::npos)
            ++counts[which];
    }
    return candidates[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) -
                                               counts.begin())];
}

/// Offset behind the line's end, be it LF, CR, CRLF or the end of the file.
std::size_t CsvReader::lineEnd(std::size_t begin) const {
    const std::size_t end = text_.find_first_of("\r\n", begin);
    if (end == std::string_view::npos)
        return text_.size();
    return text_.substr(end).starts_with("\r\n") ? end + 2 : end + 1;
}

bool CsvReader::isBlank(std::string_view line) const {
    return std::all_of(line.begin(), line.end(), [this](char c) {
        return c == '\r' || c == '\n' || ((c == ' ' || c == '\t') && c != table_.delimiter_);
    });
}

void CsvReader::startParser() {
    csv_free(&parser_);
    if (csv_init(&parser_, CSV_STRICT | CSV_STRICT_FINI) != 0)
        throw std::bad_alloc{};
    csv_set_delim(&parser_, static_cast<unsigned char>(table_.delimiter_));
    csv_set_blk_size(&parser_, 4096);
}

void CsvReader::startRow() {
    inRow_ = true;
    rowLine_ = line_;
    cellCount_ = 0;
    rowText_.clear();
    cells_.clear();
    startCell();
}

void CsvReader::startCell() {
    cellLine_ = line_;
    afterCellLine_ = next_;
}

void CsvReader::readLine(std::string_view line) {
    if (!inRow_) {
        if (isBlank(line))
            return;
        startRow();
    }
    const bool parsed = csv_parse(&parser_, line.data(), line.size(), onCell, onRow, this) == line.size();
    const bool last = next_ == text_.size();
    const bool finished = !parsed || !last || !inRow_ || csv_fini(&parser_, onCell, onRow, this) == 0;
    if (failure_)
        std::rethrow_exception(failure_);
    if (parsed && finished)
        return;
    if (csv_error(&parser_) != CSV_EPARSE)
        throw std::bad_alloc{};
    if (parsed)
        brokenQuote(CsvErrorCode::UnterminatedQuote, "the quote that opens the cell is never closed");
    else if (parser_.quoted == 0)
        brokenQuote(CsvErrorCode::StrayQuote,
                    "a quote inside a cell: such a cell must be quoted, and the quote doubled");
    else
        brokenQuote(CsvErrorCode::StrayQuote,
                    "text follows the quote that closes the cell in line " + std::to_string(line_));
}

/// Reports the cell being read and goes back to the line after the one where it starts.
void CsvReader::brokenQuote(CsvErrorCode code, std::string reason) {
    report(code, cellLine_, cellCount_ + 1, std::move(reason));
    inRow_ = false;
    startParser();
    if (!hasHeader_) {  // without it nothing that follows has a meaning
        hasHeader_ = true;
        next_ = text_.size();
        return;
    }
    const std::size_t back = next_ - afterCellLine_;
    if (back <= rereadable_) {
        rereadable_ -= back;
        next_ = afterCellLine_;
        line_ = cellLine_;
    }
}

void CsvReader::onCell(void* bytes, std::size_t size, void* reader) noexcept {
    auto& self = *static_cast<CsvReader*>(reader);
    try {
        if (!self.failure_)
            self.takeCell(size == 0 ? std::string_view{} : std::string_view{static_cast<char*>(bytes), size});
    } catch (...) {
        self.failure_ = std::current_exception();
    }
}

void CsvReader::onRow(int, void* reader) noexcept {
    auto& self = *static_cast<CsvReader*>(reader);
    try {
        if (!self.failure_)
            self.takeRow();
    } catch (...) {
        self.failure_ = std::current_exception();
    }
}

void CsvReader::takeCell(std::string_view bytes) {
    ++cellCount_;
    if (!hasHeader_ || cellCount_ <= table_.columns_.size() + 1) {
        const std::size_t begin = rowText_.size();
        rowText_ += bytes;
        cells_.push_back({begin, rowText_.size(), cellLine_});
    }
    startCell();
}

void CsvReader::takeRow() {
    inRow_ = false;
    if (!hasHeader_) {
        takeHeader();
        return;
    }
    const std::size_t columns = table_.columns_.size();
    bool good = cellCount_ == columns;
    if (!good) {
        const bool few = cellCount_ < columns;
        report(few ? CsvErrorCode::TooFewCells : CsvErrorCode::TooManyCells, rowLine_,
               few ? cellCount_ + 1 : columns + 1,
               counted(cellCount_, "cell") + " where the header has " + std::to_string(columns));
    }
    for (std::size_t column = 0; column < cells_.size(); ++column)
        good = checkCell(column) && good;
    if (!good)
        return;
    for (std::size_t column = 0; column < columns; ++column) {
        appendPlain(cellText(column), table_.text_);
        table_.ends_.push_back(table_.text_.size());
    }
    table_.lines_.push_back(rowLine_);
}

void CsvReader::takeHeader() {
    hasHeader_ = true;
    std::unordered_map<std::string_view, std::size_t> firsts;
    for (std::size_t i = 0; i < cells_.size(); ++i) {
        std::string& column = table_.columns_.emplace_back();
        const std::string_view text = cellText(i);
        if (!checkCell(i))
            continue;
        if (isBlank(text)) {
            report(CsvErrorCode::EmptyHeader, cells_[i].line, i + 1, "the column has no name");
            continue;
        }
        appendPlain(text, column);
        if (const auto [first, added] = firsts.try_emplace(text, i); !added)
            report(CsvErrorCode::DuplicateHeader, cells_[i].line, i + 1,
                   "column " + std::to_string(first->second + 1) + " has the same name");
    }
}

/// Reports what the cell may not contain.
bool CsvReader::checkCell(std::size_t column) {
    const std::string_view text = cellText(column);
    const std::size_t nul = text.find('\0');
    const std::size_t invalid = firstInvalid(text);
    if (nul == std::string_view::npos && invalid == text.size())
        return true;
    const bool isNul = nul < invalid;
    const std::size_t line = cells_[column].line + lineBreaks(text.substr(0, isNul ? nul : invalid));
    if (isNul)
        report(CsvErrorCode::NulByte, line, column + 1, "the cell contains a NUL");
    else if (encoding_ == "UTF-8")
        report(CsvErrorCode::InvalidBytes, line, column + 1,
               "the byte " + hexByte(text[invalid]) + " is not UTF-8: the file may be in another encoding");
    else
        report(CsvErrorCode::InvalidBytes, line, column + 1,
               "bytes that are no text in " + encoding_ + ": the file may be in another encoding");
    return false;
}

std::string_view CsvReader::cellText(std::size_t index) const {
    return std::string_view{rowText_}.substr(cells_[index].begin, cells_[index].end - cells_[index].begin);
}

void CsvReader::report(CsvErrorCode code, std::size_t line, std::size_t column, std::string reason) {
    if (result_.errors.size() >= options_.maxErrors) {
        ++result_.moreErrors;
        return;
    }
    const bool named = column > 0 && column <= table_.columns_.size();
    result_.errors.push_back(
        {code, line, column, named ? table_.columns_[column - 1] : "", std::move(reason)});
}

}  // namespace fieldfare::server::csv
