#pragma once

#include <QRegularExpression>
#include <QTest>
#include <exception>

#include "tests/support/window/app_window.h"

namespace fieldfare::tests {

/// Runs a step of a story. Its body throws std::exception; what that says is the step's failure.
template <typename Body>
void told(Body body) {
    try {
        body();
    } catch (const std::exception& error) {
        QFAIL(error.what());
    }
}

/// A step fails on whatever the pages complain about. To be called in init(): Qt forgets it after each step.
inline void failOnComplaints() {
    QTest::failOnWarning(QRegularExpression{"qml|QML|[Ll]oop"});
}

}  // namespace fieldfare::tests
