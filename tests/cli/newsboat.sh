#!/bin/sh
# newsboat's configuration in thrum's words.
. "${top_srcdir:?}/tests/cli/lib.sh"

cat >"$T/nb" <<'EOF'
# my settings
browser "w3m -o \"x=y\" %u"
text-width 80   # narrow
reload-time 20
refresh-on-startup yes
max-items 100
color background white black
bind-key ^R reload-all
bind-key SPACE open feedlist
bind-key y random-unread
unbind-key C
macro k set browser "mpv %u"; open-in-browser; set browser "w3m %u"
articlelist-format "%4i %f %D %6L  %?T?|%-17T|  ?%t"
frobnicate yes
download-timeout 100000
ignore-article "*" "title =~ \"horoscope\""
ignore-article "http://a.example/feed?x=1&y=2" "content =~ \"ad\" or author = \"Robot\""
ignore-article "regex:b[.]example" "age > 30"
ignore-article "*" "guid = \"7\""
define-filter "Boats" "title =~ \"boat\""
EOF
code "translate" 0 t config --from "$T/nb"
has "comments stay" "$out" '^# my settings'
has "a command loses its marks" "$out" '^browser w3m -o "x=y" %u$'
has "a number" "$out" '^text-width 80$'
has "under another name" "$out" '^fetch-every-minutes 20$'
has "a switch" "$out" '^fetch-on-start yes$'
has "what is not there is a comment" "$out" '^# max-items 100$'
has "with what to do instead" "$out" 'nothing is deleted'
has "colours point to themes" "$out" 'thrum-themes'
has "keys" "$out" '^bind-key \^R reload-all$'
has "keys of a dialog" "$out" '^bind-key SPACE open feedlist$'
has "operations that are not there" "$out" '^# bind-key y random-unread$'
has "macros" "$out" '^macro k set browser'
has "formats with other letters" "$out" '^# articlelist-format'
has "say so" "$out" '%i is no field here'
has "what newsboat does not know either" "$out" '^# frobnicate yes'
has "values that are out of range" "$out" '^# download-timeout'

has "what is ignored is a rule" "$out" '\(in the file rules: kill title =~ "horoscope"\)'
has "or cannot be one" "$out" '\(.*url:.*\)'
has "filters are searches" "$out" '^# define-filter'
code "write it" 0 t config --from "$T/nb" --write
code "it is a configuration" 0 t config
is "without mistakes" "$err" ""
has "that is in use" "$out" '^fetch-every-minutes 20$'
cat >"$T/want" <<'X'
kill title =~ "horoscope"
kill rssurl = "http://a.example/feed?x=1&y=2" and (content =~ "ad" or author = "Robot")
kill rssurl =~ "b[.]example" and (age > 30)
X
rules=$HOME/.config/thrum/rules
is "and rules" "$(cat "$rules")" "$(cat "$T/want")"
printf 'star author:doe\nkill rssurl =~ "b[.]example" and (age > 30)' >"$rules"
rm "$HOME/.config/thrum/config"
code "write it again" 0 t config --from "$T/nb" --write
is "what is there stays, nothing twice" "$(cat "$rules")" "star author:doe
kill rssurl =~ \"b[.]example\" and (age > 30)
kill title =~ \"horoscope\"
kill rssurl = \"http://a.example/feed?x=1&y=2\" and (content =~ \"ad\" or author = \"Robot\")"
code "a file that is there is kept" 1 t config --from "$T/nb" --write
code "no file" 1 t config --from "$T/nothing"
one_line "its sentence" 'nothing'
printf 'text-width\t80\t# narrow\n' >"$T/tabs"
code "words that tabs part" 0 t config --from "$T/tabs"
has "are words" "$out" '^text-width 80$'
printf 'ignore-article "*" " "\nignore-article x ""\n' >"$T/blank"
code "an empty filter" 0 t config --from "$T/blank"
hasnt "kills nothing" "$out" 'in the file rules: kill'
printf '# \033[32m\nbrowser "\033[31m"\nbrowser "\nbind-key\nmacro\n"\n\\\n' >"$T/bad"
code "nonsense" 0 t config --from "$T/bad"
hasnt "is not passed on" "$out" "$(printf '\033')"

# They do what they say.
item() { # what NUMBER TITLE AUTHOR
	printf '<item><guid>%s</guid><title>%s</title><author>%s</author></item>' "$@"
}
channel() { # TITLE, items on standard input
	printf '<rss version="2.0"><channel><title>%s</title>' "$1"
	cat
	printf '</channel></rss>'
}
{ item 1 "Your horoscope" x && item 2 "A boat sinks" Robot; } | channel A >"$T/a.xml"
{ item 3 "A ferry is late" Robot && item 4 "A plain day" x; } | channel B >"$T/b.xml"
subscribe "file://$T/a.xml" "file://$T/b.xml"
cat >"$T/nb" <<X
ignore-article "*" "title =~ \"horoscope\""
ignore-article "file://$T/a.xml" "author = \"Robot\""
X
rm -f "$HOME/.config/thrum/config" "$rules"
code "another one" 0 t config --from "$T/nb" --write
code "fetch" 0 t fetch
is "what is ignored is not in the lists" \
	"$(t articles --json | json 'sorted(r["title"] for r in rows)')" \
	"['A ferry is late', 'A plain day']"
finish
