# lib.sh - for the tests of tests/cli: a home of one's own, a server on
# loopback, TAP. Sourced first; `finish` comes last.

T=$(mktemp -d "${TMPDIR:-/tmp}/thrum-test.XXXXXX") || exit 1
mkdir -p "$T/home" "$T/www"
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME XDG_STATE_HOME BROWSER
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY
unset THRUM_LOG
HOME=$T/home TZ=UTC LC_ALL=C.UTF-8
THRUM_NOW=1748736000 # 2025-06-01T00:00:00Z
: "${THRUM_DATA:=$top_srcdir/src/data}"
export HOME TZ LC_ALL THRUM_NOW THRUM_DATA
here=$top_srcdir/tests/cli
store=$HOME/.local/share/thrum/thrum.db
urls=$HOME/.config/thrum/urls
n=0 bad=0 server=

cleanup() {
	[ -z "$server" ] || kill "$server" 2>/dev/null
	chmod -R u+rwx "$T" 2>/dev/null
	rm -rf "$T"
}
trap cleanup EXIT
trap 'exit 1' INT TERM

t() { "$THRUM" "$@"; }

pass() {
	n=$((n + 1))
	echo "ok $n - $1"
}
fail() { # description, what came
	n=$((n + 1))
	bad=$((bad + 1))
	echo "not ok $n - $1"
	shift
	printf '%s\n' "$@" | head -n 30 | sed 's/^/# /'
}
skip() {
	n=$((n + 1))
	echo "ok $n - $1 # SKIP $2"
}
is() { # description, got, wanted
	if [ "$2" = "$3" ]; then pass "$1"; else fail "$1" "got:  $2" "want: $3"; fi
}
has() { # description, text, pattern (extended)
	if printf '%s\n' "$2" | grep -qE -- "$3"; then pass "$1"; else fail "$1" "no /$3/ in:" "$2"; fi
}
hasnt() {
	if printf '%s\n' "$2" | grep -qE -- "$3"; then fail "$1" "/$3/ in:" "$2"; else pass "$1"; fi
}
# Runs a command; its exit code must be $2. Output in $out, errors in $err.
code() { # description, code, command...
	what=$1 want=$2
	shift 2
	"$@" >"$T/out" 2>"$T/err" </dev/null
	got=$?
	out=$(cat "$T/out") err=$(cat "$T/err")
	if [ "$got" = "$want" ]; then
		pass "$what"
	else
		fail "$what" "exit $got, wanted $want" "$out" "$err"
	fi
}
# One error line that says thrum and matches.
one_line() { # description, pattern
	if [ "$(printf '%s\n' "$err" | wc -l)" = 1 ]; then
		has "$1" "$err" "^thrum: .*$2"
	else
		fail "$1" "not one line:" "$err"
	fi
}

serve() { # starts the server; its address in $at
	if ! command -v python3 >/dev/null; then
		echo "1..0 # SKIP python3 is missing"
		exit 0
	fi
	python3 "$here/server.py" "$T" 2>/dev/null &
	server=$!
	for _ in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do
		[ -f "$T/port" ] && break
		sleep 0.2
	done
	at=http://127.0.0.1:$(cat "$T/port")
}
subscribe() { # writes the feeds file: a line an argument
	mkdir -p "$(dirname "$urls")"
	printf '%s\n' "$@" >"$urls"
}
requests() { # how many so far match the pattern
	grep -cE "$1" "$T/requests" 2>/dev/null || true
}
p() { # echo, but as it is
	printf '%s\n' "$1"
}
json() { # python expression over `rows`, the JSON lines of standard input
	python3 -c '
import json, sys
rows = [json.loads(l) for l in sys.stdin if l.strip()]
print(eval(sys.argv[1]))' "$1"
}

finish() {
	echo "1..$n"
	[ $bad = 0 ] || exit 1
	exit 0
}
