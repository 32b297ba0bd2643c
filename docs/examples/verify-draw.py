#!/usr/bin/env python3
"""Recomputes a draw from its published files: python3 verify-draw.py FOLDER

Needs nothing but Python 3.8 and the six files (docs/draw.md says what is in them). Says Yes, or No and where the files
and what follows from them differ; exits with 0 or 1. Shares no code with Bekal.
"""
import hashlib
import hmac
import json
import os
import re
import sys


class Differs(Exception):
    pass


def must(holds, sentence):
    if not holds:
        raise Differs(sentence)


def sha256(data):
    return hashlib.sha256(data).digest()


def tree_root(lines):
    """The Merkle tree of RFC 6962."""
    level = [sha256(b"\0" + line) for line in lines]
    if not level:
        return sha256(b"").hex()
    while len(level) > 1:
        above = [sha256(b"\1" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)]
        if len(level) % 2:
            above.append(level[-1])
        level = above
    return level[0].hex()


def read(folder, name):
    try:
        with open(os.path.join(folder, name), "rb") as file:
            return file.read()
    except FileNotFoundError:
        raise Differs("%s is missing" % name)


def read_json(folder, name):
    try:
        return json.loads(read(folder, name))
    except ValueError:
        raise Differs("%s is no JSON" % name)


def lines_of(data, name):
    must(data == b"" or data.endswith(b"\n"), "%s ends within a line" % name)
    return data.split(b"\n")[:-1]


def verify(folder):
    # 1. The rules are those that were committed to before the wave opened.
    rules_bytes = read(folder, "rules.json")
    rules = read_json(folder, "rules.json")
    closed = read_json(folder, "closed.json")
    result = read_json(folder, "result.json")
    commitment = sha256(rules_bytes).hex()
    for name, published in (("closed.json", closed), ("result.json", result)):
        must(published["commitment"] == commitment, "the commitment in %s is not the hash of rules.json" % name)

    # 2. The list is the one whose root was published when the wave closed.
    listed = lines_of(read(folder, "list.txt"), "list.txt")
    applicants = []
    for number, line in enumerate(listed, 1):
        parts = line.split(b" ")
        must(len(line) == 37 and len(parts) == 3 and len(parts[0]) == 32, "line %d of list.txt is malformed" % number)
        must(number == 1 or listed[number - 2][:32] < parts[0], "line %d of list.txt is out of order" % number)
        applicants.append((parts[0], int(parts[1]), parts[2].decode()))
    must(len(listed) == closed["applicants"], "list.txt has %d lines" % len(listed))
    root = tree_root(listed)
    must(root == closed["list_root"], "list.txt has the root %s" % root)
    must(root == result["list_root"], "result.json is of another list")

    # 3. The public value is written as the rules say. Older rules have no form: there it is free text.
    form = rules["public_value"].get("form")
    if form is not None:
        kind, _, count = form.partition("-")
        signs = {"decimal": r"(0|[1-9][0-9]{0,19})\.[0-9]{%d}", "digits": "[0-9]{%d}", "hex": "[0-9a-f]{%d}"}
        must(kind in signs and re.fullmatch("[1-9][0-9]{0,2}", count), "rules.json has an unknown form, %s" % form)
        value = result["public_value"]
        must(re.fullmatch(signs[kind] % int(count), value), "the public value %r is not of the form %s" % (value, form))

    # 4. The seed follows from rules, list and public value.
    text = "bekal-draw-1\n%s\n%s\n%s\n" % (commitment, root, result["public_value"])
    seed = sha256(text.encode("utf-8"))
    must(seed.hex() == result["seed"], "the seed must be %s" % seed.hex())

    # 5. Those struck are in the list.
    struck_bytes = read(folder, "struck.txt")
    must(sha256(struck_bytes).hex() == result["struck_sha256"], "struck.txt is not the one of result.json")
    struck = {line.split(b" ")[0] for line in lines_of(struck_bytes, "struck.txt")}
    must(struck <= {ref for ref, _, _ in applicants}, "struck.txt has a ref that is not in list.txt")

    # 6. Ranks: by priority group, then by HMAC-SHA256 of the ref under the seed.
    ranked = sorted(
        (group, hmac.new(seed, bytes.fromhex(ref.decode()), "sha256").digest(), ref, province)
        for ref, group, province in applicants
    )

    # 7. Seats, first round: each province's own, in the order of the ranks.
    outcomes = ["X" if ref in struck else None for _, _, ref, _ in ranked]
    left = rules["quota"]
    taken = {}
    for province, seats in rules["province_seats"].items():
        free = seats
        for i, (_, _, _, own) in enumerate(ranked):
            if free > 0 and own == province and outcomes[i] is None:
                outcomes[i] = "P"
                taken[province] = taken.get(province, 0) + 1
                free -= 1
                left -= 1
    # Second round: what is left, to all. Then the reserves.
    for letter, seats in (("C", left), ("R", rules["reserves"])):
        for i, outcome in enumerate(outcomes):
            if seats > 0 and outcome is None:
                outcomes[i] = letter
                seats -= 1
    outcomes = [outcome or "N" for outcome in outcomes]

    # 8. The published ranks are these.
    published = lines_of(read(folder, "ranks.txt"), "ranks.txt")
    for rank, ((_, _, ref, _), outcome) in enumerate(zip(ranked, outcomes), 1):
        line = b"%09d %s %s" % (rank, ref, outcome.encode())
        must(rank <= len(published), "ranks.txt ends before line %d" % rank)
        must(published[rank - 1] == line, "line %d of ranks.txt must be %s" % (rank, line.decode()))
    must(len(published) == len(ranked), "ranks.txt goes on after line %d" % len(ranked))
    must(tree_root(published) == result["result_root"], "ranks.txt has another root than result.json says")
    counts = {
        "applicants": len(ranked),
        "struck": outcomes.count("X"),
        "selected": outcomes.count("P") + outcomes.count("C"),
        "province_selected": taken,
        "common_selected": outcomes.count("C"),
        "reserves": outcomes.count("R"),
    }
    for name, count in counts.items():
        must(result[name] == count, "%s must be %s" % (name, count))
    return counts, result


def main():
    try:
        counts, result = verify(sys.argv[1])
    except (Differs, KeyError, ValueError) as error:
        print("No: %s" % error)
        return 1
    print("Yes: %d of %d were drawn, as the rules say." % (counts["selected"], counts["applicants"]))
    print("Result root %s" % result["result_root"])
    return 0


if __name__ == "__main__":
    sys.exit(main())
