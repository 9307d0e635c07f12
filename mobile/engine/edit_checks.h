#pragma once

#include <span>
#include <string_view>

#include <google/protobuf/message.h>

#include "mobile/engine/local_store.h"
#include "mobile/engine/reading.h"
#include "mobile/engine/store_catalogue.h"
#include "shared/schema/path.h"

namespace fieldfare::engine {

/// An edit before it is stored.
struct ProposedEdit {
    const schema::RecordType& type;
    std::string_view id;
    const google::protobuf::Message* before = nullptr;  ///< as shown; null: a create
    const google::protobuf::Message& after;             ///< with everything derived
    std::span<const schema::Path> paths;                ///< touched; empty for a create
    /// Paths whose earlier value is still only here and will be replaced by this edit.
    std::span<const schema::Path> replaced = {};
};

/// What a device refuses at once, by the rules the server will judge by. The server decides all the same:
/// what it knows of others is not here. The one place for checks of edits.
class EditChecks {
  public:
    EditChecks(LocalStore& store, const StoreCatalogue& catalogue)
        : store_{store}, catalogue_{catalogue}, reading_{store} {}

    /// Throws FaultError: INVALID, NO_PARENT, LOCKED, STEP_NOT_ALLOWED or RULE, each with its path.
    void check(const ProposedEdit& edit) const;

  private:
    void checkLimits(const ProposedEdit& edit) const;
    void checkParent(const ProposedEdit& edit) const;
    void checkLock(const ProposedEdit& edit) const;
    void checkSteps(const ProposedEdit& edit) const;
    void checkRules(const ProposedEdit& edit) const;

    LocalStore& store_;
    const StoreCatalogue& catalogue_;
    Reading reading_;
};

}  // namespace fieldfare::engine
