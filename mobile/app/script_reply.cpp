#include "mobile/app/script_reply.h"

#include <QDebug>
#include <QJSEngine>

#include "mobile/app/desk/fault_words.h"

namespace fieldfare::app {

void ScriptReply::done(const QVariant& result) const {
    if (function_.isCallable())
        call(engine_->toScriptValue(result), QJSValue{QJSValue::NullValue});
}

void ScriptReply::failed(const v1::Fault& fault) const {
    if (function_.isCallable())
        call(QJSValue{QJSValue::NullValue}, engine_->toScriptValue(FaultWords::values(fault)));
    else
        qInfo("%s: %s", verb_, fault.ShortDebugString().c_str());
}

void ScriptReply::call(const QJSValue& result, const QJSValue& fault) const {
    const auto answer = function_.call({result, fault});
    if (answer.isError())
        qWarning("%s:%d: %s", qPrintable(answer.property("fileName").toString()),
                 answer.property("lineNumber").toInt(), qPrintable(answer.toString()));
}

}  // namespace fieldfare::app
