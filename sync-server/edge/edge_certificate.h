#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace fieldfare::server::edge {

/// The edge's own identity: an ECDSA P-256 key, a self-signed certificate of ten years for it, and a spare
/// key. The app pins both keys, not the certificate, so a certificate may be made anew at any time. To
/// change to the spare: put spare-key.pem in the place of key.pem; the next spare is made then.
class EdgeCertificate {
  public:
    /// Reads `folder`/key.pem, spare-key.pem and certificate.pem, mode 0600, and makes what is missing. The
    /// certificate is also made anew when it is not for that key, lacks one of `names` (host names or
    /// numeric addresses; localhost and the loopback addresses are always in) or ends within 30 days.
    /// Throws std::runtime_error when a file is unreadable or is no such key.
    EdgeCertificate(const std::filesystem::path& folder, const std::vector<std::string>& names);

    /// SHA-256 of the key's SubjectPublicKeyInfo (RFC 7469, 2.4), 32 raw bytes.
    [[nodiscard]] const std::string& fingerprint() const { return fingerprint_; }
    /// The same of the spare key.
    [[nodiscard]] const std::string& spareFingerprint() const { return spareFingerprint_; }

  private:
    std::string fingerprint_;
    std::string spareFingerprint_;
};

}  // namespace fieldfare::server::edge
