import QtQuick

QtObject {
    readonly property int small: 6
    readonly property int medium: 12
    readonly property int large: 20
}
