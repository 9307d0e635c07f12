#pragma once

#include <QSize>
#include <QString>
#include <QStringList>
#include <cstdint>
#include <filesystem>
#include <optional>

namespace fieldfare::app {

/// The command line of fieldfare-app.
struct Options {
    std::filesystem::path folder;  ///< everything that the app keeps
    QString language;              ///< "en", "zh_CN"; empty: as chosen in the settings
    QString theme;                 ///< "light", "dark", "sunlight", "system"; empty: as chosen
    QSize size{390, 844};          ///< of the window, device-independent pixels
    double textScale = 0;          ///< 1.0 to 2.0; 0: as chosen
    QString qmlFolder;             ///< where the pages' sources are; empty: those compiled in
    QString open;                  ///< the page to begin with, as the shell names it; empty: the first
    bool offline = false;          ///< as if there were no network, in this run
    std::int64_t now = 0;          ///< the moment that pages go by, epoch ms; 0: the device's clock
    QString screenshot;            ///< file to save a picture in; then the app ends

    /// The parsed command line; on a wrong one, or on --help, prints and ends the program.
    [[nodiscard]] static Options parse(const QStringList& arguments);
    /// Those that the program was started with; defaults before parse().
    [[nodiscard]] static const Options& current();
};

}  // namespace fieldfare::app
