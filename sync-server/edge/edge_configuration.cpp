#include "sync-server/edge/edge_configuration.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <initializer_list>
#include <string_view>
#include <utility>

#include <grp.h>
#include <pwd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sync-server/edge/edge_faults.h"

namespace fieldfare::server::edge {

namespace {

/// What a client may say to the server. Everything else stays at the edge, so that no header which the
/// listener or the server might one day understand can be smuggled in.
struct Passed {
    const char* name;
    const char* variable;
};
constexpr std::array passedHeaders{
    Passed{"Host", "$host"},
    Passed{"Authorization", "$http_authorization"},
    Passed{"Content-Type", "$http_content_type"},
    Passed{"Content-Encoding", "$http_content_encoding"},
    Passed{"Accept", "$http_accept"},
    Passed{"Accept-Encoding", "$http_accept_encoding"},
    Passed{"Accept-Language", "$http_accept_language"},
    Passed{"Cookie", "$http_cookie"},
    Passed{"Origin", "$http_origin"},
    Passed{"Sec-Fetch-Site", "$http_sec_fetch_site"},
    Passed{"If-Match", "$http_if_match"},
    Passed{"If-None-Match", "$http_if_none_match"},
    Passed{"Range", "$http_range"},
    Passed{"Idempotency-Key", "$http_idempotency_key"},
    Passed{"User-Agent", "$http_user_agent"},
};

constexpr std::array strictPaths{"/v1/enrol", "/v1/sign-in", "/v1/password"};
constexpr rlim_t wantedDescriptors = 65536;

constexpr std::string_view processPattern = R"nginx(# Written by fieldfare-server; changes made here are lost.
daemon off;
@user@worker_processes auto;
worker_rlimit_nofile @files@;
worker_shutdown_timeout @stop@s;
pid nginx.pid;
lock_file nginx.lock;
# Lower levels quote whole request lines, with their queries.
error_log stderr crit;
events { worker_connections @connections@; }
)nginx";

constexpr std::string_view mapsPattern = R"nginx(
  map $request_uri $fieldfare_path {
    default "";
    "~^(?<fieldfare_path_part>[^?]*+)" $fieldfare_path_part;
  }
  map $http_content_type $fieldfare_format {
    default json;
    "~*^application/x-protobuf *(;|$)" pb;
  }
  map $request_uri $fieldfare_413 {
    default 413;
    "~^/v1/files/" 413-files;
  }
  map $status $fieldfare_retry_after {
    default "";
    429 5;
    "~^50[234]$" 2;
  }
  map $request_method $fieldfare_odd_method {
    default 1;
    "~^(GET|HEAD|POST|PUT|PATCH|DELETE)$" "";
  }
  # The listener takes "//host/path" for another host's path, and fails at bytes that are no URI.
  map $request_uri $fieldfare_odd_uri {
    default 1;
    "~^/(?!/)(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]++|%[0-9A-Fa-f][0-9A-Fa-f])*+$" "";
  }
  # The listener stops reading a header at the first byte that is not printable ASCII.
  map "@headers@" $fieldfare_odd_header {
    default "";
    "~[^\x20-\x7e]" 1;
  }
  log_format fieldfare escape=json
    '{"time":"$time_iso8601","id":"$request_id","client":"$remote_addr","method":"$request_method",'
    '"path":"$fieldfare_path","status":"$status","received":$request_length,"sent":$bytes_sent,'
    '"seconds":$request_time,"upstream":"$upstream_addr","upstream_status":"$upstream_status",'
    '"upstream_seconds":"$upstream_response_time","tls":"$ssl_protocol"}';
  access_log access.log fieldfare;
)nginx";

