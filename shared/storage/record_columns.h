#pragma once

#include <string>

#include "shared/schema/record_type.h"
#include "shared/storage/batch.h"

/// How a record type becomes an SQL table: the columns its schema marks. Server and device add their own
/// beside them.
namespace fieldfare::storage {

/// "customer": the table of a type. Quoted where it is an SQL word ("order").
[[nodiscard]] std::string tableName(const schema::RecordType& type);

/// "\"name\" TEXT": one column of columnDefinitions().
[[nodiscard]] std::string columnDefinition(const schema::Field& field, std::string_view blobType);

/// "\"name\" TEXT, \"tier\" BIGINT, ...": for CREATE TABLE; empty when the type marks none.
[[nodiscard]] std::string columnDefinitions(const schema::RecordType& type, std::string_view blobType);

/// "\"name\", \"tier\", ...", in the same order.
[[nodiscard]] std::string columnNames(const schema::RecordType& type);

/// Adds the values of the type's columns, in the same order, to the batch's current row. The record must
/// live until the batch is flushed.
void addColumns(Batch& batch, const schema::RecordType& type, const google::protobuf::Message& record);

}  // namespace fieldfare::storage
