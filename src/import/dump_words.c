/* dump_words.c - what words say about a line of a dump.
 *
 * Interfaces use a small vocabulary, and the same one everywhere; these
 * lists hold it in the languages that news is most read in. They are weak
 * evidence: a word decides only over a line whose shape fits (short, no
 * sentence), never over prose. Keys are in the form of text_squash():
 * folded, letters and digits only, single spaces. Lists are ours.
 */
#include "config.h"

#include "dump_priv.h"

#include <string.h>
#include <strings.h>

#include "thrum/base/banned.h"

/* Controls and labels, the whole line. */
static const char *const ui_lines[] = {
	"ad", "ads", "advertisement", "advertisements", "advertising",
	"sponsored", "sponsored content", "promoted", "promotion",
	"anzeige", "werbung", "publicité", "publicidad", "anuncio",
	"pubblicità", "publicidade", "reclame", "advertentie", "реклама",
	"広告", "pr", "广告", "광고", "إعلان",
	"logo", "site logo", "brand", "icon", "image", "images", "img",
	"picture", "thumbnail", "avatar", "banner", "photo", "video", "gallery",
	"bild", "foto", "fotos", "画像", "写真", "图片", "photos", "hero image",
	"placeholder", "loading", "slideshow", "play", "pause", "mute",
	"red", "green", "blue", "yellow", "orange", "purple", "black", "white",
	"grey", "gray", "pink", "brown", "light", "dark", "dark mode",
	"light mode", "theme", "color", "colour",
	"share", "share this", "share this article", "share article", "tweet",
	"email", "e mail", "print", "copy link", "link copied", "save",
	"save article", "bookmark", "like", "likes", "reply", "report",
	"teilen", "drucken", "merken", "partager", "imprimer", "compartir",
	"imprimir", "condividi", "stampa", "compartilhar", "delen",
	"поделиться", "シェア", "印刷", "保存", "分享", "打印", "공유",
	"facebook", "twitter", "x", "linkedin", "whatsapp", "telegram",
	"reddit", "instagram", "youtube", "tiktok", "line", "pinterest", "rss",
	"mastodon", "bluesky", "threads", "flipboard", "wechat", "weibo",
	"menu", "home", "homepage", "search", "close", "open", "open menu",
	"back", "next", "previous", "skip", "skip to content",
	"skip to main content", "back to top", "top", "show more",
	"read more", "load more", "see more", "see all", "skip ad", "view all", "view more",
	"show less", "expand", "collapse", "continue reading", "weiterlesen",
	"mehr anzeigen", "menü", "suche", "suchen", "startseite",
	"zum inhalt springen", "lire la suite", "accueil", "rechercher",
	"voir plus", "leer más", "inicio", "buscar", "ver más", "leggi tutto",
	"cerca", "ler mais", "lees meer", "zoeken", "меню", "поиск",
	"メニュー", "検索", "ホーム", "トップ", "もっと見る", "続きを読む",
	"閉じる", "菜单", "搜索", "首页", "更多", "메뉴", "검색", "홈",
	"sign in", "log in", "login", "log out", "sign up", "register",
	"subscribe", "subscribe now", "subscription", "account", "my account",
	"profile", "settings", "notifications", "follow", "follow us",
	"following", "newsletter", "newsletters", "contact", "contact us",
	"about", "about us", "help", "feedback", "careers", "terms",
	"terms of use", "terms of service", "privacy", "privacy policy",
	"cookie policy", "cookie settings", "imprint", "impressum",
	"datenschutz", "anmelden", "abmelden", "registrieren", "abonnieren",
	"agb", "kontakt", "se connecter", "s abonner", "mentions légales",
	"iniciar sesión", "suscribirse", "accedi", "entrar", "inloggen",
	"войти", "подписаться",
	"ログイン", "会員登録", "お問い合わせ",
	"利用規約", "登录", "注册", "로그인", "accept", "accept all",
	"accept cookies", "reject all", "agree", "i agree", "ok", "got it",
	"no thanks", "not now", "akzeptieren", "alle akzeptieren", "ablehnen",
	"accepter", "tout accepter", "aceptar", "listen", "listen to article",
	"listen to this article", "watch", "watch now", "live", "breaking",
	"breaking news", "news", "exclusive",
	"updated", "published", "article", "articles", "story", "text size",
	"font size", "a a", "aa", "translate", "language", "download",
	"install", "open in app", "get the app", "download the app",
	"download our app", "use the app", "app store", "google play",
	"play store", "app storeplay store", "app store google play",
	"app storegoogle play", "appstore", "playstore", "アプリ",
	"アプリで開く", "ダウンロード", "try it now", "try it free", "try now",
	"learn more", "find out more", "click here", "tap here", "comment",
	"leave a comment", "add a comment", "post a comment",
	"write a comment", "no comments", "no comments yet", "be the first",
	"keine kommentare", "aucun commentaire", "sin comentarios",
	"コメントはまだありません", "コメントする", "by", "via", "or", "and",
	"end", "of", "time", "date", "source", "author", "new", "premium",
	"plus", "members only", "subscribers only",
};

