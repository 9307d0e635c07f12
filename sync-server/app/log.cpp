#include "sync-server/app/log.h"

#include <memory>
#include <nlohmann/json.hpp>

#include <google/protobuf/stubs/logging.h>
#include <spdlog/pattern_formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

namespace fieldfare::server::app {

namespace {

constexpr const char* requestLogger = "request";

std::string jsonText(std::string_view text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

/// The message as the value of a JSON member. What the request logger says is members already.
class JsonMessage final : public spdlog::custom_flag_formatter {
  public:
    void format(const spdlog::details::log_msg& message, const std::tm&, spdlog::memory_buf_t& out) override {
        const std::string_view payload{message.payload.data(), message.payload.size()};
        const bool isRequest =
            std::string_view{message.logger_name.data(), message.logger_name.size()} == requestLogger;
        const auto text = isRequest ? std::string{payload} : "\"message\":" + jsonText(payload);
        out.append(text.data(), text.data() + text.size());
    }
    [[nodiscard]] std::unique_ptr<custom_flag_formatter> clone() const override {
        return std::make_unique<JsonMessage>();
    }
};

bool speaksJson() {
    static const bool json = ::isatty(STDERR_FILENO) == 0;
    return json;
}

std::unique_ptr<spdlog::formatter> formatter() {
    auto pattern = std::make_unique<spdlog::pattern_formatter>(spdlog::pattern_time_type::utc);
    pattern->add_flag<JsonMessage>('*');
    pattern->set_pattern(speaksJson() ? R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%*})"
                                      : "%H:%M:%S.%e %^%L%$ %v");
    return pattern;
}

/// Protobuf complains of what strangers send; the fault that they get says it, and the log is no place of
/// theirs.
void takeProtobufsLog(google::protobuf::LogLevel /*level*/, const char* /*file*/, int /*line*/,
                      const std::string& message) {
    spdlog::debug("protobuf: {}", message);
}

}  // namespace

void setUpLog() {
    const auto sink = std::make_shared<spdlog::sinks::stderr_sink_mt>();
    sink->set_formatter(formatter());
    spdlog::register_logger(std::make_shared<spdlog::logger>(requestLogger, sink));
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("server", sink));
    spdlog::flush_on(spdlog::level::info);
    google::protobuf::SetLogHandler(takeProtobufsLog);
}

void logRequest(const RequestEntry& entry) {
    const auto logger = spdlog::get(requestLogger);
    if (!logger)
        return;
    const auto milliseconds = static_cast<double>(entry.took.count()) / 1000.0;
    if (speaksJson())
        logger->info(R"("request":{},"method":{},"path":{},"status":{},"ms":{:.1f},"bytes":{})",
                     jsonText(entry.requestId), jsonText(entry.method), jsonText(entry.path), entry.status,
                     milliseconds, entry.bytes);
    else
        logger->info("{} {} {} in {:.1f} ms, {} bytes, request {}", entry.method, entry.path, entry.status,
                     milliseconds, entry.bytes, entry.requestId);
}

}  // namespace fieldfare::server::app
