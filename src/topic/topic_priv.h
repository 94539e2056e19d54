/* topic_priv.h - the inside of src/topic. doc/threading.md explains the
 * algorithm and names the parts as they are named here.
 *
 * An article is known by its sequence number (order of arrival, from 0, for
 * ever) inside, and by the caller's id outside. Open articles lie in
 * `arts`, arts[0] being number `base`; in the place of one that has left is
 * `nobody`, who is not open and has nothing. Everything that is saved is a
 * function of the stream alone.
 */
#ifndef THRUM_TOPIC_TOPIC_PRIV_H
#define THRUM_TOPIC_TOPIC_PRIV_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "thrum/base/vec.h"
#include "thrum/text/token.h"
#include "thrum/topic/topic.h"

#include "bits_priv.h"
#include "blocks_priv.h"
#include "vocab_priv.h"

#define DAY 86400.0
#define DECAY_HOURS 768 /* a month's, for a bound of it */
/* A young stream does not know yet which words stand everywhere. It begins
 * as if it had seen so many articles: half of them with each function word,
 * none with any other. */
#define PRIOR_ARTICLES 20.0
#define SKETCH_MAX 96 /* shingle hashes kept of an article */
#define SKETCH_BITS 14 /* of each, from that of the largest down */
#define SKETCH_BYTES (SKETCH_MAX + ((1 << SKETCH_BITS) - 1) / 255) /* at most */
/* Six bytes instead of eight: there are millions, and walking them is waiting
 * for the memory. */
#define SIX_BYTES __attribute__((packed, aligned(2)))

/* ---- articles ----------------------------------------------------------- */
struct SIX_BYTES entry {
	uint32_t dim;
	uint16_t w; /* weight, see weight_of() */
};
struct entry_vec {
	VEC_FIELDS(struct entry);
};
/* Where an article stands; 0 = nowhere yet, none. */
struct place {
	int64_t thread, near, copy_of;
	float score;
	bool fixed;
};
/* Of one that is not where the last tick placed it. */
struct standing {
	struct place cur; /* after the last decision */
	struct place shown; /* what the caller knows */
	uint32_t next_free; /* of those that nobody has; 0 ends */
};
enum art_flags {
	ART_FULL = 1u << 0,
	ART_DATED = 1u << 1,
	ART_OPEN = 1u << 2,
	ART_SERIES = 1u << 3, /* has a name and number of a series */
	ART_FIXED = 1u << 4, /* may no longer move */
	ART_SHOWN = 1u << 5, /* the caller knows of it */
};
/* At the beginning of a block that holds all that the article keeps: links to
 * earlier ones, strongest first; smallest shingle hashes, see sketch.c; WORD,
 * then TITLE (of a headline: gist), NAME and KEY entries, see pack.c. Blocks
 * move at ticks. */
struct art {
	int64_t id;
	int64_t t; /* its stream time, seconds */
	struct entry *vec; /* while the article comes in, then NULL */
	uint64_t title_key; /* of the title's words; 0 = too short */
	uint64_t copies; /* bit k: its link k is to a copy or its original */
	struct place real; /* after the last tick; see places.c */
	uint32_t apart; /* 0, or of t->standings, from 1 */
	uint32_t flags;
	uint32_t series; /* headline_series() */
	float level; /* background level S */
	uint16_t n_vec[SPACES];
	uint16_t n_back; /* links */
	uint16_t lang;
	uint8_t n_sketch; /* hashes */
	uint8_t sketch_len; /* bytes */
	uint8_t sketch_shift;
	uint16_t slab, units; /* where the block is, and its size */
};
#define BLOCK_UNIT 8 /* bytes */
struct art_vec {
	VEC_FIELDS(struct art *);
};

struct edit_vec_priv {
	VEC_FIELDS(struct edit);
};
struct member_vec {
	VEC_FIELDS(struct membership);
};
struct u32_vec {
	VEC_FIELDS(uint32_t);
};

