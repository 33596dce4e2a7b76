#!/usr/bin/env python3
"""Checks a PKE record without any of PKE's own code: Python 3.8 or later, standard library only.

    python3 verify.py BUNDLE|HOME [--head FILE] [--key PUBLIC.pem] [--openssl] [--out DIR]

BUNDLE is a file made by `pke bundle`, HOME a folder that holds events.db and blobs/. The formats
are described in schema/README.md; this file is written from that text alone.

Checked: that every event's data holds exactly its RFC 8785 bytes and has the form of its type (fields
and kinds of values; an unknown type is wrong), the hash chain, gaps in positions and versions, the RFC 6962 tree (the root over all events of a home, one inclusion proof an event of
a bundle, the consistency proof from an older head), every blob against its name, every reference
against a blob, the manifest, and the head against what was found. The signature is checked by
openssl: the exact command is printed, and run with --openssl.

Exit status: 0 nothing wrong was found, 1 something is wrong, 2 the input could not be read at all.
"""
import argparse
import base64
import binascii
import datetime
import hashlib
import json
import os
import re
import shlex
import sqlite3
import subprocess
import sys
import tempfile
import urllib.parse
import zipfile

HEX = re.compile(r"[0-9a-f]{64}\Z")
AT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z\Z")
MAX_LINE = 64 << 20
FORMAT = "pke-bundle.v1"
ENVELOPE = ["at", "data", "event_id", "position", "stream", "type", "version"]
LINE = ["event", "hash", "previous", "proof"]
# Which fields of which event carry the SHA-256 of a blob.
REFERENCES = {
    "neurons-scored.v1": ["table"],
    "neurons-changed.v1": ["delta"],
    "checkpoint-saved.v1": ["manifest"],
    "bundle-imported.v1": ["bundle"],
}


# The form of each type of event: its fields, all of them required and no others, and the kind of value
# in each. [kind] is a list, ("each", kind) an object whose keys are free, a dict one with these fields.
CODE = {"commit": "text", "dirty": "truth"}
MACHINE = {"fingerprint": "sha256", "facts": ("each", "string")}
NUMBERS = ("each", "number")
METRIC = {"value": "number", "count": "count", "of": "count", "low": "number", "high": "number"}
SCORED = {"block": "count", "neuron": "count", "score": "number"}
DIVERGENCE = {
    "version": "count",
    "type": "string",
    "field": "string",
    "recorded": "string",
    "replayed": "string",
}
FORMS = {
    "run-registered.v1": {
        "run": "text",
        "plan": ("each", "anything"),
        "planName": "text",
        "method": "text",
        "model": "text",
        "seeds": ("each", "string"),
        "code": CODE,
        "machine": MACHINE,
    },
    "model-fingerprinted.v1": {
        "name": "text",
        "folder": "string",
        "architecture": "text",
        "parameters": "count",
        "blocks": "count",
        "neuronsPerBlock": "count",
        "hidden": "count",
        "dtype": "text",
        "digests": ("each", "sha256"),
        "digest": "sha256",
    },
    "dataset-pinned.v1": {
        "name": "text",
        "split": "text",
        "records": "count",
        "digest": "sha256",
        "recordDigests": ["sha256"],
    },
    "stage-started.v1": {"stage": "stage"},
    "stage-finished.v1": {"stage": "stage", "measured": NUMBERS},
    "prompt-answered.v1": {
        "stage": "stage",
        "phase": "phase",
        "kind": "text",
        "category": "string",
        "promptId": "text",
        "prompt": "string",
        "answer": "string",
        "tokens": "count",
        "verdicts": ("each", "string"),
    },
    "evaluation-finished.v1": {
        "phase": "phase",
        "judge": "text",
        "metrics": ("each", METRIC),
        "byCategory": ("each", ("each", METRIC)),
        "measured": NUMBERS,
    },
    "layer-scored.v1": {"block": "count", "scores": NUMBERS},
    "neurons-scored.v1": {
        "table": "sha256",
        "names": ["string"],
        "blocks": "count",
        "neuronsPerBlock": "count",
        "max": "number",
        "mean": "number",
        "top": [SCORED],
    },
    "region-chosen.v1": {"block": "count", "neurons": ["count"], "threshold": "number"},
    "step-taken.v1": {
        "step": "count",
        "losses": NUMBERS,
        "gradientNorm": "number",
        "measured": NUMBERS,
    },
    "neurons-changed.v1": {
        "tensor": "text",
        "block": "whole",
        "neurons": ["count"],
        "elements": "count",
        "l2": "number",
        "linf": "number",
        "relative": "number",
        "delta": "sha256",
    },
    "checkpoint-saved.v1": {"manifest": "sha256", "digest": "sha256", "parametersMoved": "count"},
    "run-finished.v1": {"measured": NUMBERS},
    "run-failed.v1": {"error": "text"},
    "run-cancelled.v1": {"reason": "text"},
    "run-resumed.v1": {"fromStage": "stage", "code": CODE, "machine": MACHINE},
    "replayed.v1": {
        "run": "text",
        "verdict": "verdict",
        "compared": "count",
        "tolerance": "number",
        "divergence": ("or null", DIVERGENCE),
        "reason": "text",
        "code": CODE,
        "machine": MACHINE,
    },
    "noted.v1": {"run": "text", "author": "string", "text": "text"},
    "tagged.v1": {"run": "text", "author": "string", "tag": "text"},
    "bundle-imported.v1": {
        "bundle": "sha256",
        "origin": "string",
        "events": "count",
        "head": "sha256",
        "runs": ["string"],
    },
}
WORDS = {
    "stage": "fingerprint evaluate-before locate edit evaluate-after checkpoint".split(),
    "phase": ["before", "after"],
    "verdict": ["pass-bit-equal", "pass-within-tolerance", "fail", "inconclusive"],
}


