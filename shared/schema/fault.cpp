#include "shared/schema/fault.h"

namespace fieldfare::schema {

v1::Fault fault(v1::FaultCode code, std::string message, std::string path, std::int64_t limit) {
    v1::Fault made;
    made.set_code(code);
    made.set_message(std::move(message));
    made.set_path(std::move(path));
    made.set_limit(limit);
    return made;
}

bool isPassing(v1::FaultCode code) {
    switch (code) {
        case v1::BUSY:
        case v1::THROTTLED:
        case v1::READ_ONLY:
        case v1::INTERNAL:
            return true;
        default:
            return false;
    }
}

std::string_view codeName(v1::FaultCode code) {
    return v1::FaultCode_Name(code);
}

}  // namespace fieldfare::schema
