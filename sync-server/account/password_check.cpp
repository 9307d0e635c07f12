#include "sync-server/account/password_check.h"

#include <stdexcept>

namespace fieldfare::server::account {

PasswordCheck PasswordCheck::prepare(Credentials& credentials, const std::optional<std::string>& person) {
    PasswordCheck check;
    check.person_ = person;
    if (check.person_)
        check.stored_ = credentials.find(*check.person_);
    return check;
}

bool PasswordCheck::verify(const HashGate::Slot&, std::string_view password, base::Random& random) {
    proved_ = (stored_ ? *stored_ : PasswordHash::ofNobody()).matches(password) && stored_.has_value();
    if (proved_ && stored_->needsRehash())
        rehashed_ = PasswordHash::make(password, random);
    return proved_;
}

void PasswordCheck::finish(Credentials& credentials) const {
    if (!proved_)
        throw std::logic_error{"a password that was not proved"};
    const auto now = credentials.find(*person_);
    if (!now || now->text() != stored_->text())
        throw wrongPassword();
    if (rehashed_)
        credentials.rehash(*person_, *rehashed_);
}

schema::FaultError wrongPassword() {
    return schema::FaultError{v1::UNAUTHENTICATED, "person, device and password do not belong together"};
}

}  // namespace fieldfare::server::account