/* A line that begins so is furniture, unless it is long prose. */
static const char *const ui_starts[] = {
	"we use cookies", "this site uses cookies", "this website uses cookies",
	"by continuing to use", "by clicking accept", "by using this site",
	"wir verwenden cookies", "wir nutzen cookies", "nous utilisons des cookies",
	"utilizamos cookies", "usamos cookies", "utilizziamo cookie",
	"当サイトではcookie", "sign up for our", "sign up to our",
	"sign up for the", "subscribe to our", "subscribe for", "subscribe to get",
	"get our free", "get the latest", "join our", "join the conversation",
	"follow us on", "follow us", "like us on", "find us on", "share on",
	"share via", "share this", "download the app", "download our",
	"get the app", "get our app", "try our", "try the new", "install our",
	"available on the", "no comments", "be the first to", "leave a reply",
	"log in to", "login to", "sign in to", "create an account",
	"create a free account", "already a subscriber", "already have an",
	"all rights reserved", "copyright", "your browser",
	"please enable", "javascript is", "enable javascript", "click here",
	"tap to", "swipe", "scroll down", "advertisement", "sponsored by",
	"this article is for", "abonnieren sie", "jetzt abonnieren",
	"melden sie sich", "folgen sie uns", "alle rechte vorbehalten",
	"inscrivez vous", "abonnez vous", "suivez nous", "tous droits",
	"suscríbete", "síguenos", "todos los derechos", "iscriviti",
	"tutti i diritti", "无断转载", "無断転載", "無断複製", "関連キーワード",
	"この記事をシェア", "フォローする", "会員限定", "続きを読むには",
	"还没有评论", "app store", "google play", "app storeplay",
	"powered by", "loading", "view comments", "show comments",
	"you have reached", "free articles", "gift this article",
};

