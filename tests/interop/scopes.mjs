// The reading half of an exchange: pages of scopes become members, rows and cursors of a device's state.
import { digests } from "./digest.mjs";

const rereadPause = 3_600_000; // ms between two readings of a scope whose digests differ

/** 64-bit numbers are BigInt everywhere but inside protobufjs. */
export const big = (long) => BigInt(long.toString());
export const hex = (bytes) => Buffer.from(bytes).toString("hex");
export const scopeKey = (scope) => `${scope.kind}:${hex(scope.id)}`;

/**
 * Stores what an answer says of its scopes. `state.scopes` has, by scopeKey(), each scope's cursor and
 * members, `state.rows`, by id, the records.
 */
export function storePages(state, answer) {
    const readable = new Set(answer.scopes.map(scopeKey));
    for (const key of state.scopes.keys()) if (!readable.has(key)) state.scopes.delete(key);
    for (const page of answer.pages) storePage(state, page);
    hideHomeless(state);
    if (answer.complete) deleteHomeless(state);
}

function storePage(state, page) {
    const key = scopeKey(page.scope);
    const known = state.scopes.get(key) ?? { members: new Map() };
    const scope = {
        kind: page.scope.kind,
        id: Buffer.from(page.scope.id),
        generation: page.generation,
        seq: big(page.seq),
        masks: page.listed_anew ? new Map() : (known.masks ?? new Map()), // of its rows, by type; several: null
        members: known.members,
        rereadAt: known.rereadAt,
        listed: page.listed_anew ? new Set() : known.listed, // undefined: no listing is under way
    };
    state.scopes.set(key, scope);
    const masks = new Map(page.masks.map(({ type, mask }) => [type, mask]));
    for (const row of page.rows) {
        const mask = masks.get(row.type) ?? 0;
        const before = scope.masks.get(row.type);
        scope.masks.set(row.type, before === undefined || before === mask ? mask : null);
        const id = hex(row.id);
        scope.members.set(id, { id: Buffer.from(row.id), type: row.type, feedSeq: big(row.feed_seq) });
        scope.listed?.add(id);
        const held = state.rows.get(id);
        if (held && held.seq > big(row.seq)) continue; // a newer one came through another scope
        state.rows.set(id, { type: row.type, seq: big(row.seq), body: Buffer.from(row.body), hidden: false });
    }
    for (const removal of page.removals) scope.members.delete(hex(removal.id));
    if (!page.complete) return;
    if (scope.listed)
        for (const id of scope.members.keys()) if (!scope.listed.has(id)) scope.members.delete(id);
    scope.listed = undefined;
    compareDigests(state, key, scope, page);
}

/** Notes where the server counts otherwise, and has that scope read again. */
function compareDigests(state, key, scope, page) {
    const masks = new Map(page.digests.map(({ type, mask }) => [type, mask]));
    const own = digests(scope.members.values(), masks);
    const theirs = new Map(
        page.digests.map((sum) => [sum.type, { count: big(sum.count), digest: big(sum.digest) }]),
    );
    state.compared.set(key, own);
    // Other fields are hidden than were: a client may read all of it again in place of the records.
    for (const [type, mask] of masks) if (scope.masks.get(type) !== mask) scope.unread = true;
    for (const type of new Set([...own.keys(), ...theirs.keys()])) {
        const none = { count: 0n, digest: 0n };
        const [ours, said] = [own.get(type) ?? none, theirs.get(type) ?? none];
        if (ours.count === said.count && ours.digest === said.digest) continue;
        state.differences.push({ scope: key, type, ours, said });
        // A difference that stays must not make the device read all day.
        if (Date.now() - (scope.rereadAt ?? 0) < rereadPause) continue;
        scope.unread = true;
        scope.rereadAt = Date.now();
    }
}

function homeless(state) {
    const housed = new Set();
    for (const { members } of state.scopes.values()) for (const id of members.keys()) housed.add(id);
    return [...state.rows.keys()].filter((id) => !housed.has(id));
}

function hideHomeless(state) {
    for (const row of state.rows.values()) row.hidden = false;
    for (const id of homeless(state)) state.rows.get(id).hidden = true;
}

function deleteHomeless(state) {
    for (const id of homeless(state)) state.rows.delete(id);
}
