#pragma once

#include <memory>
#include <vector>

#include <google/protobuf/message.h>

#include "shared/schema/path.h"

/// Reading and writing a record at a path. Every path given must resolve in the record's type.
namespace fieldfare::schema {

/// A message of the same type with the same values.
[[nodiscard]] std::unique_ptr<google::protobuf::Message> copyOf(const google::protobuf::Message& message);

/// True if the record has a value at the path: the field is set, the item or member is there.
[[nodiscard]] bool hasValue(const google::protobuf::Message& record, const RecordType& type,
                            const Path& path);

/// True if both records have the same value there, or both none.
[[nodiscard]] bool sameValue(const google::protobuf::Message& a, const google::protobuf::Message& b,
                             const RecordType& type, const Path& path);

/// Makes `to` have at the path what `from` has there; where `from` has nothing, clears or removes.
/// A path inside an item that `to` lacks does nothing: the item was removed.
void copyValue(const google::protobuf::Message& from, google::protobuf::Message& to, const RecordType& type,
               const Path& path);

/// The paths at which the records differ, in the order of the fields. Paths of split lists name the whole
/// item when it was added or removed, and its fields when both have it.
[[nodiscard]] std::vector<Path> differences(const google::protobuf::Message& before,
                                            const google::protobuf::Message& after, const RecordType& type);

/// A record with the values at these paths alone; of a path inside an item, the item with its key and that
/// field.
[[nodiscard]] std::unique_ptr<google::protobuf::Message> partialOf(const google::protobuf::Message& record,
                                                                   const RecordType& type,
                                                                   const std::vector<Path>& paths);

/// Two values of one numeric path compared, for MAX and MIN: negative, zero or positive. Unset counts as
/// less than every value.
[[nodiscard]] int compareNumbers(const google::protobuf::Message& a, const google::protobuf::Message& b,
                                 const RecordType& type, const Path& path);

/// Items of keyed lists by position, where they have one, then key; members of sets by value; no split
/// message without a field: so that equal records are equal bytes wherever they were put together.
void canonicalise(google::protobuf::Message& record, const RecordType& type);

}  // namespace fieldfare::schema
