/* quote_words.c - quote marks and verbs of saying. The lists are ours. */
#include "config.h"

#include "quote_priv.h"

#include <string.h>

#include "thrum/base/banned.h"

#define LENGTH(a) (sizeof(a) / sizeof((a)[0]))

static const struct quote_marks marks[] = {
	{ 0x201c, 0x201d }, /* English */
	{ 0x201e, 0x201c }, /* German, Czech */
	{ 0x201e, 0x201d }, /* Polish, Hungarian */
	{ 0x201d, 0x201d }, /* Swedish, Finnish */
	{ 0x00ab, 0x00bb }, /* French, Russian */
	{ 0x00bb, 0x00ab }, /* Danish, German books */
	{ 0x300c, 0x300d }, { 0x300e, 0x300f }, { 0xff02, 0xff02 },
	{ 0x2018, 0x2019 }, /* British; apostrophes are looked out for */
	{ '"', '"' },
};

bool quote_opens(uint32_t cp)
{
	for (size_t i = 0; i < LENGTH(marks); i++)
		if (marks[i].open == cp)
			return true;
	return false;
}

bool quote_closes(uint32_t open, uint32_t cp)
{
	for (size_t i = 0; i < LENGTH(marks); i++)
		if (marks[i].open == open && marks[i].close == cp)
			return true;
	return false;
}

/* Folded. Those of all languages together: a verb of one is hardly ever a
 * word beside a quotation in another. */
static const char *const verbs[] = {
	"said says say told tells added adds stated states explained wrote "
	"writes tweeted posted announced argued insisted warned asked "
	"replied admitted noted claimed declared remarked testified",
	"sagte sagt erklärte erklärt betonte meinte schrieb teilte warnte "
	"fügte kritisierte forderte berichtete",
	"dit déclaré déclare déclarait affirmé affirme ajouté ajoute expliqué "
	"explique assuré estimé indiqué précisé lancé écrit",
	"dijo dice afirmó afirma señaló explicó aseguró declaró añadió indicó "
	"expresó manifestó escribió sostuvo",
	"detto dice dichiarato afferma affermato spiegato spiega aggiunto "
	"scrive scritto commenta commentato",
	"disse afirmou declarou explicou acrescentou diz escreveu",
	"zei zegt verklaarde vertelde schreef aldus laat",
	"sa säger sade uppger skriver berättar siger sagde udtaler sier "
	"forteller skriver sanoo sanoi kertoi kertoo mukaan",
	"powiedział powiedziała mówi dodał dodała stwierdził oświadczył",
	"řekl řekla uvedl uvedla dodal dodala sdělil",
	"сказал сказала заявил заявила "
		"сообщил сообщила отметил добавил "
	"подчеркнул рассказал пишет "
		"сказав заявив повідомив",
	"dedi söyledi belirtti açıkladı konuştu ifade",
	"nói cho phát khẳng chia",
	"mengatakan kata ujar katanya menyatakan",
	"είπε δήλωσε ανέφερε τόνισε",
	"قال قالت صرح أكد أضاف وأضاف وقال",
	"कहा बताया बोले",
	"a spus a declarat mondta közölte",
};

/* FNV-1a, folded to the bits there are. */
static uint32_t word_bit(const char *s, size_t len)
{
	uint32_t h = 2166136261u;

	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)s[i]) * 16777619u;
	return (h ^ h >> 16) & (8 * sizeof(((struct quote_verbs *)0)->bits) - 1);
}

void quote_verbs_init(struct quote_verbs *v)
{
	memset(v, 0, sizeof(*v));
	for (size_t i = 0; i < LENGTH(verbs); i++)
		for (const char *p = verbs[i]; *p;) {
			size_t n = strcspn(p, " ");
			uint32_t h = word_bit(p, n);
			v->bits[h >> 3] |= (uint8_t)(1u << (h & 7));
			p += n + (p[n] == ' ');
		}
}

bool quote_is_verb(const struct quote_verbs *v, const char *word, size_t len)
{
	if (len < 2)
		return false;
	uint32_t h = word_bit(word, len);
	if (!(v->bits[h >> 3] & (1u << (h & 7))))
		return false;
	for (size_t i = 0; i < LENGTH(verbs); i++)
		for (const char *p = verbs[i]; *p;) {
			size_t n = strcspn(p, " ");
			if (n == len && !memcmp(p, word, n))
				return true;
			p += n + (p[n] == ' ');
		}
	return false;
}

/* Behind a Japanese or Chinese subject. */
static const char *const subjects[] = {
	"氏は", "さんは", "首相は", "大臣は", "長官は", "は", "说", "說",
	"表示", "指出", "称", "稱", "强调", "介绍", "강조", "말했다",
};

size_t quote_subject_end(const char *s, size_t len)
{
	for (size_t i = 0; i < LENGTH(subjects); i++) {
		size_t n = strlen(subjects[i]);
		if (n <= len && !memcmp(s, subjects[i], n))
			return n;
	}
	return 0;
}
