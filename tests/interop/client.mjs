// A device of Fieldfare, written from protocol/README.md alone: its store, its outbox and its exchanges.
import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { inspect } from "node:util";
import { Edge, FaultError, WrongKeyError } from "./edge.mjs";
import { big, hex, storePages } from "./scopes.mjs";
import { Store } from "./store.mjs";

const protocol = 1;
const maxMutations = 500;
const passing = new Set(["BUSY", "THROTTLED", "READ_ONLY", "INTERNAL"]);

/** True if trying again later may help: no answer, or a fault that passes. */
function canPass(error) {
    return error instanceof FaultError ? passing.has(error.code) : !(error instanceof WrongKeyError);
}

/** A UUID version 7, as the 16 bytes that the protocol has. */
export function newId() {
    const id = randomBytes(16);
    id.writeUIntBE(Date.now(), 0, 6);
    id[6] = (id[6] & 0x0f) | 0x70;
    id[8] = (id[8] & 0x3f) | 0x80;
    return id;
}

export function readPairing(schema, text) {
    const [, encoded] = /^FIELDFARE:1:([\w-]+)=*$/.exec(text) ?? [];
    if (!encoded) throw new Error("not a pairing code");
    return schema.decode("Pairing", Buffer.from(encoded, "base64url"));
}

export class Device {
    #store;
    #edge;

    constructor(schema, store) {
        this.schema = schema;
        this.#store = store;
        this.#edge = new Edge(schema, store.state.url, store.state.keys);
    }

    /** Makes a device of a pairing code's text and the person's password, with its store in `file`. */
    static async enrol(schema, file, pairingText, password) {
        const pairing = readPairing(schema, pairingText);
        const keys = [pairing.key_sha256, pairing.spare_key_sha256]
            .filter((key) => key.length)
            .map(Buffer.from);
        const request = {
            code: pairing.code,
            person: pairing.person,
            password,
            device_name: "Interop",
            platform: "node",
            app_version: "0.1.0",
        };
        const edge = new Edge(schema, pairing.url, keys);
        const body = schema.encode("EnrolRequest", request);
        const session = await edge.ask("/v1/enrol", body, "Session");
        const store = Store.create(file, {
            url: pairing.url,
            keys,
            token: session.token,
            person: pairing.person,
            personId: Buffer.from(session.person_id),
            device: Buffer.from(session.device_id),
            epoch: Buffer.alloc(0),
            nonce: Buffer.alloc(0),
            exchange: 0,
            lastNumber: big(session.last_number),
            confirmed: big(session.last_number),
            outbox: [], // {mutation, number?, bytes?}: bytes never change once they are there
            outcomes: new Map(), // by number
            needsAttention: [], // {mutation, outcome}
            waitsForUpgrade: [], // mutations of a newer schema than the server's
            scopes: new Map(),
            rows: new Map(),
            compared: new Map(),
            differences: [],
            lastTime: 0n,
        });
        const device = new Device(schema, store);
        device.#heard(session.server_time);
        return device;
    }

    static open(schema, file) {
        return new Device(schema, Store.open(file));
    }

    get state() {
        return this.#store.state;
    }

    async signIn(password) {
        const body = this.schema.encode("SignInRequest", {
            device_id: this.state.device,
            person: this.state.person,
            password,
            app_version: "0.1.0",
        });
        const session = await this.#edge.ask("/v1/sign-in", body, "Session");
        this.#store.commit((state) => (state.token = session.token));
        this.#heard(session.server_time);
    }

    async signOut() {
        await this.#edge.ask("/v1/sign-out", Buffer.alloc(0), "Done", this.state.token);
    }

    // Records

    /** The record as last read from the server, {type, seq, fields}; undefined if it is not here. */
    record(id) {
        const row = this.state.rows.get(hex(id));
        if (!row || row.hidden) return undefined;
        return { type: row.type, seq: row.seq, fields: this.schema.decodeRecord(row.type, row.body) };
    }

    /** Every record of a type, {id, fields}. */
    records(typeName) {
        const type = this.schema.recordNumber(typeName);
        return [...this.state.rows]
            .filter(([, row]) => row.type === type && !row.hidden)
            .map(([id, row]) => ({
                id: Buffer.from(id, "hex"),
                fields: this.schema.decodeRecord(type, row.body),
            }));
    }

    create(typeName, fields) {
        const id = newId();
        const type = this.schema.recordNumber(typeName);
        this.send({ kind: "CREATE", type, id, partial: fields, time: this.#time() });
        return id;
    }

    /** Edits the places named (see Schema.touched) to what stands in `partial`, or to nothing. */
    edit(id, places, partial) {
        const { type, seq } = this.record(id) ?? this.#created(id);
        const paths = places.map((place) => {
            const path = this.schema.touched(type, place);
            return { ...path, base: this.#unconfirmedBase(id, path) ?? seq, time: this.#time() };
        });
        this.send({ kind: "EDIT", type, id, paths, partial });
    }

    #created(id) {
        const own = this.state.outbox.find(({ mutation }) => mutation.id.equals(id));
        if (!own) throw new Error(`no record ${hex(id)}`);
        return { type: own.mutation.type, seq: 0n };
    }

    /** The base of an own value of this path that the server has not confirmed. */
    #unconfirmedBase(id, path) {
        const same = (other) =>
            other.field === path.field &&
            other.inner === path.inner &&
            hex(other.key ?? "") === hex(path.key ?? "");
        for (const { mutation } of [...this.state.outbox].reverse()) {
            const found = mutation.id.equals(id) && mutation.paths?.find(same);
            if (found) return found.base;
        }
        return undefined;
    }

    /** Puts a mutation, whose `partial` is a record's fields, behind those that wait. */
    send(mutation) {
        const partial = this.schema.encodeRecord(mutation.type, mutation.partial);
        this.#store.commit((state) => state.outbox.push({ mutation: { ...mutation, partial } }));
    }

    // Time

    #heard(serverTime) {
        this.serverTime = Number(serverTime);
        this.heardAt = performance.now();
    }

