#pragma once

#include <string>
#include <vector>

class QSslCertificate;

namespace fieldfare::network {

/// SHA-256 of the certificate's SubjectPublicKeyInfo (RFC 7469, 2.4), 32 raw bytes; empty when there is no
/// certificate or it cannot be read.
[[nodiscard]] std::string keyFingerprint(const QSslCertificate& certificate);

/// The keys by which a server is known, whatever its certificate says of names, dates and issuers.
class ServerKeys {
  public:
    enum class FirstUse {
        Refuse,
        Trust,  ///< while no key is known: the first that is seen becomes the known one
    };

    /// Throws FaultError INVALID when a fingerprint is not 32 bytes, or none is given and first use is
    /// refused.
    ServerKeys(std::vector<std::string> fingerprints, FirstUse firstUse);

    /// Whether to go on with a server that showed this key.
    [[nodiscard]] bool accept(const std::string& fingerprint);

    [[nodiscard]] const std::vector<std::string>& known() const { return known_; }

  private:
    std::vector<std::string> known_;
    FirstUse firstUse_;
};

}  // namespace fieldfare::network
