#include "mobile/network/qt_transport.h"

#include <QNetworkAccessManager>
#include <exception>

#include "mobile/network/http_exchange.h"
#include "mobile/network/pairing_text.h"

namespace fieldfare::network {

namespace {

std::vector<std::string> keysOf(const v1::Pairing& pairing) {
    std::vector<std::string> keys;
    for (const std::string* key : {&pairing.key_sha256(), &pairing.spare_key_sha256()})
        if (!key->empty())
            keys.push_back(*key);
    return keys;
}

}  // namespace

/// What cancel() finds, for as long as it may be used.
class QtTransport::Running {
  public:
    Running(QtTransport& transport, HttpExchange& exchange) : transport_{transport} { set(&exchange); }
    ~Running() { set(nullptr); }
    Running(const Running&) = delete;
    Running& operator=(const Running&) = delete;

  private:
    void set(HttpExchange* exchange) {
        const std::lock_guard lock{transport_.mutex_};
        transport_.running_ = exchange;
    }

    QtTransport& transport_;
};

QtTransport::QtTransport(const std::string& url, ServerKeys keys, TransportLimits limits)
    : url_{serverAddress(url)}, keys_{std::move(keys)}, limits_{limits} {}

QtTransport::QtTransport(const v1::Pairing& pairing, TransportLimits limits)
    : QtTransport{pairing.url(), ServerKeys{keysOf(pairing), ServerKeys::FirstUse::Refuse}, limits} {}

QtTransport::~QtTransport() = default;

engine::Answer QtTransport::exchange(const engine::Call& call) {
    try {
        if (!manager_)
            manager_ = std::make_unique<QNetworkAccessManager>();
        HttpExchange exchange{*manager_, keys_, limits_};
        const Running running{*this, exchange};
        return exchange.run(url_, call);
    } catch (const std::exception& error) {
        return {.networkError = error.what()};
    }
}

void QtTransport::cancel() {
    const std::lock_guard lock{mutex_};
    if (running_ != nullptr)
        running_->cancel();
}

}  // namespace fieldfare::network
