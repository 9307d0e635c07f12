#include "tests/support/protocol_files.h"

#include <cctype>

#include "protocol_headers.h"  // generated: every header of the protocol

namespace fieldfare::tests {

using google::protobuf::Descriptor;
using google::protobuf::FileDescriptor;

std::vector<const FileDescriptor*> protocolFiles() {
    // Generated: a message of each file is named, so that the linker keeps its descriptors.
    return {
#include "protocol_files.inc"
    };
}

std::vector<const Descriptor*> protocolMessages() {
    std::vector<const Descriptor*> messages;
    for (const auto* file : protocolFiles())
        for (int i = 0; i < file->message_type_count(); ++i)
            messages.push_back(file->message_type(i));
    return messages;
}

std::string sampleName(const Descriptor& message) {
    std::string name;
    for (const char c : message.name()) {
        if (std::isupper(static_cast<unsigned char>(c)) != 0 && !name.empty())
            name += '_';
        name += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return name;
}

}  // namespace fieldfare::tests
