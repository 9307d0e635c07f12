#include <QString>
#include <QSysInfo>
#include <ostream>

#include "mobile/device/command_line.h"
#include "mobile/device/commands/groups.h"
#include "mobile/device/input.h"
#include "mobile/device/output.h"
#include "mobile/engine/enrolment.h"
#include "mobile/engine/unsent_export.h"
#include "mobile/network/pairing_text.h"
#include "shared/base/hex.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/json.h"

namespace fieldfare::device {

using network::ServerKeys;
using schema::FaultError;

namespace {

struct Enrol {
    std::string pairing;
    std::string server;
    std::string code;
    std::string person;
    std::vector<std::string> keys;
    std::string name;
};

struct SignOut {
    std::string file;
    bool password = false;
};

/// "9F86 D081 ..." or plain digits, either case.
std::string parseKey(std::string text) {
    std::erase_if(text, [](char c) { return c == ' ' || c == ':'; });
    auto key = base::fromHex(text);
    if (!key)
        throw FaultError{v1::INVALID, "a key's fingerprint is 64 hexadecimal digits", "key"};
    return std::move(*key);
}

v1::Pairing pairingOf(const Enrol& options) {
    v1::Pairing pairing;
    if (!options.pairing.empty())
        pairing = network::parsePairing(options.pairing);
    if (!options.server.empty())
        pairing.set_url(network::serverAddress(options.server));
    if (!options.code.empty())
        pairing.set_code(options.code);
    if (!options.person.empty())
        pairing.set_person(options.person);
    constexpr std::size_t keyAndSpare = 2;
    if (options.keys.size() > keyAndSpare)
        throw FaultError{v1::INVALID, "a server has a key and a spare", "key", keyAndSpare};
    if (!options.keys.empty()) {
        pairing.set_key_sha256(parseKey(options.keys.front()));
        pairing.clear_spare_key_sha256();
        if (options.keys.size() == keyAndSpare)
            pairing.set_spare_key_sha256(parseKey(options.keys.back()));
    }
    for (const auto& [value, name] : {std::pair{&pairing.url(), "server"}, std::pair{&pairing.code(), "code"},
                                      std::pair{&pairing.person(), "person"}})
        if (value->empty())
            throw FaultError{v1::INVALID, std::string{"give --pairing, or --"} + name, name};
    return pairing;
}

Json sessionJson(const v1::Session& session, const v1::Pairing& pairing) {
    return {{"person", session.person()},
            {"person_id", base::idText(session.person_id())},
            {"role", schema::enumText(*v1::Role_descriptor()->FindValueByNumber(session.role()))},
            {"unit_id", base::idText(session.unit_id())},
            {"organisation", session.organisation()},
            {"organisation_id", base::idText(session.organisation_id())},
            {"device_id", base::idText(session.device_id())},
            {"device_code", session.device_code()},
            {"server", pairing.url()},
            {"key_sha256", base::toHex(pairing.key_sha256())}};
}

v1::Session enrolWith(network::QtTransport& transport, const v1::Pairing& pairing, const Enrol& options,
                      const std::string& password) {
    v1::EnrolRequest request;
    request.set_code(pairing.code());
    request.set_person(pairing.person());
    request.set_password(password);
    request.set_device_name(options.name.empty() ? QSysInfo::machineHostName().toStdString() : options.name);
    request.set_platform(QSysInfo::prettyProductName().toStdString());
    request.set_app_version(FIELDFARE_VERSION);
    return engine::Enrolment{transport}.enrol(request);
}

int enrol(Context& context, const Enrol& options) {
    auto pairing = pairingOf(options);
    const auto password = readLine(context.in, "password");
    std::vector<std::string> keys;
    for (const auto* key : {&pairing.key_sha256(), &pairing.spare_key_sha256()})
        if (!key->empty())
            keys.push_back(*key);
    const bool firstUse = keys.empty();
    network::QtTransport transport{
        pairing.url(),
        ServerKeys{std::move(keys), firstUse ? ServerKeys::FirstUse::Trust : ServerKeys::FirstUse::Refuse}};

    // Before the code is spent: whether its device can be kept here.
    const bool isNew = !context.device.exists();
    auto& store = context.device.makeStore();
    if (store.session())
        throw FaultError{v1::CONTRADICTION, "this store is enrolled already: sign-in goes on with it",
                         "store"};
    try {
        const auto session = enrolWith(transport, pairing, options, password);
        if (firstUse) {
            pairing.set_key_sha256(transport.keys().known().front());
            context.err << "the server's key, compare it: " << base::toHex(pairing.key_sha256()) << std::endl;
        }
        engine::StoreChange change{store.database()};
        store.setPairing(pairing);
        store.setSession(session);
        change.commit();
        print(context.out, sessionJson(session, pairing));
    } catch (...) {
        if (isNew && !store.session())
            context.device.wipe();
        throw;
    }
    return 0;
}

int signIn(Context& context) {
    auto& store = context.device.store();
    engine::Enrolment{context.device.transport()}.signIn(store, readLine(context.in, "password"));
    print(context.out, sessionJson(*store.session(), *store.pairing()));
    return 0;
}

int signOut(Context& context, const SignOut& options) {
    auto& store = context.device.store();
    if (!options.file.empty() && !options.password)
        throw FaultError{v1::INVALID, "--export is encrypted with the password of --password-stdin",
                         "export"};
    Json json{{"signed_out", true}};
    if (!options.file.empty())
        json["exported"] = engine::UnsentExport::write(store, options.file, readLine(context.in, "password"),
                                                       context.device.random());
    engine::Enrolment{context.device.transport()}.signOut(store, !options.file.empty());
    print(context.out, json);
    return 0;
}

int showExport(Context& context, const std::string& file) {
    const auto request = engine::UnsentExport::read(file, readLine(context.in, "password"));
    auto json = Json::array();
    for (const auto& encoded : request.mutations()) {
        v1::Mutation mutation;
        if (!mutation.ParseFromString(encoded))
            throw FaultError{v1::UNREADABLE, "an edit in it is damaged", "file"};
        json.push_back(jsonOf(mutation));
    }
    print(context.out, json);
    return 0;
}

/// A password is never an argument, which everybody on the machine could read.
void requirePassword(CLI::App& command, const std::string& description) {
    command
        .add_flag_callback(
            "--password-stdin", [] {}, description)
        ->required();
}

}  // namespace

void addAccountCommands(CommandLine& line) {
    const auto options = std::make_shared<Enrol>();
    auto& enrolment = line.add("enrol", "Makes the store and this device with a one-time code",
                               [options](Context& context) { return enrol(context, *options); });
    enrolment.add_option("--pairing", options->pairing, "FIELDFARE:1:..., which says all of the following");
    enrolment.add_option("--server", options->server, "https://HOST:PORT");
    enrolment.add_option("--code", options->code, "the one-time code");
    enrolment.add_option("--person", options->person, "for whom the code was made");
    enrolment
        .add_option("--key", options->keys,
                    "SHA-256 of the server's key, and again of its spare; without it the key seen now is "
                    "trusted from now on")
        ->allow_extra_args(false);
    enrolment.add_option("--name", options->name, "of the device; the machine's name unless given");
    requirePassword(enrolment, "the person's password, first line of the input");

    requirePassword(line.add("sign-in", "A new session for the store's person", signIn),
                    "the person's password, first line of the input");

    const auto leaving = std::make_shared<SignOut>();
    auto& out = line.add("sign-out", "Ends the session; refused while edits are unsent, unless exported",
                         [leaving](Context& context) { return signOut(context, *leaving); });
    out.add_option("--export", leaving->file, "writes the unsent edits there first, encrypted");
    out.add_flag("--password-stdin", leaving->password,
                 "to encrypt the export with, first line of the input");

    const auto file = std::make_shared<std::string>();
    auto& show = line.add("show-export", "Shows the edits in an export of sign-out",
                          [file](Context& context) { return showExport(context, *file); });
    show.add_option("file", *file, "the export")->required();
    requirePassword(show, "that it was encrypted with, first line of the input");
}

}  // namespace fieldfare::device
