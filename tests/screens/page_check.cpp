#include "tests/screens/page_check.h"

#include <QAccessible>
#include <QQuickItem>
#include <QQuickWindow>
#include <QRectF>
#include <algorithm>
#include <functional>
#include <vector>

namespace fieldfare::tests {

namespace {

constexpr double target = 48;
constexpr double tolerance = 1;  // texts are measured in fractions of a pixel

struct ShownText {
    const QQuickItem* item = nullptr;
    const QQuickItem* scroller = nullptr;  // what it scrolls in
    QRectF drawn;                          // in the scene
};

bool isShown(const QQuickItem& item) {
    if (!item.isVisible() || item.width() <= 0 || item.height() <= 0)
        return false;
    for (const auto* around = &item; around != nullptr; around = around->parentItem())
        if (around->opacity() <= 0)
            return false;
    return true;
}

QString wordsOf(const QQuickItem& item) {
    const auto text = item.property("text").toString();
    constexpr int enough = 40;
    return text.isEmpty() ? item.objectName() : text.left(enough);
}

/// Where to look for it: the nearest names around.
QString placeOf(const QQuickItem& item) {
    QStringList names;
    for (const auto* around = &item; around != nullptr && names.size() < 3; around = around->parentItem()) {
        const auto type = QString::fromLatin1(around->metaObject()->className()).section("_QML", 0, 0);
        if (!around->objectName().isEmpty())
            names.append(around->objectName());
        else if (!type.startsWith("QQuick"))
            names.append(type);
    }
    return '"' + wordsOf(item) + "\" in " + names.join(" in ");
}

bool isControl(const QQuickItem& item) {
    return item.inherits("QQuickAbstractButton") || item.inherits("QQuickTextField") ||
           item.inherits("QQuickTextArea");
}

class Check {
  public:
    explicit Check(QQuickWindow& window) : window_{window} {}

    QStringList run() {
        visit(*window_.contentItem());
        lyingOnEachOther();
        faults_.removeDuplicates();
        return faults_;
    }

  private:
    void visit(const QQuickItem& item) {
        if (!item.isVisible())
            return;
        if (isShown(item)) {
            if (isKept(item))
                return;
            if (isControl(item) && item.isEnabled())
                control(item);
            if (item.inherits("QQuickText"))
                text(item);
        }
        for (const auto* child : item.childItems())
            visit(*child);
    }

    /// True for a row that a list took out and keeps for later: it is drawn no more, but says it is visible.
    static bool isKept(const QQuickItem& item) {
        auto* view = item.parentItem() == nullptr ? nullptr : item.parentItem()->parentItem();
        if (view == nullptr || !view->inherits("QQuickListView") || !isControl(item))
            return false;
        const int count = view->property("count").toInt();
        for (int i = 0; i < count; ++i) {
            QQuickItem* row = nullptr;
            QMetaObject::invokeMethod(view, "itemAtIndex", Q_RETURN_ARG(QQuickItem*, row), Q_ARG(int, i));
            if (row == &item)
                return false;
        }
        return true;
    }

    /// What a page says of it to who cannot see it; null where it says nothing.
    static const QObject* spokenOf(const QQuickItem& item) {
        for (const auto* child : item.children())
            if (child->inherits("QQuickAccessibleAttached"))
                return child;
        return nullptr;
    }

    /// A password, whose name Qt keeps to itself.
    static bool isSecret(const QQuickItem& item) {
        constexpr int password = 2;  // TextInput.Password
        return item.property("echoMode").toInt() == password;
    }

    void control(const QQuickItem& item) {
        const auto* spoken = spokenOf(item);
        if (spoken == nullptr || spoken->property("role").toInt() == QAccessible::NoRole)
            faults_.append(placeOf(item) + " has no role");
        else if (spoken->property(isSecret(item) ? "description" : "name").toString().trimmed().isEmpty())
            faults_.append(placeOf(item) + " has no accessible name");
        if (item.width() < target - tolerance / 2 || item.height() < target - tolerance / 2)
            faults_.append(QString{"%1 is %2 by %3"}.arg(placeOf(item)).arg(item.width()).arg(item.height()));
        within(item, item.mapRectToScene({0, 0, item.width(), item.height()}));
    }

