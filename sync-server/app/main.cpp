#include <iostream>
#include <string>
#include <vector>

#include "sync-server/app/log.h"
#include "sync-server/app/run_command.h"

int main(int count, char** words) {
    using namespace fieldfare::server::app;
    setUpLog();
    return runProgram(std::vector<std::string>(words + 1, words + count), std::cin, std::cout, std::cerr);
}
