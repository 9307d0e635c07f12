// A rep whose client shares no code with the server, and a manager with the device program of the build, work
// on the same customers through the real edge and server.
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { after, before, describe, it } from "node:test";
import { Device, newId, readPairing } from "./client.mjs";
import { Deployment, password, uuidBytes, uuidText } from "./deployment.mjs";
import { digests } from "./digest.mjs";
import { Edge, WrongKeyError } from "./edge.mjs";
import { Schema } from "./schema.mjs";
import { big, hex, scopeKey } from "./scopes.mjs";

const protocol = path.join(process.env.FIELDFARE_SOURCE, "protocol");
const protos = fs.readdirSync(path.join(protocol, "fieldfare")).filter((file) => file.endsWith(".proto"));
const schema = new Schema(
    protocol,
    protos.map((file) => `fieldfare/${file}`),
);
const customerType = schema.recordNumber("Customer");
const phoneKinds = schema.message("Phone").lookupEnum("Kind").values;

describe("a client written from the protocol's page", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "fieldfare-interop-"));
    const repStore = path.join(folder, "rep");
    const company = new Deployment(folder);
    let pairing;
    let benId;
    let rep;
    let manager;
    let customer; // id of the one most of the story is about
    let contact;

    /** Everything across, and equal to what the server counted in every scope. */
    async function syncRep() {
        await rep.sync();
        assert.deepEqual(rep.state.differences, []);
        assert.deepEqual(new Set(rep.state.compared.keys()), new Set(rep.state.scopes.keys()));
    }

    async function syncBoth() {
        await syncRep();
        await manager.sync();
        await syncRep();
    }

    const scopeOf = (kind, id = Buffer.alloc(0)) => ({
        kind: schema.message("Scope").lookupEnum("Kind").values[kind],
        id,
    });
    const of = (id) => rep.record(id).fields;
    const openConflicts = (path) => {
        const open = schema.message("Conflict").lookupEnum("Status").values.OPEN;
        return rep
            .records("Conflict")
            .filter(({ fields }) => fields.path === path && fields.status === open)
            .map(({ id, fields }) => ({
                id,
                ...fields,
                standing: schema.decodeRecord(fields.record_type, fields.standing),
                losing: schema.decodeRecord(fields.record_type, fields.losing),
            }));
    };
    /** An edit of the customer sent by hand under a number, without the device's knowing; the answer. */
    function sendAlone(number, name, value) {
        const bytes = rep.encodeMutation({
            number,
            kind: "EDIT",
            type: customerType,
            id: customer,
            paths: [{ ...schema.touched(customerType, name), base: rep.record(customer).seq, time: 1 }],
            partial: schema.encodeRecord(customerType, { [name]: value }),
        });
        return rep.post(rep.request({ mutations: [bytes] }));
    }
    const outcomesOf = (answer) => answer.outcomes.map((outcome) => rep.outcome(outcome));

    before(async () => {
        await company.command(["init", "--organisation", "Acorn Foods", "--currency", "CNY"]);
        await company.command(["unit", "add", "--name", "East"]);
        await company.addPerson("Ann", "rep", "East");
        benId = await company.addPerson("Ben", "rep", "East");
        await company.addPerson("Mei", "manager", "East");
        await company.start();
        pairing = await company.pair("Ann");
    });

    after(async () => {
        await company.stop();
        fs.rmSync(folder, { recursive: true });
    });

    it("says nothing to a server with another key", async () => {
        const { url, key_sha256 } = readPairing(schema, pairing);
        const other = Buffer.from(key_sha256).reverse();
        await assert.rejects(
            new Edge(schema, url, [other]).ask("/v1/enrol", Buffer.alloc(0), "Session"),
            WrongKeyError,
        );
    });

    it("enrols with a code, once", async () => {
        rep = await Device.enrol(schema, repStore, pairing, password);
        assert.equal(rep.state.personId.length, 16);
        await assert.rejects(Device.enrol(schema, path.join(folder, "second"), pairing, password), {
            code: "CODE_INVALID",
        });
        manager = await company.enrolTerminal("Mei");
        await syncBoth();
    });

    it("signs out and in again", async () => {
        await rep.signOut();
        await assert.rejects(rep.sync(), { code: "UNAUTHENTICATED", status: 401 });
        await rep.signIn(password);
        await syncRep();
    });

    it("makes a customer and a contact that the manager sees", async () => {
        customer = rep.create("Customer", {
            name: "天成食品有限公司",
            address: { street: "216 High Street", city: "上海" },
            tags: ["organic"],
            phones: [{ id: newId(), kind: phoneKinds.OFFICE, number: "+862155550101" }],
        });
        contact = rep.create("Contact", { customer_id: customer, name: "王芳" });
        await syncBoth();
        const [made, hung] = [...rep.state.outcomes.values()].slice(-2);
        assert.deepEqual([made.result, hung.result], ["APPLIED", "APPLIED"]);
        assert.equal(made.seq, rep.record(customer).seq);
        assert.deepEqual(Buffer.from(of(customer).owner_id), rep.state.personId);
        const seen = await manager.record(customer);
        assert.equal(seen.name, "天成食品有限公司");
        assert.equal(seen.address.city, "上海");
        assert.equal((await manager.record(contact)).name, "王芳");
    });

    it("edits fields of its own beside the manager's", async () => {
        rep.edit(customer, [{ field: "address", inner: "street" }], { address: { street: "18 Canal Road" } });
        await manager.edit(customer, { address: { city: "苏州" }, industry: "food" });
        await syncBoth();
        assert.equal(of(customer).address.street, "18 Canal Road");
        assert.equal(of(customer).address.city, "苏州");
        assert.equal(of(customer).industry, "food");
        assert.equal((await manager.record(customer)).address.street, "18 Canal Road");
        assert.equal(rep.records("Conflict").length, 0);
    });

    it("learns of a conflict, with both values, and restores its own", async () => {
        rep.edit(customer, ["industry"], { industry: "restaurants" });
        await manager.edit(customer, { industry: "retail" }); // the later edit
        await manager.sync();
        await syncRep();
        const merged = [...rep.state.outcomes.values()].at(-1);
        assert.deepEqual([merged.result, merged.lost], ["MERGED", ["industry"]]);
        assert.equal(of(customer).industry, "retail");
        const [conflict, ...more] = openConflicts("industry");
        assert.deepEqual(more, []);
        assert.deepEqual(Buffer.from(conflict.record_id), customer);
        assert.deepEqual([conflict.standing.industry, conflict.losing.industry], ["retail", "restaurants"]);
        assert.deepEqual(Buffer.from(conflict.losing_by.device_id), rep.state.device);

        rep.edit(customer, ["industry"], { industry: conflict.losing.industry });
        await syncBoth();
        assert.deepEqual(openConflicts("industry"), []);
        assert.equal(of(customer).industry, "restaurants");
        assert.equal((await manager.record(customer)).industry, "restaurants");
        assert.deepEqual(await manager.ask(["conflicts"]), []);
    });

    it("keeps two new names until one is chosen", async () => {
        rep.edit(customer, ["name"], { name: "天成食品" });
        await manager.edit(customer, { name: "Tiancheng Foods" });
        await manager.sync();
        await syncRep();
        const [conflict] = openConflicts("name");
        assert.equal(of(customer).name, "Tiancheng Foods");
        assert.equal(conflict.losing.name, "天成食品");
        rep.edit(customer, ["name"], { name: "天成食品" });
        await syncBoth();
        assert.deepEqual(openConflicts("name"), []);
        assert.equal((await manager.record(customer)).name, "天成食品");
    });

    it("merges items of lists and members of sets one by one", async () => {
        const mobile = { id: newId(), kind: phoneKinds.MOBILE, number: "+8613800000001" };
        const office = of(customer).phones[0];
        const organic = Buffer.from("organic");
        const vip = Buffer.from("vip");
        rep.edit(
            customer,
            [
                { field: "phones", key: mobile.id },
                { field: "tags", key: vip },
                { field: "tags", key: organic },
            ],
            { phones: [mobile], tags: ["vip"] }, // "organic" is not there: removed
        );
        await manager.edit(customer, {
            tags: ["organic", "export"],
            phones: [
                { id: uuidText(Buffer.from(office.id)), kind: "office", number: "+862155550199" },
                { number: "+862155550300" },
            ],
        });
        await manager.sync();
        await syncBoth();
        const expected = ["+8613800000001", "+862155550199", "+862155550300"];
        assert.deepEqual(
            of(customer)
                .phones.map(({ number }) => number)
                .sort(),
            expected,
        );
        assert.deepEqual([...of(customer).tags].sort(), ["export", "vip"]);
        const seen = await manager.record(customer);
        assert.deepEqual(seen.phones.map(({ number }) => number).sort(), expected);
        assert.deepEqual([...seen.tags].sort(), ["export", "vip"]);
        assert.deepEqual(openConflicts("phones"), []);
    });

    it("has an edit applied once although the first answer is lost", async () => {
        rep.edit(customer, ["notes"], { notes: "Closed on Mondays" });
        const lost = rep.prepare();
        const first = outcomesOf(await rep.post(lost.body)); // nothing of it is stored here
        const again = outcomesOf(await rep.post(lost.body));
        assert.equal(first[0].result, "APPLIED");
        assert.deepEqual(again, first);

        // The device starts anew, from its file, and says the same under another exchange.
        rep = Device.open(schema, repStore);
        assert.equal(rep.state.outbox.length, 1);
        await syncBoth();
        assert.deepEqual(rep.state.outcomes.get(first[0].number), first[0]);
        assert.equal(rep.record(customer).seq, first[0].seq);
    });

    it("throws an answer away that is not of the exchange under way", async () => {
        const asked = rep.prepare();
        const answer = await rep.post(asked.body);
        rep.prepare();
        assert.equal(rep.keep(asked, answer), false);
        await syncRep();
    });

    it("is told the next number after a gap", async () => {
        const next = rep.state.lastNumber + 1n;
        await assert.rejects(sendAlone(next + 1n, "notes", "gap"), ({ code, status, fault }) => {
            assert.deepEqual([code, status, big(fault.limit)], ["NUMBER_GAP", 409, next]);
            return true;
        });
        await syncRep();
        assert.equal(of(customer).notes, "Closed on Mondays");
    });

    it("cannot give a number to another edit", async () => {
        const [outcome] = outcomesOf(await sendAlone(rep.state.lastNumber, "notes", "another"));
        assert.deepEqual([outcome.result, outcome.code], ["REJECTED", "NUMBER_REUSED"]);
        await syncRep();
        assert.equal(of(customer).notes, "Closed on Mondays");
    });

    it("has what it does wrong refused alone, with what and where", async () => {
        const before = rep.record(customer).seq;
        const seen = rep.state.needsAttention.length;
        rep.edit(customer, ["notes"], { notes: "n".repeat(70_000) });
        rep.edit(customer, ["industry"], { industry: "i".repeat(101) });
        rep.edit(customer, ["code"], { code: "ERP-1" });
        rep.edit(customer, ["payment_terms"], { payment_terms: "30 days" });
        await syncBoth();
        const [large, long, servers] = rep.state.needsAttention.slice(seen).map(({ outcome }) => outcome);
        assert.deepEqual([large.result, large.code, large.limit], ["REJECTED", "INVALID", 65536n]);
        assert.deepEqual(
            [long.result, long.code, long.path, long.limit],
            ["REJECTED", "INVALID", "industry", 100n],
        );
        assert.deepEqual([servers.result, servers.code, servers.path], ["REJECTED", "NO_RIGHT", "code"]);
        assert.equal(of(customer).payment_terms, "30 days");
        assert.equal(of(customer).notes, "Closed on Mondays");
        assert.ok(rep.record(customer).seq > before);
    });

    it("keeps an edit of a newer schema for later", async () => {
        const paths = [{ field: 4000, base: rep.record(customer).seq, time: 1 }];
        rep.send({ kind: "EDIT", type: customerType, id: customer, paths, partial: {} });
        await syncRep();
        assert.equal(rep.state.waitsForUpgrade.length, 1);
        assert.equal([...rep.state.outcomes.values()].at(-1).code, "NEWER_SCHEMA");
    });

    it("loses a customer that is given to somebody else, with what hangs under it", async () => {
        const moving = rep.create("Customer", { name: "Moving Ltd" });
        const there = rep.create("Contact", { customer_id: moving, name: "Li Wei" });
        await syncBoth();
        await manager.edit(moving, { owner_id: benId });
        await manager.sync();
        rep.edit(moving, ["industry"], { industry: "logistics" }); // offline meanwhile
        await syncBoth();
        assert.equal(rep.record(moving), undefined);
        assert.equal(rep.record(there), undefined);
        assert.ok(rep.record(customer));
        const { outcome } = rep.state.needsAttention.at(-1);
        assert.deepEqual([outcome.result, outcome.code], ["HELD", "LATE"]);
        const [held] = rep.records("HeldChange");
        assert.deepEqual(Buffer.from(held.fields.record_id), moving);
        assert.equal((await manager.record(moving)).owner_id, benId);
        assert.equal((await manager.record(moving)).industry, undefined);
    });

    it("counts what both read as the device program does", async () => {
        await syncBoth();
        const { everyone } = await manager.ask(["digest"]);
        // Two devices compare what they hold, whatever is hidden from each: without the mask.
        const own = digests(rep.state.scopes.get(scopeKey(scopeOf("EVERYONE"))).members.values());
        for (const [name, { count, digest }] of Object.entries(everyone)) {
            const type = schema.recordNumber(name[0].toUpperCase() + name.slice(1));
            assert.deepEqual(own.get(type), { count: BigInt(count), digest: BigInt(`0x${digest}`) }, name);
        }
        assert.equal(own.size, Object.keys(everyone).length);
        assert.equal(own.get(schema.recordNumber("Person")).count, 3n);
    });

    it("hears of a change while it waits, and that there was none", async () => {
        await syncBoth();
        const waiting = rep.wait();
        await manager.edit(customer, { industry: "hotels" });
        await manager.sync();
        const answer = await waiting;
        assert.equal(answer.ask_again_ms, 0);
        assert.equal(of(customer).industry, "hotels");
        const begun = performance.now();
        const nothing = await rep.wait(200);
        assert.ok(performance.now() - begun >= 200);
        assert.ok(nothing.complete && nothing.pages.every(({ rows }) => rows.length === 0));
    });

    it("is told at once what its person may no longer see", async () => {
        const denied = ["--role", "rep", "--deny", "read", "--record", "customer", "--field", "industry"];
        let waiting = rep.wait();
        const { id } = await company.command(["rule", "add", ...denied]);
        await waiting;
        await syncRep();
        assert.equal(of(customer).industry ?? "", "");
        const [rule] = rep.state.rights.rules;
        assert.deepEqual([rule.record_type, rep.state.rights.rules.length], [customerType, 1]);
        assert.equal((await manager.record(customer)).industry, "hotels");
        waiting = rep.wait();
        await company.command(["rule", "remove", id]);
        await waiting;
        await syncRep();
        assert.equal(of(customer).industry, "hotels");
        assert.equal(rep.state.rights.rules.length, 0);
    });

    it("finds by the digest that a row is missing, and reads the scope again", async () => {
        const key = scopeKey(scopeOf("USER", rep.state.personId));
        rep.state.scopes.get(key).members.delete(hex(customer));
        rep.state.rows.delete(hex(customer));
        await rep.sync();
        const [{ scope, type, ours, said }, ...more] = rep.state.differences.splice(0);
        assert.deepEqual([scope, type, said.count - ours.count, more], [key, customerType, 1n, []]);
        assert.equal(of(customer).name, "天成食品");
        await syncRep();
    });

    it("is told when its store was copied", async () => {
        const copy = path.join(folder, "copy");
        fs.copyFileSync(repStore, copy);
        for (const notes of ["first", "second"]) {
            rep.edit(customer, ["notes"], { notes });
            await syncRep();
        }
        const older = Device.open(schema, copy);
        older.edit(customer, ["notes"], { notes: "from the copy" });
        await assert.rejects(older.sync(), { code: "STALE", status: 409 });
        await syncBoth();
        assert.equal(of(customer).notes, "second");
        assert.equal((await manager.record(customer)).notes, "second");
    });
});
