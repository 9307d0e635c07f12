import QtQuick
import Fieldfare.Components

// Asks before a step that cannot be taken back, and says what stays as it is from then on.
Dialog {
    id: dialog

    property int lineCount: 0
    property string total
    property bool order: false

    title: order ? qsTr("Submit this order?") : qsTr("Issue this quote?")
    text: order ? qsTr("It goes to the back office and can no longer be changed here. This stays as it is:")
                : qsTr("It is the customer's from now on. A change will be a new revision. This stays as it is:")
    losses: order ? [qsTr("%n line(s) with their prices and discounts", "", lineCount), qsTr("The total of %1").arg(total),
                     qsTr("Delivery and notes")]
                  : [qsTr("%n line(s) with their prices and discounts", "", lineCount), qsTr("The total of %1").arg(total),
                     qsTr("Terms and validity")]
    accept: order ? qsTr("Submit order") : qsTr("Issue quote")
    reject: qsTr("Not yet")
}