class Wrong(Exception):
    """One thing that is wrong, said in one line."""


# ---- RFC 8785: canonical JSON ------------------------------------------------------------------


def number(x):
    """A double as ECMAScript's Number.prototype.toString writes it."""
    if x != x or x in (float("inf"), float("-inf")):
        raise Wrong("a number that is not finite")
    if x == 0:
        return "0"
    sign, shortest = ("-" if x < 0 else ""), repr(abs(x))
    mantissa, _, exponent = shortest.partition("e")
    whole, _, fraction = mantissa.partition(".")
    digits = (whole + fraction).lstrip("0")
    point = len(whole) + int(exponent or 0) - (len(whole + fraction) - len(digits))
    digits = digits.rstrip("0")
    k = len(digits)
    if k <= point <= 21:
        return sign + digits + "0" * (point - k)
    if 0 < point <= 21:
        return sign + digits[:point] + "." + digits[point:]
    if -6 < point <= 0:
        return sign + "0." + "0" * -point + digits
    power = point - 1
    tail = "e" + ("+" if power > 0 else "-") + str(abs(power))
    return sign + digits[0] + ("." + digits[1:] if k > 1 else "") + tail


SHORT = {'"': '\\"', "\\": "\\\\", "\b": "\\b", "\f": "\\f", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def string(text):
    out = []
    for c in text:
        if c in SHORT:
            out.append(SHORT[c])
        elif c < " ":
            out.append("\\u%04x" % ord(c))
        elif "\ud800" <= c <= "\udfff":
            raise Wrong("a lone surrogate")
        else:
            out.append(c)
    return '"' + "".join(out) + '"'


def canonical(value):
    """The RFC 8785 text of a value that `parse` returned."""
    if value is None:
        return "null"
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, (int, float)):
        return number(float(value))
    if isinstance(value, str):
        return string(value)
    if isinstance(value, list):
        return "[" + ",".join(canonical(v) for v in value) + "]"
    keys = sorted(value, key=lambda k: k.encode("utf-16-be", "surrogatepass"))
    return "{" + ",".join(string(k) + ":" + canonical(value[k]) for k in keys) + "}"


def unique(pairs):
    if len(dict(pairs)) != len(pairs):
        raise Wrong("a key occurs twice in one object")
    return dict(pairs)


def constant(name):
    raise Wrong("the bare word " + name)


def parse(text, what):
    """JSON text that must be canonical already; anything else is Wrong."""
    try:
        value = json.loads(
            text, object_pairs_hook=unique, parse_int=float, parse_constant=constant
        )
        if canonical(value) != text:
            raise Wrong("not the canonical spelling")
        return value
    except Wrong as fault:
        raise Wrong("%s is not canonical JSON (RFC 8785): %s" % (what, fault)) from None
    except (ValueError, RecursionError, OverflowError) as fault:
        raise Wrong("%s is not JSON: %s" % (what, fault)) from None


