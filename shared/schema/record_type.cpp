#include "shared/schema/record_type.h"

#include <algorithm>
#include <cctype>

#include "shared/schema/fault.h"

namespace fieldfare::schema {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

std::string snakeCase(const std::string& camel) {
    std::string out;
    for (const char c : camel) {
        if (std::isupper(static_cast<unsigned char>(c)) != 0 && !out.empty())
            out += '_';
        out += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return out;
}

std::string enumName(const FieldDescriptor* field, int number) {
    const auto* value = field->enum_type()->FindValueByNumber(number);
    return value == nullptr ? std::string{} : value->name();
}

}  // namespace

Field::Field(const FieldDescriptor* descriptor, const Field* outer)
    : descriptor_{descriptor}, policy_{&descriptor->options().GetExtension(v1::field)}, outer_{outer} {
    const bool isMessage = descriptor->cpp_type() == FieldDescriptor::CPPTYPE_MESSAGE;
    if (descriptor->is_repeated() && isMessage) {
        shape_ = Shape::KeyedList;
        key_ = descriptor->message_type()->FindFieldByName(policy_->key());
        position_ = descriptor->message_type()->FindFieldByName("position");
        if (key_ == nullptr)
            throw std::logic_error{descriptor->full_name() + ": a list of messages needs a key"};
    } else if (descriptor->is_repeated()) {
        shape_ = Shape::Set;
    } else if (isMessage && policy_->split()) {
        shape_ = Shape::SplitMessage;
    }
    if (policy_->split()) {
        const auto* inside = descriptor->message_type();
        inner_.reserve(static_cast<std::size_t>(inside->field_count()));
        for (int i = 0; i < inside->field_count(); ++i)
            inner_.emplace_back(inside->field(i), this);
    }
}

const Field* Field::inner(int number) const {
    const auto at =
        std::find_if(inner_.begin(), inner_.end(), [&](const Field& f) { return f.number() == number; });
    return at == inner_.end() ? nullptr : &*at;
}

bool Field::allowsStep(int from, int to, v1::Role role) const {
    const auto fromName = from == 0 ? std::string{} : enumName(descriptor_, from);
    if (from != 0 && fromName.empty())
        return false;  // a newer server's value, not a new record's
    const auto toName = enumName(descriptor_, to);
    return std::any_of(policy_->steps().begin(), policy_->steps().end(), [&](const v1::Step& step) {
        return step.from() == fromName &&
               std::find(step.to().begin(), step.to().end(), toName) != step.to().end() &&
               (role == v1::ROLE_UNSPECIFIED || step.by().empty() ||
                std::find(step.by().begin(), step.by().end(), role) != step.by().end());
    });
}

std::string Field::column() const {
    return outer_ == nullptr ? name() : outer_->name() + "_" + name();
}

RecordType::RecordType(const Descriptor* descriptor)
    : descriptor_{descriptor},
      policy_{&descriptor->options().GetExtension(v1::record)},
      name_{snakeCase(descriptor->name())} {
    // Reserved beforehand, here and in Field, because others point at the elements.
    fields_.reserve(static_cast<std::size_t>(descriptor->field_count()));
    for (int i = 0; i < descriptor->field_count(); ++i)
        fields_.emplace_back(descriptor->field(i), nullptr);
    for (const auto& field : fields_) {
        const auto number = static_cast<std::size_t>(field.number());
        byNumber_.resize(std::max(byNumber_.size(), number + 1));
        byNumber_[number] = &field;
        const auto& policy = field.policy();
        if (policy.owner())
            owner_ = &field;
        if (policy.unit())
            unit_ = &field;
        if (policy.parent())
            parent_ = &field;
        if (policy.collaborators())
            collaborators_ = &field;
        if (policy.author())
            author_ = &field;
        if (policy.document_number())
            documentNumber_ = &field;
        if (policy.audience())
            audiences_.push_back(&field);
        if (field.name() == policy_->title())
            title_ = &field;
        if (policy.column())
            columns_.push_back(&field);
        if (field.shape() == Shape::SplitMessage)
            for (const auto& inner : field.inner())
                if (inner.policy().column())
                    columns_.push_back(&inner);
        const auto* whole = field.shape() == Shape::Whole ? field.descriptor()->message_type() : nullptr;
        for (int i = 0; whole != nullptr && i < whole->field_count(); ++i)
            if (whole->field(i)->options().GetExtension(v1::field).column())
                columns_.push_back(&insideWhole_.emplace_back(whole->field(i), &field));
    }
}

const Field* RecordType::field(int number) const {
    return number < 0 || static_cast<std::size_t>(number) >= byNumber_.size()
               ? nullptr
               : byNumber_[static_cast<std::size_t>(number)];
}

const Field* RecordType::field(std::string_view name) const {
    const auto at =
        std::find_if(fields_.begin(), fields_.end(), [&](const Field& f) { return f.name() == name; });
    return at == fields_.end() ? nullptr : &*at;
}

bool RecordType::mayHangUnder(const RecordType& parent) const {
    if (parent_ == nullptr)
        return false;
    const auto& policy = parent_->policy();
    const auto& wanted = parent.descriptor()->name();
    if (!policy.reference().empty())
        return policy.reference() == wanted;
    return policy.parent_types().empty() ||
           std::find(policy.parent_types().begin(), policy.parent_types().end(), wanted) !=
               policy.parent_types().end();
}

std::unique_ptr<Message> RecordType::make() const {
    const auto* prototype = google::protobuf::MessageFactory::generated_factory()->GetPrototype(descriptor_);
    return std::unique_ptr<Message>{prototype->New()};
}

std::unique_ptr<Message> RecordType::parse(std::string_view body) const {
    auto record = make();
    if (!record->ParseFromArray(body.data(), static_cast<int>(body.size())))
        throw FaultError{v1::INVALID, "not a " + name_};
    return record;
}

std::string bytesOf(const Message& record, const Field* field) {
    return field == nullptr ? std::string{} : record.GetReflection()->GetString(record, field->descriptor());
}

void setBytes(Message& record, const Field* field, std::string value) {
    if (value.empty())
        record.GetReflection()->ClearField(&record, field->descriptor());
    else
        record.GetReflection()->SetString(&record, field->descriptor(), std::move(value));
}

int enumOf(const Message& record, const Field* field) {
    return field == nullptr ? 0 : record.GetReflection()->GetEnumValue(record, field->descriptor());
}

}  // namespace fieldfare::schema
