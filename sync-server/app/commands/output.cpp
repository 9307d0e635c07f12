#include "sync-server/app/commands/output.h"

#include <algorithm>
#include <ctime>
#include <iomanip>
#include <istream>
#include <ostream>
#include <sstream>

#include "shared/schema/fault.h"

namespace fieldfare::server::app {

namespace {

std::size_t codePoints(const std::string& text) {
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0U) != 0x80U; }));
}

void writeRow(std::ostream& out, const std::vector<std::string>& row,
              const std::vector<std::size_t>& widths) {
    for (std::size_t i = 0; i < row.size(); ++i) {
        out << row[i];
        if (i + 1 < row.size())
            out << std::string(widths[i] - codePoints(row[i]) + 2, ' ');
    }
    out << '\n';
}

template <typename Context>
void reportTo(const Context& context, const nlohmann::ordered_json& json, const std::string& sentence) {
    if (context.json)
        context.out << json.dump() << '\n';
    else
        context.out << sentence << '\n';
}

}  // namespace

void writeTable(std::ostream& out, const std::vector<std::string>& heading,
                const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& title : heading)
        widths.push_back(codePoints(title));
    for (const auto& row : rows)
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], codePoints(row[i]));
    writeRow(out, heading, widths);
    for (const auto& row : rows)
        writeRow(out, row, widths);
}

void report(const CommandContext& context, const nlohmann::ordered_json& json, const std::string& sentence) {
    reportTo(context, json, sentence);
}

void report(const LocalContext& context, const nlohmann::ordered_json& json, const std::string& sentence) {
    reportTo(context, json, sentence);
}

void writeFault(std::ostream& err, const v1::Fault& fault, bool json) {
    if (!json) {
        err << "fieldfare-server: " << schema::codeName(fault.code()) << ": " << fault.message();
        if (!fault.path().empty())
            err << " (" << fault.path() << ")";
        err << '\n';
        return;
    }
    nlohmann::ordered_json out{{"code", schema::codeName(fault.code())}, {"message", fault.message()}};
    if (!fault.path().empty())
        out["path"] = fault.path();
    if (fault.limit() != 0)
        out["limit"] = fault.limit();
    if (fault.retry_after_ms() != 0)
        out["retry_after_ms"] = fault.retry_after_ms();
    err << out.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) << '\n';
}

std::string timeText(std::int64_t epochMs) {
    if (epochMs == 0)
        return {};
    const auto seconds = static_cast<std::time_t>(epochMs / 1000);
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    std::ostringstream text;
    text << std::put_time(&parts, "%Y-%m-%dT%H:%M:%SZ");
    return text.str();
}

std::string readLine(std::istream& in, const std::string& what) {
    std::string line;
    if (!std::getline(in, line) || line.empty())
        throw schema::FaultError{v1::INVALID, "standard input has no " + what, what};
    if (line.ends_with('\r'))
        line.pop_back();
    return line;
}

}  // namespace fieldfare::server::app
