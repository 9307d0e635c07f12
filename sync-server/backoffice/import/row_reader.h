#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "sync-server/backoffice/csv/csv_table.h"
#include "sync-server/backoffice/import/column_plan.h"

namespace fieldfare::server::importing {

/// A cell that names another record, to be looked up where the records are.
struct NamedRecord {
    std::size_t column = 0;  ///< from 0
    const ImportField* field = nullptr;
    std::string_view text;
};

/// What a row says, as far as its text alone tells.
struct RowDraft {
    std::size_t line = 0;
    bool bad = false;  ///< a problem was reported
    std::unique_ptr<google::protobuf::Message> record;
    std::vector<const ImportField*> filled;  ///< that `record` has values of, each once
    std::vector<NamedRecord> named;
};

/// Turns rows into drafts. Needs no store, so that long files do not keep the writer from its work.
class RowReader {
  public:
    /// Everything must outlive the reader, the table its drafts too. `currency`: the organisation's.
    RowReader(const csv::CsvTable& table, const ColumnPlan& plan, const schema::RecordType& type,
              std::string currency, ProblemList& problems);

    [[nodiscard]] RowDraft read(std::size_t row);

  private:
    [[nodiscard]] std::string currencyOf(std::size_t row, const ImportField& money) const;

    const csv::CsvTable& table_;
    const ColumnPlan& plan_;
    const schema::RecordType& type_;
    std::string currency_;
    ProblemList& problems_;
    std::optional<std::size_t> countryColumn_;
};

}  // namespace fieldfare::server::importing
