#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "shared/schema/record_type.h"

namespace fieldfare::schema {

/// A place inside a record where edits merge on their own: a field; an item of a keyed list or a member of a
/// set; a field inside a split message or item.
struct Path {
    int field = 0;
    std::string key;  ///< item key or member as keyBytes() gives it; empty: none
    int inner = 0;    ///< 0: none

    friend auto operator<=>(const Path&, const Path&) = default;
    /// True if `other` is this path or lies inside it.
    [[nodiscard]] bool covers(const Path& other) const;
};

/// A path that exists in a type: the field whose policy decides about it.
struct ResolvedPath {
    const Field* outer = nullptr;  ///< the record's field
    const Field* leaf = nullptr;   ///< `outer`, or the field inside it
};

/// None when the type has no such path: an unknown field, a key where there is no list, an inner field of
/// something that is not split, the whole of a split message or list, or the key field of an item.
[[nodiscard]] std::optional<ResolvedPath> resolve(const RecordType& type, const Path& path);

/// "name", "address/city", "lines/<uuid>/quantity_milli", "tags/VIP". Unknown fields appear as "#12".
[[nodiscard]] std::string pathText(const RecordType& type, const Path& path);
/// The reverse of pathText; none when the type has no such path.
[[nodiscard]] std::optional<Path> parsePath(const RecordType& type, std::string_view text);

/// How an item's key field, or the members of a set, are spelled in Path::key: text and bytes as they are,
/// numbers and enums as 8 bytes, big endian.
[[nodiscard]] std::string keyBytes(const google::protobuf::Message& item,
                                   const google::protobuf::FieldDescriptor* key);
[[nodiscard]] std::string memberBytes(const google::protobuf::Message& record,
                                      const google::protobuf::FieldDescriptor* set, int index);

/// Such a key as people read it in pathText(): text as it is, ids as UUIDs, enums by name.
[[nodiscard]] std::string keyText(const google::protobuf::FieldDescriptor* key, const std::string& bytes);

}  // namespace fieldfare::schema
