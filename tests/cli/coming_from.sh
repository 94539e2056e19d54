#!/bin/sh
# doc/coming-from.md names actions, keys, settings, commands and options:
# all of them are there.
. "${top_srcdir:?}/tests/cli/lib.sh"

if ! command -v python3 >/dev/null; then
	echo "1..0 # SKIP python3 is missing"
	exit 0
fi
t --man keys >"$T/keys"
t --man config >"$T/config"
for c in '' $(t --help | sed -n 's/^  \([a-z]*\) .*/\1/p'); do
	t $c --help | sed "s/^/thrum ${c:--} /"
done >"$T/help"
wrong=$(python3 - "$top_srcdir/doc/coming-from.md" "$T" <<'EOF'
import re, sys
text, dir = open(sys.argv[1], encoding='utf-8').read(), sys.argv[2]
read = lambda n: open(dir + '/' + n, encoding='utf-8').read()
plain = lambda s: s.replace('\\(dq', '"').replace('\\&', '').replace(
    '\\-', '-').replace('\\e', '\\')
keys = dict((m[0], plain(m[1]).replace('\\ ', ' ').split())
            for m in re.findall(r'^\.It Cm (\S+)\n(?:(?!\.It).*\n)*?\.br\n\.Ic (.*)$',
                                read('keys'), re.M))
settings = set(re.findall(r'^\.It Ic ([a-z-]+) Ar', read('config'), re.M))
help = read('help')
n = 0
def wrong(what):
    print(what)
for m in re.finditer(r'`([^`]+)`(?: \((\S+?)\)(?=[ ,|.\n:;]|$))?', text):
    word, key = m[1], m[2]
    n += 1
    if word.startswith(':'):
        name = word[1:]
        if name in ('set', 'theme', 'name'):
            continue
        if name not in keys:
            wrong('no action ' + name)
        elif key and key.replace('\\|', '|') not in keys[name]:
            wrong('%s is not on %s but %s' % (name, key, keys[name]))
    elif word.startswith('thrum '):
        words = word.split()
        cmd = '-' if words[1].startswith('-') else words[1]
        if not re.search('^thrum %s usage' % cmd, help, re.M):
            wrong('no command ' + cmd)
        for o in words[1:]:
            if o.startswith('--') and not re.search(
                    '^thrum %s .*%s\\b' % (cmd, o), help, re.M):
                wrong('no option ' + word)
    elif word not in settings and word != 'bind-key':
        wrong('no setting ' + word)
if n < 120:
    wrong('only %d names' % n)
EOF
)
is "all that the page names is there" "$wrong" ""

# And all of newsboat's settings that are translated are on it.
missing=
for s in $(sed -n 's/^	{ "\([a-z-]*\)", "[a-z-]*",.*/\1/p' \
	"$top_srcdir/src/conf/newsboat.c"); do
	case $s in *title-format) continue ;; esac
	grep -qE "(^| |, |,)$s[ ,|]" "$top_srcdir/doc/coming-from.md" ||
		missing="$missing $s"
done
is "all settings that are translated are on it" "$missing" ""
finish
