#!/bin/sh
# map.sh - HACKING.md names every source file with the line that heads it, and
# Makefile.am every file that is built, run or shipped.
# `sh tests/lint/map.sh print` prints the list as it should stand there.
cd "${top_srcdir:-.}" || exit 1
# "/* name.c - what it is." up to the first full stop.
heads() {
	sed -n '1,6p' "$1" | tr '\n' ' ' |
		sed -E 's@^/\* *[a-zA-Z0-9_./]+ - @@; s@ \*/.*@@; s@ \* @ @g; s@  +@ @g; s@[.:;?] .*@@; s@[. *]+$@@'
}
list() {
	for f in $(find src -name '*.c' | LC_ALL=C sort); do
		what=$(heads "$f")
		case $what in
		"see "*.h)
			h=${what#see }
			for p in "$(dirname "$f")/$h" "include/thrum/$(basename "$(dirname "$f")")/$h"; do
				[ -f "$p" ] && what=$(heads "$p")
			done
			;;
		esac
		printf -- '- `%s` %s\n' "${f#src/}" "$what"
	done
}
if [ "${1:-}" = print ]; then
	list
	exit
fi
missing=$(find src -name '*.c' | LC_ALL=C sort | while read -r f; do
	grep -qF "\`${f#src/}\`" HACKING.md || echo "$f"
done)
gone=$(sed -n '/^## Files/,$p' HACKING.md | grep -oE '^- `[^`]+`' | tr -d '`' | sed 's/^- //' |
	while read -r f; do [ -f "src/$f" ] || echo "$f"; done)
# Else a test never runs, and a header is not in the archive.
unbuilt=$(find src include tests -name '*.[ch]' -o -path 'tests/*.sh' -o -path 'tests/*.py' |
	LC_ALL=C sort | while read -r f; do
	grep -qF "$f" Makefile.am || echo "$f"
done)
n=0 bad=0
for t in missing gone unbuilt; do
	n=$((n + 1))
	eval "found=\$$t"
	if [ -z "$found" ]; then
		echo "ok $n - HACKING.md, Makefile.am: no file $t"
	else
		bad=1
		echo "not ok $n - HACKING.md, Makefile.am: files $t"
		printf '%s\n' "$found" | sed 's/^/# /'
	fi
done
echo "1..$n"
exit $bad
