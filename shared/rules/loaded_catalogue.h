#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "shared/rules/catalogue.h"

namespace fieldfare::rules {

/// A catalogue in memory: whoever has a store puts in what a batch of work refers to.
class LoadedCatalogue final : public Catalogue {
  public:
    explicit LoadedCatalogue(v1::Organisation organisation) : organisation_{std::move(organisation)} {}

    /// Each replaces what was there under the id.
    void put(std::string_view id, v1::Product product);
    void put(std::string_view id, v1::PriceList list);
    void put(std::string_view id, v1::Category category);
    void put(v1::Organisation organisation) { organisation_ = std::move(organisation); }

    [[nodiscard]] const v1::Product* product(std::string_view id) const override;
    [[nodiscard]] const v1::PriceList* priceList(std::string_view id) const override;
    [[nodiscard]] const v1::Category* category(std::string_view id) const override;
    [[nodiscard]] const v1::Organisation& organisation() const override { return organisation_; }

  private:
    struct IdHash {
        using is_transparent = void;
        std::size_t operator()(std::string_view id) const { return std::hash<std::string_view>{}(id); }
    };
    template <typename Record>
    using ById = std::unordered_map<std::string, Record, IdHash, std::equal_to<>>;

    v1::Organisation organisation_;
    ById<v1::Product> products_;
    ById<v1::PriceList> priceLists_;
    ById<v1::Category> categories_;
};

}  // namespace fieldfare::rules
