#!/bin/sh
# What is nobody's fault, what needs a pause, and who waits for whom.
. "${top_srcdir:?}/tests/cli/lib.sh"
serve
later() { THRUM_NOW=$((THRUM_NOW + $1)) && export THRUM_NOW; }
feed() { # field of the feed whose url matches
	t feeds --json | json "[r.get('$2') for r in rows if '$1' in r['url']][0]"
}

# Nothing waits for the slowest feed: what has come can be read.
subscribe "$at/gen/quick/5/1.xml" "$at/nap/6/gen/late/5/1.xml"
t fetch >"$T/fetch.out" 2>&1 &
pid=$!
seen=0 tries=0
while [ "$seen" = 0 ] && [ $tries -lt 100 ] && kill -0 $pid 2>/dev/null; do
	sleep 0.1
	seen=$(t articles --json 2>/dev/null | json 'len(rows)')
	tries=$((tries + 1))
done
kill -0 $pid 2>/dev/null && running=yes || running=no
is "five articles while the other feed thinks" "$seen $running" "5 yes"
wait $pid
has "the late one came too" "$(cat "$T/fetch.out")" '^10 new articles from 2 feeds'

# No server to be reached: our line is down, no feed is to blame. One on this
# machine says nothing about the line.
subscribe "http://one.invalid/a" "http://two.invalid/b" "$at/gen/near/5/1.xml"
code "offline" 1 t fetch
one_line "one sentence for all" 'none of 2 servers could be reached'
has "what is near comes" "$out" '^5 new articles'
is "no failure is noted" "$(feed one.inv failures) $(feed two.inv failures)" "0 0"
code "and they are still due" 1 t fetch
subscribe "http://127.0.0.1:1/a" "$at/gen/quick/5/1.xml"
later 86400
code "one that is down, when others are not" 1 t fetch
one_line "is to blame" '127.0.0.1:1/a: .*refuses connections'
is "and waits" "$(feed :1/a failures)" 1

# A log-in page of the network instead of the feed.
subscribe "$at/portal/gen/hotel/3/1.xml"
t fetch >/dev/null 2>&1
touch "$T/portal"
later 86400
code "a portal" 1 t fetch
one_line "is told from a broken feed" 'a web page of localhost came instead.*log-in'
is "the feed is not to blame" "$(feed portal failures)" 0
is "its articles stay" "$(feed portal articles)" 3
rm "$T/portal"
later 86400
code "after the log-in" 0 t fetch
has "all as it was" "$out" '^0 new articles from 1 feeds \(1 unchanged'

# A server that is asked too often.
set --
for i in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	set -- "$@" "$at/rest/$i"
done
subscribe "$@"
code "twenty feeds of a server that wants a pause" 1 t fetch
is "most of them are not sent" "$([ "$(requests '^/rest/')" -le 4 ] && echo few)" few
has "which is told" "$err" 'feeds were not asked: their servers want a pause'
later 3600
: >"$T/requests"
code "an hour later nobody asks" 0 t fetch
is "not one" "$(requests '^/rest/')" 0
later 7200
t fetch >/dev/null 2>&1
is "after the pause somebody does" "$([ "$(requests '^/rest/')" -gt 0 ] && echo yes)" yes

# A dead feed is asked less and less.
subscribe "$at/status/500"
: >"$T/requests"
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do
	t fetch >/dev/null 2>&1
	later 3600
done
n500=$(requests '/status/500')
is "12 hours: four or five times" "$([ "$n500" -ge 3 ] && [ "$n500" -le 5 ] && echo "$n500 is right")" "$n500 is right"

# Who one is.
subscribe "$at/secret/gen/closed/2/1.xml"
code "no password" 1 t fetch
one_line "says where one can stand" 'wants a name and a password.*netrc'
printf 'machine 127.0.0.1 login reader password s3cret\n' >"$HOME/.netrc"
chmod 600 "$HOME/.netrc"
code "from .netrc" 0 t fetch "$at/secret/gen/closed/2/1.xml"
has "comes" "$out" '^2 new articles'
rm "$HOME/.netrc"
subscribe "http://reader:wr0ng@${at#http://}/secret/gen/no/2/1.xml"
code "a wrong password" 1 t fetch
hasnt "is not said aloud" "$err" 'wr0ng'
with=http://reader:s3cret@${at#http://}/secret/gen/own/2/1.xml
subscribe "$with"
code "from the feed's own line" 0 t fetch
has "comes too" "$out" '^2 new articles'

# fulltext in the feeds file: pages before the articles are stored.
subscribe "$at/teaser/5.xml fulltext"
code "whole texts from the start" 0 t fetch
has "five" "$out" '^5 new articles'
is "all of them whole" "$(t articles --feed "$at/teaser/5.xml" --json | json 'min(r["words"] for r in rows) > 150')" True
: >"$T/requests"
code "again" 0 t fetch --all
is "pages are asked once" "$(requests '^/article/')" 0
subscribe "$at/teaser/93.xml fulltext"
code "a long feed, the first time" 0 t fetch
has "all articles" "$out" '^88 new articles'
is "not all pages" "$([ "$(requests '^/article/')" -le 30 ] && echo few)" few
code "doctor" 0 t doctor
finish
