#include "sync-server/backoffice/import/row_writer.h"

#include <algorithm>

#include "fieldfare/people.pb.h"
#include "fieldfare/values.pb.h"
#include "shared/rules/record_rules.h"
#include "shared/schema/fault.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "shared/schema/validate.h"
#include "sync-server/backoffice/import/cell_reader.h"
#include "sync-server/backoffice/import/folded_text.h"
#include "sync-server/backoffice/import/phone_text.h"

namespace fieldfare::server::importing {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using schema::Schema;
using storage::RecordRow;
using Kind = ImportField::Kind;

namespace {

/// The message that holds a field's leaf.
const Message& holderOf(const ImportField& field, const Message& record) {
    return field.inner == nullptr ? record : record.GetReflection()->GetMessage(record, field.outer);
}

void copyLeaf(const ImportField& field, const Message& from, Message& into) {
    const auto& source = holderOf(field, from);
    auto& target = field.inner == nullptr ? into : *into.GetReflection()->MutableMessage(&into, field.outer);
    const auto* leaf = &field.leaf();
    const auto* read = source.GetReflection();
    const auto* write = target.GetReflection();
    switch (leaf->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            return write->SetInt32(&target, leaf, read->GetInt32(source, leaf));
        case FieldDescriptor::CPPTYPE_INT64:
            return write->SetInt64(&target, leaf, read->GetInt64(source, leaf));
        case FieldDescriptor::CPPTYPE_UINT32:
            return write->SetUInt32(&target, leaf, read->GetUInt32(source, leaf));
        case FieldDescriptor::CPPTYPE_UINT64:
            return write->SetUInt64(&target, leaf, read->GetUInt64(source, leaf));
        case FieldDescriptor::CPPTYPE_BOOL:
            return write->SetBool(&target, leaf, read->GetBool(source, leaf));
        case FieldDescriptor::CPPTYPE_ENUM:
            return write->SetEnumValue(&target, leaf, read->GetEnumValue(source, leaf));
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return write->MutableMessage(&target, leaf)->CopyFrom(read->GetMessage(source, leaf));
        default:
            return write->SetString(&target, leaf, read->GetString(source, leaf));
    }
}

void addMembers(const ImportField& field, const Message& from, Message& into) {
    const auto* reflection = from.GetReflection();
    const bool isText = field.kind != Kind::Reference;
    for (int i = 0, n = reflection->FieldSize(from, field.outer); i < n; ++i) {
        const auto member = reflection->GetRepeatedString(from, field.outer, i);
        bool known = false;
        for (int j = 0, m = reflection->FieldSize(into, field.outer); j < m && !known; ++j) {
            const auto other = reflection->GetRepeatedString(into, field.outer, j);
            known = other == member || (isText && folded(other) == folded(member));
        }
        if (!known)
            reflection->AddString(&into, field.outer, member);
    }
}

/// The country of the record's address; empty where it has none.
std::string countryOf(const Message& record) {
    const auto& type = *record.GetDescriptor();
    for (int i = 0; i < type.field_count(); ++i)
        if (type.field(i)->message_type() == v1::Address::descriptor() && !type.field(i)->is_repeated())
            return static_cast<const v1::Address&>(record.GetReflection()->GetMessage(record, type.field(i)))
                .country();
    return {};
}

std::string textOf(const Message& record, const schema::Field* field) {
    return field == nullptr ? std::string{} : record.GetReflection()->GetString(record, field->descriptor());
}

}  // namespace

RowWriter::RowWriter(sync::Turn& turn, sync::ServerEdit& edit, const csv::CsvTable& table,
                     const ColumnPlan& plan, const ImportOptions& options, ProblemList& problems)
    : turn_{turn},
      edit_{edit},
      table_{table},
      plan_{plan},
      options_{options},
      type_{*options.type},
      problems_{problems},
      names_{turn.database},
      categories_{turn.database, edit},
      catalogue_{edit.changes(), edit.directory()} {}

void RowWriter::report(RowDraft& draft, std::optional<std::size_t> column, std::string reason) {
    draft.bad = true;
    if (column)
        problems_.add(draft.line, *column + 1, table_.columns()[*column], std::move(reason));
    else
        problems_.add(draft.line, 0, {}, std::move(reason));
}

rules::Result<std::string> RowWriter::idOf(const RowDraft& draft, const NamedRecord& named) {
    const auto& type = *named.field->refersTo;
    if (&type == &Schema::of<v1::Category>())
        return categories_.require(named.text);
    // A record under another, as a contact's superior is, is looked for under the same.
    const bool isBeside = type.parent() != nullptr && type_.parent() != nullptr;
    return names_.find(type, named.text,
                       isBeside ? schema::bytesOf(*draft.record, type_.parent()) : std::string{});
}

void RowWriter::lookUp(RowDraft& draft, const NamedRecord& named) {
    auto id = idOf(draft, named);
    if (!id)
        return report(draft, named.column, id.fault().message());
    const auto* reflection = draft.record->GetReflection();
    if (named.field->isList())
        reflection->AddString(draft.record.get(), named.field->outer, *id);
    else
        reflection->SetString(draft.record.get(), named.field->outer, *id);
    if (std::find(draft.filled.begin(), draft.filled.end(), named.field) == draft.filled.end())
        draft.filled.push_back(named.field);
}

void RowWriter::lookUp(RowDraft& draft) {
    const auto isParent = [&](const NamedRecord& named) {
        return type_.parent() != nullptr && named.field->outer == type_.parent()->descriptor();
    };
    std::stable_partition(draft.named.begin(), draft.named.end(), isParent);
    for (const auto& named : draft.named)
        lookUp(draft, named);
}

bool RowWriter::sameAddress(const RowDraft& draft, const RecordRow& row) const {
    return std::all_of(draft.filled.begin(), draft.filled.end(), [&](const ImportField* field) {
        if (field->outer->message_type() != v1::Address::descriptor())
            return true;
        const auto text = [&](const Message& record) {
            const auto& holder = holderOf(*field, record);
            return folded(holder.GetReflection()->GetString(holder, field->inner));
        };
        const auto there = text(*row.record);
        return there.empty() || there == text(*draft.record);
    });
}

const RecordRow* RowWriter::existing(RowDraft& draft) {
    const auto* code = codeField(type_);
    const auto* field = type_.title();
    std::vector<std::string> ids;
    if (const auto text = textOf(*draft.record, code); !text.empty()) {
        field = code;
        ids = names_.coded(type_, text);
    } else {
        const auto parent =
            type_.parent() == nullptr ? std::string{} : schema::bytesOf(*draft.record, type_.parent());
        ids = names_.titled(type_, textOf(*draft.record, type_.title()), parent);
        std::erase_if(ids, [&](const std::string& id) {
            const auto* row = edit_.changes().find(type_, id);
            return row == nullptr || !sameAddress(draft, *row);
        });
    }
    if (ids.empty())
        return nullptr;
    const auto column = plan_.columnOf(field->name());
    if (ids.size() > 1) {
        report(draft, column,
               std::to_string(ids.size()) + " records of type " + type_.name() + " have this " +
                   field->name() + ": it is not clear which one is meant");
        return nullptr;
    }
    if (const auto earlier = lines_.find(ids.front()); earlier != lines_.end()) {
        report(draft, column, "the same " + type_.name() + " as in line " + std::to_string(earlier->second));
        return nullptr;
    }
    return edit_.changes().find(type_, ids.front());
}

std::string RowWriter::regionOf(const RowDraft& draft, const RecordRow* before) {
    auto region = countryOf(*draft.record);
    if (region.empty() && before != nullptr)
        region = countryOf(*before->record);
    if (region.empty() && type_.parent() != nullptr)
        if (const auto* parent =
                edit_.changes().findParent(type_, schema::bytesOf(*draft.record, type_.parent())))
            region = countryOf(*parent->record);
    return region.empty() ? options_.region : region;
}

void RowWriter::addItems(const ImportField& field, const Message& from, Message& into,
                         const std::string& region) {
    const auto* reflection = from.GetReflection();
    const auto* key = type_.field(field.outer->number())->key();
    const auto valueOf = [&](const Message& item) {
        return item.GetReflection()->GetString(item, field.inner);
    };
    const auto same = [&](const std::string& a, const std::string& b) {
        if (a == b)
            return true;
        return field.kind == Kind::Phone ? phoneNumber(a, region) == phoneNumber(b, region)
                                         : folded(a) == folded(b);
    };
    for (int i = 0, n = reflection->FieldSize(from, field.outer); i < n; ++i) {
        const auto& item = reflection->GetRepeatedMessage(from, field.outer, i);
        bool known = false;
        for (int j = 0, m = reflection->FieldSize(into, field.outer); j < m && !known; ++j)
            known = same(valueOf(reflection->GetRepeatedMessage(into, field.outer, j)), valueOf(item));
        if (known)
            continue;
        auto& added = *reflection->AddMessage(&into, field.outer);
        added.CopyFrom(item);
        added.GetReflection()->SetString(&added, key, turn_.ids.next().bytes());
    }
}

void RowWriter::merge(const RowDraft& draft, Message& into, const std::string& region) {
    for (const auto* field : draft.filled) {
        if (field->hasItems())
            addItems(*field, *draft.record, into, region);
        else if (field->isList())
            addMembers(*field, *draft.record, into);
        else
            copyLeaf(*field, *draft.record, into);
    }
}

void RowWriter::setDefaults(Message& record) const {
    if (&type_ != &Schema::of<v1::Person>())
        return;
    auto& person = static_cast<v1::Person&>(record);
    if (!person.has_status())
        person.set_status(v1::Person::ACTIVE);
    if (!person.has_unit_id())
        person.set_unit_id(edit_.directory().rootUnit());
}

void RowWriter::check(RowDraft& draft, const Message* before, const Message& after) {
    for (const auto& fault : schema::validate(after, type_))
        report(draft, plan_.columnOf(fault.path()), fault.message());
    if (draft.bad)
        return;
    for (const auto& name : schema::missing(after, type_))
        report(draft, plan_.columnOf(name), name + " is missing");
    const rules::Context context{.catalogue = catalogue_, .role = v1::ADMINISTRATOR, .now = turn_.now};
    for (const auto& fault : rules::checkRecord(type_, before, after, context))
        report(draft, plan_.columnOf(fault.path()), fault.message());
}

const RecordRow* RowWriter::keep(Message& target, const RecordRow* row, ImportResult& result) {
    if (row == nullptr) {
        row = &edit_.create(type_, {}, target);
        ++result.created;
        return row;
    }
    schema::canonicalise(target, type_);
    const auto seq = row->seq;
    if (!schema::differences(*row->record, target, type_).empty())
        edit_.change(*row, [&](Message& record) { record.CopyFrom(target); });
    ++(row->seq == seq ? result.unchanged : result.updated);
    return row;
}

void RowWriter::write(RowDraft& draft, ImportResult& result) {
    lookUp(draft);
    const auto* row = draft.bad ? nullptr : existing(draft);
    const auto target = type_.make();
    if (row != nullptr)
        target->CopyFrom(*row->record);
    const auto region = regionOf(draft, row);
    // Under the row's own country they were read with the row.
    if (region != countryOf(*draft.record))
        normalisePhones(draft.filled, region, *draft.record);
    merge(draft, *target, region);
    if (row == nullptr)
        setDefaults(*target);
    check(draft, row == nullptr ? nullptr : row->record.get(), *target);
    if (draft.bad)
        return;

    try {
        row = keep(*target, row, result);
    } catch (const schema::FaultError& error) {
        return report(draft, plan_.columnOf(error.fault().path()), error.fault().message());
    }
    lines_.emplace(row->id, draft.line);
    names_.note(type_, row->id, *row->record);
}

}  // namespace fieldfare::server::importing
