#include <string>

#include "fieldfare/people.pb.h"
#include "sync-server/backoffice/sample/sample_world.h"

namespace fieldfare::server::sample {
namespace {

struct Newcomer {
    std::string_view name;
    std::string_view mail;
    std::string_view language;
    v1::Role role;
    std::string_view mobile;
    int mobileDigits;
};

/// Ids are of a moment before everything that people do.
std::string foundingId(SampleWorld& world) {
    constexpr std::int64_t age = 700 * dayMs;
    return world.dice.id(world.now - age);
}

std::string hire(SampleWorld& world, const Newcomer& newcomer, const std::string& unit) {
    v1::Person person;
    person.set_name(std::string{newcomer.name});
    person.set_mail(std::string{newcomer.mail});
    person.set_language(std::string{newcomer.language});
    person.set_role(newcomer.role);
    person.set_unit_id(unit);
    person.set_status(v1::Person::ACTIVE);
    person.set_phone(std::string{newcomer.mobile} + world.dice.digits(newcomer.mobileDigits));
    auto id = foundingId(world);
    world.people.push_back(
        {&schema::Schema::of<v1::Person>(), id, std::make_unique<v1::Person>(std::move(person)), {}});
    world.personIds.push_back(id);
    ++world.counts.people;
    return id;
}

}  // namespace

void makePeople(SampleWorld& world) {
    for (const auto& region : regions) {
        v1::Unit unit;
        unit.set_name(std::string{region.unit});
        unit.set_superior_id(world.rootUnit);
        const auto unitId = foundingId(world);
        world.people.push_back(
            {&schema::Schema::of<v1::Unit>(), unitId, std::make_unique<v1::Unit>(std::move(unit)), {}});
        ++world.counts.units;
        const auto newcomer = [&](std::string_view name, std::string_view mail, std::string_view language,
                                  v1::Role role) {
            return Newcomer{name, mail, language, role, region.mobile, region.mobileDigits};
        };
        const auto manager = hire(
            world, newcomer(region.manager, region.managerMail, region.managerLanguage, v1::MANAGER), unitId);
        for (const auto& territory : region.territories) {
            SampleRep rep;
            rep.id =
                hire(world, newcomer(territory.rep, territory.mail, territory.language, v1::REP), unitId);
            rep.managerId = manager;
            rep.region = &region;
            rep.territory = &territory;
            world.reps.push_back(std::move(rep));
        }
    }
    const auto atRoot = [&](const Colleague& colleague, v1::Role role) {
        const auto& home = regions.front();
        return hire(
            world, {colleague.name, colleague.mail, colleague.language, role, home.mobile, home.mobileDigits},
            world.rootUnit);
    };
    (void)atRoot(backOffice, v1::BACK_OFFICE);
    (void)atRoot(administrator, v1::ADMINISTRATOR);
    world.executiveId = atRoot(executive, v1::EXECUTIVE);
}

}  // namespace fieldfare::server::sample
