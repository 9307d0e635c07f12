#include "written_rows.h"

#include "raw_rows.h"

namespace fieldfare::bench {

WrittenRows::WrittenRows(Company& company) : company_{company}, before_{company.scratch() / "before.sqlite"} {
    company_.stopServer();
    std::filesystem::copy_file(company_.storeFile(), before_,
                               std::filesystem::copy_options::overwrite_existing);
    company_.startServer();
}

double WrittenRows::limit(int transactions) {
    company_.stopServer();
    const RawRows raw{before_, company_.storeFile()};
    const double seconds = raw.write(before_, transactions);
    company_.startServer();
    return seconds;
}

}  // namespace fieldfare::bench
