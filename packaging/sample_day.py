#!/usr/bin/env python3
"""The demo's day: a sample organisation, the real server behind the real edge, two phones and a tablet.

Every step says what happened and is checked; the program ends with a report and a non-zero status if anything
was otherwise than it says. On the way the app shows the devices as their people see them, in pictures.

With --as, the app is opened instead, signed in as one of the sample's people.
"""

import argparse
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import time

PASSWORD = "demo-fieldfare-2026"


class Failure(Exception):
    """A program failed that should not have."""


class Report:
    """Prints steps as they happen and remembers what was not as expected."""

    def __init__(self):
        self.checks = 0
        self.failures = []

    def chapter(self, text):
        print(f"\n== {text}", flush=True)

    def tell(self, text):
        print(f"   {text}", flush=True)

    def check(self, what, found, expected=True):
        self.checks += 1
        if found == expected:
            print(f"   ok  {what}", flush=True)
        else:
            print(f"   NOT {what}: found {found!r}, expected {expected!r}", flush=True)
            self.failures.append(what)


def run(arguments, stdin=""):
    done = subprocess.run(arguments, input=stdin, capture_output=True, text=True)
    if done.returncode != 0:
        raise Failure(f"{' '.join(map(str, arguments))}\n{done.stderr or done.stdout}")
    return done.stdout


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Company:
    """The server and its edge."""

    def __init__(self, programs, folder):
        self.program = programs / "fieldfare-server"
        self.data = folder / "server"
        self.port = free_port()
        self.url = f"https://127.0.0.1:{self.port}"
        self.processes = []

    def command(self, *words, stdin=""):
        name, rest = words[: self._depth(words)], words[self._depth(words):]
        return json.loads(run([self.program, *name, "--data", self.data, "--json", *rest], stdin))

    @staticmethod
    def _depth(words):
        return 2 if words[0] in ("unit", "person", "device", "key", "orders", "settings") else 1

    def make(self):
        self.command("init", "--organisation", "Fieldfare Trading", "--currency", "CNY")
        return self.command("sample", "--seed", "1", "--password-stdin", stdin=PASSWORD + "\n")

    def start(self):
        server = self._spawn("serve", "--listen", "127.0.0.1:0")
        line = server.stdout.readline()
        if "listening on" not in line:
            raise Failure("the server does not listen: " + line)
        upstream = line.split("listening on", 1)[1].strip()
        edge = self._spawn("edge", "--listen", f"127.0.0.1:{self.port}", "--upstream", upstream)
        deadline = time.monotonic() + 20
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), timeout=1).close()
                return
            except OSError:
                if edge.poll() is not None or time.monotonic() > deadline:
                    raise Failure("the edge does not listen") from None
                time.sleep(0.05)

    def _spawn(self, name, *rest):
        log = open(self.data / f"{name}.log", "w", encoding="utf-8")
        process = subprocess.Popen(
            [self.program, name, "--data", self.data, *rest], stdout=subprocess.PIPE, stderr=log, text=True
        )
        self.processes.append(process)
        return process

    def stop(self):
        for process in reversed(self.processes):
            process.send_signal(signal.SIGTERM)
            process.wait(20)


class Device:
    """A phone or tablet: a folder as the app keeps it, and fieldfare-device on the store in it."""

    def __init__(self, programs, folder, name):
        self.program = programs / "fieldfare-device"
        self.folder = folder / name
        self.folder.mkdir()
        self.store = self.folder / "person.sqlite"

    def command(self, *words, stdin=""):
        out = run([self.program, "--store", self.store, *words], stdin)
        return json.loads(out) if out.strip() else None

    def enrol(self, company, person):
        ticket = company.command("enrol", "--person", person, "--url", company.url)
        self.command("enrol", "--pairing", ticket["pairing"], "--password-stdin", stdin=PASSWORD + "\n")

    def sync(self):
        return self.command("sync", "--timeout", "30")

    def show(self, record):
        return self.command("show", record)["record"]

    def has(self, record):
        try:
            self.show(record)
            return True
        except Failure:
            return False

    def put(self, kind, **fields):
        return self.command("put", kind, json.dumps(fields))["id"]

    def edit(self, record, **fields):
        self.command("edit", record, json.dumps(fields))

    def listing(self, kind, *options):
        return self.command("list", kind, *options)


