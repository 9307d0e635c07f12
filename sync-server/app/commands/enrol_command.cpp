#include "shared/base/hex.h"
#include "shared/schema/fault.h"
#include "sync-server/account/enrolment.h"
#include "sync-server/app/command_line.h"
#include "sync-server/app/commands/groups.h"
#include "sync-server/app/commands/output.h"
#include "sync-server/app/commands/records.h"
#include "sync-server/app/pairing.h"
#include "sync-server/edge/edge_certificate.h"
#include "sync-server/edge/terminal_qr.h"
#include "sync-server/entry/people.h"
#include "sync-server/http/private_file.h"

namespace fieldfare::server::app {

using schema::FaultError;

namespace {

struct Enrol {
    std::string person;
    std::string url;
};

std::string urlFor(const CommandContext& context, const Enrol& options) {
    auto url = options.url;
    if (url.empty()) {
        const auto known = readEdgeUrl(context.organisation.folder());
        if (!known)
            throw FaultError{v1::INVALID,
                             "the address by which phones reach the edge is not known yet: give --url "
                             "https://HOST:PORT, or run `edge` with --public-host once",
                             "url"};
        url = *known;
    }
    if (!url.starts_with("https://") || url.size() <= std::string_view{"https://"}.size())
        throw FaultError{v1::INVALID, "the address must begin with https://", "url"};
    while (url.ends_with('/'))
        url.pop_back();
    return url;
}

int enrol(CommandContext& context, const Enrol& options) {
    v1::Pairing pairing;
    pairing.set_url(urlFor(context, options));
    const auto folder = context.organisation.folder() / "edge";
    http::makePrivateFolder(folder);
    const edge::EdgeCertificate certificate{folder, {}};
    pairing.set_key_sha256(certificate.fingerprint());
    pairing.set_spare_key_sha256(certificate.spareFingerprint());
    context.organisation.writer().run([&](sync::Turn& turn) {
        const auto directory = turn.directory();
        const auto id = entry::requirePerson(*directory, options.person);
        (void)directory->viewer(id, {});  // nobody who may not come in
        pairing.set_person(directory->person(id)->name());
        pairing.set_code(
            account::Enrolment{turn.database, context.organisation.clock()}.make(turn.random, id));
    });
    const auto payload = pairingText(pairing);
    if (context.json) {
        report(context,
               {{"url", pairing.url()},
                {"person", pairing.person()},
                {"code", pairing.code()},
                {"key_sha256", base::toHex(pairing.key_sha256())},
                {"spare_key_sha256", base::toHex(pairing.spare_key_sha256())},
                {"pairing", payload}},
               {});
        return 0;
    }
    context.out << edge::terminalQr(payload) << "\nScan this with the app on the phone of "
                << pairing.person() << ", or type:\n\n  address  " << pairing.url() << "\n  key      "
                << fingerprintText(pairing.key_sha256()) << "\n  code     " << pairing.code()
                << "\n\nThe code works once, for 7 days.\n";
    return 0;
}

}  // namespace

void addEnrolCommand(CommandLine& line) {
    const auto options = std::make_shared<Enrol>();
    auto& app = line.add(line.program(), "enrol", "Prints what a person's new device needs to come in",
                         [options](CommandContext& context) { return enrol(context, *options); });
    app.add_option("--person", options->person, "name or id")->required();
    app.add_option("--url", options->url, "https://HOST:PORT of the edge, unless it is known");
}

}  // namespace fieldfare::server::app
