#!/bin/sh
# Several programs on one store at once: nothing is lost, threads stay whole.
. "${top_srcdir:?}/tests/cli/lib.sh"
serve
subscribe "$at/gen/a/40/1.xml" "$at/gen/b/40/1.xml"
t threads >/dev/null 2>&1
for p in 1 2 3; do
	python3 -c '
import sys
p = int(sys.argv[1])
for i in range(60):
    print("{\"id\":\"p%d-%d\",\"title\":\"Depot %d sends wagon %d north\",\"body\":\"Wagon %d left depot %d at dawn with coal and letters for the northern villages.\",\"date\":\"2025-05-%02dT10:00:00Z\",\"source\":\"Paper %d\"}" % (p, i, p, i, i, p, 20 + i % 10, p))' $p >"$T/p$p.jsonl"
done
pids=
for p in 1 2 3; do
	t import "$T/p$p.jsonl" >"$T/out$p" 2>&1 &
	pids="$pids $!"
done
t fetch >"$T/outf" 2>&1 &
pids="$pids $!"
failed=0
for pid in $pids; do wait "$pid" || failed=$((failed + 1)); done
is "all four succeed" "$failed" 0
[ $failed = 0 ] || sed 's/^/# /' "$T"/out?
is "every article is there" "$(t articles --json | json 'len(rows)')" 260
is "and in a thread" "$(t articles --json | json 'sum("thread" not in r for r in rows)')" 0
is "the papers' events are together" "$(t threads --json | json 'sum(r["reports"] == 2 for r in rows) >= 35')" True
code "one more, after the others" 0 t import "$T/p1.jsonl"
has "knows them all" "$out" '^0 new articles, 60 known'
code "doctor" 0 t doctor
finish
