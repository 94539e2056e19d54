#!/bin/sh
# Subscribing and fetching: articles become threads, are shown, marked,
# undone; conditional requests; what servers answer.
. "${top_srcdir:?}/tests/cli/lib.sh"
serve

code "fetch without feeds" 1 t fetch
one_line "says what to do" 'no feeds: thrum add'

code "add a feed" 0 t add "$at/gen/alpha/20/1.xml"
is "prints its address" "$out" "$at/gen/alpha/20/1.xml"
code "add it again" 1 t add "$at/gen/alpha/20/1.xml"
one_line "its sentence" 'is there already'
code "add a site: its own feed is found" 0 t add "$at/site"
is "and its address is made whole" "$out" "$at/gen/site/3/1.xml"
code "add a page without feeds" 1 t add "$at/page"
one_line "its sentence" 'names no feed'
code "add what is not there" 1 t add "$at/status/404"
one_line "its sentence" '404'
code "add a file" 1 t add "file:///etc/passwd"
one_line "its sentence" 'no http or https'
code "add a command" 1 t add "exec:id"
is "the feeds file" "$(cat "$urls")" "$at/gen/alpha/20/1.xml
$at/gen/site/3/1.xml"

code "fetch" 0 t fetch
has "counts what came" "$out" '^23 new articles from 2 feeds'
code "fetch again: nothing is due" 0 t fetch
has "and nobody was asked" "$out" '^0 new articles from 0 feeds'
code "fetch all: not modified" 0 t fetch --all
has "both unchanged" "$out" '\(2 unchanged, 0 failed\)'
is "the server said 304 twice" "$(requests ' 304$')" 2

# Three more papers report the events of the first.
subscribe '# papers' "$at/gen/alpha/20/1.xml news" "$at/gen/beta/20/1.xml" \
	"$at/gen/gamma/20/1.xml \"~The Gazette\"" "$at/gen/delta/20/1.xml !"
code "fetch after the file changed" 0 t fetch
has "only the new ones were due" "$out" '^60 new articles from 3 feeds'
code "feeds" 0 t feeds --json
is "the removed one is gone, the others there" \
	"$(p "$out" | json 'sorted(r["title"] for r in rows)')" \
	"['The Alpha Herald', 'The Beta Herald', 'The Delta Herald', 'The Gazette']"
is "tags and hidden" \
	"$(p "$out" | json '[(r["tags"], r["hidden"]) for r in rows if "alpha" in r["url"] or "delta" in r["url"]]')" \
	"[(['news'], False), ([], True)]"
is "counters" "$(p "$out" | json 'sorted({(r["articles"], r["unread"]) for r in rows})')" "[(20, 20)]"

code "threads" 0 t threads --json
# Four papers have all twenty events, the site's own feed three of them.
is "every event is one thread" \
	"$(p "$out" | json '(len(rows), sorted(r["reports"] for r in rows) == [4] * 17 + [5] * 3)')" \
	"(20, True)"
thread=$(p "$out" | json '[r["id"] for r in rows if r["reports"] == 4][0]')
code "show a thread" 0 t show "t$thread" --json
is "four outlets" "$(p "$out" | json 'len({r["site"] for r in rows[0]["reports"]})')" 4
id=$(p "$out" | json 'rows[0]["reports"][1]["id"]')
code "show an article" 0 t show "$id"
has "its source" "$out" '^Source: The '
has "its text" "$out" '^Then '
code "by a prefix" 0 t show "$(echo "$id" | cut -c1-13)"
code "as JSON" 0 t show "$id" --json
is "versioned, unread, in its thread" \
	"$(p "$out" | json '(rows[0]["v"], rows[0]["read"], rows[0]["thread"])')" \
	"(1, False, $thread)"
code "why" 0 t show --why "$id"
has "evidence" "$out" '(term|name) '
code "no such article" 1 t show 00000000-0000
one_line "its sentence" '.'

code "mark read" 0 t mark read "$id"
has "says how many" "$out" '^1 of 1 articles'
is "is read" "$(t show "$id" --json | json 'rows[0]["read"]')" True
code "mark again" 0 t mark read "$id"
has "nothing to do" "$out" '^0 of 1'
code "undo" 0 t undo
is "is unread again" "$(t show "$id" --json | json 'rows[0]["read"]')" False
code "mark a thread" 0 t mark read "t$thread"
has "four at once" "$out" '^4 of 4'
is "thread is read" "$(t threads --json --unread | json "$thread in [r['id'] for r in rows]")" False
code "undo it" 0 t undo
is "thread is unread" "$(t threads --json --unread | json "$thread in [r['id'] for r in rows]")" True
code "nothing left to undo" 1 t undo
code "star by search" 0 t mark star soup
starred=$(t articles --starred --json | json 'len(rows)')
is "as many as the search finds" "$(t search soup --json | json 'len(rows)')" "$starred"
code "mark all" 0 t mark read --all
is "nothing is unread" "$(t articles --unread --json | json 'len(rows)')" 0
code "undo all" 0 t undo

code "split" 0 t split "$id"
is "a thread of its own" "$(t show "$id" --json | json "rows[0]['thread'] != $thread")" True
new=$(t show "$id" --json | json 'rows[0]["thread"]')
code "rethread honours it" 0 t rethread
is "still apart" "$(t show "t$thread" --json | json 'len(rows[0]["reports"])')" 3
code "merge" 0 t merge "t$new" "t$thread"
is "together again" "$(t show "t$thread" --json | json 'len(rows[0]["reports"])')" 4
code "undo the merge" 0 t undo
is "apart again" "$(t show "t$thread" --json | json 'len(rows[0]["reports"])')" 3
code "undo the split" 0 t undo
is "as it was" "$(t show "t$thread" --json | json 'len(rows[0]["reports"])')" 4

before=$(t threads --json | json 'sorted((r["headline"], r["reports"]) for r in rows)')
code "rethread" 0 t rethread
is "gives what the stream gave" "$(t threads --json | json 'sorted((r["headline"], r["reports"]) for r in rows)')" "$before"

code "digest" 0 t digest --since 2025-05-01 --format md
has "headings" "$out" '^## '
code "digest as JSON" 0 t digest --since 2025-05-01 --format json
is "most reported first" "$(p "$out" | json '[rows[0]["reports_total"], rows[3]["reports_total"]]')" "[5, 4]"

code "export opml" 0 t export opml
has "outlines" "$out" '<outline.*gen/alpha'
code "export urls" 0 t export urls
is "is the file, comments and all" "$out" "$(cat "$urls")"
code "export jsonl" 0 t export jsonl
is "all articles" "$(p "$out" | json 'len(rows)')" 83

subscribe "$at/gen/alpha/20/1.xml"
code "remove" 0 t remove "$at/gen/alpha/20/1.xml"
is "line is gone" "$(cat "$urls")" ""
is "articles stay" "$(t articles --json | json 'len(rows)')" 83
code "remove what is not there" 1 t remove "$at/gen/alpha/20/1.xml"
one_line "its sentence" 'is not in .*urls'

code "doctor" 0 t doctor
has "all is well" "$out" 'all is well'
finish
