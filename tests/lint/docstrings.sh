#!/bin/sh
# docstrings.sh - the header is the manual: in include/ every file has a
# head comment, and every function that others may call stands under a
# comment (one comment may serve a group without blank lines between). The
# verbs whose meaning HACKING.md fixes (_init, _release, _clear, _free, _dup)
# need no words of their own.
cd "${top_srcdir:-.}" || exit 1
n=0 bad=0
for h in $(find include -name '*.h' | sort); do
	n=$((n + 1))
	found=$(awk -v f="$h" '
		FNR == 1 && !/^\/\*/ { print f ": no head comment" }
		# documented: a comment ended right above, or in this group
		/\*\/[ \t]*$/ { doc = 1; if (/^[ \t]*\/\*/ || incomment) { incomment = 0 } ; next }
		/^[ \t]*\/\*/ { if (!/\*\//) incomment = 1; next }
		incomment { next }
		/^[ \t]*$/ { doc = 0; next }
		/^#/ { next }
		/^(typedef|enum|struct) [a-z_]+;/ { next }
		# a declaration at column 0 that opens a parenthesis: a function
		/^[a-z][a-z0-9_ *]*[ *][a-z0-9_]+\(/ && !/^(typedef|static|return|X)/ {
			if (/[a-z0-9]_(init|release|clear|free|dup|init_default)\([^,]*\);/) next
			if (!doc && !named[$0]++) print f ":" FNR ": undocumented: " $0
		}
	' "$h")
	if [ -z "$found" ]; then
		echo "ok $n - $h"
	else
		bad=1
		echo "not ok $n - $h"
		printf '%s\n' "$found" | sed 's/^/# /'
	fi
done
echo "1..$n"
exit $bad
