<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>kith::console::BulkWords</name>
    <message numerus="yes">
        <source>Suspend %n people?</source>
        <translation>
            <numerusform>Suspend %n person?</numerusform>
            <numerusform>Suspend %n people?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reactivate %n people?</source>
        <translation>
            <numerusform>Reactivate %n person?</numerusform>
            <numerusform>Reactivate %n people?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Make %n people %1?</source>
        <translation>
            <numerusform>Make %n person %1?</numerusform>
            <numerusform>Make %n people %1?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>End all sessions of %n people?</source>
        <translation>
            <numerusform>End all sessions of %n person?</numerusform>
            <numerusform>End all sessions of %n people?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Suspend %n</source>
        <translation>
            <numerusform>Suspend %n</numerusform>
            <numerusform>Suspend %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Reactivate %n</source>
        <translation>
            <numerusform>Reactivate %n</numerusform>
            <numerusform>Reactivate %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Change the role of %n</source>
        <translation>
            <numerusform>Change the role of %n</numerusform>
            <numerusform>Change the role of %n</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Sign %n out</source>
        <translation>
            <numerusform>Sign %n out</numerusform>
            <numerusform>Sign %n out</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people suspended</source>
        <translation>
            <numerusform>%n person suspended</numerusform>
            <numerusform>%n people suspended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people reactivated</source>
        <translation>
            <numerusform>%n person reactivated</numerusform>
            <numerusform>%n people reactivated</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The role of %n people was changed</source>
        <translation>
            <numerusform>The role of %n person was changed</numerusform>
            <numerusform>The role of %n people was changed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n people were signed out</source>
        <translation>
            <numerusform>%n person was signed out</numerusform>
            <numerusform>%n people were signed out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kith::console::ChatActs</name>
    <message numerus="yes">
        <source>Archive %n chats?</source>
        <translation>
            <numerusform>Archive %n chats?</numerusform>
            <numerusform>Archive %n chats?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Open %n chats again?</source>
        <translation>
            <numerusform>Open %n chats again?</numerusform>
            <numerusform>Open %n chats again?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chats archived</source>
        <translation>
            <numerusform>%n chats archived</numerusform>
            <numerusform>%n chats archived</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n chats opened again</source>
        <translation>
            <numerusform>%n chats opened again</numerusform>
            <numerusform>%n chats opened again</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kith::console::FormFields</name>
    <message numerus="yes">
        <source>At least %n characters.</source>
        <translation>
            <numerusform>At least %n character.</numerusform>
            <numerusform>At least %n characters.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kith::console::MessageDelegate</name>
    <message numerus="yes">
        <source>%n attachments</source>
        <translation>
            <numerusform>%n attachment</numerusform>
            <numerusform>%n attachments</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kith::console::NewRowsPill</name>
    <message numerus="yes">
        <source>%n new</source>
        <comment>rows</comment>
        <translation>
            <numerusform>%n new</numerusform>
            <numerusform>%n new</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new rows: read the list anew</source>
        <translation>
            <numerusform>%n new row: read the list anew</numerusform>
            <numerusform>%n new rows: read the list anew</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kith::console::UserActs</name>
    <message numerus="yes">
        <source>%n were refused</source>
        <translation>
            <numerusform>%n was refused</numerusform>
            <numerusform>%n were refused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>kith::console::endSessions</name>
    <message numerus="yes">
        <source>End %n sessions?</source>
        <translation>
            <numerusform>End %n session?</numerusform>
            <numerusform>End %n sessions?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n sessions ended</source>
        <translation>
            <numerusform>%n session ended</numerusform>
            <numerusform>%n sessions ended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Close %n connections?</source>
        <translation>
            <numerusform>Close %n connection?</numerusform>
            <numerusform>Close %n connections?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n connections closed</source>
        <translation>
            <numerusform>%n connection closed</numerusform>
            <numerusform>%n connections closed</numerusform>
        </translation>
    </message>
</context>
</TS>
