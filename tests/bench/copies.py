#!/usr/bin/env python3
"""Are reprints found as copies, and nothing else?

  copies.py DATA PROGRAM [SET...]     PROGRAM = thrum

DATA holds SET.docs.jsonl (id, title, body, date, lang). Every third text of a
set gets a reprint two hours on, made in turn by: cutting it to 40 to 80 %,
other order of its paragraphs (or sentences), another headline, an agency line
in front and a note behind, all of that. Texts and reprints go into a store and
the copies that it tells are looked at:
  recall     reprints that are a copy of their text, or of what that copies
  precision  copies told that are: a reprint of it, or a text of the set which
             shares half of its five-word runs, by counting them all
Printed for each way of making, and all.
"""
import hashlib, os, random, re, sqlite3, sys, tempfile
from collections import Counter

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import related

SETS = (("en-full-1", 383), ("en-full-2", 300), ("en-full-4", 600),
        ("vi-full-1", 321))
WAYS = ("cut", "order", "headline", "agency", "all")
SAME = 0.5


def parts(body):
    some = [p for p in body.split("\n") if p.strip()]
    return some if len(some) > 3 else re.split(r"(?<=[.!?])\s+", body)


def reprint(d, way, rng):
    title, body = d["title"], d["body"]
    if way in ("cut", "all"):
        words = body.split(" ")
        body = " ".join(words[:int(len(words) * rng.uniform(0.4, 0.8))])
    if way in ("order", "all"):
        some = parts(body)
        rng.shuffle(some)
        body = "\n".join(some)
    if way in ("headline", "all"):
        title = "What we know: " + " ".join(
            rng.sample(title.split(), max(1, len(title.split()) // 2)))
    if way in ("agency", "all"):
        body = ("HARBOUR CITY (Coast Press) - " + body +
                "\nReporting by the Coast Press newsroom.")
    return {**d, "id": d["id"] + "-" + way, "title": title, "body": body}


def runs(d):
    words = re.findall(r"\w+", d["body"].lower())
    return {tuple(words[i:i + 5]) for i in range(len(words) - 4)}


def shared(a, b):
    a, b = runs(a), runs(b)
    return len(a & b) / max(1, min(len(a), len(b)))


def root(copies, i):
    while i in copies:
        i = copies[i]
    return i


def copies_of(docs, program):
    """id -> id that it is a copy of, as the store has it."""
    with tempfile.TemporaryDirectory() as folder:
        reader = related.Reader(program, folder)
        for at in range(0, len(docs), 50):
            reader.take(docs[at:at + 50], at // 50)
        store = sqlite3.connect(os.path.join(folder, "thrum.db"))
        rows = store.execute("SELECT id, url, copy_of FROM article"
                             " JOIN content USING (id)").fetchall()
        store.close()
    names = {row[0]: row[1].rsplit("/", 1)[1] for row in rows}
    return {names[i]: names[of] for i, _, of in rows if of}


def measure(name, most, data, program, found, made, told):
    docs = related.read(os.path.join(data, name + ".docs.jsonl"))[:most]
    rng = random.Random(hashlib.sha1(name.encode()).hexdigest())
    all_of, n = [], 0
    for i, d in enumerate(docs):
        all_of.append(d)
        if i % 3 == 0 and len(d["body"].split()) >= 60:
            way = WAYS[n % len(WAYS)]
            n += 1
            all_of.append(reprint(d, way, rng))
            made[way] += 1
    by_id = {d["id"]: d for d in all_of}
    copies = copies_of(all_of, program)
    for i, of in copies.items():
        a, b = i.split("-")[0], of.split("-")[0]
        told[a == b or shared(by_id[i], by_id[of]) >= SAME] += 1
    for d in all_of:
        text, _, way = d["id"].partition("-")
        if way and root(copies, d["id"]) == root(copies, text):
            found[way] += 1


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    found, made, told = Counter(), Counter(), Counter()
    for name, most in SETS:
        if sys.argv[3:] and name not in sys.argv[3:]:
            continue
        measure(name, most, sys.argv[1], sys.argv[2], found, made, told)
    for way in WAYS:
        print("%-9s %3d of %3d  %5.1f" % (way, found[way], made[way],
                                          100 * found[way] / made[way]))
    n = sum(made.values())
    print("recall    %3d of %3d  %5.1f" %
          (sum(found.values()), n, 100 * sum(found.values()) / n))
    print("precision %3d of %3d  %5.1f" %
          (told[True], sum(told.values()),
           100 * told[True] / max(1, sum(told.values()))))


main()
