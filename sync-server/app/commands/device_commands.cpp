#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/commands/output.h"
#include "sync-server/app/commands/records.h"
#include "sync-server/storage/record_store.h"

namespace fieldfare::server::app {

using nlohmann::ordered_json;
using schema::FaultError;
using schema::Schema;

namespace {

struct Revoke {
    std::string device;
    bool lost = false;
    bool collect = false;
};

int listDevices(CommandContext& context) {
    auto json = ordered_json::array();
    std::vector<std::vector<std::string>> rows;
    readDirectory(context.organisation, [&](auto& database, const sync::Directory& directory) {
        for (const auto& row : livingRows(database, Schema::of<v1::Device>())) {
            const auto& device = static_cast<const v1::Device&>(*row.record);
            const auto* person = directory.person(device.person_id());
            const auto name = person == nullptr ? std::string{} : person->name();
            ordered_json item{{"id", base::idText(row.id)}};
            item.update(schema::toJson(device));
            item["person"] = name;
            rows.push_back({device.code(), name, device.name(), device.platform(),
                            timeText(device.enrolled_at()), item.value("revoked", ""), base::idText(row.id)});
            json.push_back(std::move(item));
        }
    });
    if (context.json)
        context.out << json.dump() << '\n';
    else
        writeTable(context.out, {"CODE", "PERSON", "NAME", "PLATFORM", "ENROLLED", "REVOKED", "ID"}, rows);
    return 0;
}

const storage::RecordRow& requireDevice(sync::Turn& turn, sync::ServerEdit& edit, const std::string& text) {
    const auto& type = Schema::of<v1::Device>();
    if (const auto id = base::Uuid::fromText(text))
        return edit.require(type, id->bytes());
    storage::RecordStore store{turn.database};
    for (const auto& row : store.loadWhere(type, "code", fieldfare::storage::Text{text}))
        return edit.require(type, row.id);
    throw FaultError{v1::NOT_FOUND, "there is no device with this code", "device"};
}

int revokeDevice(CommandContext& context, const Revoke& options) {
    const auto wanted = options.collect ? v1::Device::COLLECT : v1::Device::LOST;
    // Its sessions stay: by them it hears what it has to do.
    editRecords(context.organisation, [&](sync::Turn& turn, sync::ServerEdit& edit) {
        const auto& row = requireDevice(turn, edit, options.device);
        if (static_cast<const v1::Device&>(*row.record).revoked() == v1::Device::LOST &&
            wanted == v1::Device::COLLECT)
            throw FaultError{v1::CONTRADICTION, "the device was told to wipe itself already", "device"};
        edit.change(row, [&](google::protobuf::Message& record) {
            static_cast<v1::Device&>(record).set_revoked(wanted);
        });
    });
    const bool lost = wanted == v1::Device::LOST;
    report(context, {{"device", options.device}, {"revoked", lost ? "lost" : "collect"}},
           "the device " + options.device +
               (lost ? " is to wipe itself" : " is to hand over what it has not sent, then to wipe itself"));
    return 0;
}

}  // namespace

void addDeviceCommands(CommandLine& line) {
    auto& group = line.group("device", "Devices: the phones and tablets that people enrolled");
    line.add(group, "list", "Lists the devices", listDevices);
    const auto options = std::make_shared<Revoke>();
    auto& app = line.add(group, "revoke", "Refuses a device from now on",
                         [options](CommandContext& context) { return revokeDevice(context, *options); });
    app.add_option("device", options->device, "code or id")->required();
    auto* lost =
        app.add_flag("--lost", options->lost, "it wipes itself at once; this is what happens unless");
    app.add_flag("--collect", options->collect,
                 "it hands over what it has not sent, all of it held, then wipes itself")
        ->excludes(lost);
}

}  // namespace fieldfare::server::app
