/* url.c - see url.h.
 *
 * A URL is cut into spans over one cleaned copy; nothing is decoded but
 * what a disguise needs. Resolving follows RFC 3986 s. 5.2 with what the
 * web adds (WHATWG URL): white space and controls vanish, a backslash is a
 * slash in http(s). Hosts keep their letters: libcurl and browsers turn
 * international names into Punycode themselves.
 */
#include "config.h"

#include "thrum/text/url.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <unistr.h>

#include "thrum/base/alloc.h"
#include "thrum/base/block.h"
#include "thrum/base/buf.h"
#include "thrum/base/banned.h"

#define URL_MAX ((size_t)64 << 10) /* longer ones are nobody's address */
#define QUERY_PARTS_MAX 64 /* parameters that url_key() sorts */

struct span {
	const char *p;
	size_t len;
};

/* has_* tells "a:?" from "a:"; spans are without their delimiters. */
struct parts {
	struct span scheme, auth, path, query, frag;
	bool has_auth, has_query, has_frag;
};

static char ascii_lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c;
}

static bool is_alpha(char c)
{
	c = ascii_lower(c);
	return c >= 'a' && c <= 'z';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_hex(char c)
{
	c = ascii_lower(c);
	return is_digit(c) || (c >= 'a' && c <= 'f');
}

static unsigned hex_value(char c)
{
	c = ascii_lower(c);
	return is_digit(c) ? (unsigned)(c - '0') : (unsigned)(c - 'a' + 10);
}

/* The span equals lower-case `word`, letters of any case. */
static bool span_is(struct span s, const char *word)
{
	size_t i = 0;

	for (; i < s.len && word[i]; i++)
		if (ascii_lower(s.p[i]) != word[i])
			return false;
	return i == s.len && !word[i];
}

static bool span_in(struct span s, const char *const *words)
{
	for (; *words; words++)
		if (span_is(s, *words))
			return true;
	return false;
}

/* Length of "scheme" before its ':', or 0. RFC 3986 s. 3.1. */
static size_t scheme_len(const char *s)
{
	size_t i = 0;

	if (!is_alpha(s[0]))
		return 0;
	while (is_alpha(s[i]) || is_digit(s[i]) || s[i] == '+' ||
	       s[i] == '-' || s[i] == '.')
		i++;
	return s[i] == ':' ? i : 0;
}

static void url_split(const char *s, struct parts *u)
{
	const struct span none = { "", 0 };

	*u = (struct parts){ .scheme = none,
			     .auth = none,
			     .path = none,
			     .query = none,
			     .frag = none };
	size_t n = scheme_len(s);
	if (n) {
		u->scheme = (struct span){ s, n };
		s += n + 1;
	}
	if (s[0] == '/' && s[1] == '/') {
		u->has_auth = true;
		n = strcspn(s + 2, "/?#");
		u->auth = (struct span){ s + 2, n };
		s += n + 2;
	}
	n = strcspn(s, "?#");
	u->path = (struct span){ s, n };
	s += n;
	if (*s == '?') {
		u->has_query = true;
		n = strcspn(s + 1, "#");
		u->query = (struct span){ s + 1, n };
		s += n + 1;
	}
	if (*s == '#') {
		u->has_frag = true;
		u->frag = (struct span){ s + 1, strlen(s + 1) };
	}
}

/* ---- disguises ---------------------------------------------------------- */

/* Bytes of white space or of something invisible at `s`, else 0. */
static size_t blank_len(const char *s)
{
	ucs4_t cp;

	if ((unsigned char)*s < 0x80)
		return *s && ((unsigned char)*s <= 0x20 || *s == 0x7f);
	size_t n = (size_t)u8_mbtouc(&cp, (const uint8_t *)s, strnlen(s, 4));
	if (cp <= 0xa0 || cp == 0xad || cp == 0x1680 || cp == 0xfeff ||
	    cp == 0x3000 || cp == 0x180e ||
	    (cp >= 0x2000 && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202f) ||
	    (cp >= 0x205f && cp <= 0x206f))
		return n;
	return 0;
}

/* One character reference at `s` ("&#106;", "&#x6A", "&colon;"); *c gets
 * the character (0 = none that matters), the length is returned. */
static size_t char_ref(const char *s, char *c)
{
	static const struct {
		const char *name;
		char c;
	} named[] = { { "&colon;", ':' }, { "&tab;", '\t' },
		      { "&newline;", '\n' } };

	if (s[0] != '&')
		return 0;
	for (size_t i = 0; i < sizeof(named) / sizeof(*named); i++) {
		size_t n = strlen(named[i].name);
		if (strnlen(s, n) == n &&
		    span_is((struct span){ s, n }, named[i].name)) {
			*c = named[i].c;
			return n;
		}
	}
	if (s[1] != '#')
		return 0;
	bool hex = ascii_lower(s[2]) == 'x';
	size_t i = hex ? 3 : 2;
	size_t begin = i;
	uint32_t v = 0;
	for (; hex ? is_hex(s[i]) : is_digit(s[i]); i++)
		if (v < 0x110000)
			v = v * (hex ? 16 : 10) + hex_value(s[i]);
	if (i == begin)
		return 0;
	*c = v < 0x80 ? (char)v : 0;
	return s[i] == ';' ? i + 1 : i;
}

/* Is it of the web, as most are, and says so without a disguise? */
static bool is_web(const char *url)
{
	return !strncmp(url, "http://", 7) || !strncmp(url, "https://", 8);
}

bool url_is_script(const char *url)
{
	static const char *const bad[] = {
		"javascript", "vbscript", "livescript", "jscript", "mocha",
		"data",	      "file",	  "jar",	"blob",	   "about",
		"chrome",     "resource", "view-source", NULL
	};
	char scheme[16];
	size_t n = 0;

	if (!url || is_web(url))
		return false;
	while (*url && n < sizeof(scheme)) {
		char c = 0;
		size_t skip = blank_len(url);
		if (skip) {
			url += skip;
			continue;
		}
		skip = char_ref(url, &c);
		if (!skip) {
			c = *url;
			skip = 1;
		}
		url += skip;
		if (c == ':')
			return span_in((struct span){ scheme, n }, bad);
		if (is_alpha(c) || c == '-')
			scheme[n++] = c;
		else if ((unsigned char)c > 0x20)
			return false;
	}
	return false;
}

static struct span scheme_of(const char *url)
{
	return (struct span){ url, url ? scheme_len(url) : 0 };
}

static bool has_host(const char *url)
{
	struct parts u;

	url_split(url, &u);
	return u.has_auth && u.auth.len > 0;
}

bool url_is_fetchable(const char *url)
{
	static const char *const ok[] = { "http", "https", NULL };

	return span_in(scheme_of(url), ok) && has_host(url);
}

bool url_is_openable(const char *url)
{
	static const char *const hosts[] = { "http", "https", "gemini",
					     "gopher", NULL };
	struct span scheme = scheme_of(url);

	if (span_in(scheme, hosts))
		return has_host(url);
	return span_is(scheme, "mailto") && url[scheme.len + 1];
}

/* ---- resolving ---------------------------------------------------------- */

/* Bytes at `s` that stay as they are wherever they stand. */
static size_t plain_run(const char *s, size_t len)
{
	size_t n = 0;

	while (n < len && s[n] > ' ' && s[n] < 0x7f && s[n] != '"' &&
	       s[n] != '#' && s[n] != '<' && s[n] != '>' && s[n] != '?' &&
	       s[n] != '\\' && s[n] != '`' && s[n] != '{' && s[n] != '}')
		n++;
	return n;
}

static void add_encoded(struct buf *out, unsigned char c)
{
	static const char hex[] = "0123456789ABCDEF";
	const char enc[3] = { '%', hex[c >> 4], hex[c & 15] };

	buf_add(out, enc, 3);
}

/* Copy `s` as a browser reads it: no white space around, no controls at
 * all, what may not stand there percent-encoded. Non-ASCII of the
 * authority stays as it is. */
static void url_cleaned(struct buf *out, const char *s)
{
	size_t n;

	while ((n = blank_len(s)))
		s += n;
	size_t len = strlen(s);
	while (len && (unsigned char)s[len - 1] <= 0x20)
		len--;
	struct span scheme = { s, scheme_len(s) };
	bool web = !scheme.len || span_is(scheme, "http") ||
		   span_is(scheme, "https");
	const char *auth = strstr(s, "//");
	const char *auth_end = NULL;
	if (auth && (auth == s || (scheme.len && auth == s + scheme.len + 1)))
		auth_end = auth + 2 + strcspn(auth + 2, "/?#\\");
	bool in_query = false;

	buf_reserve(out, len + 1);
	for (size_t i = 0; i < len; i++) {
		size_t plain = plain_run(s + i, len - i);
		buf_add(out, s + i, plain);
		i += plain;
		if (i == len)
			break;
		unsigned char c = (unsigned char)s[i];
		bool in_auth = auth_end && s + i < auth_end;
		in_query |= c == '?' || c == '#';
		if (c < 0x20 || c == 0x7f)
			continue;
		if (c == '\\' && web && !in_query)
			buf_addc(out, '/');
		else if (c == '?' || c == '#' || (c >= 0x80 && in_auth))
			buf_addc(out, (char)c);
		else
			add_encoded(out, c);
	}
}

/* RFC 3986 s. 5.2.4, appended to `out`; never goes above `floor`. */
static void add_without_dots(struct buf *out, struct span path)
{
	size_t floor = out->len;
	const char *p = path.p, *end = path.p + path.len;

	while (p < end) {
		const char *slash = memchr(p, '/', (size_t)(end - p));
		const char *seg_end = slash ? slash : end;
		size_t n = (size_t)(seg_end - p);
		if (n == 2 && p[0] == '.' && p[1] == '.') {
			/* Back over "segment/". */
			size_t at = out->len;
			if (at > floor)
				at--;
			while (at > floor && out->ptr[at - 1] != '/')
				at--;
			if (at == floor && out->len > floor &&
			    out->ptr[floor] == '/')
				at++;
			buf_truncate(out, at);
		} else if (!(n == 1 && p[0] == '.')) {
			buf_add(out, p, n);
			if (slash)
				buf_addc(out, '/');
		}
		p = slash ? slash + 1 : end;
	}
}

/* The path of a reference that has one of its own. s. 5.2.2, 5.2.3 */
static void merge_path(struct buf *out, const struct parts *b,
		       const struct parts *r)
{
	struct buf all;

	if (r->path.len && r->path.p[0] == '/') {
		add_without_dots(out, r->path);
		return;
	}
	buf_init(&all, 2 * URL_MAX);
	if (b->has_auth && !b->path.len) {
		buf_addc(&all, '/');
	} else {
		size_t keep = b->path.len;
		while (keep && b->path.p[keep - 1] != '/')
			keep--;
		buf_add(&all, b->path.p, keep);
	}
	buf_add(&all, r->path.p, r->path.len);
	add_without_dots(out, (struct span){ all.ptr, all.len });
	buf_release(&all);
}

static void add_tail(struct buf *out, const struct parts *q,
		     const struct parts *f)
{
	if (q->has_query) {
		buf_addc(out, '?');
		buf_add(out, q->query.p, q->query.len);
	}
	if (f->has_frag) {
		buf_addc(out, '#');
		buf_add(out, f->frag.p, f->frag.len);
	}
}

static void add_head(struct buf *out, struct span scheme, struct span auth)
{
	for (size_t i = 0; i < scheme.len; i++)
		buf_addc(out, ascii_lower(scheme.p[i]));
	buf_adds(out, "://");
	buf_add(out, auth.p, auth.len);
}

/* An absolute URL: only its path is tidied, and only where it is one. */
static void add_absolute(struct buf *out, const struct parts *r, const char *s)
{
	if (!r->has_auth) {
		buf_adds(out, s);
		return;
	}
	add_head(out, r->scheme, r->auth);
	add_without_dots(out, r->path);
	add_tail(out, r, r);
}

static void add_relative(struct buf *out, const char *base,
			 const struct parts *r)
{
	struct parts b;

	url_split(base, &b);
	if (r->has_auth) {
		add_head(out, b.scheme, r->auth);
		add_without_dots(out, r->path);
		add_tail(out, r, r);
		return;
	}
	if (b.has_auth) {
		add_head(out, b.scheme, b.auth);
	} else {
		buf_add(out, b.scheme.p, b.scheme.len);
		buf_addc(out, ':');
	}
	if (r->path.len) {
		merge_path(out, &b, r);
		add_tail(out, r, r);
	} else {
		buf_add(out, b.path.p, b.path.len);
		add_tail(out, r->has_query ? r : &b, r);
	}
}

/* "feed:" in front is a habit of old readers: feed://host, feed:https://. */
static const char *without_feed_scheme(const char *ref, const char **prefix)
{
	*prefix = "";
	if (!span_is(scheme_of(ref), "feed"))
		return ref;
	if (ref[5] == '/' && ref[6] == '/')
		*prefix = "http:";
	return ref + 5;
}

/* Without a base there is nothing to encode for yet. */
static void add_printable(struct buf *out, const char *s)
{
	size_t len = strlen(s);

	while (len && (unsigned char)s[len - 1] <= ' ')
		len--;
	for (size_t i = 0; i < len; i++)
		if ((unsigned char)s[i] >= ' ' && s[i] != 0x7f)
			buf_addc(out, s[i]);
}

/* An address of the web that resolving leaves as it is: nothing to encode
 * or to leave out in it, no segment that begins with a dot. */
static bool is_settled(const char *s, size_t len)
{
	unsigned slash = 0;

	if (!is_web(s))
		return false;
	for (size_t i = 0; i < len; i += BLOCK_BYTES) {
		struct block b = block_load(s + i, len - i);
		size_t n = len - i < BLOCK_BYTES ? len - i : BLOCK_BYTES;
		unsigned odd = ~block_range(b, '!', '~') | block_is(b, '"') |
			       block_is(b, '<') | block_is(b, '>') |
			       block_is(b, '\\') | block_is(b, '`') |
			       block_is(b, '{') | block_is(b, '}');
		slash |= block_is(b, '/') << 1;
		odd |= slash & block_is(b, '.');
		if (block_first(odd, n))
			return false;
		slash >>= BLOCK_BYTES;
	}
	return true;
}

char *url_resolve(const char *base, const char *ref)
{
	struct buf clean, out;
	struct parts r;
	const char *prefix;
	size_t len = ref ? strlen(ref) : 0;

	if (!ref || len > URL_MAX || url_is_script(ref))
		return NULL;
	if (is_settled(ref, len))
		return xstrndup(ref, len);
	buf_init(&clean, 4 * URL_MAX);
	buf_init(&out, 8 * URL_MAX);
	ref += strspn(ref, " \t\r\n\f");
	ref = without_feed_scheme(ref, &prefix);
	buf_adds(&clean, prefix);
	url_cleaned(&clean, ref);
	url_split(clean.ptr, &r);
	if (!clean.len || url_is_script(clean.ptr))
		goto out;
	if (r.scheme.len)
		add_absolute(&out, &r, clean.ptr);
	else if (base && scheme_len(base) && strlen(base) <= URL_MAX &&
		 !url_is_script(base))
		add_relative(&out, base, &r);
	else if (r.has_auth)
		buf_addf(&out, "https:%s", clean.ptr);
	else
		add_printable(&out, ref);
out:
	buf_release(&clean);
	if (!out.len || out.overflow) {
		buf_release(&out);
		return NULL;
	}
	return buf_detach(&out);
}

/* ---- keys ---------------------------------------------------------------- */

/* Host and port of an authority, without user and `www.`. */
static struct span host_of(struct span auth, struct span *port)
{
	struct span h = auth;

	for (size_t i = auth.len; i > 0; i--)
		if (auth.p[i - 1] == '@') {
			h = (struct span){ auth.p + i, auth.len - i };
			break;
		}
	*port = (struct span){ h.p + h.len, 0 };
	for (size_t i = h.len; i > 0 && h.p[i - 1] != ']'; i--)
		if (h.p[i - 1] == ':') {
			*port = (struct span){ h.p + i, h.len - i };
			h.len = i - 1;
			break;
		}
	while (h.len && h.p[h.len - 1] == '.')
		h.len--;
	if (h.len > 4 && span_is((struct span){ h.p, 4 }, "www.")) {
		h.p += 4;
		h.len -= 4;
	}
	return h;
}

static void add_lower(struct buf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		buf_addc(out, ascii_lower(s.p[i]));
}

char *url_host(const char *url)
{
	struct buf out;
	struct parts u;
	struct span port;

	if (!url)
		return NULL;
	url_split(url, &u);
	struct span host = host_of(u.auth, &port);
	if (!u.has_auth || !host.len)
		return NULL;
	buf_init(&out, URL_MAX);
	add_lower(&out, host);
	return buf_detach(&out);
}

/* Parameters that say where a reader came from, not what is shown. */
static bool is_tracking(struct span name)
{
	static const char *const exact[] = {
		"fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid",
		"msclkid", "yclid", "twclid", "ttclid", "igshid", "igsh",
		"li_fat_id", "mkt_tok", "mc_cid", "mc_eid", "_hsenc",
		"_hsmi", "oly_anon_id", "oly_enc_id", "vero_id", "vero_conv",
		"wickedid", "ncid", "cmpid", "s_cid", "ocid", "icid",
		"guccounter", "guce_referrer", "guce_referrer_sig", "ref_src",
		"ref_url", "xtor", "at_medium", "at_campaign",
		"at_custom1", "at_custom2", "at_custom3", "at_custom4",
		"__twitter_impression", "soc_src", "soc_trk", "spm",
		"feature", "wt_mc", "wtmc", "mbid", "sr_share", "_ga",
		"_gl", "hootpostid", "smid", "sref", "echobox", NULL
	};
	static const char *const prefix[] = { "utm_", "hsa_", "pk_", "mtm_",
					      "ga_", "matomo_", "piwik_",
					      "stm_" };

	for (size_t i = 0; i < sizeof(prefix) / sizeof(*prefix); i++) {
		size_t n = strlen(prefix[i]);
		if (name.len > n &&
		    span_is((struct span){ name.p, n }, prefix[i]))
			return true;
	}
	return span_in(name, exact);
}

static int span_cmp(const void *a, const void *b)
{
	const struct span *x = a, *y = b;
	size_t n = x->len < y->len ? x->len : y->len;
	int c = memcmp(x->p, y->p, n);

	return c ? c : (x->len > y->len) - (x->len < y->len);
}

/* "%7E" and "~" are the same (RFC 3986 s. 6.2.2). */
static void add_normal(struct buf *out, struct span s)
{
	for (size_t i = 0; i < s.len; i++) {
		if (s.p[i] != '%') {
			buf_addc(out, s.p[i]);
			continue;
		}
		if (i + 2 >= s.len || !is_hex(s.p[i + 1]) ||
		    !is_hex(s.p[i + 2])) { /* a sign of its own */
			buf_adds(out, "%25");
			continue;
		}
		char c = (char)(hex_value(s.p[i + 1]) << 4 |
				hex_value(s.p[i + 2]));
		if (is_alpha(c) || is_digit(c) || (c && strchr("-._~", c)))
			buf_addc(out, c);
		else
			buf_addf(out, "%%%02X", (unsigned char)c);
		i += 2;
	}
}

/* `q` is in its normal form: else the order would depend on it. One with
 * too many parameters stays as it is. */
static void add_sorted_query(struct buf *out, struct span q)
{
	struct span part[QUERY_PARTS_MAX];
	size_t n = 0;
	const char *p = q.p, *end = q.p + q.len;

	while (p < end) {
		const char *amp = memchr(p, '&', (size_t)(end - p));
		if (!amp)
			amp = end;
		struct span s = { p, (size_t)(amp - p) };
		if (n == QUERY_PARTS_MAX) {
			part[0] = q;
			n = 1;
			break;
		}
		const char *eq = memchr(p, '=', s.len);
		struct span name = { p, eq ? (size_t)(eq - p) : s.len };
		if (s.len && !is_tracking(name))
			part[n++] = s;
		p = amp + 1;
	}
	if (n > 1)
		qsort(part, n, sizeof(*part), span_cmp);
	for (size_t i = 0; i < n; i++) {
		buf_addc(out, i ? '&' : '?');
		buf_add(out, part[i].p, part[i].len);
	}
}

static void add_query_key(struct buf *out, struct span q)
{
	struct buf normal;

	if (!q.len || !memchr(q.p, '%', q.len)) {
		add_sorted_query(out, q);
		return;
	}
	buf_init(&normal, 4 * URL_MAX);
	add_normal(&normal, q);
	add_sorted_query(out, (struct span){ normal.ptr, normal.len });
	buf_release(&normal);
}

/* A colon stands in an IPv6 address only. */
static bool is_host(struct span h)
{
	return (h.p[0] == '[' && h.p[h.len - 1] == ']') ||
	       (h.p[0] != '[' && !memchr(h.p, ':', h.len));
}

static bool is_number(struct span s)
{
	for (size_t i = 0; i < s.len; i++)
		if (!is_digit(s.p[i]))
			return false;
	return true;
}

char *url_key(const char *url)
{
	struct buf out;
	struct parts u;
	struct span port;

	if (!url)
		return NULL;
	url_split(url, &u);
	bool https = span_is(u.scheme, "https");
	struct span host = host_of(u.auth, &port);
	if ((!https && !span_is(u.scheme, "http")) || !host.len ||
	    !is_number(port) || !is_host(host))
		return NULL;
	buf_init(&out, 4 * URL_MAX);
	add_lower(&out, host);
	if (port.len && !span_is(port, "80") && !span_is(port, "443")) {
		buf_addc(&out, ':');
		buf_add(&out, port.p, port.len);
	}
	while (u.path.len && u.path.p[u.path.len - 1] == '/')
		u.path.len--;
	add_normal(&out, u.path);
	add_query_key(&out, u.query);
	/* "#!/a" names another page, "#a" a place on this one. */
	if (u.frag.len && u.frag.p[0] == '!') {
		buf_addc(&out, '#');
		add_normal(&out, u.frag);
	}
	return buf_detach(&out);
}
