#include "sync-server/sync/nonces.h"

#include "shared/base/hash.h"
#include "shared/base/planted_bug.h"
#include "shared/schema/fault.h"

namespace fieldfare::server::sync {
namespace {

constexpr std::size_t placeSize = 8;  // big endian, before as many bytes of MAC

}  // namespace

std::string Nonces::at(std::uint64_t place) const {
    std::string nonce;
    for (unsigned i = 0; i < placeSize; ++i)
        nonce += static_cast<char>(place >> (56 - 8 * i));
    std::string signedText{"nonce"};
    signedText.append(device_).append(epoch_).append(nonce);
    return nonce + base::hmacSha256(secret_, signedText).substr(0, placeSize);
}

std::optional<std::uint64_t> Nonces::place(std::string_view nonce) const {
    if (nonce.size() != 2 * placeSize)
        return std::nullopt;
    std::uint64_t value = 0;
    for (const char c : nonce.substr(0, placeSize))
        value = value << 8U | static_cast<unsigned char>(c);
    return base::equalSecrets(at(value), nonce) ? std::optional{value} : std::nullopt;
}

void Nonces::check(const storage::DeviceProgress& progress, std::string_view presented,
                   std::string_view heardEpoch) const {
    const auto last = place(progress.nonceBefore);
    if (!last && (presented.empty() || heardEpoch != epoch_))
        return;
    const auto now = place(presented);
    if ((!now || *now < last.value_or(0)) && !base::isPlanted("stale-copy-accepted"))
        throw schema::FaultError{v1::STALE, "another copy of this device's data has synced since", "nonce"};
}

std::string Nonces::next(storage::DeviceProgress& progress, std::string_view presented) const {
    progress.nonceBefore = presented;
    progress.nonce = at(place(progress.nonce).value_or(0) + 1);
    return progress.nonce;
}

std::string Nonces::again(std::string_view presented) const {
    return place(presented) ? std::string{presented} : std::string{};
}

}  // namespace fieldfare::server::sync
