#!/usr/bin/env python3
"""Sentences that are repeated, and sentences that are not, from labelled
articles. Usage: novelty.py DIR SET... > pairs.jsonl, where DIR holds
SET.docs.jsonl and SET.gold.jsonl ({"id","body","lang"}, {"id","cluster"}).

A line: {"lang", "known": [sentences of one report], "query": a sentence,
"repeated": bool, "kind"}. What is made, from two reports A, B of one event:

  copy      a sentence of A as it stands                     repeated
  edit      one with clauses moved, attribution moved, words
            dropped or exchanged for synonyms                repeated
  wire      a sentence of B that an editor changed: by
            letters .75 to .99 the same as one of A          repeated
  para      a sentence of B in other words: the two are each
            other's nearest by letters (character 4-grams,
            tf-idf), no number differs, .38 to .75           repeated
  held      a sentence of A that is taken out of A           new
  number    one of A with another number in it               new
  name      one of A with a name exchanged                   new
  other     one of B whose nearest in A is below .10         new

Nothing of thrum's own measure is used to choose them. Seeded."""
import difflib, json, math, random, re, sys
from collections import Counter, defaultdict

MAX_PER_EVENT = 4
SYN = [("said", "stated"), ("killed", "slain"), ("people", "persons"),
       ("officials", "authorities"), ("police", "officers"),
       ("government", "administration"), ("president", "head of state"),
       ("announced", "made known"), ("near", "close to"),
       ("about", "around"), ("attack", "assault"), ("began", "started"),
       ("also", "too"), ("after", "following"), ("company", "firm"),
       ("reported", "wrote"), ("because", "since"), ("new", "fresh")]


def sentences(body):
    out = []
    for par in body.split("\n"):
        for s in re.split(r"(?<=[.!?”\"])\s+(?=[A-ZÀ-Ỹ“\"])", par.strip()):
            if 8 <= len(s.split()) <= 60:
                out.append(s.strip())
    return out


def grams(s):
    s = re.sub(r"\W+", " ", s.lower())
    return Counter(s[i:i + 4] for i in range(len(s) - 3))


class Space:
    def __init__(self, docs):
        self.df = Counter()
        for g in docs:
            self.df.update(g.keys())
        self.n = len(docs)

    def vec(self, g):
        v = {k: c * math.log((1 + self.n) / (1 + self.df[k])) for k, c in g.items()}
        norm = math.sqrt(sum(x * x for x in v.values())) or 1
        return {k: x / norm for k, x in v.items()}


def cos(a, b):
    if len(a) > len(b):
        a, b = b, a
    return sum(x * b[k] for k, x in a.items() if k in b)


def numbers(s):
    return set(re.findall(r"\d[\d.,]*", s))


def edit(s, rng):
    """The same said a little differently."""
    t = re.sub(r"\s*\([^)]*\)", "", s)
    m = re.match(r"^(.*?),? ([A-Z][\w .]{2,30} (?:said|told|says)[^,]*)\.$", t)
    if m and rng.random() < .8:
        t = "%s that %s." % (m[2], m[1][0].lower() + m[1][1:])
    m = re.match(r"^((?:In|On|At|After|By|During) [^,]{4,40}), (.*)\.$", t)
    if m:
        t = "%s %s." % (m[2][0].upper() + m[2][1:], m[1][0].lower() + m[1][1:])
    for a, b in SYN:
        t = re.sub(r"\b%s\b" % a, b, t)
    words = t.split()
    drop = {"very", "just", "also", "however", "meanwhile", "the", "that",
            "recently", "reportedly", "now", "then", "already"}
    words = [w for w in words if w.lower() not in drop or rng.random() < .4]
    return " ".join(words)


def other_number(s, rng):
    found = list(re.finditer(r"(?<![\w.,])\d{1,4}(?![\w.,]*\d)", s))
    if not found:
        return None
    m = rng.choice(found)
    v = int(m[0])
    new = v + rng.choice([1, 2, 3, 5, 7, 11]) if rng.random() < .6 else v * 2 + 1
    return s[:m.start()] + str(new) + s[m.end():]


