#include "mobile/engine/store_catalogue.h"

namespace fieldfare::engine {

void StoreCatalogue::forgetOutdated() const {
    if (revision_ == store_.revision())
        return;
    kept_.clear();
    organisation_.reset();
    revision_ = store_.revision();
}

template <typename Message>
const Message* StoreCatalogue::find(std::string_view id) const {
    forgetOutdated();
    const auto [at, isNew] = kept_.try_emplace(std::string{id});
    if (isNew) {
        const auto& type = schema::Schema::of<Message>();
        if (const auto row = store_.records().of(type).load(id); row && row->head.shown())
            at->second = type.parse(row->body);
    }
    return dynamic_cast<const Message*>(at->second.get());
}

const v1::Product* StoreCatalogue::product(std::string_view id) const {
    return find<v1::Product>(id);
}

const v1::PriceList* StoreCatalogue::priceList(std::string_view id) const {
    return find<v1::PriceList>(id);
}

const v1::Category* StoreCatalogue::category(std::string_view id) const {
    return find<v1::Category>(id);
}

const v1::Organisation& StoreCatalogue::organisation() const {
    forgetOutdated();
    if (organisation_ == nullptr) {
        organisation_ = std::make_unique<v1::Organisation>();
        const auto session = store_.session();
        const auto& type = schema::Schema::of<v1::Organisation>();
        if (session)
            if (const auto row = store_.records().of(type).load(session->organisation_id()))
                organisation_->ParseFromString(row->body);
    }
    return *organisation_;
}

}  // namespace fieldfare::engine
