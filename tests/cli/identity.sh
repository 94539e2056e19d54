#!/bin/sh
# Who an item is when its feed forgets: sequences of one feed as servers
# really give them. None may flood the reader with articles known already.
. "${top_srcdir:?}/tests/cli/lib.sh"
serve

# make NAME RULE...: www/NAME.xml, six stories; rules change all of them.
#   guid=X link=X date=X text=X title=X: a Python expression of i, or None
#   n=N: so many; atom: in that format
make() {
	python3 - "$T/www/$1.xml" "$at" "$@" <<-'X'
		import os, sys
		path, at, feed, *rules = sys.argv[1:]
		r = dict(x.split("=", 1) if "=" in x else (x, "1") for x in rules)
		env = {"at": at}
		def val(name, default, i):
		    return eval(r.get(name, default), env, {"i": i})
		def tag(name, v):
		    return "" if v is None else "<%s>%s</%s>" % (name, v, name)
		items = ""
		for i in range(int(r.get("n", "6"))):
		    guid = val("guid", "'story-%d' % i", i)
		    link = val("link", "'http://%s.example/story/%%d' %% i" % feed, i)
		    title = val("title", "'Story number %d of the day' % i", i)
		    date = val("date", "'%02d May 2025 08:00:00 GMT' % (20 + i)", i)
		    text = val("text", "'The whole text of story %d, as it was sent.' % i", i)
		    if "atom" in r:
		        items += "<entry>%s<link href='%s'/>%s<updated>2025-05-%02dT08:00:00Z</updated><summary>%s</summary></entry>" % (
		            tag("id", guid), link, tag("title", title), 20 + i, text)
		    else:
		        items += "<item>%s%s%s%s%s</item>" % (
		            "" if guid is None else "<guid isPermaLink='false'>%s</guid>" % guid,
		            tag("link", link), tag("title", title), tag("pubDate", date),
		            tag("description", text))
		head = tag("title", r.get("name", "The Paper"))
		body = ("<feed xmlns='http://www.w3.org/2005/Atom'>%s%s</feed>" if "atom" in r else
		        "<rss version='2.0'><channel>%s<link>http://" + r.get("site", feed + ".example") +
		        "/</link>%s</channel></rss>") % (head, items)
		with open(path, "w") as f:
		    f.write(body)
	X
}
# next WHAT NEW REVISED NAME RULE...: what the next fetch finds.
next() {
	what=$1 new=$2 revised=$3 name=$4
	shift 3
	make "$@"
	code "$what" 0 t fetch --json "$at/files/$name.xml"
	is "$what: new, revised" "$(p "$out" | json '(rows[0]["articles_new"], rows[0]["articles_revised"])')" "($new, $revised)"
}
begin() { # NAME
	make "$@"
	subscribe "$at/files/$1.xml"
	code "$1: the first fetch" 0 t fetch "$at/files/$1.xml"
}
count() { # of the feed NAME
	t articles --feed "$at/files/$1.xml" --json | json 'len(rows)'
}

begin guids
next "the same again" 0 0 guids
next "new guids" 0 0 guids "guid='v2-%d' % i"
next "guids with a session in them" 0 0 guids "guid='v2-%d;sid=8271' % i"
next "no guids any more" 0 0 guids "guid=None"
next "no guids, tracking in the links" 0 0 guids "guid=None" "link='http://guids.example/story/%d?utm_source=rss' % i"
next "https, www" 0 0 guids "guid=None" "link='https://www.guids.example/story/%d' % i"
next "as Atom, with ids of its own" 0 0 guids atom "guid='tag:paper.example,2025:%d' % i"
next "seven stories now" 1 0 guids n=7
next "and three, and seven again" 0 0 guids n=3
next "all back" 0 0 guids n=7
is "seven articles in all" "$(count guids)" 7