/* Headings over other stories: the beginning, with more behind it. */
static const char *const related_starts[] = {
	"related", "similar", "more from", "more on", "more in", "more about",
	"more stories", "more news", "more articles", "more like",
	"more to read", "more top", "more coverage", "more reading", "read next",
	"read also", "also read", "also in", "read more on", "read this next",
	"up next", "next up", "what to read", "recommended", "recommendations",
	"you may", "you might", "most read", "most popular", "most viewed",
	"most shared", "latest news", "latest stories", "latest articles",
	"latest headlines", "trending now", "trending stories", "popular now",
	"popular stories", "see also", "further reading", "keep reading",
	"editor s picks", "editors picks", "other stories", "other news",
	"other articles", "other headlines", "in other news", "top stories",
	"top news", "don t miss", "in case you missed", "from the same",
	"in this story", "stories like this", "on this topic", "readers also",
	"people also", "explore more", "around the web", "elsewhere",
	"mehr zum thema", "mehr aus", "mehr zu", "mehr nachrichten",
	"lesen sie auch", "lesen sie mehr", "auch interessant",
	"weitere artikel", "weitere meldungen", "weitere nachrichten",
	"weitere themen", "verwandte", "ähnliche", "zum thema", "meistgelesen",
	"das könnte sie", "das könnte dich", "passend dazu", "empfohlen",
	"empfehlungen", "à lire aussi", "lire aussi", "sur le même sujet",
	"sur le même thème", "articles liés", "articles similaires",
	"à lire également", "voir aussi", "les plus lus", "dans la même",
	"vous aimerez", "recommandé", "noticias relacionadas", "relacionad",
	"artículos relacionados", "te puede interesar", "le puede interesar",
	"lea también", "lee también", "más noticias", "más sobre", "más leíd",
	"también te", "articoli correlati", "leggi anche", "potrebbe interessarti",
	"ti potrebbe", "correlati", "più letti", "leia também", "leia mais",
	"notícias relacionadas", "veja também", "mais lidas", "lees ook",
	"gerelateerd", "meer over", "läs också", "läs mer", "les også",
	"læs også", "czytaj także", "zobacz też", "читайте также",
	"по теме", "похожие", "ещё по теме", "другие новости",
	"関連", "あわせて読みたい",
	"合わせて読みたい", "こちらもおすすめ",
	"おすすめ", "この記事に関連", "ほかのニュース", "他のニュース",
	"新着記事", "ランキング", "人気記事", "よく読まれて",
	"相关", "相關", "推荐", "推薦", "更多新闻", "延伸阅读", "延伸閱讀",
	"猜你喜欢", "热门", "관련", "추천", "많이 본", "مواضيع ذات",
	"أخبار ذات", "اقرأ أيضا",
	"اقرأ ايضا", "ذات صلة", "संबंधित",
	"ilgili haberler", "bài liên quan", "berita terkait", "baca juga",
};

/* The same, the whole line: with more behind them they may head text. */
static const char *const related_lines[] = {
	"latest", "trending", "popular", "read on", "more", "mehr", "aktuell",
	"à la une", "lo más visto", "más", "piú letti", "neueste",
	"もっと読む", "人気", "最新",
};

static const char *const summary_heads[] = {
	"summary", "article summary", "ai summary", "in brief", "in short",
	"key points", "at a glance", "tl dr", "tldr", "abstract",
	"zusammenfassung", "kurzfassung", "das wichtigste in kürze", "résumé",
	"en bref", "l essentiel", "resumen", "en breve", "riassunto", "in breve",
	"sintesi", "resumo", "samenvatting", "sammanfattning", "streszczenie",
	"краткое содержание", "кратко", "要約",
	"まとめ", "概要", "摘要",
	"总结", "요약", "ملخص", "सारांश", "özet", "ringkasan",
};

static const char *const stats_heads[] = {
	"statistics", "stats", "reading statistics", "article statistics",
	"statistik", "statistiken", "statistiques", "estadísticas",
	"statistiche", "estatísticas", "statistieken", "статистика", "統計",
	"统计", "통계",
};

static const char *const details_heads[] = {
	"details", "article details", "metadata", "meta data", "properties",
	"information", "info", "angaben", "eigenschaften", "metadaten",
	"détails", "propriétés", "détail", "detalles", "propiedades",
	"dettagli", "detalhes", "gegevens", "подробности", "詳細", "情報",
	"記事情報", "详情", "详细信息", "상세",
};

static const char *const tag_heads[] = {
	"hashtags", "hashtag", "tags", "tag", "keywords", "keyword", "topics",
	"topic", "topics in this story", "in this article", "filed under",
	"schlagworte", "schlagwörter", "stichworte", "themen", "mots clés",
	"étiquettes", "thèmes", "etiquetas", "palabras clave", "temas",
	"parole chiave", "etichette", "argomenti", "palavras chave",
	"trefwoorden", "теги", "метки", "タグ", "キーワード", "ハッシュタグ",
	"标签", "標籤", "关键词", "태그", "وسوم", "الكلمات المفتاحية",
};

static const char *const comment_heads[] = {
	"comments", "comment", "discussion", "reader comments", "responses",
	"kommentare", "leserkommentare", "commentaires", "réactions",
	"comentarios", "commenti", "comentários", "reacties", "комментарии",
	"コメント", "评论", "評論", "댓글", "تعليقات",
};

