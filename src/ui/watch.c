/* watch.c - see watch_priv.h. Source: inotify(7). */
#include "config.h"

#include "watch_priv.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#ifdef HAVE_SYS_INOTIFY_H
#include <sys/inotify.h>
#endif

#include "thrum/base/alloc.h"
#include "thrum/base/banned.h"

struct watch {
	int fd;
	int n;
	struct {
		int folder; /* the system's number */
		char *name; /* owned: what names in it begin with */
	} files[WATCH_FILES_MAX];
};

int watch_fd(const struct watch *w)
{
	return w->fd;
}

void watch_free(struct watch *w)
{
	if (!w)
		return;
	for (int i = 0; i < w->n; i++)
		free(w->files[i].name);
	close(w->fd);
	free(w);
}

#ifdef HAVE_SYS_INOTIFY_H

struct watch *watch_new(void)
{
	int fd = inotify_init1(IN_NONBLOCK | IN_CLOEXEC);
	struct watch *w;

	if (fd < 0)
		return NULL;
	w = xcalloc(1, sizeof(*w));
	w->fd = fd;
	return w;
}

int watch_add(struct watch *w, const char *path)
{
	const char *slash = strrchr(path, '/');
	char *folder = slash ? xstrndup(path, (size_t)(slash - path) + 1) :
			       xstrdup(".");
	int no = -1;

	if (w->n < WATCH_FILES_MAX)
		no = inotify_add_watch(w->fd, folder,
				       IN_MODIFY | IN_CREATE | IN_MOVED_TO |
					       IN_DELETE);
	free(folder);
	if (no < 0)
		return -1;
	w->files[w->n].folder = no;
	w->files[w->n].name = xstrdup(slash ? slash + 1 : path);
	return w->n++;
}

static unsigned concerned(const struct watch *w,
			  const struct inotify_event *e)
{
	unsigned all = (1u << w->n) - 1, out = 0;

	if (e->mask & (IN_Q_OVERFLOW | IN_IGNORED))
		return all;
	for (int i = 0; i < w->n; i++) {
		const char *name = w->files[i].name;
		if (e->wd == w->files[i].folder && e->len &&
		    !strncmp(e->name, name, strlen(name)))
			out |= 1u << i;
	}
	return out;
}

unsigned watch_take(struct watch *w)
{
	_Alignas(struct inotify_event) char room[4096];
	unsigned out = 0;
	ssize_t n;

	while ((n = read(w->fd, room, sizeof(room))) > 0)
		for (char *p = room; p < room + n;) {
			const struct inotify_event *e = (const void *)p;
			out |= concerned(w, e);
			p += sizeof(*e) + e->len;
		}
	return out;
}

#else

struct watch *watch_new(void)
{
	return NULL;
}

int watch_add(struct watch *w, const char *path)
{
	(void)w;
	(void)path;
	return -1;
}

unsigned watch_take(struct watch *w)
{
	(void)w;
	return 0;
}

#endif
