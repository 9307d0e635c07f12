// Counts and digests of the rows of a scope, as protocol/README.md defines them.
const word = (value) => BigInt.asUintN(64, value);

function mix(value) {
    let x = word(value + 0x9e3779b97f4a7c15n);
    x = word((x ^ (x >> 30n)) * 0xbf58476d1ce4e5b9n);
    x = word((x ^ (x >> 27n)) * 0x94d049bb133111ebn);
    return x ^ (x >> 31n);
}

/** What one record, at the change `feedSeq` (BigInt) of its scope, adds to the digest. */
export function share(id, feedSeq) {
    return mix(mix(mix(id.readBigUInt64LE(0)) ^ id.readBigUInt64LE(8)) ^ feedSeq);
}

/**
 * Count and digest by type, {count, digest} as BigInts, of a scope's members: values {id, type, feedSeq}, as
 * its reader sees them under `masks`, by type; one that is not there hides nothing.
 */
export function digests(members, masks = new Map()) {
    const byType = new Map();
    for (const { id, type, feedSeq } of members) {
        const sum = byType.get(type) ?? { count: 0n, digest: 0n };
        byType.set(type, { count: sum.count + 1n, digest: word(sum.digest + share(id, feedSeq)) });
    }
    for (const [type, sum] of byType) {
        const mask = masks.get(type) ?? 0;
        if (mask !== 0) sum.digest = word(sum.digest + sum.count * mix(BigInt(mask)));
    }
    return byType;
}
