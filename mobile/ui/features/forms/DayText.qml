pragma Singleton

import QtQuick

// Days as records have them, "1985-03-14", and as the calendar does, ms of the local midnight.
QtObject {
    function milliseconds(text: var): var {
        const parts = (text ?? "").split("-").map(Number)
        return parts.length === 3 && !parts.includes(NaN) ? new Date(parts[0], parts[1] - 1, parts[2]).getTime() : undefined
    }

    function of(milliseconds: var): var {
        if (milliseconds === undefined || milliseconds === null)
            return undefined
        const day = new Date(milliseconds)
        const two = number => String(number).padStart(2, "0")
        return String(day.getFullYear()).padStart(4, "0") + "-" + two(day.getMonth() + 1) + "-" + two(day.getDate())
    }
}
