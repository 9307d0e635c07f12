#include "mobile/device/device.h"

#include "shared/schema/fault.h"

namespace fieldfare::device {

engine::LocalStore& Device::store() {
    if (!store_ && !exists())
        throw schema::FaultError{v1::NOT_FOUND, "there is no store " + file_.string() + ": enrol makes one",
                                 "store"};
    return makeStore();
}

engine::LocalStore& Device::makeStore() {
    if (!store_)
        store_.emplace(file_, clock_, random_, engine::StoreOptions{.appVersion = FIELDFARE_VERSION});
    return *store_;
}

engine::Editing& Device::editing() {
    if (!editing_)
        editing_.emplace(store());
    return *editing_;
}

network::QtTransport& Device::transport() {
    if (!transport_) {
        const auto pairing = store().pairing();
        if (!pairing)
            throw engine::StoreError{engine::StoreError::Kind::NotEnrolled, "no device is enrolled"};
        transport_.emplace(*pairing);
    }
    return *transport_;
}

void Device::wipe() {
    editing_.reset();
    store_.reset();
    engine::LocalStore::wipe(file_);
}

}  // namespace fieldfare::device
