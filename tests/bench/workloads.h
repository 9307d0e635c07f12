#pragma once

#include "company.h"

namespace fieldfare::bench {

/// W1: an enrolled, empty device with TLS open pulls one rep's records and the products, search included.
void firstPull(Company& company);

/// W2: fifty devices push their day each at once, durable.
void daysPushed(Company& company);

/// W3: a synced device pulls 20 changed records. `name`: "W3", or "W3-small" for a smaller server.
void fewChanges(Company& company, const std::string& name);

}  // namespace fieldfare::bench