#define IN_LIST(list, key) in_list((list), sizeof(list) / sizeof(*(list)), (key))

static bool in_list(const char *const *list, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++)
		if (!strcmp(list[i], key))
			return true;
	return false;
}

/* Does the key begin with an entry, at a word's end? In scripts without
 * spaces every character is one. */
static bool starts_list(const char *const *list, size_t n, const char *key)
{
	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(list[i]);
		if (strncmp(key, list[i], len))
			continue;
		if (!key[len] || key[len] == ' ' || list[i][0] & 0x80)
			return true;
	}
	return false;
}
#define STARTS_LIST(list, key)                                                 \
	starts_list((list), sizeof(list) / sizeof(*(list)), (key))

/* "comments 12", "12 comments", "similar readings 5 items" without the
 * numbers and the words for "items". */
static void drop_count(char *key)
{
	char *p = key + strspn(key, "0123456789");

	if (p != key && *p == ' ')
		memmove(key, p + 1, strlen(p + 1) + 1);
	for (p = key; (p = strchr(p, ' ')); p++)
		if (p[1] >= '0' && p[1] <= '9')
			*p = '\0';
}

/* Sentences that sell the page's own program: they name the shop. */
static bool sells_app(const char *key)
{
	static const char *const shops[] = { "app store", "google play",
					     "play store", "appstore" };
	static const char *const verbs[] = { "download", "install", "get ",
					     "herunterladen", "laden sie",
					     "télécharge", "descarga",
					     "baixe", "scarica",
					     "ダウンロード", "下载" };
	bool shop = false, verb = false;

	for (size_t i = 0; i < sizeof(shops) / sizeof(*shops); i++)
		shop |= strstr(key, shops[i]) != NULL;
	for (size_t i = 0; i < sizeof(verbs) / sizeof(*verbs); i++)
		verb |= strstr(key, verbs[i]) != NULL;
	return shop && verb;
}

enum word_kind dump_word(const char *key, size_t len, uint32_t units)
{
	char head[64];

	if (!len)
		return WORD_NONE;
	if (units <= 40 && (STARTS_LIST(ui_starts, key) || sells_app(key)))
		return WORD_UI_START;
	if (len >= sizeof(head) || units > 8)
		return WORD_NONE;
	memcpy(head, key, len + 1);
	drop_count(head);
	if (IN_LIST(tag_heads, head))
		return WORD_TAGS;
	if (IN_LIST(summary_heads, head))
		return WORD_SUMMARY;
	if (IN_LIST(stats_heads, head))
		return WORD_STATS;
	if (IN_LIST(details_heads, head))
		return WORD_DETAILS;
	if (IN_LIST(comment_heads, head))
		return WORD_COMMENTS;
	if (IN_LIST(ui_lines, key) ||
	    (units <= 3 && strstr(key, "advertisement")))
		return WORD_UI;
	if (IN_LIST(related_lines, head))
		return WORD_RELATED;
	return units <= 7 && STARTS_LIST(related_starts, head) ? WORD_RELATED
							       : WORD_NONE;
}

/* ---- names of details ---- */

