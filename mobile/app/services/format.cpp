#include "mobile/app/services/format.h"

#include <QDateTime>
#include <QRegularExpression>
#include <cmath>
#include <limits>

#include "mobile/app/desk/now.h"
#include "mobile/app/services/preferences.h"
#include "shared/rules/currency.h"

namespace fieldfare::app {

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

bool isSet(const QVariant& value) {
    bool isNumber = false;
    const double number = value.toDouble(&isNumber);
    return isNumber && std::isfinite(number);
}

/// Signs as CLDR has them: short where the language's readers know which country is meant.
QString signOf(const QString& currency, bool chinese) {
    if (currency == "CNY")
        return chinese ? QStringLiteral("¥") : QStringLiteral("CN¥");
    if (currency == "JPY")
        return chinese ? QStringLiteral("JP¥") : QStringLiteral("¥");
    static const QHash<QString, QString> known{{"EUR", "€"},   {"USD", "$"},   {"GBP", "£"},   {"KRW", "₩"},
                                               {"INR", "₹"},   {"HKD", "HK$"}, {"TWD", "NT$"}, {"AUD", "A$"},
                                               {"CAD", "CA$"}, {"NZD", "NZ$"}, {"VND", "₫"},   {"ILS", "₪"}};
    const auto found = known.find(currency);
    return found == known.end() ? currency + QChar::Nbsp : *found;
}

bool isChinese(QChar letter) {
    return letter.script() == QChar::Script_Han;
}

QDateTime momentOf(const QVariant& ms) {
    return QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(ms.toDouble()));
}

}  // namespace

Format::Format(QObject* parent) : QObject{parent} {
    if (auto* preferences = Preferences::instance())
        connect(preferences, &Preferences::languageChanged, this, [this] {
            locale_ = QLocale{};
            emit localeChanged();
        });
}

QLocale Format::localeOf(const QString& language) {
    const auto ofSystem = QLocale::system();
    if (language == "zh_CN")
        return QLocale{QLocale::Chinese, QLocale::China};
    const bool fits = ofSystem.language() == QLocale::English;
    return fits ? ofSystem : QLocale{QLocale::English, QLocale::UnitedKingdom};
}

QString Format::money(const QVariant& minor, const QString& currency) const {
    if (!isSet(minor))
        return {};
    const int digits = rules::decimals(currency.toStdString());
    const double amount = minor.toDouble() / std::pow(10.0, digits);
    return locale_.toCurrencyString(amount, signOf(currency, locale_.language() == QLocale::Chinese), digits);
}

QString Format::moneyInput(const QVariant& minor, const QString& currency) const {
    if (!isSet(minor))
        return {};
    v1::Money money;
    money.set_minor(static_cast<std::int64_t>(minor.toDouble()));
    money.set_currency(currency.toStdString());
    return QString::fromStdString(rules::formatAmount(money)).replace('.', locale_.decimalPoint());
}

double Format::parseNumber(const QString& text, int decimals) {
    auto plain = text.normalized(QString::NormalizationForm_KC).trimmed();
    static const QRegularExpression spaces{"[\\s'’]"};
    plain.remove(spaces);
    static const QRegularExpression number{"^([+-]?)(\\d{1,3}(?:,\\d{3})+|\\d*)(?:\\.(\\d*))?$"};
    const auto match = number.match(plain);
    const auto whole = match.captured(2).remove(',');
    const auto part = match.captured(3);
    constexpr int mostDigits = 15;  // what a script's number holds exactly
    if (!match.hasMatch() || (whole.isEmpty() && part.isEmpty()) || part.size() > decimals ||
        whole.size() + decimals > mostDigits)
        return none;
    const double value = (whole + part.leftJustified(decimals, '0')).toDouble();
    return match.captured(1) == "-" ? -value : value;
}

double Format::parseMoney(const QString& text, const QString& currency) const {
    auto amount = text.normalized(QString::NormalizationForm_KC);
    amount.remove(signOf(currency, true)).remove(signOf(currency, false));
    amount.remove(currency, Qt::CaseInsensitive);
    return parseNumber(amount, rules::decimals(currency.toStdString()));
}

QString Format::quantity(const QVariant& milli) const {
    if (!isSet(milli))
        return {};
    const auto value = static_cast<qint64>(milli.toDouble());
    int digits = 3;
    for (auto rest = value; digits > 0 && rest % 10 == 0; rest /= 10)
        --digits;
    return locale_.toString(static_cast<double>(value) / 1000.0, 'f', digits);
}

double Format::parseQuantity(const QString& text) const {
    return parseNumber(text, 3);
}

QString Format::percent(const QVariant& basisPoints) const {
    if (!isSet(basisPoints))
        return {};
    const auto value = static_cast<qint64>(basisPoints.toDouble());
    const int digits = value % 100 == 0 ? 0 : value % 10 == 0 ? 1 : 2;
    return locale_.toString(static_cast<double>(value) / 100.0, 'f', digits) + locale_.percent();
}

