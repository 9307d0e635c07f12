#include "mobile/engine/meta.h"

#include <charconv>

namespace fieldfare::engine {

using storage::Text;

std::optional<std::string> Meta::bytes(std::string_view key) const {
    auto query = database_.query("SELECT value FROM meta WHERE key = $1", Text{key});
    if (!query.step())
        return std::nullopt;
    return std::string{query.blob(0)};
}

void Meta::set(std::string_view key, std::string_view value) {
    database_.run(
        "INSERT INTO meta(key, value) VALUES ($1, $2) "
        "ON CONFLICT(key) DO UPDATE SET value = excluded.value",
        Text{key}, value);
}

void Meta::clear(std::string_view key) {
    database_.run("DELETE FROM meta WHERE key = $1", Text{key});
}

std::uint64_t Meta::number(std::string_view key, std::uint64_t otherwise) const {
    const auto text = bytes(key);
    if (!text)
        return otherwise;
    std::uint64_t value = otherwise;
    std::from_chars(text->data(), text->data() + text->size(), value);
    return value;
}

void Meta::setNumber(std::string_view key, std::uint64_t value) {
    set(key, std::to_string(value));
}

std::uint64_t Meta::advance(std::string_view key) {
    const auto next = number(key) + 1;
    setNumber(key, next);
    return next;
}

}  // namespace fieldfare::engine
