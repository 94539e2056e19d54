/* url.h - addresses as bytes: resolve, canonicalise, decide what opens.
 * Pure, no lookups. Source: RFC 3986; WHATWG URL where the web differs. */
#ifndef THRUM_TEXT_URL_H
#define THRUM_TEXT_URL_H

#include <stdbool.h>

/* `ref` against `base` (RFC 3986 s. 5; base may be NULL). White space and
 * controls around and inside are removed as browsers do; characters that
 * may not stand in a URL are percent-encoded. Caller frees; NULL when there
 * is nothing usable (empty, or a scheme of url_is_script()). */
char *url_resolve(const char *base, const char *ref);
/* The canonical key of an article's address: scheme and `www.` folded,
 * host lower-case, default port, fragment and tracking parameters (utm_*,
 * fbclid, gclid, mc_cid ...) dropped, the rest of the query sorted, no
 * trailing slash. Caller frees; NULL for NULL or not http(s). */
char *url_key(const char *url);
/* Host, lower-case, without `www.`; caller frees; NULL if there is none. */
char *url_host(const char *url);
/* http, https, mailto, gemini, gopher: what we hand to a browser. */
bool url_is_openable(const char *url);
/* http or https: what we fetch. */
bool url_is_fetchable(const char *url);
/* javascript:, vbscript:, data:, file: and their disguises. */
bool url_is_script(const char *url);

#endif
