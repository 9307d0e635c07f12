#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "shared/rules/result.h"
#include "shared/schema/record_type.h"

namespace fieldfare::server::importing {

/// Something in a record that a cell can fill.
struct ImportField {
    enum class Kind {
        Text,
        Integer,
        Decimal,  ///< a number times 10^places
        Percent,  ///< basis points
        Bool,
        Enum,
        Money,
        Currency,  ///< of the Money beside it
        Moment,    ///< epoch ms
        Day,       ///< YYYY-MM-DD
        Phone,
        Mail,
        Reference,  ///< the id of another record
    };

    Kind kind = Kind::Text;
    int places = 0;
    const google::protobuf::FieldDescriptor* outer = nullptr;  ///< of the record
    const google::protobuf::FieldDescriptor* inner = nullptr;  ///< inside `outer`'s message; else null
    const schema::RecordType* refersTo = nullptr;              ///< of a Reference
    std::string path;                                          ///< "name", "address/city", "phones/number"

    /// The field whose value a cell is.
    [[nodiscard]] const google::protobuf::FieldDescriptor& leaf() const {
        return inner != nullptr ? *inner : *outer;
    }
    /// True if a cell may state several values.
    [[nodiscard]] bool isList() const { return outer->is_repeated(); }
    /// True if each value is a message of its own with an id: a phone, a mail.
    [[nodiscard]] bool hasItems() const { return isList() && inner != nullptr; }
};

/// What cells can fill in records of one type, by name.
class ImportFields {
  public:
    explicit ImportFields(const schema::RecordType& type);

    [[nodiscard]] const std::vector<ImportField>& all() const { return fields_; }

    /// By name or path as ImportOptions::maps says. A fault INVALID tells why there is none, or which several
    /// could be meant.
    [[nodiscard]] rules::Result<const ImportField*> find(std::string_view name) const;

    /// The field that a column of this name fills without being told: as find(), but a last name alone does
    /// not reach into lists. Null when there is none, or several.
    [[nodiscard]] const ImportField* byHeader(std::string_view header) const;

    /// The field of the record with this descriptor; null if cells cannot fill it.
    [[nodiscard]] const ImportField* of(const google::protobuf::FieldDescriptor* outer) const;

  private:
    struct Match {
        std::vector<const ImportField*> fields;
        bool byPath = false;
    };
    [[nodiscard]] Match match(std::string_view name) const;

    const schema::RecordType& type_;
    std::vector<ImportField> fields_;
};

}  // namespace fieldfare::server::importing