/* A word of a text: what it is known by. */
struct word_key {
	uint64_t hash; /* of its normal form */
	uint64_t form; /* of that in its language, of digits or not; not 0 */
};
struct word_key_vec {
	VEC_FIELDS(struct word_key);
};

/* What linking looks at in every article, close together: its time and its
 * flags in one word. */
struct when {
	int64_t t_flags; /* t * WHEN_FLAGS + flags below that */
};
#define WHEN_FLAGS 16 /* what linking asks for is below it */
static inline struct when when_make(int64_t t, uint32_t flags)
{
	return (struct when){ t * WHEN_FLAGS +
			      (int64_t)(flags & (WHEN_FLAGS - 1)) };
}
static inline uint32_t when_flags(struct when w)
{
	return (uint32_t)((uint64_t)w.t_flags & (WHEN_FLAGS - 1));
}
static inline int64_t when_t(struct when w)
{
	return (w.t_flags - (int64_t)when_flags(w)) / WHEN_FLAGS;
}

/* finder.c: which entry of a vector has a dimension: cheaper than sorting
 * both vectors for every pair. Refers to the vector until the next
 * finder_set(). */
struct finder {
	const struct entry *v;
	uint16_t *slots; /* 0 = free */
	size_t mask, n_slots;
	struct { VEC_FIELDS(uint32_t); } used; /* slots that are not free */
};
void finder_set(struct finder *f, const struct entry *v, size_t n);
void finder_release(struct finder *f);
/* The entry or NULL. */
static inline const struct entry *finder_get(const struct finder *f,
					     uint32_t dim)
{
	size_t at = dim & f->mask;

	for (; f->slots[at]; at = (at + 1) & f->mask)
		if (f->v[f->slots[at] - 1].dim == dim)
			return &f->v[f->slots[at] - 1];
	return NULL;
}

/* What a word of a headline means or begins with: a term, how often, and how many
 * articles have it beforehand. */
struct gist_word {
	uint32_t term;
	float tf;
	double known;
};

/* A word of a title, or a name of a body, for its keys. */
struct cross_word {
	struct word_at at;
	uint64_t form; /* of the word in its language, as of digits or not */
	float w; /* its weight */
	bool name, digits;
};
/* What such a form has for keys. Words come again and again: this is made
 * once and kept until another takes its place. */
struct cross_form {
	uint64_t form; /* 0 = free */
	uint64_t key; /* of its meaning, else of how it begins */
	uint64_t sound;
	uint64_t gist; /* 0 = no more than itself */
	bool has_key;
	bool may_sound; /* if it is a name */
	bool heard, has_sound; /* its sound was made; there is one */
};
struct cross_key {
	uint64_t hash;
	float w;
	struct word_at at;
};
#define CROSS_LETTERS 52 /* of a word in Latin letters, with its end */
/* Words that mean the same, as far as read; keys of the article at hand. */
struct cross_words {
	struct idmap words;
	uint32_t read; /* languages, by bit */
	struct cross_form *forms; /* CROSS_FORMS, or NULL before the first */
	struct { VEC_FIELDS(struct cross_key); } keys;
};
#define CROSS_FORMS 8192 /* a power of two */

/* An open article that one at hand may be linked to. */
struct found {
	uint32_t place; /* number - base */
	float w;
};
/* Sums of the article at hand with each open one. */
struct sums {
	float *v; /* by number - base; all 0 in between */
	struct found *over; /* whose sum is `least` or more */
	size_t n_over;
	float least; /* > 0 */
	float weight[256]; /* weight_float() of each code */
};

#define LINKS_MAX 4096 /* of an article */
/* The article at hand, until it has a block. */
struct coming {
	struct art art;
	struct link back[LINKS_MAX]; /* behind it, as in a block */
	uint8_t sketch[SKETCH_BYTES];
};

