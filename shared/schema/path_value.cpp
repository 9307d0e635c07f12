#include "shared/schema/path_value.h"

#include <algorithm>

namespace fieldfare::schema {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

namespace {

void copySingular(const Message& from, Message& to, const FieldDescriptor* field) {
    const auto* source = from.GetReflection();
    const auto* target = to.GetReflection();
    if (!source->HasField(from, field)) {
        target->ClearField(&to, field);
        return;
    }
    switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            return target->SetInt32(&to, field, source->GetInt32(from, field));
        case FieldDescriptor::CPPTYPE_INT64:
            return target->SetInt64(&to, field, source->GetInt64(from, field));
        case FieldDescriptor::CPPTYPE_UINT32:
            return target->SetUInt32(&to, field, source->GetUInt32(from, field));
        case FieldDescriptor::CPPTYPE_UINT64:
            return target->SetUInt64(&to, field, source->GetUInt64(from, field));
        case FieldDescriptor::CPPTYPE_DOUBLE:
            return target->SetDouble(&to, field, source->GetDouble(from, field));
        case FieldDescriptor::CPPTYPE_FLOAT:
            return target->SetFloat(&to, field, source->GetFloat(from, field));
        case FieldDescriptor::CPPTYPE_BOOL:
            return target->SetBool(&to, field, source->GetBool(from, field));
        case FieldDescriptor::CPPTYPE_ENUM:
            return target->SetEnumValue(&to, field, source->GetEnumValue(from, field));
        case FieldDescriptor::CPPTYPE_STRING:
            return target->SetString(&to, field, source->GetString(from, field));
        case FieldDescriptor::CPPTYPE_MESSAGE:
            target->MutableMessage(&to, field)->CopyFrom(source->GetMessage(from, field));
            return;
    }
}

bool sameSingular(const Message& a, const Message& b, const FieldDescriptor* field) {
    const auto* ra = a.GetReflection();
    const auto* rb = b.GetReflection();
    if (ra->HasField(a, field) != rb->HasField(b, field))
        return false;
    switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
            return ra->GetInt32(a, field) == rb->GetInt32(b, field);
        case FieldDescriptor::CPPTYPE_INT64:
            return ra->GetInt64(a, field) == rb->GetInt64(b, field);
        case FieldDescriptor::CPPTYPE_UINT32:
            return ra->GetUInt32(a, field) == rb->GetUInt32(b, field);
        case FieldDescriptor::CPPTYPE_UINT64:
            return ra->GetUInt64(a, field) == rb->GetUInt64(b, field);
        case FieldDescriptor::CPPTYPE_DOUBLE:
            return ra->GetDouble(a, field) == rb->GetDouble(b, field);
        case FieldDescriptor::CPPTYPE_FLOAT:
            return ra->GetFloat(a, field) == rb->GetFloat(b, field);
        case FieldDescriptor::CPPTYPE_BOOL:
            return ra->GetBool(a, field) == rb->GetBool(b, field);
        case FieldDescriptor::CPPTYPE_ENUM:
            return ra->GetEnumValue(a, field) == rb->GetEnumValue(b, field);
        case FieldDescriptor::CPPTYPE_STRING: {
            std::string keepA;
            std::string keepB;
            return ra->GetStringReference(a, field, &keepA) == rb->GetStringReference(b, field, &keepB);
        }
        case FieldDescriptor::CPPTYPE_MESSAGE:
            // The encoding is canonical here: records use no map<>.
            return ra->GetMessage(a, field).SerializeAsString() ==
                   rb->GetMessage(b, field).SerializeAsString();
    }
    return false;
}

int itemIndex(const Message& record, const Field& list, const std::string& key) {
    const auto* reflection = record.GetReflection();
    for (int i = 0, n = reflection->FieldSize(record, list.descriptor()); i < n; ++i)
        if (keyBytes(reflection->GetRepeatedMessage(record, list.descriptor(), i), list.key()) == key)
            return i;
    return -1;
}

const Message* findItem(const Message& record, const Field& list, const std::string& key) {
    const int at = itemIndex(record, list, key);
    return at < 0 ? nullptr : &record.GetReflection()->GetRepeatedMessage(record, list.descriptor(), at);
}

int memberIndex(const Message& record, const Field& set, const std::string& member) {
    for (int i = 0, n = record.GetReflection()->FieldSize(record, set.descriptor()); i < n; ++i)
        if (memberBytes(record, set.descriptor(), i) == member)
            return i;
    return -1;
}

void removeElement(Message& record, const FieldDescriptor* list, int index) {
    const auto* reflection = record.GetReflection();
    for (int i = index, last = reflection->FieldSize(record, list) - 1; i < last; ++i)
        reflection->SwapElements(&record, list, i, i + 1);
    reflection->RemoveLast(&record, list);
}

