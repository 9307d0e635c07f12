#pragma once

#include <string>
#include <vector>

#include <google/protobuf/descriptor.h>

namespace fieldfare::tests {

/// Every file of protocol/fieldfare, in the order of their names.
[[nodiscard]] std::vector<const google::protobuf::FileDescriptor*> protocolFiles();

/// Every message that stands at the top of one of those files, in the order of files and messages.
[[nodiscard]] std::vector<const google::protobuf::Descriptor*> protocolMessages();

/// Name of a message's sample in protocol/golden, without ending: "sync_request".
[[nodiscard]] std::string sampleName(const google::protobuf::Descriptor& message);

}  // namespace fieldfare::tests
