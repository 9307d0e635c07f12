#include "tests/simulation/run/person.h"

#include <algorithm>
#include <array>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/sale.pb.h"
#include "mobile/engine/visits.h"
#include "shared/schema/fault.h"
#include "shared/schema/schema.h"

namespace fieldfare::simulation {

using engine::Record;
using google::protobuf::Message;
using schema::FaultError;
using schema::Schema;

namespace {

/// Text fields that people type into, of a record or of a message in it.
struct Place {
    std::string_view type;
    std::string_view field;
    std::string_view inner;
};

constexpr Place places[] = {
    {"customer", "industry", ""},
    {"customer", "source", ""},
    {"customer", "notes", ""},
    {"customer", "payment_terms", ""},
    {"customer", "name", ""},
    {"customer", "tax_id", ""},
    {"customer", "address", "street"},
    {"customer", "address", "city"},
    {"contact", "title", ""},
    {"contact", "name", ""},
    {"contact", "preferences", ""},
    {"visit", "notes", ""},
    {"visit", "next_step", ""},
    {"task", "title", ""},
    {"visit_plan", "purpose", ""},
    {"quote", "terms", ""},
    {"order", "notes", ""},
};

void setText(Message& record, const Place& place, const std::string& text) {
    const auto* field = record.GetDescriptor()->FindFieldByName(std::string{place.field});
    auto* into = &record;
    if (!place.inner.empty()) {
        into = record.GetReflection()->MutableMessage(&record, field);
        field = into->GetDescriptor()->FindFieldByName(std::string{place.inner});
    }
    into->GetReflection()->SetString(into, field, text);
}

constexpr std::array<const char*, 5> tags{"vip", "new", "cold", "north", "fair"};

}  // namespace

std::string Person::text() {
    // The mark makes it unique; two that type alike are tried by writing what stands there already.
    return "typed " + ledger_.newMark();
}

std::vector<Record> Person::allOf(std::string_view type) {
    engine::ListQuery query;
    query.type = Schema::instance().type(type);
    query.orderBy = "id";
    query.descending = dice_.chance(40);
    query.limit = dice_.chance(60) ? 2 : 12;
    return engine::Reading{store_}.list(query).records;
}

Record Person::some(std::string_view type) {
    const auto all = allOf(type);
    if (all.empty())
        throw FaultError{v1::NOT_FOUND, "there is no " + std::string{type}};
    return dice_.pick(all);
}

void Person::save(const Record& shown, const Message& changed) {
    ledger_.tries(number_, store_.now(), *shown.type, shown.id, *shown.message, changed);
    if (editing_.edit(shown, changed))
        ledger_.typed(number_, store_.now(), *shown.type, shown.id, *shown.message, changed);
}

std::string Person::create(const Message& record) {
    const auto id = editing_.create(record);
    ledger_.created(number_, store_.now(), *Schema::instance().referenced(record.GetDescriptor()->name()), id,
                    record);
    return id;
}

void Person::tell(const std::string& id) {
    const auto made = editing_.require(id);
    ledger_.created(number_, store_.now(), *made.type, id, *made.message);
}

std::string Person::act() {
    using Act = std::string (Person::*)();
    static const std::vector<Act> field{
        &Person::typeText,       &Person::typeText,       &Person::typeText,    &Person::typeText,
        &Person::typeText,       &Person::openForm,       &Person::saveForm,    &Person::saveForm,
        &Person::changeTags,     &Person::changePhones,   &Person::changeFacts, &Person::addUnderCustomer,
        &Person::visit,          &Person::visit,          &Person::addCustomer, &Person::claim,
        &Person::writeQuote,     &Person::changeLines,    &Person::moveQuote,   &Person::moveQuote,
        &Person::writeOrder,     &Person::moveOrder,      &Person::writeQuote,  &Person::changeLines,
        &Person::writeTwoThings, &Person::writeTwoThings, &Person::settle,      &Person::attend,
        &Person::erase,          &Person::decideHeld};
    static const std::vector<Act> leading{
        &Person::typeText,    &Person::typeText,    &Person::typeText,   &Person::openForm,
        &Person::saveForm,    &Person::assign,      &Person::assign,     &Person::assign,
        &Person::decide,      &Person::decide,      &Person::erase,      &Person::addUnderCustomer,
        &Person::review,      &Person::moveQuote,   &Person::settle,     &Person::attend,
        &Person::changeLines, &Person::changeLines, &Person::changeTags, &Person::changePhones,
        &Person::decideHeld,  &Person::decideHeld};
    static const std::vector<Act> office{&Person::keepCatalogue, &Person::moveOrder, &Person::moveOrder,
                                         &Person::attend};
    static const std::vector<Act> keeping{&Person::keepPeople, &Person::keepPeople, &Person::attend};
    const auto& deeds = [&]() -> const std::vector<Act>& {
        switch (role()) {
            case v1::REP:
                return field;
            case v1::MANAGER:
            case v1::EXECUTIVE:
                return leading;
            case v1::BACK_OFFICE:
                return office;
            default:
                return keeping;
        }
    }();
    auto done = (this->*dice_.pick(deeds))();
    tellSignatures();
    return done;
}

void Person::tellSignatures() {
    for (const auto& entry : store_.outbox().unsent()) {
        const auto& mutation = entry.mutation;
        if (mutation.frozen_size() == 0 || mutation.paths_size() == 0 ||
            ledger_.knowsSignature(number_, mutation.paths(0).time()))
            continue;
        std::vector<Signed> shown;
        for (const auto& frozen : mutation.frozen())
            if (const auto record = engine::Reading{store_}.get(frozen.id()))
                shown.push_back({record->type, record->id, record->message->SerializeAsString()});
        ledger_.signedOff(number_, mutation.paths(0).time(), std::move(shown));
    }
}

std::string Person::typeText() {
    const auto& place = places[dice_.below(dice_.chance(60) ? 8 : std::size(places))];
    const auto shown = some(place.type);
    std::unique_ptr<Message> changed{shown.message->New()};
    changed->CopyFrom(*shown.message);
    setText(*changed, place, text());
    if (dice_.chance(20) && place.type == "customer")
        setText(*changed, places[dice_.below(4)], text());
    save(shown, *changed);
    return "types " + std::string{place.type} + "/" + std::string{place.field};
}

std::string Person::openForm() {
    const auto& place = places[dice_.below(std::size(places))];
    forms_.push_back(some(place.type));
    if (forms_.size() > 3)
        forms_.pop_front();
    return "opens a form";
}

std::string Person::saveForm() {
    if (forms_.empty())
        return openForm();
    const auto shown = forms_.front();
    forms_.pop_front();
    std::vector<Place> fitting;
    std::copy_if(std::begin(places), std::end(places), std::back_inserter(fitting),
                 [&](const Place& place) { return place.type == shown.type->name(); });
    std::unique_ptr<Message> changed{shown.message->New()};
    changed->CopyFrom(*shown.message);
    const auto& place = dice_.pick(fitting);
    setText(*changed, place, text());
    save(shown, *changed);
    return "saves a form of " + shown.type->name() + "/" + std::string{place.field};
}

std::string Person::changeTags() {
    change<v1::Customer>(some("customer"), [&](v1::Customer& customer) {
        const std::string tag = tags[dice_.below(tags.size())];
        auto& all = *customer.mutable_tags();
        const auto at = std::find(all.begin(), all.end(), tag);
        if (at == all.end())
            *all.Add() = tag;
        else
            all.erase(at);
    });
    return "tags";
}

std::string Person::changePhones() {
    change<v1::Customer>(some("customer"), [&](v1::Customer& customer) {
        auto& phones = *customer.mutable_phones();
        if (phones.empty() || dice_.chance(40)) {
            auto& phone = *phones.Add();
            phone.set_id(store_.ids().next().bytes());
            phone.set_number(text());
        } else if (dice_.chance(70)) {
            phones[static_cast<int>(dice_.below(static_cast<std::uint64_t>(phones.size())))].set_number(
                text());
        } else {
            phones.DeleteSubrange(static_cast<int>(dice_.below(static_cast<std::uint64_t>(phones.size()))),
                                  1);
        }
    });
    return "phones";
}

std::string Person::changeFacts() {
    change<v1::Customer>(some("customer"), [&](v1::Customer& customer) {
        switch (dice_.below(4)) {
            case 0:
                customer.set_last_contact_at(store_.now() - dice_.between(0, 1'000'000));
                break;
            case 1:
                customer.set_lifecycle(static_cast<v1::Customer::Lifecycle>(dice_.between(2, 5)));
                break;
            case 2:
                customer.set_tier(static_cast<v1::Customer::Tier>(dice_.between(1, 3)));
                break;
            default:
                customer.set_next_follow_up_at(store_.now() + dice_.between(0, 1'000'000));
                break;
        }
    });
    return "facts";
}

std::string Person::addUnderCustomer() {
    const auto customer = some("customer");
    switch (dice_.below(4)) {
        case 0: {
            v1::Contact contact;
            contact.set_customer_id(customer.id);
            contact.set_name(text());
            create(contact);
            return "adds a contact";
        }
        case 1: {
            v1::VisitPlan plan;
            plan.set_customer_id(customer.id);
            plan.set_person_id(store_.person());
            plan.set_starts_at(store_.now() + 3'600'000);
            plan.set_purpose(text());
            plan.set_status(v1::VisitPlan::PLANNED);
            create(plan);
            return "plans a visit";
        }
        case 2: {
            v1::File file;
            file.set_parent_id(customer.id);
            file.set_sha256(store_.ids().next().bytes() + store_.ids().next().bytes());
            file.set_size(1000);
            file.set_name(text());
            create(file);
            return "adds a file";
        }
        default: {
            v1::Task task;
            task.set_customer_id(customer.id);
            task.set_title(text());
            task.set_status(v1::Task::OPEN);
            if (const auto people = allOf("person"); !people.empty() && dice_.chance(50))
                task.set_assignee_id(dice_.pick(people).id);
            create(task);
            return "adds a task";
        }
    }
}

std::string Person::addCustomer() {
    v1::Customer customer;
    customer.set_name(text());
    customer.set_lifecycle(v1::Customer::LEAD);
    const auto id = create(customer);
    if (dice_.chance(50)) {
        v1::Contact contact;
        contact.set_customer_id(id);
        contact.set_name(text());
        create(contact);
    }
    return "adds a customer";
}

std::string Person::visit() {
    engine::Visits visits{editing_};
    const auto active = visits.active();
    if (active.empty()) {
        visits.checkIn(some("customer").id, {}, {});
        return "checks in";
    }
    if (dice_.chance(50)) {
        change<v1::Visit>(editing_.require(active), [&](v1::Visit& visit) { visit.set_notes(text()); });
        return "notes a visit";
    }
    visits.checkOut(active, dice_.chance(80) ? v1::Visit::FOLLOW_UP : v1::Visit::NOT_MET, {});
    return "checks out";
}

std::string Person::meet(Deed deed, const std::string& owner, std::uint64_t place) {
    engine::ListQuery query;
    query.type = Schema::instance().type("customer");
    query.orderBy = "id";
    query.limit = 100;
    std::optional<Record> there;
    const auto rank = [&](const Record& record) {
        return base::mix64(place ^ std::hash<std::string>{}(record.id));
    };
    for (const auto& record : engine::Reading{store_}.list(query).records)
        if (record.as<v1::Customer>().owner_id() == owner && (!there || rank(record) < rank(*there)))
            there = record;
    if (!there)
        throw FaultError{v1::NOT_FOUND, "they have no customer"};
    std::string done = "meets others: ";
    switch (deed) {
        case Deed::Together:
            done += together(*there);
            break;
        case Deed::Erase:
            done += erase(*there);
            break;
        default: {
            const auto& field = places[place % 8];
            const auto changed = there->as<v1::Customer>();
            std::unique_ptr<Message> typed{changed.New()};
            typed->CopyFrom(changed);
            setText(*typed, field, text());
            save(*there, *typed);
            done += "types customer/" + std::string{field.field};
        }
    }
    tellSignatures();
    return done;
}

std::string Person::writeTwoThings() {
    return together(some("customer"));
}

std::string Person::together(const Record& shown) {
    auto changed = shown.as<v1::Customer>();
    changed.set_notes(text());
    v1::Contact contact;
    contact.set_customer_id(shown.id);
    contact.set_name(text());
    std::string id;
    ledger_.tries(number_, store_.now(), *shown.type, shown.id, *shown.message, changed);
    editing_.atomically([&] {
        id = editing_.create(contact);
        (void)editing_.edit(shown, changed);
    });
    tell(id);
    ledger_.typed(number_, store_.now(), *shown.type, shown.id, *shown.message, changed);
    return "writes two things as one";
}

std::string Person::claim() {
    for (const auto& record : allOf("customer"))
        if (record.as<v1::Customer>().owner_id().empty()) {
            change<v1::Customer>(record,
                                 [&](v1::Customer& customer) { customer.set_owner_id(store_.person()); });
            return "claims";
        }
    return "finds nothing to claim";
}

}  // namespace fieldfare::simulation
