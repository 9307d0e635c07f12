#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace fieldfare::base {

/// SHA-256 of bytes that come in pieces. Throws std::runtime_error when OpenSSL does not have it.
class Sha256 {
  public:
    Sha256();
    Sha256(Sha256&&) noexcept;
    Sha256& operator=(Sha256&&) noexcept;
    ~Sha256();

    void add(std::string_view bytes);
    /// 32 raw bytes of everything added. The object is used up.
    [[nodiscard]] std::string finish();

  private:
    struct Context;
    std::unique_ptr<Context> context_;
};

}  // namespace fieldfare::base
