#!/usr/bin/env python3
"""Threading of labelled sets beyond a plain run: how a young stream fares,
one with a short window, one of teasers, one without capitals.

  threading.py DATA PROGRAM [NAME=NUMBER...]     PROGRAM = thrum

DATA holds NAME.docs.jsonl (id, title, body, date, lang) and NAME.gold.jsonl
(id, cluster). "heads" in NAME: headlines only; NAME of "xx-", "noisy" is left
out. Printed: BCubed F1 (Bagga and Baldwin 1998), means over sets of
  first 10, 50, 200   chunks of so many articles, each from nothing, at most
                      40 a set, spread evenly
  window              undated sets of which the last 200 may move
  30 words, small     bodies cut short; all in small letters (full sets)
"""
import json, os, subprocess, sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

CHUNKS = 40


def bcubed(gold, got):
    thread = Counter(got[i] for i in gold)
    event = Counter(gold.values())
    both = Counter((got[i], gold[i]) for i in gold)
    p = sum(both[got[i], gold[i]] / thread[got[i]] for i in gold) / len(gold)
    r = sum(both[got[i], gold[i]] / event[gold[i]] for i in gold) / len(gold)
    return 200 * p * r / (p + r)


def score(docs, gold, program, params):
    args = [program, "cluster"]
    for p in params:
        args += ["--param", p]
    text = "".join(json.dumps(d) + "\n" for d in docs)
    out = subprocess.run(args, input=text.encode(), stdout=subprocess.PIPE,
                         check=True).stdout.decode()
    got = dict(line.split("\t") for line in out.splitlines())
    return bcubed({d["id"]: gold[d["id"]] for d in docs}, got)


def chunks(docs, n):
    all_of = [docs[i:i + n] for i in range(0, len(docs) - n + 1, n)]
    if len(all_of) <= CHUNKS:
        return all_of
    return [all_of[i * len(all_of) // CHUNKS] for i in range(CHUNKS)]


def cut(d):
    return {**d, "body": " ".join(d["body"].split()[:30])}


def small(d):
    return {**d, "title": d["title"].lower(), "body": d["body"].lower()}


def read(path):
    with open(path, encoding="utf-8") as f:
        return [json.loads(line) for line in f]


def main():
    data, program, params = sys.argv[1], sys.argv[2], sys.argv[3:]
    sets = {}
    for f in sorted(os.listdir(data)):
        name = f.removesuffix(".docs.jsonl")
        if name == f or name.startswith("xx-") or "noisy" in name:
            continue
        gold = read(os.path.join(data, name + ".gold.jsonl"))
        sets[name] = (read(os.path.join(data, f)),
                      {g["id"]: g["cluster"] for g in gold})
    pool = ThreadPoolExecutor(os.cpu_count())

    def mean_of(docs, gold, extra=()):
        jobs = [pool.submit(score, d, gold, program, [*params, *extra])
                for d in docs]
        return sum(j.result() for j in jobs) / len(jobs)

    def tell(what, names, make, extra=()):
        rows = [mean_of(make(sets[n][0]), sets[n][1], extra) for n in names]
        if rows:
            print(f"{what:26} {sum(rows) / len(rows):.1f}", flush=True)

    full = [n for n in sets if "heads" not in n]
    for kind, names in (("full", full),
                        ("headlines", [n for n in sets if "heads" in n])):
        for n in (10, 50, 200):
            tell(f"first {n}, {kind}", names, lambda d: chunks(d, n))
        tell(f"window, {kind}",
             [n for n in names if not any(d["date"] for d in sets[n][0])],
             lambda d: [d], ["max_live=200", "max_block=100"])
    tell("30 words", full, lambda d: [[cut(x) for x in d]])
    tell("small letters", full, lambda d: [[small(x) for x in d]])


main()