def whole(value, what):
    """A count: an integer between 0 and 2^53 (a parsed number is a float here)."""
    good = isinstance(value, (int, float)) and not isinstance(value, bool)
    if not good or value != int(value) or not 0 <= value <= 2**53:
        raise Wrong("%s is %r, not a whole number" % (what, value))
    return int(value)


# ---- RFC 6962: the tree ------------------------------------------------------------------------


def sha(*parts):
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.digest()


def leaf(data):
    return sha(b"\x00", data)


def node(left, right):
    return sha(b"\x01", left, right)


class Tree:
    """The right edge of a growing tree: one subtree for each one-bit of its size."""

    def __init__(self):
        self.size, self.edge = 0, []

    def add(self, data):
        h, size = leaf(data), self.size
        while size & 1:
            h, size = node(self.edge.pop(), h), size >> 1
        self.edge.append(h)
        self.size += 1

    def root(self):
        if not self.edge:
            return sha(b"")
        h = self.edge[-1]
        for left in reversed(self.edge[:-1]):
            h = node(left, h)
        return h


def included(data, index, size, proof, root):
    """RFC 9162, 2.1.3.2: is `data` the leaf at `index` (from 0) of the tree of `size`?"""
    if index >= size:
        return False
    fn, sn, r = index, size - 1, leaf(data)
    for p in proof:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            r = node(p, r)
            if not fn & 1:
                while fn and not fn & 1:
                    fn, sn = fn >> 1, sn >> 1
        else:
            r = node(r, p)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and r == root


