#include "sync-server/backoffice/csv/csv_table.h"

#include "sync-server/backoffice/csv/csv_reader.h"
#include "sync-server/backoffice/csv/text_encoding.h"

namespace fieldfare::server::csv {

const char* name(CsvErrorCode code) {
    switch (code) {
        case CsvErrorCode::TooLarge:
            return "too_large";
        case CsvErrorCode::UnknownEncoding:
            return "unknown_encoding";
        case CsvErrorCode::NoHeader:
            return "no_header";
        case CsvErrorCode::EmptyHeader:
            return "empty_header";
        case CsvErrorCode::DuplicateHeader:
            return "duplicate_header";
        case CsvErrorCode::InvalidBytes:
            return "invalid_bytes";
        case CsvErrorCode::NulByte:
            return "nul_byte";
        case CsvErrorCode::UnterminatedQuote:
            return "unterminated_quote";
        case CsvErrorCode::StrayQuote:
            return "stray_quote";
        case CsvErrorCode::TooFewCells:
            return "too_few_cells";
        case CsvErrorCode::TooManyCells:
            return "too_many_cells";
    }
    return "";
}

CsvResult CsvTable::read(std::string_view bytes, const CsvOptions& options) {
    CsvResult result;
    const auto refuse = [&](CsvErrorCode code, std::string reason) {
        result.errors.push_back({code, 0, 0, {}, std::move(reason)});
        return result;
    };
    if (bytes.size() > options.maxBytes)
        return refuse(CsvErrorCode::TooLarge, std::to_string(bytes.size()) + " bytes; the limit is " +
                                                  std::to_string(options.maxBytes));
    std::string converted;
    const std::optional<DecodedText> decoded = decode(bytes, options.encoding, converted);
    if (!decoded)
        return refuse(CsvErrorCode::UnknownEncoding, "there is no encoding \"" + options.encoding + "\"");
    CsvReader{*decoded, options, result}.read();
    return result;
}

std::string_view CsvTable::cell(std::size_t row, std::size_t column) const {
    const std::size_t index = row * columns_.size() + column;
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view{text_}.substr(begin, ends_[index] - begin);
}

}  // namespace fieldfare::server::csv
