#!/bin/sh
# What the reports of a thread say together.
. "${top_srcdir:?}/tests/cli/lib.sh"

ferry='{"id":"a","title":"Ferry Alma runs aground off Port Ellis","text":"The ferry Alma ran aground off Port Ellis on Saturday with 212 people on board. At least 12 people were injured, the coast guard said. \"The steering failed in high waves,\" Captain Jonas Reve told the harbour radio. The coast guard took all passengers to the shore by helicopter.","published":"2025-05-31T10:02:00Z","site":"Harbour Herald","url":"https://a.example/1","lang":"en"}
{"id":"b","title":"Ferry Alma aground off Port Ellis, passengers flown off","text":"The ferry Alma ran aground off Port Ellis on Saturday with 212 people on board. The number of people injured rose to 19, the coast guard said. \"The steering failed in high waves,\" Captain Jonas Reve said. Divers will look at the hull of the ferry Alma on Sunday off Port Ellis.","published":"2025-05-31T10:42:00Z","site":"World Wire","url":"https://b.example/1","lang":"en"}'
printf '%s\n' "$ferry" >"$T/ferry.jsonl"
code "import" 0 t import "$T/ferry.jsonl"
id=t$(t threads --json | sed -n 's/.*"id": *\([0-9]*\).*/\1/p' | head -n 1)

code "story" 0 t story "$id"
has "a figure that changed" "$out" 'changed +At least 12 people were injured'
has "who said it, who carried it" "$out" 'Jonas Reve +\[Harbour Herald, World Wire\]'
has "who was first" "$out" 'first: Harbour Herald, 40 min ahead'
has "sources" "$out" 'World Wire +1 +0'
code "show --timeline" 0 t show "$id" --timeline
has "reports in order of time" "$out" '10:42 .*World Wire: Ferry Alma'
hasnt "and nothing else" "$out" 'Who said'
code "story --json" 0 t story "$id" --figures --json
has "the verdict" "$out" '"verdict": *"changed"'
hasnt "only what was asked for" "$out" '"quotes"'
code "explain" 0 t explain "$id"
has "why" "$out" 't[0-9]+ '
code "explain --json" 0 t explain "$id" --json
has "evidence" "$out" '"evidence"'
code "export a thread" 0 t export "$id" --format md
has "with its texts" "$out" 'Divers will look at the hull'
code "export as a page" 0 t export "$id" --format html
has "whole" "$out" '<!DOCTYPE html>'
code "no such format" 2 t export "$id" --format tex
code "format without a thread" 2 t export urls --format md

ids=$(t articles --json | sed -n 's/.*"id": *"\([^"]*\)".*/\1/p')
code "compare" 0 t compare $ids
has "in both" "$out" '^= The ferry Alma ran aground'
has "in one" "$out" '^[<>] Divers will look'
code "no revisions" 0 t compare "${ids%%
*}"
has "says so" "$out" 'no earlier text'

before=$(t threads --json)
code "split, dry" 0 t split --dry-run "${ids%%
*}"
has "two threads" "$out" '1 reports.*'
is "two threads with a report each" "$(printf '%s\n' "$out" | wc -l)" 4
has "which one moves" "$out" '^  > .*Ferry Alma'
is "nothing was changed" "$(t threads --json)" "$before"

code "trends" 0 t trends
code "doctor --feeds" 0 t doctor --feeds
has "feeds by worth" "$out" 'Harbour Herald'
code "doctor --feeds --json" 0 t doctor --feeds --json
has "originality" "$out" '"originality": *1'

code "digest" 0 t digest --since 2d
has "a new event" "$out" '2 independent, new'
code "digest as a page" 0 t digest --since 2d --format html
has "it has a language" "$out" '<html lang="en">'
has "and ends" "$out" '</html>'
code "since the last one: the first time a day" 0 t digest --since last
has "the event" "$out" 'Ferry Alma'
code "since the last one" 0 t digest --since last
hasnt "nothing since" "$out" 'Ferry Alma'

code "no thread" 2 t story nonsense
one_line "its sentence" 'is no thread'
finish
