#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "fieldfare/field_work.pb.h"
#include "mobile/engine/editing.h"
#include "mobile/engine/file_store.h"

namespace fieldfare::engine {

/// Where the device believes to be at the moment of a check-in or check-out.
struct Whereabouts {
    std::optional<v1::Position> position;
    bool isMock = false;  ///< the platform said that the position is simulated
};

/// The steps of a visit. Each is one group, and never waits for a position: what is not known then stays
/// unknown, as both are written once. Faults as of Editing. Ids are 16 bytes.
class Visits {
  public:
    explicit Visits(Editing& editing) : editing_{editing} {}

    /// Makes the visit of the customer, as planned (`planId`) or spontaneous (empty). Gives its id.
    std::string checkIn(std::string_view customerId, std::string_view planId, const Whereabouts& here);

    /// The visit is over. Its plan is DONE; its customer was contacted now and is due again when the visit
    /// says; a follow-up that was due is done. A customer that was not met counts as not contacted.
    void checkOut(std::string_view visitId, v1::Visit::Outcome outcome, const Whereabouts& here);

    /// Moves a plan to another time, epoch ms, with its length; a missed one is planned again.
    void reschedule(std::string_view planId, std::int64_t startsAt);

    /// A photo whose bytes are in the FileStore becomes part of the visit, also of one that is over. Gives
    /// the id of its File record. INVALID at "photo_ids" when the visit has as many as it may.
    std::string addPhoto(std::string_view visitId, const FileContent& content, const std::string& mediaType,
                         const std::string& name);
    /// The visit does not show the photo any more; its File record stays, as those are never deleted.
    void removePhoto(std::string_view visitId, std::string_view fileId);

    /// The visit that this device's person checked in to last and not out of, of the last day; empty: none.
    [[nodiscard]] std::string active() const;

    /// Great-circle distance in metres (haversine, mean earth radius 6,371,008.8 m).
    [[nodiscard]] static double distance(const v1::Position& a, const v1::Position& b);

  private:
    [[nodiscard]] v1::Presence presence(const Whereabouts& here, const v1::Customer* customer) const;
    void tellCustomer(const v1::Visit& visit, v1::Visit::Outcome outcome);
    void finishPlan(const v1::Visit& visit);

    Editing& editing_;
};

}  // namespace fieldfare::engine
