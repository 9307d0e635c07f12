#include "mobile/app/desk/fault_of.h"

#include "mobile/engine/store_error.h"
#include "shared/schema/fault.h"
#include "shared/storage/database.h"

namespace fieldfare::app {

using engine::StoreError;
using storage::StorageError;
using storage::Trouble;

namespace {

v1::FaultCode codeOf(StoreError::Kind kind) {
    switch (kind) {
        case StoreError::Kind::InUse:
            return v1::BUSY;
        case StoreError::Kind::Newer:
            return v1::NEWER_SCHEMA;
        case StoreError::Kind::OtherPerson:
            return v1::CONTRADICTION;
        case StoreError::Kind::NotEnrolled:
            break;
    }
    return v1::UNAUTHENTICATED;
}

}  // namespace

v1::Fault faultOf(const std::exception& error) {
    if (const auto* known = dynamic_cast<const schema::FaultError*>(&error))
        return known->fault();
    if (const auto* store = dynamic_cast<const StoreError*>(&error))
        return schema::fault(codeOf(store->kind()), store->what(), "store");
    if (const auto* disk = dynamic_cast<const StorageError*>(&error)) {
        const bool full = disk->trouble() == Trouble::Full || disk->trouble() == Trouble::ReadOnly;
        return schema::fault(full ? v1::READ_ONLY : v1::INTERNAL, disk->what(), "store");
    }
    return schema::fault(v1::INTERNAL, error.what());
}

}  // namespace fieldfare::app