def consistent(first, second, proof, old, new):
    """RFC 9162, 2.1.4.2: is the tree of size `first` a beginning of that of size `second`?"""
    if first > second:
        return False
    if first == second:
        return not proof and old == new
    if first == 0:
        return not proof and old == sha(b"")
    path = list(proof)
    if first & (first - 1) == 0:
        path.insert(0, old)
    if not path:
        return False
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    fr = sr = path[0]
    for c in path[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            fr, sr = node(c, fr), node(c, sr)
            if not fn & 1:
                while fn and not fn & 1:
                    fn, sn = fn >> 1, sn >> 1
        else:
            sr = node(sr, c)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and fr == old and sr == new


# ---- the forms of events -----------------------------------------------------------------------


def is_whole(value):
    number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return number and value == int(value)


KINDS = {
    "anything": lambda value: True,
    "truth": lambda value: isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "text": lambda value: isinstance(value, str) and value.strip() != "",
    "sha256": lambda value: isinstance(value, str) and HEX.match(value),
    "whole": is_whole,
    "count": lambda value: is_whole(value) and value >= 0,
    "number": lambda value: isinstance(value, float) or value in ("NaN", "Infinity", "-Infinity"),
}


def form(value, kind, where):
    """Raises Wrong where a value is not of its kind; `where` names it."""
    if isinstance(kind, dict):
        if not isinstance(value, dict):
            raise Wrong("%s is not an object" % where)
        for name in sorted(set(kind) ^ set(value)):
            raise Wrong("%s %s %s" % (where, "lacks" if name in kind else "should not have", name))
        for name, each in kind.items():
            form(value[name], each, name)
    elif isinstance(kind, list):
        if not isinstance(value, list):
            raise Wrong("%s is not a list" % where)
        for each in value:
            form(each, kind[0], "each of " + where)
    elif isinstance(kind, tuple) and kind[0] == "or null":
        if value is not None:
            form(value, kind[1], where)
    elif isinstance(kind, tuple):
        if not isinstance(value, dict):
            raise Wrong("%s is not an object" % where)
        for name, each in value.items():
            form(each, kind[1], "%s of %s" % (name, where))
    elif kind in WORDS:
        if value not in WORDS[kind]:
            raise Wrong("%s is %r, no %s" % (where, value, kind))
    elif not KINDS[kind](value):
        raise Wrong("%s is %r, not of the kind: %s" % (where, value, kind))


# ---- heads: C2SP checkpoints -------------------------------------------------------------------


class Head:
    """What a log said of itself: origin, tree size, root, and whose signatures are below."""

    def __init__(self, text, what):
        body, blank, below = text.rpartition("\n\n")
        lines = body.split("\n")
        if not blank or len(lines) < 3 or not all(lines):
            raise Wrong("%s: not a checkpoint: origin, size and root, a blank line" % what)
        self.text, self.origin = body + "\n", lines[0]
        if not re.match(r"(0|[1-9]\d{0,15})\Z", lines[1]):
            raise Wrong("%s: the tree size is %r" % (what, lines[1]))
        self.size = int(lines[1])
        self.root = unbase64(lines[2], what + ": the root")
        if len(self.root) != 32:
            raise Wrong("%s: the root has %d bytes, not 32" % (what, len(self.root)))
        self.signatures = []
        for line in below.splitlines():
            found = re.match("\u2014 ([^\\s+]+) ([A-Za-z0-9+/=]+)\\Z", line)
            if not found:
                raise Wrong("%s: not a signature line: %r" % (what, line))
            packed = unbase64(found.group(2), what + ": a signature")
            self.signatures.append((found.group(1), packed[:4], packed[4:]))


def unbase64(text, what):
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise Wrong("%s is not base64: %r" % (what, text)) from None
    if base64.b64encode(raw).decode() != text:
        raise Wrong("%s is not canonical base64: %r" % (what, text))
    return raw


def spki(pem):
    """The DER bytes of a PEM public key."""
    found = re.search(r"-----BEGIN PUBLIC KEY-----(.+?)-----END PUBLIC KEY-----", pem, re.S)
    if not found:
        raise Wrong("the key file holds no PEM public key")
    return base64.b64decode("".join(found.group(1).split()))


# ---- the log -----------------------------------------------------------------------------------


class Report:
    """What was found, in the order found; the first bad position is said again at the end."""

    def __init__(self):
        self.wrong, self.first = 0, None

    def bad(self, what, position=None):
        self.wrong += 1
        if position is not None and (self.first is None or position < self.first):
            self.first = position
        if self.wrong <= 20:
            print("WRONG  " + ("position %d: " % position if position else "") + str(what))

    def good(self, what):
        print("ok     " + what)

    def unknown(self, what):
        print("open   " + what)


class Log:
    """Follows a log event by event, in the order of positions."""

    def __init__(self, report):
        self.report, self.versions, self.ids = report, {}, set()
        self.references, self.hashes, self.count = {}, {}, 0

    def event(self, position, fields, data, previous, stored):
        """One event: `fields` the envelope without data, `data` its text, hashes as bytes."""
        self.count += 1
        value = parse(data, "data")
        if not isinstance(value, dict):
            raise Wrong("data is not a JSON object")
        if not AT.match(fields["at"]):
            raise Wrong("at is %r, not RFC 3339 UTC with three decimals" % fields["at"])
        datetime.datetime.strptime(fields["at"], "%Y-%m-%dT%H:%M:%S.%fZ")
        j = '{"at":%s,"data":%s,"event_id":%s,"position":%d,"stream":%s,"type":%s,"version":%d}' % (
            string(fields["at"]),
            data,
            string(fields["event_id"]),
            position,
            string(fields["stream"]),
            string(fields["type"]),
            fields["version"],
        )
        if sha(previous, j.encode("utf-8")) != stored:
            raise Wrong("the hash does not follow from the event and the hash before it")
        self.follow(fields, position)
        for field in REFERENCES.get(fields["type"], []):
            if value.get(field) is not None:
                self.references.setdefault(value[field], position)
        if fields["type"] not in FORMS:
            raise Wrong("its type is unknown: %s" % fields["type"])
        form(value, FORMS[fields["type"]], fields["type"])

    def follow(self, fields, position):
        stream = fields["stream"]
        expected = self.versions.get(stream, 0) + 1
        self.versions[stream] = max(expected, fields["version"])
        if fields["version"] != expected:
            found = fields["version"]
            raise Wrong("version %d of %s where %d comes next" % (found, stream, expected))
        if fields["event_id"] in self.ids:
            raise Wrong("event id %s occurs a second time" % fields["event_id"])
        self.ids.add(fields["event_id"])

    def blobs(self, present):
        """Every reference against the set of blobs that are there."""
        for digest, position in self.references.items():
            if not isinstance(digest, str) or not HEX.match(digest):
                self.report.bad("refers to a blob by %r, not a SHA-256" % (digest,), position)
            elif digest not in present:
                self.report.bad("blob %s is missing" % digest, position)


def digest_of(stream):
    h = hashlib.sha256()
    for chunk in iter(lambda: stream.read(1 << 20), b""):
        h.update(chunk)
    return h.hexdigest()


# ---- a bundle ----------------------------------------------------------------------------------


def check_bundle(path, report):
    with zipfile.ZipFile(path) as archive:
        names = [i.filename for i in archive.infolist()]
        if len(set(names)) != len(names):
            raise Wrong("an entry occurs twice in the bundle")
        manifest = read_manifest(archive, names)
        for name, expected in sorted(manifest["files"].items()):
            with archive.open(name) as entry:
                found = digest_of(entry)
            if found != expected:
                report.bad("%s has digest %s, the manifest says %s" % (name, found, expected))
            if name.startswith("blobs/") and found != name[len("blobs/"):]:
                report.bad("%s holds other bytes: their digest is %s" % (name, found))
        head = Head(archive.read("head").decode("utf-8"), "head")
        if (head.origin, head.size, head.root.hex()) != (
            manifest["origin"],
            whole(manifest["treeSize"], "treeSize"),
            manifest["root"],
        ):
            report.bad("the manifest and the head name different trees")
        log = read_events(archive, head, report)
        if log.count != whole(manifest["events"], "events"):
            report.bad("%d events, the manifest says %s" % (log.count, manifest["events"]))
        if sorted(log.versions) != manifest["streams"]:
            report.bad("the streams are not those of the manifest: %s" % sorted(log.versions))
        log.blobs({n[len("blobs/"):] for n in names if n.startswith("blobs/")})
        key = archive.read("key.pem").decode("ascii") if "key.pem" in names else None
        link = json.loads(archive.read("consistency.json")) if "consistency.json" in names else None
    counts = (log.count, len(log.versions), head.size)
    report.good("%d events of %d streams, each with its proof in the tree of %d" % counts)
    report.good("%d files as the manifest says" % len(manifest["files"]))
    report.unknown("whether a stream went on after the events in this bundle")
    return head, key, link, {}


def read_manifest(archive, names):
    if "manifest.json" not in names:
        raise Wrong("no manifest.json: not a bundle of PKE")
    manifest = parse(archive.read("manifest.json").decode("utf-8"), "manifest.json")
    if manifest.get("format") != FORMAT:
        raise Wrong("the format is %r, not %s" % (manifest.get("format"), FORMAT))
    listed = set(manifest["files"]) | {"manifest.json"}
    for name in sorted(set(names) ^ listed):
        raise Wrong("%s is %s" % (name, "missing" if name in listed else "not in the manifest"))
    return manifest


def read_events(archive, head, report):
    log, last, before = Log(report), 0, bytes(32)
    with archive.open("events.jsonl") as lines:
        number_of_line = 0
        while True:
            raw = lines.readline(MAX_LINE)
            if not raw:
                return log
            number_of_line += 1
            position = None
            try:
                if not raw.endswith(b"\n"):
                    raise Wrong("line %d does not end" % number_of_line)
                text = raw[:-1].decode("utf-8")
                line = parse(text, "line %d of events.jsonl" % number_of_line)
                if sorted(line) != LINE or sorted(line["event"]) != ENVELOPE:
                    raise Wrong("line %d has other fields than it should" % number_of_line)
                event = dict(line["event"])
                position = whole(event["position"], "position")
                event["version"] = whole(event["version"], "version")
                stored, previous = bytes.fromhex(line["hash"]), bytes.fromhex(line["previous"])
                if position <= last:
                    raise Wrong("comes after position %d" % last)
                if position == 1 and previous != bytes(32):
                    raise Wrong("the first event's previous hash is not 32 zero bytes")
                if position == last + 1 and last and previous != before:
                    raise Wrong("previous is not the hash of the event before it")
                last, before = position, stored
                log.event(position, event, canonical(event["data"]), previous, stored)
                proof = [bytes.fromhex(p) for p in line["proof"]]
                if not included(stored, position - 1, head.size, proof, head.root):
                    raise Wrong("the inclusion proof does not lead to the head's root")
            except (Wrong, ValueError, TypeError, KeyError, AttributeError) as fault:
                report.bad(fault, position)


# ---- a home ------------------------------------------------------------------------------------


def check_home(home, sizes, report):
    """All events of a home; returns the tree's root at every size in `sizes` too."""
    db = connect(os.path.join(home, "events.db"))
    log, tree, roots, before = Log(report), Tree(), {0: sha(b"")}, bytes(32)
    rows = db.execute(
        "SELECT position, stream, version, event_id, type, at, data, hash FROM event"
        " NOT INDEXED ORDER BY position"
    )
    first, last = None, 0
    for position, stream, version, event_id, kind, at, data, stored in rows:
        try:
            if position != last + 1:
                report.bad("position %d where %d comes next" % (position, last + 1), last + 1)
            last = position
            fields = {
                "stream": stream.decode("utf-8"),
                "version": version,
                "event_id": event_id.decode("utf-8"),
                "type": kind.decode("utf-8"),
                "at": at.decode("utf-8"),
            }
            log.event(position, fields, data.decode("utf-8"), before, stored)
        except (Wrong, ValueError, TypeError, AttributeError) as fault:
            report.bad(fault, position)
        before = stored
        first = first or stored
        tree.add(stored)
        if tree.size in sizes:
            roots[tree.size] = tree.root()
    check_guards(db, report)
    check_blobs(home, log, report)
    report.good("%d events of %d streams: chain, tree, forms" % (tree.size, len(log.versions)))
    report.unknown("the words of the schema: `pke verify` looks at those")
    origin = "pke/" + (first.hex()[:16] if first else "empty")
    text = "%s\n%d\n%s\n\n" % (origin, tree.size, base64.b64encode(tree.root()).decode())
    return Head(text, "home"), roots


def connect(path):
    if not os.path.isfile(path):
        raise Wrong("%s does not exist" % path)
    for options in ("mode=ro", "mode=ro&immutable=1"):
        try:
            db = sqlite3.connect("file:%s?%s" % (urllib.parse.quote(path), options), uri=True)
            db.text_factory = bytes
            db.execute("SELECT count(*) FROM sqlite_master")
            return db
        except sqlite3.Error as fault:
            last = fault
    raise Wrong("%s: %s" % (path, last))


def check_guards(db, report):
    """Rebuilds the table's own schema in memory and tries what it must refuse."""
    copy = sqlite3.connect(":memory:", isolation_level=None)
    order = "CASE type WHEN 'table' THEN 0 WHEN 'view' THEN 1 WHEN 'index' THEN 2 ELSE 3 END"
    for (sql,) in db.execute(
        "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND tbl_name = 'event'"
        " ORDER BY " + order
    ):
        copy.execute(sql.decode("utf-8"))
    row = "VALUES (1, 'run/a', 1, 'a', 'noted.v1', '2026-01-01T00:00:00.000Z', '{}', zeroblob(32))"
    copy.execute("INSERT INTO event " + row)
    for name, sql in [
        ("UPDATE", "UPDATE event SET data = '{\"a\":1}'"),
        ("DELETE", "DELETE FROM event"),
        ("INSERT OR REPLACE", "INSERT OR REPLACE INTO event " + row),
        ("upsert", "INSERT INTO event " + row + " ON CONFLICT DO UPDATE SET data = '[]'"),
        ("UPDATE OR REPLACE", "UPDATE OR REPLACE event SET version = 2"),
    ]:
        try:
            copy.execute(sql)
            report.bad("the guard against %s is gone from the event table" % name)
        except sqlite3.Error:
            pass


def check_blobs(home, log, report):
    present, folder = set(), os.path.join(home, "blobs")
    for parent, _, files in os.walk(folder):
        for name in files:
            if not HEX.match(name):
                report.unknown("%s is not named as a blob" % os.path.join(parent, name))
                continue
            with open(os.path.join(parent, name), "rb") as stream:
                found = digest_of(stream)
            if found != name:
                first = log.references.get(name)
                report.bad("blob %s holds other bytes: their digest is %s" % (name, found), first)
            present.add(name)
    log.blobs(present)
    report.good("%d blobs" % len(present))


# ---- heads kept elsewhere, signatures ----------------------------------------------------------


def check_older(kept, head, link, roots, report):
    """A head that was kept elsewhere against the tree at hand."""
    if kept.origin != head.origin:
        report.bad("the head kept elsewhere is of %s, this log is %s" % (kept.origin, head.origin))
    elif kept.size > head.size:
        sizes = (kept.size, head.size)
        report.bad("the head kept elsewhere saw %d events, here are %d: the tail is gone" % sizes)
    elif kept.size == head.size:
        if kept.root != head.root:
            report.bad("same size, other root: the log was rewritten or forked")
        else:
            report.good("the head kept elsewhere is this tree")
    elif kept.size in roots:
        if roots[kept.size] != kept.root:
            what = "the first %d events are not those the kept head saw: rewritten or forked"
            report.bad(what % kept.size)
        else:
            report.good("this log goes on from the head kept elsewhere (size %d)" % kept.size)
    elif link and whole(link["first"], "first") == kept.size:
        proof = [bytes.fromhex(p) for p in link["proof"]]
        if not consistent(kept.size, head.size, proof, kept.root, head.root):
            report.bad("the consistency proof from size %d does not hold" % kept.size)
        else:
            report.good("this tree goes on from the head kept elsewhere (size %d)" % kept.size)
    else:
        report.unknown("no proof from size %d: make the bundle with --since" % kept.size)


def check_signature(head, name, pem, own, options, report):
    """Writes what openssl needs, prints its command, runs it if asked."""
    if not head.signatures:
        report.unknown("%s is not signed" % name)
        return
    if pem is None:
        report.unknown("%s is signed, but no public key was given (--key)" % name)
        return
    key = spki(pem)
    mine = [s for _, key_id, s in head.signatures if key_id == sha(key)[:4]]
    if not mine:
        report.bad("%s carries no signature of the given key" % name)
        return
    out = options.out or tempfile.mkdtemp(prefix="pke-verify-")
    os.makedirs(out, exist_ok=True)
    files = [os.path.join(out, name + end) for end in (".pem", ".sig", ".txt")]
    for path, content in zip(files, (pem.encode("ascii"), mine[0], head.text.encode("utf-8"))):
        with open(path, "wb") as stream:
            stream.write(content)
    command = ["openssl", "dgst", "-sha256", "-verify", files[0], "-signature", files[1], files[2]]
    print("       " + " ".join(shlex.quote(c) for c in command))
    if options.openssl:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode == 0:
            report.good("%s: openssl says the signature holds" % name)
        else:
            report.bad("%s: openssl: %s" % (name, done.stdout.decode(errors="replace").strip()))
    else:
        report.unknown("%s: run the command above, or this program with --openssl" % name)
    if own:
        report.unknown("the key came with the bundle, SHA-256 %s: compare it" % sha(key).hex())


def check(options, report):
    given, kept, pem, roots = options.record, None, None, {}
    if options.head:
        with open(options.head, encoding="utf-8", newline="") as stream:
            kept = Head(stream.read(), options.head)
    if options.key:
        with open(options.key, encoding="ascii") as stream:
            pem = stream.read()
    own = None
    link = None
    if os.path.isdir(given):
        head, roots = check_home(given, {kept.size} if kept else set(), report)
    else:
        head, own, link, roots = check_bundle(given, report)
        check_signature(head, "head", pem or own, pem is None, options, report)
    if kept:
        check_older(kept, head, link, roots, report)
        check_signature(kept, "kept-head", pem or own, pem is None, options, report)
    else:
        report.unknown("no head kept elsewhere was given: a rewritten log would pass")
    print("tree   %s size %d root %s" % (head.origin, head.size, head.root.hex()))


def main():
    arguments = argparse.ArgumentParser(description="Checks a PKE record.")
    arguments.add_argument("record", metavar="BUNDLE|HOME")
    arguments.add_argument("--head", help="a signed head that was kept elsewhere")
    arguments.add_argument("--key", help="the signer's public key, PEM")
    arguments.add_argument("--openssl", action="store_true", help="run the openssl command too")
    arguments.add_argument("--out", help="folder for the files that openssl reads")
    options = arguments.parse_args()
    report = Report()
    try:
        check(options, report)
    except (Wrong, KeyError, TypeError, AttributeError, ValueError) as fault:
        report.bad(fault)
    except (OSError, zipfile.BadZipFile, sqlite3.Error) as fault:
        print("verify.py: %s" % fault, file=sys.stderr)
        return 2
    if report.wrong:
        where = "" if report.first is None else "; the first bad position is %d" % report.first
        print("FAIL   %d things are wrong%s" % (report.wrong, where))
        return 1
    print("PASS")
    return 0


if __name__ == "__main__":
    sys.exit(main())
