import QtQuick
import Fieldfare.App

// The people who may own customers here, as options of a field: [{value, label}].
QtObject {
    id: people

    property var options: []

    property PeopleList list: PeopleList {
        withManagers: true
        onShownChanged: people.read()
    }

    function read() {
        const found = []
        for (let i = 0; i < list.count; ++i) {
            const person = list.at(i)
            found.push({ value: person.personId, label: person.name })
        }
        options = found
    }
}
