#!/bin/sh
# From a site's address to its feeds.
. "${top_srcdir:?}/tests/cli/lib.sh"
serve

code "a page that names several feeds" 1 t add "$at/site/several"
is "they are listed, comments and other formats left out" "$out" \
	"$at/gen/north/3/1.xml	The North Herald
$at/gen/south/3/1.xml	The South Herald"
one_line "says what to do" 'has 2 feeds: add the one you want'
[ -e "$urls" ] && fail "none is added" || pass "none is added"
code "as JSON" 1 t add --json "$at/site/several"
is "objects" "$(p "$out" | json '[(r["title"], r["added"]) for r in rows]')" \
	"[('The North Herald', False), ('The South Herald', False)]"
code "one of them" 0 t add "$at/gen/south/3/1.xml"
code "all of them" 1 t add --all "$at/site/several"
is "what was new" "$out" "$at/gen/north/3/1.xml"
one_line "and what was not" 'is there already'

rm "$urls"
code "a site of WordPress: in the usual place" 0 t add "$at/site/wordpress"
is "below its page" "$out" "$at/site/wordpress/feed"
code "a link that looks like one" 0 t add "$at/site/links"
is "the one that is" "$out" "$at/site/news.rss"
code "a JSON Feed" 0 t add --json "$at/site/json"
is "with its title" "$(p "$out" | json '(rows[0]["title"], rows[0]["added"])')" "('In JSON', True)"
code "an account" 0 t add "$at/@someone"
is "its feed" "$out" "$at/@someone.rss"
: >"$T/requests"
code "nothing anywhere" 1 t add "$at/page"
one_line "says so" 'names no feed, and none is in the usual places'
is "the usual places were asked once" "$(sort "$T/requests" | uniq -d)" ""
is "and not many" "$([ "$(requests .)" -le 20 ] && echo few)" few
code "a server's no is passed on" 1 t add "$at/status/403"
one_line "with its words" '403'
code "what came is fetched" 0 t fetch
has "from all" "$out" '^7 new articles from 4 feeds'
finish
