/* test_fetch_limits.c - servers that send too much, too slowly, something
 * else, nothing, or are not there. */
#include "config.h"

#include <criterion/criterion.h>
#include <curl/curl.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

#include "fetch_util.h"
#include "http_server.h"
#include "thrum/base/alloc.h"
#include "thrum/base/clock.h"

#include "thrum/base/banned.h"

/* gzip of "<rss>the hum of a loom, the hum of a loom</rss>". */
static const unsigned char GZIPPED[] = {
	0x1f, 0x8b, 0x08, 0x00, 0x00, 0x00, 0x00, 0x00, 0x02, 0x03,
	0xb3, 0x29, 0x2a, 0x2e, 0xb6, 0x2b, 0xc9, 0x48, 0x55, 0xc8,
	0x28, 0xcd, 0x55, 0xc8, 0x4f, 0x53, 0x48, 0x54, 0xc8, 0xc9,
	0xcf, 0xcf, 0xd5, 0x51, 0xc0, 0x10, 0xb2, 0xd1, 0x07, 0xa9,
	0x04, 0x00, 0xbc, 0xac, 0x44, 0x0a, 0x2f, 0x00, 0x00, 0x00,
};
static const char PLAIN[] = "<rss>the hum of a loom, the hum of a loom</rss>";

/* ---- a gzip bomb, made by hand ------------------------------------- */

struct bits {
	struct buf *out;
	uint32_t word;
	int n;
};

/* `n` bits, the lowest first (RFC 1951 s. 3.1.1). */
static void put_bits(struct bits *b, uint32_t value, int n)
{
	b->word |= value << b->n;
	for (b->n += n; b->n >= 8; b->n -= 8, b->word >>= 8)
		buf_addc(b->out, (char)(b->word & 255));
}

/* One fixed Huffman block: a literal, then `n` times "repeat it 258
 * times". 13 bits become 258 bytes. */
static void make_bomb(struct buf *out, int n)
{
	static const unsigned char head[] = { 0x1f, 0x8b, 8, 0, 0,
					      0,    0,	  0, 0, 3 };
	struct bits b = { .out = out };

	buf_add(out, head, sizeof(head));
	put_bits(&b, 1, 1); /* last block */
	put_bits(&b, 1, 2); /* fixed codes */
	put_bits(&b, 0x89, 8); /* literal 'a': 10010001, code bits reversed */
	for (int i = 0; i < n; i++) {
		put_bits(&b, 0xa3, 8); /* length 258: 11000101 reversed */
		put_bits(&b, 0, 5); /* distance 1 */
	}
	put_bits(&b, 0, 7); /* end of block */
	put_bits(&b, 0, 7);
}

/* ---- the server's pages -------------------------------------------- */

/* PLAIN as one stored block, in the frames of the other two codings:
 * RFC 7932 s. 9.2 (an uncompressed meta-block, then an empty last one),
 * RFC 8878 s. 3.1.1 (one segment, its size in a byte, a raw block). */
static bool wrapped(struct http_call *call)
{
	size_t len = sizeof(PLAIN) - 1;
	struct buf b = BUF_INIT;
	bool br = is_path(call, "/br");
	uint32_t head = br ? (uint32_t)(len - 1) << 4 | 1u << 20 :
			     (uint32_t)len << 3 | 1;

	if (!br) {
		buf_add(&b, "\x28\xb5\x2f\xfd\x20", 5);
		buf_addc(&b, (char)len);
	}
	for (int i = 0; i < 3; i++)
		buf_addc(&b, (char)(head >> 8 * i));
	buf_add(&b, PLAIN, len);
	if (br)
		buf_addc(&b, 3);
	bool ok = http_answer(call, "200 OK",
			      br ? "Content-Encoding: br\r\n" :
				   "Content-Encoding: zstd\r\n",
			      b.ptr, b.len);
	buf_release(&b);
	return ok;
}

static bool bomb(struct http_call *call)
{
	struct buf b = BUF_INIT;

	make_bomb(&b, 32768); /* 8 MiB */
	bool ok = http_answer(call, "200 OK", "Content-Encoding: gzip\r\n",
			      b.ptr, b.len);
	buf_release(&b);
	return ok;
}

static bool endless(struct http_call *call)
{
	char block[4096];

	memset(block, 'x', sizeof(block));
	http_sends(call, strstr(call->path, "404") ?
				 "HTTP/1.1 404 Not Found\r\n\r\n" :
				 "HTTP/1.1 200 OK\r\n\r\n");
	while (http_send(call, block, sizeof(block)) &&
	       !atomic_load(&call->server->stopping))
		continue;
	return false;
}

