#!/bin/sh
# The bundled edition gives the threads that it was written for.
. "${top_srcdir:?}/tests/cli/lib.sh"
code "demo" 0 t demo --no-reader
demo=$out
d() { "$THRUM" --store "$demo" "$@"; }
code "a second time" 0 t demo --no-reader
articles=$(d articles --json)
is "changes nothing" "$(p "$articles" | json 'len(rows) == len({r["id"] for r in rows})')" True
is "is about sixty articles" "$(p "$articles" | json '50 <= len(rows) <= 80')" True
is "none is dated ahead" "$(p "$articles" | json 'max(r["published"] for r in rows) <= "2025-06-01T00:00:00Z"')" True
is "the newest are of its own day" "$(p "$articles" | json 'max(r["published"] for r in rows)[:10]')" 2025-05-31
[ -e "$store" ] && fail "the reader's own store is untouched" || pass "the reader's own store is untouched"

threads=$(d threads --json)
# What belongs together, by the hand that wrote it, is in edition.gold.tsv.
p "$articles" >"$T/articles"
gold() { # python expression over `gold` (event -> ids), `of` (id -> thread)
	python3 -c '
import collections, json, sys
of, gold = {}, collections.defaultdict(set)
for line in open(sys.argv[1], encoding="utf-8"):
    r = json.loads(line)
    of[r["url"].rsplit("/", 1)[1]] = r["thread"]
for line in open(sys.argv[2], encoding="utf-8"):
    if not line.startswith("#") and line.strip():
        ident, event = line.rstrip("\n").split("\t")[:2]
        gold[event].add(ident)
threads = collections.defaultdict(set)
for k, v in of.items():
    threads[v].add(k)
print(eval(sys.argv[3]))' "$T/articles" "$top_srcdir/tests/data/edition.gold.tsv" "$1"
}
is "every article is in the gold file" "$(gold 'set(of) == set().union(*gold.values())')" True
right=$(gold 'sum(g in threads.values() for g in gold.values())')
all=$(gold 'len(gold)')
is "nearly all events are right ($right of $all)" "$((right * 100 >= all * 80))" 1
is "the defence meeting is one thread" "$(gold 'gold["singapore-meeting"] in threads.values()')" True
is "the election is one thread" "$(gold 'gold["upper-house"] in threads.values()')" True
big=$(gold 'of[min(gold["singapore-meeting"])]')
thread=$(d show "t$big" --json)
is "three reports and a copy" \
	"$(p "$thread" | json '(rows[0]["reports_total"], rows[0]["independent"])')" "(4, 3)"
is "the copy is marked" "$(p "$thread" | json 'sum("copy_of" in r for r in rows[0]["reports"])')" 1
lithuania=$(gold 'of[min(gold["lithuania-cyber"])]')
[ "$lithuania" != "$big" ] && pass "Lithuania is another event" || fail "Lithuania is another event"
is "but related" "$(p "$thread" | json "$lithuania in [r['id'] for r in rows[0]['related']]")" True
is "by names that both have" "$(p "$thread" | json "all(r['shared'] for r in rows[0]['related'])")" True
is "and the other way round" "$(d show "t$lithuania" --json | json "$big in [r['id'] for r in rows[0]['related']]")" True
is "many languages" "$(p "$articles" | json '{"de", "fr", "es", "ja", "ar"} <= {(r.get("lang") or "")[:2] for r in rows}')" True
hasnt "the hostile one is harmless" "$(d articles -n 100; d show $(d articles --json | json '[r["id"] for r in rows if "tries" in r["title"]][0]'))" "$(printf '\033')"
code "rethread" 0 d rethread
is "gives the same threads" "$(d threads --json | json 'sorted((r["headline"], r["reports"]) for r in rows)')" \
	"$(p "$threads" | json 'sorted((r["headline"], r["reports"]) for r in rows)')"
code "digest" 0 d digest --since 2d
has "has the meeting" "$out" '3 independent'
# What goes out comes back.
d mark star cyber >/dev/null
d export jsonl >"$T/out.jsonl"
code "an export is imported" 0 t --store "$T/second.db" import "$T/out.jsonl"
is "and is the same" "$(t --store "$T/second.db" export jsonl | json 'sorted((r["id"], r["guid"], r["title"], r.get("content"), r.get("content_html"), r["tags"], r["starred"], str(r.get("published"))) for r in rows) == sorted((r["id"], r["guid"], r["title"], r.get("content"), r.get("content_html"), r["tags"], r["starred"], str(r.get("published"))) for r in map(json.loads, open("'"$T"'/out.jsonl", encoding="utf-8")))')" True
code "doctor" 0 d doctor
finish
