#!/bin/sh
# What servers can answer: each failure is that feed's own, is stored, and
# says what to do.
. "${top_srcdir:?}/tests/cli/lib.sh"
serve
later() { THRUM_NOW=$((THRUM_NOW + $1)) && export THRUM_NOW; }
feed() { # field of the feed whose url matches
	t feeds --json | json "[r.get('$2') for r in rows if '$1' in r['url']][0]"
}

subscribe "$at/gen/good/5/1.xml" "$at/status/404" "$at/status/410" \
	"$at/status/429" "$at/status/500" "$at/moved/gen/moved/2/1.xml" \
	"$at/found/gen/found/2/1.xml" "$at/loop" "$at/site" \
	"$at/half/gen/half/9/1.xml" "$at/cut/gen/cut/9/1.xml" "$at/latin1" \
	"http://127.0.0.1:1/refused" "http://no-such-host.invalid/" \
	"https://${at#http://}/plain"
code "one bad feed never harms another" 1 t fetch
has "good ones came" "$out" '^1[0-9] new articles from 15 feeds'
has "each failure has its line" "$err" '^thrum: .*404'
has "gone" "$err" '410'
has "too many" "$err" '429'
has "a page instead of a feed, and where the feed is" "$err" "/site: this is a web page, not a feed; its feed may be $at/gen/site/3/1.xml\$"
has "round and round" "$err" '/loop: 127.0.0.1 redirects in a circle'
has "cut off" "$err" '/cut/.*: 127.0.0.1 closed the connection before all had come'
has "a server that is down" "$err" ':1/refused: 127.0.0.1 refuses connections'
has "http under https" "$err" '/plain: 127.0.0.1 does not speak TLS at this address; http:// may be meant'
has "a name that nobody knows" "$err" 'the name no-such-host.invalid is not known'
is "one line a failure" "$(printf '%s\n' "$err" | grep -vc '^thrum: ')" 0

is "404 is stored in words" "$(feed status/404 http)" 404
has "404 words" "$(feed status/404 error)" '404'
is "410 is not asked again" "$(feed status/410 next_fetch)" None
has "429 waits as long as it says, and a little" "$(feed status/429 next_fetch)" 2025-06-01T02:[01].:..Z
has "a move is told" "$err" 'has moved for good: it is asked at .*/gen/moved/2/1.xml from now on'
is "301 is the new address" "$(feed moved fetch_url)" "$at/gen/moved/2/1.xml"
is "302 is not" "$(feed found/gen fetch_url)" None
is "half a feed gives its whole items" "$(t feeds --json | json '[3 <= r["articles"] < 9 for r in rows if "/half/" in r["url"]][0]')" True
is "a broken connection gives none" "$(feed /cut/ articles)" 0
is "encoding from the header" "$(t articles --json | json '[r["title"] for r in rows if "Cr" in r["title"]]')" "['Crème brûlée']"

later 3600
code "an hour later" 1 t fetch
is "410 was asked once" "$(requests '/status/410')" 1
is "429 was asked once" "$(requests '/status/429')" 1
is "404 was asked again" "$(requests '/status/404')" 2
is "the moved one was asked at its old address once" "$(requests '^/moved/')" 1
later 1800
code "half an hour later" 0 t fetch
is "404 waits longer now" "$(requests '/status/404')" 2
code "a gone feed by name is asked" 1 t fetch "$at/status/410"
is "asked" "$(requests '/status/410')" 2
code "no such feed" 1 t fetch "$at/nonsense"
one_line "its sentence" 'no feed'

# A feed that never ends, one that is slow.
echo 'feed-size-mib 1
timeout-seconds 5' >"$HOME/.config/thrum/config"
subscribe "$at/endless" "$at/bomb" "$at/drip" "$at/slow/gen/slow/3/1.xml"
code "without end" 1 t fetch
has "its sentence names the limit" "$err" '/endless: 127.0.0.1 sends more than 1 MiB; the option feed-size-mib'
has "one that unpacks to 64 MiB is no other" "$err" '/bomb: 127.0.0.1 sends more than 1 MiB'
has "one byte at a time is too slow" "$err" '/drip: 127.0.0.1 was too slow: .*after 5 s'
has "the slow one came" "$out" '^3 new articles'

# Commands: from the feeds file only, and never through a shell.
cat >"$T/www/two.xml" <<-'X'
	<rss version="2.0"><channel><title>Two</title>
	<item><guid>1</guid><title>A walled garden opens</title></item>
	<item><guid>2</guid><title>A second garden closes</title></item>
	</channel></rss>
X
cat >"$T/up" <<-'X'
	#!/bin/sh
	sed 's/garden/GARDEN/'
X
chmod +x "$T/up"
subscribe "\"exec:cat $T/www/two.xml\"" "\"filter:$T/up:$at/files/two.xml\"" \
	"\"exec:echo; touch $T/pwned\"" '"exec:/no/such/program"' '"exec:false"'
code "commands" 1 t fetch
is "output is a feed" "$(feed exec:cat articles)" 2
has "the filter had it" "$(t articles --json)" 'walled GARDEN'
[ -e "$T/pwned" ] && fail "no shell" || pass "no shell"
has "a missing program is said" "$err" '/no/such/program'

# Lines that make no sense: each is named, the others are fetched.
later 86400
subscribe "nonsense" "$at/gen/good/5/1.xml" "exec:"
code "bad lines" 0 t fetch
has "the first" "$err" 'thrum/urls: line 1: "nonsense"'
has "the second" "$err" 'thrum/urls: line 3: "exec:"'
is "no more than that" "$(printf '%s\n' "$err" | grep -c .)" 2

# Files, as newsboat has them: from the feeds file only.
cp "$T/www/two.xml" "$T/www/two words.xml"
subscribe "file://$T/www/two%20words.xml" "file://localhost$T/www/two.xml" \
	"file://$T/none.xml" "file://elsewhere/two.xml"
code "files" 1 t fetch
is "a blank in its name" "$(feed two%20words articles)" 2
is "this machine by its name" "$(feed localhost articles)" 2
has "a missing file is said" "$err" 'none.xml'
has "another machine is none of ours" "$err" 'names no file'
code "doctor" 0 t doctor
finish
