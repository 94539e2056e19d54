/* config.h - settings: one table, one file (`name value` a line, `#`
 * comments), one manual page. */
#ifndef THRUM_CONF_CONFIG_H
#define THRUM_CONF_CONFIG_H

#include <stdbool.h>
#include <stdint.h>

#include "thrum/base/buf.h"
#include "thrum/base/i18n.h"
#include "thrum/base/status.h"

/* X(field, "name", TYPE, default, min, max, "help"); numbers have their
 * unit in the name. STR defaults are strings; NULL = none. */
#define CONFIG_TABLE(X)                                                        \
	X(browser, "browser", STR, NULL, 0, 0,                                 \
	  N_("command that opens a URL (%u is the URL); default: $BROWSER, "   \
	     "then xdg-open or open"))                                         \
	X(bookmark, "bookmark-command", STR, NULL, 0, 0,                       \
	  N_("command that B gives address, title and source of an article "   \
	     "(%u and %t, else as arguments behind it)"))                      \
	X(notify, "notify-command", STR, NULL, 0, 0,                           \
	  N_("command run when a followed thread gets new reports, with its "  \
	     "headline and how many (%t, else as arguments); for example "     \
	     "notify-send"))                                                   \
	X(viewer, "viewer", STR, NULL, 0, 0,                                   \
	  N_("command that shows a picture, sound or film (%u is its URL); "   \
	     "default: the browser"))                                          \
	X(theme, "theme", STR, "auto", 0, 0,                                   \
	  N_("name of a theme, or auto"))                                      \
	X(keymap, "keymap", STR, "default", 0, 0,                              \
	  N_("keys to begin with: default, newsboat, vim or mutt; the keys "   \
	     "file changes single ones"))                                      \
	X(text_cols, "text-width", INT, 72, 20, 200,                           \
	  N_("columns of an article's text"))                                  \
	X(text_centred, "text-centred", BOOL, 1, 0, 1,                         \
	  N_("an article's text stands in the middle of a wide terminal"))     \
	X(bidi, "bidi", STR, "auto", 0, 0,                                     \
	  N_("who puts right-to-left text in order: auto, thrum or terminal")) \
	X(threads_format, "threads-format", STR, NULL, 0, 0,                   \
	  N_("what a row of the list of threads shows"))                       \
	X(articles_format, "articles-format", STR, NULL, 0, 0,                 \
	  N_("what a row of a list of articles shows"))                        \
	X(feeds_format, "feeds-format", STR, NULL, 0, 0,                       \
	  N_("what a row of the list of feeds shows"))                         \
	X(title_format, "title-format", STR, NULL, 0, 0,                       \
	  N_("what the first row shows"))                                      \
	X(datetime_format, "datetime-format", STR, NULL, 0, 0,                 \
	  N_("what %D shows in rows, and the date above an article, as "       \
	     "strftime writes it"))                                            \
	X(save_path, "save-path", STR, NULL, 0, 0,                             \
	  N_("folder in which articles are saved; default: where the reader "  \
	     "was started"))                                                   \
	X(split_cols, "split-from", INT, 110, 60, 1000,                        \
	  N_("terminal columns from which list and text stand side by side"))  \
	X(third_cols, "third-column-from", INT, 170, 60, 1000,                 \
	  N_("terminal columns from which what belongs to an article stands "  \
	     "beside it"))                                                     \
	X(since_page, "since-page", BOOL, 1, 0, 1,                             \
	  N_("begin with what happened since you left, after an absence"))     \
	X(tips, "tips", BOOL, 1, 0, 1,                                         \
	  N_("show a tip at the first starts, each once"))                     \
	X(clock, "clock", BOOL, 0, 0, 1,                                       \
	  N_("show the time in the title row; then something is sent to the "  \
	     "terminal every minute"))                                         \
	X(history, "history", INT, 500, 0, 10000,                              \
	  N_("lines typed into prompts that are kept between sessions; 0 = "   \
	     "none"))                                                          \
	X(mouse, "mouse", BOOL, 1, 0, 1, N_("use the mouse"))                  \
	X(mark_on_open, "mark-read-on-open", BOOL, 1, 0, 1,                    \
	  N_("reading an article marks it read"))                              \
	X(fetch_on_start, "fetch-on-start", BOOL, 0, 0, 1,                     \
	  N_("fetch what is due when the reader starts"))                      \
	X(fetch_minutes, "fetch-every-minutes", INT, 30, 0, 10080,             \
	  N_("fetch in the background this often; 0 = only by key"))           \
	X(feed_minutes, "feed-interval-minutes", INT, 30, 1, 10080,            \
	  N_("a feed is not asked again sooner than this"))                    \
	X(max_total, "connections", INT, 32, 1, 256,                           \
	  N_("transfers at once"))                                             \
	X(max_per_host, "connections-per-host", INT, 4, 1, 32,                 \
	  N_("transfers at once from one server"))                             \
	X(max_per_host_many, "connections-per-host-many", INT, 16, 1, 64,      \
	  N_("the same from a server of many feeds, as long as it answers "    \
	     "as promptly"))                                                   \
	X(timeout_s, "timeout-seconds", INT, 60, 1, 600,                       \
	  N_("longest time for one transfer"))                                 \
	X(feed_mib, "feed-size-mib", INT, 32, 1, 256,                          \
	  N_("largest feed or page, in MiB"))                                  \
	X(proxy, "proxy", STR, NULL, 0, 0,                                     \
	  N_("http://HOST:PORT or socks5h://HOST:PORT to fetch through; "      \
	     "default: http_proxy, https_proxy, no_proxy"))                    \
	X(ca_file, "ca-file", STR, NULL, 0, 0,                                 \
	  N_("file of more certificates to trust (PEM): for a network with "   \
	     "an authority of its own, or a server without one"))              \
	X(cookie_file, "cookie-file", STR, NULL, 0, 0,                         \
	  N_("cookies to send, as browsers export them (Netscape's format); "  \
	     "read, never written"))                                           \
	X(player, "player", STR, NULL, 0, 0,                                   \
	  N_("command that plays or takes an enclosure (%u is its URL); "      \
	     "default: the browser"))

