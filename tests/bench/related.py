#!/usr/bin/env python3
"""Are the related threads that thrum shows of the same story or topic?

  related.py DATA PROGRAM [--print] [SET...]     PROGRAM = thrum

DATA holds SET.docs.jsonl (id, title, body, date, lang; feedset.py makes some
from saved feeds). Slices of the sets (SLICES; SET given: only of these) go each
into a store of its own, as a reader's fetches would bring it: so many articles
at a time, the clock at the newest date, two hours on where there is none. So
many threads (those with the smallest hash of their central report's id: the
choice does not hang on thrum), of two reports or more, in slices of lone
reports of any number, are asked for their related threads and the first three
are looked up in tests/data/related.SET.tsv, a line a pair, ids of the sets:

  report of the thread TAB report of the related thread TAB label
    1  the same story goes on, or the same people, place or organisation in the
       same subject: a reader of one would want the other
    d  the same event: a part that threading left apart. Neither right nor
       wrong here
    0  neither: only a country, an outlet's series, a market, a league, a
       person in another matter

A pair of threads has the label of a pair of reports in them, either way
round. Pairs were judged before anything was changed for them: what the rules
of that day showed, the strongest links and those by names beside it. Printed:
precision at 3 (1 of 1 and 0; and with d as wrong), threads that show any, and
of what can be related (threads with a pair labelled 1) how many show any; all
at higher thresholds of the score too. --print lists the pairs, with headlines
and labels, to judge them. Texts of the sets stay where they are.
"""
import hashlib, json, os, subprocess, sys, tempfile
from collections import Counter, defaultdict
from datetime import datetime, timezone

HERE = os.path.dirname(os.path.abspath(__file__))
LABELS = os.path.join(HERE, "..", "data", "related.%s.tsv")
# Set, first article, the one behind the last, threads asked (of how many
# reports at least).
MANY = (30, 2)
SLICES = (("en-full-3", 0, 500, MANY), ("vi-full-1", 0, 321, (95, 1)),
          ("es-heads", 0, 600, MANY), ("fr-heads", 0, 600, MANY),
          ("en-full-1", 100, 383, MANY), ("en-full-3", 500, 731, MANY),
          ("fr-heads", 600, 845, MANY), ("en-full-4", 0, 500, MANY),
          ("en-full-2", 0, 300, MANY), ("en-noisy-heads", 0, 600, MANY),
          ("es-heads", 900, 1500, MANY), ("xx-es-fr-heads", 300, 1000, MANY),
          ("feeds-2022", 0, 999, (120, 1)), ("de-feed", 0, 999, (70, 1)),
          ("pages-2023", 0, 999, (60, 1)),
          ("en-full-4", 600, 1100, MANY), ("xx-es-fr-heads", 1500, 2300, MANY),
          ("feeds-2017", 0, 999, (100, 1)))
CHOSEN_ON = 15 # constants were chosen on the first; the others were never
               # looked at for that
START = 1413000000 # the clock of undated sets
AT_ONCE = 25 # articles a fetch
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

    def take(self, docs, fetch):
        self.env["THRUM_NOW"] = str(
            max(seconds(d["date"]) for d in docs) + 3600
            if docs[0]["date"] else START + 7200 * fetch)
        text = "".join(json.dumps(
            {k: d[k] for k in ("id", "title", "body", "date", "lang")
             if d.get(k)} |
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
    name, first, last, _ = part
    docs = read(os.path.join(data, name + ".docs.jsonl"))[first:last]
    with tempfile.TemporaryDirectory() as folder:
        reader = Reader(program, folder)
        for at in range(0, len(docs), AT_ONCE):
            reader.take(docs[at:at + AT_ONCE], at // AT_ONCE)
        return reader.threads()


def labels_of(name):
    path = LABELS % name
    out = defaultdict(dict)
    if os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            for line in f:
                if line.startswith("#"):
                    continue
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


def asked(part, threads):
    most, least = part[3]
    some = [t for t in threads.values() if len(t["ids"]) >= least]
    some.sort(key=lambda t: hashlib.sha1(t["ids"][0].encode()).digest())
    return some[:most]


def can_be(labels, thread, threads):
    """Is any other thread known to be related?"""
    return any(label_of(labels, thread, o) == "1" for o in threads.values()
               if o is not thread)


def pairs_of(part, data, program):
    """Threads asked, those that can have any, and of each one shown: (thread,
    other, link, label)."""
    threads, labels = threads_of(part, data, program), labels_of(part[0])
    chosen, pairs = asked(part, threads), []
    for t in chosen:
        t["key"] = (*part[:2], t["id"])
        for r in t["related"][:TOP]:
            other = threads[r["id"]]
            pairs.append((t, other, r, label_of(labels, t, other)))
    can = {t["key"] for t in chosen if can_be(labels, t, threads)}
    return len(chosen), can, pairs


def tell(name, n, can, pairs, steps):
    for least in steps:
        some = [p for p in pairs if p[2]["score"] >= least]
        c = Counter(p[3] for p in some)
        judged = c["1"] + c["0"]
        hit = {p[0]["key"] for p in some if p[3] == "1"}
        print("%-19s %5.2f  %5.1f %5.1f  %3d %3d %3d %3d  %3d of %3d  "
              "%3d of %3d" %
              (name, least, 100 * c["1"] / max(judged, 1),
               100 * c["1"] / max(judged + c["d"], 1), c["1"], c["d"],
               c["0"], c[None], len({p[0]["key"] for p in some}), n,
               len(hit & can), len(can)))


def show(pairs):
    last = None
    for t, other, r, label in pairs:
        if t is not last:
            print("\n%s %s" % (t["ids"][0], t["headline"]))
        last = t
        print("  %s %s %.3f %s (%s)" %
              (label or "?", other["ids"][0], r["score"],
               other["headline"], ", ".join(r.get("shared", ()))))


def main():
    args = [a for a in sys.argv[1:] if a != "--print"]
    known = {part[0] for part in SLICES}
    if len(args) < 2 or any(a not in known for a in args[2:]):
        sys.exit(__doc__)
    seen, new, missing = [0, set(), []], [0, set(), []], []
    print("set                 score   P@3  d=0    1   d   0   ?  "
          "show any    rightly, of those that can")
    for i, part in enumerate(SLICES):
        if len(args) > 2 and part[0] not in args[2:]:
            continue
        if not os.path.exists(os.path.join(args[0], part[0] + ".docs.jsonl")):
            missing.append(part[0])
            continue
        n, can, pairs = pairs_of(part, args[0], args[1])
        if "--print" in sys.argv:
            show(pairs)
        tell("%s %d" % part[:2], n, can, pairs, (0,))
        to = seen if i < CHOSEN_ON else new
        to[0] += n
        to[1] |= can
        to[2] += pairs
    if seen[2]:
        tell("chosen on", *seen, STEPS)
    if new[2]:
        tell("not chosen on", *new, STEPS)
    if seen[2] and new[2]:
        tell("all", seen[0] + new[0], seen[1] | new[1],
             seen[2] + new[2], STEPS)
    if missing:
        print("NOT MEASURED, not in %s: %s" % (args[0], ", ".join(missing)))
        sys.exit(0 if seen[2] or new[2] else 77)


if __name__ == "__main__":
    main()
