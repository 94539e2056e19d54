#!/bin/sh
# A reader's edits, contradictory ones too: the newest counts, and reports
# that come later, new starts and rethreading honour it.
. "${top_srcdir:?}/tests/cli/lib.sh"
serve
later() { THRUM_NOW=$((THRUM_NOW + $1)) && export THRUM_NOW; }
# Papers that all report the same eight events.
subscribe "$at/gen/alpha/8/1.xml" "$at/gen/beta/8/1.xml" "$at/gen/gamma/8/1.xml"
code "three papers" 0 t fetch
is "eight events" "$(t threads --json | json 'sorted(r["reports"] for r in rows)')" "[3, 3, 3, 3, 3, 3, 3, 3]"

of() { # PAPER EVENT FIELD: of the report of an event by a paper
	t articles --json | json "[r['$3'] for r in rows if r['url'] == 'http://$1.example/$2'][0]"
}
alpha1=$(of alpha 1 id) beta1=$(of beta 1 id)
thread() { echo "t$(of "$1" "$2" thread)"; }
together() { # the reports of alpha 1, beta 1 and alpha 2: which share a thread
	t articles --json | json '(lambda d: (d["a1"] == d["b1"], d["a1"] == d["a2"], d["b1"] == d["a2"]))(
		{k: [r["thread"] for r in rows if r["url"] == u][0] for k, u in
		(("a1", "http://alpha.example/1"), ("b1", "http://beta.example/1"), ("a2", "http://alpha.example/2"))})'
}
sizes() { t threads --json | json 'sorted(r["reports"] for r in rows)'; }
everywhere() { # WHAT WANT: now, and after rethreading
	is "$1" "$(together)" "$2"
	before=$(t articles --json | json 'sorted((r["url"], r["thread"]) for r in rows)' | cksum)
	t rethread >/dev/null 2>&1
	is "$1: rethread" "$(together)" "$2"
	is "$1: ids stay" "$(t articles --json | json 'sorted((r["url"], r["thread"]) for r in rows)' | cksum)" "$before"
}

code "alpha's report of event 1 leaves" 0 t split "$alpha1"
everywhere "apart" "(False, False, False)"
code "two events become one" 0 t merge "$(thread beta 1)" "$(thread beta 2)"
everywhere "beta's went there" "(False, False, True)"
code "so does alpha's, against the split" 0 t merge "$(thread alpha 1)" "$(thread beta 1)"
everywhere "the newest counts" "(True, True, True)"
is "six reports in one thread" "$(sizes)" "[3, 3, 3, 3, 3, 3, 6]"
code "and out again, against the merge" 0 t split "$alpha1"
everywhere "the newest counts again" "(False, False, True)"

# What comes later meets the edits as they stand.
subscribe "$at/gen/alpha/8/1.xml" "$at/gen/beta/8/1.xml" "$at/gen/gamma/8/1.xml" \
	"$at/gen/delta/8/1.xml"
later 7200
code "a fourth paper" 0 t fetch
has "with its eight" "$out" '^8 new articles'
everywhere "its reports change nothing" "(False, False, True)"
is "event 2 is in the merged thread" "$(thread delta 2)" "$(thread beta 2)"
case $(thread delta 1) in
"$(thread alpha 1)" | "$(thread beta 1)") pass "event 1 is on either side of the split" ;;
*) fail "event 1 is on either side of the split" "$(thread delta 1)" ;;
esac

# Back, one after the other.
code "undo the second split" 0 t undo
everywhere "in again" "(True, True, True)"
code "undo the second merge" 0 t undo
code "undo the first merge" 0 t undo
is "event 2 is by itself" "$(of beta 2 thread | grep -cx "$(of beta 1 thread)")" 0
code "undo the first split" 0 t undo
everywhere "as the stream had it" "(True, False, False)"
is "four reports of each event" "$(sizes)" "[4, 4, 4, 4, 4, 4, 4, 4]"

# Without rethreading in between, undo puts back what was: threads, the
# headlines, the reasons.
all() { # everything that can be seen of the threads
	t threads --json | json 'sorted((r["id"], r["reports"], r["headline"]) for r in rows)'
	t articles --json | json 'sorted((r["url"], r["thread"]) for r in rows)'
	for k in 1 2 3; do t show "$(thread alpha $k)" --why; done
}
undone() { # WHAT COMMAND...
	what=$1
	shift
	all >"$T/before"
	code "$what" 0 t "$@"
	all >"$T/between"
	cmp -s "$T/before" "$T/between" && fail "$what: changes something" "$*" || pass "$what: changes something"
	code "$what: undo" 0 t undo
	all >"$T/after"
	is "$what: as it was" "$(diff "$T/before" "$T/after")" ""
	code "$what: doctor" 0 t doctor
}
each() { # WHEN
	undone "$1, a split of the founder" split "$alpha1"
	undone "$1, a split of another" split "$beta1"
	undone "$1, a merge" merge "$(thread alpha 2)" "$(thread alpha 3)"
	undone "$1, a move" move "$beta1" "$(thread alpha 3)"
	all >"$T/first"
	code "$1, a merge" 0 t merge "$(thread alpha 2)" "$(thread alpha 3)"
	code "$1, then a split" 0 t split "$(of alpha 2 id)"
	code "$1, then a move" 0 t move "$beta1" "$(thread alpha 2)"
	for k in 1 2 3; do code "$1, undo $k" 0 t undo; done
	all >"$T/last"
	is "$1: one after the other back" "$(diff "$T/first" "$T/last")" ""
}
each "while they may move"
later 5184000
subscribe "$at/gen/omega/3/1.xml"
code "two months later" 0 t fetch
each "when they are closed"
all >"$T/before"
t rethread >/dev/null 2>&1
all >"$T/after"
is "nothing is left of what was undone" "$(diff "$T/before" "$T/after")" ""
code "doctor" 0 t doctor
finish