struct config {
#define CONFIG_STR char *
#define CONFIG_INT int64_t
#define CONFIG_BOOL int64_t
#define CONFIG_FIELD(field, name, type, def, min, max, help) CONFIG_##type field;
	CONFIG_TABLE(CONFIG_FIELD)
#undef CONFIG_FIELD
};

void config_init(struct config *c);
void config_release(struct config *c);
/* Set one by name. ST_USAGE with a sentence (unknown name, bad value, out
 * of range); the old value stays. */
enum status config_set(struct config *c, const char *name, const char *value,
		       struct err *err) MUST_CHECK;
void config_copy(struct config *to, const struct config *from);
/* The file has changed: settings that it does not name have their defaults
 * again, those of wrong lines stay as they are. */
void config_reload(struct config *c, const char *s, size_t len,
		   struct buf *problems);
/* Wrong lines are named in `problems` and skipped; lines that bind keys
 * (keymap.h) are left to others. */
void config_parse(struct config *c, const char *s, size_t len,
		  struct buf *problems);
/* The whole file with every option, its help and its value. */
void config_write(const struct config *c, struct buf *out);

/* ---- the table, for manuals, completion and `:set` ---- */
enum config_type { CONFIG_TYPE_STR, CONFIG_TYPE_INT, CONFIG_TYPE_BOOL };
/* All strings are static and untranslated. */
struct config_option {
	const char *name;
	enum config_type type;
	const char *help; /* begins in lower case, no full stop */
	int64_t min, max; /* of an INT */
	const char *section; /* what it is about: "Looks" ... */
	const char *values; /* of a STR: the words it may be, parted by
			     * blanks; NULL = anything */
	const char *example; /* a value; never NULL */
	const char *more; /* more about it, in sentences; NULL */
	int format; /* enum format_kind of a format, else -1 */
};
size_t config_options(void);
/* BUG() out of range. */
void config_option_at(size_t i, struct config_option *out);
bool config_option_find(const char *name, struct config_option *out);
/* The value as the file has it, "" for a STR that is not set. False when
 * there is no such option. */
bool config_get(const struct config *c, const char *name, struct buf *out);

/* Walk the table: name, value as text, help. */
typedef void (*config_fn)(const char *name, const char *value,
			  const char *help, void *ctx);
void config_each(const struct config *c, config_fn fn, void *ctx);

#endif
