#include "mobile/app/paper/document_page.h"

namespace fieldfare::app {

namespace {

QString escaped(const QVariant& text) {
    return text.toString().toHtmlEscaped().replace('\n', "<br>");
}

QString cell(const QString& html, bool isNumber = false) {
    return QString{"<td valign=top%1>%2</td>"}.arg(isNumber ? " align=right" : "", html);
}

QString sumRow(const QString& label, const QString& sum, bool strong = false) {
    // The empty cell keeps the sums at the right: a table that is aligned there leaves the page.
    const auto row =
        QString{strong ? "<tr><td width=\"50%\"></td><td><b>%1</b></td><td align=right><b>%2</b></td></tr>"
                       : "<tr><td width=\"50%\"></td><td>%1</td><td align=right>%2</td></tr>"};
    return row.arg(label.toHtmlEscaped(), sum.toHtmlEscaped());
}

qint64 minorOf(const QVariant& money) {
    return money.toMap().value("minor").toLongLong();
}

}  // namespace

QString DocumentPage::title() const {
    const auto number = facts_.document.value("number").toString();
    return (facts_.isOrder ? tr("Order %1") : tr("Quote %1")).arg(number);
}

QString DocumentPage::html() const {
    return QString{
               "<html><head><style>"
               "body{font-family:'Noto Sans','Noto Sans CJK SC';font-size:9pt;color:#1d252c}"
               "h1{font-size:20pt;color:#2c4a61}th{color:#515c66;font-weight:normal}"
               ".muted{color:#515c66}</style></head><body>"} +
           head() + lines() + totals() + foot() + "</body></html>";
}

QString DocumentPage::head() const {
    const auto customer =
        QStringList{escaped(facts_.customer.value("name")),
                    format_.address(facts_.customer.value("address").toMap()).toHtmlEscaped()};
    QStringList facts;
    const auto day = facts_.document.value(facts_.isOrder ? "submitted_at" : "issued_at");
    if (day.isValid())
        facts << tr("Date: %1").arg(format_.date(day));
    else
        facts << tr("Draft, not binding");
    if (const auto until = facts_.document.value("valid_until"); until.isValid())
        facts << tr("Valid until: %1").arg(format_.date(until));
    if (const auto wished = facts_.document.value("requested_at"); wished.isValid())
        facts << tr("Wished delivery: %1").arg(format_.date(wished));
    if (!facts_.author.isEmpty())
        facts << tr("Your contact: %1").arg(facts_.author);
    for (auto& fact : facts)
        fact = fact.toHtmlEscaped();
    return "<p><b>" + facts_.organisation.toHtmlEscaped() + "</b></p><h1>" + title().toHtmlEscaped() +
           "</h1><table width=\"100%\" cellpadding=2><tr>" + cell(customer.join("<br>")) +
           cell(facts.join("<br>"), true) + "</tr></table><br>";
}

QString DocumentPage::lines() const {
    const QStringList heads{tr("Item"), tr("Quantity"), tr("Price"), tr("Discount"), tr("Amount")};
    QString rows;
    for (int i = 0; i < heads.size(); ++i)
        rows += QString{"<th align=%1>%2</th>"}.arg(i == 0 ? "left" : "right", heads[i].toHtmlEscaped());
    rows = "<tr bgcolor=\"#efe9df\">" + rows + "</tr>";
    for (const auto& each : facts_.lines)
        rows += line(each.toMap());
    return "<table width=\"100%\" cellpadding=4 cellspacing=0>" + rows + "</table><br>";
}

QString DocumentPage::line(const QVariantMap& line) const {
    QStringList discounts;
    for (const auto* part : {"volume_discount_bp", "discount_bp"})
        if (line.value(part).toLongLong() > 0)
            discounts << format_.percent(line.value(part)).toHtmlEscaped();
    const auto sku = escaped(line.value("sku"));
    return "<tr>" +
           cell(escaped(line.value("description")) +
                (sku.isEmpty() ? sku : "<br><span class=muted>" + sku + "</span>")) +
           cell(format_.quantity(line.value("quantity_milli")).toHtmlEscaped(), true) +
           cell(money(minorOf(line.value("unit_price"))).toHtmlEscaped(), true) +
           cell(discounts.join("<br>"), true) +
           cell(money(line.value("net_minor").toLongLong()).toHtmlEscaped(), true) + "</tr>";
}

QString DocumentPage::totals() const {
    QString rows;
    if (const auto discount = facts_.document.value("header_discount_bp"); discount.toLongLong() > 0)
        rows += sumRow(tr("Discount on everything"), format_.percent(discount));
    rows += sumRow(tr("Net"), amount("net"));
    for (const auto& tax : facts_.taxes)
        rows += sumRow(tr("Tax %1 on %2").arg(format_.percent(tax.rateBp), money(tax.base)), money(tax.tax));
    rows += sumRow(tr("Total"), amount("gross"), true);
    return "<table width=\"100%\" cellpadding=4 cellspacing=0>" + rows + "</table>";
}

QString DocumentPage::foot() const {
    QString text;
    if (const auto terms = facts_.document.value(facts_.isOrder ? "notes" : "terms"); terms.isValid())
        text += "<p>" + escaped(terms) + "</p>";
    return text;
}

QString DocumentPage::amount(const char* total) const {
    return money(minorOf(facts_.document.value("totals").toMap().value(total)));
}

QString DocumentPage::money(qint64 minor) const {
    return format_.money(minor, facts_.document.value("currency").toString());
}

}  // namespace fieldfare::app
