/* cross_acts.h - what is done and said in news, and public life,
 * ours, in nine languages: rows as in cross_words.h. */
#ifndef THRUM_TOPIC_CROSS_ACTS_H
#define THRUM_TOPIC_CROSS_ACTS_H

static const char *const cross_acts[] = {
	/* what is done and said */
	"accus* wirft/beschuldig* accus* acusa/acusó/acusan acusa/acusou/"
	"acusam accusa/accusano обвини* يتهم/تتهم/اتهم* obtož*",
	"deny/denies/denied bestreit*/dementier* dément*/nie niega*/negó/"
	"desmient* nega/negou/desment* nega/negano/smentisc* отрица*/"
	"опроверг* ينفي/تنفي/نفى/نفت zanik*",
	"confirm* bestätig* confirm* confirm* confirm* conferma* подтверд*/"
	"подтвержд* يؤكد/تؤكد/أكد/تأكيد potrd*/potrj*",
	"announc* kündig*/bekannt* annonc* anunci* anunci* annunci* объяв*/"
	"анонсир* يعلن/تعلن/أعلن*/إعلان napoved*/naznan*",
	"refus*/reject* weiger*/lehnt/abgelehnt refus*/rejet* rechaz*/niega "
	"recus*/rejeit* rifiut*/respin* отказал*/отверг* يرفض/ترفض/"
	"رفض* zavrn*/zavrač*",
	"approv*/adopt* billigt/beschließ*/verabschied* adopt*/approuv* "
	"aprueba*/aprob* aprova* approva* одобр*/принял* يقر/إقرار/"
	"يوافق/موافقة sprej*/odobri*",
	"demand*/urges/call/calls fordert/fordern/verlang* exige*/réclam*/"
	"demand* exige*/pide*/reclam* exige*/pede*/cobra* chied*/esig* "
	"требу*/призва* يطالب/تطالب/يدعو/تدعو/مطالب* "
	"zahtev*/poziv*",
	"threat* droh*/bedroh* menac* amenaz* ameaç* minacc* угро*/пригроз* "
	"يهدد/تهدد/تهديد* groz*/grož*",
	"critic* kritik*/kritisier* critiqu* critic* critic* critic* критик* "
	"ينتقد/تنتقد/انتقاد* kriti*",
	"apolog*/sorry entschuldig* excus*/pardon discul*/perdón desculp*/"
	"perdão scus*/perdono извин* يعتذر/تعتذر/اعتذار oprav*",
	"celebrat* feier*/feiern fête*/célèbr* celebra*/festej* comemora*/"
	"celebra*/festej* festegg*/celebra* праздн*/отме* يحتفل/تحتفل/"
	"احتفال* praznu*/prosl*",
	"return*/back zurückgekehrt/rückkehr*/kehrt retour*/revient/rentr* "
	"regres*/vuelve*/vuelta/volver volta*/retorn*/regress* torna*/"
	"ritorn*/rientr* верн*/возвращ* يعود/تعود/عودة/عاد vrn*/"
	"vrač*/vrnitev",
	"leave*/quit*/depart* verlass*/verlässt quitt*/départ deja/abandona/"
	"sale deixa*/sai lascia*/addio покида*/покинул*/ушел/уход* "
	"يغادر/تغادر/رحيل/يرحل zapust*/zapušč*/odhaj*",
	"join/joins/signs/sign unterschreib*/unterzeichn*/verpflicht* signe*/"
	"rejoint firma*/ficha*/fichó assina* firma/firmano подписа* يوقع/"
	"توقع/توقيع/يضم podpis*",
	"fired/sack*/dismiss* entlass*/gefeuert/rauswurf limog*/viré/renvoy*/"
	"licenci* despid*/destituy*/cesad* demit*/demiss* licenzi*/esoner*/"
	"rimoss* уволен*/уволил* إقالة/يقيل/أقال* odpust*/odpušč*",
	"appoint*/named ernannt*/ernenn* nommé*/nomm* nombr*/design* nomea*/"
	"nomead* nomina* назнач* تعيين/يعين/عين imenov*",
	"replac*/success* nachfolg*/ersetz* remplac*/succèd* reempla*/"
	"sustitu*/suced* substitu*/sucess* sostitui*/succed* смен*/замен*/"
	"преемник* خليفة/يخلف/بديل namest*/nasled*",
	"cancel* absag*/abgesagt annul* cancel*/anul* cancel* annull*/"
	"cancell* отмен* إلغاء/يلغي/تلغي/ألغى odpoved*/odpad*",
	"postpon*/delay* verschob*/verschieb*/verspät* report*/retard* "
	"aplaz*/poster*/retras* adia*/atras* rinvi*/ritard* перенос*/"
	"перенес*/отлож* تأجيل/يؤجل/تؤجل/تأخير prelož*/"
	"prestav*/zamud*",
	"close*/shut* schließ*/geschlossen/sperr* ferme*/fermé* cierra*/"
	"cerr* fecha* chiud*/chius* закры* إغلاق/تغلق/يغلق zapr*/zapira*",
	"extend*/prolong* verläng* prolong* prolong*/extend*/prórroga "
	"prorrog*/estend* prorog*/prolung*/estend* продл* تمديد/يمدد podaljš*",
	"reduce*/cut/cuts senk*/kürz*/reduzier* rédui*/baiss* reduc*/recort*/"
	"baja* reduz*/cort*/redu* riduc*/tagli*/cal* сниж*/сокра* خفض/تخفيض/"
	"يخفض zniž*/zmanj*",
	"rise*/rises/increase*/raises/soar* steig*/erhöh*/anstieg hausse*/"
	"augment* sube*/aument*/alza sobe*/aument*/alta aument*/sale/rialz* "
	"повыс*/повыш*/раст*/вырос* ارتفاع/يرتفع/ترتفع/"
	"زيادة zviš*/poveč*/dvig*/naraš*/naras*",
	"fall/falls/drop*/plung* fällt/fallen/sinkt/sinken baisse/chut*/"
	"tomb* cae/caen/caída/baja/desplom* cai/caem/queda/despenc* cala/"
	"crolla/cade падени*/упал*/паде* تراجع/انخفاض/هبوط/"
	"ينخفض padec/pada/padl*/upad*",
	"stop/stops/halt* stopp*/gestoppt arrête*/stopp*/suspend* deten*/"
	"detiene/par*/frena* para/paralis*/suspend* ferma*/stop/sospes* "
	"останов*/прекра* وقف/توقف/يوقف ustav*",
	"suspend*/suspension* suspendier*/gesperrt suspen* suspend*/"
	"suspensión suspen* sospen*/sospes* приостан*/отстран* تعليق/"
	"يعلق/إيقاف suspend*/začasn*",
	"start/starts/begin*/kick* beginn*/begonnen/startschuss début*/"
	"commenc*/démarr* comienz*/empiez*/inici*/arranc* começ*/inici* "
	"iniz*/comincia*/parte/avvio нача*/старт*/начин* بدء/يبدأ/"
	"تبدأ/انطلاق/تنطلق/بداية zače*/začen*/start*",
	"end/ends/finish* ende/endet/beendet/beenden fin/finit/termin*/"
	"achèv* fin/final*/termin*/acaba* fim/termin*/encerr*/acaba* fine/"
	"finisc*/termin*/conclu* заверш*/конец/окончи*/конч* نهاية/"
	"ينتهي/تنتهي/انتهاء konec/konča*/konc*",
	"build/builds/built/construct* bauen/baut/gebaut/neubau constru* "
	"constru* constru* costru* строи*/постро* بناء/يبني/تبني/"
	"تشييد gradn*/zgrad*/grad*",
	"destroy*/destruct* zerstör* détrui*/détruit*/destruct* destru* "
	"destru* distru* разруш*/уничтож* تدمير/دمار/يدمر/تدمر "
	"uniči*/uniče*",
	"damag* schaden/schäden/beschädig* dégât*/dommage*/endommag* daños/"
	"dañ* dano/danos/danific* dann* повреж*/ущерб* أضرار/ضرر škod*/"
	"poškodov*",
	"steal*/stole*/theft*/robber* diebstahl/gestohlen/raub*/überfall* "
	"vol/volé*/braquage*/cambriol* rob*/hurto*/asalt* roub*/furt*/"
	"assalt* furt*/rapin*/rub* краж*/украл*/ограб* سرقة/سطو/"
	"يسرق krad*/ukrad*/rop*/tatvin*",
	"escap*/flee*/fled flucht/fliehen/flieh*/geflohen évad*/fui*/fuite "
	"fuga*/escap*/huye*/huid* fug*/foge*/escap* fug*/evas*/scapp* побег*/"
	"сбежа*/бежа* هروب/فرار/يفر/هرب pobeg*/zbeža*/beži*",
	"find*/found gefund*/fund/funde trouv*/retrouv* encuentr*/hall*/"
	"encontr* encontr*/acha* trova*/ritrov* нашли/найден*/нашел/"
	"находк* العثور/عثر/يعثر našli/najd*/najden*",
	"help*/aid hilf*/hilfe/hilfen aide*/secours ayuda* ajuda* aiut* "
	"помощ*/помо* مساعد*/إغاثة pomoč*/pomag*",
	"clash* zusammenstöß*/krawall* affront*/heurts enfrent*/choques "
	"confront*/embate* scontr* столкнов* اشتباك*/مواجهات spopad*",
	"hit/hits/strikes trifft/getroffen frappe*/touche* golpea*/azota* "
	"atinge* colpisc*/colpit* удар*/обруш* يضرب/تضرب/ضرب* prizade*/"
	"zade*/stres*",
	"kidnap*/abduct* entführ* enlèv*/enlev*/kidnapp* secuestr* sequestr* "
	"sequestr*/rapit* похи* خطف/اختطاف ugrab*",
	"release*/freed/frees freigelass*/freilass*/frei libér* liber*/"
	"suelt* libert*/solt* liber*/rilasci* освобо*/отпу* إفراج/إطلاق/"
	"تفرج/يفرج izpust*/osvobo*",
	"deport*/expel* abschieb*/abgeschoben/ausgewiesen expuls* deport*/"
	"expuls* deport*/expuls* espuls*/espell* депорт*/выслал*/высыл* "
	"ترحيل/طرد izgn*/izgon*/deport*",
	"invad*/invasion einmarsch*/invasion* envahi*/invasion invas*/invad* "
	"invas*/invad* invas*/invad* вторж* غزو/اجتياح invazij*/vdor*",
	"capture*/seize*/took erober*/eingenomm* prend/s'empar*/captur* toma/"
	"toman/captur* toma/tomam/captur* prend*/conquist*/cattur* захват*/"
	"взял* يسيطر/تسيطر/سيطرة/استولى zavze*/zajel*/zajet*",
	"shell/shelling/airstrike*/raid/raids beschuss/luftangriff*/"
	"luftschlag* bombard*/frappes/raid* bombarde*/ataques bombarde* "
	"bombard*/raid обстрел*/авиаудар* قصف/غارة/غارات "
	"obstrelj*/bombardir*",
	"defend* verteidig* défen*/défend* defen*/defiend* defen* difen*/"
	"difes* защи* يدافع/دفاع* bran*/obramb*/ubran*",
	"support* unterstütz* soutien*/soutient/appui* apoy*/respald* apoi* "
	"sostegn*/appoggi* поддерж* دعم/يدعم/تدعم/تأييد podpor*/"
	"podpr*/podpira*",
	"meet/meets/meeting* treffen/trifft rencontr*/réunion* reun*/"
	"encuentro encontr*/reun* incontr*/riunion* встреч*/встрет* لقاء/"
	"يلتقي/اجتماع* sreč*/sestan*",
	"warns/caution* warnt/warnen/warnung* avertit/met/prévient adviert* "
	"adverte*/alerta avvert* предупре* يحذر/تحذر/تحذير* svari*/"
	"opozarj*",
	"hope* hoff* espoir*/espèr* espera* esper* sper* надежд*/надеет* أمل/"
	"يأمل/تأمل up/upa/upanj*",
	"fear*/worr* angst/sorge*/befürcht*/fürcht* crain*/inquiét*/peur "
	"tem*/preocup*/miedo tem*/preocup*/medo teme*/timor*/paur*/preoccup* "
	"страх*/опас* مخاوف/خوف/قلق/يخشى strah*/boj*/skrb*",
	"plan/plans plan/pläne/plant plan/plans/projet* plan/planes plano/"
	"planos piano/piani план/планы/плана/планир* خطة/خطط "
	"načrt*",
	"decid*/decision* entscheid*/entschied* décid*/décision* decid*/"
	"decisi* decid*/decis* decid*/decision* решен*/решил* قرار/"
	"قرارات/يقرر/تقرر odloči*/odloč*",
	"offer* angebot*/bietet offre*/propos* ofrec*/oferta*/propon* "
	"oferec*/oferta*/propõ* offr*/offert*/propon* предлож*/предлаг* "
	"عرض/يعرض/اقتراح ponud*/predlag*/predlog*",
	"report/reports bericht*/berichte rapport* informe* relatório* "
	"rapport*/relazion* доклад*/отчет*/отчёт* تقرير/تقارير "
	"poročil*",
	"statement* erklärung* déclaration* declara*/comunicado declara*/"
	"comunicado dichiar*/comunicat* заявл*/заяви* بيان/تصريح* izjav*",
	"interview* interview* entretien*/interview* entrevista* entrevista* "
	"intervist* интервью مقابلة/حوار intervju*/pogovor",
	"speech* rede/ansprache discours discurso* discurso* discors* речь/"
	"речи/выступ* خطاب/كلمة govor*/nagovor*",
	"letter* brief/briefe lettre* carta/cartas carta/cartas letter* "
	"письм* رسالة/رسائل pism*",
	"photo*/picture*/image* foto*/bild/bilder photo*/image* foto*/"
	"imagen*/imágen* foto*/imagem/imagens foto*/immagin* фото*/снимк* "
	"صور/صورة fotograf*/foto*/slik*/posnet*",
	"video* video* vidéo* video*/vídeo* vídeo* video* видео* فيديو video*",
	"secret* geheim* secret* secret* secret*/segred* segret* тайн*/"
	"секрет* سري/سرية/أسرار skriv*/tajn*",
	"mistake*/error* fehler*/irrtum erreur* error* erro/erros error* "
	"ошибк* خطأ/أخطاء napak*",
	"scandal* skandal* scandale* escándalo* escândalo* scandal* скандал* "
	"فضيحة škandal*/afer*",
	"joke* witz* blague* broma*/chiste* piada*/brincadeira scherz*/"
	"battut* шутк* نكتة/مزحة šal*",
	"racis* rassis* racis* racis* racis* razzis* расис*/расизм* عنصري* "
	"rasiz*/rasis*",
	"violence violent*/gewalt* violen* violen* violên*/violen* violen* "
	"насили* عنف nasil*",
	"freedom* freiheit* liberté* libertad* liberdade* libertà свобод* "
	"حرية/حريات svobod*",
	"democra* demokrat* démocrat* democra* democra* democra* демокра* "
	"ديمقراط* demokra*",
	"constitution* verfassung*/grundgesetz constitution* constituci* "
	"constitui* costituzion* конституц* دستور* ustav/ustavn*/ustave",
	"referendum* referend*/volksabstimm* référendum* referéndum* "
	"referendo*/plebiscito referendum референдум* استفتاء referend*",
	"poll/polls/survey* umfrage* sondage* encuesta*/sondeo* pesquisa*/"
	"sondagem sondagg* опрос* استطلاع anket*/raziskav*",
	"republican* republikaner* républicain* republican* republican* "
	"repubblican* республик* جمهوري* republik*",
	"liberal* liberal* libéral* liberal* liberal* liberal* либерал* "
	"ليبرالي* liberal*",
	"communis* kommunis* communis* comunis* comunis* comunis* коммунис* "
	"شيوعي* komunis*",
	"socialis* sozialis*/sozialdemokrat* socialis* socialis* socialis* "
	"socialis* социалис* اشتراكي* socialis*",
	"islam* islam* islam* islam* islâm*/islam* islam* ислам* إسلام* "
	"islam*",
	"muslim* muslim* musulman* musulman*/musulmán muçulman* musulman* "
	"мусульман* مسلم* musliman*",
	"jew* jud*/jüd* juif*/juive* judí* judeu*/judaic* ebre* евре* يهود* "
	"jud*/judovsk*",
	"christian* christ* chrétien* cristian* crist* cristian* христиан* "
	"مسيحي* kristjan*/kristjansk*",
	"bishop* bischof*/bischöf* évêque* obispo* bispo* vescov* епископ* "
	"أسقف* škof*",
	"holocaust holocaust*/shoah holocauste/shoah holocausto holocausto "
	"olocausto/shoah холокост* محرقة/هولوكوست holokavst*",
	"genocide* völkermord*/genozid génocid* genocid* genocíd* genocid* "
	"геноцид* إبادة genocid*",
	"torture* folter* tortur* tortur* tortur* tortur* пытк* تعذيب mučen*",
	"execut* hinricht*/hingericht* exécut* ejecut*/ejecución execut*/"
	"execuç* esecuzion*/giustizi* казн* إعدام usmrt*/usmrč*",
};

#endif
