/* alloc.h - small allocations that do not fail.
 *
 * The x functions die through bug_die() when memory is out; they are for
 * sizes that the program chose. Anything sized by input goes through a
 * capped `struct buf` or checks for itself and returns ST_LIMIT.
 */
#ifndef THRUM_BASE_ALLOC_H
#define THRUM_BASE_ALLOC_H

#include <stddef.h>

/* `size` bytes (at least one); xcalloc() zeroes and checks the product. */
void *xmalloc(size_t size) __attribute__((malloc, returns_nonnull));
void *xcalloc(size_t n, size_t size) __attribute__((malloc, returns_nonnull));
/* Multiplies with an overflow check. Moves the block like realloc. */
void *xreallocarray(void *p, size_t n, size_t size)
	__attribute__((returns_nonnull));
/* `s` may be NULL: then NULL is returned. */
char *xstrdup(const char *s);
/* Copies `len` bytes and ends them with NUL. */
char *xstrndup(const char *s, size_t len)
	__attribute__((malloc, returns_nonnull));
char *xasprintf(const char *fmt, ...)
	__attribute__((malloc, returns_nonnull, format(printf, 1, 2)));

/* Once, before anything is allocated: large blocks, which a decision on
 * threads needs for a moment, always go back to the system when freed. */
void mem_init(void);
/* Hand what was freed back to the system: after much that was small has
 * gone, before something else needs memory of its own shape. */
void mem_trim(void);

/* Called once before abort() by bug_die(): the reader puts the terminal
 * back here. Set by the ui thread at start; NULL clears it. */
typedef void (*bug_hook_fn)(void);
void bug_set_hook(bug_hook_fn hook);
/* Says "thrum: bug: `what` (file:line)" on stderr after the hook, aborts. */
void bug_die(const char *file, int line, const char *what)
	__attribute__((noreturn));
#define BUG(what) bug_die(__FILE__, __LINE__, (what))

#endif
