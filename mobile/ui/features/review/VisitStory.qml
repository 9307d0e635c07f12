import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// What the rep wrote and photographed, and what follows.
Card {
    id: card

    required property var record
    required property string visitId

    spacing: Theme.space.small

    Label {
        Layout.fillWidth: true
        text: Schema.label("visit", "notes")
        font: Theme.fonts.labelStrong
        muted: true
    }
    Label {
        Layout.fillWidth: true
        text: (card.record.notes ?? "") === "" ? qsTr("No notes") : card.record.notes
        muted: (card.record.notes ?? "") === ""
        wraps: true
    }
    KeyValueRow {
        visible: value !== ""
        label: Schema.label("visit", "next_step")
        value: card.record.next_step ?? ""
    }
    KeyValueRow {
        visible: (card.record.next_follow_up_at ?? 0) > 0
        label: Schema.label("visit", "next_follow_up_at")
        value: (card.record.next_follow_up_at ?? 0) > 0 ? Format.date(card.record.next_follow_up_at) : ""
    }
    PhotoStrip {
        objectName: "reviewPhotos"
        visible: photos.count > 0
        model: photos
        canAdd: false
        canRemove: false
        onOpened: index => viewer.show(itemAtIndex(index).source)
    }

    PhotoList {
        id: photos
        visitId: card.visitId
    }
    PhotoSheet { id: viewer }
}
