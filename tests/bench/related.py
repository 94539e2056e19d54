#!/usr/bin/env python3
"""Are the related threads that thrum shows of the same story or topic?

  related.py DATA PROGRAM [--print] [SET...]     PROGRAM = thrum

DATA holds SET.docs.jsonl (id, title, body, date, lang). Slices of the sets
(SLICES; SET given: only of these) go each into a store of its own, as a reader's
fetches would bring it: so many articles at a time, the clock at the newest
date. Of the threads with two reports or more, THREADS are asked for their
related threads (those with the smallest hash of their central report's id:
the choice does not hang on thrum) and the first three are looked up in
tests/data/related.SET.tsv, a line a pair, ids of the sets:

  report of the thread TAB report of the related thread TAB label
    1  another event of the same story or topic, that a reader of the thread
       would want: a chapter before or after, or a sibling by people, place
       or subject
    d  the same event: a part that threading left apart. Neither right nor
       wrong here
    0  neither

A pair of threads has the label of a pair of reports in them, either way
round. Printed: precision at 3 (1 of 1 and 0; and with d as wrong), threads
that show any, and both at higher thresholds of the score. --print lists the
pairs, with headlines and labels, to judge them. Texts of the sets
stay where they are.
"""
import hashlib, json, os, subprocess, sys, tempfile
from collections import Counter, defaultdict
from datetime import datetime, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
LABELS = os.path.join(HERE, "..", "data", "related.%s.tsv")
# Set, first article, and the one behind the last. Constants were chosen on
# the first four, before the others were looked at.
SLICES = (("en-full-3", 0, 500), ("vi-full-1", 0, 321),
          ("es-heads", 0, 600), ("fr-heads", 0, 600),
          ("en-full-1", 100, 383), ("en-full-3", 500, 731),
          ("fr-heads", 600, 845))
CHOSEN_ON = 4
AT_ONCE = 25 # articles a fetch
THREADS = 30
TOP = 3
STEPS = (0, 0.14, 0.16, 0.18, 0.2, 0.25, 0.3)


def read(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def seconds(date):
    return int(datetime.fromisoformat(date).replace(
        tzinfo=timezone.utc).timestamp())


class Reader:
    """A store of its own in a folder."""

    def __init__(self, program, folder):
        self.args = [program, "-C", folder, "-d", folder]
        self.env = {"PATH": os.environ["PATH"], "HOME": folder,
                    "LC_ALL": "C.UTF-8", "TZ": "UTC"}

    def run(self, *args, text=None):
        p = subprocess.run([*self.args, *args], env=self.env, input=text,
                           stdout=subprocess.PIPE, check=True,
                           encoding="utf-8")
        return p.stdout

    def take(self, docs):
        self.env["THRUM_NOW"] = str(max(seconds(d["date"]) for d in docs)
                                    + 3600)
        text = "".join(json.dumps(
            {k: d[k] for k in ("id", "title", "body", "date", "lang")} |
            {"url": "http://set.example/" + d["id"]}) + "\n" for d in docs)
        self.run("import", "-", text=text)

    def threads(self):
        """id -> thread, with "ids" of its reports, the central one first."""
        rows = self.run("threads", "--limit", "100000", "--json")
        ids = ["t%d" % json.loads(row)["id"] for row in rows.splitlines()]
        out = {}
        for at in range(0, len(ids), 200):
            shown = self.run("show", "--json", *ids[at:at + 200])
            for t in map(json.loads, shown.splitlines()):
                t["reports"].sort(key=lambda r: r["title"] != t["headline"])
                t["ids"] = [r["url"].rsplit("/", 1)[1] for r in t["reports"]]
                out[t["id"]] = t
        return out


def threads_of(part, data, program):
    name, first, last = part
    docs = read(os.path.join(data, name + ".docs.jsonl"))[first:last]
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(program, folder)
        for at in range(0, len(docs), AT_ONCE):
            reader.take(docs[at:at + AT_ONCE])
        return reader.threads()


def labels_of(name):
    path = LABELS % name
    out = defaultdict(dict)
    if os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            for line in f:
                a, b, label = line.rstrip("\n").split("\t")
                out[a][b] = out[b][a] = label
    return out


def label_of(labels, a, b):
    """Of the central reports, else of any two."""
    for x in a["ids"]:
        for y in b["ids"]:
            if y in labels.get(x, ()):
                return labels[x][y]
    return None


def asked(threads):
    many = [t for t in threads.values() if len(t["ids"]) > 1]
    many.sort(key=lambda t: hashlib.sha1(t["ids"][0].encode()).digest())
    return many[:THREADS]


def pairs_of(part, data, program):
    """Threads asked; of each one shown: (thread, other, link, label)."""
    threads, labels = threads_of(part, data, program), labels_of(part[0])
    chosen, pairs = asked(threads), []
    for t in chosen:
        for r in t["related"][:TOP]:
            other = threads[r["id"]]
            pairs.append((t, other, r, label_of(labels, t, other)))
    return len(chosen), pairs


def tell(name, n, pairs, steps):
    for least in steps:
        some = [p for p in pairs if p[2]["score"] >= least]
        c = Counter(p[3] for p in some)
        judged = c["1"] + c["0"]
        print("%-13s %5.2f  %5.1f %5.1f  %3d %3d %3d %3d  %3d of %d" %
              (name, least, 100 * c["1"] / max(judged, 1),
               100 * c["1"] / max(judged + c["d"], 1), c["1"], c["d"],
               c["0"], c[None], len({p[0]["id"] for p in some}), n))


def show(pairs):
    last = None
    for t, other, r, label in pairs:
        if t is not last:
            print("\n%s %s" % (t["ids"][0], t["headline"]))
        last = t
        print("  %s %s %.3f %s" % (label or "?", other["ids"][0],
                                   r["score"], other["headline"]))


def main():
    args = [a for a in sys.argv[1:] if a != "--print"]
    known = {part[0] for part in SLICES}
    if len(args) < 2 or any(a not in known for a in args[2:]):
        sys.exit(__doc__)
    seen, new, missing = [0, []], [0, []], []
    print("set           score   P@3  d=0    1   d   0   ?"
          "  threads showing any")
    for i, part in enumerate(SLICES):
        if len(args) > 2 and part[0] not in args[2:]:
            continue
        if not os.path.exists(os.path.join(args[0], part[0] + ".docs.jsonl")):
            missing.append(part[0])
            continue
        n, pairs = pairs_of(part, args[0], args[1])
        if "--print" in sys.argv:
            show(pairs)
        tell("%s %d" % part[:2], n, pairs, (0,))
        to = seen if i < CHOSEN_ON else new
        to[0] += n
        to[1] += pairs
    if seen[1]:
        tell("chosen on", *seen, STEPS)
    if new[1]:
        tell("not chosen on", *new, STEPS)
    if seen[1] and new[1]:
        tell("all", seen[0] + new[0], seen[1] + new[1], STEPS)
    if missing:
        print("NOT MEASURED, not in %s: %s" % (args[0], ", ".join(missing)))
        sys.exit(0 if seen[1] or new[1] else 77)


if __name__ == "__main__":
    main()