static const struct {
	const char *name;
	enum field_kind kind;
} fields[] = {
	{ "url", FIELD_URL }, { "link", FIELD_URL }, { "permalink", FIELD_URL },
	{ "original url", FIELD_URL }, { "web address", FIELD_URL },
	{ "adresse", FIELD_URL }, { "lien", FIELD_URL }, { "enlace", FIELD_URL },
	{ "リンク", FIELD_URL }, { "链接", FIELD_URL },
	{ "date", FIELD_DATE }, { "published", FIELD_DATE },
	{ "publication date", FIELD_DATE }, { "published on", FIELD_DATE },
	{ "published at", FIELD_DATE }, { "publish date", FIELD_DATE },
	{ "posted", FIELD_DATE }, { "posted on", FIELD_DATE },
	{ "datum", FIELD_DATE }, { "veröffentlicht", FIELD_DATE },
	{ "veröffentlicht am", FIELD_DATE }, { "erschienen", FIELD_DATE },
	{ "stand", FIELD_UPDATED }, { "publié", FIELD_DATE },
	{ "publié le", FIELD_DATE }, { "fecha", FIELD_DATE },
	{ "publicado", FIELD_DATE }, { "data", FIELD_DATE },
	{ "pubblicato", FIELD_DATE }, { "дата", FIELD_DATE },
	{ "опубликовано", FIELD_DATE }, { "日付", FIELD_DATE },
	{ "公開日", FIELD_DATE }, { "配信", FIELD_DATE }, { "公開", FIELD_DATE },
	{ "掲載日", FIELD_DATE }, { "日期", FIELD_DATE },
	{ "发布时间", FIELD_DATE }, { "게시일", FIELD_DATE },
	{ "updated", FIELD_UPDATED }, { "last updated", FIELD_UPDATED },
	{ "updated on", FIELD_UPDATED }, { "updated at", FIELD_UPDATED },
	{ "modified", FIELD_UPDATED }, { "last modified", FIELD_UPDATED },
	{ "aktualisiert", FIELD_UPDATED }, { "zuletzt aktualisiert", FIELD_UPDATED },
	{ "geändert", FIELD_UPDATED }, { "mis à jour", FIELD_UPDATED },
	{ "mis à jour le", FIELD_UPDATED }, { "modifié", FIELD_UPDATED },
	{ "actualizado", FIELD_UPDATED }, { "aggiornato", FIELD_UPDATED },
	{ "atualizado", FIELD_UPDATED }, { "обновлено", FIELD_UPDATED },
	{ "更新", FIELD_UPDATED }, { "更新日", FIELD_UPDATED },
	{ "更新日時", FIELD_UPDATED }, { "更新时间", FIELD_UPDATED },
	{ "created", FIELD_CREATED }, { "created at", FIELD_CREATED },
	{ "added", FIELD_CREATED }, { "saved", FIELD_CREATED },
	{ "erstellt", FIELD_CREATED }, { "erstellt am", FIELD_CREATED },
	{ "créé", FIELD_CREATED }, { "creado", FIELD_CREATED },
	{ "creato", FIELD_CREATED }, { "作成", FIELD_CREATED },
	{ "作成日", FIELD_CREATED }, { "创建时间", FIELD_CREATED },
	{ "last read", FIELD_LAST_READ }, { "read at", FIELD_LAST_READ },
	{ "last opened", FIELD_LAST_READ }, { "zuletzt gelesen", FIELD_LAST_READ },
	{ "dernière lecture", FIELD_LAST_READ },
	{ "última lectura", FIELD_LAST_READ }, { "最終閲覧", FIELD_LAST_READ },
	{ "category", FIELD_CATEGORY }, { "section", FIELD_CATEGORY },
	{ "rubrik", FIELD_CATEGORY }, { "kategorie", FIELD_CATEGORY },
	{ "ressort", FIELD_CATEGORY }, { "catégorie", FIELD_CATEGORY },
	{ "rubrique", FIELD_CATEGORY }, { "categoría", FIELD_CATEGORY },
	{ "sección", FIELD_CATEGORY }, { "categoria", FIELD_CATEGORY },
	{ "カテゴリー", FIELD_CATEGORY }, { "カテゴリ", FIELD_CATEGORY },
	{ "分类", FIELD_CATEGORY }, { "카테고리", FIELD_CATEGORY },
	{ "source", FIELD_SOURCE }, { "publisher", FIELD_SOURCE },
	{ "outlet", FIELD_SOURCE }, { "publication", FIELD_SOURCE },
	{ "quelle", FIELD_SOURCE }, { "fuente", FIELD_SOURCE },
	{ "fonte", FIELD_SOURCE }, { "bron", FIELD_SOURCE },
	{ "источник", FIELD_SOURCE }, { "出典", FIELD_SOURCE },
	{ "提供", FIELD_SOURCE }, { "来源", FIELD_SOURCE },
	{ "출처", FIELD_SOURCE }, { "author", FIELD_AUTHOR },
	{ "authors", FIELD_AUTHOR }, { "by", FIELD_AUTHOR },
	{ "writer", FIELD_AUTHOR }, { "autor", FIELD_AUTHOR },
	{ "autorin", FIELD_AUTHOR }, { "auteur", FIELD_AUTHOR },
	{ "autore", FIELD_AUTHOR }, { "автор", FIELD_AUTHOR },
	{ "著者", FIELD_AUTHOR }, { "筆者", FIELD_AUTHOR }, { "文", FIELD_AUTHOR },
	{ "作者", FIELD_AUTHOR }, { "기자", FIELD_AUTHOR },
	{ "language", FIELD_LANG }, { "lang", FIELD_LANG },
	{ "sprache", FIELD_LANG }, { "langue", FIELD_LANG },
	{ "idioma", FIELD_LANG }, { "言語", FIELD_LANG }, { "语言", FIELD_LANG },
	{ "title", FIELD_TITLE }, { "headline", FIELD_TITLE },
	{ "titel", FIELD_TITLE }, { "titre", FIELD_TITLE },
	{ "título", FIELD_TITLE }, { "titolo", FIELD_TITLE },
	{ "タイトル", FIELD_TITLE }, { "标题", FIELD_TITLE },
	{ "tags", FIELD_TAGS }, { "tag", FIELD_TAGS }, { "hashtags", FIELD_TAGS },
	{ "keywords", FIELD_TAGS }, { "schlagwörter", FIELD_TAGS },
	{ "schlagworte", FIELD_TAGS }, { "mots clés", FIELD_TAGS },
	{ "etiquetas", FIELD_TAGS }, { "タグ", FIELD_TAGS },
	{ "キーワード", FIELD_TAGS }, { "标签", FIELD_TAGS },
	{ "topics", FIELD_TAGS }, { "filed under", FIELD_TAGS },
	{ "words", FIELD_WORDS }, { "word count", FIELD_WORDS },
	{ "wörter", FIELD_WORDS }, { "mots", FIELD_WORDS },
	{ "palabras", FIELD_WORDS }, { "文字数", FIELD_WORDS },
	{ "read count", FIELD_READS }, { "reads", FIELD_READS },
	{ "times read", FIELD_READS }, { "views", FIELD_ID },
	{ "uuid", FIELD_ID }, { "id", FIELD_ID }, { "guid", FIELD_ID },
	{ "article id", FIELD_ID }, { "category id", FIELD_ID },
	{ "feed id", FIELD_ID }, { "status", FIELD_ID }, { "rating", FIELD_ID },
	{ "reading time", FIELD_ID }, { "lesezeit", FIELD_ID },
	{ "country", FIELD_ID }, { "location", FIELD_ID },
};

