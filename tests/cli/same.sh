#!/bin/sh
# Three pieces through the store give the threads that one stream gives
# (thrum cluster); and so do a hundred, the store opened anew for each.
. "${top_srcdir:?}/tests/cli/lib.sh"
# THRUM_STREAM may name another set of JSON Lines (id, title, body, date).
all=${THRUM_STREAM:-$THRUM_DATA/edition.jsonl}
python3 - "$all" "$T" <<'X' || { echo "1..0 # SKIP python3 is missing"; exit 0; }
import datetime, html, json, re, sys
rows = [json.loads(l) for l in open(sys.argv[1], encoding="utf-8") if l.strip()]
def when(r):
    s = r.get("date") or r.get("published") or ""
    try:
        d = datetime.datetime.fromisoformat(s.replace("Z", "+00:00"))
    except ValueError:
        return 0
    if d.tzinfo is None:
        d = d.replace(tzinfo=datetime.timezone.utc)
    return d.timestamp()
rows.sort(key=when)
for i, r in enumerate(rows):
    # Plain text: cluster takes bodies as they are.
    body = r.get("body") or r.get("content") or ""
    if "<p>" in body:
        body = re.sub(r"</(p|li|tr|h\d|pre)>", "\n\n", body)
        body = html.unescape(re.sub(r"<[^>]*>", " ", body))
    r["body"] = body
    r.pop("content", None)
    r["id"] = "k%05d" % i
    r["url"] = "http://x.example/k%05d" % i
    if "site" in r and "source" not in r:
        r["source"] = r["site"]
    if "published" in r and "date" not in r:
        r["date"] = r["published"]
cut = [0, len(rows) // 3, 2 * len(rows) // 3, len(rows)]
def write(name, part):
    with open(sys.argv[2] + "/" + name, "w", encoding="utf-8") as f:
        for r in part:
            f.write(json.dumps(r, ensure_ascii=False) + "\n")
write("all.jsonl", rows)
for p in range(3):
    write("part%d.jsonl" % p, rows[cut[p]:cut[p + 1]])
for p in range(100):
    write("bit%02d.jsonl" % p,
          rows[p * len(rows) // 100:(p + 1) * len(rows) // 100])
X
code "one stream" 0 t cluster "$T/all.jsonl"
printf '%s\n' "$out" >"$T/stream"
code "one stream again" 0 t cluster "$T/all.jsonl"
is "the same output" "$(printf '%s\n' "$out" | cksum)" "$(cksum <"$T/stream")"
for p in 0 1 2; do
	code "piece $p into the store" 0 t import "$T/part$p.jsonl"
done
t articles --json >"$T/stored"
for bit in "$T"/bit*.jsonl; do
	[ -s "$bit" ] && t --store "$T/hundred.db" import "$bit" >/dev/null 2>&1
done
t --store "$T/hundred.db" articles --json >"$T/stored100"
cat >"$T/compare.py" <<'X'
import collections, json, sys
stream = dict(l.rstrip("\n").split("\t") for l in open(sys.argv[1]) if l.strip())
stored = {}
for l in open(sys.argv[2], encoding="utf-8"):
    r = json.loads(l)
    stored[r["url"].rsplit("/", 1)[1]] = r["thread"]
def groups(d):
    g = collections.defaultdict(list)
    for k, v in d.items():
        g[v].append(k)
    return sorted(sorted(x) for x in g.values())
a, b = groups(stream), groups(stored)
only = [x for x in a if x not in b][:5], [x for x in b if x not in a][:5]
print("same" if a == b else "stream %d, store %d threads; only in one: %s" % (len(a), len(b), only))
X
is "the same threads" "$(python3 "$T/compare.py" "$T/stream" "$T/stored")" same
is "in a hundred pieces too" "$(python3 "$T/compare.py" "$T/stream" "$T/stored100")" same
ids() { json '[(r["url"], r["thread"]) for r in rows]' | cksum; }
code "rethread" 0 t rethread
is "ids and all as before" "$(t articles --json | ids)" "$(ids <"$T/stored")"
code "doctor" 0 t doctor
finish