struct topic {
	struct topic_params p;
	struct vocab vocab;
	struct art_vec arts; /* [0] is number `base` */
	struct blocks blocks; /* of what arts keep */
	struct art nobody; /* in the place of one that has left */
	struct { VEC_FIELDS(struct standing); } standings;
	uint32_t free_standing; /* 0 = none */
	struct coming *coming;
	uint32_t base, next; /* numbers: first kept, next to come */
	uint32_t first_new; /* oldest that no tick has seen */
	size_t n_open, n_open_head;
	struct idmap ids; /* open articles by id */
	bool has_clock;
	int64_t clock; /* stream time: newest date seen */
	int64_t block; /* stream time when the oldest new one came */
	struct edit_vec_priv edits; /* oldest first, one a pair */
	struct member_vec gone; /* left before their end was told */
	struct terms_scratch *scratch;
	struct sums sums;
	float decay_by_hour[2][DECAY_HOURS]; /* of headlines, full texts */
	struct when *when; /* of arts[] */
	size_t cap_sums; /* room in both */
	struct finder finder; /* scratch */
	struct entry_vec *hands; /* scratch: vectors that are read */
	struct buf packing, steps; /* scratch */
	struct key_vec keys; /* scratch */
	struct cross_words cross;
	struct { VEC_FIELDS(struct gist_word); } gist; /* of the headline at hand */
	struct catalog *catalog; /* threads of the last decision, or NULL */
	struct loader *loader; /* while chunks come in */
	struct saver *saver; /* what was saved last */
};

static inline struct art *art_at(const struct topic *t, uint32_t seq)
{
	return t->arts.v[seq - t->base];
}
static inline bool art_is_full(const struct art *a)
{
	return a->flags & ART_FULL;
}
static inline bool art_is_open(const struct topic *t, uint32_t seq)
{
	return seq - t->base < t->arts.len && art_at(t, seq)->flags & ART_OPEN;
}
/* Entries that articles of one language share; the keys lie behind. */
static inline size_t art_n_words(const struct art *a)
{
	return (size_t)a->n_vec[0] + a->n_vec[1] + a->n_vec[2];
}
static inline size_t art_n_entries(const struct art *a)
{
	return art_n_words(a) + a->n_vec[SPACE_KEY];
}
/* Of one of these, since entries lie by space. */
static inline enum space art_space(const struct art *a, size_t i)
{
	size_t words = a->n_vec[SPACE_WORD];

	return i < words			   ? SPACE_WORD :
	       i < words + a->n_vec[SPACE_TITLE] ? SPACE_TITLE :
						   SPACE_NAME;
}
static inline struct when when_of(const struct art *a)
{
	return when_make(a->t, a->flags);
}

/* places.c: after the last decision; as the caller knows it, if it does. */
static inline const struct place *art_cur(const struct topic *t,
					  const struct art *a)
{
	return a->apart ? &t->standings.v[a->apart - 1].cur : &a->real;
}
static inline const struct place *art_shown(const struct topic *t,
					    const struct art *a)
{
	return a->apart ? &t->standings.v[a->apart - 1].shown : &a->real;
}
bool stands_same(const struct place *a, const struct place *b);
/* Both anew, once `real` and ART_SHOWN are right. */
void art_stand(struct topic *t, struct art *a, struct place cur,
	       struct place shown);
void art_unstand(struct topic *t, struct art *a); /* it leaves */

/* pack.c: all that an article keeps lies in one block of memory. */
static inline const struct link *art_back(const struct art *a)
{
	return (const struct link *)(const void *)(a + 1);
}
static inline const uint8_t *art_sketch(const struct art *a)
{
	return (const uint8_t *)(art_back(a) + a->n_back);
}
struct kept {
	const struct link *back;
	const uint8_t *sketch;
	const void *packed; /* entries */
	size_t packed_len;
};
/* The article with these, as many as it says, in a block of its own. */
struct art *art_keep(struct topic *t, const struct art *a,
		     const struct kept *k);
