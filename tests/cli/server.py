#!/usr/bin/env python3
"""A news server on loopback for the tests of tests/cli: every way in which
a server answers well or badly, by path. Standard library only.

    server.py DIR      writes its port to DIR/port, serves DIR/www, logs each
                       request to DIR/requests (path, If-None-Match, status)

/files/NAME            a file of DIR/www with ETag, Last-Modified, gzip, 304
/gen/NAME/N/V.xml      N items made on the spot; V changes some of the texts
/status/CODE           that answer; 429 and 503 with Retry-After: 7200
/moved/PATH /found/PATH   301 and 302 to /PATH
/loop                  redirects to itself
/half/PATH             the first half of what /PATH gives, as if complete
/cut/PATH              the connection closes in the middle
/slow/PATH             a second of silence first
/nap/SECONDS/PATH      so much silence first
/portal/PATH           /PATH; while DIR/portal exists, a redirect to a log-in
                       page on another host
/rest/N                429 with Retry-After: 7200
/delta/NAME            items 1 to N, N the number in DIR/www/NAME; who says
                       which he has (ETag "N", A-IM: feed) gets the others
/dies/NAME             301 to /files/NAME; 404 while DIR/dead exists
/logged/HEADER/NAME    DIR/www/NAME with ETag "same"; what the request said in
                       HEADER goes to DIR/headers
/secret/PATH           wants "reader" and "s3cret"
http://HOST/PATH       as a proxy: /PATH
/endless               bytes for ever
/bomb                  64 MiB of blanks in some KiB of gzip
/drip                  a byte now and then
/latin1                a feed in ISO 8859-1, said only by the header
/site                  a page that names the feed /gen/site/3/1.xml
/page                  a page that names none
/site/several          a page that names two papers, one of them twice, and
                       a feed of comments
/site/wordpress        a page of WordPress that names nothing but its
                       interface; its feed is in the usual place
/site/links            a page with a link that looks like a feed
/site/json             a page that names a JSON Feed
/@someone              an account's page; its feed is /@someone.rss
/teaser/N.xml          N items of one sentence each, of these pages:
/article/I             the whole text of item I; 404 from 90 on, a wall that
                       wants a subscription from 80 on
"""
import gzip
import hashlib
import http.server
import os
import random
import sys
import time

BASE = sys.argv[1]

SYLLABLES = ("ba ce di fo gu ha je ki lo mu na pe qui ro su ta ve wi xo "
             "ya ze bri cla dro fle gri klu pra sti tra").split()
FILLER = ("officials said on site that work went faster than planned while "
          "neighbours brought soup and blankets to everyone who waited in "
          "the cold until late evening when lamps were lit along the quay "
          "and a choir began to sing old songs about rivers and bread").split()


def word(rng):
    return "".join(rng.choice(SYLLABLES) for _ in range(3))


def item(name, i, version):
    # Every feed reports the same events, each in its own order of words.
    event = random.Random("event %d" % i)
    rng = random.Random("%s %d" % (name, i))
    names = [word(event).capitalize() for _ in range(3)]
    words = [word(event) for _ in range(14)]

    def sentence():
        own = rng.sample(words, 7) + [rng.choice(FILLER) for _ in range(9)]
        rng.shuffle(own)
        return "Then %s said %s." % (rng.choice(names), " ".join(own))

    title = "%s and %s %s" % (names[0], names[1],
                              " ".join(rng.sample(words, 4)))
    if version > 1 and i % 10 == 0:
        title += " (updated)"
    body = "".join("<p>%s %s</p>" % (sentence(), sentence())
                   for _ in range(4))
    when = time.strftime("%a, %d %b %Y %H:%M:%S +0000",
                         time.gmtime(1748700000 - i * 1800))
    return ("<item><title>%s</title><link>http://%s.example/%d</link>"
            "<guid isPermaLink='false'>%s-%d</guid><pubDate>%s</pubDate>"
            "<description><![CDATA[%s]]></description></item>" %
            (title, name, i, name, i, when, body))


def feed(name, n, version):
    return ("<?xml version='1.0' encoding='utf-8'?><rss version='2.0'>"
            "<channel><title>The %s Herald</title>"
            "<link>http://%s.example/</link><description>d</description>"
            "%s</channel></rss>" %
            (name.capitalize(), name,
             "".join(item(name, i, version) for i in range(n)))).encode()


def event_words(i):
    rng = random.Random("story %d" % i)
    return [word(rng) for _ in range(60)]


def teaser(n):
    items = "".join(
        "<item><title>Story %d: %s</title><link>/article/%d</link>"
        "<guid isPermaLink='false'>story-%d</guid>"
        "<description>The council of %s met about %s.</description></item>"
        % (i, " ".join(event_words(i)[:4]), i, i,
           event_words(i)[0].capitalize(), " ".join(event_words(i)[:8]))
        for i in range(n))
    return ("<?xml version='1.0'?><rss version='2.0'><channel>"
            "<title>The Teaser</title>%s</channel></rss>" % items).encode()


