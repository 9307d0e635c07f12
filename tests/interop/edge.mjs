// Requests to the server's edge, which is known by its key alone.
import { createHash } from "node:crypto";
import https from "node:https";
import tls from "node:tls";

/** An answer that is not 200: what the server said is wrong. */
export class FaultError extends Error {
    constructor(status, fault, code) {
        super(`${code} (${status}): ${fault.message} at "${fault.path}"`);
        this.status = status;
        this.fault = fault;
        this.code = code;
    }
}

/** Somebody answered who does not have the server's key. Nothing was sent to them. */
export class WrongKeyError extends Error {}

export class Edge {
    /** `keys`: the SHA-256 of each SubjectPublicKeyInfo that is the server's, as Buffers. */
    constructor(schema, url, keys) {
        this.schema = schema;
        this.url = new URL(url);
        this.keys = keys.map((key) => key.toString("hex"));
    }

    /** Posts a message; its answer, decoded. Throws FaultError, WrongKeyError or what the network says. */
    async ask(path, body, answer, token) {
        const socket = await this.#connect();
        const { status, bytes } = await this.#post(socket, path, body, token);
        if (status === 200) return this.schema.decode(answer, bytes);
        const fault = this.schema.decode("Fault", bytes);
        throw new FaultError(status, fault, this.schema.enumeration("FaultCode").valuesById[fault.code]);
    }

    /** A connection to whoever has one of the keys. The certificate's name and dates do not matter. */
    #connect() {
        return new Promise((resolve, reject) => {
            const options = { host: this.url.hostname, port: this.url.port, rejectUnauthorized: false };
            const socket = tls.connect(options, () => {
                const key = socket.getPeerX509Certificate().publicKey.export({ type: "spki", format: "der" });
                const seen = createHash("sha256").update(key).digest("hex");
                if (this.keys.includes(seen)) return resolve(socket);
                socket.destroy();
                reject(new WrongKeyError(`${this.url.host} has the key ${seen}`));
            });
            socket.once("error", reject);
        });
    }

    #post(socket, path, body, token) {
        const headers = { "Content-Type": "application/x-protobuf", "Content-Length": body.length };
        if (token) headers.Authorization = `Bearer ${token}`;
        return new Promise((resolve, reject) => {
            const request = https.request(
                new URL(path, this.url),
                // Without an agent, which would make another connection than the one that was checked.
                { method: "POST", headers, createConnection: () => socket },
                (response) => {
                    const chunks = [];
                    response.on("data", (chunk) => chunks.push(chunk));
                    response.on("error", reject);
                    response.on("end", () =>
                        resolve({ status: response.statusCode, bytes: Buffer.concat(chunks) }),
                    );
                },
            );
            request.on("error", reject);
            request.end(body);
        });
    }
}