struct art *art_pack(struct topic *t); /* what has come in */
void art_release(struct topic *t, uint32_t place); /* nobody is there then */
void arts_move(struct topic *t); /* out of sparse slabs */
/* All entries, until others are read with the same hand. */
enum hand { HAND_LEFT, HAND_RIGHT, HAND_READING, HANDS };
const struct entry *art_entries(const struct topic *t, const struct art *a,
				enum hand hand);
void art_prefetch(const struct art *a); /* what is packed */
/* The dot product of the first n entries of a packed article with what the
 * finder has, spaces by their shares. */
float art_dot(const struct topic *t, const struct art *a, size_t n,
	      const float share[SPACES]);
const void *art_packed(const struct art *a, size_t *len);
/* Such bytes of n entries, well-formed, or NULL. */
const void *packed_read(struct rdr *r, size_t n, size_t *len);
/* By old number its new one, which is no larger. */
void art_renumber(struct topic *t, struct art *a, const uint32_t *dim);

/* terms.c: vectors and sketch of an article from its texts. */
struct terms_scratch *terms_scratch_new(void);
void terms_scratch_free(struct terms_scratch *s);
void terms_scratch_clear(struct terms_scratch *s); /* terms have moved */
/* Reads the texts, which are borrowed until the next call; gives the words of
 * the body, which tell its language, or NULL. */
const struct tokens *terms_read(struct topic *t,
				const struct topic_article *in);
/* After that, with a's language. */
void terms_make(struct topic *t, struct art *a);

/* extent.c: how much of a body is looked at. */
struct extent {
	size_t words; /* until it was enough */
	size_t len; /* bytes looked at at all */
	size_t window, names_to; /* bytes: for words, for names */
};
/* Names end with so many words. */
void extent_find(struct extent *x, const char *s, size_t len,
		 size_t names_words);

/* gist.c: the headline at hand by what its words mean, one word after
 * the other (k without its term; false: it has none), then all into its
 * vector, whose words' weights have this norm. */
bool gist_add(struct topic *t, const struct art *a, const struct cross_word *w,
	      const struct gist_word *k);
/* The hash of what a word (n Latin letters) of the language means or begins
 * with, 0 = no more than itself. */
uint64_t gist_hash(const char *tag, const char *latin, size_t n,
		   uint32_t meaning);
void gist_keep(struct topic *t, struct art *a, double norm);

/* cross.c: what a form has, valid until the next is asked for; keys for the
 * article at hand, one word after the other, then all into its vector; a
 * key's dimension in another language, or NONE. */
struct cross_form *cross_form_of(struct topic *t, const char *tag,
				 const struct cross_word *word);
void cross_add(struct topic *t, const char *tag, const struct cross_word *word);
void cross_keep(struct topic *t, struct art *a);
uint32_t cross_dim(const struct topic *t, uint32_t dim, uint16_t from,
		   uint16_t to);
float cross_dot(const struct topic *t, const struct art *a,
		const struct art *b);
/* What both share by keys, pushed to t->keys by a's dimensions. */
void cross_shared(struct topic *t, const struct art *a, const struct art *b);
/* cross_words.c: the number of what a word means, 0 = not known. */
uint32_t cross_concept(struct cross_words *c, const char *tag,
		       const char *latin);

/* letters.c: a folded word in Latin letters, at most CROSS_LETTERS with its
 * end; marks off the letters of one. */
size_t letters_latin(const char *s, size_t len, char out[CROSS_LETTERS]);
size_t letters_spoken(const char *s, size_t len, char out[CROSS_LETTERS]);
void letters_fold(struct buf *word);

/* sound.c: how a name of the language sounds; 0 = too little to tell it. */
size_t sound_of(const char *tag, const struct word_at *w,
		char out[CROSS_LETTERS]);

/* headline.c: how many of the title's words are not the outlet's name. */
size_t headline_extent(struct topic *t, uint16_t lang, const struct tokens *ts,
		       const char *title);
/* The name and the number of a series: upper and lower half. 0 = none. */
uint32_t headline_series(const struct tokens *ts, const char *title);

