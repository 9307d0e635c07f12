#include "mobile/device/run_command.h"

#include <exception>

#include "mobile/device/command_line.h"
#include "mobile/device/output.h"
#include "mobile/engine/store_error.h"
#include "shared/schema/fault.h"

namespace fieldfare::device {

using engine::StoreError;
using schema::FaultError;

namespace {

constexpr int failed = 1;
constexpr int failedForNow = 3;

v1::Fault faultOf(const StoreError& error) {
    switch (error.kind()) {
        case StoreError::Kind::InUse:
            return schema::fault(v1::BUSY, error.what(), "store");
        case StoreError::Kind::Newer:
            return schema::fault(v1::NEWER_SCHEMA, error.what(), "store");
        case StoreError::Kind::OtherPerson:
            return schema::fault(v1::CONTRADICTION, error.what(), "store");
        case StoreError::Kind::NotEnrolled:
            break;
    }
    return schema::fault(v1::UNAUTHENTICATED, error.what(), "store");
}

int fail(std::ostream& err, const v1::Fault& fault) {
    writeFault(err, fault);
    return schema::isPassing(fault.code()) ? failedForNow : failed;
}

}  // namespace

int runProgram(const std::vector<std::string>& arguments, std::istream& in, std::ostream& out,
               std::ostream& err) {
    CommandLine line;
    try {
        const Command command = line.parse(arguments);
        Device device{command.store};
        Context context{device, in, out, err};
        return command.run(context);
    } catch (const CLI::ParseError& error) {
        return line.explain(error, out, err);
    } catch (const FaultError& error) {
        return fail(err, error.fault());
    } catch (const StoreError& error) {
        return fail(err, faultOf(error));
    } catch (const std::exception& error) {
        // A full disk, say. It may pass, but hardly by trying again.
        writeFault(err, schema::fault(v1::INTERNAL, error.what(), "store"));
        return failed;
    }
}

}  // namespace fieldfare::device
