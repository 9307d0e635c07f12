#include "mobile/app/desk/fault_words.h"

#include "mobile/app/desk/values.h"
#include "shared/schema/fault.h"

namespace fieldfare::app {

QString FaultWords::sentence(const v1::Fault& fault) {
    switch (fault.code()) {
        case v1::UNAUTHENTICATED:
            return tr("Your session ended. Please sign in again.");
        case v1::DEVICE_REVOKED:
            return tr("This device was taken out of use.");
        case v1::DEVICE_COLLECTED:
            return tr("This device was taken out of use. What was not sent yet goes to your manager.");
        case v1::FORBIDDEN:
        case v1::NO_RIGHT:
            return tr("You may not do this. Ask your manager if you should be able to.");
        case v1::NOT_FOUND:
            return tr("It is not here any more.");
        case v1::BUSY:
            return fault.path() == "store"
                       ? tr("The app is open already.")
                       : tr("The server cannot be reached. Your work is safe on this device.");
        case v1::THROTTLED:
            return tr("There were too many attempts. Please wait a little.");
        case v1::READ_ONLY:
            return fault.path() == "store"
                       ? tr("This device has no space left. Free some space, then try again.")
                       : tr("The server cannot take changes at the moment. Your work is safe on this "
                            "device.");
        case v1::STALE:
            return tr("This device's data is an old copy. Enrol the device again.");
        case v1::UNSUPPORTED_PROTOCOL:
            return tr("The app is too old for this server. Please update it.");
        case v1::NEWER_SCHEMA:
            return fault.path() == "store"
                       ? tr("This data was written by a newer app. Please update the app.")
                       : tr("The server does not know this yet. It waits until it does.");
        case v1::CODE_INVALID:
            return tr("This code was used already or has expired. Ask your administrator for a new one.");
        case v1::WEAK_PASSWORD:
            return tr("This password is too easy to guess. Choose a longer one.");
        case v1::CONTRADICTION:
            if (fault.limit() > 0)
                return tr("%n change(s) are not sent yet.", nullptr, static_cast<int>(fault.limit()));
            return tr("This is not possible now.");
        case v1::INVALID:
            return fault.limit() > 0 ? tr("This value is not allowed. The limit is %1.").arg(fault.limit())
                                     : tr("This value is not allowed.");
        case v1::UNREADABLE:
            if (fault.path() == "photo_ids")
                return tr("This is no picture that can be read.");
            break;
        case v1::TOO_LARGE:
            return tr("This is too large.");
        case v1::LOCKED:
            return tr("This is final and cannot be changed.");
        case v1::STEP_NOT_ALLOWED:
            return tr("This step is not possible from here.");
        case v1::NO_PARENT:
            return tr("What this belongs to is not here any more.");
        case v1::RULE:
            return tr("A rule of your company does not allow this.");
        case v1::CHANGED_MEANWHILE:
            return tr("It was changed by somebody else meanwhile. Look at it and try again.");
        case v1::ALREADY_CLAIMED:
            return tr("Somebody else was first.");
        case v1::ALREADY_EXISTS:
            return tr("It exists already.");
        case v1::GROUP:
            return tr("It belongs together with another change, which was refused.");
        case v1::DELETED:
            return tr("It was deleted meanwhile.");
        case v1::LATE:
        case v1::LONG_AFTER:
            return tr("It arrived after the customer was given to somebody else. Their owner decides.");
        default:
            break;
    }
    return tr("Something went wrong. Nothing was lost; please try again.");
}

QVariantMap FaultWords::values(const v1::Fault& fault) {
    const auto code = schema::codeName(fault.code());
    return {{"code", qt(code)},
            {"message", sentence(fault)},
            {"path", qt(fault.path())},
            {"limit", QVariant::fromValue(static_cast<qlonglong>(fault.limit()))},
            {"passing", schema::isPassing(fault.code())}};
}

}  // namespace fieldfare::app
