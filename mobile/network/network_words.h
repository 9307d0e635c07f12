#pragma once

#include <QNetworkReply>
#include <string>

namespace fieldfare::network {

/// Why a request got no whole answer, in words that people understand, with the technical detail behind.
[[nodiscard]] std::string inWords(const QNetworkReply& reply);

/// True for the errors that only repeat what the HTTP status says: the answer is there.
[[nodiscard]] bool isOfStatus(QNetworkReply::NetworkError error);

}  // namespace fieldfare::network
