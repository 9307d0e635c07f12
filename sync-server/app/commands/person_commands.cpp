#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"
#include "sync-server/account/enrolment.h"
#include "sync-server/account/sessions.h"
#include "sync-server/account/sign_in_throttle.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/commands/output.h"
#include "sync-server/app/commands/records.h"
#include "sync-server/entry/passwords.h"
#include "sync-server/entry/people.h"

namespace fieldfare::server::app {

using nlohmann::ordered_json;
using schema::FaultError;
using schema::Schema;

namespace {

struct AddPerson {
    std::string name;
    std::string role;
    std::string unit;
    std::string language;
    bool password = false;
    bool sameName = false;
};

struct Whom {
    std::string name;
    bool password = false;
};

v1::Role roleNamed(const std::string& text) {
    const auto* value = schema::enumFromText(*v1::Role_descriptor(), text);
    if (value == nullptr || value->number() == 0)
        throw FaultError{v1::INVALID,
                         "no such role; there are rep, manager, executive, unit_administrator, back_office, "
                         "administrator",
                         "role"};
    return static_cast<v1::Role>(value->number());
}

int addPerson(CommandContext& context, const AddPerson& options) {
    v1::Person person;
    person.set_name(options.name);
    person.set_role(roleNamed(options.role));
    person.set_status(v1::Person::ACTIVE);
    if (!options.language.empty())
        person.set_language(options.language);
    std::string password;
    if (options.password) {
        password = readLine(context.in, "password");
        // Before there is a person whose password is then refused.
        entry::requireGoodPassword(context.organisation, password, options.name);
    }
    std::string id;
    editRecords(context.organisation, [&](sync::Turn& turn, sync::ServerEdit& edit) {
        for (const auto& [other, known] : edit.directory().people())
            if (!options.sameName && entry::isSameName(known.name(), options.name))
                throw FaultError{v1::ALREADY_EXISTS,
                                 "somebody has this name; --same-name adds another all the same", "name"};
        person.set_unit_id(requireUnit(turn.database, edit.directory(), options.unit));
        id = edit.create(Schema::of<v1::Person>(), {}, person).id;
    });
    if (options.password)
        entry::setPassword(context.entrance, id, password);
    report(context, {{"id", base::idText(id)}, {"name", options.name}},
           "added " + options.name + ", " + base::idText(id));
    return 0;
}

int listPeople(CommandContext& context) {
    auto json = ordered_json::array();
    std::vector<std::vector<std::string>> rows;
    readDirectory(context.organisation, [&](auto& database, const sync::Directory& directory) {
        std::map<std::string, std::string> units;
        for (const auto& row : livingRows(database, Schema::of<v1::Unit>()))
            units[row.id] = static_cast<const v1::Unit&>(*row.record).name();
        for (const auto& [id, person] : directory.people()) {
            ordered_json item{{"id", base::idText(id)}};
            item.update(schema::toJson(person));
            item["unit"] = units[person.unit_id()];
            rows.push_back({person.name(), item.value("role", ""), units[person.unit_id()],
                            item.value("status", ""), timeText(person.last_sign_in_at()), base::idText(id)});
            json.push_back(std::move(item));
        }
    });
    if (context.json)
        context.out << json.dump() << '\n';
    else
        writeTable(context.out, {"NAME", "ROLE", "UNIT", "STATUS", "LAST SIGN-IN", "ID"}, rows);
    return 0;
}

int setStatus(CommandContext& context, const Whom& options, v1::Person::Status status) {
    editRecords(context.organisation, [&](sync::Turn& turn, sync::ServerEdit& edit) {
        const auto id = entry::requirePerson(edit.directory(), options.name);
        edit.change(edit.require(Schema::of<v1::Person>(), id), [&](google::protobuf::Message& record) {
            static_cast<v1::Person&>(record).set_status(status);
        });
        if (status == v1::Person::ACTIVE)
            return account::SignInThrottle::forgive(turn.database, id);
        // A revoked device's session stays: by it the device hears what it has to do.
        account::Sessions sessions{turn.database, context.organisation.clock()};
        const auto& devices = Schema::of<v1::Device>();
        for (const auto* device : edit.changes().where(devices, *devices.field("person_id"), id))
            if (!static_cast<const v1::Device&>(*device->record).has_revoked())
                sessions.endAllOfDevice(device->id);
        turn.news.people.insert(id);
        account::Enrolment{turn.database, context.organisation.clock()}.withdraw(id);
    });
    const std::string done = status == v1::Person::FROZEN ? "frozen" : "active";
    report(context, {{"name", options.name}, {"status", done}}, options.name + " is " + done);
    return 0;
}

int setPassword(CommandContext& context, const Whom& options) {
    if (!options.password)
        throw FaultError{v1::INVALID, "a password is read from standard input: give --password-stdin",
                         "password"};
    std::string id;
    readDirectory(context.organisation, [&](auto&, const sync::Directory& directory) {
        id = entry::requirePerson(directory, options.name);
    });
    entry::setPassword(context.entrance, id, readLine(context.in, "password"));
    report(context, {{"name", options.name}}, options.name + " has a new password and signs in again");
    return 0;
}

}  // namespace

void addPersonCommands(CommandLine& line) {
    auto& group = line.group("person", "People: who works here");
    const auto options = std::make_shared<AddPerson>();
    auto& app = line.add(group, "add", "Adds a person",
                         [options](CommandContext& context) { return addPerson(context, *options); });
    app.add_option("--name", options->name, "their name")->required();
    app.add_option("--role", options->role,
                   "rep, manager, executive, unit_administrator, back_office or administrator")
        ->required();
    app.add_option("--unit", options->unit, "name or id of their unit; the root unless given");
    app.add_option("--language", options->language, "BCP 47, e.g. zh-CN");
    app.add_flag("--same-name", options->sameName, "although somebody has this name");
    line.readInputWith(app, "--password-stdin", options->password,
                       "read their password from standard input; without one they choose it when enrolling");
    line.add(group, "list", "Lists the people", listPeople);
    for (const auto status : {v1::Person::FROZEN, v1::Person::ACTIVE}) {
        const bool freezes = status == v1::Person::FROZEN;
        const auto whom = std::make_shared<Whom>();
        auto& command =
            line.add(group, freezes ? "freeze" : "unfreeze",
                     freezes ? "Ends a person's sessions and lets them in no more; they keep what they own"
                             : "Lets a person in again",
                     [whom, status](CommandContext& context) { return setStatus(context, *whom, status); });
        command.add_option("person", whom->name, "name or id")->required();
    }
    const auto whom = std::make_shared<Whom>();
    auto& password = line.add(group, "password", "Sets a person's password and ends their sessions",
                              [whom](CommandContext& context) { return setPassword(context, *whom); });
    password.add_option("person", whom->name, "name or id")->required();
    line.readInputWith(password, "--password-stdin", whom->password, "read it from standard input");
}

}  // namespace fieldfare::server::app
