/* import.h - files that are no feeds -> articles. PURE.
 *
 * Text dumps (select-all-copy of a news page or a reading app) and JSON
 * Lines. Feeds, pages and OPML have their own layers; which one a file is
 * for, import_sniff() says and app/ decides.
 */
#ifndef THRUM_IMPORT_IMPORT_H
#define THRUM_IMPORT_IMPORT_H

#include <stddef.h>
#include <stdint.h>

#include "thrum/base/status.h"
#include "thrum/model/article.h"

enum import_kind {
	IMPORT_UNKNOWN, /* empty, binary */
	IMPORT_FEED,
	IMPORT_OPML,
	IMPORT_HTML,
	IMPORT_JSONL,
	IMPORT_URLS, /* newsboat's urls file */
	IMPORT_TEXT,
};
/* By content first, name (may be NULL) second. */
enum import_kind import_sniff(const char *bytes, size_t len,
			      const char *name);

#define IMPORT_TEXT_MAX ((size_t)4 << 20) /* bytes of one dump */

/* A text dump -> one article: headline, source, date, body, tags, related,
 * conversation, details; furniture left out. `now` anchors ages ("8 hours
 * ago"); 0 = unknown. ST_PARSE when no text is left. Caller owns.
 * Source: ours; the rules and their reasons head src/import/dump.c. */
enum status import_dump(const char *bytes, size_t len, int64_t now,
			struct article **out, struct err *err) MUST_CHECK;

/* JSON Lines -> articles, one a line: `thrum parse`'s, `export jsonl`'s and
 * the labelled sets' names are understood (title, body|content|text,
 * date|published, url, source|site, lang, tags, id ...). A line that is no
 * object is counted in *bad and skipped. ST_PARSE when none was good. */
enum status import_jsonl(const char *bytes, size_t len,
			 struct article_vec *out, int *bad, struct err *err)
	MUST_CHECK;

#endif
