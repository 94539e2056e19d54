/* alloc.c - see alloc.h. The one place that decides what happens when the
 * program itself is wrong or memory is gone. */
#include "config.h"

#include "thrum/base/alloc.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__ /* known once one of its headers was read */
#include <malloc.h>
#endif

#include "thrum/base/banned.h"

/* Set once by the ui thread before others start; the one exception to "no
 * mutable globals", since abort() has no context. */
static bug_hook_fn bug_hook;

void bug_set_hook(bug_hook_fn hook)
{
	bug_hook = hook;
}

/* The limit that glibc begins with; left alone it follows the largest block
 * that was freed, up to 32 MiB. */
#define LARGE (128 << 10)

void mem_init(void)
{
#ifdef __GLIBC__
	mallopt(M_MMAP_THRESHOLD, LARGE);
#endif
}

void mem_trim(void)
{
#ifdef __GLIBC__
	malloc_trim(0);
#endif
}

void bug_die(const char *file, int line, const char *what)
{
	bug_hook_fn hook = bug_hook;

	bug_hook = NULL;
	if (hook)
		hook();
	fprintf(stderr, "thrum: bug: %s (%s:%d)\n", what, file, line);
	abort();
}

void *xmalloc(size_t size)
{
	void *p = malloc(size ? size : 1);

	if (!p)
		BUG("out of memory");
	return p;
}

void *xcalloc(size_t n, size_t size)
{
	void *p = calloc(n ? n : 1, size ? size : 1);

	if (!p)
		BUG("out of memory");
	return p;
}

void *xreallocarray(void *p, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		BUG("size overflow");
	size_t bytes = n * size;
	p = realloc(p, bytes ? bytes : 1);
	if (!p)
		BUG("out of memory");
	return p;
}

char *xstrdup(const char *s)
{
	return s ? xstrndup(s, strlen(s)) : NULL;
}

char *xstrndup(const char *s, size_t len)
{
	char *p = xmalloc(len + 1);

	if (len)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *xasprintf(const char *fmt, ...)
{
	va_list ap, again;

	va_start(ap, fmt);
	va_copy(again, ap);
	int n = vsnprintf(NULL, 0, fmt, ap);
	va_end(ap);
	if (n < 0)
		BUG("bad format");
	char *p = xmalloc((size_t)n + 1);
	vsnprintf(p, (size_t)n + 1, fmt, again);
	va_end(again);
	return p;
}
