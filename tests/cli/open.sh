#!/bin/sh
# Articles handed to a browser, podcasts to a player: arguments, no shell.
. "${top_srcdir:?}/tests/cli/lib.sh"
cat >"$T/f.xml" <<-'E'
	<rss version="2.0"><channel><title>The Wireless</title>
	<item><guid isPermaLink="false">1</guid><title>An hour of rain</title>
	<link>http://w.example/1?a=$(touch pwned)&amp;b=2</link><comments>http://w.example/1/talk</comments>
	<enclosure url="http://w.example/1.mp3" type="audio/mpeg" length="9"/>
	<enclosure url="http://w.example/1.ogg" type="audio/ogg" length="8"/></item>
	<item><guid isPermaLink="false">2</guid><title>A silent hour</title></item>
	<item><guid isPermaLink="false">3</guid><title>A trap</title><link>http://w.example/3</link>
	<enclosure url="javascript:alert(1)" type="audio/mpeg"/></item>
	</channel></rss>
E
t import "$T/f.xml" >/dev/null 2>&1
id() { t articles --json | json "[r['id'] for r in rows if '$1' in r['title']][0]"; }
rain=$(id rain) silent=$(id silent) trap=$(id trap)
cat >"$T/hear" <<-'E'
	#!/bin/sh
	printf '%s|' "$@" >"$0.new" && mv "$0.new" "$0.out"
E
chmod +x "$T/hear"
mkdir -p "$HOME/.config/thrum"
cat >"$HOME/.config/thrum/config" <<-E
	browser $T/hear web %u
	player $T/hear sound
E
heard() { # what the command was called with; it runs beside us
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		[ -f "$T/hear.out" ] && break
		sleep 0.1
	done
	cat "$T/hear.out" 2>/dev/null
	rm -f "$T/hear.out"
}

code "an article" 0 t open "$rain"
is "by the browser, as one argument" "$(heard)" 'web|http://w.example/1?a=$(touch%20pwned)&b=2|'
code "its comments" 0 t open --comments "$rain"
is "are another page" "$(heard)" 'web|http://w.example/1/talk|'
code "what is attached" 0 t open --play "$rain"
is "by the player, the first" "$(heard)" 'sound|http://w.example/1.mp3|'
code "printed" 0 t open --play --print "$rain"
is "both" "$out" "http://w.example/1.mp3
http://w.example/1.ogg"
code "nothing attached" 1 t open --play "$silent"
one_line "is said" 'has nothing attached'
code "no address" 1 t open "$silent"
one_line "is said too" 'has no address'
code "what is no address of a file" 1 t open --play "$trap"
one_line "is not handed on" '.'
code "one of two" 1 t open "$silent" "$rain"
is "the other one is opened" "$(heard)" 'web|http://w.example/1?a=$(touch%20pwned)&b=2|'
is "they stay unread" "$(t articles --unread --json | json 'len(rows)')" 3
echo "player /no/such/player" >"$HOME/.config/thrum/config"
code "a player that is not there" 1 t open --play "$rain"
one_line "is named" '/no/such/player'
code "nobody's id" 1 t open 99999999
[ -e pwned ] && fail "no shell" || pass "no shell"
finish
