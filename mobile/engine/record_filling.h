#pragma once

#include <google/protobuf/message.h>

#include "mobile/engine/editing.h"
#include "mobile/engine/record.h"
#include "shared/schema/record_type.h"

/// What the app's forms do for people who type less than a record holds.
namespace fieldfare::engine {

/// Gives new items of keyed lists their ids and, where items are ordered, positions behind the others.
void fillItems(LocalStore& store, const schema::RecordType& type, google::protobuf::Message& record);

/// A new quote or order: status, currency and price list by its customer's terms unless stated, and every
/// line that states no price is priced by the price list. Other records are left alone. Throws FaultError
/// RULE when a line cannot be priced.
void fillDocument(Editing& editing, google::protobuf::Message& record);

/// An edited quote or order: new lines as in fillDocument(), and lines whose product or quantity changed are
/// priced anew.
void refillDocument(Editing& editing, const google::protobuf::Message& before,
                    google::protobuf::Message& record);

}  // namespace fieldfare::engine
