#pragma once

#include <QSslCertificate>
#include <QSslKey>
#include <chrono>
#include <string>

namespace fieldfare::tests {

/// A key and a self-signed certificate for it, both new.
struct Identity {
    QSslKey key;
    QSslCertificate certificate;
    std::string fingerprint;  ///< SHA-256 of the SubjectPublicKeyInfo, raw

    /// For this host name, valid from an hour ago until `validFor` from now, which may be in the past.
    [[nodiscard]] static Identity make(const std::string& host = "localhost",
                                       std::chrono::seconds validFor = std::chrono::hours{24});
};

}  // namespace fieldfare::tests
