#include "mobile/engine/words.h"

namespace fieldfare::engine {

const char* codeName(RecordState state) {
    switch (state) {
        case RecordState::Sent:
            return "sent";
        case RecordState::Waiting:
            return "waiting";
        case RecordState::Rejected:
            return "rejected";
        case RecordState::Held:
            return "held";
        case RecordState::TwoVersions:
            return "two_versions";
        case RecordState::Synced:
            break;
    }
    return "synced";
}

const char* codeName(SyncPhase phase) {
    switch (phase) {
        case SyncPhase::Preparing:
            return "preparing";
        case SyncPhase::Exchanging:
            return "exchanging";
        case SyncPhase::Waiting:
            return "waiting";
        case SyncPhase::Storing:
            return "storing";
        case SyncPhase::Pausing:
            return "pausing";
        case SyncPhase::Idle:
            break;
    }
    return "idle";
}

const char* codeName(FilePhase phase) {
    switch (phase) {
        case FilePhase::Asking:
            return "asking";
        case FilePhase::Sending:
            return "sending_file";
        case FilePhase::Fetching:
            return "fetching_file";
        case FilePhase::Pausing:
            return "pausing";
        case FilePhase::Idle:
            break;
    }
    return "idle";
}

const char* codeName(DigestDifference::Healing healing) {
    switch (healing) {
        case DigestDifference::Healing::Ranges:
            return "ranges";
        case DigestDifference::Healing::ListedAnew:
            return "listed_anew";
        case DigestDifference::Healing::Later:
            break;
    }
    return "later";
}

const char* codeName(Stop stop) {
    switch (stop) {
        case Stop::None:
            return nullptr;
        case Stop::SignIn:
            return "sign_in";
        case Stop::Wipe:
            return "wiped";
        case Stop::ForeignServer:
            return "foreign_server";
        case Stop::Copied:
            return "copied";
        case Stop::Absence:
            return "absence";
        case Stop::Refused:
            break;
    }
    return "refused";
}

}  // namespace fieldfare::engine
