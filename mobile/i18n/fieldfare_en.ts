<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>AttentionPage</name>
    <message numerus="yes">
        <source>%n change(s) took no effect</source>
        <translation>
            <numerusform>%n change took no effect</numerusform>
            <numerusform>%n changes took no effect</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CameraPage</name>
    <message numerus="yes">
        <source>%n photo(s) taken</source>
        <translation>
            <numerusform>%n photo taken</numerusform>
            <numerusform>%n photos taken</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message numerus="yes">
        <source>Next try in %n second(s)</source>
        <translation>
            <numerusform>Next try in %n second</numerusform>
            <numerusform>Next try in %n seconds</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CustomersPage</name>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n customer</numerusform>
            <numerusform>%n customers</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayOfPerson</name>
    <message numerus="yes">
        <source>%1, %n visit(s)</source>
        <translation>
            <numerusform>%1, %n visit</numerusform>
            <numerusform>%1, %n visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DayWords</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FreezeDialog</name>
    <message numerus="yes">
        <source>%n line(s) with their prices and discounts</source>
        <translation>
            <numerusform>%n line with their prices and discounts</numerusform>
            <numerusform>%n lines with their prices and discounts</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Handover</name>
    <message numerus="yes">
        <source>Hand over %n customer(s)</source>
        <translation>
            <numerusform>Hand over %n customer</numerusform>
            <numerusform>Hand over %n customers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n customer</numerusform>
            <numerusform>%n customers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n quote(s) and order(s)</source>
        <translation>
            <numerusform>%n quote or order</numerusform>
            <numerusform>%n quotes and orders</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HeldWorkPage</name>
    <message numerus="yes">
        <source>%n decision(s) for you</source>
        <translation>
            <numerusform>%n decision for you</numerusform>
            <numerusform>%n decisions for you</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxCard</name>
    <message numerus="yes">
        <source>Tried %n time(s), no answer yet</source>
        <translation>
            <numerusform>Tried %n time, no answer yet</numerusform>
            <numerusform>Tried %n times, no answer yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OutboxPage</name>
    <message numerus="yes">
        <source>%n change(s), all saved on this device</source>
        <translation>
            <numerusform>%n change, saved on this device</numerusform>
            <numerusform>%n changes, all saved on this device</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PersonRow</name>
    <message numerus="yes">
        <source>%n customer(s)</source>
        <translation>
            <numerusform>%n customer</numerusform>
            <numerusform>%n customers</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n visit(s)</source>
        <translation>
            <numerusform>%n visit</numerusform>
            <numerusform>%n visits</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PhotoPickerPage</name>
    <message numerus="yes">
        <source>Add %n photo(s)</source>
        <translation>
            <numerusform>Add %n photo</numerusform>
            <numerusform>Add %n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ProductPickerPage</name>
    <message numerus="yes">
        <source>%n line(s)</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReassignPage</name>
    <message numerus="yes">
        <source>%n customer(s) chosen</source>
        <translation>
            <numerusform>%n customer chosen</numerusform>
            <numerusform>%n customers chosen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n customer(s) handed over</source>
        <translation>
            <numerusform>%n customer handed over</numerusform>
            <numerusform>%n customers handed over</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RescueBanner</name>
    <message numerus="yes">
        <source>Nothing you did was lost: %n unsent change(s) were saved.</source>
        <translation>
            <numerusform>Nothing you did was lost: %n unsent change were saved.</numerusform>
            <numerusform>Nothing you did was lost: %n unsent changes were saved.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n unsent change(s) could be saved. Look whether your last ones are there.</source>
        <translation>
            <numerusform>%n unsent change could be saved. Look whether your last ones are there.</numerusform>
            <numerusform>%n unsent changes could be saved. Look whether your last ones are there.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message numerus="yes">
        <source>%n change(s) not sent yet</source>
        <translation>
            <numerusform>%n change not sent yet</numerusform>
            <numerusform>%n changes not sent yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignInPage</name>
    <message numerus="yes">
        <source>%n change(s) wait on this device to be sent. They are kept.</source>
        <translation>
            <numerusform>%n change waits on this device to be sent. It is kept.</numerusform>
            <numerusform>%n changes wait on this device to be sent. They are kept.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignOutPage</name>
    <message numerus="yes">
        <source>%n change(s) not sent yet</source>
        <translation>
            <numerusform>%n change not sent yet</numerusform>
            <numerusform>%n changes not sent yet</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) not sent yet</source>
        <translation>
            <numerusform>%n photo not sent yet</numerusform>
            <numerusform>%n photos not sent yet</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusPill</name>
    <message numerus="yes">
        <source>%1, %n unsent</source>
        <translation>
            <numerusform>%1, %n unsent</numerusform>
            <numerusform>%1, %n unsent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncNow</name>
    <message numerus="yes">
        <source>%n change(s) wait to be sent</source>
        <translation>
            <numerusform>%n change waits to be sent</numerusform>
            <numerusform>%n changes wait to be sent</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) need your attention</source>
        <translation>
            <numerusform>%n change needs your attention</numerusform>
            <numerusform>%n changes need your attention</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n change(s) wait on this device until there is a network.</source>
        <translation>
            <numerusform>%n change waits on this device until there is a network.</numerusform>
            <numerusform>%n changes wait on this device until there is a network.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n photo(s) wait to be sent</source>
        <translation>
            <numerusform>%n photo waits to be sent</numerusform>
            <numerusform>%n photos wait to be sent</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VersionsPage</name>
    <message numerus="yes">
        <source>%n field(s) to settle</source>
        <translation>
            <numerusform>%n field to settle</numerusform>
            <numerusform>%n fields to settle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) stay as they are</source>
        <translation>
            <numerusform>%n value stays as it is</numerusform>
            <numerusform>%n values stay as they are</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n value(s) are put back</source>
        <translation>
            <numerusform>%n value is put back</numerusform>
            <numerusform>%n values are put back</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The safe choice is taken for %n field(s).</source>
        <translation>
            <numerusform>The safe choice is taken for %n field.</numerusform>
            <numerusform>The safe choice is taken for %n fields.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VisitOfDayRow</name>
    <message numerus="yes">
        <source>%n photo(s)</source>
        <translation>
            <numerusform>%n photo</numerusform>
            <numerusform>%n photos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>VisitWords</name>
    <message numerus="yes">
        <source>%n min</source>
        <translation>
            <numerusform>%n min</numerusform>
            <numerusform>%n min</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::app::FaultWords</name>
    <message numerus="yes">
        <source>%n change(s) are not sent yet.</source>
        <translation>
            <numerusform>%n change is not sent yet.</numerusform>
            <numerusform>%n changes are not sent yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::app::FormWords</name>
    <message numerus="yes">
        <source>At most %n of these.</source>
        <translation>
            <numerusform>At most %n of these.</numerusform>
            <numerusform>At most %n of these.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>At most %n characters.</source>
        <translation>
            <numerusform>At most %n characters.</numerusform>
            <numerusform>At most %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>fieldfare::app::Format</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n hour(s) ago</source>
        <translation>
            <numerusform>%n hour ago</numerusform>
            <numerusform>%n hours ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n day(s) ago</source>
        <translation>
            <numerusform>%n day ago</numerusform>
            <numerusform>%n days ago</numerusform>
        </translation>
    </message>
</context>
</TS>
