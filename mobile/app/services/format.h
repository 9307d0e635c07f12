#pragma once

#include <QLocale>
#include <QObject>
#include <QVariantMap>

#include <qqmlregistration.h>

namespace fieldfare::app {

/// Values as people of the chosen language read and type them. Amounts are in minor units of their currency,
/// quantities in thousandths, percentages in basis points, moments in epoch milliseconds. What is unset (a
/// script's undefined) becomes the empty text.
class Format : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// "en_GB": reading it in a binding makes the binding follow the language.
    Q_PROPERTY(QString locale READ locale NOTIFY localeChanged)

  public:
    explicit Format(QObject* parent = nullptr);

    [[nodiscard]] QString locale() const { return locale_.name(); }
    /// The locale of one of the app's languages, in the region of the system where they fit.
    [[nodiscard]] static QLocale localeOf(const QString& language);

    Q_INVOKABLE [[nodiscard]] QString money(const QVariant& minor, const QString& currency) const;
    /// Without sign of the currency and without grouping, for a field to edit.
    Q_INVOKABLE [[nodiscard]] QString moneyInput(const QVariant& minor, const QString& currency) const;
    /// Minor units, or NaN when the text is no amount of this currency.
    Q_INVOKABLE [[nodiscard]] double parseMoney(const QString& text, const QString& currency) const;
    Q_INVOKABLE [[nodiscard]] QString quantity(const QVariant& milli) const;
    /// Thousandths, or NaN.
    Q_INVOKABLE [[nodiscard]] double parseQuantity(const QString& text) const;
    Q_INVOKABLE [[nodiscard]] QString percent(const QVariant& basisPoints) const;
    /// Basis points, or NaN; the sign of percent may be left out.
    Q_INVOKABLE [[nodiscard]] double parsePercent(const QString& text) const;
    Q_INVOKABLE [[nodiscard]] QString date(const QVariant& ms) const;
    Q_INVOKABLE [[nodiscard]] QString time(const QVariant& ms) const;
    Q_INVOKABLE [[nodiscard]] QString dateTime(const QVariant& ms) const;
    /// "Today", "Tomorrow", "Mon 3 Nov".
    Q_INVOKABLE [[nodiscard]] QString day(const QVariant& ms) const;
    /// "5 minutes ago".
    Q_INVOKABLE [[nodiscard]] QString ago(const QVariant& ms) const;
    Q_INVOKABLE [[nodiscard]] QString distance(const QVariant& metres) const;
    Q_INVOKABLE [[nodiscard]] QString bytes(const QVariant& count) const;
    Q_INVOKABLE [[nodiscard]] QString count(const QVariant& number) const;
    /// One or two letters for an avatar; of Chinese names the last two characters.
    Q_INVOKABLE [[nodiscard]] QString initials(const QString& name) const;
    Q_INVOKABLE [[nodiscard]] QString phone(const QString& number) const;
    /// An Address on one line, in the order of its country.
    Q_INVOKABLE [[nodiscard]] QString address(const QVariantMap& address) const;

    /// The number in any of the spellings people use: full-width digits, grouping, spaces. NaN: none.
    [[nodiscard]] static double parseNumber(const QString& text, int decimals);

  signals:
    void localeChanged();

  private:
    QLocale locale_;  // the program's default when this was made or it changed last
};

}  // namespace fieldfare::app
