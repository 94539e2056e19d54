#!/bin/sh
# Completion: what `thrum --complete` offers, and the shells that ask it.
. "${top_srcdir:?}/tests/cli/lib.sh"

offers() { # description, words..., what must be offered (the last one)
	what=$1
	shift
	want=
	for w; do want=$w; done
	set -- "$@" ""
	words=
	while [ $# -gt 2 ]; do
		words="$words '$1'"
		shift
	done
	eval "t --complete $words" >"$T/out" 2>"$T/err"
	if cut -f1 "$T/out" | grep -qxF -- "$want" && [ ! -s "$T/err" ]; then
		pass "$what"
	else
		fail "$what" "no $want for:$words" "$(cat "$T/out" "$T/err")"
	fi
}

subscribe 'https://example.org/feed.xml news "~The Example"' \
	'https://example.net/rss' 'http://example.com/a'
offers "commands" di digest
offers "a command's help stands beside it" fetc fetch
has "in words" "$(cat "$T/out")" '	fetch what is due'
offers "global options" --co --config-dir
offers "a command's options" digest --fo --format
offers "a command's words" export o opml
offers "and those that are called something" mark uns unstar
offers "the second word" mark read --ta --tag
offers "values of an option" digest --format h html
offers "of its short form" show -F m md
offers "feeds" remove https://example.o https://example.org/feed.xml
offers "feeds of an option" articles --feed http://e http://example.com/a
offers "files" import x :files
offers "folders" -C x :dirs
offers "times" articles --since 1 12h
offers "commands behind global options" -C /nowhere --linear fe feeds
mkdir "$T/c"
echo 'https://other.example/feed' >"$T/c/urls"
offers "feeds of the folder that is named" -C "$T/c" remove https://o \
	https://other.example/feed
is "nothing behind a command that is none" "$(t --complete frobnicate '' 2>&1)" ""
is "nothing where nothing is known" "$(t --complete threads --limit '' 2>&1)" ""
[ -e "$HOME/.local" ] && fail "no store is made" || pass "no store is made"

# Every command and every option is offered.
missing=
for c in $(t --help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
	t --complete "$c" | cut -f1 | grep -qx "$c" || missing="$missing $c"
	for o in $(t "$c" --help | sed -n 's/^  .*\(--[a-z-]*\) .*/\1/p'); do
		t --complete "$c" "$o" | cut -f1 | grep -qxF -- "$o" ||
			missing="$missing $c:$o"
	done
done
is "every command and option is offered" "$missing" ""
# What is offered as a format is one.
wrong=
for c in digest; do
	for f in $(t --complete $c --format ''); do
		t $c --format "$f" 2>&1 | grep -q 'format' && wrong="$wrong $f"
	done
done
is "the formats that are offered are taken" "$wrong" ""
wrong=
for m in $(t --complete mark ''); do
	t mark "$m" x 2>&1 | grep -qE "no mark|what|is read" && wrong="$wrong $m"
done
is "the marks that are offered are taken" "$wrong" ""

code "no such shell" 2 t completions csh
one_line "its sentence" 'bash, zsh and fish'
PATH=$(dirname "$THRUM"):$PATH
for shell in bash zsh fish; do
	code "the script for $shell" 0 t completions $shell
	cp "$T/out" "$T/script.$shell"
done

if command -v bash >/dev/null; then
	cat >"$T/ask.bash" <<-'EOF'
		. "$1"
		shift
		COMP_WORDS=("$@")
		COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
		_thrum
		printf '%s\n' "${COMPREPLY[@]}"
	EOF
	ask() { bash "$T/ask.bash" "$T/script.bash" "$@"; }
	is "bash: commands" "$(ask thrum dig)" digest
	is "bash: values" "$(ask thrum digest --format h)" html
	is "bash: an address, parted at its colon" \
		"$(ask thrum remove https : //example.o)" //example.org/feed.xml
	touch "$T/a file"
	is "bash: files" "$(cd "$T" && ask thrum import 'a f')" 'a file'
else
	skip "bash" "not installed"
fi
if command -v zsh >/dev/null; then
	cat >"$T/ask.zsh" <<-'EOF'
		compdef() { :; }
		_describe() { print -rl -- "${(@)found}"; }
		_files() { print files; }
		. "$1"
		shift
		words=("$@") CURRENT=$#
		_thrum
	EOF
	ask() { zsh -f "$T/ask.zsh" "$T/script.zsh" "$@" 2>&1; }
	has "zsh: commands" "$(ask thrum dig)" '^digest:what happened'
	is "zsh: values" "$(ask thrum digest --format h)" html
	is "zsh: an address" "$(ask thrum remove https://example.n)" \
		'https\://example.net/rss'
	is "zsh: files" "$(ask thrum import x)" files
else
	skip "zsh" "not installed"
fi
if command -v fish >/dev/null; then
	ask() { fish --no-config -c "source '$T/script.fish'; complete -C'$1'" 2>&1; }
	has "fish: commands" "$(ask 'thrum dig')" '^digest'
	has "fish: values" "$(ask 'thrum digest --format h')" '^html'
	has "fish: an address" "$(ask 'thrum remove https://example.n')" \
		'^https://example.net/rss'
else
	skip "fish" "not installed"
fi
finish
