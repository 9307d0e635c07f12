#include "shared/rules/loaded_catalogue.h"

#include <utility>

namespace fieldfare::rules {

namespace {

template <typename Map>
auto find(const Map& map, std::string_view id) -> const typename Map::mapped_type* {
    const auto found = map.find(id);
    return found == map.end() ? nullptr : &found->second;
}

}  // namespace

void LoadedCatalogue::put(std::string_view id, v1::Product product) {
    products_.insert_or_assign(std::string{id}, std::move(product));
}

void LoadedCatalogue::put(std::string_view id, v1::PriceList list) {
    priceLists_.insert_or_assign(std::string{id}, std::move(list));
}

void LoadedCatalogue::put(std::string_view id, v1::Category category) {
    categories_.insert_or_assign(std::string{id}, std::move(category));
}

const v1::Product* LoadedCatalogue::product(std::string_view id) const {
    return find(products_, id);
}

const v1::PriceList* LoadedCatalogue::priceList(std::string_view id) const {
    return find(priceLists_, id);
}

const v1::Category* LoadedCatalogue::category(std::string_view id) const {
    return find(categories_, id);
}

}  // namespace fieldfare::rules
