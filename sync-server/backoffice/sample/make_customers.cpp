#include <array>
#include <set>

#include "fieldfare/people.pb.h"
#include "sync-server/backoffice/sample/sample_world.h"

namespace fieldfare::server::sample {
namespace {

constexpr double e7 = 1e7;

std::string letters(Dice& dice, int count) {
    constexpr std::string_view inPostcodes = "ABDEFGHJLNPQRSTUWXYZ";
    std::string out;
    for (int i = 0; i < count; ++i)
        out += dice.pick(inPostcodes);
    return out;
}

/// One use.
class CustomerMaker {
  public:
    explicit CustomerMaker(SampleWorld& world) : world_{world}, dice_{world.dice} {}

    void make() {
        for (std::size_t i = 0; i < world_.options.customers; ++i)
            makeCustomer(i);
    }

  private:
    void makeCustomer(std::size_t number);
    void makeContact(const SampleCustomer& customer, const Town& town, bool chinese, std::int64_t madeAt);
    void setPlace(v1::Customer& customer, const Town& town, bool chinese);
    void setTerms(v1::Customer& customer, const SampleRep& rep);
    [[nodiscard]] std::string businessName(const Trade& trade, const Town& town, bool chinese);
    [[nodiscard]] std::string personName(bool chinese);
    [[nodiscard]] std::string landline(const Town& town) {
        return std::string{town.phone} + dice_.digits(town.phoneDigits);
    }
    [[nodiscard]] std::string mobile(bool chinese) {
        const auto& region = regions[chinese ? 0 : 1];
        return std::string{region.mobile} + dice_.digits(region.mobileDigits);
    }

