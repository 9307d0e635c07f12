#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

namespace fieldfare::server::backup {

/// What a backup is of, as `manifest.json` says it beside the copy.
struct Manifest {
    std::string organisation;  ///< id, 16 bytes
    std::string name;          ///< of the organisation
    std::string epoch;         ///< 16 bytes
    std::uint64_t seq = 0;
    std::uint64_t journal = 0;                     ///< number of the journal's last entry that is in it
    std::int64_t time = 0;                         ///< epoch ms; the copy is not older
    std::map<std::string, std::uint64_t> records;  ///< living ones, by type
    bool withFiles = true;
    std::uint64_t files = 0;         ///< photos and documents in it
    std::uint64_t filesMissing = 0;  ///< noted as there, but in no folder
    std::string storeSha256;         ///< of store.sqlite, 32 raw bytes

    friend bool operator==(const Manifest&, const Manifest&) = default;

    /// The file's content: JSON that ends with its own SHA-256.
    [[nodiscard]] std::string text() const;
    /// Throws FaultError UNREADABLE, at "manifest", for anything that text() did not give.
    [[nodiscard]] static Manifest fromText(const std::string& text);

    [[nodiscard]] static std::filesystem::path fileIn(const std::filesystem::path& folder) {
        return folder / "manifest.json";
    }
};

}  // namespace fieldfare::server::backup
