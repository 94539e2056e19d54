#!/bin/sh
# The digest: what it says, and a page that anybody can read.
. "${top_srcdir:?}/tests/cli/lib.sh"

line() { # id, title, text, time, site, language
	printf '{"id":"%s","title":"%s","text":"%s","published":"%s","site":"%s","url":"https://%s.example/?a=1&b=%s","lang":"%s"}\n' \
		"$1" "$2" "$3" "$4" "$5" "$1" "$1" "$6"
}
{
	line a "Ferry Alma runs aground off Port Ellis" "The ferry Alma ran aground off Port Ellis on Friday with 212 people on board. At least 12 people were injured, the coast guard said. The coast guard took all passengers of the Alma to the shore by helicopter." 2025-05-30T10:02:00Z "Harbour Herald" en
	line b "Ferry Alma off Port Ellis: number of injured rises" "The number of people injured on the ferry Alma rose to 19, the coast guard said. The ferry Alma ran aground off Port Ellis on Friday with 212 people on board. Captain Jonas Reve said that the steering of the Alma had failed." 2025-05-31T12:30:00Z "Coast News" en
	line c "Stadtrat <b>neue</b> & \\\"Linie\\\"" "Der Stadtrat hat am Samstag den Bau einer neuen Linie beschlossen. Die Arbeiten beginnen im Herbst und dauern vier Jahre." 2025-05-31T15:00:00Z "Stadtblatt" de
	line d "السعودية تعلن موعد الوقوف بعرفة" "أعلنت السعودية يوم السبت موعد الوقوف بعرفة. وقال المتحدث إن الاستعدادات اكتملت." 2025-05-31T16:00:00Z "الجريدة" ar
	line e "Storm over the northern islands" "A storm with gusts of 120 kilometres an hour passed over the northern islands on Thursday. Two hundred houses lost power." 2025-05-30T13:00:00Z "Isle Post" en
	line f "Storm passes the northern islands" "The storm passed over the northern islands on Thursday with gusts of 120 kilometres an hour. Two hundred houses lost power, the grid said." 2025-05-30T14:00:00Z "Grid Times" en
} >"$T/in.jsonl"
code "import" 0 t import "$T/in.jsonl"

code "digest" 0 t digest
has "how much" "$out" '^3 events: 2 new, 1 with new facts, 0 going on'
has "sections" "$out" '^New facts$'
has "what is new in it" "$out" 'New: The number of people injured'
has "links by number" "$out" '^\[1\] https://'
has "what ended" "$out" 'Storm'
code "as Markdown" 0 t digest --format md
has "headings" "$out" '^### .*Ferry Alma'
code "as JSON" 0 t digest --format json
is "states" "$(p "$out" | json 'sorted(r["state"] for r in rows)')" "['ended', 'facts', 'new', 'new']"
is "with the fact" "$(p "$out" | json '[r["with_new_facts"] for r in rows if r["state"] == "facts"]')" "[1]"
code "limit" 0 t digest --limit 1
has "says what is left out" "$out" '2 smaller ones left out'
code "no such format" 2 t digest --format pdf
code "an empty time" 0 t digest --since 1h
has "says so" "$out" '0 events'

code "as a page" 0 t digest --format html
cp "$T/out" "$T/digest.html"
report=$(python3 "$here/page.py" "$T/digest.html" 2>&1)
is "well formed, named, readable, loads nothing" "$report" "all well"
hasnt "markup is text" "$out" '<b>'
for lang in en de ar; do
	has "an event in its language" "$out" "<article dir=\"auto\" lang=\"$lang\">"
done

code "since the last one" 0 t digest --since last
has "a day, the first time" "$out" '3 events'
code "and again" 0 t digest --since last --format html
has "nothing new" "$out" '0 events'
finish
