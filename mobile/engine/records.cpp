#include "mobile/engine/records.h"

namespace fieldfare::engine {

using schema::RecordType;

Records::Records(storage::Database& database) : database_{database}, search_{database} {
    for (const auto* type : schema::Schema::instance().types()) {
        tables_.resize(std::max<std::size_t>(tables_.size(), type->number() + 1));
        tables_[type->number()] = std::make_unique<RecordTable>(database_, *type);
    }
}

const RecordType* Records::typeOf(std::string_view id) const {
    for (const auto& table : tables_)
        if (table != nullptr && table->has(id))
            return &table->type();
    return nullptr;
}

void Records::put(const RecordType& type, std::string_view id, const StoredRow& row,
                  const google::protobuf::Message& shown) {
    of(type).put(id, row, shown);
    if (!SearchIndex::covers(type))
        return;
    if (row.head.shown()) {
        search_.add(type, id, shown);
        search_.flush();
    } else {
        search_.remove(id);
    }
}

void Records::remove(const RecordType& type, std::string_view id) {
    of(type).remove(id);
    if (SearchIndex::covers(type))
        search_.remove(id);
}

void Records::forget() {
    for (const auto& table : tables_)
        if (table != nullptr)
            table->forget();
    search_.forget();
}

}  // namespace fieldfare::engine
