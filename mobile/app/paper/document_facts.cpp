#include "mobile/app/paper/document_facts.h"

#include <algorithm>
#include <vector>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/people.pb.h"
#include "fieldfare/sale.pb.h"
#include "mobile/app/desk/desk.h"
#include "mobile/app/desk/values.h"
#include "shared/rules/totals.h"
#include "shared/schema/fault.h"

namespace fieldfare::app {

namespace {

template <typename Document>
void fill(DocumentFacts& facts, Desk& desk, const Document& document) {
    const auto sums = rules::calculate(document.currency(), document.lines(), document.header_discount_bp());
    if (!sums)
        throw schema::FaultError{sums.fault()};
    const auto reading = desk.reading();
    std::vector<int> order(static_cast<std::size_t>(document.lines_size()));
    for (int i = 0; i < document.lines_size(); ++i)
        order[static_cast<std::size_t>(i)] = i;
    std::stable_sort(order.begin(), order.end(), [&](int left, int right) {
        return document.lines(left).position() < document.lines(right).position();
    });
    for (const int i : order) {
        auto line = valuesOf(document.lines(i));
        line.insert("net_minor", static_cast<qlonglong>(sums->lines[static_cast<std::size_t>(i)].net));
        if (const auto product = reading.template get<v1::Product>(document.lines(i).product_id()))
            line.insert("sku", qt(product->template as<v1::Product>().sku()));
        facts.lines.append(line);
    }
    for (const auto& tax : sums->taxes)
        facts.taxes.append({tax.rateBp, tax.base, tax.tax});
    facts.document.insert("totals", valuesOf(sums->totals));
    if (const auto customer = reading.template get<v1::Customer>(document.customer_id()))
        facts.customer = valuesOf(*customer);
    if (const auto author = reading.template get<v1::Person>(document.author_id()))
        facts.author = qt(author->template as<v1::Person>().name());
}

}  // namespace

DocumentFacts DocumentFacts::of(Desk& desk, const QString& documentId) {
    const auto record = desk.reading().get(idBytes(documentId));
    if (!record)
        throw schema::FaultError{v1::NOT_FOUND, "no such document"};
    DocumentFacts facts;
    facts.document = valuesOf(*record);
    if (const auto* quote = dynamic_cast<const v1::Quote*>(record->message.get())) {
        fill(facts, desk, *quote);
    } else if (const auto* order = dynamic_cast<const v1::Order*>(record->message.get())) {
        facts.isOrder = true;
        fill(facts, desk, *order);
    } else {
        throw schema::FaultError{v1::INVALID, "only quotes and orders can be printed"};
    }
    // A document of this device that was never sent has no author yet: it is who uses it.
    if (const auto session = desk.store().session()) {
        facts.organisation = qt(session->organisation());
        if (facts.author.isEmpty())
            facts.author = qt(session->person());
        if (const auto organisation = desk.reading().get<v1::Organisation>(session->organisation_id()))
            facts.organisation = qt(organisation->as<v1::Organisation>().name());
    }
    return facts;
}

}  // namespace fieldfare::app
