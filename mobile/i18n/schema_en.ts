<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en">
<context>
    <name>schema</name>
    <message>
        <source>Check in</source>
        <translation>Check-in</translation>
    </message>
    <message>
        <source>Check out</source>
        <translation>Check-out</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Due</translation>
    </message>
    <message>
        <source>Erp number</source>
        <translation>ERP number</translation>
    </message>
    <message>
        <source>Header discount</source>
        <translation>Discount on the whole</translation>
    </message>
    <message>
        <source>Late</source>
        <translation>Arrived late</translation>
    </message>
    <message>
        <source>Latitude e7</source>
        <translation>Latitude</translation>
    </message>
    <message>
        <source>List</source>
        <translation>At list price</translation>
    </message>
    <message>
        <source>Longitude e7</source>
        <translation>Longitude</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>E-mail</translation>
    </message>
    <message>
        <source>Mails</source>
        <translation>E-mail addresses</translation>
    </message>
    <message>
        <source>Requested</source>
        <translation>Delivery wished for</translation>
    </message>
    <message>
        <source>Review comment</source>
        <translation>Review</translation>
    </message>
    <message>
        <source>Review rating</source>
        <translation>Rating</translation>
    </message>
    <message>
        <source>Revises</source>
        <translation>Revision of</translation>
    </message>
    <message>
        <source>Sha256</source>
        <translation>SHA-256</translation>
    </message>
    <message>
        <source>Shipped</source>
        <translation>Already shipped</translation>
    </message>
    <message>
        <source>Sku</source>
        <translation>SKU</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>Starts</translation>
    </message>
    <message>
        <source>Waiting</source>
        <comment>Quote.Status</comment>
        <translation>Waiting for approval</translation>
    </message>
    <message>
        <source>Not met</source>
        <comment>Visit.Outcome</comment>
        <translation>Nobody met</translation>
    </message>
</context>
</TS>
