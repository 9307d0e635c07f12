#include "shared/schema/schema.h"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <string>

#include <google/protobuf/descriptor.pb.h>

#include "fieldfare/access.pb.h"
#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/people.pb.h"
#include "fieldfare/sale.pb.h"
#include "shared/schema/changed_row.h"

namespace fieldfare::schema {

namespace {

void collect(const google::protobuf::FileDescriptor* file, std::map<std::string, std::string>& definitions) {
    if (definitions.contains(file->name()))
        return;
    google::protobuf::FileDescriptorProto definition;
    file->CopyTo(&definition);
    definitions[file->name()] = definition.SerializeAsString();
    for (int i = 0; i < file->dependency_count(); ++i)
        collect(file->dependency(i), definitions);
}

}  // namespace

const Schema& Schema::instance() {
    static const Schema schema;
    return schema;
}

Schema::Schema() {
    // Files, not records: naming one makes the generated pool build all of its messages.
    const google::protobuf::FileDescriptor* files[] = {
        v1::Person::descriptor()->file(),     v1::Customer::descriptor()->file(),
        v1::Product::descriptor()->file(),    v1::Visit::descriptor()->file(),
        v1::Quote::descriptor()->file(),      v1::Conflict::descriptor()->file(),
        v1::AccessRule::descriptor()->file(),
    };
    for (const auto* file : files)
        for (int i = 0; i < file->message_type_count(); ++i)
            if (file->message_type(i)->options().HasExtension(v1::record))
                types_.push_back(std::make_unique<RecordType>(file->message_type(i)));

    for (const auto& type : types_) {
        byNumber_.resize(std::max<std::size_t>(byNumber_.size(), type->number() + 1));
        if (byNumber_[type->number()] != nullptr)
            throw std::logic_error{"two record types have one number: " + type->name()};
        byNumber_[type->number()] = type.get();
    }
    std::copy_if(byNumber_.begin(), byNumber_.end(), std::back_inserter(ordered_),
                 [](const RecordType* type) { return type != nullptr; });

    std::map<std::string, std::string> definitions;
    for (const auto* file : files)
        collect(file, definitions);
    std::string all;
    for (const auto& [name, definition] : definitions)
        all += definition;
    fingerprint_ = std::max<std::uint32_t>(1, bodyCheck(all));
}

const RecordType* Schema::type(std::uint32_t number) const {
    return number < byNumber_.size() ? byNumber_[number] : nullptr;
}

const RecordType* Schema::type(std::string_view name) const {
    const auto at =
        std::find_if(ordered_.begin(), ordered_.end(), [&](const auto* t) { return t->name() == name; });
    return at == ordered_.end() ? nullptr : *at;
}

const RecordType* Schema::referenced(std::string_view messageName) const {
    const auto at = std::find_if(ordered_.begin(), ordered_.end(),
                                 [&](const auto* t) { return t->descriptor()->name() == messageName; });
    return at == ordered_.end() ? nullptr : *at;
}

}  // namespace fieldfare::schema
