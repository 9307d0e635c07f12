#pragma once

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>

#include <SQLiteCpp/SQLiteCpp.h>

namespace fieldfare::tests {

/// Overwrites the page where a table of a closed store begins, as a failing disk does.
inline void damage(const std::filesystem::path& store, const std::string& table) {
    std::int64_t page = 0;
    std::int64_t size = 0;
    {
        SQLite::Database database{store.string(), SQLite::OPEN_READWRITE};
        database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
        page =
            database.execAndGet("SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'").getInt64();
        size = database.execAndGet("PRAGMA page_size").getInt64();
    }
    std::fstream file{store, std::ios::in | std::ios::out | std::ios::binary};
    file.seekp((page - 1) * size);
    file << std::string(static_cast<std::size_t>(size), '\x5a');
    if (!file.flush())
        throw std::runtime_error{store.string() + " cannot be written"};
}

}  // namespace fieldfare::tests
