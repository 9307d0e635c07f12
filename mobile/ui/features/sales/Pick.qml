pragma Singleton

import QtQuick

// What is left of a list of things of which some do not apply.
QtObject {
    // Those with `fits`: offers of a menu.
    function fitting(offers: var): var {
        return offers.filter(each => each.fits)
    }

    // Those that say something, as one text.
    function words(texts: var, between: string): string {
        return texts.filter(each => each).join(between)
    }
}
