#!/bin/sh
# CPU time and wall time of a whole fetch (store, index, threads), and of
# the same again when nothing changed, against newsboat's reload in the same
# run. Not part of `make check`.
#
#   fetch.sh PERF [FEEDS [ITEMS [SEED [MORE...]]]]
#
# PERF: the folder with gen_feeds.py and serve.sh (they generate feeds and
# serve them by nginx on loopback). THRUM names the program, default ./thrum;
# WORK a folder to keep between runs; RUNS how often, default 3.
set -eu
perf=${1:?the folder of gen_feeds.py and serve.sh}
feeds=${2:-100} items=${3:-50} seed=${4:-1}
shift $(($# < 4 ? $# : 4))
thrum=${THRUM:-./thrum} port=${PORT:-8099} runs=${RUNS:-3}
work=${WORK:-$(mktemp -d "${TMPDIR:-/tmp}/thrum-bench.XXXXXX")}
data=$work/feeds-$feeds-$items-$seed
if [ ! -d "$data" ]; then
	python3 "$perf/gen_feeds.py" --feeds "$feeds" --items "$items" \
		--seed "$seed" --out "$data" --base "http://127.0.0.1:$port/" "$@"
fi
"$perf/serve.sh" start "$data" "$port" >/dev/null
trap '"$perf/serve.sh" stop "$data"' EXIT
find "$data" -maxdepth 2 -name '*.xml' | sort |
	sed "s|^$data/|http://127.0.0.1:$port/|" >"$work/urls"

timed() { # label, command...: user+sys seconds, wall seconds, peak KiB
	label=$1
	shift
	python3 - "$label" "$@" <<'X'
import resource, subprocess, sys, time
t = time.monotonic()
p = subprocess.run(sys.argv[2:], stdout=subprocess.DEVNULL)
r = resource.getrusage(resource.RUSAGE_CHILDREN)
print("%-16s cpu %6.2f s  wall %6.2f s  peak %6d KiB  exit %d" % (
    sys.argv[1], r.ru_utime + r.ru_stime, time.monotonic() - t,
    r.ru_maxrss, p.returncode), flush=True)
X
}
: >"$work/newsboat.config"
i=0
while [ $i -lt "$runs" ]; do
	i=$((i + 1))
	rm -rf "$work/home" "$work/cache.db"*
	mkdir -p "$work/home"
	timed thrum "$thrum" -C "$work/home" -d "$work/home" -u "$work/urls" fetch -q
	timed "thrum again" "$thrum" -C "$work/home" -d "$work/home" -u "$work/urls" fetch -q --all
	if command -v newsboat >/dev/null; then
		timed newsboat newsboat -q -C "$work/newsboat.config" -u "$work/urls" -c "$work/cache.db" -x reload
		timed "newsboat again" newsboat -q -C "$work/newsboat.config" -u "$work/urls" -c "$work/cache.db" -x reload
	fi
done
ls -l "$work/home/thrum.db"
[ -n "${WORK:-}" ] || rm -rf "$work"
