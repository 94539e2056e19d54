#!/bin/sh
# thrum show: one article and its thread in every format.
. "${top_srcdir:?}/tests/cli/lib.sh"
cat >"$T/a.jsonl" <<'X'
{"id":"1","title":"Harbour *dues* <b>fall</b>","body":"<p>Dues fell by <b>half</b>, the <a href='http://ex.org/a'>port</a> said in <a href='http://ex.org/a'>May</a>.</p><ul><li>one<li>two</ul><script>alert(1)</script><table><tr><th>Ship<th>Due<tr><td>Alba<td>12</table>","date":"2025-05-30T10:00:00Z","source":"Herald","url":"http://ex.org/x"}
X
code "import" 0 t import "$T/a.jsonl"
id=$(t articles --json | sed 's/.*"id":"\([^"]*\)".*/\1/')
thread=t$(t articles --json | sed 's/.*"thread":\([0-9]*\).*/\1/')
esc=$(printf '\033')

code "text" 0 t show --width 30 "$id"
has "text: the title" "$out" '^Harbour \*dues\* <b>fall</b>$'
has "text: one number for one target" "$out" 'port\[1\]'
has "text: wrapped" "$out" '^said in May\[1\]\.$'
has "text: the addresses" "$out" '^\[1\] http://ex\.org/a$'
hasnt "text: no escapes" "$out" "$esc"

TERM=xterm-256color
export TERM
code "ansi" 0 t show --format ansi "$id"
has "ansi: bold" "$out" "$esc\\[0;1mhalf$esc\\[m"
has "ansi: links" "$out" "$esc\\]8;;http://ex\\.org/a$esc.*port"
plain=$(printf '%s\n' "$out" | sed "s/$esc\\]8;;[^$esc]*$esc.//g; s/$esc\\[[0-9;]*m//g")
is "ansi: the same text" "$plain" "$(t show "$id")"
NO_COLOR=1 code "ansi without colours" 0 t show --format ansi "$id"
hasnt "NO_COLOR: none" "$out" "38;5"
TERM=linux code "ansi on the console" 0 t show --format ansi "$id"
hasnt "the console: no OSC 8" "$out" "\\]8;;"

code "md" 0 t show --format md "$id"
has "md: the title escaped" "$out" '^# Harbour \\\*dues\\\* \\<b>fall\\</b>$'
has "md: a link" "$out" '\*\*half\*\*, the \[port\]\(http://ex\.org/a\)'
has "md: a table" "$out" '^\| Ship \| Due \|$'

code "html" 0 t show --format html "$id"
has "html: escaped" "$out" '<h1>Harbour \*dues\* &lt;b&gt;fall&lt;/b&gt;</h1>'
has "html: loads nothing" "$out" "default-src 'none'"
hasnt "html: no script" "$out" '<script|alert'

code "json" 0 t show --format json "$id"
has "json: versioned" "$out" '^\{"v":1,'
has "json: links" "$out" '"links":\["http://ex\.org/a"\]'
is "--json is the same" "$(t show --json "$id")" "$out"

for f in text ansi md html json; do
	code "the thread as $f" 0 t show --format $f "$thread"
	has "$f: its report" "$out" 'Herald'
	code "both as $f" 0 t show --format $f "$thread" "$id"
done
code "an unknown format" 2 t show --format pdf "$id"
has "says which there are" "$err" 'text, ansi, md, html or json'
# A page says the same to both who read it.
page=$top_srcdir/tests/data/pages/news.html
code "extract a page" 0 t extract "$page" --url https://news.example/a
text=$(p "$out" | json 'rows[0]["text"]')
code "import a page" 0 t import --dry-run --json "$page"
is "the same text" "$(p "$out" | json 'rows[0]["content"]')" "$text"
hasnt "no pictures in it" "$text" '\[image'
finish
