#!/usr/bin/env python3
"""A month of a heavy reader's stream, fetched hour by hour: what one fetch
costs as the store and the window of open articles fill.

  month.py PROGRAM [DAYS [ARTICLES_A_DAY [HOME]]]     default 30, 5000

Made-up reports of about 90 words by 20 papers, half of them of stories that
several papers have, come from a server on loopback: hour by hour on the
first, each tenth and the last day, all of a day at once on the others.
Printed for each day: articles so far, fetches, the mean and the longest CPU
time and wall time of a fetch, the largest peak of memory, what a fetch wrote
to the disk, and the size of the store. HOME, when named, is kept.
"""
import http.server, itertools, os, random, resource, subprocess, sys
import tempfile, threading, time

SYLLABLES = ("ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo ya "
             "ze bri cla dro fle gri klu pra sti tra an or is et").split()
GLUE = ("the of to and a in that is was for on with as by at from it be said "
        "after new more over who about out two first").split()
PAPERS, OLD, START = 20, 30, 1748736000  # OLD: still shown by a paper


def words(rng, n):
    seen = set()
    while len(seen) < n:
        seen.add("".join(rng.choice(SYLLABLES)
                         for _ in range(rng.choice((2, 3, 3, 4)))))
    return sorted(seen)


class News:
    def __init__(self):
        self.rng = random.Random(1)
        self.words = words(self.rng, 30000)
        self.rng.shuffle(self.words)
        self.weights = list(itertools.accumulate(
            1 / (i + 20) ** 0.9 for i in range(len(self.words))))
        self.stories, self.n = [], 0

    def some(self, n):
        return self.rng.choices(self.words, cum_weights=self.weights, k=n)

    def story(self):
        rng = self.rng
        if self.stories and rng.random() < 0.5:
            return rng.choice(self.stories[-400:])
        s = ([w.capitalize() for w in self.some(3)], self.some(12))
        self.stories.append(s)
        return s

    def text(self, story, n):
        out = []
        for _ in range(n):
            u = self.rng.random()
            out.append(self.rng.choice(
                GLUE if u < 0.35 else story[0] if u < 0.42 else
                story[1] if u < 0.65 else self.some(1)))
        return " ".join(out)

    def item(self, paper, when):
        self.n += 1
        s = self.story()
        return ("<item><title>%s %s</title><link>http://p%d.example/%d</link>"
                "<guid>%d</guid><pubDate>%s</pubDate><description>%s."
                "</description></item>" % (
                    self.rng.choice(s[0]), self.text(s, 7), paper, self.n,
                    self.n, time.strftime("%d %b %Y %H:%M:%S GMT",
                                          time.gmtime(when)),
                    self.text(s, 90)))


class Server(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        paper = int(self.path.strip("/"))
        body = ("<rss version='2.0'><channel><title>Paper %d</title>%s"
                "</channel></rss>" % (paper, "".join(
                    self.server.items[paper]))).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


class Run:
    """One command, and what it took."""

    def __init__(self, args, now):
        env = {**os.environ, "THRUM_NOW": str(now)}
        before = time.monotonic()
        p = subprocess.Popen(args, env=env, stdout=subprocess.DEVNULL)
        _, status, r = os.wait4(p.pid, 0)
        self.wall = time.monotonic() - before
        self.cpu = r.ru_utime + r.ru_stime
        self.peak, self.written = r.ru_maxrss, r.ru_oublock * 512
        if status:
            print("a fetch failed", flush=True)


def measured(days):
    return {1, days} | set(range(10, days, 10))


def main():
    program = sys.argv[1]
    days = int(sys.argv[2]) if len(sys.argv) > 2 else 30
    a_day = int(sys.argv[3]) if len(sys.argv) > 3 else 5000
    home = sys.argv[4] if len(sys.argv) > 4 else tempfile.mkdtemp()
    http.server.ThreadingHTTPServer.request_queue_size = 2 * PAPERS
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    server.items = [[] for _ in range(PAPERS)]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    os.makedirs(home, exist_ok=True)
    with open(os.path.join(home, "urls"), "w") as f:
        for i in range(PAPERS):
            f.write("http://127.0.0.1:%d/%d\n" % (server.server_port, i))
    args = [program, "-C", home, "-d", home, "-u", os.path.join(home, "urls"),
            "fetch", "--all", "-q"]
    print("day articles fetches  cpu s mean    max  wall s mean    max"
          "  peak MiB  written MiB  store MiB")
    news, done = News(), 0
    for day in range(days):
        runs = []
        a_fetch = 1 if day + 1 in measured(days) else 24
        for hour in range(a_fetch - 1, 24, a_fetch):
            now = START + (day * 24 + hour + 1) * 3600
            upto = a_day * (day * 24 + hour + 1) // 24
            fresh = upto - done
            for i in range(fresh):
                when = now - 3600 * a_fetch + 3600 * a_fetch * i // fresh
                server.items[done % PAPERS].insert(
                    0, news.item(done % PAPERS, when))
                done += 1
            for shown in server.items:
                del shown[OLD + fresh // PAPERS + 1:]
            runs.append(Run(args, now))
        n = len(runs)
        print("%3d %8d %7d %11.2f %6.2f %12.2f %6.2f %9d %12.1f %10d" % (
            day + 1, done, n, sum(r.cpu for r in runs) / n,
            max(r.cpu for r in runs), sum(r.wall for r in runs) / n,
            max(r.wall for r in runs), max(r.peak for r in runs) >> 10,
            sum(r.written for r in runs) / n / 2 ** 20,
            os.path.getsize(os.path.join(home, "thrum.db")) >> 20),
            flush=True)


main()
