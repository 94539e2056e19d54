#!/usr/bin/env python3
"""Summaries against what pages say of themselves.

  summary.py pairs SUITE... > pairs.jsonl      SUITE/dev of extraction suites
  summary.py score PROGRAM < pairs.jsonl       PROGRAM = tests/bench/summary

A pair: the true text of a page, its title, and as reference its
description (og:description or description), where that has 60 to 400
letters and is not simply cut out of the text's beginning (then lead-3 wins
by copying). Score: ROUGE-1, -2, -L F1 (words folded, no stemming) of three
sentences: lead-3, TextRank (Mihalcea and Tarau 2004, its overlap measure,
50 rounds), PROGRAM. All three choose among the same sentences."""
import html, json, math, re, subprocess, sys, tarfile
from collections import Counter

WORD = re.compile(r"\w+")


def meta(page, names):
    for tag in re.findall(r"<meta\b[^>]*>", page, re.I):
        a = {k.lower(): v for k, _, v in
             re.findall(r"([\w:-]+)\s*=\s*([\"'])(.*?)\2", tag, re.S)}
        if (a.get("property") or a.get("name") or "").lower() in names:
            v = html.unescape(a.get("content") or "").strip()
            if v:
                return v
    return ""


def pairs(suites):
    n = 0
    for suite in suites:
        truth = {}
        for line in open(suite + "/dev/truth.jsonl"):
            t = json.loads(line)
            if t.get("text"):
                truth[t["file"].split("/")[-1]] = t
        for m in tarfile.open(suite + "/dev/pages.tar.xz"):
            t = truth.get(m.name.split("/")[-1])
            if not t or not m.isfile():
                continue
            page = tarfile_read(suite, m)
            ref = meta(page, ("og:description",)) or meta(page, ("description",))
            title = t.get("title") or meta(page, ("og:title",))
            text = t["text"]
            if not 60 <= len(ref) <= 400 or len(text) < 1200:
                continue
            fold = lambda s: " ".join(WORD.findall(s.lower()))
            if fold(ref)[:60] in fold(text[:len(ref) + 300]):
                continue
            if ref[-1] in "…" or ref.endswith("..."):
                continue
            n += 1
            print(json.dumps({"title": title, "text": text, "ref": ref,
                              "lang": t.get("lang") or ""}))
    print(n, "pairs", file=sys.stderr)


_open = {}


def tarfile_read(suite, m):
    if suite not in _open:
        _open[suite] = tarfile.open(suite + "/dev/pages.tar.xz")
    return _open[suite].extractfile(m).read().decode("utf-8", "replace")


def f1(hit, a, b):
    return 2 * hit / (a + b) if a + b else 0


def rouge_n(c, r, n):
    g = lambda t: Counter(tuple(t[i:i + n]) for i in range(len(t) - n + 1))
    x, y = g(c), g(r)
    return f1(sum((x & y).values()), sum(x.values()), sum(y.values()))


def rouge_l(c, r):
    row = [0] * (len(r) + 1)
    for w in c:
        prev = 0
        for j, v in enumerate(r, 1):
            prev, row[j] = row[j], prev + 1 if w == v else max(row[j], row[j - 1])
    return f1(row[-1], len(c), len(r))


def textrank(sents):
    bags = [set(WORD.findall(s.lower())) for s in sents]
    n = len(sents)
    w = [[0.0] * n for _ in range(n)]
    for i in range(n):
        for j in range(i):
            d = math.log(len(bags[i]) + 1) + math.log(len(bags[j]) + 1)
            if d:
                w[i][j] = w[j][i] = len(bags[i] & bags[j]) / d
    out = [sum(r) or 1 for r in w]
    p = [1.0] * n
    for _ in range(50):
        p = [.15 + .85 * sum(w[j][i] / out[j] * p[j] for j in range(n)) for i in range(n)]
    best = sorted(range(n), key=lambda i: -p[i])[:3]
    return [sents[i] for i in sorted(best)]


def score(program):
    lines = sys.stdin.read().splitlines()
    got = subprocess.run([program], input="\n".join(lines) + "\n",
                         capture_output=True, text=True).stdout.splitlines()
    sums, n = {}, 0
    for line, g in zip(lines, got):
        p, g = json.loads(line), json.loads(g)
        if len(g["sentences"]) < 6:
            continue
        n += 1
        ref = WORD.findall(p["ref"].lower())
        for name, s in (("lead-3", g["sentences"][:3]),
                        ("textrank", textrank(g["sentences"][:100])),
                        ("ours", g["chosen"])):
            c = WORD.findall(" ".join(s).lower())
            x = (rouge_n(c, ref, 1), rouge_n(c, ref, 2), rouge_l(c, ref))
            sums[name] = [a + b for a, b in zip(sums.get(name, [0] * 3), x)]
    print(n, "pairs")
    for name, s in sums.items():
        print("%-9s ROUGE-1 %.3f  ROUGE-2 %.3f  ROUGE-L %.3f" %
              (name, *(x / n for x in s)))


if sys.argv[1] == "pairs":
    pairs(sys.argv[2:])
else:
    score(sys.argv[2])
