#pragma once

#include "shared/rules/catalogue.h"
#include "sync-server/sync/change_set.h"

namespace fieldfare::server::sync {

/// The catalogue that rules ask, as it stands in the transaction: with what the request has changed so far.
class CatalogueView final : public rules::Catalogue {
  public:
    CatalogueView(ChangeSet& changes, const Directory& directory)
        : changes_{changes}, directory_{directory} {}

    [[nodiscard]] const v1::Product* product(std::string_view id) const override {
        return living<v1::Product>(id);
    }
    [[nodiscard]] const v1::PriceList* priceList(std::string_view id) const override {
        return living<v1::PriceList>(id);
    }
    [[nodiscard]] const v1::Category* category(std::string_view id) const override {
        return living<v1::Category>(id);
    }
    [[nodiscard]] const v1::Organisation& organisation() const override { return directory_.organisation(); }

  private:
    template <typename Record>
    const Record* living(std::string_view id) const {
        const auto* row = changes_.find(schema::Schema::of<Record>(), std::string{id});
        return row == nullptr || row->deleted != 0 ? nullptr : static_cast<const Record*>(row->record.get());
    }

    ChangeSet& changes_;
    const Directory& directory_;
};

}  // namespace fieldfare::server::sync
