#include <CLI/CLI.hpp>
#include <QGuiApplication>
#include <QtQml/QQmlExtensionPlugin>
#include <iostream>

#include "app_figures.h"

Q_IMPORT_QML_PLUGIN(Fieldfare_AppPlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_ComponentsPlugin)
Q_IMPORT_QML_PLUGIN(Fieldfare_FeaturesPlugin)

/// Measures the app's own pages and models, without a screen (QT_QPA_PLATFORM=offscreen); prints a JSON line
/// a figure, beside SQLite alone doing the same. See tests/bench/README.md.
int main(int argc, char** argv) {
    using namespace fieldfare::bench;
    const QGuiApplication application{argc, argv};
    CLI::App app{"fieldfare-app-bench"};
    std::string workload;
    std::vector<std::string> only;
    app.add_option("--workload", workload, "folder made by the workload generator; without it no A3");
    app.add_option("--only", only, "figures to measure: A1 A2 A3");
    CLI11_PARSE(app, argc, argv);
    const auto wanted = [&](const char* name) {
        return only.empty() || std::find(only.begin(), only.end(), name) != only.end();
    };
    constexpr int many = 50'000;
    constexpr int most = 100'000;
    try {
        if (wanted("A1"))
            firstList(many);
        if (wanted("A2"))
            typedSearch(most);
        if (wanted("A3") && !workload.empty()) {
            Company company{workload};
            busyPull(company);
        }
    } catch (const std::exception& error) {
        std::cerr << "fieldfare-app-bench: " << error.what() << '\n';
        return 1;
    }
    return 0;
}
