/* picture.c - a picture of an article -> lines for the terminal; see app.h.
 * Asked for like a page: by the user agent, within limits, once. */
#include "config.h"

#include <string.h>

#include "app_priv.h"
#include "thrum/base/i18n.h"
#include "thrum/fetch/fetch.h"
#include "thrum/page/picture.h"
#include "thrum/text/url.h"

#include "thrum/base/banned.h"

#define PICTURE_BYTES_MAX ((size_t)12 << 20)
#define PICTURE_SECONDS 30

struct asked {
	struct app *app;
	struct fetcher *fetcher;
	struct buf body;
	enum status st;
	struct err *err;
};

static void responded(struct fetch_response *r, void *ctx)
{
	struct asked *a = ctx;

	a->st = r->status;
	if (r->status == ST_OK)
		buf_add(&a->body, r->body.ptr, r->body.len);
	else if (a->err)
		*a->err = r->err;
}

static void tick(void *ctx)
{
	struct asked *a = ctx;

	if (app_cancelled(a->app))
		fetcher_cancel(a->fetcher);
}

static bool is_cancelled(void *ctx)
{
	return app_cancelled(ctx);
}

static enum status fetch(struct asked *a, const char *url)
{
	struct fetch_options opts = { .max_total = 1 };
	int64_t limit = a->app->config.timeout_s;
	struct fetch_request req = {
		.url = url,
		.want = FETCH_WANT_PICTURE,
		.max_bytes = PICTURE_BYTES_MAX,
		.timeout_s = (int32_t)(limit < PICTURE_SECONDS ?
					       limit : PICTURE_SECONDS),
	};

	app_fetch_options(a->app, &opts);
	a->st = fetcher_new(&opts, &a->fetcher, a->err);
	if (a->st)
		return a->st;
	a->st = ST_CANCELLED; /* when nothing is heard of it */
	fetcher_add(a->fetcher, &req);
	fetcher_run(a->fetcher, responded, tick, a);
	fetcher_free(a->fetcher);
	return a->st;
}

enum status app_picture(struct app *app, const struct app_picture *want,
			struct buf *out, struct err *err)
{
	struct asked a = { .app = app, .err = err };
	struct picture_want size = { want->cols, want->rows, is_cancelled,
				     app };
	struct pixels px = { 0 };
	enum status st;

	if (!picture_is_built())
		return err_set(err, ST_UNSUPPORTED,
			       _("this thrum was built without pictures; # "
				 "and the number of a picture give it to the "
				 "viewer"));
	if (!url_is_fetchable(want->url))
		return err_set(err, ST_UNSUPPORTED,
			       _("the picture has no http address"));
	buf_init(&a.body, PICTURE_BYTES_MAX);
	st = fetch(&a, want->url);
	if (st == ST_OK)
		st = picture_decode(a.body.ptr, a.body.len, &size, &px, err);
	if (st == ST_OK) {
		struct blocks_style style = want->style;
		style.indent += (want->cols - px.w) / 2;
		blocks_paint(&px, &style, out);
	}
	pixels_release(&px);
	buf_release(&a.body);
	return st;
}
