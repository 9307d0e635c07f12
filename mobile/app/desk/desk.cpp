#include "mobile/app/desk/desk.h"

#include "shared/schema/fault.h"

namespace fieldfare::app {

Desk::Desk(std::filesystem::path folder) : folder_{std::move(folder)} {}

void Desk::open() {
    if (store_)
        return;
    std::filesystem::create_directories(folder_);
    store_.emplace(file(), clock_, random_, engine::StoreOptions{.appVersion = FIELDFARE_VERSION});
    editing_.emplace(*store_);
    ++openings_;
}

void Desk::close() {
    if (store_)
        ++openings_;
    transport_.reset();
    editing_.reset();
    store_.reset();
}

engine::LocalStore& Desk::store() {
    if (!store_)
        throw schema::FaultError{v1::UNAUTHENTICATED, "no store is open"};
    return *store_;
}

engine::Editing& Desk::editing() {
    (void)store();
    return *editing_;
}

network::QtTransport& Desk::transport() {
    if (!transport_) {
        const auto pairing = store().pairing();
        if (!pairing)
            throw engine::StoreError{engine::StoreError::Kind::NotEnrolled, "no device is enrolled"};
        transport_.emplace(*pairing);
    }
    return *transport_;
}

void Desk::cancelNetwork() {
    if (transport_)
        transport_->cancel();
}

}  // namespace fieldfare::app
