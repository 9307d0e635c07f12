#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "shared/rules/result.h"
#include "shared/schema/record_type.h"
#include "shared/storage/database.h"

namespace fieldfare::server::importing {

/// The field that numbers records of a type for people: a product's sku, a customer's code. Null for types
/// without.
[[nodiscard]] const schema::Field* codeField(const schema::RecordType& type);

/// Finds living records by what people call them; people who left are not found. Reads each type's names
/// once, at first use, inside the caller's transaction, and learns of new records by note().
class NameLookup {
  public:
    explicit NameLookup(fieldfare::storage::Database& database) : database_{database} {}

    /// Ids of the records with this title, whatever its case. `parent`: for types that hang under another,
    /// the record they must hang under.
    [[nodiscard]] std::vector<std::string> titled(const schema::RecordType& type, std::string_view title,
                                                  std::string_view parent = {});
    /// The same by code.
    [[nodiscard]] std::vector<std::string> coded(const schema::RecordType& type, std::string_view code);

    /// The one record that a cell means: its id as UUID text, its code, or its title. A fault INVALID when
    /// there is none or more than one.
    [[nodiscard]] rules::Result<std::string> find(const schema::RecordType& type, std::string_view text,
                                                  std::string_view parent = {});

    /// A record that this import makes or changes.
    void note(const schema::RecordType& type, const std::string& id, const google::protobuf::Message& record);

  private:
    using Index = std::unordered_map<std::string, std::vector<std::string>>;
    struct Names {
        Index byTitle;  // behind the parent's id, where there is one
        Index byCode;
        std::unordered_set<std::string> ids;
    };
    Names& namesOf(const schema::RecordType& type);
    void load(const schema::RecordType& type, Names& names);

    fieldfare::storage::Database& database_;
    std::unordered_map<const schema::RecordType*, Names> types_;
};

}  // namespace fieldfare::server::importing
