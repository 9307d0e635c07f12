#include "mobile/network/http_exchange.h"

#include <QNetworkAccessManager>
#include <QNetworkRequest>
#include <QSslConfiguration>

#include "mobile/network/network_words.h"
#include "shared/base/hex.h"

namespace fieldfare::network {

namespace {

/// How much of an answer may wait unread inside Qt.
constexpr qint64 readAhead = 256 * 1024;

QByteArray qt(const std::string& text) {
    return {text.data(), static_cast<qsizetype>(text.size())};
}

QNetworkRequest requestFor(const std::string& url, const engine::Call& call) {
    QNetworkRequest request{QUrl{QString::fromStdString(url + call.path), QUrl::StrictMode}};
    request.setRawHeader("Content-Type", "application/x-protobuf");
    // A request that names its encodings itself gets its answer as it came, not opened by Qt.
    request.setRawHeader("Accept-Encoding", "zstd");
    request.setRawHeader("User-Agent", "Fieldfare/" FIELDFARE_VERSION);
    if (!call.token.empty())
        request.setRawHeader("Authorization", "Bearer " + qt(call.token));
    if (call.range) {
        const auto last = call.range->first + call.range->count - 1;
        request.setRawHeader("Range", "bytes=" + QByteArray::number(qint64{call.range->first}) + "-" +
                                          QByteArray::number(qint64{last}));
    }
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    QSslConfiguration tls = request.sslConfiguration();
    tls.setProtocol(QSsl::TlsV1_2OrLater);
    // The key decides, in checkKey(), not who signed its certificate, for which name and until when.
    tls.setPeerVerifyMode(QSslSocket::QueryPeer);
    request.setSslConfiguration(tls);
    return request;
}

}  // namespace

engine::Answer HttpExchange::run(const std::string& url, const engine::Call& call) {
    answerTimeout_ = call.timeout;
    hasBody_ = !call.body.empty();
    timer_.setSingleShot(true);
    QObject::connect(&timer_, &QTimer::timeout, &loop_, [this] { giveUp(late_); });
    wait(limits_.connect, "the server could not be reached in time");
    reply_.reset(manager_.post(requestFor(url, call), qt(call.body)));
    reply_->setReadBufferSize(readAhead);
    connectSignals();
    if (!reply_->isFinished())
        loop_.exec(QEventLoop::ExcludeUserInputEvents);
    timer_.stop();
    return finished();
}

void HttpExchange::cancel() {
    QMetaObject::invokeMethod(
        &loop_, [this] { giveUp("given up"); }, Qt::QueuedConnection);
}

void HttpExchange::connectSignals() {
    QNetworkReply* reply = reply_.get();
    // Qt waits with the request until this has returned, for every new connection of it.
    QObject::connect(reply, &QNetworkReply::encrypted, &loop_, [this] { checkKey(); });
    QObject::connect(reply, &QNetworkReply::uploadProgress, &loop_, [this](qint64 sent, qint64 total) {
        if (headerCame_ || total <= 0)
            return;
        if (sent < total)
            wait(limits_.idle, "the connection stood still while sending");
        else
            wait(answerTimeout_, "the server did not answer in time");
    });
    if (!hasBody_)  // else it says no more than that the header is on its way
        QObject::connect(reply, &QNetworkReply::requestSent, &loop_, [this] {
            if (!headerCame_)
                wait(answerTimeout_, "the server did not answer in time");
        });
    QObject::connect(reply, &QNetworkReply::metaDataChanged, &loop_, [this] { takeHeader(); });
    QObject::connect(reply, &QNetworkReply::readyRead, &loop_, [this] { takeBody(); });
    QObject::connect(reply, &QNetworkReply::finished, &loop_, &QEventLoop::quit);
}

void HttpExchange::checkKey() {
    const std::string key = keyFingerprint(reply_->sslConfiguration().peerCertificate());
    if (keys_.accept(key))
        return;
    foreignKey_ = true;
    giveUp("what answers at this address is not your server: its key is " +
           (key.empty() ? std::string{"missing"} : base::toHex(key)));
}

void HttpExchange::takeHeader() {
    headerCame_ = true;
    const auto length = reply_->header(QNetworkRequest::ContentLengthHeader);
    if (length.isValid() && length.toULongLong() > limits_.answerBytes)
        giveUp("the answer is larger than any answer may be");
    else
        wait(limits_.idle, "the connection stood still while receiving");
}

void HttpExchange::takeBody() {
    const QByteArray piece = reply_->readAll();
    if (body_.size() + static_cast<std::size_t>(piece.size()) > limits_.answerBytes) {
        giveUp("the answer is larger than any answer may be");
        return;
    }
    body_.append(piece.constData(), static_cast<std::size_t>(piece.size()));
    wait(limits_.idle, "the connection stood still while receiving");
}

void HttpExchange::wait(std::chrono::milliseconds atMost, const char* otherwise) {
    if (!failure_.empty())
        return;
    late_ = otherwise;
    timer_.start(atMost);
}

void HttpExchange::giveUp(std::string why) {
    if (!failure_.empty())
        return;
    failure_ = std::move(why);
    timer_.stop();
    reply_->abort();
    loop_.quit();
}

engine::Answer HttpExchange::finished() {
    if (failure_.empty())
        takeBody();
    timer_.stop();
    engine::Answer answer;
    answer.foreignKey = foreignKey_;
    answer.networkError = failure_;
    if (!failure_.empty())
        return answer;

    const int status = reply_->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0 || !isOfStatus(reply_->error())) {
        answer.networkError = inWords(*reply_);
        return answer;
    }
    // What ends with the connection may have been cut anywhere; half a message can look like a whole one.
    const auto length = reply_->header(QNetworkRequest::ContentLengthHeader);
    const bool chunked = reply_->rawHeader("Transfer-Encoding").toLower().contains("chunked");
    const bool whole = chunked || (length.isValid() && length.toULongLong() == body_.size()) || status == 204;
    if (!whole) {
        answer.networkError = "the connection broke before the whole answer came";
        return answer;
    }
    answer.status = status;
    answer.body = std::move(body_);
    answer.contentEncoding = reply_->rawHeader("Content-Encoding").trimmed().toLower().toStdString();
    bool isSeconds = false;
    const auto seconds = reply_->rawHeader("Retry-After").trimmed().toUInt(&isSeconds);
    if (isSeconds)
        answer.retryAfter = std::chrono::seconds{seconds};
    return answer;
}

}  // namespace fieldfare::network
