#include <QCoreApplication>
#include <iostream>
#include <string>
#include <vector>

#include "mobile/device/run_command.h"

int main(int count, char** words) {
    QCoreApplication application{count, words};
    return fieldfare::device::runProgram(std::vector<std::string>(words + 1, words + count), std::cin,
                                         std::cout, std::cerr);
}
