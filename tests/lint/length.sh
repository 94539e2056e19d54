#!/bin/sh
# length.sh - no function above 100 lines, no file above 800 without a word
# why, no line above 100 columns. Fails with the place and the figure.
cd "${top_srcdir:-.}" || exit 1
long=$(find src -name '*.c' | sort | while read -r f; do
	awk -v f="$f" '
		# K&R: a function body opens with { in column 0 and ends with }
		/^[a-zA-Z_].*\(/ { name = $0 }
		/^{/ { open = FNR }
		/^}/ && open {
			if (FNR - open - 1 > 100)
				print f ":" open ": " FNR - open - 1 " lines: " name
			open = 0
		}' "$f"
done)
files=$(find src include -name '*.[ch]' | sort | while read -r f; do
	lines=$(wc -l <"$f")
	[ "$lines" -le 800 ] && continue
	head -n 40 "$f" | grep -qi 'length:' || echo "$f: $lines lines and no 'Length:' in its head comment"
done)
wide=$(find src include -name '*.[ch]' | sort | while read -r f; do
	expand -t 8 "$f" | LC_ALL=C.UTF-8 awk -v f="$f" 'length($0) > 100 { print f ":" FNR ": " length($0) " columns" }'
done)
params=$(find include -name '*.h' | sort | while read -r f; do
	tr '\n' ' ' <"$f" | sed -E 's@/\*[^*]*\*+([^/*][^*]*\*+)*/@@g' | grep -oE '[a-z0-9_]+\([^(){};]*\)' |
		awk -v f="$f" -F, 'NF > 8 { print f ": " NF " parameters: " $0 }'
done)
n=0 bad=0
for t in long files wide params; do
	n=$((n + 1))
	eval "found=\$$t"
	case $t in
	long) what="functions have at most 100 lines" ;;
	files) what="files have at most 800 lines, or say why" ;;
	wide) what="lines have at most 100 columns" ;;
	params) what="public functions take few parameters" ;;
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
