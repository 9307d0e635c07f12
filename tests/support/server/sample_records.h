#pragma once

#include <string>

#include "fieldfare/customer.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/sale.pb.h"

/// Records as people make them, with what the rules ask for.
namespace fieldfare::tests {

[[nodiscard]] inline v1::Customer customerOf(const std::string& name) {
    v1::Customer customer;
    customer.set_name(name);
    return customer;
}

[[nodiscard]] inline v1::Contact contactAt(const std::string& customer, const std::string& name) {
    v1::Contact contact;
    contact.set_customer_id(customer);
    contact.set_name(name);
    return contact;
}

[[nodiscard]] inline v1::Visit visitAt(const std::string& customer, std::int64_t checkIn) {
    v1::Visit visit;
    visit.set_customer_id(customer);
    visit.mutable_check_in()->set_at(checkIn);
    return visit;
}

inline v1::Line& addLine(google::protobuf::RepeatedPtrField<v1::Line>& lines, char id, int discountBp = 0) {
    auto& line = *lines.Add();
    line.set_id(std::string(16, id));
    line.set_description("Seed");
    line.set_quantity_milli(1000);
    for (auto* price : {line.mutable_unit_price(), line.mutable_list_price()}) {
        price->set_minor(10'000);
        price->set_currency("EUR");
    }
    line.set_discount_bp(static_cast<std::uint32_t>(discountBp));
    return line;
}

[[nodiscard]] inline v1::Quote quoteFor(const std::string& customer, const std::string& number,
                                        int discountBp = 0) {
    v1::Quote quote;
    quote.set_customer_id(customer);
    quote.set_number(number);
    quote.set_currency("EUR");
    quote.set_status(v1::Quote::DRAFT);
    addLine(*quote.mutable_lines(), 'q', discountBp);
    return quote;
}

[[nodiscard]] inline v1::Order orderFor(const std::string& customer, const std::string& number) {
    v1::Order order;
    order.set_customer_id(customer);
    order.set_number(number);
    order.set_currency("EUR");
    order.set_status(v1::Order::DRAFT);
    addLine(*order.mutable_lines(), 'o');
    return order;
}

[[nodiscard]] inline v1::Approval approvalOf(const std::string& quote, std::uint32_t discountBp) {
    v1::Approval approval;
    approval.set_subject_id(quote);
    approval.set_discount_bp(discountBp);
    approval.set_question("may I?");
    return approval;
}

}  // namespace fieldfare::tests
