#pragma once

#include <QByteArray>
#include <QList>
#include <QSslServer>
#include <QSslSocket>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>

#include "tests/support/tls/identity.h"

namespace fieldfare::tests {

/// A request as it arrived, whole.
struct SeenRequest {
    QByteArray line;                           ///< "POST /v1/sync HTTP/1.1"
    std::map<QByteArray, QByteArray> headers;  ///< names in lower case
    QByteArray body;
};

/// An HTTPS server that answers with whatever bytes it is told to, good or bad. Lives in the event loop of
/// the thread that makes it.
class TlsServer {
  public:
    using Handler = std::function<void(const SeenRequest&, QSslSocket&)>;

    /// Listens on a free port of 127.0.0.1, or on `port`. Throws std::runtime_error.
    explicit TlsServer(const Identity& identity, Handler handler = {}, quint16 port = 0);
    ~TlsServer();
    TlsServer(const TlsServer&) = delete;
    TlsServer& operator=(const TlsServer&) = delete;

    [[nodiscard]] std::string url() const;
    [[nodiscard]] quint16 port() const { return server_->serverPort(); }
    /// From now on connections are made, but nothing that they bring is read.
    void stopReading() { reads_ = false; }
    void setHandler(Handler handler) { handler_ = std::move(handler); }

    [[nodiscard]] const QList<SeenRequest>& requests() const { return requests_; }
    [[nodiscard]] int connections() const { return connections_; }  ///< that began to shake hands
    [[nodiscard]] int openConnections() const { return static_cast<int>(open_.size()); }
    [[nodiscard]] qint64 bytesReceived() const { return bytesReceived_; }  ///< inside TLS

    /// An answer with a Content-Length.
    [[nodiscard]] static QByteArray answer(int status, const QByteArray& body,
                                           const QByteArray& headers = {});

  private:
    void take(QSslSocket& socket);

    std::unique_ptr<QSslServer> server_;
    Handler handler_;
    std::map<QSslSocket*, QByteArray> received_;
    std::set<const QObject*> open_;
    QList<SeenRequest> requests_;
    int connections_ = 0;
    bool reads_ = true;
    qint64 bytesReceived_ = 0;
};

}  // namespace fieldfare::tests
