pragma ComponentBehavior: Bound

import QtCore
import QtQuick
import QtQuick.Layouts
import QtQuick.Templates as T
import Qt.labs.folderlistmodel
import Fieldfare.Theme
import Fieldfare.Components
import Fieldfare.Features

// Chooses photos of this device, the newest first; `taken` is called with their urls. The camera is a tap away.
AppPage {
    id: page

    required property var taken
    property url folder: StandardPaths.writableLocation(StandardPaths.PicturesLocation)
    property var chosen: []              // urls

    readonly property url home: StandardPaths.writableLocation(StandardPaths.HomeLocation)
    readonly property real side: Math.max(96, Math.round(112 * Math.min(Theme.textScale, 1.5)))

    objectName: "photoPickerPage"
    title: qsTr("Add photos")
    wholeWidth: true

    function has(file: string): bool {
        return chosen.some(each => each === file)
    }

    function toggle(file: string) {
        chosen = has(file) ? chosen.filter(each => each !== file) : [...chosen, file]
    }

    function give() {
        const take = taken
        const files = chosen
        Navigation.back()
        take(files)
    }

    actions: [
        IconButton {
            objectName: "folderUp"
            visible: page.folder !== page.home && String(files.parentFolder) !== ""
            symbol: "chevron-up"
            text: qsTr("Folder above")
            onClicked: page.folder = files.parentFolder
        },
        IconButton {
            objectName: "openCamera"
            symbol: "camera"
            text: qsTr("Take a photo")
            onClicked: Navigation.replace("CameraPage", { taken: page.taken })
        }
    ]

    FolderListModel {
        id: files
        folder: page.folder
        nameFilters: ["*.jpg", "*.jpeg", "*.png", "*.webp", "*.JPG", "*.JPEG", "*.PNG"]
        caseSensitive: false
        showDirsFirst: true
        sortField: FolderListModel.Time
    }
    GridView {
        id: grid

        readonly property int columns: Math.max(2, Math.floor(width / page.side))

        objectName: "photoGrid"
        anchors.fill: parent
        anchors.leftMargin: Theme.space.large
        anchors.rightMargin: Theme.space.small
        cellWidth: Math.floor(width / columns)
        cellHeight: cellWidth
        clip: true
        boundsBehavior: Flickable.StopAtBounds
        model: files
        Accessible.role: Accessible.List
        Accessible.name: page.title
        T.ScrollBar.vertical: ScrollBar {}

        delegate: T.AbstractButton {
            id: cell

            required property string fileName
            required property url fileUrl
            required property bool fileIsDir
            readonly property bool marked: page.has(String(fileUrl))

            objectName: "file-" + fileName
            width: grid.cellWidth
            height: grid.cellHeight
            rightPadding: Theme.space.small
            bottomPadding: Theme.space.small
            text: fileName
            focusPolicy: Qt.StrongFocus
            Accessible.role: fileIsDir ? Accessible.Button : Accessible.CheckBox
            Accessible.name: text
            Accessible.checkable: !fileIsDir
            Accessible.checked: marked
            Keys.onReturnPressed: clicked()
            onClicked: {
                if (fileIsDir)
                    page.folder = fileUrl
                else
                    page.toggle(String(fileUrl))
            }

            background: Rectangle {
                width: cell.width - Theme.space.small
                height: cell.height - Theme.space.small
                radius: Theme.radius.small
                color: Theme.colors.sunken
                FocusRing { shown: cell.visualFocus }
            }
            contentItem: Item {
                Image {
                    anchors.fill: parent
                    visible: !cell.fileIsDir
                    source: cell.fileIsDir ? "" : cell.fileUrl
                    sourceSize.width: 2 * page.side
                    fillMode: Image.PreserveAspectCrop
                    asynchronous: true
                    autoTransform: true
                    Accessible.ignored: true
                }
                Column {
                    anchors.centerIn: parent
                    width: parent.width - Theme.space.small
                    visible: cell.fileIsDir
                    Icon {
                        anchors.horizontalCenter: parent.horizontalCenter
                        name: "inbox"
                    }
                    Label {
                        width: parent.width
                        text: cell.fileName
                        font: Theme.fonts.caption
                        horizontalAlignment: Text.AlignHCenter
                        Accessible.ignored: true
                    }
                }
                Rectangle {
                    anchors.fill: parent
                    visible: cell.marked
                    color: "transparent"
                    border.width: 4
                    border.color: Theme.colors.accent
                }
                Mark {
                    x: parent.width - width - Theme.space.small
                    y: Theme.space.small
                    visible: cell.marked
                    compact: true
                    text: qsTr("Chosen")
                    symbol: "check"
                    tone: "accent"
                    Accessible.ignored: true
                }
            }
        }
    }
    EmptyState {
        anchors.centerIn: parent
        width: parent.width
        visible: files.status === FolderListModel.Ready && files.count === 0
        symbol: "photo"
        title: qsTr("No pictures in this folder")
        text: qsTr("Take one, or look in the folder above.")
        action: qsTr("Take a photo")
        onActionTriggered: Navigation.replace("CameraPage", { taken: page.taken })
    }

    footer: Button {
        objectName: "addChosenPhotos"
        Layout.fillWidth: true
        kind: "primary"
        symbol: "check"
        text: page.chosen.length === 0 ? qsTr("Choose photos") : qsTr("Add %n photo(s)", "", page.chosen.length)
        enabled: page.chosen.length > 0
        onClicked: page.give()
    }
}
