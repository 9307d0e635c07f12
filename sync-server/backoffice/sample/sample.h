#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "sync-server/sync/organisation.h"

/// An invented organisation to look at, learn on and demonstrate with.
namespace fieldfare::server::sample {

struct SampleOptions {
    std::uint64_t seed = 1;
    /// The moment it is made for, epoch ms: the year of visits ends here, plans go on for two weeks. 0: the
    /// organisation's clock.
    std::int64_t now = 0;
    std::size_t customers = 600;
    std::size_t products = 400;
    std::size_t visitsPerCustomer = 8;  ///< over the year, on average
    /// Everybody's password; empty: nobody has one yet. Hashed once, so that all of them share one salt:
    /// never for people who are real.
    std::string password;
};

struct SampleCounts {
    std::size_t units = 0;
    std::size_t people = 0;
    std::size_t categories = 0;
    std::size_t products = 0;
    std::size_t priceLists = 0;
    std::size_t customers = 0;
    std::size_t contacts = 0;
    std::size_t plans = 0;
    std::size_t visits = 0;
    std::size_t tasks = 0;
    std::size_t quotes = 0;
    std::size_t orders = 0;
    std::size_t approvals = 0;
};

/// Fills a new organisation; the same options give the same records, byte for byte but for the ids of what
/// Organisation::make made. Everything passes the rules of quotes, orders and visits.
///
/// Not from the writer's own thread. Throws FaultError ALREADY_EXISTS when the organisation has people.
SampleCounts makeSample(sync::Organisation& organisation, const SampleOptions& options);

}  // namespace fieldfare::server::sample
