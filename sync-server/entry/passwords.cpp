#include "sync-server/entry/passwords.h"

#include "shared/schema/fault.h"
#include "sync-server/account/credentials.h"
#include "sync-server/account/password_check.h"
#include "sync-server/account/password_policy.h"
#include "sync-server/account/sessions.h"
#include "sync-server/sync/exchange.h"

namespace fieldfare::server::entry {

using account::Credentials;
using account::PasswordCheck;
using account::PasswordHash;
using account::Sessions;
using fieldfare::storage::Database;
using fieldfare::storage::Transaction;
using schema::FaultError;
using sync::Turn;

namespace {

struct Names {
    std::string person;
    std::string organisation;
};

Names namesOf(const sync::Directory& directory, const std::string& person) {
    const auto* known = directory.person(person);
    if (known == nullptr)
        throw FaultError{v1::NOT_FOUND, "there is no such person", "person"};
    return {known->name(), directory.organisation().name()};
}

void requireGood(const std::string& password, const Names& names, const std::string& path) {
    const std::string_view views[] = {names.person, names.organisation};
    account::requireGoodPassword(password, views, path);
}

}  // namespace

void changePassword(Entrance& entrance, const std::string& token, const v1::ChangePasswordRequest& request,
                    const std::string& address) {
    auto& organisation = entrance.organisation();
    std::optional<PasswordHash> hash;
    std::optional<PasswordCheck> check;
    std::string person;
    Names names;
    {
        const auto slot = entrance.slot();
        organisation.writer().run([&](Turn& turn) {
            person = sync::identify(turn.database, organisation, token).person;
            names = namesOf(*turn.directory(), person);
            entrance.throttle().admit(turn.database, {person, names.person, address});
            Credentials credentials{turn.database, organisation.clock()};
            check = PasswordCheck::prepare(credentials, person);
        });
        if (!check->verify(slot, request.old_password(), organisation.random()))
            throw FaultError{v1::INVALID, "this is not the present password", "old_password"};
        try {
            requireGood(request.new_password(), names, "new_password");
        } catch (const FaultError&) {
            // Whoever chose badly guessed nothing.
            organisation.writer().run([&](Turn& turn) {
                entrance.throttle().succeeded(turn.database, {person, names.person, address});
            });
            throw;
        }
        hash = PasswordHash::make(request.new_password(), organisation.random());
    }
    organisation.writer().run([&](Turn& turn) {
        (void)sync::identify(turn.database, organisation, token);
        Credentials credentials{turn.database, organisation.clock()};
        check->finish(credentials);
        credentials.set(person, *hash);
        entrance.throttle().succeeded(turn.database, {person, names.person, address});
        Sessions{turn.database, organisation.clock()}.endOthersOfPerson(person, token);
        turn.news.people.insert(person);
    });
}

void requireGoodPassword(sync::Organisation& organisation, const std::string& password,
                         const std::string& personName) {
    std::string organisationName;
    organisation.readers().run([&](Database& database) {
        Transaction snapshot{database, Transaction::Kind::Read};
        organisationName = organisation.directories().at(database)->organisation().name();
    });
    requireGood(password, {personName, organisationName}, "password");
}

void setPassword(Entrance& entrance, const std::string& person, const std::string& password) {
    auto& organisation = entrance.organisation();
    Names names;
    organisation.readers().run([&](Database& database) {
        Transaction snapshot{database, Transaction::Kind::Read};
        names = namesOf(*organisation.directories().at(database), person);
    });
    requireGood(password, names, "password");
    std::optional<PasswordHash> hash;
    {
        const auto slot = entrance.slot();
        hash = PasswordHash::make(password, organisation.random());
    }
    organisation.writer().run([&](Turn& turn) {
        Credentials{turn.database, organisation.clock()}.set(person, *hash);
        account::SignInThrottle::forgive(turn.database, person);
        Sessions{turn.database, organisation.clock()}.endAllOfPerson(person);
        turn.news.people.insert(person);
    });
}

}  // namespace fieldfare::server::entry