enum field_kind dump_field(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (strlen(fields[i].name) == len &&
		    !memcmp(fields[i].name, name, len))
			return fields[i].kind;
	return FIELD_NONE;
}

/* ---- bylines, captions, measures ---- */

size_t dump_byline_mark(const char *s)
{
	static const char *const marks[] = {
		"by ", "by: ", "von ", "par ", "por ", "di ", "door ", "av ",
		"written by ", "story by ", "text by ", "text: ",
		"reported by ", "author: ", "autor: ", "auteur : ", "author ",
		"автор: ", "текст: ", "文=",
		"文：", "文・", "記者：", "作者：",
		"记者 ", "記者 ", "執筆：", "取材・文=", "بقلم ", "بقلم: ",
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(*marks); i++)
		if (!strncasecmp(s, marks[i], strlen(marks[i])))
			return strlen(marks[i]);
	return 0;
}

/* Marks that open a credit; what follows them to the end is a name. */
static const char *const credit_marks[] = {
	"Photo: ", "Photos: ", "Photo by ", "Photo/", "Photo credit: ",
	"Photograph: ", "Photography: ", "Picture: ", "Pictures: ", "Image: ",
	"Images: ", "Image credit: ", "Image source: ", "Credit: ", "Credits: ",
	"Courtesy of ", "File photo", "Illustration: ", "Graphic: ",
	"Video: ", "Photo courtesy", "Foto: ", "Fotos: ", "Foto ", "Bild: ",
	"Bilder: ", "Grafik: ", "Foto von ", "Crédit photo", "Crédit : ",
	"Crédits : ", "Photo : ", "Image : ", "Foto de ", "Fotografía: ",
	"Imagen: ", "Crédito: ", "Immagine: ", "Crediti: ", "Imagem: ",
	"Beeld: ", "Фото: ", "Фото ", "写真=", "写真：", "写真:", "写真は",
	"（写真", "撮影：", "撮影=", "＝撮影", "画像：", "画像:", "提供写真",
	"提供：", "图片：", "图：", "图源", "图片来源", "사진=", "사진: ",
	"صورة: ", "Getty Images", "(AP Photo", "(Photo", "[Photo", "(Image",
};

