#pragma once

#include <QTemporaryDir>
#include <QTest>
#include <atomic>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>

#include "fieldfare/fault.pb.h"
#include "sync-server/edge/edge.h"
#include "sync-server/edge/edge_process.h"
#include "sync-server/http/fault_response.h"
#include "sync-server/http/listener.h"
#include "tests/support/free_port.h"
#include "tests/support/wire/wire.h"

namespace fieldfare::tests {

inline constexpr const char* json = "application/json";
inline constexpr const char* protobuf = "application/x-protobuf";

inline std::string request(const std::string& line, const std::string& headers = {}) {
    return line + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n";
}

/// The fault in an answer, whichever of the two forms it has; none when it has neither.
inline v1::Fault faultIn(const WireResponse& response) {
    v1::Fault fault;
    const auto type = response.headers.contains("content-type") ? response.headers.at("content-type") : "";
    if (type == protobuf && fault.ParseFromString(response.body))
        return fault;
    fault.Clear();
    if (type == json)
        fault = server::http::faultFromJson(response.body).value_or(v1::Fault{});
    return fault;
}

/// The real nginx before the real listener, which echoes what it is sent. What the edge's tests share.
class EdgeSite : public QObject {
  protected:
    /// Writes the edge's files; its limits are such that they can be waited for.
    void prepare() {
        using namespace std::chrono_literals;
        data_ = folder_.path().toStdString() + "/a data directory";
        options_.dataDirectory = data_;
        options_.listen = {"127.0.0.1", freePort()};
        options_.upstreams = {{"127.0.0.1", freePort()}};
        options_.publicHost = "edge.example";
        options_.headerTimeout = 2s;
        options_.bodyTimeout = 2s;
        options_.lingerTimeout = 1s;
        options_.stopTimeout = 1s;
        options_.requestsPerSecond = 1000;
        options_.requestBurst = 2000;
        options_.attemptsPerMinute = 1;
        options_.attemptBurst = 3;
        files_ = server::edge::writeEdge(options_);
    }
    void serve() {
        secrets_ = std::make_unique<server::http::EdgeSecrets>(data_, std::chrono::milliseconds{0});
        startListener();
        nginx_ = std::make_unique<server::edge::EdgeProcess>(options_);
        nginx_->start();
        QVERIFY(isHealthy());
    }
    void startListener() {
        listener_ = std::make_unique<server::http::Listener>(
            server::http::ListenerOptions{.port = options_.upstreams.front().port}, *secrets_,
            [this](const server::http::Request& request, const server::http::Reply& reply) {
                ++handled_;
                server::http::Response response{.contentType = "application/octet-stream",
                                                .body = request.body};
                if (request.path == "/size")
                    response.body = std::to_string(request.body.size());
                if (request.path == "/file")
                    response.headers.emplace_back("X-Accel-Redirect", "/.files/ab/part");
                response.headers.emplace_back("X-Seen", request.method + " " + request.path);
                {
                    const std::lock_guard lock{mutex_};
                    last_ = request;
                }
                reply(std::move(response));
            });
        listener_->start();
    }
    void stop() {
        if (nginx_)
            nginx_->stop();
        QVERIFY(nginx_ && nginx_->ended());
        QCOMPARE(*nginx_->ended(), 0);
    }

    [[nodiscard]] std::optional<WireResponse> ask(const std::string& bytes) const {
        Wire wire{options_.listen.port, Wire::Security::Tls};
        wire.send(bytes);
        return wire.response();
    }
    /// True if others are served, whatever a test did.
    [[nodiscard]] bool isHealthy() const {
        const auto answer = ask(request("POST /healthy", "Content-Length: 5\r\n") + "hello");
        return answer && answer->status == 200 && answer->body == "hello" &&
               answer->headers.at("x-seen") == "POST /healthy";
    }

    QTemporaryDir folder_;
    std::filesystem::path data_;
    server::edge::EdgeOptions options_;
    server::edge::EdgeFiles files_;
    std::unique_ptr<server::http::EdgeSecrets> secrets_;
    std::unique_ptr<server::http::Listener> listener_;
    std::unique_ptr<server::edge::EdgeProcess> nginx_;
    std::atomic<int> handled_ = 0;  ///< requests that reached the listener
    std::mutex mutex_;
    server::http::Request last_;  ///< under the mutex
};

}  // namespace fieldfare::tests
