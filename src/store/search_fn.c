/* search_fn.c - what SQL cannot say about an article, as functions of SQL:
 * the answers are model/search.h's, so that a search and a rule agree.
 */
#include "config.h"

#include "plan_priv.h"

#include <string.h>

#include "thrum/base/banned.h"

static const char *text_of(sqlite3_value *v)
{
	return (const char *)sqlite3_value_text(v);
}

/* thrum_text(node, body, title, source, tags) */
static void fn_text(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct asked_node *a = sqlite3_value_pointer(argv[0], SEARCH_POINTER);
	struct search_parts parts = { text_of(argv[1]), text_of(argv[2]),
				      text_of(argv[3]), text_of(argv[4]) };

	(void)argc;
	if (!a)
		return;
	search_text_set(a->text, a->search, &parts);
	sqlite3_result_int(ctx, search_text_has(a->text, a->node));
}

/* thrum_field(node, text) */
static void fn_field(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct asked_node *a = sqlite3_value_pointer(argv[0], SEARCH_POINTER);

	(void)argc;
	if (a)
		sqlite3_result_int(ctx, search_field_has(a->search, a->node,
							 text_of(argv[1])));
}

/* thrum_files(lists): how many enclosures. */
static void fn_files(sqlite3_context *ctx, int argc, sqlite3_value **argv)
{
	struct article *a = article_new();
	const void *bytes = sqlite3_value_blob(argv[0]);
	int n = sqlite3_value_bytes(argv[0]);

	(void)argc;
	if (bytes && lists_decode(bytes, (size_t)n, a) == ST_OK)
		sqlite3_result_int(ctx, (int)a->enclosures.len);
	else
		sqlite3_result_int(ctx, 0);
	article_free(a);
}

/* How well a hit fits: a word in the title weighs as much as five in the
 * text, and the fifth mention says less than the first. Not BM25: lengths
 * of texts are not in the index (columnsize=0), and would cost a reading
 * of each. Ours. */
static void fn_rank(const Fts5ExtensionApi *api, Fts5Context *fts,
		    sqlite3_context *ctx, int n_args, sqlite3_value **args)
{
	static const double weights[] = { 1, 5, 2, 3 }; /* as the columns */
	enum { PHRASES = 32, INSTANCES = 200 };
	double seen[PHRASES][4] = { { 0 } }, sum = 0;
	int n = 0, rc = api->xInstCount(fts, &n);

	(void)n_args;
	(void)args;
	for (int i = 0; rc == SQLITE_OK && i < n && i < INSTANCES; i++) {
		int phrase, column, off;
		rc = api->xInst(fts, i, &phrase, &column, &off);
		if (rc != SQLITE_OK)
			break;
		if (column < 0 || column > 3)
			continue;
		double *s = &seen[phrase % PHRASES][column];
		sum += weights[column] / (1 + *s);
		*s += 1;
	}
	if (rc == SQLITE_OK)
		sqlite3_result_double(ctx, sum);
	else
		sqlite3_result_error_code(ctx, rc);
}

static enum status register_rank(struct store *st, struct err *err)
{
	fts5_api *api = NULL;
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(st->db, "SELECT fts5(?1)", -1, &stmt,
				    NULL);

	if (rc == SQLITE_OK) {
		sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(stmt);
		rc = sqlite3_finalize(stmt);
	}
	if (rc == SQLITE_OK)
		rc = api ? api->xCreateFunction(api, "thrum_rank", NULL,
						fn_rank, NULL) :
			   SQLITE_ERROR;
	return rc == SQLITE_OK ? ST_OK : db_fail(st, rc, "fts5", err);
}

enum status search_fn_register(struct store *st, struct err *err)
{
	static const struct {
		const char *name;
		int n_args;
		void (*fn)(sqlite3_context *, int, sqlite3_value **);
	} fns[] = {
		{ "thrum_text", 5, fn_text },
		{ "thrum_field", 2, fn_field },
		{ "thrum_files", 1, fn_files },
	};
	/* Not for schemas of files that we did not write. */
	const int flags = SQLITE_UTF8 | SQLITE_DIRECTONLY |
			  SQLITE_DETERMINISTIC;

	for (size_t i = 0; i < sizeof(fns) / sizeof(*fns); i++) {
		int rc = sqlite3_create_function_v2(st->db, fns[i].name,
						    fns[i].n_args, flags, NULL,
						    fns[i].fn, NULL, NULL,
						    NULL);
		if (rc != SQLITE_OK)
			return db_fail(st, rc, "function", err);
	}
	return register_rank(st, err);
}
