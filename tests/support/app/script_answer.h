#pragma once

#include <QJSEngine>
#include <QJSValue>
#include <QVariantMap>

namespace fieldfare::tests {

/// A function(result, fault) to pass to a verb, and what it was called with. The verb's object must have been
/// given to the engine: see own().
class ScriptAnswer {
  public:
    explicit ScriptAnswer(QJSEngine& engine)
        : calls_{engine.newArray()},
          function_{engine
                        .evaluate("(function(calls) { return function(result, fault) { "
                                  "calls.push({result: result, fault: fault}) } })")
                        .call({calls_})} {}

    /// Lets the object's verbs call functions of this engine.
    static void own(QJSEngine& engine, QObject& object) {
        QJSEngine::setObjectOwnership(&object, QJSEngine::CppOwnership);
        (void)engine.newQObject(&object);
    }

    [[nodiscard]] const QJSValue& function() const { return function_; }
    [[nodiscard]] int count() const { return calls_.property("length").toInt(); }
    /// Of the last call; nothing, or null, where there is none.
    [[nodiscard]] QVariant result() const { return last("result").toVariant(); }
    [[nodiscard]] QVariantMap fault() const { return last("fault").toVariant().toMap(); }

  private:
    [[nodiscard]] QJSValue last(const char* part) const {
        return count() == 0 ? QJSValue{} : calls_.property(static_cast<quint32>(count() - 1)).property(part);
    }

    QJSValue calls_;
    QJSValue function_;
};

}  // namespace fieldfare::tests
