/* feed.c - see feed.h. */
#include "config.h"

#include "thrum/model/feed.h"

#include <stdlib.h>
#include <string.h>

#include "thrum/base/alloc.h"

#include "thrum/base/banned.h"

static bool has_text(const char *s)
{
	return s && *s;
}

const char *feed_name(const struct feed *f)
{
	if (has_text(f->custom_title))
		return f->custom_title;
	if (has_text(f->title))
		return f->title;
	return f->url ? f->url : "";
}

bool feed_has_tag(const struct feed *f, const char *tag)
{
	size_t len = strlen(tag);

	for (const char *p = f->tags; p && *p;) {
		size_t n = strcspn(p, "\n");
		if (n == len && !memcmp(p, tag, len))
			return true;
		p += n + (p[n] == '\n');
	}
	return false;
}

char *feed_setting(const struct feed *f, const char *name)
{
	size_t len = strlen(name);

	for (const char *p = f->tags; p && *p;) {
		size_t n = strcspn(p, "\n");
		if (n > len + 1 && p[len] == '=' && !memcmp(p, name, len))
			return xstrndup(p + len + 1, n - len - 1);
		p += n + (p[n] == '\n');
	}
	return NULL;
}

int64_t feed_interval_s(const struct feed *f, int64_t otherwise)
{
	static const char key[] = "interval=";

	for (const char *p = f->tags; p && *p;) {
		size_t n = strcspn(p, "\n");
		if (!strncmp(p, key, sizeof(key) - 1)) {
			char *end;
			long min = strtol(p + sizeof(key) - 1, &end, 10);
			if (end == p + n && min > 0 &&
			    min <= FEED_INTERVAL_MAX_MIN)
				return (int64_t)min * 60;
		}
		p += n + (p[n] == '\n');
	}
	return otherwise;
}

const char *feed_query(const struct feed *f)
{
	if (f->kind != FEED_QUERY || strncmp(f->url, "query:", 6) != 0)
		return NULL;
	const char *colon = strchr(f->url + 6, ':');
	return colon ? colon + 1 : NULL;
}

void feed_free(struct feed *f)
{
	if (!f)
		return;
	free(f->url);
	free(f->fetch_url);
	free(f->title);
	free(f->custom_title);
	free(f->link);
	free(f->lang);
	free(f->tags);
	free(f->etag);
	free(f->last_modified);
	free(f->error);
	free(f);
}