class Pictures:
    """What the app shows of a device: offscreen and offline, from a copy of its folder."""

    SIZES = {"phone": "390x844", "tablet": "1180x820"}

    def __init__(self, report, programs, folder):
        self.report = report
        self.program = programs / "fieldfare-app"
        self.folder = folder / "pictures"
        self.folder.mkdir(mode=0o700)
        self.taken = 0

    def take(self, device, page, name, theme="light", language="en", shape="phone"):
        copy = self.folder / "copy"
        shutil.copytree(device.folder, copy)
        self.taken += 1
        file = self.folder / f"{self.taken:02}-{name}.png"
        environment = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software",
                                    "XDG_RUNTIME_DIR": str(self.folder)}
        done = subprocess.run(
            [self.program, "--store-dir", copy, "--offline", "--open", page, "--size", self.SIZES[shape],
             "--theme", theme, "--language", language, "--screenshot", file],
            env=environment, capture_output=True, text=True, timeout=60)
        shutil.rmtree(copy)
        self.report.check(f"picture: {name}", (done.returncode, file.exists()), (0, True))
        if done.stderr.strip():
            self.report.tell("the app said: " + done.stderr.strip())


def play(report, company, programs, folder):
    pictures = Pictures(report, programs, folder)
    people = company.command("person", "list")
    manager = next(p for p in people if p["role"] == "manager")
    ann, ben = [p for p in people if p["role"] == "rep" and p["unit"] == manager["unit"]][:2]
    phone, other, tablet = (Device(programs, folder, name) for name in ("phone", "other-phone", "tablet"))

    report.chapter("Morning: three devices come in and sync")
    for device, person in ((phone, ann), (other, ben), (tablet, manager)):
        device.enrol(company, person["name"])
        result = device.sync()
        report.tell(f"{person['name']} ({person['role']}): {result['rows']} records")
    mine = phone.listing("customer", "--where", f"owner_id={ann['id']}", "--limit", "2")
    customer, given = mine[0]["id"], mine[1]["id"]
    before = phone.show(customer)
    pictures.take(phone, "TodayPage", "today")
    pictures.take(phone, "CustomersPage", "customers-zh", language="zh_CN")
    report.check("the manager sees the rep's customer", tablet.has(customer))
    report.check("the other rep does not", other.has(customer), False)

    report.chapter("The day: everybody edits without network")
    phone.edit(customer, address={"street": "216 High Street"}, tags=before.get("tags", []) + ["cold chain"],
               industry="street food")
    now = int(time.time() * 1000)
    visit = phone.put("visit", customer_id=customer, purpose="Spring range",
                      check_in={"at": now - 90 * 60_000, "position": {"latitude_e7": 312304160, "longitude_e7": 1214737010}},
                      notes="店长满意新品陈列，下周送样。")
    phone.edit(visit, check_out={"at": now - 30 * 60_000}, outcome="quote")
    product = phone.listing("product", "--limit", "1")[0]["id"]
    quote = phone.put("quote", customer_id=customer, status="draft",
                      lines=[{"product_id": product, "quantity_milli": 12000, "discount_bp": 1000}])
    phone.edit(quote, status="waiting")
    approval = phone.put("approval", subject_id=quote, question="Key account: 10 % on the first order",
                         discount_bp=1000)
    report.tell(f"quote {phone.show(quote)['number']} at 10 %, beyond the rep's 5 %, waits for approval")
    tablet.edit(customer, address={"district": "静安区"}, tags=before.get("tags", []) + ["key account"],
                industry="airport kiosk")
    tablet.edit(given, owner_id=ben["id"])
    report.check("the phone says that edits are unsent", phone.command("status")["unsent"] > 0)
    pictures.take(phone, f"VisitPage?visitId={visit}", "visit-dark", theme="dark")
    pictures.take(phone, f"QuotePage?quoteId={quote}", "quote-zh-dark", theme="dark", language="zh_CN")
    pictures.take(phone, "OutboxPage", "outbox")
    pictures.take(tablet, "ReassignPage", "reassign-zh", language="zh_CN", shape="tablet")

    report.chapter("Evening: they sync")
    for device in (tablet, phone, tablet, other):
        device.sync()
    merged = [device.show(customer) for device in (phone, tablet)]
    for name, record in zip(("phone", "tablet"), merged):
        report.check(f"{name}: street and district are both there",
                     (record["address"].get("street"), record["address"].get("district")),
                     ("216 High Street", "静安区"))
        report.check(f"{name}: both tags are there", {"cold chain", "key account"} <= set(record["tags"]))
        report.check(f"{name}: the later industry stands", record["industry"], "airport kiosk")
    conflicts = [[c for c in device.command("conflicts") if c["record_id"] == customer] for device in (phone, tablet)]
    for name, found in zip(("phone", "tablet"), conflicts):
        report.check(f"{name}: shows one conflict, with the losing value",
                     [(c["path"], c["losing"].get("industry"), c["losing_by"].get("person")) for c in found],
                     [("industry", "street food", ann["name"])])
    pictures.take(phone, "VersionsPage", "two-versions")
    pictures.take(tablet, f"ApprovalPage?approvalId={approval}", "approval-dark", theme="dark", shape="tablet")
    phone.command("restore", conflicts[0][0]["id"])
    phone.sync()
    tablet.sync()
    report.check("restored with one command: the losing value stands everywhere",
                 [device.show(customer)["industry"] for device in (phone, tablet)], ["street food", "street food"])
    report.check("the reassigned customer has left the first phone", phone.has(given), False)
    report.check("and is on the second", other.has(given))

    report.chapter("The quote is approved and becomes an order")
    tablet.edit(approval, decision="approved", comment="Good start.")
    tablet.sync()
    phone.sync()
    report.check("the quote is approved on the phone", phone.show(quote)["status"], "approved")
    order = phone.command("order", quote)["id"]
    phone.sync()
    number = phone.show(order)["number"]
    listed = [o for o in company.command("orders", "list", "--status", "submitted") if o["id"] == order]
    report.check("the back office has the order, once", len(listed), 1)
    company.command("orders", "accept", number, "--erp-number", "ERP-2026-0001")
    for device in (phone, tablet, other):
        device.sync()
    accepted = phone.show(order)
    report.check("its status and the ERP's number are back on the phone",
                 (accepted["status"], accepted["erp_number"]), ("accepted", "ERP-2026-0001"))
    report.check("the total is the quote's", accepted["totals"], phone.show(quote)["totals"])
    pictures.take(phone, f"OrderPage?orderId={order}", "order")
    pictures.take(phone, f"CustomerPage?customerId={customer}", "customer-zh-dark", theme="dark", language="zh_CN")
    pictures.take(tablet, "TeamPage", "team", shape="tablet")
    pictures.take(tablet, f"CustomerPage?customerId={customer}", "customer-tablet-zh-dark", theme="dark",
                  language="zh_CN", shape="tablet")

    race(report, ann, ben, phone, other, tablet)

    report.chapter("Everybody holds what the server permits")
    digests = {}
    for name, device in (("phone", phone), ("other phone", other), ("tablet", tablet)):
        result = device.sync()
        report.check(f"{name}: the server's digests are its own", result.get("differences", []), [])
        report.check(f"{name}: recounted, its rows are what it keeps", device.command("verify")["ok"])
        report.check(f"{name}: up to date", device.command("status")["up_to_date"])
        for scope, types in device.command("digest").items():
            digests.setdefault(scope, {})[name] = types
    for scope, held in sorted(digests.items()):
        records = sum(kind["count"] for kind in next(iter(held.values())).values())
        report.check(f"{scope}: {records} records, equal on {', '.join(held)}",
                     all(types == next(iter(held.values())) for types in held.values()))


