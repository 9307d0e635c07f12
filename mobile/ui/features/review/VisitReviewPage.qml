pragma ComponentBehavior: Bound

import QtQuick
import QtQuick.Layouts
import Fieldfare.App
import Fieldfare.Components
import Fieldfare.Features
import Fieldfare.Theme

// A visit as its rep left it, and what the manager says of it. `order` are the visits that next and previous lead to.
AppScrollPage {
    id: page

    required property string visitId
    property var order: []

    readonly property var record: visit.record ?? {}
    readonly property int at: order.indexOf(visitId)

    title: visit.joined?.customer_id?.title ?? ""
    subtitle: visit.joined?.author_id?.title ?? ""

    function turn(to: int) { Navigation.show("VisitReviewPage", { visitId: order[to], order: order }) }

    RecordItem {
        id: visit
        recordId: page.visitId
        joins: ["customer_id", "author_id", "plan_id"]
    }

    actions: [
        IconButton {
            objectName: "previousVisit"
            visible: page.order.length > 1
            enabled: page.at > 0
            symbol: "chevron-up"
            text: qsTr("Previous visit")
            onClicked: page.turn(page.at - 1)
        },
        IconButton {
            objectName: "nextVisit"
            visible: page.order.length > 1
            enabled: page.at >= 0 && page.at < page.order.length - 1
            symbol: "chevron-down"
            text: qsTr("Next visit")
            onClicked: page.turn(page.at + 1)
        }
    ]

    SkeletonRow { visible: visit.loading }
    EmptyState {
        visible: !visit.loading && !visit.exists
        symbol: "visit"
        title: qsTr("This visit is not here any more")
    }
    ReviewFacts {
        visible: visit.exists
        record: page.record
        visitState: visit.state
        onCustomerOpened: Navigation.open("CustomerPage", { customerId: page.record.customer_id })
    }
    VisitStory {
        visible: visit.exists
        record: page.record
        visitId: page.visitId
    }
    ReviewForm {
        id: form
        visible: visit.exists && (page.record.check_out?.at ?? 0) > 0
        visitId: page.visitId
        reviewedAt: page.record.reviewed_at ?? 0
        mayReview: visit.exists && visit.mayEdit("review_rating")
        onSaved: {
            Navigation.toast(qsTr("Review saved"))
            if (page.at >= 0 && page.at < page.order.length - 1)
                page.turn(page.at + 1)
        }
    }
    Banner {
        visible: visit.exists && (page.record.check_out?.at ?? 0) <= 0
        kind: "info"
        text: qsTr("The visit is still running. It can be reviewed once it is checked out.")
    }

    banner: RecoveredBanner { draft: form.draft }
    footer: Button {
        objectName: "saveReview"
        Layout.fillWidth: true
        visible: form.visible && form.mayReview
        enabled: form.ready
        kind: "primary"
        symbol: "star"
        text: qsTr("Save review")
        busy: form.busy
        onClicked: form.save()
    }
}
