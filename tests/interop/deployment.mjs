// The server and its edge as processes, in a folder of their own, and the device program of the same build.
import { execFile, spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";

export const password = "correct horse battery";
const patience = 30_000; // ms

/** Runs a program of the build to its end: {code, out, err}. */
function run(program, args, input = "") {
    return new Promise((resolve) => {
        const child = execFile(path.join(process.env.FIELDFARE_BIN, program), args, (error, out, err) =>
            resolve({ code: error ? (error.code ?? error.signal) : 0, out, err }),
        );
        child.stdin.end(input);
    });
}

async function ask(program, args, input) {
    const { code, out, err } = await run(program, args, input);
    if (code !== 0) throw new Error(`${program} ${args.join(" ")}: ${code}\n${out}\n${err}`);
    return out.trim() ? JSON.parse(out) : undefined;
}

/** So many ports of the loopback address that nobody uses now. */
async function freePorts(count) {
    const probes = Array.from({ length: count }, () => net.createServer().listen(0, "127.0.0.1"));
    await Promise.all(probes.map((probe) => once(probe, "listening")));
    const ports = probes.map((probe) => probe.address().port);
    await Promise.all(probes.map((probe) => once(probe.close(), "close")));
    return ports;
}

/** Starts a program that runs for long; resolves when it says `ready`. */
function start(program, args, ready) {
    return new Promise((resolve, reject) => {
        const child = spawn(path.join(process.env.FIELDFARE_BIN, program), args, {
            stdio: ["ignore", "pipe", "pipe"],
        });
        process.once("exit", () => child.kill()); // of a test that broke before its end
        let said = "";
        const fail = () => reject(new Error(`${program} never said "${ready}":\n${said}`));
        const late = setTimeout(() => {
            child.kill();
            fail();
        }, patience);
        const hear = (text) => {
            said += text;
            if (!said.includes(ready)) return;
            clearTimeout(late);
            resolve(child);
        };
        child.stdout.setEncoding("utf8").on("data", hear);
        child.stderr.setEncoding("utf8").on("data", hear);
        child.once("error", fail).once("exit", fail);
    });
}

async function stop(child) {
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(); // nginx must end by itself: killed harder, it would leave its workers
    await once(child, "exit");
}

/** One person's fieldfare-device. */
export class Terminal {
    constructor(store) {
        this.store = store;
    }

    ask(args, input) {
        return ask("fieldfare-device", ["--store", this.store, ...args], input);
    }

    async record(id) {
        return (await this.ask(["show", uuidText(id)])).record;
    }

    edit(id, change) {
        return this.ask(["edit", uuidText(id), JSON.stringify(change)]);
    }

    async sync() {
        const result = await this.ask(["sync", "--timeout", "30"]);
        if (result.differences.length) throw new Error(`not what the server has: ${JSON.stringify(result)}`);
        return result;
    }
}

export class Deployment {
    constructor(folder) {
        this.folder = folder;
        this.data = path.join(folder, "data");
    }

    /** A command to the server, running or not; what it printed. */
    command(args, input) {
        return ask("fieldfare-server", [...args, "--data", this.data, "--json"], input);
    }

    async start() {
        const [serverPort, edgePort] = await freePorts(2);
        const upstream = `127.0.0.1:${serverPort}`;
        const server = ["serve", "--data", this.data, "--listen", upstream];
        this.server = await start("fieldfare-server", server, "listening on ");
        const edge = [
            "edge",
            "--data",
            this.data,
            "--listen",
            `127.0.0.1:${edgePort}`,
            "--upstream",
            upstream,
        ];
        this.edge = await start("fieldfare-server", edge, "the edge serves ");
    }

    async stop() {
        await stop(this.edge);
        await stop(this.server);
    }

    /** Adds a person with `password`; their id, as UUID text. */
    async addPerson(name, role, unit) {
        const args = ["person", "add", "--name", name, "--role", role, "--unit", unit, "--password-stdin"];
        return (await this.command(args, `${password}\n`)).id;
    }

    async pair(person) {
        return (await this.command(["enrol", "--person", person])).pairing;
    }

    async enrolTerminal(person) {
        const folder = path.join(this.folder, person);
        fs.mkdirSync(folder);
        const terminal = new Terminal(path.join(folder, "store"));
        await terminal.ask(
            ["enrol", "--pairing", await this.pair(person), "--password-stdin"],
            `${password}\n`,
        );
        return terminal;
    }
}

export function uuidText(id) {
    return id.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

export function uuidBytes(text) {
    return Buffer.from(text.replaceAll("-", ""), "hex");
}
