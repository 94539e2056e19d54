#!/bin/sh
# Subscriptions out and in again: nothing is lost on the way.
. "${top_srcdir:?}/tests/cli/lib.sh"
serve
lines() { # what every feed is, in order of its address
	t feeds --json | json 'sorted((r["url"], r["title"], r["tags"], r["hidden"], r.get("link")) for r in rows)'
}

subscribe '# mine' "$at/gen/alpha/2/1.xml news \"two words\" \"with, comma\" fulltext" \
	"$at/gen/beta/2/1.xml News/World/Europe \"~My \\\"own\\\" 1 < 2 & more\"" \
	"$at/gen/gamma/2/1.xml !" "$at/gen/delta/2/1.xml News ! local \"back\\\\slash\"" \
	'"query:Unread:unread = \"yes\""' '"exec:echo no"'
t fetch >/dev/null 2>&1
before=$(lines | tr -d '\n')
code "export" 0 t export opml
cp "$T/out" "$T/first.opml"
has "folders nest" "$out" '<outline text="World">'
hasnt "commands stay at home" "$out" 'exec:'
python3 -c 'import sys, xml.dom.minidom; xml.dom.minidom.parse(sys.argv[1])' "$T/first.opml" 2>/dev/null &&
	pass "is XML" || fail "is XML" "$(cat "$T/first.opml")"

HOME=$T/other
mkdir -p "$HOME"
urls=$HOME/.config/thrum/urls
code "import into an empty home" 0 t import "$T/first.opml"
# Sites' addresses come with the first fetch.
is "every feed, its title, its tags" \
	"$(t feeds --json | json 'sorted((r["url"], r["title"], r["tags"], r["hidden"]) for r in rows)')" \
	"$(HOME=$T/home t feeds --json | json 'sorted((r["url"], r["title"], r["tags"], r["hidden"]) for r in rows if r["kind"] == "web")')"
has "a title of one's own is in the file" "$(cat "$urls")" 'beta.*~My '
hasnt "the feed's own is not" "$(cat "$urls")" '~The Alpha'
t export opml | sed 's/ htmlUrl="[^"]*"//' >"$T/second.opml"
sed 's/ htmlUrl="[^"]*"//' "$T/first.opml" >"$T/first"
is "and out again it is the same" "$(cat "$T/second.opml")" "$(cat "$T/first")"
code "a second import adds nothing" 0 t import "$T/first.opml"
is "the file is as it was" "$(grep -c . "$urls")" 4

# Lists of other programs: titles are the reader's choice.
cat >"$T/foreign.opml" <<-X
	<opml version="1.1"><body><outline title="Science">
	<outline text="Stars (mine)" title="Stars (mine)" type="rss" xmlUrl="$at/gen/stars/1/1.xml" category="/Sky/Night,space"/>
	</outline></body></opml>
X
code "a foreign list" 0 t import "$T/foreign.opml"
is "its folder and categories are tags, its title stays" \
	"$(t feeds --json | json '[(r["title"], r["tags"]) for r in rows if "stars" in r["url"]]')" \
	"[('Stars (mine)', ['Sky/Night', 'space', 'Science'])]"

# newsboat's own file: all words of a line come along, commands do not.
printf '%s\n' "$at/gen/epsilon/1/1.xml a b ! \"~E\"" '"exec:touch pwned"' >"$T/newsboat.urls"
mv "$T/newsboat.urls" "$T/urls"
code "a feeds file" 1 t import "$T/urls"
one_line "says what it left out" '1 lines? .*left out'
is "tags, title, hidden" "$(t feeds --json | json '[(r["title"], r["tags"], r["hidden"]) for r in rows if "epsilon" in r["url"]]')" \
	"[('E', ['a', 'b'], True)]"
hasnt "no command came in" "$(cat "$urls")" 'exec:'
code "doctor" 0 t doctor
finish
