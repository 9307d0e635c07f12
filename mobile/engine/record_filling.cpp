#include "mobile/engine/record_filling.h"

#include <algorithm>
#include <map>

#include "fieldfare/customer.pb.h"
#include "fieldfare/sale.pb.h"
#include "mobile/engine/reading.h"
#include "shared/base/uuid.h"
#include "shared/rules/pricing.h"
#include "shared/schema/fault.h"

namespace fieldfare::engine {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;
using schema::FaultError;

namespace {

rules::Terms termsOf(Editing& editing, const std::string& customerId) {
    const auto customer = Reading{editing.store()}.get<v1::Customer>(customerId);
    return rules::termsFor(editing.catalogue(), customer ? customer->as<v1::Customer>() : v1::Customer{},
                           editing.store().now());
}

/// The customer's terms, but in the document's own currency and price list.
template <typename Document>
rules::Terms termsOf(Editing& editing, const Document& document) {
    auto terms = termsOf(editing, document.customer_id());
    terms.currency = document.currency();
    terms.priceListId = document.price_list_id();
    return terms;
}

/// What the price list says, under whatever was stated already.
void priceLine(Editing& editing, const rules::Terms& terms, v1::Line& line) {
    auto priced = rules::makeLine(editing.catalogue(), terms, line.id(), line.position(), line.product_id(),
                                  line.quantity_milli(), editing.store().now());
    if (!priced) {
        auto fault = priced.fault();
        fault.set_path("lines/" + base::idText(line.id()) + "/" + fault.path());
        throw FaultError{std::move(fault)};
    }
    v1::Line whole = std::move(priced).value();
    whole.MergeFrom(line);
    line = std::move(whole);
}

template <typename Document>
void priceNewLines(Editing& editing, Document& document) {
    const auto terms = termsOf(editing, document);
    for (v1::Line& line : *document.mutable_lines()) {
        const bool isFree =
            line.has_unit_price() && editing.catalogue().product(line.product_id()) == nullptr;
        if (!line.has_list_price() && !isFree)
            priceLine(editing, terms, line);
    }
}

template <typename Document>
void fill(Editing& editing, Document& document) {
    if (!document.has_status())
        document.set_status(Document::DRAFT);
    const auto terms = termsOf(editing, document.customer_id());
    if (!document.has_currency())
        document.set_currency(terms.currency);
    if (!document.has_price_list_id() && !terms.priceListId.empty() && document.currency() == terms.currency)
        document.set_price_list_id(terms.priceListId);
    priceNewLines(editing, document);
}

template <typename Document>
void refill(Editing& editing, const Document& before, Document& document) {
    std::map<std::string, const v1::Line*> known;
    for (const v1::Line& line : before.lines())
        known[line.id()] = &line;
    const auto terms = termsOf(editing, document);
    for (v1::Line& line : *document.mutable_lines()) {
        const auto at = known.find(line.id());
        if (at == known.end())
            continue;
        const v1::Line& old = *at->second;
        if (old.product_id() == line.product_id() && old.quantity_milli() == line.quantity_milli())
            continue;
        if (auto fault = rules::repriceLine(editing.catalogue(), terms, line, editing.store().now()))
            throw FaultError{std::move(*fault)};
    }
    priceNewLines(editing, document);
}

}  // namespace

void fillItems(LocalStore& store, const schema::RecordType& type, Message& record) {
    const auto& reflection = *record.GetReflection();
    for (const schema::Field& field : type.fields()) {
        if (field.shape() != schema::Shape::KeyedList)
            continue;
        const auto* key = field.key();
        const auto* position = field.position();
        const bool numbered = position != nullptr && position->cpp_type() == FieldDescriptor::CPPTYPE_UINT32;
        std::uint32_t last = 0;
        for (int i = 0; i < reflection.FieldSize(record, field.descriptor()); ++i) {
            auto* item = reflection.MutableRepeatedMessage(&record, field.descriptor(), i);
            const auto& of = *item->GetReflection();
            if (key->type() == FieldDescriptor::TYPE_BYTES && of.GetString(*item, key).empty())
                of.SetString(item, key, store.ids().next().bytes());
            if (!numbered)
                continue;
            if (of.GetUInt32(*item, position) == 0)
                of.SetUInt32(item, position, last + 10);
            last = std::max(last, of.GetUInt32(*item, position));
        }
    }
}

void fillDocument(Editing& editing, Message& record) {
    if (auto* quote = dynamic_cast<v1::Quote*>(&record)) {
        fill(editing, *quote);
        const auto* list = editing.catalogue().priceList(quote->price_list_id());
        if (list != nullptr && !quote->has_price_version())
            quote->set_price_version(list->version());
    } else if (auto* order = dynamic_cast<v1::Order*>(&record)) {
        fill(editing, *order);
    }
}

void refillDocument(Editing& editing, const Message& before, Message& record) {
    if (auto* quote = dynamic_cast<v1::Quote*>(&record))
        refill(editing, dynamic_cast<const v1::Quote&>(before), *quote);
    else if (auto* order = dynamic_cast<v1::Order*>(&record))
        refill(editing, dynamic_cast<const v1::Order&>(before), *order);
}

}  // namespace fieldfare::engine
