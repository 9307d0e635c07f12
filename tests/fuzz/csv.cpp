#include <array>

#include <google/protobuf/stubs/common.h>

#include "sync-server/backoffice/csv/csv_table.h"
#include "tests/fuzz/subjects.h"

namespace fieldfare::fuzz {

namespace {

constexpr std::array encodings{"",         "UTF-8",    "windows-1252", "GB18030",
                               "UTF-16LE", "UTF-16BE", "ISO-2022-CN",  "none"};
constexpr std::array delimiters{'\0', ',', ';', '\t'};

}  // namespace

void csv(std::string_view bytes) {
    if (bytes.empty())
        return;
    const auto choice = static_cast<unsigned char>(bytes.front());
    server::csv::CsvOptions options;
    options.encoding = encodings[choice % encodings.size()];
    options.delimiter = delimiters[choice / encodings.size() % delimiters.size()];
    options.maxErrors = 50;
    const auto result = server::csv::CsvTable::read(bytes.substr(1), options);
    const auto& table = result.table;
    std::size_t line = 0;
    for (std::size_t row = 0; row < table.rowCount(); ++row) {
        require(table.line(row) > line, "rows out of their order");
        line = table.line(row);
        for (std::size_t column = 0; column < table.columns().size(); ++column) {
            const auto cell = table.cell(row, column);
            require(cell.find('\0') == std::string_view::npos, "a cell with NUL");
            require(google::protobuf::internal::IsStructurallyValidUTF8(cell.data(),
                                                                        static_cast<int>(cell.size())),
                    "a cell that is no text");
        }
    }
    require(result.errors.size() <= options.maxErrors, "more errors than asked for");
    for (const auto& error : result.errors)
        require(!error.reason.empty(), "an error without a reason");
    require(table.rowCount() == 0 || !table.columns().empty(), "rows without columns");
}

}  // namespace fieldfare::fuzz