static bool slow_loris(struct http_call *call)
{
	http_sends(call, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
	for (int i = 0; i < 1000; i++) {
		if (!http_send(call, "x", 1) ||
		    atomic_load(&call->server->stopping))
			break;
		http_nap_ms(20);
	}
	return false;
}

static bool silent(struct http_call *call)
{
	char c;

	/* Until the client hangs up. */
	(void)!recv(call->fd, &c, 1, 0);
	return false;
}

static bool huge_header(struct http_call *call)
{
	char block[1024];

	memset(block, 'h', sizeof(block));
	http_sends(call, "HTTP/1.1 200 OK\r\n");
	for (int i = 0; i < 4096; i++) {
		char *name = xasprintf("X-%d: ", i);
		bool ok = http_sends(call, name) &&
			  http_send(call, block, sizeof(block)) &&
			  http_sends(call, "\r\n");
		free(name);
		if (!ok)
			break;
	}
	return false;
}

static bool huge_line(struct http_call *call)
{
	char block[1024];

	memset(block, 'h', sizeof(block));
	http_sends(call, "HTTP/1.1 200 OK\r\nX-Long: ");
	for (int i = 0; i < 4096; i++)
		if (!http_send(call, block, sizeof(block)))
			break;
	return false;
}

static bool cut_off(struct http_call *call)
{
	http_sends(call, "HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n"
			 "only this");
	return false;
}

static bool route(struct http_call *call)
{
	if (is_path(call, "/gzip"))
		return http_answer(call, "200 OK",
				   "Content-Encoding: gzip\r\n", GZIPPED,
				   sizeof(GZIPPED));
	if (is_path(call, "/br") || is_path(call, "/zstd"))
		return wrapped(call);
	if (is_path(call, "/bad-gzip"))
		return http_answer(call, "200 OK",
				   "Content-Encoding: gzip\r\n", "no gzip", 7);
	if (is_path(call, "/bomb"))
		return bomb(call);
	if (!strncmp(call->path, "/endless", 8))
		return endless(call);
	if (is_path(call, "/slow"))
		return slow_loris(call);
	if (is_path(call, "/silent"))
		return silent(call);
	if (is_path(call, "/huge-header"))
		return huge_header(call);
	if (is_path(call, "/huge-line"))
		return huge_line(call);
	if (is_path(call, "/cut"))
		return cut_off(call);
	if (is_path(call, "/no-http"))
		return http_sends(call, "220 mail.example ESMTP\r\n") && false;
	return http_answer(call, "200 OK", "Content-Type: text/xml\r\n",
			   "<rss/>", 6);
}

/* ---- asking -------------------------------------------------------- */

static struct answer ask(const char *path, struct fetch_request req)
{
	return ask_server(route, path, req);
}

static struct answer get(const char *path)
{
	return ask(path, (struct fetch_request){ 0 });
}

static const struct outcome outcomes[] = {
	{ "/bad-gzip", ST_PARSE, 200, "compressed" },
	{ "/cut", ST_NET, 200, "closed the connection" },
	{ "/no-http", ST_NET, 0, "does not speak HTTP" },
	{ "/endless-404", ST_HTTP, 404, "nothing at this address" },
	{ "/huge-header", ST_LIMIT, 200, "endless headers" },
	{ "/huge-line", ST_LIMIT, 200, "endless headers" },
};

Test(limits, every_misdeed_has_its_sentence)
{
	outcomes_expect(route, outcomes,
			sizeof(outcomes) / sizeof(outcomes[0]));
}

Test(limits, gzip_is_unpacked)
{
	struct answer a = get("/gzip");

	cr_assert_eq(a.status, ST_OK);
	cr_assert_str_eq(a.body, PLAIN);
	answer_release(&a);
}

/* Those that the library here has; the others are not asked for. */
Test(limits, brotli_and_zstd_are_unpacked)
{
	struct answer a;
	int has = curl_version_info(CURLVERSION_NOW)->features;

	if (has & CURL_VERSION_BROTLI) {
		a = get("/br");
		cr_assert_str_eq(a.body, PLAIN, "%s", a.msg);
		answer_release(&a);
	}
	if (has & CURL_VERSION_ZSTD) {
		a = get("/zstd");
		cr_assert_str_eq(a.body, PLAIN, "%s", a.msg);
		answer_release(&a);
	}
}

Test(limits, size_is_capped_after_unpacking)
{
	struct answer a = ask("/bomb", (struct fetch_request){
					       .max_bytes = 1 << 20 });

	cr_assert_eq(a.status, ST_LIMIT);
	cr_assert_not_null(strstr(a.msg, "more than 1 MiB"), "%s", a.msg);
	answer_release(&a);
	a = ask("/bomb", (struct fetch_request){ .max_bytes = 9 << 20 });
	cr_assert_eq(a.len, 32768u * 258 + 1, "%zu, %s", a.len, a.msg);
	answer_release(&a);
}

Test(limits, size_is_capped_without_a_length)
{
	struct answer a = ask("/endless", (struct fetch_request){
						  .max_bytes = 100000 });

	cr_assert_eq(a.status, ST_LIMIT);
	cr_assert_not_null(strstr(a.msg, "100000 bytes"), "%s", a.msg);
	answer_release(&a);
}

Test(limits, size_is_capped_by_the_announced_length)
{
	struct answer a = ask("/cut",
			      (struct fetch_request){ .max_bytes = 999 });

	cr_assert_eq(a.status, ST_LIMIT);
	answer_release(&a);
	a = ask("/ok", (struct fetch_request){ .max_bytes = 6 });
	cr_assert_eq(a.status, ST_OK, "exactly the cap: %s", a.msg);
	answer_release(&a);
	a = ask("/ok", (struct fetch_request){ .max_bytes = 5 });
	cr_assert_eq(a.status, ST_LIMIT);
	answer_release(&a);
}

Test(limits, time_limits_hold, .timeout = 30)
{
	static const char *const paths[] = { "/slow", "/silent" };
	static const char *const says[] = { "too slow", "did not answer" };

	for (int i = 0; i < 2; i++) {
		int64_t from_ms = clock_mono_ms();
		struct answer a = ask(paths[i], (struct fetch_request){
							.timeout_s = 1 });

		cr_assert_eq(a.status, ST_NET);
		cr_assert_not_null(strstr(a.msg, says[i]), "%s", a.msg);
		cr_assert_lt(clock_mono_ms() - from_ms, 5000);
		answer_release(&a);
	}
}

/* ---- without a server ---------------------------------------------- */

static const struct {
	const char *url;
	enum status status;
	const char *says;
} addresses[] = {
	{ "file:///etc/passwd", ST_UNSUPPORTED, "http://" },
	{ "ftp://127.0.0.1/", ST_UNSUPPORTED, "http://" },
	{ "javascript:1", ST_UNSUPPORTED, "http://" },
	{ "", ST_UNSUPPORTED, "http://" },
	{ "http://", ST_UNSUPPORTED, "http://" },
	{ "http://[::1", ST_UNSUPPORTED, "well-formed" },
	{ "no address", ST_UNSUPPORTED, "http://" },
	{ "http://127.0.0.1:1/", ST_NET, "127.0.0.1 refuses connections" },
	{ "http://host.invalid/", ST_NET, "host.invalid" },
};

Test(limits, addresses_that_lead_nowhere, .timeout = 60)
{
	for (size_t i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		struct fetcher *f = fetcher_for_test(0, 0);
		struct answer a = { 0 };
		struct fetch_request req = { .url = addresses[i].url,
					     .timeout_s = 5,
					     .ctx = &a };

		fetcher_add(f, &req);
		fetcher_run(f, answer_keep, NULL, NULL);
		cr_assert_eq(a.count, 1);
		cr_assert_eq(a.status, addresses[i].status, "%s: %s",
			     addresses[i].url, a.msg);
		cr_assert_not_null(strstr(a.msg, addresses[i].says), "%s: %s",
				   addresses[i].url, a.msg);
		answer_release(&a);
		fetcher_free(f);
	}
}

Test(limits, tls_to_a_server_without_it, .timeout = 30)
{
	struct http_server s;
	struct answer a = { 0 };
	struct fetcher *f = fetcher_for_test(0, 0);

	http_server_start(&s, route);
	char *url = xasprintf("https://127.0.0.1:%d/ok", s.port);
	struct fetch_request req = { .url = url, .timeout_s = 2, .ctx = &a };
	fetcher_add(f, &req);
	fetcher_run(f, answer_keep, NULL, NULL);
	cr_assert_eq(a.status, ST_NET);
	cr_assert_eq(a.http, 0);
	cr_assert(strlen(a.msg) > 20);
	fetcher_free(f);
	http_server_stop(&s);
	free(url);
	answer_release(&a);
}