/* script.c: is the word's first letter of a script without capitals? Has most
 * of a text none? Is a pair of characters in part hiragana, an ending or a
 * particle? */
bool script_has_no_case(const char *word);
bool script_is_caseless(const struct tokens *ts);
bool script_is_ending(const char *bigram, size_t len);

/* Ask for the links of an article that comes some places later: those who go
 * through all of them in order wait for the memory otherwise. */
static inline void prefetch_back(const struct topic *t, size_t place)
{
	if (place + 8 >= t->arts.len)
		return;
	__builtin_prefetch(&t->arts.v[place + 8]->n_back);
	const struct art *a = t->arts.v[place + 4];
	for (size_t k = 0; k < a->n_back; k += 64 / sizeof(struct link))
		__builtin_prefetch(art_back(a) + k);
}

/* stop.c: a folded English word that says nothing. */
bool is_stop_word(const char *w, size_t len);

/* onward.c: links from later articles, by place in arts[]. */
struct onward {
	size_t *start;
	uint32_t *n;
	struct link *v;
};
/* The background levels of full texts that may not move, by place; below 0
 * for others, who have all their links. */
struct levels {
	const float *of;
	float share; /* of both that a link loses */
	float least; /* that must be left of it */
};
/* All, or those that stand above the levels of their ends. */
void onward_make(struct onward *o, const struct topic *t,
		 const struct levels *l);
void onward_release(struct onward *o);

/* postings.c; kind: place in dim.post. */
struct member {
	uint32_t seq;
	uint16_t w; /* weight_of() something > 0 */
};
void plist_reserve(struct vocab *v, struct dim *d, int kind, uint32_t n);
void plist_add(struct vocab *v, struct dim *d, int kind, struct member m);
void plist_release(struct vocab *v, struct dim *d, int kind);
/* Only how many it had stays. */
void plist_drop(struct vocab *v, struct dim *d, int kind);
/* Without what is no longer open. */
void plist_sweep(struct topic *t, struct dim *d, int kind);

/* sums.c. Lists lie all over the memory: ask for those of the entries from
 * there on, while there is something else to do. */
void sums_ahead(const struct topic *t, const struct art *a, size_t from);
/* Sums of the article with all open ones, who comes to `least` noted.
 * True if common terms were left out, so that sums are too small. */
bool sums_make(struct topic *t, const struct art *a,
	       const float share[SPACES], float least);

/* link.c */
void link_init(struct topic *t); /* once the constants are there */
void link_make(struct topic *t, uint32_t seq); /* back links, from postings */
/* A link's weight without its decay. */
double link_timeless(const struct topic *t, const struct art *a,
		     const struct art *b, float w);

/* lists.c: which dimensions have lists. */
/* More open articles than this have a common term, of `from` for a small
 * window; it grows five times slower than a large one does: no event has
 * one in a hundred of all reports. Lists of common terms may be missing. */
size_t common_limit(const struct topic *t, int from);
void lists_choose(struct topic *t); /* at a tick */
/* Room for the postings of so many open articles, which n_open of the
 * dimensions counts; then it is 0 again, and they may be added. */
void lists_reserve(struct topic *t, size_t n_open);

/* index.c */
void index_room(struct topic *t); /* for the sums with all in arts[] */
void index_add(struct topic *t, uint32_t seq); /* postings */
void index_close(struct topic *t, uint32_t seq);
/* After some left: postings without most of them. */
void index_sweep(struct topic *t);

/* sketch.c: of a text whose words have these hashes. Uses t->keys. */
void sketch_make(struct topic *t, struct art *a, const struct word_key *words,
		 size_t n);
void sketch_prefetch(const struct art *a);
/* Are these bytes n hashes? */
bool sketch_is_whole(const uint8_t *p, size_t len, unsigned n);
/* The hashes of a sketch, ascending. */
struct hashes {
	uint16_t v[SKETCH_MAX];
	unsigned n, shift;
};
void sketch_read(struct hashes *s, const struct art *a, const uint8_t *bytes);
/* Share of the shorter text that is in the longer one, 0..1; below `from` it
 * may be less than it is. */
