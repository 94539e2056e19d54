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

code "write it" 0 t config --from "$T/nb" --write
code "it is a configuration" 0 t config
is "without mistakes" "$err" ""
has "that is in use" "$out" '^fetch-every-minutes 20$'
code "a file that is there is kept" 1 t config --from "$T/nb" --write
code "no file" 1 t config --from "$T/nothing"
one_line "its sentence" 'nothing'
printf 'browser "\033[31m"\nbrowser "\nbind-key\nmacro\n"\n\\\n' >"$T/bad"
code "nonsense" 0 t config --from "$T/bad"
hasnt "is not passed on" "$out" "$(printf '\033')"
finish
