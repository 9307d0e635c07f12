#include <ostream>

#include "mobile/device/command_line.h"
#include "mobile/device/commands/groups.h"
#include "mobile/device/output.h"
#include "mobile/engine/digest_ledger.h"
#include "shared/base/hex.h"
#include "shared/base/uuid.h"
#include "shared/schema/json.h"
#include "shared/schema/schema.h"

namespace fieldfare::device {

namespace {

int status(Context& context) {
    auto& store = context.device.store();
    const auto status = context.device.reading().status();
    Json json;
    if (const auto session = store.session()) {
        json["person"] = session->person();
        json["person_id"] = base::idText(session->person_id());
        json["role"] = schema::enumText(*v1::Role_descriptor()->FindValueByNumber(store.role()));
        json["organisation"] = session->organisation();
        json["device_id"] = base::idText(session->device_id());
        json["device_code"] = session->device_code();
    }
    if (const auto pairing = store.pairing()) {
        json["server"] = pairing->url();
        json["key_sha256"] = base::toHex(pairing->key_sha256());
    }
    json["signed_in"] = status.signedIn;
    json["up_to_date"] = status.upToDate();
    json["unsent"] = status.unsent;
    json["files"] = status.files;
    json["file_bytes"] = status.fileBytes;
    json["files_refused"] = status.filesRefused;
    json["oldest_unsent"] = timeOf(status.oldestUnsent);
    json["parked"] = status.parked;
    json["attention"] = status.attention;
    json["conflicts"] = status.conflicts;
    json["to_decide"] = status.toDecide;
    json["last_sync"] = timeOf(status.lastSync);
    print(context.out, json);
    return 0;
}

int verify(Context& context) {
    const bool right = context.device.store().verify();
    print(context.out, {{"ok", right}});
    return right ? 0 : 1;
}

/// 16 digits, as 64 bits do not fit every reader's numbers.
std::string digits(std::uint64_t value) {
    std::string bytes;
    for (int shift = 56; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<char>(value >> static_cast<unsigned>(shift)));
    return base::toHex(bytes);
}

int digest(Context& context) {
    auto& store = context.device.store();
    const engine::DigestLedger ledger{store.database()};
    auto json = Json::object();
    for (const auto& scope : store.scopes().active()) {
        auto& types = json[scopeText(scope.scope)] = Json::object();
        for (const auto& [number, sum] : ledger.of(scope.no)) {
            const auto* type = schema::Schema::instance().type(number);
            types[type == nullptr ? std::to_string(number) : type->name()] = {{"count", sum.count},
                                                                              {"digest", digits(sum.sum)}};
        }
    }
    print(context.out, json);
    return 0;
}

}  // namespace

void addCheckCommands(CommandLine& line) {
    line.add("status", "Who this is, what waits, and when everything was in step last", status);
    line.add("digest", "Counts and digests by scope and type: equal on devices that hold the same", digest);
    line.add("verify", "Counts all rows again and compares with the kept counts and digests", verify);
}

}  // namespace fieldfare::device