double sketch_share(const struct hashes *own, const struct art *art,
		    double from);

/* ---- deciding ------------------------------------------------------------ */

/* A row's member: another article of the round. */
struct near {
	uint32_t i; /* its place in the round */
	float x; /* link above the background; also a share of that */
};
/* Summed links between two groups. */
struct edge {
	uint32_t a, b;
	double v;
};
struct edge_vec {
	VEC_FIELDS(struct edge);
};
/* Where an article is in the round, or NONE, and its level; of a headline, or
 * one that takes no part, below 0. */
struct place_level {
	uint32_t i;
	float level;
};
#define ROUND_MAX ((1u << 20) - 1) /* articles of one */
/* One decision: all open articles that take part, by place. */
struct round {
	struct topic *t;
	uint32_t m; /* articles */
	uint32_t *seq; /* place -> number, ascending */
	uint32_t *pos; /* number - base -> place, or NONE */
	bool *fixed, *full; /* may not move; a full text */
	uint16_t *lang;
	bool one_language; /* all have the same */
	bool *ripe; /* may still move, but perhaps for the last time */
	bool *ripe_head; /* the same for headlines; `ripe` has full texts */
	float *level, *vote;
	struct place_level *end; /* by number - base */
	struct onward on;
	uint32_t *group; /* of the article, before joining */
	uint32_t n_groups, n_fixed; /* the first n_fixed are fixed threads */
	int64_t *thread; /* ids of the fixed ones */
	double *size; /* votes of a group */
	double *heads; /* of them, of headlines */
	double *ripe_heads; /* of these, of ripe ones */
	uint32_t *count; /* articles of a group */
	uint32_t *rep; /* group -> group that stands for it, after joining */
	uint32_t *rep_strict; /* the same for what is ripe */
	struct edge_vec edges;
};
static inline const struct art *round_art(const struct round *r, uint32_t i)
{
	return art_at(r->t, r->seq[i]);
}
/* All links of an article, to earlier ones and from later ones. */
struct links {
	uint32_t place; /* its own */
	const struct link *v[2];
	size_t n[2];
};
/* The place at the other end of one of them. If that has left arts[], it is
 * behind all others. */
static inline uint32_t links_place(const struct links *l, int part, size_t k)
{
	uint32_t apart = link_apart(l->v[part][k]);

	return part ? l->place + apart : l->place - apart;
}
static inline struct links links_of(const struct topic *t,
				    const struct onward *on, uint32_t place)
{
	const struct art *a = t->arts.v[place];

	return (struct links){
		place,
		{ art_back(a), on->v + on->start[place] },
		{ a->n_back, on->n[place] },
	};
}
/* The place in the round of the article at this place, or NONE. */
static inline uint32_t round_place(const struct round *r, uint32_t off)
{
	return off < r->t->arts.len ? r->pos[off] : NONE;
}
static inline const struct place_level *round_end(const struct round *r,
						  uint32_t off)
{
	return off < r->t->arts.len ? &r->end[off] : NULL;
}
/* rows.c: who takes part, levels, votes. */
void round_init(struct round *r, struct topic *t);
void round_release(struct round *r);
/* An article's row: its links without what is no more than background, into
 * out[], which has room for all; gives how many. */
size_t round_links(const struct round *r, uint32_t i); /* all */
size_t round_row(const struct round *r, uint32_t i, struct near *out);
/* smooth.c: rows to edges between groups (group[] known). */
void round_smooth(struct round *r);
/* seed.c: groups before joining, by fixed threads and the reader's edits. */
struct pair {
	uint32_t a, b;
};
struct pair_vec {
	VEC_FIELDS(struct pair);
};
void round_seed(struct round *r, struct pair_vec *cannot);
/* join.c: average link, largest first, down to theta.any; what stands at
 * theta.ripe, on the way, to rep_strict; lone articles at last by
 * theta.lone. */
