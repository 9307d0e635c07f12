#include "sync-server/backoffice/import/workload_mapping.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "shared/base/hash.h"
#include "shared/base/hex.h"
#include "shared/base/uuid.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"

namespace fieldfare::server::importing {

using nlohmann::json;
using schema::FaultError;
using schema::RecordType;
using schema::Schema;

namespace {

[[noreturn]] void refuse(const std::string& member, const std::string& what) {
    throw FaultError{v1::INVALID, member + ": " + what, member};
}

const json& member(const json& object, const std::string& name) {
    const auto at = object.find(name);
    if (at == object.end() || at->is_null())
        refuse(name, "missing");
    return *at;
}

const std::string& text(const json& value, const std::string& name) {
    if (!value.is_string())
        refuse(name, "not text");
    return value.get_ref<const std::string&>();
}

const std::string& text(const json& object, const char* name) {
    return text(member(object, name), std::string{name});
}

std::int64_t integer(const json& value, const std::string& name) {
    if (!value.is_number_integer())
        refuse(name, "not a whole number");
    return value.get<std::int64_t>();
}

std::int64_t integer(const json& object, const char* name) {
    return integer(member(object, name), std::string{name});
}

std::string id(const json& object, const char* name) {
    const auto found = base::Uuid::fromText(text(object, name));
    if (!found)
        refuse(name, "not a UUID");
    return found->bytes();
}

std::uint32_t basisPoints(const json& value, const std::string& name) {
    const auto number = integer(value, name);
    if (number < 0 || number > 10'000)
        refuse(name, "not in 0 to 10000 basis points");
    return static_cast<std::uint32_t>(number);
}

std::int32_t degreesE7(const json& value, const std::string& name) {
    constexpr double scale = 1e7;
    if (!value.is_number() || std::abs(value.get<double>()) > 180.0)
        refuse(name, "not degrees");
    return static_cast<std::int32_t>(std::lround(value.get<double>() * scale));
}

/// An id that follows from a name: version 8 of RFC 9562.
std::string derivedId(const std::string& kind, const std::string& name) {
    auto bytes = base::sha256("fieldfare workload " + kind + ' ' + name).substr(0, 16);
    const auto octet = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    bytes[6] = static_cast<char>((octet(6) & 0x0FU) | 0x80U);
    bytes[8] = static_cast<char>((octet(8) & 0x3FU) | 0x80U);
    return bytes;
}

/// Members that every object has and that no field holds.
bool isCommon(const std::string& name) {
    static constexpr std::array<std::string_view, 5> names{"type", "id", "owner", "team", "updated_at"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

template <typename Record>
void setPhone(const std::string& number, const std::string& recordId, Record& record) {
    if (record.phones().empty())
        record.add_phones()->set_id(derivedId("phone", recordId));
    record.mutable_phones(0)->set_number(number);
}

void setMail(const std::string& address, const std::string& recordId, v1::Contact& contact) {
    if (contact.mails().empty())
        contact.add_mails()->set_id(derivedId("mail", recordId));
    contact.mutable_mails(0)->set_address(address);
}

template <typename Enum>
struct Word {
    std::string_view word;
    Enum value;
};

template <typename Enum, std::size_t Count>
Enum valueOf(const std::array<Word<Enum>, Count>& words, const json& value, const std::string& name) {
    const auto& word = text(value, name);
    const auto at =
        std::find_if(words.begin(), words.end(), [&](const Word<Enum>& known) { return known.word == word; });
    if (at == words.end())
        refuse(name, "\"" + word + "\" is unknown");
    return at->value;
}

constexpr std::array<Word<v1::Customer::Tier>, 3> tiers{
    {{"A", v1::Customer::A}, {"B", v1::Customer::B}, {"C", v1::Customer::C}}};
constexpr std::array<Word<v1::Role>, 2> roles{{{"rep", v1::REP}, {"manager", v1::MANAGER}}};
// A complaint or a survey is what a visit was for as much as what came of it: it is also its purpose.
constexpr std::array<Word<v1::Visit::Outcome>, 5> outcomes{{{"order", v1::Visit::ORDER},
                                                            {"follow_up", v1::Visit::FOLLOW_UP},
                                                            {"complaint", v1::Visit::FOLLOW_UP},
                                                            {"survey", v1::Visit::FOLLOW_UP},
                                                            {"no_contact", v1::Visit::NOT_MET}}};
constexpr std::array<Word<v1::Quote::Status>, 4> statuses{{{"draft", v1::Quote::DRAFT},
                                                           {"sent", v1::Quote::ISSUED},
                                                           {"accepted", v1::Quote::ORDERED},
                                                           {"rejected", v1::Quote::LOST}}};
constexpr std::array<std::string_view, 4> currencies{"CNY", "USD", "GBP", "SGD"};

/// Calls `each(name, value)` for every member that states something.
template <typename Each>
void forMembers(const json& object, Each each) {
    if (!object.is_object())
        refuse("record", "not an object");
    for (const auto& [name, value] : object.items())
        if (!isCommon(name) && !value.is_null())
            each(name, value);
}

void setMember(const std::string& name, const json& value, const std::string& recordId,
               v1::Contact& contact) {
    if (name == "customer_id")
        return;
    if (name == "name")
        contact.set_name(text(value, name));
    else if (name == "phone")
        setPhone(text(value, name), recordId, contact);
    else if (name == "email")
        setMail(text(value, name), recordId, contact);
    else if (name == "title")
        contact.set_title(text(value, name));
    else if (name == "birthday")
        contact.set_birthday(text(value, name));
    else
        refuse(name, "a contact has no such member");
}

void setMember(const std::string& name, const json& value, v1::Visit& visit) {
    if (name == "customer_id" || name == "lat" || name == "lon")
        return;
    if (name == "planned_at") {
        visit.set_planned_at(integer(value, name));
    } else if (name == "checkin_at") {
        visit.mutable_check_in()->set_at(integer(value, name));
    } else if (name == "checkout_at") {
        visit.mutable_check_out()->set_at(integer(value, name));
    } else if (name == "outcome") {
        visit.set_outcome(valueOf(outcomes, value, name));
        if (const auto& word = text(value, name); word == "complaint" || word == "survey")
            visit.set_purpose(word);
    } else if (name == "notes") {
        visit.set_notes(text(value, name));
    } else {
        refuse(name, "a visit has no such member");
    }
}

/// The position is one of both check-in and check-out.
void setPosition(const json& object, v1::Visit& visit) {
    const auto lat = object.find("lat");
    const auto lon = object.find("lon");
    if (lat == object.end() || lon == object.end() || lat->is_null() || lon->is_null())
        return;
    v1::Position position;
    position.set_latitude_e7(degreesE7(*lat, "lat"));
    position.set_longitude_e7(degreesE7(*lon, "lon"));
    if (visit.has_check_in())
        *visit.mutable_check_in()->mutable_position() = position;
    if (visit.has_check_out())
        *visit.mutable_check_out()->mutable_position() = position;
}

void setMember(const std::string& name, const json& value, v1::Quote& quote) {
    if (name == "customer_id" || name == "status")
        return;
    if (name == "currency")
        quote.set_currency(text(value, name));
    else if (name == "valid_until")
        quote.set_valid_until(integer(value, name));
    else if (name == "discount_bp")
        quote.set_header_discount_bp(basisPoints(value, name));
    else
        refuse(name, "a quote has no such member");
}

void stepTo(v1::Quote::Status status, v1::Quote& quote) {
    const auto* field = Schema::of<v1::Quote>().field("status");
    if (quote.status() != status && field->allowsStep(quote.status(), status, v1::ROLE_UNSPECIFIED))
        quote.set_status(status);
}

}  // namespace

WorkloadRecord WorkloadMapping::recordFrom(const json& object) {
    const auto made = [&](const RecordType& type, auto record) {
        using Record = decltype(record);
        return WorkloadRecord{&type, id(object, "id"), std::make_unique<Record>(std::move(record))};
    };
    const auto& type = text(object, "type");
    if (type == "user")
        return made(Schema::of<v1::Person>(), personFrom(object));
    if (type == "product")
        return made(Schema::of<v1::Product>(), productFrom(object));
    if (type == "customer")
        return made(Schema::of<v1::Customer>(), customerFrom(object));
    if (type == "contact")
        return made(Schema::of<v1::Contact>(), contactFrom(object));
    if (type == "visit")
        return made(Schema::of<v1::Visit>(), visitFrom(object));
    if (type == "quote")
        return made(Schema::of<v1::Quote>(), quoteFrom(object));
    refuse("type", "\"" + type + "\" is no record of its own");
}

v1::Person WorkloadMapping::personFrom(const json& object) {
    v1::Person person;
    const auto& name = text(object, "name");
    const auto& team = text(object, "team");
    std::string unique = name;
    for (int n = 1; !names_.insert(unique).second; ++n)
        unique = name + " (" + team + (n == 1 ? ")" : ", " + std::to_string(n) + ")");
    person.set_name(unique);
    person.set_role(valueOf(roles, member(object, "role"), "role"));
    person.set_unit_id(unitId(team));
    person.set_status(v1::Person::ACTIVE);
    return person;
}

v1::Product WorkloadMapping::productFrom(const json& object) {
    constexpr std::int64_t milli = 1000;
    v1::Product product;
    const auto price = integer(object, "price_minor");
    product.set_sku(text(object, "sku"));
    product.set_name(text(object, "name"));
    product.set_unit_name(text(object, "unit"));
    product.set_stock_milli(integer(object, "stock") * milli);
    product.set_category_id(categoryId(text(object, "category")));
    *product.mutable_standard_price() = money(price);
    for (const auto& currency : otherCurrencies()) {
        auto& listed = *product.add_prices();
        listed.set_price_list_id(priceListId(currency));
        listed.mutable_price()->set_minor(price);
        listed.mutable_price()->set_currency(currency);
    }
    products_[id(object, "id")] = {product.name(), price};
    return product;
}

void WorkloadMapping::setMember(const std::string& name, const json& value, const std::string& recordId,
                                v1::Customer& customer) const {
    if (name == "name") {
        customer.set_name(text(value, name));
    } else if (name == "address") {
        customer.mutable_address()->set_street(text(value, name));
    } else if (name == "city") {
        customer.mutable_address()->set_city(text(value, name));
    } else if (name == "lat") {
        customer.mutable_position()->set_latitude_e7(degreesE7(value, name));
    } else if (name == "lon") {
        customer.mutable_position()->set_longitude_e7(degreesE7(value, name));
    } else if (name == "phone") {
        setPhone(text(value, name), recordId, customer);
    } else if (name == "tier") {
        customer.set_tier(valueOf(tiers, value, name));
    } else if (name == "industry") {
        customer.set_industry(text(value, name));
    } else if (name == "credit_limit_minor") {
        // The credit limit is the back office's; what a rep may write is the potential.
        *customer.mutable_potential() = money(integer(value, name));
    } else if (name == "tags") {
        if (!value.is_array())
            refuse(name, "not a list");
        customer.clear_tags();
        for (const auto& tag : value)
            customer.add_tags(text(tag, name));
    } else {
        refuse(name, "a customer has no such member");
    }
}

v1::Customer WorkloadMapping::customerFrom(const json& object) const {
    v1::Customer customer;
    const auto recordId = id(object, "id");
    forMembers(object,
               [&](const auto& name, const auto& value) { setMember(name, value, recordId, customer); });
    customer.set_owner_id(id(object, "owner"));
    return customer;
}

v1::Contact WorkloadMapping::contactFrom(const json& object) const {
    v1::Contact contact;
    const auto recordId = id(object, "id");
    contact.set_customer_id(id(object, "customer_id"));
    forMembers(object, [&](const auto& name, const auto& value) {
        importing::setMember(name, value, recordId, contact);
    });
    return contact;
}

v1::Visit WorkloadMapping::visitFrom(const json& object) const {
    v1::Visit visit;
    visit.set_customer_id(id(object, "customer_id"));
    forMembers(object,
               [&](const auto& name, const auto& value) { importing::setMember(name, value, visit); });
    setPosition(object, visit);
    return visit;
}

v1::Quote WorkloadMapping::quoteFrom(const json& object) const {
    v1::Quote quote;
    const auto recordId = id(object, "id");
    quote.set_customer_id(id(object, "customer_id"));
    forMembers(object,
               [&](const auto& name, const auto& value) { importing::setMember(name, value, quote); });
    if (quote.currency().empty())
        refuse("currency", "missing");
    quote.set_number("Q-W-" + base::toHex(recordId.substr(10)));
    quote.set_status(valueOf(statuses, member(object, "status"), "status"));
    if (quote.status() != v1::Quote::DRAFT)
        quote.set_issued_at(integer(object, "updated_at"));
    if (quote.currency() != currency_)
        quote.set_price_list_id(priceListId(quote.currency()));
    return quote;
}

void WorkloadMapping::addLine(const json& object, v1::Quote& quote) const {
    const auto product = id(object, "product_id");
    const auto known = products_.find(product);
    if (known == products_.end())
        refuse("product_id", "no such product");
    auto& line = *quote.add_lines();
    line.set_id(id(object, "id"));
    line.set_position(static_cast<std::uint32_t>(quote.lines_size()));
    line.set_product_id(product);
    line.set_description(known->second.name);
    line.set_quantity_milli(integer(object, "qty_milli"));
    line.mutable_unit_price()->set_minor(integer(object, "unit_price_minor"));
    line.mutable_unit_price()->set_currency(quote.currency());
    line.mutable_list_price()->set_minor(known->second.price);
    line.mutable_list_price()->set_currency(quote.currency());
    line.set_discount_bp(basisPoints(member(object, "discount_bp"), "discount_bp"));
}

void WorkloadMapping::patch(const RecordType& type, const std::string& recordId, const json& set,
                            google::protobuf::Message& record) const {
    if (&type == &Schema::of<v1::Customer>()) {
        auto& customer = static_cast<v1::Customer&>(record);
        forMembers(set,
                   [&](const auto& name, const auto& value) { setMember(name, value, recordId, customer); });
    } else if (&type == &Schema::of<v1::Contact>()) {
        auto& contact = static_cast<v1::Contact&>(record);
        forMembers(set, [&](const auto& name, const auto& value) {
            importing::setMember(name, value, recordId, contact);
        });
    } else if (&type == &Schema::of<v1::Visit>()) {
        auto& visit = static_cast<v1::Visit&>(record);
        forMembers(set,
                   [&](const auto& name, const auto& value) { importing::setMember(name, value, visit); });
        setPosition(set, visit);
    } else if (&type == &Schema::of<v1::Quote>()) {
        auto& quote = static_cast<v1::Quote&>(record);
        forMembers(set,
                   [&](const auto& name, const auto& value) { importing::setMember(name, value, quote); });
        if (const auto status = set.find("status"); status != set.end())
            stepTo(valueOf(statuses, *status, "status"), quote);
    } else {
        refuse("type", "records of type " + type.name() + " are not patched");
    }
}

std::string WorkloadMapping::unitId(const std::string& team) {
    return derivedId("unit", team);
}

std::string WorkloadMapping::categoryId(const std::string& name) {
    return derivedId("category", name);
}

std::string WorkloadMapping::priceListId(const std::string& currency) {
    return derivedId("price list", currency);
}

std::vector<std::string> WorkloadMapping::otherCurrencies() const {
    std::vector<std::string> out;
    for (const auto code : currencies)
        if (code != currency_)
            out.emplace_back(code);
    return out;
}

v1::PriceList WorkloadMapping::priceList(const std::string& currency) const {
    v1::PriceList list;
    list.set_name("Prices in " + currency);
    list.set_currency(currency);
    list.set_version(1);
    return list;
}

v1::Money WorkloadMapping::money(std::int64_t minor) const {
    v1::Money amount;
    amount.set_minor(minor);
    amount.set_currency(currency_);
    return amount;
}

}  // namespace fieldfare::server::importing
