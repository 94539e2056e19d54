#!/bin/sh
# kill -9 at many moments of a fetch: the store is whole every time, and the
# next fetch completes it.
. "${top_srcdir:?}/tests/cli/lib.sh"
serve
set --
for name in a b c d e f g h i j k l m n o p q r s t; do
	set -- "$@" "$at/gen/$name/100/1.xml"
done
subscribe "$@"
THRUM_SLOWLY=${KILLS:-12}
i=0 wrong=0 killed=0
while [ $i -lt "$THRUM_SLOWLY" ]; do
	"$THRUM" fetch --all >/dev/null 2>&1 &
	pid=$!
	# From 0.03 s on, a little later every time.
	sleep "$(awk "BEGIN { print 0.03 + $i * 0.06 }")"
	kill -9 $pid 2>/dev/null && killed=$((killed + 1))
	wait $pid 2>/dev/null
	i=$((i + 1))
	[ -f "$store" ] || continue
	report=$(t doctor 2>&1) || {
		wrong=$((wrong + 1))
		printf '%s\n' "$report" | sed 's/^/# /'
	}
done
is "doctor found nothing after $i kills" $wrong 0
[ $killed -gt 0 ] && pass "some were killed in the middle" || fail "some were killed in the middle"
code "the next fetch completes" 0 t fetch --all
is "every article is there once" "$(t articles --json | json 'len(rows)')" 2000
is "and in a thread" "$(t articles --json | json 'sum("thread" not in r for r in rows)')" 0
is "of twenty reports each" "$(t threads --json | json 'min(r["reports"] for r in rows)')" 20
code "doctor" 0 t doctor
finish
