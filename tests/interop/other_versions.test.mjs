// Clients of an earlier and of a later version of the protocol at this server, with a device of this version beside
// them: each is the client of the other tests, with the .proto files as they were, or could come to be.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { Device } from "./client.mjs";
import { Deployment, password } from "./deployment.mjs";
import { Schema } from "./schema.mjs";

const protocol = path.join(process.env.FIELDFARE_SOURCE, "protocol");

/** The protocol's files with some of their text changed: {file: text => text}. */
function version(folder, changes) {
    fs.mkdirSync(path.join(folder, "fieldfare"), { recursive: true });
    const files = fs.readdirSync(path.join(protocol, "fieldfare")).filter((file) => file.endsWith(".proto"));
    for (const file of files) {
        const before = fs.readFileSync(path.join(protocol, "fieldfare", file), "utf8");
        const after = changes[file]?.(before) ?? before;
        if (changes[file]) assert.notEqual(after, before, `nothing changed in ${file}`);
        fs.writeFileSync(path.join(folder, "fieldfare", file), after);
    }
    return new Schema(
        folder,
        files.map((file) => `fieldfare/${file}`),
    );
}

/** Adds lines to a message. */
const adding = (message, lines) => (text) => text.replace(`message ${message} {\n`, `message ${message} {\n${lines}\n`);

/** Takes a field out of a message, as if it had not been thought of yet. */
const without = (message, field) => (text) => {
    const begin = text.indexOf(`message ${message} {`);
    const at = text.slice(begin).search(new RegExp(`^ {2}(optional|repeated) \\S+ ${field} =`, "m"));
    assert.ok(begin >= 0 && at >= 0, `${message} has no ${field}`);
    const from = begin + at;
    return text.slice(0, from) + text.slice(text.indexOf(";\n", from) + 2);
};

describe("clients of other versions", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fieldfare-versions-"));
    const earlier = version(path.join(folder, "earlier"), {
        "customer.proto": (text) => without("Contact", "title")(without("Customer", "industry")(text)),
    });
    const later = version(path.join(folder, "later"), {
        "customer.proto": (text) =>
            adding("Contact", '  optional string badge = 901 [(field) = {max: 50 required: true}];')(
                adding("Customer", '  optional string motto = 900 [(field) = {max: 100}];')(text),
            ) +
            [
                "",
                "message Sample {",
                '  option (record) = {number: 900 seen_by: INHERITED create: [REP] edit: [REP] device_may_write: true};',
                '  optional bytes customer_id = 1 [(field) = {max: 16 parent: true reference: "Customer"}];',
                "}",
                "",
            ].join("\n"),
    });
    const company = new Deployment(folder);
    let today; // the device program, of this version
    let old; // the same person's, earlier
    let next; // and later
    let customer;

    const everybodySyncs = async () => {
        for (let round = 0; round < 2; ++round) for (const device of [old, next, today]) await device.sync();
    };
    const atServer = () => today.record(customer);

    before(async () => {
        await company.command(["init", "--organisation", "Acorn Foods", "--currency", "CNY"]);
        await company.command(["unit", "add", "--name", "East"]);
        await company.addPerson("Ann", "rep", "East");
        await company.addPerson("Mei", "manager", "East");
        await company.start();
        old = await Device.enrol(earlier, path.join(folder, "old"), await company.pair("Ann"), password);
        next = await Device.enrol(later, path.join(folder, "next"), await company.pair("Ann"), password);
        today = await company.enrolTerminal("Mei");
    });

    after(async () => {
        await company.stop();
        fs.rmSync(folder, { recursive: true });
    });

    it("an earlier one keeps fields that it does not know, and its edits leave them alone", async () => {
        customer = old.create("Customer", { name: "Acorn" });
        await everybodySyncs();
        await today.edit(customer, { industry: "food" });
        await everybodySyncs();
        assert.equal(old.record(customer).fields.industry, undefined);
        // The bytes are there, for the day on which the client is brought up to date.
        const stored = later.decodeRecord(old.record(customer).type, old.state.rows.get(customer.toString("hex")).body);
        assert.equal(stored.industry, "food");

        old.edit(customer, ["notes"], { notes: "typed by an old client" });
        await everybodySyncs();
        const fields = await atServer();
        assert.equal(fields.notes, "typed by an old client");
        assert.equal(fields.industry, "food");
        assert.deepEqual(old.state.needsAttention, []);
    });

    it("what a later one typed that the server does not know waits for the upgrade; the rest goes on", async () => {
        next.edit(customer, ["motto"], { motto: "Always fresh" });
        next.edit(customer, ["notes"], { notes: "typed by a new client" });
        next.create("Customer", { name: "Birch", motto: "Never late" });
        next.create("Sample", { customer_id: customer });
        const plain = next.create("Customer", { name: "Cedar" });
        await everybodySyncs();
        assert.deepEqual(
            next.state.waitsForUpgrade.map(({ kind, type }) => [kind, type]),
            [
                ["EDIT", later.recordNumber("Customer")],
                ["CREATE", later.recordNumber("Customer")],
                ["CREATE", 900],
            ],
        );
        assert.deepEqual(next.state.needsAttention, []);
        assert.equal((await atServer()).notes, "typed by a new client");
        assert.equal((await today.record(plain)).name, "Cedar");
        // Nothing of a mutation with an unknown part took effect.
        assert.equal((await today.ask(["list", "customer"])).length, 2);
    });

    it("a record without a field that has become mandatory reaches the later one, and its edits pass", async () => {
        const contact = old.create("Contact", { customer_id: customer, name: "Wu" });
        await everybodySyncs();
        assert.equal(next.record(contact).fields.name, "Wu");
        next.edit(contact, ["name"], { name: "Wu Lan" });
        await everybodySyncs();
        assert.equal(old.record(contact).fields.name, "Wu Lan");
        assert.deepEqual(next.state.needsAttention, []);
    });

    it("all count and digest the same", () => {
        for (const device of [old, next]) assert.deepEqual(device.state.differences, []);
    });
});
