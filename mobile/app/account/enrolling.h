#pragma once

#include <string>

#include "mobile/app/desk/desk.h"
#include "mobile/engine/store_rescue.h"

/// Pieces of work on a store as a whole. Engine's thread, with no sync under way (EngineThread::askAlone).
namespace fieldfare::app {

/// Makes this device with a pairing code, its person's name and password, and opens its store. A store of
/// somebody who signed out goes, but only when the new one is there. Throws FaultError: the server's;
/// CONTRADICTION with the number of edits that the store here has not sent.
void enrol(Desk& desk, const std::string& pairingText, const std::string& person,
           const std::string& password);

/// Puts a damaged store aside and opens a new one with what only it had. The next sync brings the records.
[[nodiscard]] engine::Rescue rescueStore(Desk& desk);

}  // namespace fieldfare::app
