#pragma once

#include <string>

#include "engine_device.h"
#include "shared/rules/pricing.h"
#include "shared/rules/record_rules.h"

namespace fieldfare::tests {

inline const std::string product = idOf('p');
inline const std::string priceList = idOf('l');

inline v1::Money euros(std::int64_t minor) {
    v1::Money money;
    money.set_minor(minor);
    money.set_currency("EUR");
    return money;
}

/// A rep's device with settings, a product in a price list, and a customer.
class SellingDevice : public DeviceWithCustomer {
  public:
    explicit SellingDevice(v1::Role role = v1::REP) : DeviceWithCustomer{role} {
        v1::Product sold;
        sold.set_name("Steel sheet 2 mm");
        sold.set_sku("ST-2");
        auto& price = *sold.add_prices();
        price.set_price_list_id(priceList);
        *price.mutable_price() = euros(10'00);
        sold.set_tax_bp(1900);
        v1::PriceList list;
        list.set_name("Standard");
        list.set_currency("EUR");
        auto buyer = customer("Toronto Steel");
        buyer.set_price_list_id(priceList);
        answer(server.reply(begin())
                   .row(everyoneScope(), organisationId, 20, rules::defaultOrganisation("Fieldfare", "EUR"))
                   .row(everyoneScope(), product, 21, sold)
                   .row(everyoneScope(), priceList, 22, list)
                   .row(userScope(), id, 23, buyer)
                   .done());
    }

    v1::Quote quote(std::uint32_t discountBp = 0) {
        v1::Quote made;
        made.set_customer_id(id);
        made.set_status(v1::Quote::DRAFT);
        made.set_currency("EUR");
        made.set_price_list_id(priceList);
        const auto buyer = reading->get<v1::Customer>(id)->as<v1::Customer>();
        const auto& catalogue = editing->catalogue();
        const auto line = rules::makeLine(catalogue, rules::termsFor(catalogue, buyer, store->now()),
                                          store->ids().next().bytes(), 1, product, 3'000, store->now());
        if (!line.ok())
            throw schema::FaultError{line.fault()};
        *made.add_lines() = *line;
        made.mutable_lines(0)->set_discount_bp(discountBp);
        return made;
    }
};

}  // namespace fieldfare::tests
