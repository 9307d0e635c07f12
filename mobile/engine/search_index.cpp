#include "mobile/engine/search_index.h"

#include "mobile/engine/search/search_text.h"

namespace fieldfare::engine {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using schema::Field;
using schema::RecordType;
using schema::Shape;

namespace {

/// A searched text field, or one inside a searched message or list.
struct Searched {
    const FieldDescriptor* outer;
    const FieldDescriptor* inner;  // null: `outer` itself
};

std::vector<Searched> searchedFields(const RecordType& type) {
    std::vector<Searched> found;
    const auto consider = [&](const Field& field) {
        const auto* descriptor = field.descriptor();
        const bool isMessage = descriptor->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
        if (!isMessage) {
            if (field.policy().search())
                found.push_back({descriptor, nullptr});
            return;
        }
        if (!field.policy().search() && field.shape() != Shape::SplitMessage)
            return;
        const auto* inside = descriptor->message_type();
        for (int i = 0; i < inside->field_count(); ++i)
            if (inside->field(i)->options().GetExtension(v1::field).search())
                found.push_back({descriptor, inside->field(i)});
    };
    // The title first: a match there stands early in the text and ranks before others.
    if (type.title() != nullptr)
        consider(*type.title());
    for (const auto& field : type.fields())
        if (&field != type.title())
            consider(field);
    return found;
}

const std::vector<Searched>& searched(const RecordType& type) {
    static const auto byNumber = [] {
        std::vector<std::vector<Searched>> all;
        for (const auto* each : schema::Schema::instance().types()) {
            all.resize(std::max<std::size_t>(all.size(), each->number() + 1));
            all[each->number()] = searchedFields(*each);
        }
        return all;
    }();
    return byNumber[type.number()];
}

void collectText(const Message& message, const FieldDescriptor* field, std::vector<std::string_view>& out) {
    const auto* reflection = message.GetReflection();
    std::string scratch;  // generated classes give references to the field itself
    if (field->is_repeated()) {
        for (int i = 0, n = reflection->FieldSize(message, field); i < n; ++i)
            out.emplace_back(reflection->GetRepeatedStringReference(message, field, i, &scratch));
    } else if (reflection->HasField(message, field)) {
        out.emplace_back(reflection->GetStringReference(message, field, &scratch));
    }
}

}  // namespace

SearchIndex::SearchIndex(storage::Database& database) : database_{database} {
    forget();
}

void SearchIndex::forget() {
    batch_.emplace(database_, "INSERT INTO search(id, type, text)", 3,
                   "ON CONFLICT(id) DO UPDATE SET text = excluded.text");
    texts_.clear();
}

bool SearchIndex::covers(const RecordType& type) {
    return !searched(type).empty();
}

std::string SearchIndex::layout(const RecordType& type) {
    std::string out;
    for (const auto& each : searched(type))
        out += each.outer->name() + (each.inner != nullptr ? "/" + each.inner->name() : "") + ' ';
    return out;
}

void SearchIndex::add(const RecordType& type, std::string_view id, const Message& record) {
    const auto& plan = searched(type);
    if (plan.empty())
        return;
    fields_.clear();
    const auto* reflection = record.GetReflection();
    for (const auto& [outer, inner] : plan) {
        if (inner == nullptr) {
            collectText(record, outer, fields_);
        } else if (outer->is_repeated()) {
            for (int i = 0, n = reflection->FieldSize(record, outer); i < n; ++i)
                collectText(reflection->GetRepeatedMessage(record, outer, i), inner, fields_);
        } else if (reflection->HasField(record, outer)) {
            collectText(reflection->GetMessage(record, outer), inner, fields_);
        }
    }
    texts_.push_back(search::indexText(fields_));
    batch_->add(id).add(type.number()).add(storage::Text{texts_.back()});
}

void SearchIndex::flush() {
    try {
        batch_->flush();
    } catch (...) {
        forget();
        throw;
    }
    texts_.clear();
}

void SearchIndex::remove(std::string_view id) {
    database_.run("DELETE FROM search WHERE id = $1", id);
}

}  // namespace fieldfare::engine