def race(report, ann, ben, phone, other, tablet):
    """An edit made offline, its customer reassigned meanwhile, 99 others changed or added, one reconnect."""
    report.chapter("The race: a customer is handed over while its rep edits it without network")
    hers = phone.listing("customer", "--where", f"owner_id={ann['id']}", "--limit", "101")
    lost, changed = hers[0]["id"], [one["id"] for one in hers[1:100]]
    before = phone.show(lost).get("notes", "")
    phone.edit(lost, notes="Wants the autumn range, call on Monday.")
    tablet.edit(lost, owner_id=ben["id"])
    for number, one in enumerate(changed):
        tablet.edit(one, industry=f"branch {number}")
    added = [tablet.put("customer", name=f"New branch {number}", owner_id=ann["id"]) for number in range(99 - len(changed))]
    report.tell(f"the manager changed {len(changed)} of her other customers and added {len(added)}")
    tablet.sync()
    result = phone.sync()
    report.check("one exchange brings everything", (result["exchanges"], result["held"]), (1, 1))
    report.check("the lost customer is gone from the phone", phone.has(lost), False)
    report.check("the 99 changes are there",
                 [phone.show(one)["industry"] for one in changed] == [f"branch {n}" for n in range(len(changed))]
                 and all(phone.has(one) for one in added))
    waiting = [item for item in phone.command("attention") if item["edit"]["id"] == lost]
    report.check("her edit is held, and she is told", len(waiting), 1)
    for name, device in (("the new owner", other), ("the manager", tablet)):
        device.sync()
        held = [item for item in device.command("held") if item["record_id"] == lost]
        report.check(f"{name} sees it, with its author and what she typed",
                     [(item["author"], item["values"]["notes"]) for item in held],
                     [(ann["name"], "Wants the autumn range, call on Monday.")])
    report.check("and it has not taken effect", other.show(lost).get("notes", ""), before)
    other.command("held", "take", next(item["id"] for item in other.command("held") if item["record_id"] == lost))
    for device in (other, phone, tablet):
        device.sync()
    report.check("taken over, it stands", [device.show(lost)["notes"] for device in (other, tablet)],
                 ["Wants the autumn range, call on Monday."] * 2)
    told = next(item for item in phone.command("attention") if item["edit"]["id"] == lost)
    report.check("and its author is told by whom", (told["decision"], told["decided_by"]), ("taken", ben["name"]))
    phone.command("attention", "discard", str(told["no"]))  # she has read it


