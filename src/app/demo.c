/* demo.c - the bundled edition, so that a new reader has something to read:
 * some sixty articles in twenty-nine events. Its own day becomes today. */
#include "config.h"

#include "app_priv.h"

#include <stdlib.h>

#include "thrum/base/alloc.h"
#include "thrum/base/i18n.h"
#include "thrum/base/path.h"
#include "thrum/store/store.h"

#include "thrum/base/banned.h"

#define DAY 86400
/* The edition is that of 31 May 2025. */
#define EDITION_DAY ((int64_t)1748649600 / DAY)
#define FILLED "demo_filled"

static char *edition_path(void)
{
	const char *dir = getenv("THRUM_DATA");

	return path_join(dir && *dir ? dir : PKGDATADIR, "edition.jsonl");
}

static int64_t shift_of(const struct article_vec *all, int64_t now)
{
	int64_t days = now / DAY - EDITION_DAY, newest = 0;

	for (size_t i = 0; i < all->len; i++)
		if (all->v[i]->published > newest)
			newest = all->v[i]->published;
	while (newest + days * DAY > now)
		days--;
	return days * DAY;
}

static void shift(struct article_vec *all, int64_t now)
{
	int64_t by = shift_of(all, now);

	for (size_t i = 0; i < all->len; i++) {
		struct article *a = all->v[i];
		if (a->published)
			a->published += by;
		if (a->updated)
			a->updated += by;
	}
}

static enum status fill(struct app *app, int64_t now, struct err *err)
{
	struct import_result r = { 0 };
	struct app_report report = { 0 };
	char *path = edition_path();
	enum status st = app_import_read(path, now, &r, err);

	if (st == ST_OK) {
		shift(&r.articles, now);
		st = import_store(app, &r, NULL, &report, err);
	}
	if (st == ST_OK)
		st = store_meta_set_int(app->store, FILLED, 1, err);
	app_report_release(&report);
	import_result_release(&r);
	free(path);
	return st;
}

enum status app_demo_fill(struct app *app, int64_t now, struct err *err)
{
	struct store *store;
	int64_t filled = 0;
	enum status st = app_store(app, &store, err);

	if (st == ST_OK)
		st = store_meta_get_int(store, FILLED, &filled, err);
	if (st || filled)
		return st;
	return fill(app, now, err);
}