void addMember(const Message& from, Message& to, const FieldDescriptor* set, int index) {
    const auto* source = from.GetReflection();
    const auto* target = to.GetReflection();
    switch (set->cpp_type()) {
        case FieldDescriptor::CPPTYPE_STRING:
            return target->AddString(&to, set, source->GetRepeatedString(from, set, index));
        case FieldDescriptor::CPPTYPE_ENUM:
            return target->AddEnumValue(&to, set, source->GetRepeatedEnumValue(from, set, index));
        case FieldDescriptor::CPPTYPE_UINT32:
            return target->AddUInt32(&to, set, source->GetRepeatedUInt32(from, set, index));
        case FieldDescriptor::CPPTYPE_INT64:
            return target->AddInt64(&to, set, source->GetRepeatedInt64(from, set, index));
        default:
            throw std::logic_error{set->full_name() + ": not a kind of set"};
    }
}

/// The message that directly holds the leaf's value, or null when there is none.
const Message* holder(const Message& record, const Field& outer, const Path& path) {
    if (outer.shape() == Shape::KeyedList)
        return findItem(record, outer, path.key);
    return record.GetReflection()->HasField(record, outer.descriptor())
               ? &record.GetReflection()->GetMessage(record, outer.descriptor())
               : nullptr;
}

void listDifferences(const Message& before, const Message& after, const Field& list, std::vector<Path>& out) {
    const auto* reflection = before.GetReflection();
    const auto* field = list.descriptor();
    for (int i = 0, n = reflection->FieldSize(before, field); i < n; ++i) {
        auto key = keyBytes(reflection->GetRepeatedMessage(before, field, i), list.key());
        if (findItem(after, list, key) == nullptr)
            out.push_back({list.number(), std::move(key), 0});
    }
    for (int i = 0, n = reflection->FieldSize(after, field); i < n; ++i) {
        const auto& item = reflection->GetRepeatedMessage(after, field, i);
        auto key = keyBytes(item, list.key());
        const auto* old = findItem(before, list, key);
        if (old == nullptr) {
            out.push_back({list.number(), std::move(key), 0});
        } else if (list.isSplit()) {
            for (const auto& inner : list.inner())
                if (!sameSingular(*old, item, inner.descriptor()))
                    out.push_back({list.number(), key, inner.number()});
        } else if (old->SerializeAsString() != item.SerializeAsString()) {
            out.push_back({list.number(), std::move(key), 0});
        }
    }
}

void setDifferences(const Message& before, const Message& after, const Field& set, std::vector<Path>& out) {
    const auto missingIn = [&](const Message& here, const Message& there) {
        for (int i = 0, n = here.GetReflection()->FieldSize(here, set.descriptor()); i < n; ++i) {
            auto member = memberBytes(here, set.descriptor(), i);
            if (memberIndex(there, set, member) < 0)
                out.push_back({set.number(), std::move(member), 0});
        }
    };
    missingIn(before, after);
    missingIn(after, before);
}

}  // namespace

bool hasValue(const Message& record, const RecordType& type, const Path& path) {
    const Field& outer = *type.field(path.field);
    if (path.inner != 0) {
        const auto* inside = holder(record, outer, path);
        return inside != nullptr &&
               inside->GetReflection()->HasField(*inside, outer.inner(path.inner)->descriptor());
    }
    if (outer.shape() == Shape::Set)
        return memberIndex(record, outer, path.key) >= 0;
    if (outer.shape() == Shape::KeyedList)
        return findItem(record, outer, path.key) != nullptr;
    return record.GetReflection()->HasField(record, outer.descriptor());
}

std::unique_ptr<Message> copyOf(const Message& message) {
    std::unique_ptr<Message> copy{message.New()};
    copy->CopyFrom(message);
    return copy;
}

bool sameValue(const Message& a, const Message& b, const RecordType& type, const Path& path) {
    const Field& outer = *type.field(path.field);
    if (path.inner != 0) {
        const auto* inA = holder(a, outer, path);
        const auto* inB = holder(b, outer, path);
        const auto* leaf = outer.inner(path.inner)->descriptor();
        if (inA != nullptr && inB != nullptr)
            return sameSingular(*inA, *inB, leaf);
        const auto* only = inA != nullptr ? inA : inB;
        return only == nullptr || !only->GetReflection()->HasField(*only, leaf);
    }
    if (outer.shape() == Shape::Set)
        return (memberIndex(a, outer, path.key) >= 0) == (memberIndex(b, outer, path.key) >= 0);
    if (outer.shape() == Shape::KeyedList) {
        const auto* inA = findItem(a, outer, path.key);
        const auto* inB = findItem(b, outer, path.key);
        if (inA == nullptr || inB == nullptr)
            return inA == inB;
        return inA->SerializeAsString() == inB->SerializeAsString();
    }
    return sameSingular(a, b, outer.descriptor());
}