    /** A hybrid time in server time, later than every one given before. */
    #time() {
        // A store that was just opened has not heard the server yet; its last time keeps the order.
        const now = this.serverTime === undefined ? 0 : this.serverTime + (performance.now() - this.heardAt);
        const time = BigInt(Math.floor(now)) << 16n;
        return this.#store.commit((state) => {
            state.lastTime = time > state.lastTime ? time : state.lastTime + 1n;
            return state.lastTime;
        });
    }

    // Exchanges

    /**
     * Exchanges until nothing waits and every scope is complete. Faults that pass are waited out, at most
     * `attempts` times in a row; others are thrown.
     */
    async sync(attempts = 8) {
        for (let failures = 0; ;) {
            try {
                const complete = await this.exchange();
                failures = 0;
                if (complete && this.state.outbox.length === 0) return;
            } catch (error) {
                if (!canPass(error) || ++failures >= attempts) throw error;
                const backOff = Math.min(1000 * 2 ** (failures - 1), 300_000) * (1 - Math.random() / 4);
                await pause(Math.max(backOff, error.fault?.retry_after_ms ?? 0));
            }
        }
    }

    /** One exchange. True if the answer was complete. */
    async exchange() {
        const asked = this.prepare();
        return this.keep(asked, await this.post(asked.body));
    }

    /** With nothing to send: has the server hold the request until there is news, at most so long; the answer. */
    async wait(ms = 55_000) {
        const asked = this.prepare(ms);
        const answer = await this.post(asked.body);
        this.keep(asked, answer);
        return answer;
    }

    /** Numbers what waits, stores that and gives the request: {exchange, cursors, body}. */
    prepare(wait_ms = 0) {
        return this.#store.commit((state) => {
            for (const entry of state.outbox) {
                if (entry.bytes) continue;
                entry.number = ++state.lastNumber;
                entry.bytes = this.encodeMutation({ ...entry.mutation, number: entry.number });
            }
            state.exchange += 1;
            const cursors = this.#cursors();
            const mutations = state.outbox.slice(0, maxMutations).map(({ bytes }) => bytes);
            const rights = state.rights?.version ?? 0;
            const body = this.request({ exchange: state.exchange, cursors, mutations, rights, wait_ms });
            return { exchange: state.exchange, cursors: inspect(cursors), body };
        });
    }

    /** An encoded SyncRequest; what is not named is as this device would say it. */
    request(fields) {
        const { epoch, nonce, exchange, confirmed } = this.state;
        const request = { protocol, epoch, nonce, exchange, confirmed, app_version: "0.1.0", ...fields };
        return this.schema.encode("SyncRequest", request);
    }

    encodeMutation({ kind, ...fields }) {
        const value = this.schema.message("Mutation").lookupEnum("Kind").values[kind];
        return this.schema.encode("Mutation", { device: this.state.device, kind: value, ...fields });
    }

    post(body) {
        return this.#edge.ask("/v1/sync", body, "SyncResponse", this.state.token);
    }

    /** Stores an answer in one transaction; one that is not of the exchange under way is thrown away. */
    keep(asked, answer) {
        const underWay = Number(answer.exchange) === this.state.exchange;
        if (!underWay || asked.cursors !== inspect(this.#cursors())) return false;
        this.#heard(answer.server_time);
        return this.#store.commit((state) => {
            state.epoch = Buffer.from(answer.epoch);
            state.nonce = Buffer.from(answer.nonce);
            for (const outcome of answer.outcomes) this.#settle(state, outcome);
            if (answer.rights) state.rights = answer.rights;
            storePages(state, answer);
            return answer.complete && ![...state.scopes.values()].some(({ unread }) => unread);
        });
    }

    #cursors() {
        return [...this.state.scopes.values()]
            .filter(({ unread }) => !unread)
            .map(({ kind, id, generation, seq }) => ({ scope: { kind, id }, generation, seq }));
    }

    #settle(state, outcome) {
        const number = big(outcome.number);
        const at = state.outbox.findIndex((entry) => entry.number === number);
        if (at < 0) return; // told before
        const [{ mutation }] = state.outbox.splice(at, 1);
        const told = this.outcome(outcome);
        state.outcomes.set(number, told);
        while (state.outcomes.has(state.confirmed + 1n)) state.confirmed += 1n;
        if (told.code === "NEWER_SCHEMA") state.waitsForUpgrade.push(mutation);
        else if (told.code) state.needsAttention.push({ mutation, outcome: told });
    }

    /** An outcome by the names of its values; `code`, `message`, `limit` only where something is wrong. */
    outcome({ number, result, seq, fault, lost }) {
        const results = this.schema.message("Outcome").lookupEnum("Result").valuesById;
        const told = { number: big(number), result: results[result], seq: big(seq), lost };
        if (!fault) return told;
        const code = this.schema.enumeration("FaultCode").valuesById[fault.code];
        return { ...told, code, message: fault.message, path: fault.path, limit: big(fault.limit) };
    }
}
