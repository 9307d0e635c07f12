#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include <google/protobuf/message.h>

#include "mobile/engine/local_store.h"
#include "mobile/engine/own_relation.h"
#include "mobile/engine/own_rights.h"
#include "mobile/engine/reading.h"
#include "mobile/engine/store_catalogue.h"
#include "shared/access/rights.h"
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
        : store_{store}, catalogue_{catalogue}, reading_{store}, relation_{store} {}

    /// Throws FaultError: INVALID, NO_PARENT, NO_RIGHT, LOCKED, STEP_NOT_ALLOWED or RULE, each with its path.
    void check(const ProposedEdit& edit) const;
    /// Everything that check() could throw, for a form that shows each where it is wrong; empty: it may
    /// stand.
    [[nodiscard]] std::vector<v1::Fault> faults(const ProposedEdit& edit) const;
    /// What rights and lock leave to the person: of the record as it is, or, null, of a new one.
    [[nodiscard]] OwnRights rightsOn(const schema::RecordType& type,
                                     const google::protobuf::Message* record) const;
    /// Throws FaultError NO_RIGHT when the person may not delete the record.
    void checkErase(const schema::RecordType& type, const google::protobuf::Message& record) const;
    /// Why the person may not make a record of the type under this parent; empty: a root.
    [[nodiscard]] std::optional<v1::Fault> mayCreate(const schema::RecordType& type,
                                                     std::string_view parent) const;
    /// True if the record's state allows changes of the schema's exceptions alone.
    [[nodiscard]] bool isLocked(const schema::RecordType& type,
                                const google::protobuf::Message& record) const;

  private:
    void checkLimits(const ProposedEdit& edit) const;
    void checkParent(const ProposedEdit& edit) const;
    void checkRights(const ProposedEdit& edit) const;
    void checkLock(const ProposedEdit& edit) const;
    /// That a new record has no field which its author may not fill.
    void checkFilled(const ProposedEdit& edit) const;
    void checkSteps(const ProposedEdit& edit) const;
    void checkRules(const ProposedEdit& edit) const;
    [[nodiscard]] std::vector<v1::Fault> brokenLimits(const ProposedEdit& edit) const;
    [[nodiscard]] std::vector<v1::Fault> brokenRules(const ProposedEdit& edit) const;

    LocalStore& store_;
    const StoreCatalogue& catalogue_;
    Reading reading_;
    OwnRelation relation_;
};

}  // namespace fieldfare::engine
