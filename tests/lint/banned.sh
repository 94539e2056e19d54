#!/bin/sh
# banned.sh - every source file closes its includes with base/banned.h, so
# that a banned function does not compile, and begins them with config.h.
cd "${top_srcdir:-.}" || exit 1
last=$(find src -name '*.c' | sort | while read -r f; do
	[ "$f" = src/main.c ] && continue
	l=$(grep -E '^#include' "$f" | tail -n 1)
	[ "$l" = '#include "thrum/base/banned.h"' ] || echo "$f ends its includes with: $l"
done)
first=$(find src -name '*.c' | sort | while read -r f; do
	l=$(grep -E '^#include' "$f" | head -n 1)
	[ "$l" = '#include "config.h"' ] || echo "$f begins its includes with: $l"
done)
# A bare TODO rots; one with an issue number is a promise.
todo=$(grep -rnE 'TODO|FIXME|XXX' --include='*.[ch]' src include | grep -vE 'TODO\(#[0-9]+\)|XXXXXX|xxx')
# One way to copy, one way to part commands from shells.
shell=$(grep -rnE '\b(system|popen)\(' --include='*.[ch]' src include)
n=0 bad=0
for t in last first todo shell; do
	n=$((n + 1))
	eval "found=\$$t"
	case $t in
	last) what="banned.h is the last include" ;;
	first) what="config.h is the first include" ;;
	todo) what="no bare TODO" ;;
	shell) what="no system() and no popen()" ;;
	esac
	if [ -z "$found" ]; then
		echo "ok $n - $what"
	else
		bad=1
		echo "not ok $n - $what"
		printf '%s\n' "$found" | sed 's/^/# /'
	fi
done
echo "1..$n"
exit $bad
