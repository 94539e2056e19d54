/* curl_lazy.c - libcurl, loaded when something is first fetched.
 *
 * Thirty libraries stand behind libcurl, and linking them takes more of a
 * start than all the rest of it (callgrind: 16 of 24 million instructions),
 * though most runs only read what is stored. So the functions that this layer
 * calls are ours by their names and pass each call on: the callers and curl's
 * own type checks see no difference. Where configure finds no name to load
 * the library by (CURL_SONAME), it is linked as ever and this file is empty.
 */
#include "config.h"

#ifdef CURL_SONAME

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <string.h>

#include <curl/curl.h>

#include "thrum/base/banned.h"

/* curl's type checks, which are macros over the functions. */
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt
#undef curl_share_setopt

/* Return type, name, what stands for a failed load, parameters, arguments. */
#define PLAIN_CALLS(X)                                                         \
	X(CURLcode, curl_global_init, CURLE_FAILED_INIT, (long flags),         \
	  (flags))                                                             \
	X(CURL *, curl_easy_init, NULL, (void), ())                            \
	X(CURLcode, curl_easy_pause, CURLE_FAILED_INIT, (CURL * e, int bits),  \
	  (e, bits))                                                           \
	X(const char *, curl_easy_strerror, "", (CURLcode code), (code))       \
	X(CURLM *, curl_multi_init, NULL, (void), ())                          \
	X(CURLMcode, curl_multi_add_handle, CURLM_INTERNAL_ERROR,              \
	  (CURLM * m, CURL * e), (m, e))                                       \
	X(CURLMcode, curl_multi_remove_handle, CURLM_INTERNAL_ERROR,           \
	  (CURLM * m, CURL * e), (m, e))                                       \
	X(CURLMcode, curl_multi_perform, CURLM_INTERNAL_ERROR,                 \
	  (CURLM * m, int *running), (m, running))                             \
	X(CURLMcode, curl_multi_poll, CURLM_INTERNAL_ERROR,                    \
	  (CURLM * m, struct curl_waitfd fds[], unsigned n, int ms,            \
	   int *active),                                                       \
	  (m, fds, n, ms, active))                                             \
	X(CURLMcode, curl_multi_wakeup, CURLM_INTERNAL_ERROR, (CURLM * m),     \
	  (m))                                                                 \
	X(CURLMcode, curl_multi_cleanup, CURLM_INTERNAL_ERROR, (CURLM * m),    \
	  (m))                                                                 \
	X(CURLMsg *, curl_multi_info_read, NULL, (CURLM * m, int *left),       \
	  (m, left))                                                           \
	X(CURLSH *, curl_share_init, NULL, (void), ())                         \
	X(CURLSHcode, curl_share_cleanup, CURLSHE_INVALID, (CURLSH * s), (s))  \
	X(struct curl_slist *, curl_slist_append, NULL,                        \
	  (struct curl_slist * l, const char *s), (l, s))                      \
	X(CURLU *, curl_url, NULL, (void), ())                                 \
	X(CURLUcode, curl_url_set, CURLUE_OUT_OF_MEMORY,                       \
	  (CURLU * u, CURLUPart part, const char *s, unsigned flags),          \
	  (u, part, s, flags))                                                 \
	X(CURLUcode, curl_url_get, CURLUE_OUT_OF_MEMORY,                       \
	  (CURLU * u, CURLUPart part, char **s, unsigned flags),               \
	  (u, part, s, flags))                                                 \
	X(time_t, curl_getdate, -1, (const char *s, const time_t *unused),     \
	  (s, unused))                                                         \
	X(curl_version_info_data *, curl_version_info, NULL, (CURLversion v),  \
	  (v))
#define VOID_CALLS(X)                                                          \
	X(curl_easy_cleanup, (CURL * e), (e))                                  \
	X(curl_easy_reset, (CURL * e), (e))                                    \
	X(curl_slist_free_all, (struct curl_slist * l), (l))                   \
	X(curl_url_cleanup, (CURLU * u), (u))                                  \
	X(curl_free, (void *p), (p))
/* The type of the one argument that follows is in the option's number. */
#define OPTION_CALLS(X)                                                        \
	X(CURLcode, curl_easy_setopt, CURLE_FAILED_INIT, CURL, CURLoption)     \
	X(CURLMcode, curl_multi_setopt, CURLM_INTERNAL_ERROR, CURLM,           \
	  CURLMoption)

