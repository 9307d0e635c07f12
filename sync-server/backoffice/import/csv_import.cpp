#include "sync-server/backoffice/import/csv_import.h"

#include <algorithm>
#include <array>

#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "sync-server/backoffice/csv/csv_table.h"
#include "sync-server/backoffice/import/column_plan.h"
#include "sync-server/backoffice/import/folded_text.h"
#include "sync-server/backoffice/import/row_reader.h"
#include "sync-server/backoffice/import/row_writer.h"

namespace fieldfare::server::importing {

using schema::RecordType;
using schema::Schema;

namespace {

csv::CsvResult readTable(const ImportOptions& options, ProblemList& problems) {
    csv::CsvOptions csvOptions;
    csvOptions.encoding = options.encoding;
    csvOptions.delimiter = options.delimiter;
    auto read = csv::CsvTable::read(options.bytes, csvOptions);
    for (auto& error : read.errors)
        problems.add(error.line, error.column, std::move(error.columnName), std::move(error.reason));
    problems.countMore(read.moreErrors);
    return read;
}

std::string currencyOf(sync::Organisation& organisation) {
    std::string currency;
    organisation.readers().run([&](fieldfare::storage::Database& database) {
        fieldfare::storage::Transaction transaction{database, fieldfare::storage::Transaction::Kind::Read};
        currency = organisation.directories().at(database)->organisation().currency();
    });
    return currency;
}

/// What every row needs to belong to a record: without it each would be wrong in the same way.
void requireIdentity(const ColumnPlan& plan, const RecordType& type, ProblemList& problems) {
    const auto isFilled = [&](const schema::Field* field) {
        return std::any_of(plan.fields.begin(), plan.fields.end(), [&](const ImportField* filled) {
            return filled != nullptr && filled->outer == field->descriptor();
        });
    };
    const auto* code = codeField(type);
    if (!isFilled(type.title()) && (code == nullptr || !isFilled(code)))
        problems.add(ColumnPlan::headerLine, 0, {},
                     "no column fills " + type.title()->name() + ": map one to it");
    if (type.parent() != nullptr && !isFilled(type.parent()))
        problems.add(ColumnPlan::headerLine, 0, {},
                     "no column fills " + type.parent()->name() + ": map one to it");
}

}  // namespace

std::span<const RecordType* const> importableTypes() {
    static const std::array<const RecordType*, 4> types{
        &Schema::of<v1::Customer>(), &Schema::of<v1::Contact>(), &Schema::of<v1::Product>(),
        &Schema::of<v1::Person>()};
    return types;
}

const RecordType* importableType(std::string_view name) {
    const auto wanted = squeezed(name);
    for (const auto* type : importableTypes())
        if (wanted == type->name() || wanted == type->name() + "s" ||
            (wanted == "people" && type->name() == "person"))
            return type;
    return nullptr;
}

ImportResult importCsv(sync::Organisation& organisation, const ImportOptions& options) {
    const auto types = importableTypes();
    if (std::find(types.begin(), types.end(), options.type) == types.end())
        throw schema::FaultError{v1::INVALID, "records of this type cannot be imported", "type"};
    ImportResult result;
    ProblemList problems;
    const auto read = readTable(options, problems);
    const auto& table = read.table;
    result.rows = table.rowCount();
    const ImportFields known{*options.type};
    if (table.columns().empty()) {
        problems.giveTo(result);
        return result;
    }

    const auto beforePlan = problems.size();
    const auto plan = ColumnPlan::of(table, options, known, problems);
    result.unmapped = plan.unmapped;
    for (std::size_t i = 0; i < plan.fields.size(); ++i)
        if (plan.fields[i] != nullptr)
            result.mapped.emplace_back(table.columns()[i], plan.fields[i]->path);
    requireIdentity(plan, *options.type, problems);
    // Under wrong maps every row would be wrong in the same way.
    if (problems.size() != beforePlan) {
        problems.giveTo(result);
        return result;
    }

    RowReader reader{table, plan, *options.type, currencyOf(organisation), problems};
    std::vector<RowDraft> drafts;
    drafts.reserve(table.rowCount());
    for (std::size_t row = 0; row < table.rowCount(); ++row)
        drafts.push_back(reader.read(row));
    organisation.writer().run([&](sync::Turn& turn) {
        sync::ServerEdit edit{turn};
        RowWriter writer{turn, edit, table, plan, options, problems};
        for (auto& draft : drafts)
            writer.write(draft, result);
        result.categoriesCreated = writer.categoriesMade();
        if (options.dryRun || problems.size() != 0)
            return;  // what was noted is not saved
        edit.save();
    });
    result.written = !options.dryRun && problems.size() == 0;
    problems.giveTo(result);
    return result;
}

}  // namespace fieldfare::server::importing
