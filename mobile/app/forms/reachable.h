#pragma once

#include <QString>
#include <vector>

#include <google/protobuf/message.h>

#include "fieldfare/policy.pb.h"
#include "shared/schema/record_type.h"

namespace fieldfare::app {

/// What was typed where the schema has an e-mail address or a phone number (its widget), and can be neither.
struct Unreachable {
    QString path;  ///< "mails/<id>/address"
    v1::Widget widget = v1::AUTOMATIC;
};

/// Of what `now` has and `before` (null: a new record) has not. What may be an address or a number passes,
/// however odd: that somebody answers there is not for a form to judge. Any thread.
[[nodiscard]] std::vector<Unreachable> unreachable(const schema::RecordType& type,
                                                   const google::protobuf::Message* before,
                                                   const google::protobuf::Message& now);

}  // namespace fieldfare::app
