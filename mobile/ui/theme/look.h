#pragma once

class QQmlEngine;

namespace fieldfare::ui::theme {

/// Names the application's fonts: Noto Sans, and the simplified forms of Noto Sans CJK for Chinese, which
/// fontconfig would otherwise draw in their Japanese forms. Once a process, on the interface thread, after
/// the QGuiApplication is made and before any window.
void nameFonts();

/// Gives an engine what the Theme module expects of it: the icons, and where compiled modules are. Once per
/// engine, before it loads anything.
void equip(QQmlEngine& engine);

}  // namespace fieldfare::ui::theme