void copyValue(const Message& from, Message& to, const RecordType& type, const Path& path) {
    const Field& outer = *type.field(path.field);
    const auto* field = outer.descriptor();
    const auto* target = to.GetReflection();
    if (outer.shape() == Shape::Set) {
        const int source = memberIndex(from, outer, path.key);
        const int present = memberIndex(to, outer, path.key);
        if (source >= 0 && present < 0)
            addMember(from, to, field, source);
        else if (source < 0 && present >= 0)
            removeElement(to, field, present);
        return;
    }
    if (outer.shape() == Shape::KeyedList) {
        const auto* source = findItem(from, outer, path.key);
        const int present = itemIndex(to, outer, path.key);
        if (path.inner != 0) {
            if (present < 0)
                return;
            auto* item = target->MutableRepeatedMessage(&to, field, present);
            const auto* leaf = outer.inner(path.inner)->descriptor();
            if (source != nullptr)
                copySingular(*source, *item, leaf);
            else
                item->GetReflection()->ClearField(item, leaf);
        } else if (source == nullptr) {
            if (present >= 0)
                removeElement(to, field, present);
        } else {
            auto* item = present >= 0 ? target->MutableRepeatedMessage(&to, field, present)
                                      : target->AddMessage(&to, field);
            item->CopyFrom(*source);
        }
        return;
    }
    if (path.inner != 0) {
        const auto* leaf = outer.inner(path.inner)->descriptor();
        auto* inside = target->MutableMessage(&to, field);
        copySingular(from.GetReflection()->GetMessage(from, field), *inside, leaf);
        if (inside->ByteSizeLong() == 0)
            target->ClearField(&to, field);
        return;
    }
    copySingular(from, to, field);
}

std::vector<Path> differences(const Message& before, const Message& after, const RecordType& type) {
    std::vector<Path> out;
    for (const auto& field : type.fields()) {
        switch (field.shape()) {
            case Shape::Whole:
                if (!sameSingular(before, after, field.descriptor()))
                    out.push_back({field.number(), {}, 0});
                break;
            case Shape::SplitMessage: {
                const auto& old = before.GetReflection()->GetMessage(before, field.descriptor());
                const auto& now = after.GetReflection()->GetMessage(after, field.descriptor());
                for (const auto& inner : field.inner())
                    if (!sameSingular(old, now, inner.descriptor()))
                        out.push_back({field.number(), {}, inner.number()});
                break;
            }
            case Shape::Set:
                setDifferences(before, after, field, out);
                break;
            case Shape::KeyedList:
                listDifferences(before, after, field, out);
                break;
        }
    }
    return out;
}

std::unique_ptr<Message> partialOf(const Message& record, const RecordType& type,
                                   const std::vector<Path>& paths) {
    auto partial = type.make();
    for (const auto& path : paths) {
        const Field& outer = *type.field(path.field);
        if (outer.shape() == Shape::KeyedList && path.inner != 0 &&
            findItem(*partial, outer, path.key) == nullptr) {
            const auto* source = findItem(record, outer, path.key);
            if (source == nullptr)
                continue;
            copySingular(*source, *partial->GetReflection()->AddMessage(partial.get(), outer.descriptor()),
                         outer.key());
        }
        copyValue(record, *partial, type, path);
    }
    return partial;
}

int compareNumbers(const Message& a, const Message& b, const RecordType& type, const Path& path) {
    const auto* field = resolve(type, path)->leaf->descriptor();
    const auto value = [&](const Message& record) -> std::optional<std::int64_t> {
        const Field& outer = *type.field(path.field);
        const Message* in = path.inner != 0 ? holder(record, outer, path) : &record;
        if (in == nullptr || !in->GetReflection()->HasField(*in, field))
            return std::nullopt;
        const auto* reflection = in->GetReflection();
        switch (field->cpp_type()) {
            case FieldDescriptor::CPPTYPE_INT32:
                return reflection->GetInt32(*in, field);
            case FieldDescriptor::CPPTYPE_INT64:
                return reflection->GetInt64(*in, field);
            case FieldDescriptor::CPPTYPE_UINT32:
                return reflection->GetUInt32(*in, field);
            default:
                throw std::logic_error{field->full_name() + ": not a number that MAX and MIN can compare"};
        }
    };
    const auto va = value(a);
    const auto vb = value(b);
    return va < vb ? -1 : va == vb ? 0 : 1;
}

void canonicalise(Message& record, const RecordType& type) {
    const auto* reflection = record.GetReflection();
    for (const auto& field : type.fields()) {
        if (field.shape() == Shape::SplitMessage && reflection->HasField(record, field.descriptor()) &&
            reflection->GetMessage(record, field.descriptor()).ByteSizeLong() == 0)
            reflection->ClearField(&record, field.descriptor());
        if (field.shape() != Shape::Set && field.shape() != Shape::KeyedList)
            continue;
        const auto* list = field.descriptor();
        const auto rank = [&](int i) {
            if (field.shape() == Shape::Set)
                return std::pair{std::uint32_t{0}, memberBytes(record, list, i)};
            const auto& item = reflection->GetRepeatedMessage(record, list, i);
            const auto* position = field.position();
            return std::pair{position != nullptr ? item.GetReflection()->GetUInt32(item, position) : 0U,
                             keyBytes(item, field.key())};
        };
        // Insertion sort: the lists are short and nearly always in order already.
        for (int i = 1, n = reflection->FieldSize(record, list); i < n; ++i)
            for (int j = i; j > 0 && rank(j) < rank(j - 1); --j)
                reflection->SwapElements(&record, list, j, j - 1);
    }
}

}  // namespace fieldfare::schema
