#include <algorithm>
#include <map>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/people.pb.h"
#include "fieldfare/sale.pb.h"
#include "mobile/engine/document_desk.h"
#include "mobile/engine/documents.h"
#include "mobile/engine/held_work.h"
#include "mobile/engine/resolution.h"
#include "shared/rules/record_rules.h"
#include "shared/schema/path_value.h"
#include "shared/schema/schema.h"
#include "tests/simulation/run/person.h"

namespace fieldfare::simulation {

using engine::DocumentDesk;
using engine::Documents;
using engine::Record;
using engine::Resolution;
using schema::Schema;

std::string Person::writeQuote() {
    const auto made = DocumentDesk::begin(editing_, Schema::of<v1::Quote>(), some("customer").id);
    auto& quote = static_cast<v1::Quote&>(*made);
    DocumentDesk desk{editing_, quote};
    for (auto n = dice_.between(1, 3); n > 0; --n)
        (void)desk.addProduct(some("product").id, dice_.between(1, 50) * 1'000);
    if (dice_.chance(50))
        desk.setDiscount(quote.lines(0).id(), static_cast<std::uint32_t>(dice_.between(0, 1'500)));
    quote.set_terms(text());
    create(quote);
    return "writes a quote";
}

std::string Person::changeLines() {
    const auto shown = some("quote");
    auto quote = shown.as<v1::Quote>();
    DocumentDesk desk{editing_, quote, shown.id};
    if (quote.lines().empty() || dice_.chance(30)) {
        (void)desk.addProduct(some("product").id, 1'000);
    } else {
        const auto line =
            quote.lines(static_cast<int>(dice_.below(static_cast<std::uint64_t>(quote.lines_size())))).id();
        switch (dice_.below(4)) {
            case 0:
                desk.setQuantity(line, dice_.between(1, 90) * 500);
                break;
            case 1:
                desk.setDiscount(line, static_cast<std::uint32_t>(dice_.between(0, 600)));
                break;
            case 2:
                (void)desk.removeLine(line);
                break;
            default:
                desk.setHeaderDiscount(static_cast<std::uint32_t>(dice_.between(0, 500)));
                break;
        }
    }
    rules::derive(*shown.type, quote);
    save(shown, quote);
    return "changes lines";
}

std::string Person::moveQuote() {
    const auto quote = some("quote");
    Documents documents{editing_};
    switch (dice_.below(6)) {
        case 0:
            documents.issue(quote);
            return "issues a quote";
        case 1:
            tell(documents.askApproval(quote, text()));
            return "asks approval";
        case 2:
            documents.reopen(quote);
            return "reopens a quote";
        case 3: {
            auto revision = Documents::revisionOf(quote);
            create(revision);
            return "revises a quote";
        }
        default:
            (void)documents.orderFromQuote(quote);
            return "makes an order of a quote";
    }
}

std::string Person::writeOrder() {
    const auto made = DocumentDesk::begin(editing_, Schema::of<v1::Order>(), some("customer").id);
    auto& order = static_cast<v1::Order&>(*made);
    DocumentDesk desk{editing_, order};
    (void)desk.addProduct(some("product").id, dice_.between(1, 50) * 1'000);
    order.set_notes(text());
    const auto id = create(order);
    if (dice_.chance(50))
        Documents{editing_}.submit(id);
    return "writes an order";
}

std::string Person::moveOrder() {
    const auto order = some("order");
    if (role() != v1::BACK_OFFICE) {
        Documents{editing_}.submit(order);
        return "submits an order";
    }
    change<v1::Order>(order, [&](v1::Order& changed) {
        if (dice_.chance(70))
            changed.set_status(
                static_cast<v1::Order::Status>(std::min(static_cast<int>(changed.status()) + 1, 7)));
        if (dice_.chance(40))
            changed.set_erp_number(text());
        if (dice_.chance(20))
            changed.set_status_reason(text());
    });
    return "moves an order";
}

std::string Person::decide() {
    const auto shown = some("approval");
    Documents{editing_}.decide(shown, dice_.chance(60) ? v1::Approval::APPROVED : v1::Approval::DECLINED,
                               text());
    const auto now = editing_.require(shown.id);
    ledger_.typed(number_, store_.now(), *now.type, now.id, *shown.message, *now.message);
    return "decides";
}

std::string Person::assign() {
    const auto customer = some("customer");
    const auto people = allOf("person");
    change<v1::Customer>(customer, [&](v1::Customer& changed) {
        if (dice_.chance(15))
            changed.clear_owner_id();
        else if (dice_.chance(75))
            changed.set_owner_id(dice_.pick(people).id);
        else if (changed.collaborator_ids().empty() || dice_.chance(60))
            changed.add_collaborator_ids(dice_.pick(people).id);
        else
            changed.clear_collaborator_ids();
    });
    return "assigns";
}

std::string Person::erase() {
    static const std::vector<std::string> types{"customer", "contact", "contact",   "task",
                                                "task",     "visit",   "visit_plan"};
    return erase(some(dice_.pick(types)));
}

std::string Person::erase(const Record& record) {
    auto seen = marksShown(record.id);
    editing_.erase(record.id);
    ledger_.erased(number_, record.id, std::move(seen));
    return "deletes a " + record.type->name();
}

std::set<std::string> Person::marksShown(const std::string& id) {
    const auto record = engine::Reading{store_}.get(id);
    std::set<std::string> seen;
    if (record)
        seen = Ledger::marksIn(record->message->SerializeAsString());
    for (const auto* type : Schema::instance().types()) {
        if (type->parent() == nullptr)
            continue;
        engine::ListQuery below;
        below.type = type;
        below.limit = 10'000;
        for (const auto& each : engine::Reading{store_}.list(below).records)
            seen.merge(Ledger::marksIn(each.message->SerializeAsString()));
    }
    return seen;
}

std::string Person::review() {
    change<v1::Visit>(some("visit"), [&](v1::Visit& visit) {
        visit.set_review_rating(static_cast<std::uint32_t>(dice_.between(1, 5)));
        visit.set_review_comment(text());
        visit.set_reviewed_at(store_.now());
    });
    return "reviews a visit";
}

std::string Person::keepCatalogue() {
    change<v1::Product>(some("product"), [&](v1::Product& product) {
        if (dice_.chance(50))
            product.mutable_standard_price()->set_minor(dice_.between(100, 9'000));
        else
            product.set_description(text());
    });
    return "keeps a product";
}

std::string Person::keepPeople() {
    change<v1::Person>(some("person"), [&](v1::Person& person) { person.set_phone(ledger_.newMark()); });
    return "keeps a person";
}

std::string Person::settle() {
    const auto open = engine::Reading{store_}.conflicts(10);
    if (open.empty())
        return "finds nothing to settle";
    const auto& conflict = dice_.pick(open);
    const auto about = editing_.require(conflict.as<v1::Conflict>().record_id());
    Resolution resolution{editing_};
    switch (dice_.below(3)) {
        case 0:
            resolution.restore(conflict.id);
            break;
        case 1:
            resolution.keepStanding(conflict.id);
            break;
        default:
            resolution.takeBack(conflict.id);
            break;
    }
    // Who settles has both values before their eyes.
    const auto now = editing_.require(about.id);
    ledger_.typed(number_, store_.now(), *about.type, about.id, *about.message, *now.message,
                  Ledger::marksIn(conflict.message->SerializeAsString()));
    const auto& text = conflict.as<v1::Conflict>().path();
    if (const auto path = schema::parsePath(*now.type, text))
        ledger_.chose(number_, about.id, text,
                      schema::partialOf(*now.message, *now.type, {*path})->SerializeAsString(),
                      conflict.message->SerializeAsString());
    return "settles a conflict";
}

std::string Person::decideHeld() {
    engine::HeldWork work{editing_};
    std::vector<engine::HeldItem> mine;
    for (auto& item : work.open())
        if (item.mayDecide)
            mine.push_back(std::move(item));
    if (mine.empty())
        return "finds nothing held";
    const auto& item = dice_.pick(mine);
    if (dice_.chance(40)) {
        work.decline(item.id, text());
        return "declines held work";
    }
    // Those of its group come along.
    std::map<std::string, std::optional<Record>> before;
    for (const auto& each : mine)
        if (each.mutation.group() == item.mutation.group())
            before[each.change.record_id()] = engine::Reading{store_}.get(each.change.record_id());
    auto seen = marksShown(item.change.record_id());
    work.take(item.id);
    if (item.mutation.kind() == v1::Mutation::DELETE)
        ledger_.erased(number_, item.change.record_id(), std::move(seen));
    for (const auto& [id, was] : before)
        if (const auto now = engine::Reading{store_}.get(id)) {
            const auto nothing = now->type->make();
            ledger_.typed(number_, store_.now(), *now->type, id, was ? *was->message : *nothing,
                          *now->message);
        }
    return "takes over held work";
}

std::string Person::attend() {
    const auto items = store_.attention().list();
    Resolution resolution{editing_};
    if (items.empty()) {
        const auto unsent = store_.outbox().unsent(5);
        if (unsent.empty() || !dice_.chance(30))
            return "finds nothing to attend to";
        const auto first = resolution.discard(dice_.pick(unsent).no);
        for (const auto& item : store_.attention().list(true))
            if (item.no >= first)
                ledger_.givenUp(number_, item.mutation.partial());
        return "gives up an edit";
    }
    const auto& item = dice_.pick(items);
    if (dice_.chance(50)) {
        const auto group = store_.attention().groupOf(item);
        std::vector<std::optional<Record>> before;
        std::vector<std::set<std::string>> seen;
        for (const auto& each : group) {
            before.push_back(engine::Reading{store_}.get(each.record));
            seen.push_back(marksShown(each.record));
        }
        resolution.retry(item.no);
        for (std::size_t i = 0; i < group.size(); ++i) {
            // Who deletes again has looked again.
            if (group[i].mutation.kind() == v1::Mutation::DELETE)
                ledger_.erased(number_, group[i].record, std::move(seen[i]));
            ledger_.typedAgain(number_, group[i].record, group[i].mutation.partial());
            // It goes over what stands there now.
            const auto after = engine::Reading{store_}.get(group[i].record);
            if (before[i] && after)
                ledger_.typed(number_, store_.now(), *after->type, after->id, *before[i]->message,
                              *after->message);
        }
        return "tries again";
    }
    const auto group = store_.attention().groupOf(item);
    resolution.dismiss(item.no);
    for (const auto& each : group)
        ledger_.givenUp(number_, each.mutation.partial());
    return "gives up what was refused";
}

}  // namespace fieldfare::simulation
