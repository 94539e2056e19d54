#!/bin/sh
# The manual pages: made from the tables, complete, and well-formed mdoc.
. "${top_srcdir:?}/tests/cli/lib.sh"

lint() { # page, file
	if ! command -v mandoc >/dev/null; then
		skip "$1 is well-formed" "mandoc is missing"
		return
	fi
	# The pages that it names may not be installed here.
	found=$(mandoc -T lint -W style "$2" 2>&1 |
		grep -vE 'referenced manual not found|mandoc.db|Mdocdate|RCS id|possible typo in section')
	if [ -z "$found" ]; then
		pass "$1 is well-formed"
	else
		fail "$1 is well-formed" "$found"
	fi
}

for page in thrum config keys query themes; do
	code "--man $page" 0 t --man $page
	cp "$T/out" "$T/$page.man"
	lint "$page" "$T/$page.man"
done
lint "json" "$top_srcdir/doc/thrum-json.5"
code "no such page" 2 t --man frobnicate
one_line "its sentence" 'no manual page "frobnicate"'

config=$(cat "$T/config.man")
missing=
# Paragraphs of help and, at the end of each, the setting.
for name in $(t config | awk 'BEGIN { RS = ""; FS = "\n" } NR > 1 { print $NF }' |
	sed 's/^# //; s/ .*//'); do
	p "$config" | grep -qE "^\.It Ic $name " || missing="$missing $name"
done
is "every setting is there" "$missing" ""
has "settings have their kind" "$config" '^\.It Ic text-width Ar number'
has "settings have their range" "$config" 'A number from 20 to 200'
has "settings have their default" "$config" '72'
has "settings have an example" "$config" '^\.Dl theme '

keys=$(cat "$T/keys.man")
has "actions are there" "$keys" '^\.It Cm next-related'
has "with the keys of the other maps" "$keys" 'newsboat:'
has "and those of one view" "$keys" 'welcome'
has "views are named" "$keys" '^\.Ql threads'

themes=$(cat "$T/themes.man")
for role in text unread known progress; do
	has "role $role is there" "$themes" "^\.It Ic $role"
done
for f in "$top_srcdir"/themes/*.theme; do
	name=$(basename "$f" .theme)
	has "theme $name is named" "$(p "$themes" | tr -d '\\')" "$name"
done
finish
