#pragma once

#include <QJSValue>
#include <QVariant>

#include "fieldfare/fault.pb.h"

class QJSEngine;

namespace fieldfare::app {

/// The last argument of a verb: a function(result, fault) of a script, of which exactly one is null, or none.
/// A result without content is `true`. Lives in the interface thread.
class ScriptReply {
  public:
    /// `verb`, for the log when nobody takes a fault.
    ScriptReply(QJSEngine* engine, QJSValue function, const char* verb)
        : engine_{engine}, function_{std::move(function)}, verb_{verb} {}

    void done(const QVariant& result = true) const;
    void failed(const v1::Fault& fault) const;

  private:
    void call(const QJSValue& result, const QJSValue& fault) const;

    QJSEngine* engine_;
    QJSValue function_;
    const char* verb_;
};

}  // namespace fieldfare::app
