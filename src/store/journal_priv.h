/* journal_priv.h - journal entries, for those who write and undo them. */
#ifndef THRUM_STORE_JOURNAL_PRIV_H
#define THRUM_STORE_JOURNAL_PRIV_H

#include "store_priv.h"
#include "thrum/store/journal.h"

/* journal.kind: enum change_kind, or one of these; stored. */
enum {
	ENTRY_THREAD = 100, /* + enum thread_change */
	ENTRY_EDIT = 200,
};

/* The bit of article.flags that a kind is about, 0 for tags; *set: does it
 * set it? */
int64_t change_bit(enum change_kind kind, bool *set);
/* Set or clear the bit of every article of an entry. */
enum status items_set_bit(struct store *st, int64_t entry, int64_t bit,
			  bool set, struct err *err) MUST_CHECK;
/* Deleted articles leave the index and their threads' counts, and come
 * back: for every article of an entry. */
enum status items_refresh_deleted(struct store *st, int64_t entry, bool gone,
				  int64_t now, struct err *err) MUST_CHECK;
enum status items_ids(struct store *st, int64_t entry, struct id_vec *out,
		      struct err *err) MUST_CHECK;
/* Write an article's tags everywhere: row, lists, index. */
enum status article_set_tags(struct store *st, int64_t id, const char *tags,
			     struct err *err) MUST_CHECK;
/* Begin an entry; texts may be NULL. */
enum status entry_new(struct store *st, int kind, const char *label,
		      const char *text, int64_t now, int64_t *entry,
		      struct err *err) MUST_CHECK;
/* Take entries from..to away, with their items. */
enum status journal_drop(struct store *st, int64_t from, int64_t to,
			 struct err *err) MUST_CHECK;
/* Nothing changed: no entry. Something did: forget the oldest ones. */
enum status entry_end(struct store *st, int64_t entry, int64_t changed,
		      struct err *err) MUST_CHECK;
/* members_undo.c: write down where an article is, as an item of the entry
 * st->edit_entry; put all items of an entry back, and add which they are. */
enum status members_note(struct store *st, int64_t article_id,
			 struct err *err) MUST_CHECK;
enum status members_put_back(struct store *st, int64_t entry,
			     struct id_vec *moved, struct err *err) MUST_CHECK;
/* marks.c: put a thread's mark back as the entry wrote it down; NULL: it
 * had none. */
enum status mark_restore(struct store *st, int64_t id, const char *text,
			 struct err *err) MUST_CHECK;

#endif
