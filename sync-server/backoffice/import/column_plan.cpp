#include "sync-server/backoffice/import/column_plan.h"

#include <algorithm>

#include "sync-server/backoffice/import/folded_text.h"

namespace fieldfare::server::importing {
namespace {

std::optional<std::size_t> columnCalled(const csv::CsvTable& table, const std::string& name) {
    const auto& columns = table.columns();
    if (const auto same = std::find(columns.begin(), columns.end(), name); same != columns.end())
        return static_cast<std::size_t>(same - columns.begin());
    const auto wanted = folded(name);
    const auto like = std::find_if(columns.begin(), columns.end(),
                                   [&](const std::string& column) { return folded(column) == wanted; });
    if (like == columns.end())
        return std::nullopt;
    return static_cast<std::size_t>(like - columns.begin());
}

/// Makes a plan; one use.
class Planner {
  public:
    Planner(const csv::CsvTable& table, const ImportFields& known, ProblemList& problems)
        : table_{table}, known_{known}, problems_{problems} {
        plan_.fields.resize(table.columns().size(), nullptr);
        settled_.resize(table.columns().size(), false);
    }

    void map(const std::string& column, const std::string& field) {
        const auto at = find(column);
        if (!at)
            return;
        if (trimmed(field).empty()) {
            settled_[*at] = true;
            return;
        }
        auto found = known_.find(field);
        if (found)
            fill(*at, **found);
        else
            wrong(*at, found.fault().message());
    }

    void mapOwner(const std::string& column, const schema::RecordType& type) {
        const auto at = find(column);
        if (!at)
            return;
        const auto* owner = type.owner() == nullptr ? nullptr : known_.of(type.owner()->descriptor());
        if (owner == nullptr)
            wrong(*at, "a " + type.name() + " has no owner");
        else
            fill(*at, *owner);
    }

    ColumnPlan finish() {
        for (std::size_t i = 0; i < settled_.size(); ++i) {
            if (settled_[i])
                continue;
            const auto* field = known_.byHeader(table_.columns()[i]);
            if (field != nullptr && (field->isList() || !isFilled(*field)))
                plan_.fields[i] = field;
            else
                plan_.unmapped.push_back(table_.columns()[i]);
        }
        return std::move(plan_);
    }

  private:
    std::optional<std::size_t> find(const std::string& column) {
        auto at = columnCalled(table_, column);
        if (!at)
            problems_.add(ColumnPlan::headerLine, 0, column, "the file has no column \"" + column + "\"");
        return at;
    }
    void wrong(std::size_t column, std::string reason) {
        settled_[column] = true;
        problems_.add(ColumnPlan::headerLine, column + 1, table_.columns()[column], std::move(reason));
    }
    [[nodiscard]] bool isFilled(const ImportField& field) const {
        return std::find(plan_.fields.begin(), plan_.fields.end(), &field) != plan_.fields.end();
    }
    void fill(std::size_t column, const ImportField& field) {
        if (plan_.fields[column] != nullptr && plan_.fields[column] != &field)
            return wrong(column,
                         "the column is mapped to both " + plan_.fields[column]->path + " and " + field.path);
        if (!field.isList() && isFilled(field) && plan_.fields[column] != &field)
            return wrong(column, "another column is mapped to " + field.path + " already");
        plan_.fields[column] = &field;
        settled_[column] = true;
    }

    const csv::CsvTable& table_;
    const ImportFields& known_;
    ProblemList& problems_;
    ColumnPlan plan_;
    std::vector<bool> settled_;
};

}  // namespace

ColumnPlan ColumnPlan::of(const csv::CsvTable& table, const ImportOptions& options, const ImportFields& known,
                          ProblemList& problems) {
    Planner planner{table, known, problems};
    for (const auto& [column, field] : options.maps)
        planner.map(column, field);
    if (!options.ownerColumn.empty())
        planner.mapOwner(options.ownerColumn, *options.type);
    return planner.finish();
}

std::optional<std::size_t> ColumnPlan::columnOf(std::string_view path) const {
    const auto first = path.substr(0, path.find_first_of("/["));
    const auto last = path.substr(path.find_last_of('/') + 1);
    std::optional<std::size_t> near;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        if (fields[i] == nullptr || fields[i]->outer->name() != first)
            continue;
        if (fields[i]->leaf().name() == last)
            return i;
        if (!near)
            near = i;
    }
    return near;
}

}  // namespace fieldfare::server::importing
