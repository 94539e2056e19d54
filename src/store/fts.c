/* fts.c - the tokenizer "thrum" of the full-text index: words as words.h
 * has them. Source: SQLite FTS5 s. 7 (custom tokenizers).
 */
#include "config.h"

#include "store_priv.h"

#include "thrum/text/words.h"
#include "thrum/base/banned.h"

static int x_create(void *ctx, const char **argv, int argc,
		    Fts5Tokenizer **out)
{
	(void)ctx;
	(void)argv;
	(void)argc;
	*out = (Fts5Tokenizer *)words_new();
	return SQLITE_OK;
}

static void x_delete(Fts5Tokenizer *t)
{
	words_free((struct words *)t);
}

static int x_tokenize(Fts5Tokenizer *t, void *ctx, int flags,
		      const char *text, int len, words_fn fn)
{
	(void)flags;
	return text ? words_each((struct words *)t, text, (size_t)len, fn,
				 ctx) :
		      SQLITE_OK;
}

enum status fts_register(struct store *st, struct err *err)
{
	fts5_tokenizer methods = { x_create, x_delete, x_tokenize };
	fts5_api *api = NULL;
	sqlite3_stmt *stmt = NULL;
	int rc = sqlite3_prepare_v2(st->db, "SELECT fts5(?1)", -1, &stmt,
				    NULL);

	if (rc == SQLITE_OK) {
		sqlite3_bind_pointer(stmt, 1, &api, "fts5_api_ptr", NULL);
		sqlite3_step(stmt);
		rc = sqlite3_finalize(stmt);
	}
	if (rc == SQLITE_OK && api)
		rc = api->xCreateTokenizer(api, "thrum", NULL, &methods, NULL);
	else if (rc == SQLITE_OK)
		rc = SQLITE_ERROR;
	return rc == SQLITE_OK ? ST_OK : db_fail(st, rc, "fts5", err);
}