def open_app(report, company, programs, folder, role):
    """The app in a window of its own, on a device that has just come in; until it is closed."""
    person = next(p for p in company.command("person", "list") if p["role"] == role)
    device = Device(programs, folder, "tablet" if role == "manager" else "phone")
    device.enrol(company, person["name"])
    result = device.sync()
    report.tell(f"{person['name']} ({role}) is signed in, with {result['rows']} records")
    report.tell(f"everybody's password is {PASSWORD}; closing the app stops the server")
    subprocess.run([programs / "fieldfare-app", "--store-dir", device.folder,
                    "--size", Pictures.SIZES["tablet" if role == "manager" else "phone"]])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bin", type=pathlib.Path, required=True, help="folder of the programs")
    parser.add_argument("--folder", type=pathlib.Path, required=True, help="made anew for the stores")
    parser.add_argument("--as", dest="role", choices=["rep", "manager"], help="open the app as one of them")
    parser.add_argument("--server-only", action="store_true", help="start, print how to come in, and wait")
    options = parser.parse_args()

    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    report = Report()
    company = Company(options.bin, options.folder)
    try:
        report.chapter("A sample organisation, its server and its edge")
        counts = company.make()
        report.tell(", ".join(f"{count} {name}" for name, count in counts.items()))
        company.start()
        report.tell(f"the edge listens on {company.url}")
        if options.role:
            open_app(report, company, options.bin, options.folder, options.role)
            return 0
        if options.server_only:
            people = company.command("person", "list")
            rep = next(p for p in people if p["role"] == "rep")
            print(run([company.program, "enrol", "--data", company.data, "--person", rep["name"],
                       "--url", company.url]))
            report.tell(f"everybody's password is {PASSWORD}; Ctrl-C stops the server")
            signal.pause()
        play(report, company, options.bin, options.folder)
    except KeyboardInterrupt:
        return 0
    except Failure as failure:
        print(f"\nfailed: {failure}", file=sys.stderr)
        report.failures.append("a program failed")
    finally:
        company.stop()
    report.chapter(f"{report.checks} checks, {len(report.failures)} failed")
    report.tell(f"pictures are in {options.folder / 'pictures'}")
    for what in report.failures:
        report.tell("NOT " + what)
    return 1 if report.failures else 0


if __name__ == "__main__":
    sys.exit(main())
