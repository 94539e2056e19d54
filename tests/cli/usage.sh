#!/bin/sh
# The command line itself: help, wrong words, exit codes, the manual.
. "${top_srcdir:?}/tests/cli/lib.sh"

code "help" 0 t --help
has "help names the commands" "$out" '^  fetch '
has "help names the options" "$out" '-d, --data-dir DIR'
code "version" 0 t --version
has "version says the name" "$out" '^thrum [0-9]'
code "no such command" 2 t frobnicate
one_line "its sentence" 'no command "frobnicate".*--help'
code "no such option" 2 t --frobnicate
one_line "its sentence" 'no option --frobnicate'
code "option without its value" 2 t --store
one_line "its sentence" '--store needs a value'
code "too few words" 2 t add
one_line "its sentence" 'add needs URL'
code "too many words" 2 t merge t1 t2 t3
one_line "its sentence" 'no more than 2'
code "mark what" 2 t mark blue
code "mark which" 2 t mark read
one_line "its sentence" 'mark which'
code "export what" 2 t export xml
code "bad number" 2 t threads --limit x
one_line "its sentence" 'number from 1'
code "bad time" 2 t threads --since yesterdayish
one_line "its sentence" 'is no time'
code "bad format" 2 t digest --format tex
code "exclusive scopes" 1 t articles --starred --tag x
[ -e "$HOME/.local" ] && fail "wrong words make no store" "$(ls -R "$HOME")" ||
	pass "wrong words make no store"

for c in $(t --help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
	code "$c --help" 0 t "$c" --help
	has "$c --help says how" "$out" "^usage: thrum $c"
done
[ -e "$HOME/.local" ] && fail "help makes no store" || pass "help makes no store"

code "reading before anything is stored" 1 t threads
one_line "says what to do" 'nothing is stored yet.*fetch'

code "manual" 0 t --man
has "manual is mdoc" "$out" '^\.Dt THRUM 1'
has "manual has the commands" "$out" '^\.It Cm digest'
has "manual has the first keys" "$out" '^\.It Ic .&j'
has "manual names the other pages" "$out" '^\.Xr thrum-keys 5'

code "config" 0 t config
has "config shows settings" "$out" '^text-width 72'
code "config --write" 0 t config --write
is "config --write says where" "$out" "$HOME/.config/thrum/config"
code "config --write keeps a file" 1 t config --write
one_line "its sentence" 'is there already'
echo 'text-width 9000' >"$HOME/.config/thrum/config"
code "a wrong setting is named and passed over" 0 t config
has "its file and line" "$err" '/thrum/config: line 1: text-width'
code "help reads no configuration" 0 t --help
is "and says nothing of it" "$err" ""

code "a full output is said" 1 sh -c '"$THRUM" --help >/dev/full'
one_line "its sentence" 'cannot write'
finish