def article(i):
    words = event_words(i)
    paragraphs = "".join(
        "<p>The council of %s met about %s, and %s; %s.</p>" %
        (words[0].capitalize(), " ".join(words[:8]),
         " ".join(words[k * 8:k * 8 + 8]),
         " ".join(FILLER[k:k + 24])) for k in range(6))
    if i >= 80:
        paragraphs = ("<p>%s</p>" % " ".join(
            ["Please subscribe and log in before you read on, friend."] * 9))
    title = "Log in" if i >= 80 else "Story %d: %s" % (
        i, " ".join(words[:4]))
    return ("<!DOCTYPE html><html><head><title>%s</title></head><body>"
            "<nav><a href='/'>Home</a></nav><article><h1>%s</h1>%s"
            "</article></body></html>" % (title, title, paragraphs)).encode()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *args):
        pass

    def note(self, status):
        with open(os.path.join(BASE, "requests"), "a") as f:
            f.write("%s %s %d\n" % (self.path,
                                    self.headers.get("If-None-Match", "-"),
                                    status))

    def answer(self, status, body=b"", kind="text/plain", headers=()):
        self.note(status)
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        if status != 304:
            if "gzip" in self.headers.get("Accept-Encoding", "") and body:
                body = gzip.compress(body, 1)
                self.send_header("Content-Encoding", "gzip")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if status != 304:
            self.wfile.write(body)

    def conditional(self, body, kind="application/rss+xml"):
        etag = '"%s"' % hashlib.sha1(body).hexdigest()[:16]
        if self.headers.get("If-None-Match") == etag:
            return self.answer(304, headers=[("ETag", etag)])
        return self.answer(200, body, kind, [("ETag", etag)])

    def content(self, path):
        """What /path holds, or None."""
        parts = path.strip("/").split("/")
        if parts[0] == "gen":
            del parts[2:-2]
            return feed(parts[1], int(parts[2]), int(parts[3].split(".")[0]))
        if parts[0] == "files":
            try:
                with open(os.path.join(BASE, "www", parts[1]), "rb") as f:
                    return f.read()
            except OSError:
                return None
        return None

    def do_GET(self):
        if self.path.startswith("http://"):  # as a proxy
            self.note(0)
            self.path = "/" + self.path.split("/", 3)[3]
        first, _, rest = self.path.strip("/").partition("/")
        handler = getattr(self, "get_" + first, None)
        if self.path == "/@someone":
            return self.site("")
        if self.path == "/@someone.rss":
            return self.conditional(feed("someone", 2, 1))
        if handler:
            return handler(rest)
        body = self.content(self.path)
        if body is None:
            return self.answer(404, b"no")
        return self.conditional(body)

    def get_status(self, rest):
        code = int(rest)
        extra = [("Retry-After", "7200")] if code in (429, 503) else []
        self.answer(code, b"sorry", headers=extra)

    def get_moved(self, rest):
        self.answer(301, headers=[("Location", "/" + rest)])

    def get_found(self, rest):
        self.answer(302, headers=[("Location", "/" + rest)])

    def get_loop(self, rest):
        self.answer(302, headers=[("Location", "/loop")])

    def get_half(self, rest):
        body = self.content("/" + rest) or b""
        self.answer(200, body[:len(body) // 2], "application/rss+xml")

    def get_cut(self, rest):
        body = self.content("/" + rest) or b""
        self.note(200)
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body[:len(body) // 2])
        self.close_connection = True

    def get_slow(self, rest):
        time.sleep(1)
        self.conditional(self.content("/" + rest) or b"")

    def get_nap(self, rest):
        seconds, _, path = rest.partition("/")
        open(os.path.join(BASE, "napping"), "w").close()
        time.sleep(float(seconds))
        self.conditional(self.content("/" + path) or b"")

    def get_portal(self, rest):
        if os.path.exists(os.path.join(BASE, "portal")):
            return self.answer(302, headers=[(
                "Location",
                "http://localhost:%d/page" % self.server.server_address[1])])
        self.conditional(self.content("/" + rest) or b"")

    def get_rest(self, rest):
        time.sleep(0.2)
        self.answer(429, b"sorry", headers=[("Retry-After", "7200")])

    def get_delta(self, rest):
        with open(os.path.join(BASE, "www", rest)) as f:
            n = int(f.read())
        have = self.headers.get("If-None-Match", "").strip('"')
        etag = [("ETag", '"%d"' % n)]
        if have == str(n):
            return self.answer(304, headers=etag)
        only_new = have.isdigit() and self.headers.get("A-IM") == "feed"
        items = "".join("<item><guid>d%d</guid><title>Parcel %d is here"
                        "</title></item>" % (i, i)
                        for i in range(int(have) if only_new else 0, n))
        self.answer(226 if only_new else 200,
                    ("<rss><channel><title>Parcels</title>%s</channel></rss>"
                     % items).encode(), "application/rss+xml",
                    etag + ([("IM", "feed")] if only_new else []))

    def get_dies(self, rest):
        if os.path.exists(os.path.join(BASE, "dead")):
            return self.answer(404, b"no")
        self.answer(301, headers=[("Location", "/files/" + rest)])

    def get_logged(self, rest):
        header, _, name = rest.partition("/")
        with open(os.path.join(BASE, "headers"), "a") as f:
            f.write("%s: %s\n" % (header, self.headers.get(header, "-")))
        body = self.content("/files/" + name)
        if self.headers.get("If-None-Match") == '"same"':
            return self.answer(304, headers=[("ETag", '"same"')])
        self.answer(200, body, "application/rss+xml", [("ETag", '"same"')])

    def get_secret(self, rest):
        if self.headers.get("Authorization") != "Basic cmVhZGVyOnMzY3JldA==":
            return self.answer(401, b"who?", headers=[
                ("WWW-Authenticate", 'Basic realm="news"')])
        self.conditional(self.content("/" + rest) or b"")

    def get_endless(self, rest):
        self.note(200)
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"<rss>" * 4096)
        except OSError:
            pass
        self.close_connection = True

    def get_bomb(self, rest):
        self.note(200)
        body = gzip.compress(b"<rss>" + b" " * (64 << 20), 9)
        self.send_response(200)
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        try:
            self.wfile.write(body)
        except OSError:
            pass
        self.close_connection = True

    def get_drip(self, rest):
        self.note(200)
        self.send_response(200)
        self.end_headers()
        try:
            for _ in range(100):
                self.wfile.write(b"<")
                time.sleep(0.2)
        except OSError:
            pass
        self.close_connection = True

    def get_latin1(self, rest):
        text = ("<?xml version='1.0'?><rss version='2.0'><channel>"
                "<title>Caf\u00e9</title><item><title>Cr\u00e8me br\u00fbl\u00e9e"
                "</title><guid>1</guid></item></channel></rss>")
        self.answer(200, text.encode("latin-1"),
                    "application/xml; charset=iso-8859-1")

    def site(self, head, body=""):
        self.answer(200, ("<!DOCTYPE html><html><head><title>Site</title>%s"
                          "</head><body><p>Hello.</p>%s</body></html>" %
                          (head, body)).encode(), "text/html")

    def get_site(self, rest):
        def link(kind, href, title):
            return ("<link rel='alternate' type='application/%s' href='%s' "
                    "title='%s'>" % (kind, href, title))
        if rest == "several":
            return self.site(
                link("rss+xml", "/gen/comments/feed/2/1.xml", "Comments") +
                link("rss+xml", "/gen/north/3/1.xml", "North") +
                link("atom+xml", "/gen/north/3/1.xml?atom", "North") +
                link("rss+xml", "/gen/south/3/1.xml", "South"))
        if rest == "wordpress":
            return self.site("<meta name='generator' content='WordPress 6.5'>"
                             "<link rel='alternate' type='application/json' "
                             "href='/wp-json/wp/v2/pages/2'>")
        if rest == "wordpress/feed":
            return self.conditional(feed("press", 2, 1))
        if rest == "links":
            return self.site("", "<a href='/files/none.rss'>old</a>"
                             "<a href='/gen/linked/2/1.xml'>no</a>"
                             "<a href='/site/news.rss'>RSS</a>")
        if rest == "news.rss":
            return self.conditional(feed("linked", 2, 1))
        if rest == "json":
            return self.site(link("feed+json", "/site/feed.json", "JSON"))
        if rest == "feed.json":
            return self.answer(
                200, b'{"version":"https://jsonfeed.org/version/1.1",'
                b'"title":"In JSON","items":[{"id":"1","url":"http://j.example'
                b'/1","title":"One","content_text":"Text."}]}',
                "application/feed+json")
        if rest:
            return self.answer(404, b"no")
        self.answer(200, b"<!DOCTYPE html><html><head><title>Site</title>"
                    b"<link rel='alternate' type='application/rss+xml' "
                    b"href='/gen/site/3/1.xml'></head><body><p>Hello.</p>"
                    b"</body></html>", "text/html")

    def get_teaser(self, rest):
        self.conditional(teaser(int(rest.split(".")[0])))

    def get_article(self, rest):
        if int(rest) >= 90:
            return self.answer(404, b"no such story")
        self.answer(200, article(int(rest)), "text/html; charset=utf-8")

    def get_page(self, rest):
        self.answer(200, b"<!DOCTYPE html><html><head><title>Page</title>"
                    b"</head><body><p>Hello.</p></body></html>", "text/html")


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        pass


server = Server(("127.0.0.1", 0), Handler)
with open(os.path.join(BASE, "port.new"), "w") as f:
    f.write(str(server.server_address[1]))
os.rename(os.path.join(BASE, "port.new"), os.path.join(BASE, "port"))
server.serve_forever()
