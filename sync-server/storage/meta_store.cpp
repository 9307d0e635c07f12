#include "sync-server/storage/meta_store.h"

#include <charconv>

namespace fieldfare::server::storage {

using fieldfare::storage::Text;

std::string MetaStore::get(std::string_view key) {
    auto query = database_.query("SELECT value FROM meta WHERE key = $1", Text{key});
    return query.step() ? std::string{query.blob(0)} : std::string{};
}

void MetaStore::set(std::string_view key, std::string_view value) {
    database_.run(
        "INSERT INTO meta(key, value) VALUES ($1, $2) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        Text{key}, value);
}

std::uint64_t MetaStore::number(std::string_view key) {
    const auto text = get(key);
    std::uint64_t value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

void MetaStore::setNumber(std::string_view key, std::uint64_t value) {
    set(key, std::to_string(value));
}

}  // namespace fieldfare::server::storage
