#include "mobile/app/forms/form_words.h"

#include <QLocale>
#include <utility>

#include "fieldfare/policy.pb.h"
#include "mobile/app/desk/fault_words.h"
#include "mobile/app/desk/values.h"
#include "mobile/app/services/schema_words.h"

namespace fieldfare::app {

using google::protobuf::FieldDescriptor;

namespace {

/// What the rules say (shared/rules), and how people are told.
constexpr std::pair<const char*, const char*> ruleSentences[] = {
    {"a quantity is positive", QT_TRANSLATE_NOOP("rules", "The quantity must be more than zero.")},
    {"a quantity is not negative", QT_TRANSLATE_NOOP("rules", "The quantity must be more than zero.")},
    {"a price is not negative", QT_TRANSLATE_NOOP("rules", "A price cannot be negative.")},
    {"a potential is not negative", QT_TRANSLATE_NOOP("rules", "The amount cannot be negative.")},
    {"a rate is at most the whole", QT_TRANSLATE_NOOP("rules", "A discount is at most 100 %.")},
    {"a discount is at most the whole", QT_TRANSLATE_NOOP("rules", "A discount is at most 100 %.")},
    {"an amount beyond 64 bits", QT_TRANSLATE_NOOP("rules", "This amount is too large.")},
    {"there are no lines", QT_TRANSLATE_NOOP("rules", "Add a product first.")},
    {"the line has no price", QT_TRANSLATE_NOOP("rules", "This line has no price.")},
    {"the list price is not the price list's",
     QT_TRANSLATE_NOOP("rules", "The price list has changed. Remove the product and add it again.")},
    {"the plan ends before it starts", QT_TRANSLATE_NOOP("rules", "It ends before it starts.")},
    {"a visit is checked in before it is checked out", QT_TRANSLATE_NOOP("rules", "Check in first.")},
    {"the check-out is before the check-in",
     QT_TRANSLATE_NOOP("rules", "The check-out is before the check-in.")},
    {"the first decision stands", QT_TRANSLATE_NOOP("rules", "This is decided already.")},
    {"the quote's discount is larger than what is asked for",
     QT_TRANSLATE_NOOP("rules", "The discount was raised after approval was asked for.")},
    {"the quote it revises is not open any more",
     QT_TRANSLATE_NOOP("rules", "The quote that this one revises is not open any more.")},
};

QString percent(qlonglong basisPoints) {
    return QLocale{}.toString(static_cast<double>(basisPoints) / 100.0, 'f', basisPoints % 100 == 0 ? 0 : 2) +
           " %";
}

QString ruleSentence(const v1::Fault& fault, const QString& leaf) {
    for (const auto& [message, sentence] : ruleSentences)
        if (fault.message() == message)
            return QCoreApplication::translate("rules", sentence);
    if (leaf == "product_id" || leaf == "list_price")
        return QCoreApplication::translate("rules", "This product has no price for this customer.");
    if (leaf == "status")
        return QCoreApplication::translate("rules",
                                           "The discount is above your limit of %1: ask for approval.")
            .arg(percent(fault.limit()));
    if (leaf == "decision")
        return QCoreApplication::translate("rules", "The discount is above your own limit of %1.")
            .arg(percent(fault.limit()));
    return FaultWords::sentence(fault);
}

/// A limit in the unit that people type.
QString number(const FieldDescriptor& field, qlonglong value) {
    switch (field.options().GetExtension(v1::field).widget()) {
        case v1::PERCENT:
            return percent(value);
        case v1::QUANTITY:
            return QLocale{}.toString(static_cast<double>(value) / 1000.0, 'g', 15);
        default:
            return QLocale{}.toString(value);
    }
}

}  // namespace

QString FormWords::required() {
    return tr("This is needed.");
}

QString FormWords::unreachable(v1::Widget widget) {
    return widget == v1::MAIL ? tr("An e-mail address looks like name@example.com.")
                              : tr("A phone number has three digits or more.");
}

QString FormWords::unfit(const schema::RecordType& type, const QString& path) {
    const auto* field = SchemaWords::descriptor(type, path.toStdString());
    if (field == nullptr)
        return tr("This value is not allowed.");
    const auto widget = field->options().GetExtension(v1::field).widget();
    if (widget == v1::DATE || widget == v1::DATE_TIME)
        return tr("This is no date.");
    if (field->enum_type() != nullptr)
        return tr("Choose one of the values.");
    switch (field->cpp_type()) {
        case FieldDescriptor::CPPTYPE_INT32:
        case FieldDescriptor::CPPTYPE_INT64:
        case FieldDescriptor::CPPTYPE_UINT32:
        case FieldDescriptor::CPPTYPE_UINT64:
            return tr("This is no number.");
        case FieldDescriptor::CPPTYPE_MESSAGE:
            return field->message_type()->name() == "Money" ? tr("This is no amount.")
                                                            : tr("This value is not allowed.");
        default:
            return tr("This value is not allowed.");
    }
}

QString FormWords::sentence(const schema::RecordType& type, const v1::Fault& fault) {
    const auto path = qt(fault.path());
    if (fault.code() == v1::RULE)
        return ruleSentence(fault, path.section('/', -1));
    const auto* field = SchemaWords::descriptor(type, path.toStdString());
    if (fault.code() != v1::INVALID || field == nullptr)
        return FaultWords::sentence(fault);
    const auto& policy = field->options().GetExtension(v1::field);
    const auto limit = static_cast<qlonglong>(fault.limit());
    if (field->name() == "currency")
        return tr("Choose a currency.");
    const bool isItem = path.endsWith(']');
    if (field->is_repeated() && !isItem && limit > 0)
        return tr("At most %n of these.", nullptr, static_cast<int>(limit));
    if (field->type() == FieldDescriptor::TYPE_STRING && limit > 0)
        return tr("At most %n characters.", nullptr, static_cast<int>(limit));
    if (field->is_repeated())
        return tr("This is there already, or empty.");
    if (policy.has_at_least() && limit == policy.at_least())
        return tr("At least %1.").arg(number(*field, limit));
    if (policy.has_at_most() && limit == policy.at_most())
        return tr("At most %1.").arg(number(*field, limit));
    return FaultWords::sentence(fault);
}

}  // namespace fieldfare::app