    SampleWorld& world_;
    Dice& dice_;
    std::set<std::string> names_;
};

std::string CustomerMaker::businessName(const Trade& trade, const Town& town, bool chinese) {
    std::string name = chinese ? std::string{town.name}.append(dice_.pick(chineseNames)).append(trade.chinese)
                               : std::string{dice_.pick(englishNames)}.append(" ").append(trade.english);
    // A second one of a name is a branch.
    for (std::string branch = name; !names_.insert(name).second;)
        name = chinese ? branch + "（" + std::string{dice_.pick(chineseStreets)} + "店）"
                       : branch + " " + std::string{dice_.pick(englishStreets)};
    return name;
}

std::string CustomerMaker::personName(bool chinese) {
    if (chinese)
        return std::string{dice_.pick(surnames)}.append(dice_.pick(chineseGivenNames));
    return std::string{dice_.pick(englishGivenNames)}.append(" ").append(dice_.pick(familyNames));
}

void CustomerMaker::setPlace(v1::Customer& customer, const Town& town, bool chinese) {
    auto& address = *customer.mutable_address();
    const auto number = std::to_string(dice_.between(1, 288));
    address.set_street(chinese ? std::string{dice_.pick(chineseStreets)} + number + "号"
                               : number + ' ' + std::string{dice_.pick(englishStreets)});
    address.set_district(std::string{dice_.pick(town.districts)});
    address.set_city(std::string{town.name});
    address.set_region(std::string{town.region});
    address.set_country(std::string{town.country});
    address.set_postcode(std::string{town.postcode} + (chinese ? "0" + dice_.digits(2)
                                                               : std::to_string(dice_.between(1, 20)) + ' ' +
                                                                     dice_.digits(1) + letters(dice_, 2)));
    // Within a few kilometres of the centre.
    constexpr std::int64_t spread = 450'000;
    auto& position = *customer.mutable_position();
    position.set_latitude_e7(
        static_cast<std::int32_t>(town.latitude * e7 + static_cast<double>(dice_.between(-spread, spread))));
    position.set_longitude_e7(
        static_cast<std::int32_t>(town.longitude * e7 + static_cast<double>(dice_.between(-spread, spread))));
}

void CustomerMaker::setTerms(v1::Customer& customer, const SampleRep& rep) {
    customer.set_payment_terms(std::string{rep.phrases().paymentTerms});
    if (rep.region != &regions.front())
        customer.set_price_list_id(world_.foreignList);
    else if (customer.kind() == v1::Customer::CHANNEL)
        customer.set_price_list_id(world_.channelList);
    else if (dice_.chance(70))
        customer.set_price_list_id(world_.standardList);
    const auto& currency = world_.catalogue.organisation().currency();
    const auto money = [&](std::int64_t minor, v1::Money& out) {
        out.set_minor(minor);
        out.set_currency(currency);
    };
    constexpr std::array<std::int64_t, 4> limits{0, 200'000, 60'000, 20'000};  // by tier
    const auto limit = limits[static_cast<std::size_t>(customer.tier())];
    money(dice_.between(limit / 2, limit) / 1'000 * 100'000, *customer.mutable_potential());
    if (dice_.chance(60))
        money(limit * 100 / 4, *customer.mutable_credit_limit());
    if (customer.has_credit_limit() && dice_.chance(15))
        money(dice_.between(1, limit / 8) * 100, *customer.mutable_arrears());
}

void CustomerMaker::makeContact(const SampleCustomer& customer, const Town& town, bool chinese,
                                std::int64_t madeAt) {
    v1::Contact contact;
    contact.set_customer_id(customer.id);
    contact.set_name(personName(chinese));
    contact.set_title(std::string{dice_.pick((chinese ? chinesePhrases : englishPhrases).jobs)});
    auto& phone = *contact.add_phones();
    phone.set_id(dice_.id(madeAt));
    phone.set_kind(v1::Phone::MOBILE);
    phone.set_number(mobile(chinese));
    if (dice_.chance(25)) {
        auto& office = *contact.add_phones();
        office.set_id(dice_.id(madeAt));
        office.set_kind(v1::Phone::OFFICE);
        office.set_number(landline(town));
    }
    if (dice_.chance(65)) {
        auto& mail = *contact.add_mails();
        mail.set_id(dice_.id(madeAt));
        mail.set_address("contact" + std::to_string(world_.counts.contacts + 1) + "@example.com");
    }
    if (dice_.chance(40)) {
        const auto two = [](std::int64_t n) { return (n < 10 ? "-0" : "-") + std::to_string(n); };
        contact.set_birthday(std::to_string(dice_.between(1961, 2001)) + two(dice_.between(1, 12)) +
                             two(dice_.between(1, 28)));
    }
    constexpr std::array<int, 4> closeness{30, 15, 35, 20};
    if (const auto at = dice_.weighted(closeness); at != 0)
        contact.set_closeness(static_cast<v1::Contact::Closeness>(at));
    world_.add(dice_.id(madeAt), std::move(contact),
               customer.inPool ? std::string{} : world_.reps[customer.rep].id);
    ++world_.counts.contacts;
}

void CustomerMaker::makeCustomer(std::size_t number) {
    constexpr std::int64_t oldest = 560 * dayMs;
    constexpr std::int64_t youngest = 370 * dayMs;
    const auto madeAt = world_.now - dice_.between(youngest, oldest);
    SampleCustomer made;
    made.id = dice_.id(madeAt);
    made.rep = number % world_.reps.size();
    made.inPool = dice_.chance(8);
    const auto& rep = world_.reps[made.rep];
    made.town = dice_.chance(65) ? 0 : 1;
    const auto& town = rep.territory->towns[made.town];
    // Some businesses abroad have a name in the other language.
    const bool chinese = rep.territory->chinese != dice_.chance(6);
    const auto& trade = dice_.pick(trades);

    auto& customer = made.record;
    customer.set_name(businessName(trade, town, chinese));
    if (dice_.chance(70))
        customer.set_code("C" + std::to_string(10'000 + number));
    constexpr std::array<int, 3> kinds{60, 25, 15};
    customer.set_kind(static_cast<v1::Customer::Kind>(1 + dice_.weighted(kinds)));
    constexpr std::array<int, 3> tiers{15, 35, 50};
    customer.set_tier(static_cast<v1::Customer::Tier>(1 + dice_.weighted(tiers)));
    customer.set_industry(std::string{trade.industry});
    constexpr std::array<int, 5> lifecycles{10, 20, 60, 7, 3};
    customer.set_lifecycle(static_cast<v1::Customer::Lifecycle>(1 + dice_.weighted(lifecycles)));
    setPlace(customer, town, rep.territory->chinese);
    setTerms(customer, rep);
    auto& phone = *customer.add_phones();
    phone.set_id(dice_.id(madeAt));
    phone.set_kind(v1::Phone::OFFICE);
    phone.set_number(landline(town));
    if (dice_.chance(40)) {
        auto& mail = *customer.add_mails();
        mail.set_id(dice_.id(madeAt));
        mail.set_address("info" + std::to_string(number + 1) + "@example.com");
    }
    std::set<std::string> chosen;
    for (auto left = dice_.between(0, 3); left > 0; --left)
        chosen.insert(std::string{dice_.pick(tags)});
    for (const auto& tag : chosen)
        customer.add_tags(tag);
    customer.set_source(std::string{dice_.pick(sources)});
    if (made.inPool) {
        std::string unit;
        for (const auto& person : world_.people)
            if (person.id == rep.id)
                unit = static_cast<const v1::Person&>(*person.record).unit_id();
        customer.set_unit_id(unit);
    } else {
        customer.set_owner_id(rep.id);
        if (customer.tier() == v1::Customer::A && dice_.chance(20))
            customer.add_collaborator_ids(world_.reps[number / world_.reps.size() % world_.reps.size()].id);
    }
    if (customer.collaborator_ids_size() != 0 && customer.collaborator_ids(0) == rep.id)
        customer.clear_collaborator_ids();
    for (auto left = dice_.between(1, customer.tier() == v1::Customer::A ? 4 : 2); left > 0; --left)
        makeContact(made, town, chinese, madeAt);
    world_.customers.push_back(std::move(made));
    ++world_.counts.customers;
}

}  // namespace

void makeCustomers(SampleWorld& world) {
    CustomerMaker{world}.make();
}

void finishCustomers(SampleWorld& world) {
    for (const auto& customer : world.customers)
        world.add(customer.id, customer.record, customer.record.owner_id());
}

}  // namespace fieldfare::server::sample
