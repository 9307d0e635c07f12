import QtQuick
import Fieldfare.App
import Fieldfare.Features

// To somebody by phone, by mail or by car. Where no other app takes it, that is said, and it can be copied.
QtObject {
    id: reach

    function call(number: string) {
        if (!Device.call(number))
            offer(qsTr("No app here makes calls: %1").arg(Format.phone(number)), number)
    }

    function mail(address: string) {
        if (!Device.mail(address))
            offer(qsTr("No app here writes mails: %1").arg(address), address)
    }

    // Both as records have them; the position counts where there is one.
    function navigate(address: var, position: var) {
        if (!Device.navigate(address ?? {}, position ?? {}))
            offer(qsTr("No app here shows the way: %1").arg(Format.address(address ?? {})), Format.address(address ?? {}))
    }

    function offer(words: string, text: string) {
        Navigation.toast(words, text === "" ? "" : qsTr("Copy"), () => Device.copy(text))
    }
}
