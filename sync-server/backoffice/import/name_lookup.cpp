#include "sync-server/backoffice/import/name_lookup.h"

#include <algorithm>

#include "fieldfare/people.pb.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"
#include "shared/storage/record_columns.h"
#include "sync-server/backoffice/import/folded_text.h"

namespace fieldfare::server::importing {

using google::protobuf::Message;
using schema::RecordType;

namespace {

std::string titleKey(std::string_view parent, std::string_view title) {
    return std::string{parent} + folded(title);
}

void addTo(std::unordered_map<std::string, std::vector<std::string>>& index, std::string key,
           const std::string& id) {
    auto& ids = index[std::move(key)];
    if (std::find(ids.begin(), ids.end(), id) == ids.end())
        ids.push_back(id);
}

bool isColumn(const schema::Field* field) {
    return field != nullptr && field->policy().column() && field->outer() == nullptr;
}

}  // namespace

const schema::Field* codeField(const RecordType& type) {
    for (const std::string_view name : {"sku", "code"})
        if (const auto* field = type.field(name); isColumn(field))
            return field;
    return isColumn(type.documentNumber()) ? type.documentNumber() : nullptr;
}

NameLookup::Names& NameLookup::namesOf(const RecordType& type) {
    const auto [at, isNew] = types_.try_emplace(&type);
    if (isNew)
        load(type, at->second);
    return at->second;
}

void NameLookup::load(const RecordType& type, Names& names) {
    const auto column = [](const schema::Field* field) {
        return isColumn(field) ? '"' + field->column() + '"' : std::string{"NULL"};
    };
    std::string sql = "SELECT id, " + column(type.title()) + ", " + column(codeField(type)) + ", " +
                      column(type.parent()) + " FROM " + fieldfare::storage::tableName(type) +
                      " WHERE deleted = 0";
    if (&type == &schema::Schema::of<v1::Person>())
        sql += " AND coalesce(status, 0) <> " + std::to_string(v1::Person::LEFT);
    auto query = database_.query(sql + " ORDER BY id");
    while (query.step()) {
        const std::string id{query.blob(0)};
        names.ids.insert(id);
        if (!query.isNull(1))
            addTo(names.byTitle,
                  titleKey(query.isNull(3) ? std::string_view{} : query.blob(3), query.text(1)), id);
        if (!query.isNull(2) && !query.text(2).empty())
            addTo(names.byCode, folded(query.text(2)), id);
    }
}

std::vector<std::string> NameLookup::titled(const RecordType& type, std::string_view title,
                                            std::string_view parent) {
    const auto& index = namesOf(type).byTitle;
    const auto at = index.find(titleKey(parent, title));
    return at == index.end() ? std::vector<std::string>{} : at->second;
}

std::vector<std::string> NameLookup::coded(const RecordType& type, std::string_view code) {
    const auto& index = namesOf(type).byCode;
    const auto at = index.find(folded(code));
    return at == index.end() ? std::vector<std::string>{} : at->second;
}

rules::Result<std::string> NameLookup::find(const RecordType& type, std::string_view text,
                                            std::string_view parent) {
    if (const auto id = base::Uuid::fromText(text); id && namesOf(type).ids.contains(id->bytes()))
        return id->bytes();
    auto found = coded(type, text);
    if (found.empty())
        found = titled(type, text, parent);
    if (found.size() == 1)
        return found.front();
    const auto quoted = "\"" + std::string{text} + "\"";
    if (found.empty())
        return schema::fault(v1::INVALID, "there is no " + type.name() + " " + quoted);
    return schema::fault(v1::INVALID, std::to_string(found.size()) + " records of type " + type.name() +
                                          " are called " + quoted +
                                          (codeField(type) != nullptr ? ": give the code" : ": give the id"));
}

void NameLookup::note(const RecordType& type, const std::string& id, const Message& record) {
    const auto at = types_.find(&type);
    if (at == types_.end())
        return;
    auto& names = at->second;
    const auto textOf = [&](const schema::Field* field) {
        return field == nullptr ? std::string{}
                                : record.GetReflection()->GetString(record, field->descriptor());
    };
    names.ids.insert(id);
    if (const auto title = textOf(type.title()); !title.empty())
        addTo(names.byTitle, titleKey(textOf(type.parent()), title), id);
    if (const auto code = textOf(codeField(type)); !code.empty())
        addTo(names.byCode, folded(code), id);
}

}  // namespace fieldfare::server::importing
