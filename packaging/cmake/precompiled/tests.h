// The core's headers and Qt Test.
#pragma once

#include <QtTest/QtTest>

#include "core.h"