double Format::parsePercent(const QString& text) const {
    auto plain = text.normalized(QString::NormalizationForm_KC).trimmed();
    if (plain.endsWith('%'))
        plain.chop(1);
    return parseNumber(plain, 2);
}

QString Format::date(const QVariant& ms) const {
    if (!isSet(ms))
        return {};
    const auto format = locale_.language() == QLocale::Chinese ? QStringLiteral("yyyy年M月d日")
                                                               : QStringLiteral("d MMM yyyy");
    return locale_.toString(momentOf(ms).date(), format);
}

QString Format::time(const QVariant& ms) const {
    return isSet(ms) ? locale_.toString(momentOf(ms).time(), QLocale::ShortFormat) : QString{};
}

QString Format::dateTime(const QVariant& ms) const {
    return isSet(ms) ? date(ms) + ' ' + time(ms) : QString{};
}

QString Format::day(const QVariant& ms) const {
    if (!isSet(ms))
        return {};
    const auto day = momentOf(ms).date();
    const auto today = QDateTime::fromMSecsSinceEpoch(nowMs()).date();
    switch (today.daysTo(day)) {
        case -1:
            return tr("Yesterday");
        case 0:
            return tr("Today");
        case 1:
            return tr("Tomorrow");
        default:
            break;
    }
    const bool chinese = locale_.language() == QLocale::Chinese;
    const auto format = chinese ? QStringLiteral("M月d日 ddd") : QStringLiteral("ddd d MMM");
    const auto withYear = chinese ? QStringLiteral("yyyy年M月d日") : QStringLiteral("d MMM yyyy");
    return locale_.toString(day, day.year() == today.year() ? format : withYear);
}

QString Format::ago(const QVariant& ms) const {
    if (!isSet(ms) || ms.toDouble() <= 0)
        return {};
    constexpr qint64 minute = 60'000;
    constexpr qint64 hour = 60 * minute;
    constexpr qint64 day = 24 * hour;
    const auto passed = nowMs() - static_cast<qint64>(ms.toDouble());
    if (passed < minute)
        return tr("just now");
    if (passed < hour)
        return tr("%n minute(s) ago", nullptr, static_cast<int>(passed / minute));
    if (passed < day)
        return tr("%n hour(s) ago", nullptr, static_cast<int>(passed / hour));
    constexpr int longAgo = 30;
    if (passed < longAgo * day)
        return tr("%n day(s) ago", nullptr, static_cast<int>(passed / day));
    return date(ms);
}

QString Format::distance(const QVariant& metres) const {
    if (!isSet(metres) || metres.toDouble() < 0)
        return {};
    const double far = metres.toDouble();
    if (far < 1000)
        return tr("%1 m").arg(locale_.toString(qRound(far)));
    return tr("%1 km").arg(locale_.toString(far / 1000.0, 'f', far < 10'000 ? 1 : 0));
}

QString Format::bytes(const QVariant& count) const {
    return isSet(count) ? locale_.formattedDataSize(static_cast<qint64>(count.toDouble()), 1,
                                                    QLocale::DataSizeSIFormat)
                        : QString{};
}

QString Format::count(const QVariant& number) const {
    return isSet(number) ? locale_.toString(static_cast<qint64>(number.toDouble())) : QString{};
}

QString Format::initials(const QString& name) const {
    const auto words = name.split(' ', Qt::SkipEmptyParts);
    if (words.isEmpty())
        return {};
    if (isChinese(words.first().front()))
        return words.first().right(2);
    const auto first = words.first().left(words.first().front().isHighSurrogate() ? 2 : 1);
    if (words.size() == 1)
        return first.toUpper();
    return (first + words.last().left(words.last().front().isHighSurrogate() ? 2 : 1)).toUpper();
}

QString Format::phone(const QString& number) const {
    static const QRegularExpression chineseMobile{"^(?:\\+86)?\\s*(1\\d{2})\\s*(\\d{4})\\s*(\\d{4})$"};
    const auto match = chineseMobile.match(number.trimmed());
    if (!match.hasMatch())
        return number.trimmed();
    const auto local = match.captured(1) + ' ' + match.captured(2) + ' ' + match.captured(3);
    return number.trimmed().startsWith('+') ? "+86 " + local : local;
}

QString Format::address(const QVariantMap& address) const {
    const auto part = [&](const char* name) { return address.value(name).toString().trimmed(); };
    const auto joined = [](QStringList parts, const QString& between) {
        parts.removeAll(QString{});
        return parts.join(between);
    };
    const auto country = part("country");
    const auto city = part("city");
    if (country == "CN" || (country.isEmpty() && !city.isEmpty() && isChinese(city.front()))) {
        const auto region = part("region") == city ? QString{} : part("region");
        return joined({region, city, part("district"), part("street")}, {});
    }
    const auto town = joined({part("postcode"), city}, " ");
    return joined({part("street"), part("district"), town, part("region")}, ", ");
}

}  // namespace fieldfare::app
