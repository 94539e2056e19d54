/* cmd_cluster.c - thrum cluster: the heart alone, for measuring.
 *
 * JSON Lines in, `id<TAB>thread` out, in the order of the input. The same
 * code as in the reader, without a store. A line that is no article is said
 * on stderr and left out; the rest is done.
 */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "cmd_priv.h"
#include "cmds_priv.h"
#include "thrum/base/vec.h"
#include "thrum/text/date.h"
#include "thrum/text/utf8.h"
#include "thrum/topic/topic.h"

#include "thrum/base/banned.h"

#define LINE_MAX_BYTES ((size_t)64 << 20)

struct thread_ids {
	VEC_FIELDS(int64_t);
};

struct cluster {
	struct topic *topic;
	struct str_vec ids; /* as given; article n + 1 has ids[n] */
	struct thread_ids threads; /* by article */
	struct buf title, body;
	int failed;
};

static const char *field(const json_t *o, const char *name)
{
	const char *s = json_string_value(json_object_get(o, name));

	return s ? s : "";
}

/* An id is text or a number. */
static char *id_of(const json_t *o)
{
	const json_t *id = json_object_get(o, "id");

	if (json_is_integer(id))
		return xasprintf("%lld", (long long)json_integer_value(id));
	if (!json_is_string(id))
		return NULL;
	return text_clean_dup(json_string_value(id), CLEAN_LINE);
}

static void add_article(struct cluster *c, const json_t *o, char *id)
{
	const json_t *body = json_object_get(o, "body");
	struct topic_article a = { .lang = field(o, "lang"),
				   .source = field(o, "source") };

	buf_clear(&c->title);
	buf_clear(&c->body);
	text_clean(&c->title, field(o, "title"), strlen(field(o, "title")),
		   CLEAN_LINE);
	if (json_is_string(body))
		text_clean(&c->body, json_string_value(body),
			   json_string_length(body), CLEAN_BLOCK);
	str_vec_add_take(&c->ids, id);
	a.id = (int64_t)c->ids.len;
	a.title = c->title.ptr;
	a.body = c->body.ptr;
	a.body_len = c->body.len;
	if (!date_parse(field(o, "date"), &a.date))
		a.date = 0;
	topic_add(c->topic, &a);
}

static void add_line(struct cluster *c, const char *line, size_t len,
		     size_t number)
{
	json_error_t e;
	json_t *o = json_loadb(line, len, JSON_ALLOW_NUL, &e);
	char *id = json_is_object(o) ? id_of(o) : NULL;

	if (id) {
		add_article(c, o, id);
	} else {
		cli_warn(_("line %zu is no article: %s"), number,
			 o ? _("an object with an \"id\" is wanted") : e.text);
		c->failed = 1;
	}
	json_decref(o);
}

static int read_all(struct cluster *c, FILE *in, const char *name)
{
	char *line = NULL;
	size_t cap = 0, number = 0;
	ssize_t n;

	while ((n = getline(&line, &cap, in)) >= 0) {
		size_t len = (size_t)n;
		number++;
		if (len > LINE_MAX_BYTES) {
			cli_warn(_("line %zu is longer than 64 MB"), number);
			c->failed = 1;
		} else if (strspn(line, " \t\r\n") < len) {
			add_line(c, line, len, number);
		}
	}
	free(line);
	if (!ferror(in))
		return EXIT_OK;
	return cli_warn(_("%s cannot be read: %s"), name, strerror(errno));
}

static void take_change(const struct membership *m, void *ctx)
{
	struct cluster *c = ctx;

	c->threads.v[m->article_id - 1] = m->thread_id;
}

/* Reasons are not asked for, unless articles have left: where they were is
 * said with these only. */
static void take_threads(struct cluster *c)
{
	size_t n = 0;

	vec_reserve(&c->threads, c->ids.len + 1);
	for (size_t i = 0; i < c->ids.len; i++) {
		c->threads.v[i] = topic_thread_of(c->topic, (int64_t)i + 1);
		n += c->threads.v[i] != 0;
	}
	if (n < c->ids.len)
		topic_changes(c->topic, take_change, c);
}

static int print_all(struct cluster *c)
{
	topic_decide(c->topic);
	take_threads(c);
	for (size_t i = 0; i < c->ids.len; i++) {
		int64_t th = c->threads.v[i];
		printf("%s\t%s\n", c->ids.v[i], c->ids.v[th ? th - 1 : (int64_t)i]);
	}
	return cli_flush(c->failed ? EXIT_FAILED : EXIT_OK);
}

/* --param NAME=VALUE: for measuring, not in the manual. */
static int set_param(struct topic_params *p, const char *arg)
{
	const char *eq = strchr(arg, '=');
	char *end = NULL;
	double v = eq ? strtod(eq + 1, &end) : 0;
	char *name = eq ? xstrndup(arg, (size_t)(eq - arg)) : NULL;
	enum status st = ST_USAGE;

	if (eq && end != eq + 1 && !*end)
		st = topic_params_set(p, name, v);
	free(name);
	return st ? cli_usage(_("--param wants NAME=NUMBER, not \"%s\""), arg) :
		    EXIT_OK;
}

static int parse_args(int argc, char **argv, struct topic_params *p,
		      const char **file)
{
	int only_operands = 0, code = EXIT_OK;

	*file = NULL;
	for (int i = 1; i < argc && !code; i++) {
		const char *a = argv[i];
		if (!only_operands && !strcmp(a, "--"))
			only_operands = 1;
		else if (!only_operands && !strncmp(a, "--param=", 8))
			code = set_param(p, a + 8);
		else if (!only_operands && !strcmp(a, "--param") &&
			 i + 1 < argc)
			code = set_param(p, argv[++i]);
		else if (!only_operands && a[0] == '-' && a[1])
			code = cli_usage(_("cluster has no option %s"), a);
		else if (*file)
			code = cli_usage(_("cluster reads one file at a time"));
		else
			*file = a;
	}
	return code;
}

int cmd_cluster(int argc, char **argv)
{
	struct topic_params params;
	const char *file;
	FILE *in = stdin;

	topic_params_default(&params);
	int code = parse_args(argc, argv, &params, &file);
	if (code)
		return code;
	if (file && strcmp(file, "-") != 0)
		in = fopen(file, "rb");
	if (!in)
		return cli_warn(_("%s cannot be opened: %s"), file,
				strerror(errno));
	struct cluster c = { .topic = topic_new(&params),
			     .title = BUF_INIT,
			     .body = BUF_INIT };
	code = read_all(&c, in, file ? file : _("standard input"));
	int printed = print_all(&c);
	if (in != stdin)
		fclose(in);
	topic_free(c.topic);
	str_vec_release(&c.ids);
	vec_release(&c.threads);
	buf_release(&c.title);
	buf_release(&c.body);
	return code ? code : printed;
}
