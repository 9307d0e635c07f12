#pragma once

#include <QStringList>

class QQuickWindow;

namespace fieldfare::tests {

/// What is wrong with what a window shows, a sentence each:
///
/// - a control (what is tapped or typed into) has no accessible name or no role, or is under 48 by 48;
/// - a text is shortened, although it is not the data of a list's row (`mayShorten` of a label says so), or
/// is drawn
///   beyond its own item;
/// - a text or a control sticks out of the window, or out of what clips it, where nothing scrolls to it;
/// - two texts of one page lie on each other.
[[nodiscard]] QStringList faultsOf(QQuickWindow& window);

/// True while an image on the screen is still being read.
[[nodiscard]] bool isLoading(QQuickWindow& window);

}  // namespace fieldfare::tests
