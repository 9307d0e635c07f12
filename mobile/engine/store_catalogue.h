#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>

#include "mobile/engine/local_store.h"
#include "shared/rules/catalogue.h"

namespace fieldfare::engine {

/// Products, prices and settings as the store has them, read when first asked for and kept until a record of
/// the store changes: what a call returned stays valid until then. The engine's thread only.
class StoreCatalogue final : public rules::Catalogue {
  public:
    explicit StoreCatalogue(const LocalStore& store) : store_{store} {}

    [[nodiscard]] const v1::Product* product(std::string_view id) const override;
    [[nodiscard]] const v1::PriceList* priceList(std::string_view id) const override;
    [[nodiscard]] const v1::Category* category(std::string_view id) const override;
    [[nodiscard]] const v1::Organisation& organisation() const override;

  private:
    template <typename Message>
    [[nodiscard]] const Message* find(std::string_view id) const;
    void forgetOutdated() const;

    const LocalStore& store_;
    mutable std::uint64_t revision_ = 0;
    mutable std::unordered_map<std::string, std::unique_ptr<google::protobuf::Message>>
        kept_;  // null: not here
    mutable std::unique_ptr<v1::Organisation> organisation_;
};

}  // namespace fieldfare::engine
