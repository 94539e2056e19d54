/* config.c - see config.h. The table becomes an array of rows once, and
 * every function here walks that array. */
#include "config.h"

#include "thrum/conf/config.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "config_notes_priv.h"
#include "lines_priv.h"
#include "thrum/base/alloc.h"
#include "thrum/conf/format.h"

#include "thrum/base/banned.h"

struct option {
	const char *name;
	enum config_type type;
	size_t offset; /* of the field in struct config */
	const char *str; /* default of a STR */
	int64_t num, min, max; /* default and range of the others */
	const char *help;
};

#define STR_OF_STR(d) (d)
#define STR_OF_INT(d) NULL
#define STR_OF_BOOL(d) NULL
#define NUM_OF_STR(d) 0
#define NUM_OF_INT(d) (d)
#define NUM_OF_BOOL(d) (d)

static const struct option options[] = {
#define OPTION(field, name, type, def, min, max, help)                         \
	{ name,		  CONFIG_TYPE_##type, offsetof(struct config, field),         \
	  STR_OF_##type(def), NUM_OF_##type(def), min, max, help },
	CONFIG_TABLE(OPTION)
#undef OPTION
};
enum { N_OPTIONS = sizeof(options) / sizeof(options[0]) };

static char **str_field(struct config *c, const struct option *o)
{
	return (char **)((char *)c + o->offset);
}

static int64_t *num_field(struct config *c, const struct option *o)
{
	return (int64_t *)((char *)c + o->offset);
}

static int64_t num_value(const struct config *c, const struct option *o)
{
	return *(const int64_t *)((const char *)c + o->offset);
}

static const char *str_value(const struct config *c, const struct option *o)
{
	return *(char *const *)((const char *)c + o->offset);
}

void config_init(struct config *c)
{
	*c = (struct config){ 0 };
	for (size_t i = 0; i < N_OPTIONS; i++) {
		const struct option *o = &options[i];

		if (o->type == CONFIG_TYPE_STR)
			*str_field(c, o) = xstrdup(o->str);
		else
			*num_field(c, o) = o->num;
	}
}

void config_release(struct config *c)
{
	for (size_t i = 0; i < N_OPTIONS; i++)
		if (options[i].type == CONFIG_TYPE_STR)
			free(*str_field(c, &options[i]));
	*c = (struct config){ 0 };
}

/* ---- setting ------------------------------------------------------- */

static const struct option *option_find(struct span name)
{
	for (size_t i = 0; i < N_OPTIONS; i++)
		if (span_is(name, options[i].name))
			return &options[i];
	return NULL;
}

/* `words` are parted by blanks. */
static bool is_among(const char *words, struct span v)
{
	struct span rest = { words, strlen(words) };

	for (;;) {
		struct span word = span_word(&rest);
		if (!word.len)
			return false;
		if (word.len == v.len && !memcmp(word.p, v.p, v.len))
			return true;
	}
}

static bool is_date(const struct option *o)
{
	return !strcmp(o->name, "datetime-format");
}

static bool is_format(const struct option *o)
{
	return config_note_format(o->name) >= 0 || is_date(o);
}

/* "..." keeps the blanks at the ends of a format. */
static struct span unquoted(struct span v)
{
	if (v.len >= 2 && v.p[0] == '"' && v.p[v.len - 1] == '"')
		return (struct span){ v.p + 1, v.len - 2 };
	return v;
}

static enum status check_format(const struct option *o, struct span v,
				struct err *err)
{
	int kind = config_note_format(o->name);

	if (!is_format(o) || !v.len)
		return ST_OK;
	char *text = xstrndup(v.p, v.len);
	enum status st = is_date(o) ? format_when_check(text, err) :
				   format_check((enum format_kind)kind, text,
						err);
	free(text);
	if (st != ST_OK)
		err_prefix(err, "%s", o->name);
	return st;
}

static enum status set_str(struct config *c, const struct option *o,
			   struct span v, struct err *err)
{
	if (span_has_controls(v))
		return err_set(err, ST_USAGE,
			       _("%s must not contain control characters"),
			       o->name);
	const struct config_note *note = config_note_find(o->name);
	if (is_format(o))
		v = unquoted(v);
	if (v.len && note && note->values && !is_among(note->values, v))
		return err_set(err, ST_USAGE,
			       _("%s must be one of %s, not \"%.*s\""),
			       o->name, note->values, span_width(v), v.p);
	enum status st = check_format(o, v, err);
	if (st != ST_OK)
		return st;
	char **field = str_field(c, o);
	free(*field);
	*field = v.len ? xstrndup(v.p, v.len) : xstrdup(o->str);
	return ST_OK;
}

static enum status set_int(struct config *c, const struct option *o,
			   struct span v, struct err *err)
{
	char digits[24];
	char *end = digits;
	long long n = 0;

	errno = 0;
	if (v.len && v.len < sizeof(digits)) {
		memcpy(digits, v.p, v.len);
		digits[v.len] = '\0';
		n = strtoll(digits, &end, 10);
	}
	if (end == digits || *end || errno || n < o->min || n > o->max)
		return err_set(err, ST_USAGE,
			       _("%s must be a number from %" PRId64
				 " to %" PRId64 ", not \"%.*s\""),
			       o->name, o->min, o->max, span_width(v), v.p);
	*num_field(c, o) = n;
	return ST_OK;
}

static enum status set_bool(struct config *c, const struct option *o,
			    struct span v, struct err *err)
{
	static const char *const words[][2] = {
		{ "no", "yes" }, { "false", "true" }, { "off", "on" },
		{ "0", "1" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		for (int on = 0; on < 2; on++) {
			if (!span_is_nocase(v, words[i][on]))
				continue;
			*num_field(c, o) = on;
			return ST_OK;
		}
	}
	return err_set(err, ST_USAGE, _("%s must be yes or no, not \"%.*s\""),
		       o->name, span_width(v), v.p);
}

static enum status set_span(struct config *c, struct span name,
			    struct span value, struct err *err)
{
	const struct option *o = option_find(name);

	if (!o)
		return err_set(err, ST_USAGE,
			       _("there is no option \"%.*s\"; `thrum config` "
				 "lists them"),
			       span_width(name), name.p);
	value = span_trim(value);
	switch (o->type) {
	case CONFIG_TYPE_STR:
		return set_str(c, o, value, err);
	case CONFIG_TYPE_INT:
		return set_int(c, o, value, err);
	case CONFIG_TYPE_BOOL:
		return set_bool(c, o, value, err);
	}
	BUG("an option of no type");
}

enum status config_set(struct config *c, const char *name, const char *value,
		       struct err *err)
{
	struct span n = { name, strlen(name) };
	struct span v = { value, strlen(value) };

	return set_span(c, n, v, err);
}

/* The options that a file sets, and those of which it says nonsense. */
struct seen {
	bool set[N_OPTIONS], wrong[N_OPTIONS];
};

static void parse(struct config *c, const char *s, size_t len,
		  struct seen *seen, struct buf *problems)
{
	struct line_iter it;

	line_iter_init(&it, s, len);
	while (line_next(&it)) {
		struct span rest = it.line;
		struct span name = span_word(&rest);
		const struct option *o = option_find(name);
		struct err err = { 0 };
		bool ok;

		if (!name.len || name.p[0] == '#' || keymap_is_line(name))
			continue;
		ok = set_span(c, name, rest, &err) == ST_OK;
		if (!ok)
			problem_add(problems, it.number, "%s", err.msg);
		if (o)
			*(ok ? &seen->set[o - options] :
			       &seen->wrong[o - options]) = true;
	}
}

void config_parse(struct config *c, const char *s, size_t len,
		  struct buf *problems)
{
	struct seen seen = { 0 };

	parse(c, s, len, &seen, problems);
}

static void copy_option(struct config *to, const struct config *from,
			const struct option *o)
{
	if (o->type != CONFIG_TYPE_STR) {
		*num_field(to, o) = num_value(from, o);
		return;
	}
	free(*str_field(to, o));
	*str_field(to, o) = xstrdup(str_value(from, o));
}

void config_copy(struct config *to, const struct config *from)
{
	config_init(to);
	for (size_t i = 0; i < N_OPTIONS; i++)
		copy_option(to, from, &options[i]);
}

void config_reload(struct config *c, const char *s, size_t len,
		   struct buf *problems)
{
	struct seen seen = { 0 };
	struct config fresh;

	config_init(&fresh);
	parse(&fresh, s, len, &seen, problems);
	for (size_t i = 0; i < N_OPTIONS; i++)
		if (seen.wrong[i] && !seen.set[i])
			copy_option(&fresh, c, &options[i]);
	config_release(c);
	*c = fresh;
}

/* ---- showing ------------------------------------------------------- */

/* "" for a STR that is not set. */
static void add_value(const struct config *c, const struct option *o,
		      struct buf *out)
{
	switch (o->type) {
	case CONFIG_TYPE_STR:
		if (str_value(c, o) && is_format(o))
			buf_addf(out, "\"%s\"", str_value(c, o));
		else if (str_value(c, o))
			buf_adds(out, str_value(c, o));
		break;
	case CONFIG_TYPE_INT:
		buf_addf(out, "%" PRId64, num_value(c, o));
		break;
	case CONFIG_TYPE_BOOL:
		buf_adds(out, num_value(c, o) ? "yes" : "no");
		break;
	}
}

void config_write(const struct config *c, struct buf *out)
{
	for (size_t i = 0; i < N_OPTIONS; i++) {
		const struct option *o = &options[i];
		bool unset = o->type == CONFIG_TYPE_STR && !str_value(c, o);

		if (i)
			buf_addc(out, '\n');
		buf_addf(out, "# %s", _(o->help));
		if (o->type == CONFIG_TYPE_INT)
			buf_addf(out, _(" (%" PRId64 " to %" PRId64 ")"),
				 o->min, o->max);
		buf_addf(out, "\n%s%s ", unset ? "# " : "", o->name);
		add_value(c, o, out);
		buf_addc(out, '\n');
	}
}

/* ---- the table ----------------------------------------------------- */

size_t config_options(void)
{
	return N_OPTIONS;
}

void config_option_at(size_t i, struct config_option *out)
{
	if (i >= N_OPTIONS)
		BUG("no such option");
	const struct option *o = &options[i];
	const struct config_note *note = config_note_find(o->name);

	*out = (struct config_option){
		.name = o->name,
		.type = o->type,
		.help = o->help,
		.min = o->min,
		.max = o->max,
		.section = note ? note->section : N_("Other settings"),
		.values = note ? note->values : NULL,
		.example = note && note->example	? note->example :
			   o->type == CONFIG_TYPE_BOOL ? "yes" :
			   o->type == CONFIG_TYPE_INT	? "60" :
							  "...",
		.more = note ? note->more : NULL,
		.format = config_note_format(o->name),
	};
}

bool config_option_find(const char *name, struct config_option *out)
{
	for (size_t i = 0; i < N_OPTIONS; i++) {
		if (strcmp(options[i].name, name) != 0)
			continue;
		config_option_at(i, out);
		return true;
	}
	return false;
}

bool config_get(const struct config *c, const char *name, struct buf *out)
{
	const struct option *o =
		option_find((struct span){ name, strlen(name) });

	if (o)
		add_value(c, o, out);
	return o != NULL;
}

void config_each(const struct config *c, config_fn fn, void *ctx)
{
	struct buf value = BUF_INIT;

	for (size_t i = 0; i < N_OPTIONS; i++) {
		buf_clear(&value);
		add_value(c, &options[i], &value);
		fn(options[i].name, value.ptr, options[i].help, ctx);
	}
	buf_release(&value);
}