struct thetas {
	double any, ripe, lone; /* ripe >= any >= lone */
};
void round_join(struct round *r, const struct pair_vec *cannot,
		const struct thetas *theta);

/* decide.c: one decision over all open articles. */
enum decide_mode { DECIDE_SHOW, DECIDE_TICK };
void decide(struct topic *t, enum decide_mode mode);

/* why.c: the dimensions that two articles share, into t->keys: each with its
 * part of the dot product, weights of spaces in it, heaviest first. Uses
 * t->finder. */
void shared_of(struct topic *t, const struct art *a, const struct art *b);
void why_place(struct topic *t, const struct art *a,
	       const struct place *p, struct membership *out);

/* names.c: what reports (places in arts[]) name, LF between, appended. */
void names_of(struct topic *t, const uint32_t *places, uint32_t n,
	      struct buf *out);
bool name_is_one(const char *s); /* written like a name, and of no day */
bool name_is_same(const char *a, const char *b); /* "Tokyo" and "TOKYO" */
bool name_overlaps(const char *a, const char *b);
/* Begins or ends as no name does: cut out of a longer phrase, or nothing
 * but an "of" with a capital. */
bool name_is_piece(const char *lang, const char *s);
bool word_is_function(const char *lang, const char *s); /* "of", "the" */

/* overlap.c: the words of threads' reports, summed. */
struct dim_sum { /* by dimension; sums are 0 in between */
	uint32_t own; /* of the thread at hand */
	uint32_t sum; /* of the one that is summed up */
	uint16_t lang; /* that `part` was asked in */
	uint8_t part; /* of it that counts, see kin.c; 0 = not asked yet */
};
struct part {
	uint32_t dim, sum;
};
struct mean {
	uint32_t start, len; /* in the pool; 0 = not made */
	double norm;
};
struct means {
	struct dim_sum *table;
	struct mean *of; /* by a thread's first place */
	size_t n;
	struct { VEC_FIELDS(struct part); } pool;
};
void means_init(struct means *m, const struct topic *t);
void means_release(struct means *m);
/* related.c: open threads of the last decision, their members chained in
 * order of age. */
struct catalog {
	struct idmap first; /* thread id -> place of its oldest in arts[] */
	/* By place. */
	uint32_t *next; /* NONE ends */
	uint32_t *of; /* first place of its thread; NONE = in none */
	uint32_t *seen; /* scratch of who goes through links, NONE */
	uint32_t *members; /* by first place */
	struct means means;
	struct onward on;
};
void catalog_free(struct catalog *c);
/* Another thread, seen from the one at hand. */
struct kin {
	int64_t thread;
	double sum, best; /* of the links between them; sum: then the score */
	uint32_t first; /* its place in the catalog */
	uint32_t mine, theirs; /* the strongest pair, numbers */
	uint32_t members; /* of the other thread */
};

/* overlap.c: the thread at hand, to be compared with others. */
struct share {
	uint32_t dim;
	double x; /* product of both sums */
};
struct mean_own {
	uint32_t members;
	struct mean mean;
	/* Of the newest comparison: the product of both norms, words that both
	 * have. */
	double norms;
	struct { VEC_FIELDS(struct share); } shared;
};
/* Threads by their first places in the catalog. */
void mean_own_init(struct mean_own *own, const struct topic *t, uint32_t first);
void mean_own_release(struct mean_own *own, const struct topic *t);
/* The cosine. */
double mean_compare(struct mean_own *own, const struct topic *t,
		    uint32_t first);
/* kin.c */
/* 0 = not kin. Use t->keys and t->finder. */
double kin_score(struct topic *t, const struct kin *q, struct mean_own *mine);
/* What both name, else rare words of both, ", " between; "" = nothing. Caller
 * frees. `members`: of the thread at hand. */
char *kin_names(struct topic *t, const struct kin *q, uint32_t members);

/* save.c, load.c */
void loader_free(struct loader *l);
void saver_free(struct saver *s);

#endif
