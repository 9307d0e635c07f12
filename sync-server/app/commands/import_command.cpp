#include <iterator>

#include "shared/schema/fault.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/commands/output.h"
#include "sync-server/backoffice/import/csv_import.h"
#include "sync-server/backoffice/import/workload_import.h"

namespace fieldfare::server::app {

using nlohmann::ordered_json;
using schema::FaultError;

namespace {

struct Import {
    std::string type;
    const CLI::Option* file = nullptr;  ///< its bytes come as input
    std::string workload;
    std::string encoding;
    std::vector<std::string> maps;
    std::string ownerColumn;
    std::string region;
    bool dryRun = false;
};

/// "Town=city": the column may itself hold the sign, the field does not.
std::pair<std::string, std::string> parseMap(const std::string& text) {
    const auto sign = text.rfind('=');
    if (sign == std::string::npos || sign == 0)
        throw FaultError{v1::INVALID, "--map takes 'Column=field', not '" + text + "'", "map"};
    return {text.substr(0, sign), text.substr(sign + 1)};
}

ordered_json jsonOf(const importing::ImportResult& result) {
    ordered_json json{{"rows", result.rows},       {"created", result.created},
                      {"updated", result.updated}, {"unchanged", result.unchanged},
                      {"written", result.written}, {"categories_created", result.categoriesCreated}};
    json["mapped"] = ordered_json::object();
    for (const auto& [column, field] : result.mapped)
        json["mapped"][column] = field;
    json["unmapped"] = result.unmapped;
    json["problems"] = ordered_json::array();
    for (const auto& problem : result.problems)
        json["problems"].push_back({{"line", problem.line},
                                    {"column", problem.column},
                                    {"column_name", problem.columnName},
                                    {"reason", problem.reason}});
    json["more_problems"] = result.moreProblems;
    return json;
}

void tell(std::ostream& out, const importing::ImportResult& result) {
    for (const auto& column : result.unmapped)
        out << "column \"" << column << "\" fills no field; name one with --map\n";
    for (const auto& problem : result.problems) {
        out << "line " << problem.line;
        if (problem.column != 0)
            out << ", column " << problem.column << " \"" << problem.columnName << '"';
        out << ": " << problem.reason << '\n';
    }
    if (result.moreProblems != 0)
        out << "and " << result.moreProblems << " more\n";
    out << result.rows << " rows: " << result.created << " new, " << result.updated << " changed, "
        << result.unchanged << " as they were; " << (result.written ? "written" : "nothing was written")
        << '\n';
}

int importFile(CommandContext& context, const Import& options) {
    if (options.type.empty() || options.file->count() == 0)
        throw FaultError{v1::INVALID, "give --type and a file, or --workload", "type"};
    const std::string bytes{std::istreambuf_iterator<char>{context.in}, {}};
    importing::ImportOptions wanted;
    wanted.type = importing::importableType(options.type);
    if (wanted.type == nullptr)
        throw FaultError{v1::INVALID, "imports customers, contacts, products and people, not " + options.type,
                         "type"};
    wanted.bytes = bytes;
    wanted.encoding = options.encoding;
    for (const auto& map : options.maps)
        wanted.maps.push_back(parseMap(map));
    wanted.ownerColumn = options.ownerColumn;
    wanted.region = options.region;
    wanted.dryRun = options.dryRun;
    const auto result = importing::importCsv(context.organisation, wanted);
    if (context.json)
        context.out << jsonOf(result).dump() << '\n';
    else
        tell(context.out, result);
    if (!result.ok())
        throw FaultError{v1::INVALID,
                         std::to_string(result.problems.size() + result.moreProblems) +
                             " problems in the file; nothing was written",
                         "file"};
    return 0;
}

int importWorkload(CommandContext& context, const Import& options) {
    const auto counts = importing::importWorkload(context.organisation, context.resolve(options.workload),
                                                  [&](std::size_t done) {
                                                      if (!context.json)
                                                          context.err << done << " rows\n";
                                                  });
    report(context,
           {{"rows", counts.objects},
            {"units", counts.units},
            {"people", counts.people},
            {"categories", counts.categories},
            {"products", counts.products},
            {"customers", counts.customers},
            {"contacts", counts.contacts},
            {"visits", counts.visits},
            {"quotes", counts.quotes},
            {"lines", counts.lines}},
           "imported " + std::to_string(counts.objects) + " rows of the workload");
    return 0;
}

}  // namespace

void addImportCommand(CommandLine& line) {
    const auto options = std::make_shared<Import>();
    auto& app =
        line.add(line.program(), "import", "Imports a CSV file: all of it, or nothing with the reasons",
                 [options](CommandContext& context) {
                     return options->workload.empty() ? importFile(context, *options)
                                                      : importWorkload(context, *options);
                 });
    options->file = &line.readFileOf(app, "file", "the CSV file; comma, semicolon or tab; -: standard input");
    app.add_option("--type", options->type, "customer, contact, product or person");
    app.add_option("--encoding", options->encoding, "UTF-8 unless given: windows-1252, GB18030, ...");
    app.add_option("--map", options->maps, "'Column=field', a field's name or path; may be repeated")
        ->allow_extra_args(false);
    app.add_option("--owner-column", options->ownerColumn, "column with the name of the owner");
    app.add_option("--region", options->region, "country of phone numbers that name none, e.g. CN");
    app.add_flag("--dry-run", options->dryRun, "checks and reports, writes nothing");
    app.add_option("--workload", options->workload, "folder of a generated workload, for benchmarks");
}

}  // namespace fieldfare::server::app