struct calls {
#define X(type, name, fail, params, args) type(*name) params;
	PLAIN_CALLS(X)
#undef X
#define X(name, params, args) void(*name) params;
	VOID_CALLS(X)
#undef X
#define X(type, name, fail, handle, option) type (*name)(handle *, option, ...);
	OPTION_CALLS(X)
#undef X
	CURLcode (*curl_easy_getinfo)(CURL *, CURLINFO, ...);
	CURLSHcode (*curl_share_setopt)(CURLSH *, CURLSHoption, ...);
};

static pthread_once_t once = PTHREAD_ONCE_INIT;
static struct calls loaded; /* all or nothing; written once */

static bool find(void *library, const char *name, void *function)
{
	void *at = dlsym(library, name);

	memcpy(function, &at, sizeof(at));
	return at != NULL;
}

static void load(void)
{
	void *library = dlopen(CURL_SONAME, RTLD_LAZY | RTLD_LOCAL);
	struct calls c;
	bool all = library != NULL;

#define X(type, name, fail, params, args)                                      \
	all = all && find(library, #name, &c.name);
	PLAIN_CALLS(X)
	OPTION_CALLS(X)
#undef X
#define X(name, params, args) all = all && find(library, #name, &c.name);
	VOID_CALLS(X)
#undef X
	all = all && find(library, "curl_easy_getinfo", &c.curl_easy_getinfo);
	all = all && find(library, "curl_share_setopt", &c.curl_share_setopt);
	if (all)
		loaded = c;
	else if (library)
		dlclose(library);
}

static const struct calls *calls(void)
{
	pthread_once(&once, load);
	return &loaded;
}

/* ---- the calls ----------------------------------------------------------- */

#define X(type, name, fail, params, args)                                      \
	type name params                                                       \
	{                                                                      \
		const struct calls *c = calls();                               \
		return c->name ? c->name args : (type)(fail);                  \
	}
PLAIN_CALLS(X)
#undef X

#define X(name, params, args)                                                  \
	void name params                                                       \
	{                                                                      \
		const struct calls *c = calls();                               \
		if (c->name)                                                   \
			c->name args;                                          \
	}
VOID_CALLS(X)
#undef X

#define X(type, name, fail, handle, option)                                    \
	type name(handle *h, option o, ...)                                    \
	{                                                                      \
		const struct calls *c = calls();                               \
		type code = fail;                                              \
		va_list ap;                                                    \
		va_start(ap, o);                                               \
		if (!c->name)                                                  \
			code = fail;                                           \
		else if ((int)o < CURLOPTTYPE_OBJECTPOINT)                     \
			code = c->name(h, o, va_arg(ap, long));                \
		else if ((int)o < CURLOPTTYPE_OFF_T ||                         \
			 (int)o >= CURLOPTTYPE_BLOB)                           \
			code = c->name(h, o, va_arg(ap, void *));              \
		else                                                           \
			code = c->name(h, o, va_arg(ap, curl_off_t));          \
		va_end(ap);                                                    \
		return code;                                                   \
	}
OPTION_CALLS(X)
#undef X

/* All that is asked for goes through a pointer. */
CURLcode curl_easy_getinfo(CURL *e, CURLINFO info, ...)
{
	const struct calls *c = calls();
	va_list ap;

	va_start(ap, info);
	void *out = va_arg(ap, void *);
	va_end(ap);
	return c->curl_easy_getinfo ? c->curl_easy_getinfo(e, info, out)
				    : CURLE_FAILED_INIT;
}

CURLSHcode curl_share_setopt(CURLSH *s, CURLSHoption o, ...)
{
	const struct calls *c = calls();
	CURLSHcode code = CURLSHE_INVALID;
	va_list ap;

	va_start(ap, o);
	if (c->curl_share_setopt &&
	    (o == CURLSHOPT_SHARE || o == CURLSHOPT_UNSHARE))
		code = c->curl_share_setopt(s, o, va_arg(ap, int));
	else if (c->curl_share_setopt)
		code = c->curl_share_setopt(s, o, va_arg(ap, void *));
	va_end(ap);
	return code;
}

#endif
