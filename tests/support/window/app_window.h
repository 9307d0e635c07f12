#pragma once

#include <QObject>
#include <QSize>
#include <QString>
#include <QStringList>
#include <filesystem>
#include <memory>

class QPointingDevice;
class QQmlApplicationEngine;
class QQuickItem;
class QQuickWindow;

namespace fieldfare::app {
class EngineThread;
class Preferences;
class SourceModules;
}  // namespace fieldfare::app

namespace fieldfare::tests {

/// The app as a person has it: its window with its compiled pages over a store, its engine and its own way to
/// the server. Fingers and keys are synthetic. One at a time.
///
/// An item is named by its objectName, or by "@" and the text on it; "a/b" is the b inside a. What is not
/// visible is not there. Whatever does not come about in half a minute throws std::runtime_error that says
/// what is on the screen instead; FIELDFARE_STORY_PICTURE names a file for a picture of that.
class AppWindow {
  public:
    /// `folder` has the person's store ("person.sqlite"), or will have. The window is shown and has content
    /// when it returns.
    explicit AppWindow(const std::filesystem::path& folder, QSize size = {390, 844});
    /// The same as the program would begin with these options.
    explicit AppWindow(const QStringList& options);
    ~AppWindow();
    AppWindow(const AppWindow&) = delete;
    AppWindow& operator=(const AppWindow&) = delete;

    /// Waits for the item.
    QQuickItem& see(const QString& name);
    /// Waits until there is none.
    void miss(const QString& name);
    /// Touches the middle of the item, scrolled into sight, once it is enabled and stands still.
    void tap(const QString& name);
    /// Types into the field, in place of what is there.
    void type(const QString& name, const QString& text);
    /// Waits until the item's text, or its accessible name, contains this.
    void read(const QString& name, const QString& text);
    [[nodiscard]] bool has(const QString& name) const { return find(name) != nullptr; }
    [[nodiscard]] QQuickWindow& window() { return *window_; }

  private:
    [[nodiscard]] QQuickItem* find(const QString& name) const;
    void reveal(QQuickItem& item) const;
    /// Names of what can be seen, for messages.
    [[nodiscard]] QString seen() const;
    [[noreturn]] void fail(const QString& message) const;

    std::unique_ptr<app::EngineThread> engine_;
    std::unique_ptr<app::Preferences> preferences_;
    std::unique_ptr<app::SourceModules> sources_;
    std::unique_ptr<QQmlApplicationEngine> pages_;
    QQuickWindow* window_ = nullptr;
    QPointingDevice* finger_ = nullptr;
};

}  // namespace fieldfare::tests
