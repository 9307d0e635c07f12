#pragma once

#include "company.h"

namespace fieldfare::bench {

/// W1: an enrolled, empty device with TLS open pulls one rep's records and the products, search included.
void firstPull(Company& company);

/// W2: fifty devices push their day each at once, durable.
void daysPushed(Company& company);

/// W3: a synced device pulls 20 changed records. `name`: "W3", or "W3-small" for a smaller server.
void fewChanges(Company& company, const std::string& name);

/// W4: a thousand customers edited by their rep and their manager without seeing each other. Throws
/// std::runtime_error when any value is lost or cannot be put back.
void conflictPairs(Company& company);

/// W6: a base of 3,000 records is handed to another rep, whose phone waits for news as the others do.
void handOver(Company& company);

/// W7: how long after a device sends an edit another device, which waits, has stored it.
void newsToWaiting(Company& company);

/// W7-memory: what the server and its edge need for thousands of devices that wait, and how soon one of them
/// hears of a change for it alone.
void manyWaiting(Company& company);

/// merge: conflicting and other field operations through the merge code alone, from stored bytes to stored
/// bytes. Needs no server. Says so on standard error when it is slower than the aim.
void merging(const std::filesystem::path& workload);

/// judging: what a push costs beyond storing what it came to. Says so on standard error when it is more than
/// the aim.
void judging(Company& company);

/// simulator: days of devices that the simulator plays in a second, with every fault; against without faults.
void simulatedDays();

}  // namespace fieldfare::bench
