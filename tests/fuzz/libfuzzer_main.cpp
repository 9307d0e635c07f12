// The entry that libFuzzer calls; one program for each subject.
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include <google/protobuf/stubs/logging.h>

#include "tests/fuzz/subjects.h"

extern "C" int LLVMFuzzerInitialize(int* /*count*/, char*** /*words*/) {
    google::protobuf::SetLogHandler(nullptr);  // it tells of each text that is none
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const auto* subject = fieldfare::fuzz::subject(FIELDFARE_FUZZ_SUBJECT);
    try {
        subject->attempt({reinterpret_cast<const char*>(data), size});
    } catch (const fieldfare::fuzz::Broken& broken) {
        std::fprintf(stderr, "%s: %s\n", subject->name, broken.what());
        std::abort();
    }
    return 0;
}