begin dates
next "everything is of today" 0 0 dates "date='31 May 2025 23:00:00 GMT'"
next "no dates at all" 0 0 dates "date=None"
next "new dates and new guids" 0 0 dates "date='31 May 2025 22:00:00 GMT'" "guid='again-%d' % i"
is "still in the old order" "$(t articles --feed "$at/files/dates.xml" --json | json '[r["title"].split()[2] for r in rows]')" "['5', '4', '3', '2', '1', '0']"

begin moved
next "the site has another name" 0 0 moved "guid='http://journal.example/story/%d' % i" "link='http://journal.example/story/%d' % i"
is "six articles" "$(count moved)" 6

begin clicks "guid=None" "link='http://click.example/r?u=%d&s=17ab' % i"
next "a redirector with a session in it" 0 0 clicks "guid=None" "link='http://click.example/r?u=%d&s=99cf' % i"
next "another redirector" 0 0 clicks "guid=None" "link='https://go.example/%x' % (i * 7919 + 4242)"
next "and none" 0 0 clicks "guid=None" "link='http://clicks.example/story/%d' % i"
next "guids appear" 0 0 clicks "guid='http://clicks.example/story/%d' % i" "link='http://clicks.example/story/%d?utm_source=feed&fbclid=%d' % (i, i)"
is "six articles" "$(count clicks)" 6

begin spelled
next "headlines in capitals are new headlines of the same" 0 6 spelled "title='STORY NUMBER %d OF THE DAY' % i" "guid=None"
is "six articles" "$(count spelled)" 6

begin edits
next "one text is new" 0 1 edits "text='The whole text of story %d, as it was sent.' % i if i else 'Corrected: the mayor was not there.'"
has "the new one is shown" "$(t articles --feed "$at/files/edits.xml" --json | json '[t for t in (r.get("content") or r.get("summary") or r["title"] for r in rows)]')" '.'
next "new text under a new guid" 0 1 edits "guid='story-%d%s' % (i, 'b' if i == 1 else '')" \
	"text='The whole text of story %d, as it was sent.' % i if i > 1 else ('Corrected: the mayor was not there.', 'Twice corrected: she was.')[i]"
is "six articles" "$(count edits)" 6

begin one-guid "guid='1'"
is "one guid for all: six articles" "$(count one-guid)" 6
next "again: nothing is new" 0 0 one-guid "guid='1'"
next "one more" 1 0 one-guid "guid='1'" n=7

begin front "guid=None" "link='http://front.example/'"
is "all link to the front page: six articles" "$(count front)" 6
next "again" 0 0 front "guid=None" "link='http://front.example/'"
next "one more" 1 0 front "guid=None" "link='http://front.example/'" n=7

begin bare "guid=None" "link=None"
is "neither guid nor link: six articles" "$(count bare)" 6
next "again" 0 0 bare "guid=None" "link=None"
next "another text under one headline" 0 1 bare "guid=None" "link=None" "text='The whole text of story %d, as it was sent.' % i if i else 'It ended well.'"

# Two different stories that a paper gives one headline and one address:
# the briefing of each day.
begin daily n=1 "link='http://daily.example/briefing'" "title='Morning briefing'" "guid='b-20'"
next "the next day's" 1 0 daily n=1 "link='http://daily.example/briefing'" "title='Morning briefing'" "guid='b-21'" \
	"date='21 May 2025 08:00:00 GMT'" "text='Another day, other news.'"

# Somebody else has the address now.
begin sold
make sold name=Casino site=casino.example "guid='c-%d' % i" "link='http://casino.example/%d' % i" "title='Win %d today' % i" "text='Win %d.' % i"
code "another feed at the address" 0 t fetch "$at/files/sold.xml"
has "is named" "$err" 'The Paper: what comes from here now is another feed, "Casino" of http://casino.example'
is "its articles are there, the old ones too" "$(count sold)" 12
code "once" 0 t fetch "$at/files/sold.xml"
hasnt "not again" "$err" 'another feed'
code "doctor" 0 t doctor
finish
