#pragma once

#include <string>

#include "fieldfare/account.pb.h"
#include "mobile/engine/local_store.h"
#include "mobile/engine/transport.h"

namespace fieldfare::engine {

/// Accounts from the device's side. Each method is one blocking request; everything that can go wrong is a
/// FaultError: the server's, or a passing one when it cannot be reached. The engine's thread only.
class Enrolment {
  public:
    explicit Enrolment(Transport& transport) : transport_{transport} {}

    /// A one-time code and the person's password make a device. Open the person's store with the answer and
    /// give it to LocalStore::setSession().
    [[nodiscard]] v1::Session enrol(const v1::EnrolRequest& request);

    /// A new session for an enrolled store whose old one ended; what waits goes on.
    void signIn(LocalStore& store, const std::string& password);

    /// Ends the session here and, where it can be reached, at the server. Refused with CONTRADICTION while
    /// edits or files are unsent, whose count is the fault's limit; `leaveUnsent`: they were exported, or are
    /// given up.
    void signOut(LocalStore& store, bool leaveUnsent = false);

    /// Other sessions of the person end; this one goes on.
    void changePassword(LocalStore& store, const std::string& oldPassword, const std::string& newPassword);

  private:
    [[nodiscard]] std::string call(const std::string& path, const std::string& body,
                                   const std::string& token);

    Transport& transport_;
};

}  // namespace fieldfare::engine