constexpr std::string_view limitsPattern = R"nginx(
  client_body_temp_path tmp/client_body;
  proxy_temp_path tmp/proxy;
  fastcgi_temp_path tmp/fastcgi;
  uwsgi_temp_path tmp/uwsgi;
  scgi_temp_path tmp/scgi;
  limit_req_zone $binary_remote_addr zone=fieldfare_requests:16m rate=@requests@r/s;
  limit_req_zone $binary_remote_addr zone=fieldfare_attempts:16m rate=@attempts@r/m;
  limit_conn_zone $binary_remote_addr zone=fieldfare_connections:16m;
  limit_req_status 429;
  limit_conn_status 429;
  server_tokens off;
  default_type application/octet-stream;
  keepalive_timeout 75s;
  keepalive_requests 10000;
  reset_timedout_connection on;
  # Two buffers of half the limit: one to start with, one more when that is full.
  client_header_buffer_size @halfHeader@;
  large_client_header_buffers 1 @uri@;
  client_header_timeout @headerTimeout@s;
  client_body_timeout @bodyTimeout@s;
  client_body_buffer_size 128k;
  client_max_body_size @body@;
  send_timeout @sendTimeout@s;
  lingering_time @linger@s;
  lingering_timeout @lingerPause@s;
)nginx";

constexpr std::string_view upstreamPattern = R"nginx(
  upstream fieldfare {
    zone fieldfare_upstream 256k;
    least_conn;
@servers@    keepalive 64;
    keepalive_requests 1000000;
    keepalive_timeout 60s;
  }
)nginx";

constexpr std::string_view serverPattern = R"nginx(
  server {
    listen @listen@;
    server_name "@name@";
    ssl_certificate certificate.pem;
    ssl_certificate_key key.pem;
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_ciphers ECDHE+AESGCM:ECDHE+CHACHA20;
    ssl_session_cache shared:fieldfare_sessions:16m;
    ssl_session_timeout 1d;
    ssl_session_tickets on;
    absolute_redirect off;
    limit_conn fieldfare_connections @perAddress@;
    add_header X-Request-Id $request_id always;
    add_header X-Content-Type-Options nosniff always;

    proxy_http_version 1.1;
    proxy_request_buffering on;
    proxy_connect_timeout 3s;
    proxy_send_timeout 30s;
    # Clients may ask to wait for 55 s.
    proxy_read_timeout 75s;
    # A reply of 1 MB, the largest, stays in memory.
    proxy_buffer_size 16k;
    proxy_buffers 64 16k;
    proxy_busy_buffers_size 64k;
    proxy_redirect off;
    proxy_hide_header X-Request-Id;
    proxy_pass_request_headers off;
    proxy_set_header Connection "";
@headers@    proxy_set_header X-Real-IP $remote_addr;
    proxy_set_header X-Request-Id $request_id;
    proxy_set_header X-Fieldfare-Edge "@secret@";

@errorPages@@faults@
    # Chunks are refused, after a look at the first: nginx cannot answer with a page of ours while it has yet
    # to find out that they are malformed. The mirror makes it look; no method finds anything here.
    location = /.fault/chunked {
      internal;
      client_max_body_size 1;
      mirror /.fault/nothing;
      alias faults/nothing;
      error_page 404 405 413 =411 /.fault/close/411.$fieldfare_format;
@errorPages@    }
    location = /.fault/nothing {
      internal;
      return 204;
    }

    # Where the server's X-Accel-Redirect leads: its own folder of files.
    location ^~ /.files/ {
      internal;
      alias ../files/;
    }
@private@@console@@proxied@  }
)nginx";

constexpr std::string_view faultsPattern = R"nginx(
    location ^~ /.fault/@kind@/ {
      internal;
      alias faults/;
      types { application/json json; application/x-protobuf pb; }
      client_max_body_size 0;
      etag off;
@extra@      add_header X-Request-Id $request_id always;
      add_header Retry-After $fieldfare_retry_after always;
      add_header Cache-Control no-store always;
    }
)nginx";

constexpr std::string_view consolePattern = R"nginx(
    location = /console { return 301 /console/; }
    location ^~ /console/ {
      alias "@folder@/";
      index index.html;
      types {
        text/html html; text/css css; text/javascript js; application/json json;
        image/svg+xml svg; image/png png; image/x-icon ico; font/woff2 woff2;
      }
      charset utf-8;
      add_header Content-Security-Policy "default-src 'self'; frame-ancestors 'none'; base-uri 'none'" always;
      add_header X-Content-Type-Options nosniff always;
      add_header Referrer-Policy no-referrer always;
      add_header Cache-Control no-cache always;
    }
)nginx";

