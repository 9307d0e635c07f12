#include "sync-server/account/token.h"

#include "shared/base/base64.h"

namespace fieldfare::server::account {

std::string newToken(base::Random& random) {
    auto text = base::toBase64(random.bytes(32));
    while (text.ends_with('='))
        text.pop_back();
    for (char& c : text) {
        if (c == '+')
            c = '-';
        else if (c == '/')
            c = '_';
    }
    return text;
}

}  // namespace fieldfare::server::account
