#include "sync-server/backoffice/import/import_fields.h"

#include <algorithm>
#include <array>
#include <optional>

#include "fieldfare/values.pb.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "shared/schema/schema.h"
#include "sync-server/backoffice/import/folded_text.h"

namespace fieldfare::server::importing {

using google::protobuf::FieldDescriptor;
using Kind = ImportField::Kind;

namespace {

const v1::FieldPolicy& policyOf(const FieldDescriptor& field) {
    return field.options().GetExtension(v1::field);
}

bool isMoney(const FieldDescriptor& field) {
    return field.message_type() != nullptr && field.message_type() == v1::Money::descriptor();
}

bool isId(const FieldDescriptor& field) {
    return field.type() == FieldDescriptor::TYPE_BYTES;
}

std::optional<Kind> numberKind(const FieldDescriptor& field, int& places) {
    constexpr int degreePlaces = 7;
    constexpr int quantityPlaces = 3;
    const auto widget = policyOf(field).widget();
    if (widget == v1::DATE_TIME)
        return Kind::Moment;
    if (widget == v1::PERCENT)
        return Kind::Percent;
    if (widget == v1::QUANTITY) {
        places = quantityPlaces;
        return Kind::Decimal;
    }
    if (field.name().ends_with("_e7")) {
        places = degreePlaces;
        return Kind::Decimal;
    }
    return Kind::Integer;
}

/// How a cell fills a field that is no message; none for what files do not state.
std::optional<Kind> scalarKind(const FieldDescriptor& field, int& places) {
    const auto widget = policyOf(field).widget();
    if (widget == v1::HIDDEN)
        return std::nullopt;
    switch (field.cpp_type()) {
        case FieldDescriptor::CPPTYPE_BOOL:
            return Kind::Bool;
        case FieldDescriptor::CPPTYPE_ENUM:
            return Kind::Enum;
        case FieldDescriptor::CPPTYPE_STRING:
            if (isId(field))
                return policyOf(field).reference().empty() ? std::nullopt : std::optional{Kind::Reference};
            return widget == v1::DATE    ? Kind::Day
                   : widget == v1::PHONE ? Kind::Phone
                   : widget == v1::MAIL  ? Kind::Mail
                                         : Kind::Text;
        case FieldDescriptor::CPPTYPE_INT32:
        case FieldDescriptor::CPPTYPE_INT64:
        case FieldDescriptor::CPPTYPE_UINT32:
        case FieldDescriptor::CPPTYPE_UINT64:
            return numberKind(field, places);
        default:
            return std::nullopt;
    }
}

/// "category" of category_id: a field's name without the suffix that says how it is stored.
std::string withoutSuffix(const std::string& name) {
    for (const std::string_view suffix : {"_id", "_ids", "_e7", "_bp", "_milli", "_at"})
        if (name.ends_with(suffix))
            return name.substr(0, name.size() - suffix.size());
    return name;
}

bool isCalled(const FieldDescriptor& field, const std::string& name) {
    return squeezed(field.name()) == name || squeezed(withoutSuffix(field.name())) == name;
}

std::string list(const std::vector<const ImportField*>& fields) {
    std::string out;
    for (const auto* field : fields)
        out += (out.empty() ? "" : ", ") + field->path;
    return out;
}

/// The one text among an item's fields, as a phone's number is; null where there is none or several.
const FieldDescriptor* itemText(const FieldDescriptor& items, const FieldDescriptor& key) {
    const FieldDescriptor* text = nullptr;
    const auto& type = *items.message_type();
    for (int i = 0; i < type.field_count(); ++i)
        if (type.field(i) != &key && type.field(i)->type() == FieldDescriptor::TYPE_STRING) {
            if (text != nullptr)
                return nullptr;
            text = type.field(i);
        }
    return text;
}

ImportField made(Kind kind, int places, const FieldDescriptor* outer, const FieldDescriptor* inner) {
    ImportField field;
    field.kind = kind;
    field.places = places;
    field.outer = outer;
    field.inner = inner;
    field.path = outer->name() + (inner == nullptr ? "" : "/" + inner->name());
    if (kind == Kind::Reference)
        field.refersTo = schema::Schema::instance().referenced(policyOf(field.leaf()).reference());
    return field;
}

void addField(const schema::Field& field, std::vector<ImportField>& out) {
    const auto* outer = field.descriptor();
    int places = 0;
    if (outer->message_type() == nullptr) {
        if (const auto kind = scalarKind(*outer, places); kind && (!outer->is_repeated() || places == 0))
            out.push_back(made(*kind, places, outer, nullptr));
        return;
    }
    if (field.shape() == schema::Shape::KeyedList) {
        if (!schema::isId(*field.key()))
            return;
        if (const auto* text = itemText(*outer, *field.key()))
            if (const auto kind = scalarKind(*text, places))
                out.push_back(made(*kind, places, outer, text));
        return;
    }
    if (outer->is_repeated())
        return;
    if (isMoney(*outer)) {
        out.push_back(made(Kind::Money, 0, outer, nullptr));
        out.push_back(made(Kind::Currency, 0, outer, outer->message_type()->FindFieldByName("currency")));
        return;
    }
    const auto& inside = *outer->message_type();
    for (int i = 0; i < inside.field_count(); ++i) {
        places = 0;
        const auto* inner = inside.field(i);
        if (inner->is_repeated() || inner->message_type() != nullptr)
            continue;
        if (const auto kind = scalarKind(*inner, places))
            out.push_back(made(*kind, places, outer, inner));
    }
}

}  // namespace

ImportFields::ImportFields(const schema::RecordType& type) : type_{type} {
    for (const auto& field : type.fields())
        addField(field, fields_);
}

ImportFields::Match ImportFields::match(std::string_view name) const {
    const auto divider = name.find_first_of("./");
    Match found;
    if (divider != std::string_view::npos) {
        const auto first = squeezed(name.substr(0, divider));
        const auto second = squeezed(name.substr(divider + 1));
        found.byPath = true;
        for (const auto& field : fields_)
            if (field.inner != nullptr && isCalled(*field.outer, first) && isCalled(*field.inner, second))
                found.fields.push_back(&field);
        return found;
    }
    const auto wanted = squeezed(name);
    // The record's own fields come first: "address" is the address, not a mail's.
    for (const auto& field : fields_)
        if (isCalled(*field.outer, wanted) && field.kind != Kind::Currency)
            found.fields.push_back(&field);
    if (!found.fields.empty()) {
        found.byPath = true;
        return found;
    }
    for (const auto& field : fields_)
        if (field.inner != nullptr && isCalled(*field.inner, wanted))
            found.fields.push_back(&field);
    return found;
}

rules::Result<const ImportField*> ImportFields::find(std::string_view name) const {
    const auto found = match(name);
    if (found.fields.size() == 1)
        return found.fields.front();
    const auto refuse = [](std::string message) { return schema::fault(v1::INVALID, std::move(message)); };
    if (found.fields.size() > 1)
        return refuse("\"" + std::string{name} + "\" can mean " + list(found.fields) + ": say which");
    std::vector<const ImportField*> known;
    for (const auto& field : fields_)
        known.push_back(&field);
    return refuse("a " + type_.name() + " has no field \"" + std::string{name} +
                  "\" that a file can fill; it has " + list(known));
}

const ImportField* ImportFields::byHeader(std::string_view header) const {
    const auto found = match(header);
    if (found.fields.size() != 1 || (found.fields.front()->isList() && !found.byPath))
        return nullptr;
    return found.fields.front();
}

const ImportField* ImportFields::of(const FieldDescriptor* outer) const {
    for (const auto& field : fields_)
        if (field.outer == outer && field.inner == nullptr)
            return &field;
    return nullptr;
}

}  // namespace fieldfare::server::importing
