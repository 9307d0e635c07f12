// The protocol's schema, read from the .proto files as they are: record types and paths follow the options.
import path from "node:path";
import { createRequire } from "node:module";
import protobuf from "protobufjs";

const bundled = path.dirname(createRequire(import.meta.url).resolve("protobufjs/package.json"));

/** The same with a Long, which protobufjs wants, for every BigInt. */
function withLongs(value) {
    if (typeof value === "bigint") return protobuf.util.Long.fromString(value.toString(), value >= 0n);
    if (Array.isArray(value)) return value.map(withLongs);
    if (!value || Object.getPrototypeOf(value) !== Object.prototype) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, withLongs(inner)]));
}

export class Schema {
    #root = new protobuf.Root();
    #records = new Map(); // RecordPolicy.number: message type

    /** Reads every .proto file named, relative to `folder`, and what they import. */
    constructor(folder, files) {
        this.#root.resolvePath = (_, file) => path.join(file.startsWith("google/") ? bundled : folder, file);
        this.#root.loadSync(files, { keepCase: true });
        this.#root.resolveAll();
        for (const type of Object.values(this.#root.lookup("fieldfare.v1").nested)) {
            const policy = type.parsedOptions?.find((option) => "(record)" in option);
            if (policy) this.#records.set(policy["(record)"].number, type);
        }
    }

    message(name) {
        return this.#root.lookupType(`fieldfare.v1.${name}`);
    }

    enumeration(name) {
        return this.#root.lookupEnum(`fieldfare.v1.${name}`);
    }

    /** RecordPolicy.number of a message, such as 5 of "Customer". */
    recordNumber(name) {
        for (const [number, type] of this.#records) if (type.name === name) return number;
        throw new Error(`${name} is no record`);
    }

    /** The record's message; undefined for a type that only a newer schema knows. */
    record(number) {
        return this.#records.get(number);
    }

    /** Encodes plain fields, 64-bit numbers as number or BigInt. Throws on what does not fit the message. */
    encode(name, values) {
        const type = this.message(name);
        const fields = withLongs(values);
        const problem = type.verify(fields);
        if (problem) throw new Error(`${name}: ${problem}`);
        return Buffer.from(type.encode(type.create(fields)).finish());
    }

    decode(name, bytes) {
        return this.message(name).decode(bytes);
    }

    encodeRecord(number, fields) {
        return this.encode(this.record(number).name, fields);
    }

    decodeRecord(number, bytes) {
        return this.record(number).decode(bytes);
    }

    /**
     * The numbers of a path that is given by names: "industry", {field: "tags", key: Buffer},
     * {field: "address", inner: "city"}.
     */
    touched(number, place) {
        const { field: name, key, inner } = typeof place === "string" ? { field: place } : place;
        const field = this.record(number).fields[name];
        if (!field) throw new Error(`${this.record(number).name} has no field ${name}`);
        const touched = { field: field.id };
        if (key) touched.key = key;
        if (inner) touched.inner = field.resolvedType.fields[inner].id;
        return touched;
    }
}
