#!/bin/sh
# layers.sh - the folders are the architecture: who may include whom.
#
# The table below is the whole of it. A file in src/X or include/thrum/X may
# include thrum/Y/... only if Y stands in X's row; foreign private headers
# never; sqlite3.h, curl/ and curses only in their one layer.
top=${top_srcdir:-.}
cd "$top" || exit 1

allowed() {
	case $1 in
	base) echo base ;;
	text) echo base text ;;
	model) echo base text model ;;
	conf) echo base text model conf ;;
	feed | page | import | topic | story) echo base text model "$1" ;;
	store | fetch) echo base text model "$1" ;;
	app) echo base text model conf feed page import topic story store fetch app ;;
	ui) echo base text model conf store story app ui ;;
	# The pure commands (parse, extract, cluster) show one layer to the
	# world, so cli sees those too; never ui.
	cli) echo base text model conf feed page import topic story store app cli ;;
	main.c) echo base cli ui app ;;
	esac
}

n=0 bad=0
report() { # name, findings
	n=$((n + 1))
	if [ -z "$2" ]; then
		echo "ok $n - $1"
	else
		bad=$((bad + 1))
		echo "not ok $n - $1"
		printf '%s\n' "$2" | sed 's/^/# /'
	fi
}

# file:layer-included for every project include
edges=$(grep -rHoE '^#include "thrum/[a-z]+/' --include='*.[ch]' src include |
	sed -E 's/:#include "thrum\// /; s/\/$//')

for layer in base text model conf feed page import topic story store fetch app ui cli main.c; do
	ok=" $(allowed $layer) "
	found=$(printf '%s\n' "$edges" | while read -r file to; do
		case $file in
		src/$layer/* | include/thrum/$layer/* | src/$layer) ;;
		*) continue ;;
		esac
		case $ok in
		*" $to "*) ;;
		*) echo "$file includes thrum/$to/" ;;
		esac
	done)
	report "layer $layer includes only what is below it" "$found"
done

only() { # description, include pattern, layer
	report "$1" "$(grep -rlE "^#include <($2)" --include='*.[ch]' src include |
		grep -v "^src/$3/")"
}
only "sqlite3.h only in store" 'sqlite3' store
only "curl only in fetch" 'curl/' fetch
only "curses only in ui" '(n?cursesw?/)?n?curses' ui

report "private headers stay in their layer" "$(grep -rHoE '^#include "[a-z_/]*_priv\.h"' --include='*.[ch]' src include |
	sed -E 's/:#include "/ /; s/"$//' | while read -r file h; do
	[ -f "$(dirname "$file")/$(basename "$h")" ] && [ "$(basename "$h")" = "$h" ] && continue
	echo "$file includes $h"
done)"

report "every header stands on its own" "$(find include src -name '*.h' ! -name banned.h | sort | while read -r h; do
	grep -qE '^#ifndef THRUM_' "$h" || echo "$h: no include guard THRUM_..."
done)"
echo "1..$n"
[ $bad = 0 ]
