#pragma once

#include <QByteArray>
#include <QString>

namespace fieldfare::app {

/// A picture as it is kept: JPEG, upright, at most 2048 pixels at its longer side, without what the camera
/// noted about place and owner.
struct ScaledPhoto {
    QByteArray bytes;
    QString error;  ///< of the reader, for logs; empty: none

    static constexpr int longest = 2048;  // pixels
};

/// Reads and scales a picture file; takes up to seconds, so not on the interface thread. Thread-safe.
[[nodiscard]] ScaledPhoto scaledPhoto(const QString& file);

}  // namespace fieldfare::app
