<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>kith::console::LiveChart</name>
    <message numerus="yes">
        <source>%n minute(s) ago</source>
        <translation>
            <numerusform>%n minute ago</numerusform>
            <numerusform>%n minutes ago</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kith::console::OverviewPage</name>
    <message numerus="yes">
        <source>up %n day(s)</source>
        <translation>
            <numerusform>up %n day</numerusform>
            <numerusform>up %n days</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kith::console::WorkspaceView</name>
    <message numerus="yes">
        <source>%n minute(s)</source>
        <translation>
            <numerusform>%n minute</numerusform>
            <numerusform>%n minutes</numerusform>
        </translation>
    </message>
</context>
</TS>
