#!/usr/bin/env python3
"""Verifies evidence of purchases: python3 verify-evidence.py FILE [SEALS]

Needs nothing but Python 3.8 and the file (docs/evidence.md says what is in it). SEALS is a list of published seals, as
/jurnal/segel.txt has them. Says Yes, Not yet or No and what does not hold; exits with 0, 3 or 1. Shares no code with Bekal.
"""
import hashlib
import json
import re
import sys

FIELDS = (
    "id card storefront institution course schedule invoice amount discount paid_at used_at used_by finished_at "
    "finished_as cancelled_at"
).split()
POSTING = "kind serial debit credit party amount at".split()


def sha256(data):
    return hashlib.sha256(data)


def line_of(texts):
    """A list of texts as JavaScript's JSON.stringify writes it."""
    return json.dumps([str(text) for text in texts], ensure_ascii=False, separators=(",", ":"))


def root_of(leaf, place, size, path):
    """Where the way of a leaf leads in a Merkle tree of RFC 6962 (2.1.1), or None where it does not fit."""
    if not 0 <= place < size:
        return None
    at, last, reached, rest = place, size - 1, leaf, list(path)
    while last > 0:
        if at % 2 or at < last:
            if not rest:
                return None
            beside = bytes.fromhex(rest.pop(0))
            pair = beside + reached if at % 2 else reached + beside
            reached = sha256(b"\1" + pair).digest()
        at, last = at // 2, last // 2
    return None if rest else reached


def read_seals(bundle, published, no):
    roots = {}
    for seal in bundle["seals"]:
        number, lines = seal["seal"], seal["lines"]
        if sha256("".join(line + "\n" for line in lines).encode()).hexdigest() != seal["hash"]:
            no("seal %s is not what its hash was made of" % number)
        else:
            head, row = json.loads(lines[0]), json.loads(lines[1])
            if head[:3] != ["seal", number, "1"] or row[3] != "0" or row[6:8] != ["tree_sealed", "tree"]:
                no("seal %s tells no tree" % number)
            else:
                facts = json.loads(row[10])
                roots[number] = (facts["rows"], bytes.fromhex(facts["root"]))
        if published is not None and seal["hash"] not in published:
            no("seal %s is none of those that were published" % number)
    return roots


def read_rows(evidence, roots, no):
    rows, waiting = [], []
    for told in evidence["journal"]:
        row = json.loads(told["row"])
        rows.append(row)
        if told["seal"] is None:
            waiting.append(row[6])
            continue
        size, root = roots.get(told["seal"], (0, None))
        leaf = sha256(b"\0" + told["row"].encode()).digest()
        if root is None or root_of(leaf, told["leaf"], size, told["path"]) != root:
            no("row %s (%s) does not lead to seal %s" % (row[2], row[6], told["seal"]))
    return sorted(rows, key=lambda row: int(row[2])), waiting


def check(evidence, rows, no):
    purchase, ledger = evidence["purchase"], evidence["ledger"]
    for row in rows:
        of_it = row[7] == "purchase:" + purchase["id"] or row[7].startswith("submission:")
        if row[6] == "certificate_issued":
            of_it = json.loads(row[10]).get("purchase") == purchase["id"]
        if row[3] != purchase["card"] or not of_it:
            no("row %s (%s) is of another purchase" % (row[2], row[6]))

    def moved(kind):
        return sum(one["amount"] for one in ledger if one["kind"] == kind)

    if moved("purchase") != purchase["amount"] or moved("promo") != purchase["discount"]:
        no("amount or discount are not what the ledger has")
    left = sum(
        one["amount"] * ((one["credit"] == "clearing") - (one["debit"] == "clearing")) for one in ledger
    )
    if left < 0 or (left and (purchase["finished_at"] or purchase["cancelled_at"])):
        no("the movements leave %d of the price with nobody" % left)

    says = [line_of(["purchase"] + [purchase[field] for field in FIELDS])]
    says += [line_of(["entry"] + [one[field] for field in POSTING]) for one in ledger]
    digest = sha256("".join(line + "\n" for line in says).encode()).hexdigest()
    earned = [row for row in rows if row[6] == "earned"]
    if not earned:
        no("nothing of it was ever told to be earned")
    elif json.loads(earned[-1][10])["says"] != digest:
        no("purchase and movements are not what row %s told when they were earned" % earned[-1][2])

    asked = [row for row in rows if row[6] == "otp_sent"]
    paid = [row for row in rows if row[6] == "paid"]
    if not asked or not paid or int(asked[0][2]) > int(paid[0][2]):
        no("no OTP was sent and answered before it was paid")
    else:
        facts = json.loads(paid[0][10])
        consent = tuple(facts.get(key) for key in ("amount", "discount", "scheduleCode"))
        # Events from before evidence was kept tell that there was consent, and no more.
        fits = consent[0] is None or consent == (purchase["amount"], purchase["discount"], purchase["schedule"])
        if paid[0][4] != purchase["paid_at"] or not fits:
            no("row %s tells of a consent to something else" % paid[0][2])

    def net(kind):
        of_kind = [one for one in ledger if one["kind"] == kind]
        return sum(one["amount"] * (1 if one["debit"] == "clearing" else -1) for one in of_kind)

    migrated = [row[4] for row in earned if row[5] == "system:migration"]
    before = migrated[-1] if migrated else ""
    first, rest = net("first_part") + net("first_commission"), net("rest_part") + net("rest_commission")
    events = {row[6] for row in rows}
    if first + rest > 0 and not events & {"redeemed", "first_used", "attended"} and purchase["used_at"] >= before:
        no("a part is earned, and nothing tells that it was used")
    if rest > 0 and purchase["finished_at"] >= before:
        ends = [row[6] for row in rows if row[6] in ("training_finished", "training_unfinished")]
        if ends[-1:] != ["training_finished"]:
            no("its rest is earned, and nothing tells that it was finished")
        if "certificate_issued" not in events:
            no("its rest is earned, and nothing tells of a certificate")


def main(name, seals=None):
    with open(name, encoding="utf-8") as file:
        bundle = json.load(file)
    published = None
    if seals:
        with open(seals, encoding="utf-8") as file:
            published = set(re.findall(r"\b[0-9a-f]{64}\b", file.read()))
    flaws, waits = [], []
    if bundle.get("format") != "bekal-evidence/1" or not bundle["purchases"]:
        flaws.append("this is no evidence")
    roots = read_seals(bundle, published, flaws.append)
    for evidence in bundle["purchases"]:
        of = "purchase %s: " % evidence["purchase"]["id"]
        rows, waiting = read_rows(evidence, roots, lambda flaw: flaws.append(of + flaw))
        check(evidence, rows, lambda flaw: flaws.append(of + flaw))
        if waiting:
            waits.append(of + ", ".join(waiting))
    if flaws:
        print("No: " + "\n    ".join(flaws))
        return 1
    if waits:
        print("Not yet: these rows are in no seal: " + "\n    ".join(waits))
        return 3
    print("Yes: %d purchases" % len(bundle["purchases"]))
    if published is None:
        for seal in bundle["seals"]:
            print("Compare with what was published: seal %s %s" % (seal["seal"], seal["hash"]))
    return 0


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    try:
        sys.exit(main(*sys.argv[1:]))
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        print("No: this is no evidence (%s: %s)" % (type(error).__name__, error))
        sys.exit(1)
