#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>

#include "sync-server/sync/organisation.h"

namespace fieldfare::server::importing {

/// What was read from the files, and written.
struct WorkloadCounts {
    std::size_t objects = 0;  ///< of the files, lines of quotes included
    std::size_t units = 0;
    std::size_t people = 0;
    std::size_t categories = 0;
    std::size_t products = 0;
    std::size_t customers = 0;
    std::size_t contacts = 0;
    std::size_t visits = 0;
    std::size_t quotes = 0;
    std::size_t lines = 0;
};

/// Imports a generated workload (shared/workload): users, products and what the reps' devices hold in the
/// morning. Nobody gets a password.
///
/// The benchmark's rules apply from then on: discounts are not checked, issued quotes and checked-out visits
/// not locked. Teams become units below the root. `progress` is called after each part with the objects
/// written so far. Written in parts, each in a turn of the writer; so an import that fails leaves a part, and
/// wants a new organisation.
///
/// Not from the writer's own thread. Throws FaultError NOT_FOUND for a folder without a workload, INVALID or
/// UNREADABLE naming file and line, ALREADY_EXISTS (before anything is written) when the organisation has it.
WorkloadCounts importWorkload(sync::Organisation& organisation, const std::filesystem::path& folder,
                              const std::function<void(std::size_t)>& progress = {});

}  // namespace fieldfare::server::importing
