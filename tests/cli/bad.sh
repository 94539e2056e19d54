#!/bin/sh
# Bad input and bad places: each has its sentence and exit code, and
# nothing that was there is lost.
. "${top_srcdir:?}/tests/cli/lib.sh"
cat >"$T/good.jsonl" <<'X'
{"id":"1","title":"A kiln is lit in Oakham","body":"The potters of Oakham lit their new kiln on Friday before a small crowd.","date":"2025-05-30T10:00:00Z","source":"Oakham Post","url":"http://a.example/1"}
{"id":"2","title":"Geese return to Lakeside","body":"Some four hundred geese came back to the lake at Lakeside this week.","date":"2025-05-30T11:00:00Z","source":"Lakeside News","url":"http://b.example/2"}
X
code "a good file" 0 t import "$T/good.jsonl"
has "counts" "$out" '^2 new articles'
articles() { t articles --json | json 'len(rows)'; }

code "missing file" 1 t import "$T/none.jsonl"
one_line "its sentence" 'none.jsonl'
code "a folder" 1 t import "$T"
one_line "its sentence" '.'
if [ "$(id -u)" = 0 ]; then
	skip "unreadable file" "root reads everything"
	skip "its sentence" "root reads everything"
else
	cp "$T/good.jsonl" "$T/secret.jsonl"
	chmod 000 "$T/secret.jsonl"
	code "unreadable file" 1 t import "$T/secret.jsonl"
	one_line "its sentence" 'secret.jsonl.*ermission'
fi
: >"$T/empty"
code "empty file" 1 t import "$T/empty"
one_line "its sentence" 'empty'
head -c 5000 /dev/urandom >"$T/noise.bin"
printf '\0\0\0\0' >>"$T/noise.bin"
code "binary noise" 1 t import "$T/noise.bin"
one_line "its sentence" '.'
printf '{"title": "A title"\nnot json\n[1,2]\n' >"$T/broken.jsonl"
code "no line is JSON" 1 t import "$T/broken.jsonl"
{ cat "$T/good.jsonl"; echo '{"broken'; } >"$T/partly.jsonl"
code "one line is not" 1 t import "$T/partly.jsonl"
one_line "the rest is done and said so" '1 lines'
has "known articles are known" "$out" '^0 new articles, 2 known'
printf '<?xml version="1.0"?><rss version="2.0"><channel><title>Half</title><item><guid>a</guid><title>A whole item here</title></item><item><guid>b</guid><title>Half an it' >"$T/half.xml"
code "truncated XML gives its whole items" 0 t import "$T/half.xml"
has "one or two came" "$out" '^[12] new articles'
printf '<?xml version="1.0" encoding="koi8-x-unknown"?><rss version="2.0"><channel><title>Enc</title><item><guid>a</guid><title>Caf\351 society meets</title></item></channel></rss>' >"$T/enc.xml"
code "an encoding that nobody knows" 0 t import "$T/enc.xml"
has "is read all the same" "$(t articles --json)" 'Caf. society'
printf '<opml><body><outline xmlUrl="exec:touch %s/pwned"/><outline text="x" xmlUrl="file:///etc/passwd"/></body></opml>' "$T" >"$T/evil.opml"
t import "$T/evil.opml" >/dev/null 2>&1
[ -s "$urls" ] && fail "OPML makes no commands" "$(cat "$urls")" || pass "OPML makes no commands"
printf '"exec:touch %s/pwned"\nhttp://127.0.0.1:1/x\n' "$T" >"$T/urls"
t import "$T/urls" >/dev/null 2>&1
is "nor does a urls file" "$(cat "$urls" 2>/dev/null)" "http://127.0.0.1:1/x"
rm -f "$urls"
[ -e "$T/pwned" ] && fail "nothing was run" || pass "nothing was run"

# 100 MB that are one text, and one file of XML.
head -c 104857600 /dev/zero | tr '\0' 'a' >"$T/large.txt"
code "100 MB of text" 1 t import "$T/large.txt"
one_line "its sentence names the limit" '(MiB|arge)'
{ printf '<rss><channel><title>x</title><item><title>'; cat "$T/large.txt"; } >"$T/large.xml"
rm -f "$T/large.txt"
code "100 MB of XML" 1 t import "$T/large.xml"
one_line "its sentence names the limit" '(MiB|arge|limit)'
rm -f "$T/large.xml"
had=$(articles)