constexpr std::string_view proxiedPattern = R"nginx(
    location @location@ {
      if ($fieldfare_odd_method) { return 405; }
      if ($http_transfer_encoding != "") { rewrite ^ /.fault/chunked last; }
      if ($fieldfare_odd_uri) { return 400; }
      if ($fieldfare_odd_header) { return 400; }
@extra@      limit_req zone=fieldfare_requests burst=@burst@ nodelay;
      proxy_pass http://fieldfare;
    }
)nginx";

std::string number(auto value) {
    return std::to_string(value);
}

void requirePositive(std::int64_t value, const char* what) {
    if (value < 1)
        throw EdgeError{std::string{what} + " must be at least 1, not " + number(value)};
}

/// Only what can stand in a configuration file as it is: nginx cannot quote '$'.
void requirePlain(const std::string& text, const char* what) {
    for (const unsigned char c : text) {
        const bool plain =
            c >= 0x80 || std::isalnum(c) != 0 ||
            std::string_view{"/._- :@+,~()="}.find(static_cast<char>(c)) != std::string_view::npos;
        if (!plain)
            throw EdgeError{std::string{what} + " \"" + text + "\" has a character that nginx cannot take"};
    }
}

using Values = std::initializer_list<std::pair<std::string_view, std::string>>;

/// The template with every @name@ replaced.
std::string filled(std::string_view pattern, Values values) {
    std::string text{pattern};
    for (const auto& [name, value] : values) {
        const auto mark = "@" + std::string{name} + "@";
        for (auto at = text.find(mark); at != std::string::npos; at = text.find(mark, at + value.size()))
            text.replace(at, mark.size(), value);
    }
    return text;
}

/// nginx started by root gives its workers up to another user. They hand out the server's files, so that
/// user is the owner of the data directory, the one that the server itself runs as. A data directory that
/// belongs to root, as in a container, leaves no other choice than root.
std::string userDirective(const std::filesystem::path& directory) {
    if (::geteuid() != 0)
        return {};
    struct stat state {};
    const bool known = ::stat(directory.c_str(), &state) == 0;
    const auto* user = ::getpwuid(known ? state.st_uid : 0);
    if (user == nullptr)
        throw EdgeError{"the owner of " + directory.string() + " has no name on this machine"};
    const std::string name = user->pw_name;
    const auto* group = ::getgrgid(known ? state.st_gid : 0);
    return "user " + name + (group != nullptr ? " " + std::string{group->gr_name} : "") + ";\n";
}

rlim_t descriptors() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0)
        return 1024;
    return std::min(limit.rlim_max, wantedDescriptors);
}

std::string errorPages() {
    std::string out;
    int last = 0;
    for (const auto& fault : edgeFaults()) {
        if (fault.nginxStatus == last)
            continue;
        last = fault.nginxStatus;
        out += "    error_page " + number(last);
        if (fault.status != last)
            out += " =" + number(fault.status);
        out += std::string{" /.fault/"} + (fault.close ? "close/" : "keep/") +
               (last == 413 ? "$fieldfare_413" : fault.name) + ".$fieldfare_format;\n";
    }
    return out;
}

}  // namespace

EdgeConfiguration::EdgeConfiguration(const EdgeOptions& options, std::string secret)
    : options_{options}, secret_{std::move(secret)} {
    if (options_.upstreams.empty())
        throw EdgeError{"the edge needs at least one server behind it"};
    for (const auto& upstream : options_.upstreams) {
        if (!upstream.isLoopback())
            throw EdgeError{"the server behind the edge must be on this machine, not " + upstream.text()};
    }
    const auto isHostCharacter = [](unsigned char c) {
        return std::isalnum(c) != 0 || c == '.' || c == '-' || c == ':';
    };
    if (!std::all_of(options_.publicHost.begin(), options_.publicHost.end(), isHostCharacter))
        throw EdgeError{"\"" + options_.publicHost + "\" is not a host name"};
    requirePlain(options_.consoleDirectory.string(), "the console's folder");
    for (const auto& path : options_.privatePaths)
        requirePlain(path, "the private path");
    requirePositive(options_.requestsPerSecond, "requests a second");
    requirePositive(options_.requestBurst, "the burst of requests");
    requirePositive(options_.attemptsPerMinute, "attempts a minute");
    requirePositive(options_.attemptBurst, "the burst of attempts");
    requirePositive(options_.connectionsPerAddress, "connections an address");
    for (const auto timeout : {options_.headerTimeout, options_.bodyTimeout, options_.sendTimeout,
                               options_.lingerTimeout, options_.stopTimeout})
        requirePositive(timeout.count(), "a timeout in seconds");
}

