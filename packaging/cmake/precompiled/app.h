// The core's headers and those of Qt's that the app and its tests read.
#pragma once

#include <QtCore/QtCore>
#include <QtQml/QtQml>
#include <QtQuick/QQuickItem>
#include <QtQuick/QQuickWindow>
#include <QtTest/QtTest>

#include "core.h"
