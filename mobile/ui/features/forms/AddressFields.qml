import QtQuick
import QtQuick.Layouts
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// An address of a draft, part by part.
ColumnLayout {
    id: address

    required property var draft
    property string path: "address"

    Layout.fillWidth: true
    spacing: Theme.space.medium

    FormField { draft: address.draft; path: address.path + "/street" }
    FormField { draft: address.draft; path: address.path + "/district" }
    GridLayout {
        Layout.fillWidth: true
        columns: width < 360 * Theme.textScale ? 1 : 2
        columnSpacing: Theme.space.medium
        rowSpacing: Theme.space.medium
        FormField { draft: address.draft; path: address.path + "/postcode" }
        FormField { draft: address.draft; path: address.path + "/city" }
        FormField { draft: address.draft; path: address.path + "/region" }
        FormField { draft: address.draft; path: address.path + "/country" }
    }
}