std::string EdgeConfiguration::text() const {
    return process() + "http {" + maps() + limits() + upstream() + server() + "}\n";
}

std::string EdgeConfiguration::process() const {
    const auto files = descriptors();
    return filled(processPattern, {{"user", userDirective(options_.dataDirectory)},
                                   {"files", number(files)},
                                   {"stop", number(options_.stopTimeout.count())},
                                   // Some descriptors are left for files and logs.
                                   {"connections", number(std::max<rlim_t>(64, files - files / 16))}});
}

std::string EdgeConfiguration::maps() const {
    std::string all;
    for (const auto& header : passedHeaders)
        all += header.variable;
    return filled(mapsPattern, {{"headers", all}});
}

std::string EdgeConfiguration::limits() const {
    return filled(limitsPattern,
                  {{"requests", number(options_.requestsPerSecond)},
                   {"attempts", number(options_.attemptsPerMinute)},
                   {"halfHeader", number(maxHeaderBytes / 2)},
                   {"uri", number(maxUriBytes)},
                   {"headerTimeout", number(options_.headerTimeout.count())},
                   {"bodyTimeout", number(options_.bodyTimeout.count())},
                   {"body", number(maxBodyBytes)},
                   {"sendTimeout", number(options_.sendTimeout.count())},
                   {"linger", number(options_.lingerTimeout.count())},
                   {"lingerPause", number(std::min<std::int64_t>(2, options_.lingerTimeout.count()))}});
}

std::string EdgeConfiguration::upstream() const {
    std::string servers;
    for (const auto& upstream : options_.upstreams)
        servers += "    server " + upstream.text() + " max_fails=3 fail_timeout=5s;\n";
    return filled(upstreamPattern, {{"servers", servers}});
}

std::string EdgeConfiguration::server() const {
    std::string headers;
    for (const auto& header : passedHeaders)
        headers += std::string{"    proxy_set_header "} + header.name + " " + header.variable + ";\n";
    std::string hidden;
    for (const auto& path : options_.privatePaths)
        hidden += "    location ^~ \"" + path + "\" { return 404; }\n";
    std::string console;
    if (!options_.consoleDirectory.empty())
        console = filled(consolePattern,
                         {{"folder", std::filesystem::absolute(options_.consoleDirectory).string()}});
    std::string proxies = proxied("/", "");
    proxies += proxied("/v1/files/", "      client_max_body_size " + number(maxFileBodyBytes) + ";\n");
    for (const auto* path : strictPaths)
        proxies +=
            proxied(path, "      limit_req zone=fieldfare_attempts burst=" + number(options_.attemptBurst) +
                              " nodelay;\n");
    const auto* both = options_.listen.address == "::" ? " ipv6only=off" : "";
    return filled(serverPattern,
                  {{"listen", options_.listen.text() + " ssl backlog=4096" + both},
                   {"name", options_.publicHost.empty() ? "_" : options_.publicHost},
                   {"perAddress", number(options_.connectionsPerAddress)},
                   {"headers", headers},
                   {"secret", secret_},
                   {"errorPages", errorPages()},
                   {"faults", filled(faultsPattern, {{"kind", "keep"}, {"extra", ""}}) +
                                  filled(faultsPattern,
                                         {{"kind", "close"}, {"extra", "      keepalive_timeout 0;\n"}})},
                   {"private", hidden},
                   {"console", console},
                   {"proxied", proxies}});
}

std::string EdgeConfiguration::proxied(const std::string& location, const std::string& extra) const {
    return filled(proxiedPattern,
                  {{"location", location}, {"extra", extra}, {"burst", number(options_.requestBurst)}});
}

}  // namespace fieldfare::server::edge
