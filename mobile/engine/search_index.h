#pragma once

#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "shared/schema/schema.h"
#include "shared/storage/batch.h"
#include "shared/storage/database.h"

namespace fieldfare::engine {

/// The table search(id, type, text): what the search over everything compares, one row for each record of a
/// type with searched fields.
class SearchIndex {
  public:
    explicit SearchIndex(storage::Database& database);

    [[nodiscard]] static bool covers(const schema::RecordType& type);
    /// The searched fields of a type, as text that changes when the schema's do.
    [[nodiscard]] static std::string layout(const schema::RecordType& type);

    /// Adds the record's text to what flush() writes; nothing for types without searched fields. The id must
    /// live until then.
    void add(const schema::RecordType& type, std::string_view id, const google::protobuf::Message& record);
    void flush();
    /// Drops what was added and not flushed; to be called when its transaction is undone.
    void forget();
    void remove(std::string_view id);

  private:
    storage::Database& database_;
    std::optional<storage::Batch> batch_;
    std::deque<std::string> texts_;
    std::vector<std::string_view> fields_;
};

}  // namespace fieldfare::engine
