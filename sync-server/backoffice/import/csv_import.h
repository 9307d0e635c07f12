#pragma once

#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "shared/schema/record_type.h"
#include "sync-server/backoffice/import/import_result.h"
#include "sync-server/sync/organisation.h"

/// Records from files of other programs.
namespace fieldfare::server::importing {

struct ImportOptions {
    const schema::RecordType* type = nullptr;  ///< one of importableTypes()
    std::string_view bytes;                    ///< the file; must live during the call
    std::string encoding;                      ///< as CsvOptions
    char delimiter = '\0';                     ///< as CsvOptions
    /// Column (as the header spells it) and the field it fills: its name or path ("address.city"); the last
    /// name suffices where it is the only one ("city"), a storage suffix may be left out ("category" for
    /// category_id). An empty field leaves the column out without a warning.
    std::vector<std::pair<std::string, std::string>> maps;
    std::string ownerColumn;  ///< column with the name of the person who owns the record; empty: none
    std::string region;       ///< ISO 3166 of phone numbers without a country; empty: the customer's country
    bool dryRun = false;      ///< the same checks and the same report, nothing written
};

/// Customers, contacts, products, people.
[[nodiscard]] std::span<const schema::RecordType* const> importableTypes();
/// By name, "customer" or "customers"; null for others.
[[nodiscard]] const schema::RecordType* importableType(std::string_view name);

/// Imports a CSV file: all of it in one turn of the writer, or, when anything is wrong with it, nothing.
///
/// A column fills the field that `maps` says, else the one whose name its header is (case, spaces and
/// underscores do not count). Cells are read by the field's kind: amounts as "12.99", "12,99" or "1,299.00"
/// in the organisation's currency or the one their symbol, code or a column mapped to ".currency" says;
/// percentages, quantities and degrees as decimal numbers; times as ISO 8601 (UTC without an offset) or epoch
/// seconds or milliseconds; enums and booleans by name; several phones, mails, tags or people divided by ";"
/// or "|"; other records by name, code or id. Missing categories are made ("Tools > Drills").
///
/// A row belongs to the record that has its sku (products), code (customers), name and customer (contacts) or
/// name (people); a customer without a code to the one with its name and, where the row says one, address.
/// Otherwise it makes a new record. An empty cell leaves a field as it is; lists gain what they lack and lose
/// nothing. New people are active and, without a unit, of the root; new customers without an owner stand in
/// the pool of their unit, or the root's.
///
/// Not from the writer's own thread. Throws FaultError INVALID for a type that cannot be imported, and as
/// Writer::run for a failing store; what is wrong with the file is in the result.
[[nodiscard]] ImportResult importCsv(sync::Organisation& organisation, const ImportOptions& options);

}  // namespace fieldfare::server::importing
