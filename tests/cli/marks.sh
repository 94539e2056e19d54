#!/bin/sh
# Threads that are followed, muted, snoozed; what wakes them.
. "${top_srcdir:?}/tests/cli/lib.sh"

one='{"id":"a","title":"Ferry Alma runs aground off Port Ellis","text":"The ferry Alma ran aground off Port Ellis on Saturday with 212 people on board. At least 12 people were injured, the coast guard said. The coast guard took all passengers of the Alma to the shore by helicopter. The ferry lies on a sandbank two miles from the harbour of Port Ellis.","published":"2025-05-31T10:02:00Z","site":"Harbour Herald","url":"https://a.example/1","lang":"en"}'
other='{"id":"q","title":"Berlin opens a new tram line to the airport","text":"A new tram line links the airport with the centre of Berlin. The first tram left at six in the morning with many guests on board, the operator said.","published":"2025-05-31T11:00:00Z","site":"City Post","url":"https://q.example/1","lang":"en"}'
# The same again in other words, then something that nobody knew.
same='{"id":"b","title":"Ferry Alma aground off Port Ellis","text":"The ferry Alma ran aground off Port Ellis on Saturday with 212 people on board. The coast guard said that at least 12 people were injured. All passengers of the Alma were taken to the shore by helicopter by the coast guard. The ferry lies on a sandbank two miles from the harbour of Port Ellis.","published":"2025-05-31T11:10:00Z","site":"World Wire","url":"https://b.example/1","lang":"en"}'
news='{"id":"c","title":"Ferry Alma off Port Ellis: injured rise to 19","text":"The number of people injured on the ferry Alma rose to 19, the coast guard said. The ferry Alma ran aground off Port Ellis on Saturday with 212 people on board. Captain Jonas Reve said that the steering of the Alma had failed before the ferry reached Port Ellis.","published":"2025-05-31T12:30:00Z","site":"Coast News","url":"https://c.example/1","lang":"en"}'

add() { printf '%s\n' "$1" >"$T/add.jsonl" && t import "$T/add.jsonl" >/dev/null 2>&1; }
find_thread() { t threads --muted | sed -n "s/^\(t[0-9]*\) .*$1.*/\1/p" | head -n 1; }
add "$one"
add "$other"
ferry=$(find_thread Alma)
tram=$(find_thread tram)

code "follow" 0 t mark follow "$tram"
has "says what will be" "$out" 'followed, with its later chapters: Berlin opens'
is "followed ones stand on top" "$(t threads | head -n 1 | cut -d ' ' -f 1)" "$tram"
has "and have a sign" "$(t threads)" "^$tram *N\+"
code "undo" 0 t undo
has "undo says so" "$out" 'no longer followed'

code "snooze" 0 t mark snooze "$ferry"
has "says until when" "$out" 'asleep until a new fact: Ferry Alma'
hasnt "it is in no list" "$(t threads)" Alma
has "but among the muted" "$(t threads --muted)" "^$ferry *Nz.*Alma"
has "as JSON" "$(t threads --muted --json)" '"muted": ?true,"snoozed": ?true'
add "$same"
is "it is the same event" "$(t show --json "$ferry" | grep -c '"title"')" 1
hasnt "a copy wakes nobody" "$(t threads)" Alma
add "$news"
has "a new fact does" "$(t threads)" "^$ferry *N!"
is "on top" "$(t threads | head -n 1 | cut -d ' ' -f 1)" "$ferry"

code "snooze by date and sources" 0 t mark snooze --until sources,3d "$ferry"
has "says both" "$out" 'asleep until 3 more sources, 2025-06-04T00:00:00Z'
hasnt "asleep" "$(t threads)" Alma
has "the date comes" "$(THRUM_NOW=$((THRUM_NOW + 4 * 86400)) t threads)" "^$ferry *N!"
code "mute" 0 t mark mute "$tram"
hasnt "muted" "$(t threads)" tram
code "undo of mute" 0 t undo
has "it is back" "$(t threads)" tram
code "snooze, then wake" 0 t mark snooze "$tram"
code "wake" 0 t mark wake "$tram"
has "awake" "$(t threads)" tram
code "a rule of no sense" 2 t mark snooze --until never "$ferry"
has "says which there are" "$err" 'fact, sources, 12h'
code "a date that is past" 2 t mark snooze --until 2020-01-01 "$ferry"
code "an article is no thread" 1 t mark mute 1234567890
code "no thread" 2 t mark snooze
code "until without snooze" 2 t mark mute --until fact "$ferry"
code "all is well" 0 t doctor

finish
