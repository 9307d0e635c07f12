#pragma once

#include <memory>

#include <google/protobuf/message.h>

#include "shared/base/random.h"
#include "shared/schema/record_type.h"

namespace fieldfare::tests {

/// Messages with random values, made from descriptors alone: a new record type or field needs nothing here.
/// Every value keeps the limits of the schema, as schema::validate() sees them. One seed, one result.
class RandomRecord {
  public:
    explicit RandomRecord(std::uint64_t seed) : random_{seed} {}

    /// A record with every field set, those of nested messages too; lists have one to four items.
    [[nodiscard]] std::unique_ptr<google::protobuf::Message> filled(const schema::RecordType& type);
    /// A record with each field set or not, by chance.
    [[nodiscard]] std::unique_ptr<google::protobuf::Message> sparse(const schema::RecordType& type);
    /// Changes some fields: sets, clears, adds and removes items, and edits inside items.
    void edit(google::protobuf::Message& record);

    /// Sets every field of any message of the protocol.
    void fill(google::protobuf::Message& message);
    /// Sets one field, whatever it was; a list gets one to four items.
    void fillField(google::protobuf::Message& message, const google::protobuf::FieldDescriptor* field);

    [[nodiscard]] base::SeededRandom& random() { return random_; }

  private:
    void setValue(google::protobuf::Message& message, const google::protobuf::FieldDescriptor* field);
    void addElement(google::protobuf::Message& message, const google::protobuf::FieldDescriptor* list);
    void editList(google::protobuf::Message& record, const google::protobuf::FieldDescriptor* list);
    /// False if the last element of the list has the key, or is the member, of an earlier one.
    [[nodiscard]] static bool lastIsNew(const google::protobuf::Message& message,
                                        const google::protobuf::FieldDescriptor* list);

    [[nodiscard]] std::int64_t number(const google::protobuf::FieldDescriptor* field);
    [[nodiscard]] std::string string(const google::protobuf::FieldDescriptor* field);
    [[nodiscard]] std::string text(std::size_t codePoints);
    [[nodiscard]] std::string id();
    [[nodiscard]] int enumNumber(const google::protobuf::FieldDescriptor* field);
    [[nodiscard]] bool chance(std::uint64_t oneIn) { return random_.below(oneIn) == 0; }

    base::SeededRandom random_;
};

}  // namespace fieldfare::tests
