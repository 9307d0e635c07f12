// What a device keeps durably, in one file that is replaced as a whole: a transaction is a call of commit().
import fs from "node:fs";
import v8 from "node:v8";

export class Store {
    #file;

    constructor(file, state) {
        this.#file = file;
        this.state = state;
    }

    static create(file, state) {
        const store = new Store(file, state);
        store.#write();
        return store;
    }

    static open(file) {
        return new Store(file, v8.deserialize(fs.readFileSync(file)));
    }

    /** Changes the state by `change(state)`: all of it is on disk afterwards, or nothing when it throws. */
    commit(change) {
        const before = v8.serialize(this.state);
        try {
            const result = change(this.state);
            this.#write();
            return result;
        } catch (error) {
            this.state = v8.deserialize(before);
            throw error;
        }
    }

    #write() {
        const next = `${this.#file}.next`;
        const out = fs.openSync(next, "w", 0o600);
        try {
            fs.writeSync(out, v8.serialize(this.state));
            fs.fsyncSync(out);
        } finally {
            fs.closeSync(out);
        }
        fs.renameSync(next, this.#file);
    }
}
