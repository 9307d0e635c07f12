#include "mobile/network/network_words.h"

namespace fieldfare::network {

namespace {

const char* sentence(QNetworkReply::NetworkError error) {
    switch (error) {
        case QNetworkReply::ConnectionRefusedError:
            return "the server does not take connections";
        case QNetworkReply::RemoteHostClosedError:
            return "the connection broke before the whole answer came";
        case QNetworkReply::HostNotFoundError:
            return "the server's name is not known in this network";
        case QNetworkReply::TimeoutError:
            return "the server did not answer in time";
        case QNetworkReply::SslHandshakeFailedError:
            return "no secure connection could be made";
        case QNetworkReply::TemporaryNetworkFailureError:
        case QNetworkReply::NetworkSessionFailedError:
            return "there is no network";
        case QNetworkReply::ProxyConnectionRefusedError:
        case QNetworkReply::ProxyConnectionClosedError:
        case QNetworkReply::ProxyNotFoundError:
        case QNetworkReply::ProxyTimeoutError:
        case QNetworkReply::ProxyAuthenticationRequiredError:
        case QNetworkReply::UnknownProxyError:
            return "the network's proxy does not let the app through";
        case QNetworkReply::ProtocolFailure:
        case QNetworkReply::ProtocolUnknownError:
            return "what answered does not speak the server's language";
        default:
            return "the network failed";
    }
}

}  // namespace

std::string inWords(const QNetworkReply& reply) {
    return std::string{sentence(reply.error())} + " (" + reply.errorString().toStdString() + ")";
}

bool isOfStatus(QNetworkReply::NetworkError error) {
    switch (error) {
        case QNetworkReply::NoError:
        case QNetworkReply::ContentAccessDenied:
        case QNetworkReply::ContentOperationNotPermittedError:
        case QNetworkReply::ContentNotFoundError:
        case QNetworkReply::AuthenticationRequiredError:
        case QNetworkReply::ContentConflictError:
        case QNetworkReply::ContentGoneError:
        case QNetworkReply::UnknownContentError:
        case QNetworkReply::ProtocolInvalidOperationError:
        case QNetworkReply::InternalServerError:
        case QNetworkReply::OperationNotImplementedError:
        case QNetworkReply::ServiceUnavailableError:
        case QNetworkReply::UnknownServerError:
            return true;
        default:
            return false;
    }
}

}  // namespace fieldfare::network
