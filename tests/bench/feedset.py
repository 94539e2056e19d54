#!/usr/bin/env python3
"""A set of articles for related.py from saved feeds, as a reader has them.

  feedset.py [--undated] PROGRAM FROM TO FILE... > SET.docs.jsonl

PROGRAM = thrum. Every article of the feeds dated FROM to TO (2017-01-24), by
date; with --undated those without a date too, as of TO at noon. Text that was encoded twice is put right. The id is a hash of
address and title: the same feeds give the same ids.
"""
import hashlib, json, re, subprocess, sys


def repaired(s):
    for encoding in ("cp1252", "latin-1"):
        try:
            return s.encode(encoding).decode("utf-8")
        except UnicodeError:
            pass
    return s


def article(x, undated):
    date = x.get("published") or x.get("updated") or undated
    key = (x.get("url") or x.get("id") or "") + "\n" + x["title"]
    body = re.sub("<[^>]*>", " ", x.get("text") or x.get("summary") or "")
    return {"id": "f" + hashlib.sha1(key.encode()).hexdigest()[:12],
            "title": repaired(x["title"]), "body": repaired(body),
            "date": date[:19].rstrip("Z"),
            "lang": (x["feed"].get("language") or "")[:2]}


def main():
    args = [a for a in sys.argv[1:] if a != "--undated"]
    if len(args) < 4:
        sys.exit(__doc__)
    program, first, last = args[:3]
    undated = last + "T12:00:00" if "--undated" in sys.argv else ""
    docs = {}
    for path in args[3:]:
        out = subprocess.run([program, "parse", path], encoding="utf-8",
                             stdout=subprocess.PIPE).stdout
        for x in map(json.loads, out.splitlines()):
            if not x.get("title"):
                continue
            d = article(x, undated)
            if first <= d["date"][:10] <= last:
                docs.setdefault(d["id"], d)
    for d in sorted(docs.values(), key=lambda d: (d["date"], d["id"])):
        print(json.dumps(d))


main()
