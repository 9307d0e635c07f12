#include "tests/support/protocol_files.h"

#include <cctype>

#include "fieldfare/account.pb.h"
#include "fieldfare/backoffice.pb.h"
#include "fieldfare/catalogue.pb.h"
#include "fieldfare/customer.pb.h"
#include "fieldfare/fault.pb.h"
#include "fieldfare/field_work.pb.h"
#include "fieldfare/history.pb.h"
#include "fieldfare/people.pb.h"
#include "fieldfare/policy.pb.h"
#include "fieldfare/sale.pb.h"
#include "fieldfare/sync.pb.h"
#include "fieldfare/values.pb.h"

namespace fieldfare::tests {

using google::protobuf::Descriptor;
using google::protobuf::FileDescriptor;

std::vector<const FileDescriptor*> protocolFiles() {
    // A message of each is named, so that the linker keeps its descriptors.
    return {
        v1::Session::descriptor()->file(),      v1::OrderFeed::descriptor()->file(),
        v1::Product::descriptor()->file(),      v1::Customer::descriptor()->file(),
        v1::Fault::descriptor()->file(),        v1::Visit::descriptor()->file(),
        v1::Conflict::descriptor()->file(),     v1::Person::descriptor()->file(),
        v1::RecordPolicy::descriptor()->file(), v1::Quote::descriptor()->file(),
        v1::SyncRequest::descriptor()->file(),  v1::Money::descriptor()->file(),
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
