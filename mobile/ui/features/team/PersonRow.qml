import QtQuick
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Theme

// One person who sells: their customers, their visits of the day, and how new what their devices sent is. A tap
// leads to handing over their customers.
ListRow {
    id: row

    required property string personId
    required property string name
    required property int customers
    required property int visitsOfDay
    required property int planned
    required property var heardAt        // epoch ms of the newest visit received; 0: none

    title: name
    avatar: name
    subtitle: qsTr("%n customer(s)", "", customers)
    note: heardAt > 0 ? qsTr("Newest visit received: %1").arg(Format.ago(heardAt)) : qsTr("No visit received yet")
    meta: planned > 0 ? qsTr("%1 of %2 visits").arg(visitsOfDay).arg(Math.max(planned, visitsOfDay))
                      : qsTr("%n visit(s)", "", visitsOfDay)
    opens: true
}
