#include "sync-server/backup/manifest.h"

#include <nlohmann/json.hpp>

#include "shared/base/hash.h"
#include "shared/base/hex.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"

namespace fieldfare::server::backup {

using nlohmann::ordered_json;

namespace {

constexpr int format = 1;
constexpr const char* check = "manifest_sha256";

std::string withCheck(ordered_json json) {
    json[check] = base::toHex(base::sha256(json.dump(2)));
    return json.dump(2) + "\n";
}

ordered_json toJson(const Manifest& manifest) {
    ordered_json records = ordered_json::object();
    for (const auto& [type, count] : manifest.records)
        records[type] = count;
    return {{"format", format},
            {"organisation", base::idText(manifest.organisation)},
            {"name", manifest.name},
            {"epoch", base::toHex(manifest.epoch)},
            {"seq", manifest.seq},
            {"journal", manifest.journal},
            {"time", manifest.time},
            {"records", std::move(records)},
            {"with_files", manifest.withFiles},
            {"files", manifest.files},
            {"files_missing", manifest.filesMissing},
            {"store_sha256", base::toHex(manifest.storeSha256)}};
}

Manifest fromJson(const ordered_json& json) {
    Manifest manifest;
    manifest.organisation = base::Uuid::fromText(json.at("organisation").get<std::string>()).value().bytes();
    manifest.name = json.at("name");
    manifest.epoch = base::fromHex(json.at("epoch").get<std::string>()).value();
    manifest.seq = json.at("seq");
    manifest.journal = json.at("journal");
    manifest.time = json.at("time");
    for (const auto& [type, count] : json.at("records").items())
        manifest.records[type] = count;
    manifest.withFiles = json.at("with_files");
    manifest.files = json.at("files");
    manifest.filesMissing = json.at("files_missing");
    manifest.storeSha256 = base::fromHex(json.at("store_sha256").get<std::string>()).value();
    return manifest;
}

}  // namespace

std::string Manifest::text() const {
    return withCheck(toJson(*this));
}

Manifest Manifest::fromText(const std::string& text) {
    try {
        auto json = ordered_json::parse(text);
        if (json.at("format") != format)
            throw schema::FaultError{v1::UNREADABLE, "a newer program made this backup", "manifest"};
        json.erase(check);
        if (withCheck(json) == text)
            return fromJson(json);
    } catch (const nlohmann::json::exception&) {
    } catch (const std::bad_optional_access&) {
    }
    throw schema::FaultError{v1::UNREADABLE, "the manifest of the backup is damaged", "manifest"};
}

}  // namespace fieldfare::server::backup
