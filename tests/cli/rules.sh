#!/bin/sh
# Rules: what arrives is killed, scored, tagged, starred or read; and the
# same on everything, by request.
. "${top_srcdir:?}/tests/cli/lib.sh"

mkdir -p "$HOME/.config/thrum"
cat >"$HOME/.config/thrum/rules" <<'X'
# mine
kill title:horoscope
score +10 harbour
score -3 title:/^live/
tag "by the sea" harbour or boat
star author:"jane doe"
read title:weather
frob x
score ten x
kill is:odd
X
line() { # id, title, author, body
	printf '{"id":"%s","title":"%s","author":"%s","body":"%s","date":"2025-05-31T1%s:00:00Z","url":"https://news.example/%s"}\n' \
		"$1" "$2" "$3" "$4" "$1" "$1"
}
{
	line 0 "Your horoscope today" "" "Stars stand well for a boat."
	line 1 "Harbour opens" "Jane Doe" "The harbour opens its gates to all."
	line 2 "Live from the harbour" "" "A crowd waits at the pier."
	line 3 "Weather for the week" "" "Rain, then sun over the hills."
} >"$T/a.jsonl"

code "import under rules" 0 t import "$T/a.jsonl"
has "a verb that is none" "$err" 'rules: line 8: a rule begins with'
has "a number that is none" "$err" 'rules: line 9: score wants a number'
has "a query that is wrong" "$err" 'rules: line 10: is: wants one of'
out=$(t articles)
hasnt "killed is in no list" "$out" 'horoscope'
is "nor in a count" "$(t articles '*' | wc -l | tr -d ' ')" 3
has "but kept" "$(t articles is:killed)" 'horoscope'
is "not deleted by hand" "$(t articles is:deleted)" ""
has "tagged" "$(t articles --tag 'by the sea')" 'Harbour opens'
has "starred" "$(t articles is:starred)" 'Harbour opens'
has "read" "$(t articles is:read)" 'Weather'
is "points make an order" "$(t articles sort:score | grep -oE 'Harbour|Live|Weather' | tr '\n' ' ')" \
	"Harbour Live Weather "
has "points are asked for" "$(t articles score:10)" 'Harbour opens'
hasnt "and bound" "$(t articles score:10)" 'Live'

id=$(t articles title:harbour author:jane | cut -c1-8)
has "explain names the rule" "$(t explain "$id")" 'rule: score \+10 harbour'
has "in JSON, too" "$(t explain "$id" --json)" '"rules": ?\[.*"score \+10 harbour"'
has "every one" "$(t explain "$id")" 'rule: star author:"jane doe"'

code "killed comes back" 0 t mark undelete is:killed
has "it is there" "$(t articles)" 'horoscope'
is "and killed no more" "$(t articles is:killed)" ""

cat >"$HOME/.config/thrum/rules" <<'X'
kill title:weather
score 5 title:live
X
has "a list with counts" "$(t rules)" '^ *1  kill title:weather'
has "dry run" "$(t rules apply --dry-run)" '^ *1  score 5 title:live'
has "changes nothing" "$(t articles)" 'Weather'
code "apply" 0 t rules apply
has "says what it did" "$out" '1 found, 1 changed  kill'
hasnt "killed now" "$(t articles)" 'Weather'
has "points are counted anew" "$(t articles score:5)" 'Live'
hasnt "old ones are gone" "$(t articles score:10)" 'Harbour'
code "again" 0 t rules apply
has "nothing to do" "$out" '0 found, 0 changed  kill'
has "undo" "$(t undo)" '1 killed article is back'
has "it is back" "$(t articles)" 'Weather'
code "what else" 2 t rules frob
code "all is well" 0 t doctor

# A saved search is a feed, for commands too.
mkdir -p "$HOME/.config/thrum"
echo '"query:At sea:harbour or boat"' >>"$urls"
t fetch >/dev/null 2>&1
has "saved search" "$(t articles --feed 'At sea')" 'Harbour opens'
has "with counts" "$(t feeds)" ' [1-9]/[1-9] .*At sea'
has "narrowed" "$(t articles --feed 'At sea' -- -title:harbour)" 'horoscope'
code "mark by query" 0 t mark star 'title:live'
has "it is starred" "$(t articles is:starred)" 'Live'
has "threads by query" "$(t threads title:live)" '^t[0-9]+ '
code "wrong query" 2 t articles 'is:purple'
one_line "its sentence" 'is: wants one of unread.*at character 4'
finish
