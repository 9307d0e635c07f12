#include <google/protobuf/stubs/common.h>

#include "shared/schema/validate.h"
#include "sync-server/backoffice/import/cell_reader.h"
#include "sync-server/backoffice/import/csv_import.h"
#include "sync-server/backoffice/import/folded_text.h"
#include "tests/fuzz/subjects.h"

namespace fieldfare::fuzz {

namespace {

void readInto(const schema::RecordType& type, const server::importing::ImportField& field,
              std::string_view text) {
    using server::importing::ImportField;
    if (field.kind == ImportField::Kind::Reference)
        return;
    const auto record = type.make();
    if (const auto fault = server::importing::readCell(text, field, "EUR", *record)) {
        require(!fault->message().empty(), "a cell is refused without a reason");
        return;
    }
    if (field.kind == ImportField::Kind::Phone)
        server::importing::normalisePhones({&field}, "CN", *record);
    for (const auto& fault : schema::validate(*record, type))
        require(!fault.path().empty() && !fault.message().empty(), "a limit is broken without a place");
}

}  // namespace

void cell(std::string_view bytes) {
    // Import hands on text, never bytes.
    if (!google::protobuf::internal::IsStructurallyValidUTF8(bytes.data(), static_cast<int>(bytes.size())) ||
        bytes.find('\0') != std::string_view::npos)
        return;
    while (!bytes.empty()) {
        const auto end = std::min(bytes.find('\n'), bytes.size());
        const auto text = server::importing::trimmed(bytes.substr(0, end));
        bytes.remove_prefix(std::min(end + 1, bytes.size()));
        if (text.empty())
            continue;
        for (const auto* type : server::importing::importableTypes()) {
            static std::map<const schema::RecordType*, server::importing::ImportFields> fields;
            for (const auto& field : fields.try_emplace(type, *type).first->second.all())
                readInto(*type, field, text);
        }
    }
}

}  // namespace fieldfare::fuzz
