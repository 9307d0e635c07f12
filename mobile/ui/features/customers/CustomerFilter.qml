import QtQuick
import Fieldfare.App

// What narrows the list of customers, and its order.
QtObject {
    id: filter

    property var quick: []               // of "mine", "free", and names of tiers
    property string lifecycle
    property string tag
    property string sort: "name"         // "name", "last_contact_at" or "next_follow_up_at"

    readonly property string orderBy: sort
    readonly property bool descending: sort === "last_contact_at"
    readonly property int count: quick.length + (lifecycle !== "" ? 1 : 0) + (tag !== "" ? 1 : 0)
    readonly property var person: Session.person
    readonly property var tierField: Schema.field("customer", "tier")
    readonly property var tiers: tierField.values
    readonly property var quickOptions: [
        { value: "mine", label: qsTr("Mine"), symbol: "person" },
        { value: "free", label: qsTr("Nobody's"), symbol: "handover" },
        ...tiers.map(tier => ({ value: tier.name, label: qsTr("Tier %1").arg(tier.label) }))
    ]
    readonly property var conditions: {
        const all = []
        const tier = tiers.find(each => quick.includes(each.name))
        if (tier !== undefined)
            all.push({ column: "tier", is: "equal", value: tier.name })
        if (quick.includes("mine"))
            all.push({ column: "owner_id", is: "equal", value: person.id })
        else if (quick.includes("free"))
            all.push({ column: "owner_id", is: "unset" })
        if (lifecycle !== "")
            all.push({ column: "lifecycle", is: "equal", value: lifecycle })
        if (sort === "next_follow_up_at")
            all.push({ column: "next_follow_up_at", is: "set" })
        return all
    }

    // Of the tiers one holds, and mine and nobody's exclude each other: the latest choice stands.
    function choose(values: var) {
        const added = values.find(each => !quick.includes(each))
        const isTier = name => tiers.some(each => each.name === name)
        const isOwner = name => name === "mine" || name === "free"
        quick = values.filter(each => each === added || !((isTier(each) && isTier(added)) || (isOwner(each) && isOwner(added))))
    }

    function clear() {
        quick = []
        lifecycle = ""
        tag = ""
    }
}
