#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace fieldfare::simulation {

/// A bug that a build with FIELDFARE_PLANTED_BUGS can switch on.
struct Plant {
    std::string_view name;
    std::string_view what;  ///< what the code does then
};

/// Each is caught within so many seeds with every fault, from 1; most within a handful.
inline constexpr std::uint64_t seedsForAPlant = 60;

/// Those marked (!) leave out a sentence that the design of syncing marks so.
inline constexpr std::array<Plant, 51> plants{{
    {"skip-dedupe", "a mutation that comes again is applied again"},
    {"reused-number-accepted", "another mutation under a number that was given gets the first one's outcome"},
    {"half-a-group", "of a group that fails, what came before the failing one stays"},
    {"shared-seq-for-a-move", "(!) entering a scope shares the seq of the record's version"},
    {"lose-a-removal", "what leaves a scope is not told to those who read it"},
    {"children-stay", "what hangs under a customer does not move with it"},
    {"merge-by-arrival", "the edit that reaches the server last stands"},
    {"keep-one", "of two names the later stands, and nobody is asked"},
    {"same-person-saw-it", "what somebody wrote on another device counts as seen"},
    {"leak-a-hidden-field", "hidden fields are sent"},
    {"conflict-not-logged", "the value that gives way is forgotten"},
    {"late-work-applied", "late edits take effect in place of being held"},
    {"hold-the-wrong-mutation", "of a group that is held, the one that failed is kept for each"},
    {"frozen-unchecked", "a signature holds for lines that its author never saw"},
    {"revive-without-children", "a record comes back without what was deleted with it"},
    {"delete-unseen-work", "a deletion takes along what its author had not seen"},
    {"sums-not-derived", "totals stay as they were when lines change"},
    {"stale-copy-accepted", "a copy of a store syncs on beside the original"},
    {"revoked-device-served", "a lost device goes on being answered"},
    {"collected-work-applied", "what a collected device hands over takes effect"},
    {"wiped-before-handed-over", "a collected device is wiped with what it has not sent"},
    {"anybody-deletes", "reps delete"},
    {"server-does-not-sync", "the server answers before the disk has it"},
    {"device-does-not-sync", "the device sends what its disk may forget"},
    {"number-not-fixed", "(!) numbers and content leave before they are stored"},
    {"any-reply-applies", "(!) a reply applies whatever it answers and whatever the cursors are"},
    {"overlay-goes-early", "(!) an accepted edit is taken off before its row has come"},
    {"cursor-before-rows", "cursors are stored before the rows"},
    {"base-not-inherited", "(!) a further edit over an own unsent one takes the newest base"},
    {"gathering-keeps-the-old-time", "(!) edits gathered into one keep the first one's time"},
    {"refusal-not-told", "what the server refuses is dropped"},
    {"confirm-before-it-is-stored", "outcomes are confirmed that never came"},
    {"lost-scope-stays", "a scope that a person lost stays on the device"},
    {"left-row-stays-shown", "(!) a row that left its last scope is shown until the pull is complete"},
    {"left-row-never-deleted", "a row that left its last scope stays hidden on the device for ever"},
    {"listing-without-sweep", "a scope that is listed anew keeps what the listing does not name"},
    {"nothing-offered-again", "what a restored server lost stays on the devices"},
    {"accepted-not-offered", "(!) an accepted edit is not laid over any more once the epoch is another"},
    {"offered-under-new-numbers", "(!) what a restored server lost comes after what was typed since"},
    {"lost-cursor-goes-on", "(!) a cursor into a lost range goes on, and the scope is not listed anew"},
    {"offer-not-parked", "what needs another's offer is refused"},
    {"lost-step-unchecked", "a step comes again over other lines than its author saw"},
    {"difference-passed-over", "what the digests show to differ is left as it is"},
    {"mask-passed-over", "records of which other fields are hidden now stay as they came"},
    {"later-never-woken", "of many who wait for a change only those woken at once are"},
    {"removal-wakes-nobody", "what leaves a scope wakes nobody who waits there"},
    {"rights-are-no-news", "other rights are no reason to answer who waits"},
    {"another-history-served", "a server hears devices of another history"},
    {"foreign-server-taken", "a device goes on in another server's history"},
    {"foreign-refusal-signs-out", "another server's refusal ends the session"},
    {"row-and-outbox-apart", "an edit and its outbox entry are two transactions"},
}};

}  // namespace fieldfare::simulation
