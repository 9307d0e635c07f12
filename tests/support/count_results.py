"""Prints "passed failed skipped" of the JUnit report that ctest wrote.

A Qt Test program counts by its functions, which its "Totals:" lines give; any other program, and one that
broke before or after its totals (a crash, a time limit, a sanitizer), counts as one.
"""

import re
import sys
import xml.etree.ElementTree as ElementTree

TOTALS = re.compile(r"^Totals: (\d+) passed, (\d+) failed, (\d+) skipped", re.MULTILINE)


def count(case):
    totals = [tuple(map(int, found)) for found in TOTALS.findall(case.findtext("system-out") or "")]
    passed, failed, skipped = (sum(column) for column in zip(*totals)) if totals else (0, 0, 0)
    status = case.get("status")
    if status == "fail":
        return passed, max(failed, 1), skipped
    if status == "disabled":
        return passed, failed, skipped + 1
    if status != "run":  # skipped by its return code, or its program could not be started
        asked = (case.find("skipped").get("message") or "").startswith("SKIP_")
        return passed, failed + (0 if asked else 1), skipped + (1 if asked else 0)
    return (passed, failed, skipped) if totals else (1, 0, 0)


def main():
    cases = ElementTree.parse(sys.argv[1]).getroot().iter("testcase")
    print(*(sum(column) for column in zip((0, 0, 0), *map(count, cases))))


main()
