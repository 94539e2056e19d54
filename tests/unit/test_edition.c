/* test_edition.c - the bundled edition is what the reader counts on. */
#include "config.h"

#include <criterion/criterion.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "thrum/base/map.h"
#include "thrum/base/path.h"

#include "thrum/base/banned.h"

static void read_file(const char *name, struct buf *out)
{
	const char *top = getenv("top_srcdir");
	char *path = path_join(top ? top : ".", name);

	cr_assert_eq(path_read(path, out, NULL), ST_OK,
		     "%s: run me through make check", path);
	free(path);
}

static const char *text(const json_t *article, const char *field)
{
	return json_string_value(json_object_get(article, field));
}

static void check_article(const json_t *a, int line)
{
	static const char *const needed[] = { "id",	"title", "body",
					      "date",	"source", "url",
					      "lang",	"category" };

	for (size_t i = 0; i < sizeof(needed) / sizeof(needed[0]); i++)
		cr_assert(text(a, needed[i]) && *text(a, needed[i]),
			  "line %d lacks %s", line, needed[i]);
	cr_assert_eq(strlen(text(a, "date")), strlen("2025-05-31T12:10:00Z"));
	cr_assert_eq(strncmp(text(a, "date"), "2025-05-", 8), 0);
	cr_assert_not_null(strstr(text(a, "url"), ".example/"));
	cr_assert_gt(json_array_size(json_object_get(a, "tags")), 0);
	cr_assert_not_null(strstr(text(a, "body"), "<p>"));
}

Test(edition, every_line_is_an_article_in_order_of_date)
{
	struct buf file = BUF_INIT;
	struct map ids = { 0 };
	char last[32] = "";
	int line = 0;

	read_file("src/data/edition.jsonl", &file);
	for (char *p = file.ptr; *p; line++) {
		size_t n = strcspn(p, "\n");
		json_error_t why;
		json_t *a = json_loadb(p, n, 0, &why);
		bool is_new;

		cr_assert_not_null(a, "line %d: %s", line + 1, why.text);
		check_article(a, line + 1);
		const char *id = text(a, "id");
		map_put(&ids, id, strlen(id), &is_new);
		cr_assert(is_new, "%s stands there twice", id);
		cr_assert_leq(strcmp(last, text(a, "date")), 0, "%s", id);
		snprintf(last, sizeof(last), "%s", text(a, "date"));
		json_decref(a);
		p += n + (p[n] == '\n');
	}
	cr_assert_eq(strncmp(last, "2025-05-31T14", 13), 0);
	cr_assert_geq(line, 55);
	/* Nothing in the file itself does anything to a terminal. */
	for (size_t i = 0; i < file.len; i++)
		cr_assert((unsigned char)file.ptr[i] >= ' ' ||
			  file.ptr[i] == '\n');
	map_release(&ids);
	buf_release(&file);
}

Test(edition, the_gold_list_names_the_same_articles)
{
	struct buf file = BUF_INIT, gold = BUF_INIT;
	size_t articles = 0, lines = 0;

	read_file("src/data/edition.jsonl", &file);
	read_file("tests/data/edition.gold.tsv", &gold);
	for (const char *p = file.ptr; *p; p++)
		articles += *p == '\n';
	for (char *p = gold.ptr; *p; lines++) {
		size_t n = strcspn(p, "\t");
		struct buf id = BUF_INIT;

		cr_assert_eq(p[n], '\t');
		buf_addf(&id, "{\"id\": \"%.*s\",", (int)n, p);
		cr_assert_not_null(strstr(file.ptr, id.ptr), "%s", id.ptr);
		buf_release(&id);
		p += strcspn(p, "\n");
		p += *p == '\n';
	}
	cr_assert_eq(lines, articles);
	buf_release(&file);
	buf_release(&gold);
}
