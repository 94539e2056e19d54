#!/bin/sh
# When a feed is asked, and what is said to it: what it asked for is known
# after answers that do not repeat it, and over several programs.
. "${top_srcdir:?}/tests/cli/lib.sh"
serve
later() { THRUM_NOW=$((THRUM_NOW + $1)) && export THRUM_NOW; }
at_time() { THRUM_NOW=$1 && export THRUM_NOW; }
feed() { # field of the feed whose url matches
	t feeds --json | json "[r.get('$2') for r in rows if '$1' in r['url']][0]"
}
write() { # NAME HEAD: a feed of two items
	cat >"$T/www/$1" <<-X
		<rss version="2.0"><channel><title>Paper $1</title>$2
		<item><guid isPermaLink="false">1</guid><title>A first ferry sails</title></item>
		<item><guid isPermaLink="false">2</guid><title>A second one does not</title></item>
		</channel></rss>
	X
}

# Sunday 2025-06-01 00:00: hours 2 to 8 are to be left alone.
hours=$(printf '<hour>%d</hour>' 2 3 4 5 6 7 8)
write night.xml "<skipHours>$hours</skipHours>"
write long.xml "<ttl>180</ttl>"
write days.xml "<skipDays><day>Monday</day></skipDays>"
subscribe "$at/files/night.xml" "$at/files/long.xml" "$at/files/days.xml"
code "three feeds that want to be left alone at times" 0 t fetch
has "an hour later one may ask again" "$(feed night next_fetch)" '2025-06-01T00:30'
has "the ttl" "$(feed long next_fetch)" '2025-06-01T03:00'
later 5400
t fetch >/dev/null 2>&1
is "it was not modified" "$(feed night http)" 304
has "and is known to want its night" "$(feed night next_fetch)" '2025-06-01T09:00'
later 5400
t fetch >/dev/null 2>&1
is "nor was this" "$(feed long http)" 304
has "and its ttl is known" "$(feed long next_fetch)" '2025-06-01T06:'
t fetch --all >/dev/null 2>&1
t fetch --all >/dev/null 2>&1
has "after any number of answers" "$(feed long next_fetch)" '2025-06-01T0[67]:'
# Nobody was there for a day: due, but not in its night, nor on its day.
at_time $((1748736000 + 86400 + 3 * 3600))
: >"$T/requests"
t fetch >/dev/null 2>&1
is "at three on Monday" "$(requests night.xml) $(requests long.xml) $(requests days.xml)" "0 1 0"
later $((6 * 3600))
t fetch >/dev/null 2>&1
is "at nine on Monday" "$(requests night.xml) $(requests days.xml)" "1 0"
later $((15 * 3600))
t fetch >/dev/null 2>&1
is "on Tuesday" "$(requests days.xml)" 1

# Two programs at once: one asks.
subscribe "$at/nap/2/files/long.xml"
: >"$T/requests"
t fetch >"$T/out1" 2>&1 &
pid=$!
for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
	[ -e "$T/napping" ] && break
	sleep 0.1
done
code "a fetch beside a fetch" 0 t fetch
one_line "says who asks" 'another thrum is asking the feeds'
wait $pid
is "the feed was asked once" "$(requests nap)" 1
has "by the first" "$(cat "$T/out1")" '2 new articles'

# Only what is new (RFC 3229).
echo 3 >"$T/www/parcels"
subscribe "$at/delta/parcels"
code "all of it" 0 t fetch
echo 5 >"$T/www/parcels"
later 86400
code "what is new" 0 t fetch
has "two" "$out" '^2 new articles'
is "in an answer of its own kind" "$(feed delta http)" 226
later 86400
code "nothing new" 0 t fetch
is "is told as ever" "$(feed delta http) $(feed delta articles)" "304 5"

# Who asks, and with what.
write seen.xml ""
subscribe "$at/logged/User-Agent/seen.xml" "$at/logged/Accept-Encoding/seen.xml"
code "headers" 0 t fetch
has "its name" "$(cat "$T/headers")" '^User-Agent: thrum/[0-9.]+ \(.+\)$'
has "what it can unpack" "$(cat "$T/headers")" '^Accept-Encoding: .*gzip'
rm "$T/headers"
subscribe "$at/logged/If-None-Match/seen.xml"
t fetch >/dev/null 2>&1
later 86400
t fetch >/dev/null 2>&1
is "a stored ETag goes back as it came" "$(tail -n 1 "$T/headers")" 'If-None-Match: "same"'
subscribe "$at/logged/If-None-Match/seen.xml?page=1"
echo 'If-None-Match: -' >"$T/want"
t fetch >/dev/null 2>&1
is "another address begins anew" "$(tail -n 1 "$T/headers")" "$(cat "$T/want")"

# A feed moves, and what it moved to dies: back to the old address, which is
# not asked by the other's ETag.
write home.xml ""
subscribe "$at/dies/home.xml"
code "moved" 0 t fetch
has "is said" "$err" 'has moved for good'
is "and kept" "$(feed dies fetch_url)" "$at/files/home.xml"
mv "$T/www/home.xml" "$T/www/kept.xml"
for i in 1 2 3; do
	later 86400
	t fetch >/dev/null 2>&1
done
is "its new address failed three times" "$(feed dies fetch_url)" None
mv "$T/www/kept.xml" "$T/www/home.xml"
: >"$T/requests"
later 86400
code "the old one leads there again" 0 t fetch
is "and is asked for all of it" "$(grep '^/dies' "$T/requests")" "/dies/home.xml - 301"
code "doctor" 0 t doctor
finish
