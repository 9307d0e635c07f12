#pragma once

#include <QTest>
#include <memory>

#include "shared/schema/fault.h"
#include "tests/support/server/sample_records.h"
#include "tests/support/server/server_client.h"
#include "tests/support/server/server_site.h"

/// What the tests of the server's sync core share. Macros, so that a failure names the test's own line.

#define COMPARE_RESULT(outcome, expected)                                 \
    do {                                                                  \
        const ::fieldfare::v1::Outcome compared = (outcome);              \
        QVERIFY2(compared.result() == ::fieldfare::v1::Outcome::expected, \
                 compared.ShortDebugString().c_str());                    \
    } while (false)

#define COMPARE_FAULT(outcome, expectedResult, expectedCode)                      \
    do {                                                                          \
        const ::fieldfare::v1::Outcome compared = (outcome);                      \
        QVERIFY2(compared.result() == ::fieldfare::v1::Outcome::expectedResult && \
                     compared.fault().code() == ::fieldfare::v1::expectedCode,    \
                 compared.ShortDebugString().c_str());                            \
    } while (false)
