#pragma once

#include <optional>
#include <string>
#include <vector>

#include "sync-server/backoffice/csv/csv_table.h"
#include "sync-server/backoffice/import/csv_import.h"
#include "sync-server/backoffice/import/import_fields.h"
#include "sync-server/backoffice/import/problem_list.h"

namespace fieldfare::server::importing {

/// Which column of a file fills which field.
struct ColumnPlan {
    static constexpr std::size_t headerLine = 1;

    /// By column; null for one that fills nothing.
    std::vector<const ImportField*> fields;
    std::vector<std::string> unmapped;

    /// The plan for a header; what is wrong with the maps goes to `problems`. `known` must outlive it.
    [[nodiscard]] static ColumnPlan of(const csv::CsvTable& table, const ImportOptions& options,
                                       const ImportFields& known, ProblemList& problems);

    /// The column, from 0, that fills a path as faults name it ("phones/<id>/number", "address/city"); none
    /// when no column fills anything there.
    [[nodiscard]] std::optional<std::size_t> columnOf(std::string_view path) const;
};

}  // namespace fieldfare::server::importing
