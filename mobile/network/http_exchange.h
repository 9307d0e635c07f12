#pragma once

#include <QEventLoop>
#include <QNetworkReply>
#include <QObject>
#include <QTimer>
#include <memory>
#include <string>

#include "mobile/engine/transport.h"
#include "mobile/network/qt_transport.h"
#include "mobile/network/server_key.h"

namespace fieldfare::network {

/// One request of a QtTransport from its first byte to its end. Used once, in one thread.
class HttpExchange {
  public:
    HttpExchange(QNetworkAccessManager& manager, ServerKeys& keys, const TransportLimits& limits)
        : manager_{manager}, keys_{keys}, limits_{limits} {}
    HttpExchange(const HttpExchange&) = delete;
    HttpExchange& operator=(const HttpExchange&) = delete;

    [[nodiscard]] engine::Answer run(const std::string& url, const engine::Call& call);

    /// From any thread, while the object lives.
    void cancel();

  private:
    void connectSignals();
    void checkKey();
    void takeHeader();
    void takeBody();
    /// Another time limit begins, with what to say when it passes.
    void wait(std::chrono::milliseconds atMost, const char* otherwise);
    void giveUp(std::string why);
    [[nodiscard]] engine::Answer finished();

    QNetworkAccessManager& manager_;
    ServerKeys& keys_;
    const TransportLimits& limits_;
    QEventLoop loop_;
    QTimer timer_;
    const char* late_ = "";
    std::chrono::milliseconds answerTimeout_{0};
    std::unique_ptr<QNetworkReply> reply_;
    std::string body_;
    std::string failure_;  // why it was given up
    bool hasBody_ = false;
    bool headerCame_ = false;
    bool foreignKey_ = false;
};

}  // namespace fieldfare::network
