/* words.c - what went wrong with a request, as sentences for people: who,
 * what, and what one can do. libcurl's own words go to the detail. */
#include "config.h"

#include "transfer_priv.h"

#include <errno.h>
#include <string.h>

#include "thrum/base/i18n.h"

#include "thrum/base/banned.h"

static enum status no_connection(const struct transfer *t, const char *host,
				 struct err *err)
{
	long errnum = 0;

	(void)curl_easy_getinfo(t->easy, CURLINFO_OS_ERRNO, &errnum);
	switch (errnum) {
	case ECONNREFUSED:
		return err_set(err, ST_NET,
			       _("%s refuses connections; it may be down"),
			       host);
	case ENETUNREACH:
	case EHOSTUNREACH:
		return err_set(err, ST_NET,
			       _("%s cannot be reached; is the network up?"),
			       host);
	default:
		return err_set(err, ST_NET,
			       _("no connection to %s; try again later"),
			       host);
	}
}

static enum status too_slow(const struct transfer *t, const char *host,
			    struct err *err)
{
	double connected = 0;

	(void)curl_easy_getinfo(t->easy, CURLINFO_CONNECT_TIME, &connected);
	if (connected <= 0)
		return err_set(err, ST_NET,
			       _("no connection to %s in time; it may be down"),
			       host);
	if (!t->headers.status)
		return err_set(err, ST_NET, _("%s did not answer in time"),
			       host);
	return err_set(err, ST_NET,
		       _("%s was too slow: the answer was not complete after "
			 "%d s"),
		       host, (int)request_timeout_s(&t->req));
}

static enum status too_large(const struct transfer *t, const char *host,
			     struct err *err)
{
	size_t max = request_max_bytes(&t->req);

	if (max >= (size_t)1 << 20)
		return err_set(err, ST_LIMIT,
			       _("%s sends more than %zu MiB; the option "
				 "feed-size-mib allows more"),
			       host, max >> 20);
	return err_set(err, ST_LIMIT, _("%s sends more than %zu bytes"), host,
		       max);
}

/* ---- TLS ----------------------------------------------------------- */

/* What OpenSSL's verification ends with (x509_vfy.h); other libraries leave
 * 0, and so does a certificate that is good but another host's. */
enum {
	NOT_YET_VALID = 9,
	EXPIRED = 10,
	SELF_SIGNED = 18,
	SELF_SIGNED_AUTHORITY = 19,
	NO_ISSUER = 20,
	NO_ISSUER_AT_ALL = 21,
	REVOKED = 23,
};

static const char *tls_words(long verified)
{
	switch (verified) {
	case NOT_YET_VALID:
		return N_("the certificate of %s is not valid yet; is this "
			  "machine's clock right?");
	case EXPIRED:
		return N_("the certificate of %s has expired; its owner must "
			  "renew it (or this machine's clock is wrong)");
	case REVOKED:
		return N_("the certificate of %s has been revoked; its owner "
			  "must get another");
	case SELF_SIGNED:
		return N_("%s is vouched for by nobody but itself; if you "
			  "trust its certificate, name it in the option "
			  "ca-file");
	case SELF_SIGNED_AUTHORITY:
	case NO_ISSUER:
	case NO_ISSUER_AT_ALL:
		return N_("the certificate of %s is of an authority that is "
			  "not known here; if it is your network's, name its "
			  "certificate in the option ca-file");
	default:
		return NULL;
	}
}

/* libcurl's own words: "... no alternative certificate subject name matches
 * target host name 'x'", "certificate subject name (y) does not match". */
static bool is_other_host(const char *why)
{
	return strstr(why, "subject name") != NULL ||
	       strstr(why, "does not match") != NULL;
}

/* What came is no TLS at all: OpenSSL says the first, GnuTLS the second. */
static bool is_plain_http(const char *why)
{
	return strstr(why, "wrong version number") != NULL ||
	       strstr(why, "unexpected TLS packet") != NULL;
}

static enum status bad_tls(const struct transfer *t, CURLcode code,
			   const char *host, struct err *err)
{
	const char *why = *t->words ? t->words : curl_easy_strerror(code);
	const char *colon = strstr(why, "problem: "), *words;
	long verified = 0;

	if (code == CURLE_SSL_CACERT_BADFILE)
		return err_set(err, ST_NET,
			       _("the option ca-file names no file of "
				 "certificates (PEM) that can be read"));
	if (is_plain_http(why))
		return err_set(err, ST_NET,
			       _("%s does not speak TLS at this address; "
				 "http:// may be meant"),
			       host);
	if (code != CURLE_PEER_FAILED_VERIFICATION)
		return err_set(err, ST_NET, _("no secure connection to %s: %s"),
			       host, why);
	(void)curl_easy_getinfo(t->easy, CURLINFO_SSL_VERIFYRESULT, &verified);
	words = tls_words(verified);
	if (!words && is_other_host(why))
		words = N_("the certificate that %s shows is another host's; "
			   "the address may be misspelt, or somebody is in "
			   "between");
	if (!words)
		return err_set(err, ST_NET,
			       _("the certificate of %s is not trusted: %s"),
			       host, colon ? colon + strlen("problem: ") : why);
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	return err_set(err, ST_NET, _(words), host);
#pragma GCC diagnostic pop
}

