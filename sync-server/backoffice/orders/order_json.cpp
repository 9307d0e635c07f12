#include "sync-server/backoffice/orders/order_json.h"

#include "shared/schema/json.h"

namespace fieldfare::server::orders {

nlohmann::ordered_json feedJson(const v1::OrderFeed& feed) {
    auto list = nlohmann::ordered_json::array();
    for (const auto& order : feed.orders())
        list.push_back(orderJson(order));
    return {{"orders", std::move(list)}, {"next", feed.next()}, {"more", feed.more()}};
}

nlohmann::ordered_json orderJson(const v1::FeedOrder& order) {
    auto json = schema::toJson(order);
    json["acknowledged"] = order.acknowledged();
    return json;
}

v1::OrderChange changeFromJson(std::string_view text) {
    v1::OrderChange change;
    schema::fromJson(schema::parseJson(text), change);
    return change;
}

std::string dump(const nlohmann::ordered_json& json) {
    return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace fieldfare::server::orders
