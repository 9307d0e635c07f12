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

}  // namespace fieldfare::bench