static enum status wrong_protocol(const struct transfer *t, const char *host,
				  struct err *err)
{
	if (t->moved_for_good || t->moved_for_now)
		return err_set(err, ST_UNSUPPORTED,
			       _("a redirect leads to an address that is "
				 "neither http nor https"));
	return err_set(err, ST_NET, _("%s does not speak HTTP"), host);
}

static enum status other(CURLcode code, const char *host, struct err *err)
{
	return err_set(err, ST_NET, _("fetching from %s failed: %s"), host,
		       curl_easy_strerror(code));
}

/* What the callbacks stopped themselves. */
static enum status stopped(const struct transfer *t, CURLcode code,
			   const char *host, struct err *err)
{
	if (t->too_large)
		return too_large(t, host, err);
	if (t->too_many_headers)
		return err_set(err, ST_LIMIT, _("%s sends endless headers"),
			       host);
	return other(code, host, err);
}

static enum status failure(const struct transfer *t, CURLcode code,
			   const char *host, struct err *err)
{
	switch (code) {
	case CURLE_COULDNT_RESOLVE_HOST:
		return err_set(err, ST_NET,
			       _("the name %s is not known; check the address "
				 "and the connection"),
			       host);
	case CURLE_COULDNT_RESOLVE_PROXY:
		return err_set(err, ST_NET,
			       _("the proxy's name is not known; check "
				 "http_proxy and https_proxy"));
	case CURLE_COULDNT_CONNECT:
		return no_connection(t, host, err);
	case CURLE_OPERATION_TIMEDOUT:
		return too_slow(t, host, err);
	case CURLE_FILESIZE_EXCEEDED:
		return too_large(t, host, err);
	case CURLE_WRITE_ERROR:
	case CURLE_ABORTED_BY_CALLBACK:
		return stopped(t, code, host, err);
	case CURLE_OUT_OF_MEMORY: /* how libcurl says that a header is long */
		return err_set(err, ST_LIMIT, _("%s sends endless headers"),
			       host);
	case CURLE_TOO_MANY_REDIRECTS:
		return err_set(err, ST_LIMIT,
			       _("%s redirects in a circle, or more than ten "
				 "times"),
			       host);
	case CURLE_PARTIAL_FILE:
	case CURLE_GOT_NOTHING:
	case CURLE_SEND_ERROR:
	case CURLE_RECV_ERROR:
		return err_set(err, ST_NET,
			       _("%s closed the connection before all had "
				 "come"),
			       host);
	case CURLE_BAD_CONTENT_ENCODING:
		return err_set(err, ST_PARSE,
			       _("%s sends compressed data that is damaged or "
				 "of an unknown kind"),
			       host);
	case CURLE_URL_MALFORMAT:
		return err_set(err, ST_UNSUPPORTED,
			       _("this address cannot be fetched: it is not "
				 "well-formed"));
	case CURLE_UNSUPPORTED_PROTOCOL:
		return wrong_protocol(t, host, err);
	case CURLE_WEIRD_SERVER_REPLY:
		return err_set(err, ST_NET, _("%s does not speak HTTP"), host);
	case CURLE_SSL_CONNECT_ERROR:
	case CURLE_PEER_FAILED_VERIFICATION:
	case CURLE_SSL_CIPHER:
	case CURLE_SSL_CACERT_BADFILE:
	case CURLE_SSL_ISSUER_ERROR:
		return bad_tls(t, code, host, err);
	default:
		return other(code, host, err);
	}
}

enum status words_for_failure(const struct transfer *t, CURLcode code,
			      const char *host, struct err *err)
{
	enum status st = failure(t, code, host, err);

	err_detail(err, "curl %d: %s", (int)code,
		   *t->words ? t->words : curl_easy_strerror(code));
	return st;
}

static const struct {
	int32_t http;
	const char *words; /* with %s for the host, %d for the status */
} status_words[] = {
	{ 401, N_("%s wants a name and a password (%d); ~/.netrc can hold "
		  "them") },
	{ 403, N_("%s refuses to show this (%d)") },
	{ 404, N_("%s has nothing at this address (%d); it may have moved") },
	{ 407, N_("the proxy in front of %s wants a password (%d)") },
	{ 408, N_("%s waited too long for the request (%d)") },
	{ 410, N_("%s says that this is gone for good (%d)") },
	{ 429, N_("%s says that we ask too often (%d)") },
	{ 451, N_("%s may not show this for legal reasons (%d)") },
	{ 500, N_("%s has an error of its own (%d); try again later") },
	{ 502, N_("%s cannot reach its own server (%d); try again later") },
	{ 503, N_("%s is overloaded or being repaired (%d); try again later") },
	{ 504, N_("%s waits for its own server (%d); try again later") },
};

enum status words_for_status(int32_t http, const char *host, struct err *err)
{
	const char *words = N_("%s gives an answer that we cannot use (%d)");

	if (http >= 400 && http < 500)
		words = N_("%s does not like the request (%d)");
	else if (http >= 500 && http < 600)
		words = N_("%s has an error of its own (%d); try again later");
	for (size_t i = 0; i < sizeof(status_words) / sizeof(status_words[0]);
	     i++)
		if (status_words[i].http == http)
			words = status_words[i].words;
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
	return err_set(err, ST_HTTP, _(words), host, (int)http);
#pragma GCC diagnostic pop
}
