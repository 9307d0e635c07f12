#pragma once

#include <string>
#include <unordered_map>

#include "sync-server/backoffice/import/category_tree.h"
#include "sync-server/backoffice/import/name_lookup.h"
#include "sync-server/backoffice/import/row_reader.h"
#include "sync-server/sync/catalogue_view.h"
#include "sync-server/sync/server_edit.h"

namespace fieldfare::server::importing {

/// Makes records of drafts, in one turn of the writer: looks up what they name, finds the record a row
/// belongs to, checks limits and rules, and notes the change in the ServerEdit. Nothing is saved here.
class RowWriter {
  public:
    /// Everything must outlive it.
    RowWriter(sync::Turn& turn, sync::ServerEdit& edit, const csv::CsvTable& table, const ColumnPlan& plan,
              const ImportOptions& options, ProblemList& problems);

    /// Counts the row in `result` unless there is a problem with it.
    void write(RowDraft& draft, ImportResult& result);

    [[nodiscard]] std::size_t categoriesMade() const { return categories_.made(); }

  private:
    using Message = google::protobuf::Message;

    void report(RowDraft& draft, std::optional<std::size_t> column, std::string reason);
    void lookUp(RowDraft& draft);
    void lookUp(RowDraft& draft, const NamedRecord& named);
    [[nodiscard]] rules::Result<std::string> idOf(const RowDraft& draft, const NamedRecord& named);
    /// The record that the row belongs to: null for a new one, or when a problem was reported.
    [[nodiscard]] const storage::RecordRow* existing(RowDraft& draft);
    [[nodiscard]] bool sameAddress(const RowDraft& draft, const storage::RecordRow& row) const;
    [[nodiscard]] std::string regionOf(const RowDraft& draft, const storage::RecordRow* before);
    void merge(const RowDraft& draft, Message& into, const std::string& region);
    void addItems(const ImportField& field, const Message& from, Message& into, const std::string& region);
    void setDefaults(Message& record) const;
    /// Notes the new record, or the change of the one that was there.
    const storage::RecordRow* keep(Message& target, const storage::RecordRow* row, ImportResult& result);
    void check(RowDraft& draft, const Message* before, const Message& after);

    sync::Turn& turn_;
    sync::ServerEdit& edit_;
    const csv::CsvTable& table_;
    const ColumnPlan& plan_;
    const ImportOptions& options_;
    const schema::RecordType& type_;
    ProblemList& problems_;
    NameLookup names_;
    CategoryTree categories_;
    sync::CatalogueView catalogue_;
    std::unordered_map<std::string, std::size_t> lines_;  // record id -> line of the row that is its
};

}  // namespace fieldfare::server::importing
