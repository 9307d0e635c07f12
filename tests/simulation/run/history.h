#pragma once

#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace fieldfare::simulation {

/// What happened, a line each, and a hash of all of it.
class History {
  public:
    explicit History(bool keeps) : keeps_{keeps} {}

    void note(std::int64_t at, std::string_view who, std::string_view what) {
        for (const auto text : {who, what})
            for (const char c : text)
                hash_ = (hash_ ^ static_cast<unsigned char>(c)) * 1099511628211ULL;
        hash_ = (hash_ ^ static_cast<std::uint64_t>(at)) * 1099511628211ULL;
        if (keeps_)
            lines_.push_back(timeText(at) + "  " + std::string{who} + "  " + std::string{what});
    }
    [[nodiscard]] std::uint64_t hash() const { return hash_; }
    [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

  private:
    /// Day and time of day since the first morning's midnight.
    static std::string timeText(std::int64_t at) {
        char text[40];
        const auto ms = at - 1'709'510'400'000;
        (void)std::snprintf(text, sizeof text, "day %lld %02lld:%02lld:%02lld.%03lld",
                            static_cast<long long>(ms / 86'400'000 + 1),
                            static_cast<long long>(ms / 3'600'000 % 24),
                            static_cast<long long>(ms / 60'000 % 60), static_cast<long long>(ms / 1'000 % 60),
                            static_cast<long long>(ms % 1'000));
        return text;
    }

    bool keeps_;
    std::uint64_t hash_ = 14695981039346656037ULL;
    std::vector<std::string> lines_;
};

}  // namespace fieldfare::simulation
