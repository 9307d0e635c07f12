#pragma once

#include <string_view>

#include "fieldfare/catalogue.pb.h"
#include "fieldfare/people.pb.h"

namespace fieldfare::rules {

/// What the rules need to know of products, prices and settings; filled by whoever has a store. Ids are 16
/// raw bytes. What a call returns stays valid as long as the catalogue does not change; null means unknown
/// here or deleted. The rules never call it from two threads at once.
class Catalogue {
  public:
    virtual ~Catalogue() = default;

    [[nodiscard]] virtual const v1::Product* product(std::string_view id) const = 0;
    [[nodiscard]] virtual const v1::PriceList* priceList(std::string_view id) const = 0;
    [[nodiscard]] virtual const v1::Category* category(std::string_view id) const = 0;
    [[nodiscard]] virtual const v1::Organisation& organisation() const = 0;
};

}  // namespace fieldfare::rules