def other_name(s, names, rng):
    found = list(re.finditer(r"(?<=[a-z,] )[A-ZÀ-Ỹ][a-zà-ỹ]{3,}", s))
    found = [m for m in found if m[0] not in ("Monday", "Tuesday")]
    pool = [n for n in names if n not in s]
    if not found or not pool:
        return None
    m = rng.choice(found)
    return s.replace(m[0], rng.choice(pool))


def emit(out, lang, known, query, repeated, kind):
    if query and len(known) >= 3:
        out[kind].append({"lang": lang, "known": known, "query": query,
                          "repeated": repeated, "kind": kind})


def event(reports, lang, all_names, rng, out):
    a, b = rng.sample(reports, 2)
    sa, sb = sentences(a), sentences(b)
    if len(sa) < 5 or len(sb) < 5:
        return
    sp = Space([grams(s) for s in sa + sb])
    va, vb = [sp.vec(grams(s)) for s in sa], [sp.vec(grams(s)) for s in sb]
    for i in rng.sample(range(len(sa)), min(2, len(sa))):
        s = sa[i]
        emit(out, lang, sa, s, True, "copy")
        t = edit(s, rng)
        if t != s:
            emit(out, lang, sa, t, True, "edit")
        rest = [x for k, x in enumerate(sa) if k != i and cos(va[k], va[i]) < .5]
        emit(out, lang, rest, s, False, "held")
        emit(out, lang, sa, other_number(s, rng), False, "number")
        emit(out, lang, sa, other_name(s, all_names, rng), False, "name")
    sim = [[cos(x, y) for y in va] for x in vb]
    used = Counter()
    for i, row in sorted(enumerate(sim), key=lambda x: -max(x[1])):
        k = max(range(len(sa)), key=lambda k: row[k])
        mutual = max(range(len(sb)), key=lambda j: sim[j][k]) == i
        if not mutual:
            continue
        ratio = difflib.SequenceMatcher(None, sb[i], sa[k], autojunk=False).ratio()
        na, nb = numbers(sa[k]), numbers(sb[i])
        longer = len(sb[i].split()) <= 1.6 * len(sa[k].split())
        if .75 <= ratio < .995 and nb <= na and used["wire"] < MAX_PER_EVENT:
            emit(out, lang, sa, sb[i], True, "wire")
            used["wire"] += 1
        elif (.38 <= row[k] <= .75 and ratio < .75 and nb <= na and longer
              and used["para"] < MAX_PER_EVENT):
            emit(out, lang, sa, sb[i], True, "para")
            used["para"] += 1
    low = [i for i, row in enumerate(sim) if max(row) < .10]
    for i in rng.sample(low, min(2, len(low))):
        emit(out, lang, sa, sb[i], False, "other")


def main():
    root, sets = sys.argv[1], sys.argv[2:]
    rng = random.Random(20240517)
    out = defaultdict(list)
    for name in sets:
        gold = {}
        for line in open("%s/%s.gold.jsonl" % (root, name)):
            g = json.loads(line)
            gold[g["id"]] = g["cluster"]
        events, lang = defaultdict(list), "en"
        names = Counter()
        for line in open("%s/%s.docs.jsonl" % (root, name)):
            d = json.loads(line)
            lang = d.get("lang") or "en"
            events[gold[d["id"]]].append(d["body"])
            names.update(re.findall(r"(?<=[a-z,] )[A-ZÀ-Ỹ][a-zà-ỹ]{3,}", d["body"]))
        pool = [n for n, c in names.most_common(400)]
        for c in sorted(events):
            if len(events[c]) > 1:
                event(events[c], lang, pool, rng, out)
    # As many repeated ones as new ones, kinds as even as they come.
    kinds = sorted(out)
    cap = 250
    picked = []
    for k in kinds:
        rng.shuffle(out[k])
        picked += out[k][:cap]
    rng.shuffle(picked)
    for p in picked:
        print(json.dumps(p, ensure_ascii=False))
    print({k: min(cap, len(out[k])) for k in kinds}, file=sys.stderr)


main()