/* A credit closes what it stands in: few words behind the mark, no second
 * sentence, and the mark does not open an ordinary one. */
static bool is_credit(const struct dline *l, const char *at, size_t mark_len)
{
	size_t rest = (size_t)(l->s + l->len - at) - mark_len;
	bool opens = at > l->s && (at[-1] == ' ' || at[-1] == '(' ||
				   at[-1] == '[' || at[-1] == '/' ||
				   at[-1] == '.' || (unsigned char)at[-1] > 0x7f);

	if (rest > 90 || (at != l->s && !opens))
		return false;
	/* "Foto " and the like also begin sentences: a stop may only be
	 * the last thing, and only behind few words. */
	const char *stop = at + mark_len;
	do /* "K. Dunn" is one name */
		stop = strstr(stop, ". ");
	while (stop && stop[-1] >= 'A' && stop[-1] <= 'Z' && stop++);
	if (stop || (at == l->s && mark_len && at[mark_len - 1] == ' ' &&
		     !strchr(at, ':') && l->flags & LINE_SENTENCE))
		return false;
	return at == l->s ? l->units <= 60 : rest <= 70;
}

/* "（…撮影", "... file photo)": marks that stand last. */
static bool ends_in_credit(const struct dline *l)
{
	static const char *const ends[] = { "撮影", "撮影）", "提供", "提供）",
					    "file photo)", "file photo",
					    "[Photo]", "(Symbolbild)",
					    "Symbolbild" };

	for (size_t i = 0; i < sizeof(ends) / sizeof(*ends); i++) {
		size_t n = strlen(ends[i]);
		if (l->len > n && !strcmp(l->s + l->len - n, ends[i]))
			return true;
	}
	return false;
}

bool dump_is_caption(const struct dline *l)
{
	if (l->units > 80 || l->len > 900)
		return false;
	if (ends_in_credit(l))
		return true;
	for (size_t i = 0; i < sizeof(credit_marks) / sizeof(*credit_marks);
	     i++) {
		const char *last = NULL;
		for (const char *p = l->s; (p = strstr(p, credit_marks[i]));
		     p++)
			last = p;
		if (last && is_credit(l, last, strlen(credit_marks[i])))
			return true;
	}
	return false;
}

bool dump_is_measure(const char *key)
{
	static const char *const units[] = {
		"min", "mins", "minute", "minutes", "min read", "mins read",
		"minute read", "minutes read", "minutes to read", "words",
		"comments", "comment", "views", "shares", "likes", "replies",
		"reads", "minuten", "min lesezeit", "minuten lesezeit",
		"wörter", "kommentare", "minutes de lecture", "min de lecture",
		"mots", "commentaires", "minutos", "min de lectura", "palabras",
		"comentarios", "minuti", "分", "分で読めます", "文字", "件",
	};
	size_t words = 1, n = strspn(key, "0123456789 ");

	if (n && key[n] && IN_LIST(units, key + n))
		return true;
	/* "lecture 3 min", "reading time 4 minutes" */
	for (const char *p = key; *p; p++)
		words += *p == ' ';
	const char *min = strstr(key, " min");
	return min && words <= 5 && min > key && min[-1] >= '0' &&
	       min[-1] <= '9' && !strchr(min + 1, ' ');
}
