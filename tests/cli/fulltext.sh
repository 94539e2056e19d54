#!/bin/sh
# Whole texts of feeds that give teasers: what is better is taken, what is
# not leaves the old text alone, and nothing is lost.
. "${top_srcdir:?}/tests/cli/lib.sh"
serve
of() { # field of story $1
	t articles --json | json "[r.get('$2') for r in rows if r['title'].startswith('Story $1:')][0]"
}
text_of() {
	t show "$(of "$1" id)" --json | json 'rows[0]["content"]'
}

get() { # path
	python3 -c 'import sys, urllib.request
sys.stdout.write(urllib.request.urlopen(sys.argv[1]).read().decode())' "$at$1"
}
get /teaser/93.xml >"$T/www/teaser.xml"
subscribe "$at/files/teaser.xml"
code "fetch" 0 t fetch
is "a teaser has few words" "$([ "$(of 3 words)" -lt 20 ] && echo few)" few

code "full text of nothing" 2 t fulltext
one_line "asks which" 'whose text'
code "of one" 0 t fulltext "$(of 3 id)"
has "says so" "$out" '^1 of 1 articles'
is "the text is there" "$([ "$(of 3 words)" -gt 150 ] && echo many)" many
has "from the page" "$(text_of 3)" 'officials said on site'
is "and marked" "$(t show "$(of 3 id)" --json | json 'rows[0]["fulltext"]')" True
has "the teaser is the summary now" "$(t show "$(of 3 id)" --json | json 'rows[0]["summary"]')" '^The council of'
has "it is found by its words" "$(t search --json '"officials said on site"' | json 'len(rows)')" '^1$'
code "again: no better one" 1 t fulltext "$(of 3 id)"
one_line "its sentence" 'no better text'

before=$(text_of 81)
code "a wall is not better" 1 t fulltext "$(of 81 id)"
one_line "its sentence" 'no better text'
is "the old text stays" "$(text_of 81)" "$before"
code "a page that is gone" 1 t fulltext "$(of 91 id)"
one_line "its sentence" '404'
code "by feed, as JSON" 1 t fulltext --feed "$at/files/teaser.xml" --limit 100 --json
is "counts" "$(p "$out" | json '(rows[0]["articles"], rows[0]["taken"], rows[0]["not_better"])')" "(93, 79, 11)"
is "a line for each that failed" "$(printf '%s\n' "$err" | grep -c .)" 14
code "doctor" 0 t doctor

# The feed goes on giving its teaser, with another word in it: the title
# follows, the text stays.
whole=$(text_of 5)
sed -e 's/The council of/The town council of/g' -e 's/Story 6:/Story 6: again/' \
	"$T/www/teaser.xml" >"$T/www/new.xml"
mv "$T/www/new.xml" "$T/www/teaser.xml"
code "the feed changes" 0 t fetch --all
is "its text is still the page's" "$(text_of 5)" "$whole"
has "but the headline is new" "$(of 6 title)" ': again '
is "with the text of the page" "$([ "$(of 6 words)" -gt 150 ] && echo many)" many
has "a teaser that was all there is follows" "$(text_of 81)" '^The town council'
code "doctor" 0 t doctor
finish
