#include "tests/support/tls/tls_server.h"

#include <QHostAddress>
#include <QSslConfiguration>
#include <stdexcept>

namespace fieldfare::tests {

TlsServer::TlsServer(const Identity& identity, Handler handler, quint16 port)
    : server_{std::make_unique<QSslServer>()}, handler_{std::move(handler)} {
    QSslConfiguration tls = QSslConfiguration::defaultConfiguration();
    tls.setPrivateKey(identity.key);
    tls.setLocalCertificate(identity.certificate);
    tls.setPeerVerifyMode(QSslSocket::VerifyNone);
    server_->setSslConfiguration(tls);
    QObject::connect(server_.get(), &QSslServer::startedEncryptionHandshake, server_.get(),
                     [this](QSslSocket* socket) {
                         ++connections_;
                         open_.insert(socket);
                         const auto close = [this, socket] { open_.erase(socket); };

                         QObject::connect(socket, &QSslSocket::disconnected, server_.get(), close);
                         QObject::connect(socket, &QObject::destroyed, server_.get(), close);
                     });
    QObject::connect(server_.get(), &QTcpServer::pendingConnectionAvailable, server_.get(), [this] {
        while (server_->hasPendingConnections()) {
            // QSslServer has disconnected everything from it once it shook hands.
            auto* socket = qobject_cast<QSslSocket*>(server_->nextPendingConnection());
            received_[socket];
            if (!reads_) {
                socket->setReadBufferSize(1);
                continue;
            }
            QObject::connect(socket, &QSslSocket::readyRead, server_.get(),
                             [this, socket] { take(*socket); });
            QObject::connect(socket, &QSslSocket::disconnected, server_.get(), [this, socket] {
                take(*socket);
                received_.erase(socket);
                open_.erase(socket);
                socket->deleteLater();
            });
            take(*socket);
        }
    });
    if (!server_->listen(QHostAddress::LocalHost, port))
        throw std::runtime_error{server_->errorString().toStdString()};
}

TlsServer::~TlsServer() {
    server_->disconnect();
    for (auto* socket : server_->findChildren<QSslSocket*>())
        socket->disconnect();
}

std::string TlsServer::url() const {
    return "https://127.0.0.1:" + std::to_string(port());
}

QByteArray TlsServer::answer(int status, const QByteArray& body, const QByteArray& headers) {
    return "HTTP/1.1 " + QByteArray::number(status) +
           " Whatever\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n" + headers + "\r\n" +
           body;
}

void TlsServer::take(QSslSocket& socket) {
    const auto at = received_.find(&socket);
    if (at == received_.end())
        return;
    const QByteArray piece = socket.readAll();
    bytesReceived_ += piece.size();
    QByteArray& bytes = at->second;
    bytes += piece;
    for (;;) {
        const auto end = bytes.indexOf("\r\n\r\n");
        if (end < 0)
            return;
        SeenRequest request;
        auto lines = bytes.left(end).split('\n');
        request.line = lines.takeFirst().trimmed();
        for (const auto& line : lines) {
            const auto colon = line.indexOf(':');
            request.headers[line.left(colon).toLower()] = line.mid(colon + 1).trimmed();
        }
        const auto length = request.headers["content-length"].toLongLong();
        if (bytes.size() < end + 4 + length)
            return;
        request.body = bytes.mid(end + 4, length);
        bytes.remove(0, end + 4 + length);
        requests_.push_back(request);
        if (handler_)
            handler_(request, socket);
    }
}

}  // namespace fieldfare::tests
