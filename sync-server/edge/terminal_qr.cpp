#include "sync-server/edge/terminal_qr.h"

#include <memory>
#include <stdexcept>

#include <qrencode.h>

namespace fieldfare::server::edge {

namespace {

constexpr int quietZone = 4;  // modules, ISO/IEC 18004
constexpr std::string_view blackOnWhite = "\x1b[38;5;16;48;5;231m";
constexpr std::string_view reset = "\x1b[0m";

struct Free {
    void operator()(QRcode* code) const { QRcode_free(code); }
};

}  // namespace

std::string terminalQr(std::string_view text) {
    const std::unique_ptr<QRcode, Free> code{QRcode_encodeData(
        static_cast<int>(text.size()), reinterpret_cast<const unsigned char*>(text.data()), 0, QR_ECLEVEL_M)};
    if (!code)
        throw std::length_error{"the text does not fit into a QR code"};
    const int width = code->width;
    const auto dark = [&](int row, int column) {
        return row >= 0 && row < width && column >= 0 && column < width &&
               (code->data[row * width + column] & 1U) != 0;
    };
    std::string out;
    for (int row = -quietZone; row < width + quietZone; row += 2) {
        out += blackOnWhite;
        for (int column = -quietZone; column < width + quietZone; ++column) {
            const bool upper = dark(row, column);
            const bool lower = dark(row + 1, column);
            out += upper && lower ? "█" : upper ? "▀" : lower ? "▄" : " ";
        }
        out += reset;
        out += '\n';
    }
    return out;
}

}  // namespace fieldfare::server::edge
