#pragma once

#include "company.h"

namespace fieldfare::bench {

/// A1: from the beginning of the program's own work until the first list of the real pages is on the screen,
/// with so many records in the store; and the most memory the process had by then.
void firstList(int records);

/// A2: from a key until the list shows what it found, among so many records; 95 of 100 are faster.
void typedSearch(int records);

/// A3: the longest that the interface thread did not come round while a manager's records are pulled, with a
/// list of them on the screen. `company` is served by the real server.
void busyPull(Company& company);

}  // namespace fieldfare::bench