    void text(const QQuickItem& item) {
        if (item.property("text").toString().trimmed().isEmpty())
            return;
        if (item.property("truncated").toBool() && !item.property("mayShorten").toBool())
            faults_.append(placeOf(item) + " is shortened");
        const auto width = item.property("contentWidth").toDouble();
        const auto height = item.property("contentHeight").toDouble();
        if (width > item.width() + tolerance || height > item.height() + tolerance)
            faults_.append(QString{"%1 is drawn beyond its item: %2 by %3 in %4 by %5"}
                               .arg(placeOf(item))
                               .arg(width)
                               .arg(height)
                               .arg(item.width())
                               .arg(item.height()));
        const auto drawn = item.mapRectToScene(drawnOf(item, width, height));
        within(item, drawn);
        texts_.push_back({&item, scrollerOf(item), drawn});
    }

    static QRectF drawnOf(const QQuickItem& item, double width, double height) {
        const auto across = item.property("effectiveHorizontalAlignment").toInt();
        const auto down = item.property("verticalAlignment").toInt();
        const auto roomAcross = item.width() - width;
        const auto roomDown = item.height() - height;
        const double x = (across & Qt::AlignRight) != 0     ? roomAcross
                         : (across & Qt::AlignHCenter) != 0 ? roomAcross / 2
                                                            : 0;
        const double y = (down & Qt::AlignBottom) != 0    ? roomDown
                         : (down & Qt::AlignVCenter) != 0 ? roomDown / 2
                                                          : 0;
        return {x, y, width, height};
    }

    static const QQuickItem* scrollerOf(const QQuickItem& item) {
        for (const auto* around = item.parentItem(); around != nullptr; around = around->parentItem())
            if (around->inherits("QQuickFlickable") || around->inherits("QQuickPopupItem"))
                return around;
        return nullptr;
    }

    /// The window and all that clips hold it, but for the directions in which one can scroll to it.
    void within(const QQuickItem& item, const QRectF& drawn) {
        bool across = true;
        bool down = true;
        for (const auto* around = item.parentItem(); around != nullptr; around = around->parentItem()) {
            const bool flicks = around->inherits("QQuickFlickable");
            if (flicks) {
                across = across && around->property("contentWidth").toDouble() <= around->width() + tolerance;
                down = down && around->property("contentHeight").toDouble() <= around->height() + tolerance;
            }
            if (!flicks && !around->clip() && around->parentItem() != nullptr)
                continue;
            const auto room = around->mapRectToScene({0, 0, around->width(), around->height()})
                                  .adjusted(-tolerance, -tolerance, tolerance, tolerance);
            const bool cutAcross = across && (drawn.left() < room.left() || drawn.right() > room.right());
            const bool cutDown = down && (drawn.top() < room.top() || drawn.bottom() > room.bottom());
            if (cutAcross || cutDown) {
                faults_.append(placeOf(item) + " sticks out " + (cutAcross ? "sideways" : "above or below"));
                return;
            }
        }
    }

    void lyingOnEachOther() {
        constexpr double little = 3;
        for (std::size_t i = 0; i < texts_.size(); ++i)
            for (std::size_t j = i + 1; j < texts_.size(); ++j) {
                const auto& one = texts_[i];
                const auto& other = texts_[j];
                const auto common = one.drawn.intersected(other.drawn);
                if (one.scroller == other.scroller && common.width() > little && common.height() > little)
                    faults_.append(placeOf(*one.item) + " lies on " + placeOf(*other.item));
            }
    }

    QQuickWindow& window_;
    QStringList faults_;
    std::vector<ShownText> texts_;
};

bool anyOf(const QQuickItem& item, const std::function<bool(const QQuickItem&)>& is) {
    if (!item.isVisible())
        return false;
    const auto children = item.childItems();
    return is(item) ||
           std::any_of(children.begin(), children.end(), [&](const auto* each) { return anyOf(*each, is); });
}

}  // namespace

QStringList faultsOf(QQuickWindow& window) {
    return Check{window}.run();
}

bool isLoading(QQuickWindow& window) {
    constexpr int loading = 2;  // Image.Loading
    return anyOf(*window.contentItem(), [](const QQuickItem& item) {
        return item.inherits("QQuickImageBase") && item.property("status").toInt() == loading;
    });
}

}  // namespace fieldfare::tests
