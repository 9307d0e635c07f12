#pragma once

#include <string>

#include "fieldfare/sync.pb.h"
#include "mobile/engine/editing.h"

namespace fieldfare::engine {

/// Makes an edit that took no effect once more, as one of this device's person on what stands now. Faults as
/// of Editing.
void editAnew(Editing& editing, const schema::RecordType& type, const std::string& record,
              const v1::Mutation& mutation);

}  // namespace fieldfare::engine
