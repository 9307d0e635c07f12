import QtQuick
import Fieldfare.Theme
import Fieldfare.Components

Label {
    required property string section

    width: ListView.view?.width ?? 0
    leftPadding: Theme.space.large
    topPadding: Theme.space.large
    bottomPadding: Theme.space.tiny
    text: {
        switch (section) {
        case "overdue": return qsTr("Overdue")
        case "plan": return qsTr("Planned today")
        case "follow_up": return qsTr("To follow up")
        case "birthday": return qsTr("Birthdays")
        }
        return ""
    }
    font: Theme.fonts.heading
    Accessible.role: Accessible.Heading
}
