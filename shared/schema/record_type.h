#pragma once

#include <deque>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include "fieldfare/policy.pb.h"

namespace fieldfare::schema {

/// How a field is addressed by paths and merged.
enum class Shape {
    Whole,         ///< a scalar, or a message that merges as one value
    SplitMessage,  ///< a message whose fields merge one by one
    Set,           ///< repeated scalars: members merge one by one
    KeyedList,     ///< repeated messages with a key: items merge one by one
};

/// One field of a record type with what the schema says of it. Lives as long as the program.
class Field {
  public:
    Field(const google::protobuf::FieldDescriptor* descriptor, const Field* outer);
    Field(Field&&) = default;

    [[nodiscard]] const google::protobuf::FieldDescriptor* descriptor() const { return descriptor_; }
    [[nodiscard]] const v1::FieldPolicy& policy() const { return *policy_; }
    [[nodiscard]] int number() const { return descriptor_->number(); }
    [[nodiscard]] const std::string& name() const { return descriptor_->name(); }
    [[nodiscard]] Shape shape() const { return shape_; }
    [[nodiscard]] v1::Merge merge() const { return policy_->merge(); }

    /// The key field of a KeyedList's items, else null.
    [[nodiscard]] const google::protobuf::FieldDescriptor* key() const { return key_; }
    /// The field that orders a KeyedList's items on paper, if they have one.
    [[nodiscard]] const google::protobuf::FieldDescriptor* position() const { return position_; }
    /// True when paths go inside: a split message, or a keyed list with split items.
    [[nodiscard]] bool isSplit() const { return !inner_.empty(); }
    [[nodiscard]] std::span<const Field> inner() const { return inner_; }
    [[nodiscard]] const Field* inner(int number) const;
    /// The field this one is inside of, or null.
    [[nodiscard]] const Field* outer() const { return outer_; }

    /// True if a FORWARD field may move between these enum numbers (from 0: a new record), by this role;
    /// ROLE_UNSPECIFIED asks whether anybody may.
    [[nodiscard]] bool allowsStep(int from, int to, v1::Role role) const;

    /// SQL column name: "name", or "address_city" inside a message.
    [[nodiscard]] std::string column() const;

  private:
    const google::protobuf::FieldDescriptor* descriptor_;
    const v1::FieldPolicy* policy_;
    const Field* outer_;
    Shape shape_ = Shape::Whole;
    const google::protobuf::FieldDescriptor* key_ = nullptr;
    const google::protobuf::FieldDescriptor* position_ = nullptr;
    std::vector<Field> inner_;
};

/// A kind of business record: a message of protocol/ with a RecordPolicy. Lives as long as the program.
class RecordType {
  public:
    explicit RecordType(const google::protobuf::Descriptor* descriptor);
    RecordType(const RecordType&) = delete;
    RecordType& operator=(const RecordType&) = delete;

    [[nodiscard]] std::uint32_t number() const { return policy_->number(); }
    /// "visit_plan": in tables, JSON and commands.
    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const google::protobuf::Descriptor* descriptor() const { return descriptor_; }
    [[nodiscard]] const v1::RecordPolicy& policy() const { return *policy_; }

    [[nodiscard]] std::span<const Field> fields() const { return fields_; }
    [[nodiscard]] const Field* field(int number) const;
    [[nodiscard]] const Field* field(std::string_view name) const;

    /// The fields with these roles; null where the type has none.
    [[nodiscard]] const Field* owner() const { return owner_; }
    [[nodiscard]] const Field* unit() const { return unit_; }
    [[nodiscard]] const Field* parent() const { return parent_; }
    [[nodiscard]] const Field* collaborators() const { return collaborators_; }
    [[nodiscard]] const Field* author() const { return author_; }
    [[nodiscard]] const Field* documentNumber() const { return documentNumber_; }
    [[nodiscard]] const Field* title() const { return title_; }
    [[nodiscard]] std::span<const Field* const> audiences() const { return audiences_; }
    /// Every field with a column, those inside messages, split or whole, included.
    [[nodiscard]] std::span<const Field* const> columns() const { return columns_; }

    /// The message names of types a record of this one may hang under; empty for any.
    [[nodiscard]] bool mayHangUnder(const RecordType& parent) const;

    [[nodiscard]] std::unique_ptr<google::protobuf::Message> make() const;
    /// Throws FaultError INVALID, naming the type, when `body` is no such message.
    [[nodiscard]] std::unique_ptr<google::protobuf::Message> parse(std::string_view body) const;

  private:
    const google::protobuf::Descriptor* descriptor_;
    const v1::RecordPolicy* policy_;
    std::string name_;
    std::vector<Field> fields_;
    std::vector<const Field*> byNumber_;
    std::vector<const Field*> audiences_;
    std::vector<const Field*> columns_;
    std::deque<Field> insideWhole_;  // columns inside messages that merge as one value
    const Field* owner_ = nullptr;
    const Field* unit_ = nullptr;
    const Field* parent_ = nullptr;
    const Field* collaborators_ = nullptr;
    const Field* author_ = nullptr;
    const Field* documentNumber_ = nullptr;
    const Field* title_ = nullptr;
};

/// The value of a bytes field as people's ids are kept, e.g. an owner; empty when unset.
[[nodiscard]] std::string bytesOf(const google::protobuf::Message& record, const Field* field);
void setBytes(google::protobuf::Message& record, const Field* field, std::string value);
/// The number of an enum field's value; 0 when unset.
[[nodiscard]] int enumOf(const google::protobuf::Message& record, const Field* field);

}  // namespace fieldfare::schema