# Hostile text never reaches the terminal.
printf '{"title":"Plain \\u001b[31mred\\u001b]0;owned\\u0007 \\u202eevil","body":"Body \\u001b[2J with \\u009b31m escapes and more words","date":"2025-05-30T12:00:00Z"}\n' >"$T/evil.jsonl"
code "hostile escapes" 0 t import "$T/evil.jsonl"
shown=$(t articles; t show "$(t articles --json | json '[r["id"] for r in rows if "Plain" in r["title"]][0]')")
hasnt "leave nothing" "$shown" "$(printf '\033')"
hasnt "no bidi override" "$shown" "$(printf '\342\200\256')"
had=$((had + 1))

# Stores.
cp "$store" "$T/copy.db"
python3 - "$T/copy.db" <<'X' 2>/dev/null || skip "newer store" "no python3"
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
c.execute("PRAGMA user_version = 9999")
c.commit()
X
sum=$(cksum <"$T/copy.db")
code "a store from a newer version" 1 t --store "$T/copy.db" threads
one_line "its sentence" 'newer'
code "is not written either" 1 t --store "$T/copy.db" import "$T/good.jsonl"
is "and not touched" "$(cksum <"$T/copy.db")" "$sum"
printf 'This is not a database, it is a letter to my aunt.\n%01000d' 0 >"$T/letter.db"
sum=$(cksum <"$T/letter.db")
code "a store that is none" 1 t --store "$T/letter.db" threads
one_line "its sentence" '.'
code "for writing" 1 t --store "$T/letter.db" import "$T/good.jsonl"
is "is not touched" "$(cksum <"$T/letter.db")" "$sum"
cp "$store" "$T/damaged.db"
dd if=/dev/urandom of="$T/damaged.db" bs=4096 seek=3 count=40 conv=notrunc 2>/dev/null
t --store "$T/damaged.db" doctor >"$T/out" 2>"$T/err"
is "a damaged store: doctor says so" "$?" 1
t --store "$T/damaged.db" import "$T/good.jsonl" >"$T/out" 2>"$T/err"
is "import into it does not crash" "$(test $? -le 1 && echo yes)" yes
is "and says what it says in lines of its own" "$(grep -vc '^thrum: ' "$T/err")" 0
mkdir "$T/folder.db"
code "a folder as store" 1 t --store "$T/folder.db" threads
one_line "its sentence" '.'

# Places.
if [ "$(id -u)" = 0 ] && command -v setpriv >/dev/null; then
	as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups env HOME="$T/ro" "$THRUM" "$@"; }
	mkdir "$T/ro"
	chmod 755 "$T"
	chmod 555 "$T/ro"
	code "a home that cannot be written" 1 as_nobody import "$T/good.jsonl"
	one_line "its sentence" '(ermission|written|ead-only)'
else
	mkdir "$T/ro"
	chmod 555 "$T/ro"
	code "a home that cannot be written" 1 env HOME="$T/ro" "$THRUM" import "$T/good.jsonl"
	one_line "its sentence" '(ermission|written|ead-only)'
fi
code "no home at all" 1 env -u HOME "$THRUM" threads
one_line "its sentence" 'HOME is not set'

if [ "$(id -u)" = 0 ] && mkdir "$T/small" && mount -t tmpfs -o size=2m tmpfs "$T/small" 2>/dev/null; then
	python3 -c '
for i in range(4000):
    print("{\"id\":\"%d\",\"title\":\"Parcel %d arrives at gate %d\",\"body\":\"%s\",\"date\":\"2025-05-30T10:00:00Z\"}" % (i, i, i * 7, "Parcel number %d was carried in by hand. " % i * 40))' >"$T/many.jsonl"
	code "first some articles" 0 t --store "$T/small/s.db" import "$T/good.jsonl"
	code "a full disk" 1 t --store "$T/small/s.db" import "$T/many.jsonl"
	has "its sentence" "$err" '(full|space)'
	code "what was there is there" 0 t --store "$T/small/s.db" articles --json
	is "and whole" "$(p "$out" | json 'len(rows) >= 2')" True
	code "doctor finds nothing" 0 t --store "$T/small/s.db" doctor
	umount "$T/small"
else
	skip "a full disk" "needs root and tmpfs"
fi

is "nothing was lost" "$(articles)" "$had"
code "doctor" 0 t doctor
finish
