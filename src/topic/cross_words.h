/* cross_words.h - common words of news in nine languages, ours. A row is one
 * concept: en de fr es pt it ru ar sl. "/" parts ways to say it, "*" stands
 * for any ending, "-" for none that can be told apart. Names of countries
 * are here because languages write them too differently. */
#ifndef THRUM_TOPIC_CROSS_WORDS_H
#define THRUM_TOPIC_CROSS_WORDS_H

static const char *const cross_langs[] = {
	"en", "de", "fr", "es", "pt", "it", "ru", "ar", "sl",
};

static const char *const cross_rows[] = {
	/* sport */
	"gold* gold* or oro* ouro* oro/ori золот* ذهب* zlat*",
	"silver* silber* argent plata* prata* argent* серебр* فض* srebr*",
	"medal* medaill* médaill* medall* medalh* medagli* медал* ميدالي* "
	"medalj*",
	"champion* meister*/weltmeister* champion* campe* campe* campion* "
	"чемпион* بطل*/بطولة prvak*/prvenst*",
	"final finale* finale* final final finale* финал* نهائي* finale*/finalu",
	"semifinal* halbfinal* demi* semifinal*/semis semifinal* semifinal* "
	"полуфинал* - polfinal*",
	"quarterfinal* viertelfinal* quart* cuartos quartas quarti "
	"четвертьфинал* - četrtfinal*",
	"win/wins/won/beat*/victor*/defeat* sieg*/gewinn*/schlägt/besiegt "
	"gagne*/bat/victoire*/remport*/vainqueur* "
	"gana*/ganó/vence*/venció/victoria*/triunf*/derrot* "
	"vence*/ganha*/vitória*/derrot*/bate vince*/vitto*/batte "
	"побед*/выигр*/обыгр* فوز*/يفوز/تفوز/فاز/هزم* "
	"zmag*/premag*",
	"lose*/lost/loss verlier*/niederlage* perd*/défait*/battu* pierde*/perdió/cae "
	"perde*/derrotad* perde*/sconfitt* проигр*/поражен* "
	"خسار*/خسر/يخسر poraz*/izgub*",
	"record* rekord* record* récord*/record* recorde* record рекорд* رقم "
	"rekord*",
	"match/matches/game spiel/spiele/partie match* partido* jogo/jogos/partida "
	"partit* матч* مباراة/مباريات tekm*",
	"olymp* olymp* olympi* olímpic*/olimp* olímpi*/olimp* olimpi* олимпи* "
	"أولمبي*/اولمبي*/أولمبياد olimp*",
	"athlete* athlet*/sportler* athlète*/sportif* atleta*/deportista* atleta* "
	"atlet* атлет*/спортсмен* رياضي*/لاعب* atlet*/športnik*",
	"team* mannschaft*/team* équipe* equipo*/selección equipe*/seleção/time "
	"squadra* команд*/сборн* منتخب*/فريق "
	"ekip*/moštv*/reprezentanc*",
	"football*/soccer fußball* football* fútbol* futebol* calcio футбол* "
	"كرة nogomet*",
	"basketball* basketball* basket* baloncesto*/básquet* basquete* basket* "
	"баскетбол* سلة košark*",
	"volleyball volleyball* volley* voleibol/vóley* vôlei*/voleibol pallavolo "
	"волейбол* طائرة odbojk*",
	"swim* schwimm* natation*/nageu* natación/nadador* natação/nadador* "
	"nuoto/nuotat* плав*/пловец*/пловц* سباحة/سباح plava*",
	"cycl* rad*/radsport* cyclis* ciclis* ciclis* ciclis* вело* دراجات "
	"kolesar*",
	"race rennen course/courses carrera* corrida* gara/corsa гонк* سباق dirk*",
	"coach* trainer* entraîneur*/sélectionneur entrenador*/técnico "
	"treinador*/técnico allenator* тренер* مدرب* trener*",
	"player* spieler* joueu* jugador* jogador* giocator* игрок* لاعب igral*",
	"goal/goals tor/tore but/buts gol/goles gol/gols gol гол/гола/голов "
	"هدف*/أهداف gol*/zadet*",
	"world welt* monde/mondial* mundo/mundial* mundo/mundial* mondo/mondial* "
	"мир/мира/миров* عالم*/العالم svet*",
	"cup pokal*/cup coupe copa copa coppa кубок*/кубк* كأس pokal*",
	"league liga ligue liga liga lega лиг* دوري lig*",
	"judo judo judo judo judô judo дзюдо جودو judo",
	"judoka* judoka* judoka* judoca*/judoka* judoca* judoka* дзюдоист* - "
	"judoist*",
	"boxing/boxer* box* boxe*/boxeu* boxe* boxe* pugil*/boxe бокс* ملاكم* "
	"boks*",
	"gymnast* turn*/gymnast* gym* gimnas*/gimnast* ginast* ginnast* гимнаст* "
	"جمباز gimnast*",
	"wrestl* ring* lutte* lucha* luta* lotta* борьб*/борец* مصارع* "
	"rokobor*",
	"weightlift* gewichtheb* haltéro* haltero*/pesas halterof*/peso sollevament* "
	"тяжел* رفع dvigal*",
	"fencing/fencer* fecht* escrim* esgrim* esgrim* scherm* "
	"фехтов*/рапир*/сабл* مبارز*/سلاح sablja*/mečeval*",
	"shooting* schieß*/schütz* tir/tireu* tiro tiro tiro "
	"стрельб*/стрелк* رماية strel*",
	"archery bogenschieß* - arco arco arco лук*/лучн* قوس lokostrel*",
	"rowing/rower* ruder* aviron remo/remer* remo canottag* гребл* تجديف "
	"vesla*",
	"sail* segel* voile vela* vela* vela парус* شراع* jadra*",
	"tennis tennis tennis tenis tênis tennis теннис* تنس tenis*",
	"handball handball* handball* balonmano handebol pallamano гандбол* يد "
	"rokomet*",
	"marathon marathon* marathon* maratón* maratona* maratona марафон* "
	"ماراثون maraton*",
	"relay* staffel* relais relevo* revezamento* staffett* эстафет* "
	"تتابع štafet*",
	"jump* sprung*/spring* saut* salto* salto* salto прыж* قفز skok*/skak*",
	"doping doping* dopage*/dopé* dopaje/dóping doping doping допинг* "
	"منشطات doping*",
	"women* frauen*/damen* femme*/féminin* mujer*/femeni* feminin*/mulher* "
	"donn*/femminil* женщин*/женск* سيدات/نساء* žensk*/žensk*",
	"men männer*/herren* hommes/masculin* hombres/masculin* masculin*/homens "
	"uomini/maschil* мужчин*/мужск* رجال mošk*",
	"flag* flagge*/fahne* drapeau* bandera* bandeira* bandier* "
	"флаг*/знамен* علم zastav*",
	"bearer* fahnenträger* porte* abanderad* porta* portabandier* знаменос* "
	"حامل zastavonoš*",
	"ceremony eröffnung*/feier* cérémonie* ceremonia* cerimôni* cerimonia* "
	"церемони* حفل* slovesnost*/otvorit*",
	"opening* eröffn* ouverture inaugur*/apertura abertura apertura/inaugur* "
	"открыти* افتتاح* otvor*/odprt*",
	"closing abschluss* clôture* clausura* encerramento* chiusura закрыти* "
	"ختام zaključ*",
	"torch* fackel* torche*/flamme antorcha* tocha* torcia/fiaccola факел* "
	"شعلة bakl*",
	"village dorf* village* villa vila villaggio деревн* قرية vas/vasi",
	"spectator*/fans zuschauer*/fans spectateur*/public espectador*/público "
	"espectador*/público spettator*/pubblico зрител* جمهور/جماهير "
	"gledal*/navijač*",
	"qualif* qualifi* qualifi* clasific* classific* qualific* квалифик* "
	"تأهل*/يتأهل kvalifik*/uvrst*",
	"transfer* wechsel*/transfer* transfert* fichaje*/traspaso transferência* "
	"trasfer* трансфер* انتقال prestop*",
	/* health */
	"virus* virus* virus* virus* vírus* virus* вирус*/коронавирус* "
	"فيروس* virus*",
	"coronavirus* corona* coronavirus coronavirus coronavírus coronavirus "
	"коронавирус* كورونا koronavirus*",
	"pandemi* pandemi* pandémi* pandemi* pandemi* pandemi* пандеми* "
	"جائحة/وباء pandemij*",
	"vaccin* impf* vaccin* vacun* vacin* vaccin* вакцин*/привив* "
	"لقاح*/تطعيم* cepi*/cepljen*",
	"positiv* positiv* positi* positiv* positiv* positiv* положительн* "
	"إيجابي* pozitiv*",
	"test/tests/tested test* test* test*/prueba* teste* test/tampon* тест* "
	"فحص*/اختبار* test*",
	"infect*/cases infekt*/fälle/neuinfekt* infect*/cas contag*/casos infec*/casos "
	"contag*/infezion* заражен*/случа* إصابة/إصابات/اصاب* "
	"okuž*",
	"hospital* krankenhaus*/klinik* hôpita*/hospitalis* hospital* "
	"hospital*/internad* ospedal*/ricover* больниц*/госпитал* "
	"مستشفى* bolnišn*/bolnic*",
	"doctor*/physician* arzt*/ärzt* médecin* médico* médico* medic* "
	"врач*/медик* طبيب/أطباء zdravni*",
	"injur*/wounded verletz* bless* lesi*/herid* les*/ferid* infortun*/ferit* "
	"травм*/ранен* إصابته/جرح*/جريح poškod*/ranjen*",
	/* disaster, crime, war */
	"dead/killed/deaths/death/died tot/tote/getötet*/tod* "
	"mort*/tué*/décès/décéd* muert*/mueren/murió/fallec* mort*/morre* "
	"morti/morto/uccis* погиб*/смерт*/умер*/убит* "
	"قتل*/مقتل/وفاة/قتيل* mrtv*/umrl*/smrt*/ubit*",
	"earthquake*/quake erdbeben* séisme*/tremblement terremoto*/sismo "
	"terremoto*/sismo terremot*/sisma землетряс* زلزال*/زلازل "
	"potres*",
	"flood* hochwasser*/flut*/überschwemm* inondation*/crue* inundaci* "
	"inundaç*/enchente* alluvion*/inondazion* наводнен* فيضان* poplav*",
	"fire/fires/wildfire* brand*/feuer*/waldbrand* incendi*/feux incendi* incêndi* "
	"incendi* пожар* حريق/حرائق požar*",
	"storm* sturm*/unwetter* tempête*/orage* tormenta* tempestade* tempest* "
	"шторм*/ураган* عاصفة/عواصف nevihta*/neurj*/vihar*",
	"hurricane*/typhoon*/cyclone* hurrikan*/taifun* ouragan*/typhon*/cyclone* "
	"huracán*/tifón/ciclón furacão*/tufão uragan*/tifone "
	"ураган*/тайфун* إعصار orkan*/tajfun*",
	"explosion*/blast explosion* explosion* explosi* explos* esplosion* взрыв* "
	"انفجار* eksplozij*",
	"crash* absturz*/unfall* accident*/crash accident*/choque acidente*/queda "
	"incident*/schiant* авари*/крушен* تحطم/حادث* "
	"nesreč*/strmogl*",
	"plane/aircraft flugzeug* avion* avión*/aviones avião/aviões aereo/aerei "
	"самолет*/самолёт* طائرة/طائرات letal*",
	"train zug/züge/bahn* train* tren/trenes trem/trens treno/treni поезд* "
	"قطار* vlak*",
	"ship/ships/boat schiff*/boot* navire*/bateau* barco*/buque* navio*/barco* "
	"nave/navi/barca корабл*/судно/судна سفينة/سفن ladj*",
	"attack* angriff*/anschlag*/attentat* attaque*/attentat* ataque*/atentado* "
	"ataque*/atentado* attacc*/attentat* атак*/напад*/теракт* "
	"هجوم*/هجمات napad*",
	"bomb* bombe* bombe* bomba* bomba* bomb* бомб* قنبلة/تفجير* bomb*",
	"terror* terror* terror* terror* terror* terror* террор* إرهاب* teror*",
	"police* polizei* polic* policía* polícia* polizia* полици* شرطة "
	"policij*/policist*",
	"arrest* festnahm*/festgenommen/verhaft* arrêt*/arrestation* "
	"detenid*/arrest*/detien* pres*/detid* arrest* арест*/задерж* "
	"اعتقال*/توقيف aretir*/prijet*",
	"court* gericht* tribunal*/justice tribunal*/corte/justicia tribunal*/justiça "
	"tribunal*/corte суд/суда/судебн* محكمة sodišč*",
	"trial prozess* procès juicio* julgamento* processo процесс* "
	"محاكمة sojenj*",
	"prison*/jail* gefängnis*/haft prison* prisión/cárcel* prisão/cadeia "
	"carcer*/prigion* тюрьм* سجن* zapor*",
	"murder* mord*/ermord* meurtre*/assassin* asesin* assassin* omicid*/assassin* "
	"убий* اغتيال/جريمة umor*",
	"war krieg* guerre* guerra* guerra* guerra* войн* حرب vojn*",
	"army/military/troops armee*/militär*/truppen armée*/militaire* "
	"ejército*/militar* exército*/militar* esercit*/militar* арми*/воен* "
	"جيش*/عسكري* vojsk*/vojašk*",
	"soldier* soldat* soldat* soldado* soldado* soldat* солдат* "
	"جندي/جنود vojak*",
	"missile*/rocket* rakete* missile*/roquette*/fusée misil*/cohete* "
	"míssil/mísseis/foguete* missil*/razz* ракет* صاروخ*/صواريخ "
	"raket*",
	"peace frieden* paix paz paz pace мир/мирн* سلام mir*",
	"ceasefire/truce waffenruhe*/waffenstillstand trêve/cessez tregua trégua "
	"tregua перемири* هدنة premirj*",
	"hostage* geisel* otage* rehén/rehenes refém/reféns ostagg* заложни* "
	"رهائن/رهينة talc*",
	"refugee*/migrant* flüchtling*/migrant* réfugié*/migrant* refugiad*/migrant* "
	"refugiad*/migrant* rifugiat*/migrant* беженц*/мигрант* "
	"لاجئ*/مهاجر* begun*/migrant*",
	"protest*/demonstrat* protest*/demonstr* manifest*/protest* protest*/manifest* "
	"protest*/manifest* protest*/manifest* протест* احتجاج*/مظاهر* "
	"protest*",
	"strike/strikes streik* grève* huelga* greve* sciopero забастов* "
	"إضراب stavk*",
	"rescue* rettung*/gerettet sauvet*/sauvé* rescat* resgat* salvat*/soccors* "
	"спас* إنقاذ reševa*/reši*",
	"missing vermisst* disparu* desaparecid* desaparecid* dispers*/scompars* "
	"пропавш*/пропал* مفقود* pogrešan*",
	/* politics */
	"president* präsident* président* president* president* president* "
	"президент* رئيس*/الرئيس predsedni*",
	"minister* minister* ministre* ministr* ministr* ministr* министр* "
	"وزير*/وزراء minist*",
	"government* regierung* gouvernement* gobierno* governo* govern* "
	"правительств* حكومة/الحكومة vlad*",
	"parliament* parlament*/bundestag parlement*/assemblée parlament*/congreso "
	"parlament*/congresso parlament* парламент*/дум* "
	"برلمان*/نواب parlament*/zbor",
	"election*/vote* wahl*/wähl* élection*/vote*/scrutin elecci*/vot* "
	"eleiç*/eleit*/vot* elezion*/vot* выбор*/голос* "
	"انتخابات*/تصويت volit*/glasov*",
	"party/parties partei* parti/partis partido* partido* partit* парти* حزب "
	"strank*",
	"opposition* opposition* opposition* oposici* oposiç* opposizion* "
	"оппозици* معارض* opozicij*",
	"leader* führer*/chef* chef*/dirigeant*/leader líder* líder* leader "
	"лидер* زعيم* vodja*/voditelj*",
	"king könig* roi rey rei re корол* ملك kralj*",
	"queen königin* reine reina rainha regina королев* ملكة kraljic*",
	"pope papst* pape papa papa papa/pontefice папа/папы بابا papež*",
	"resign*/steps rücktritt*/zurückgetreten démission* dimisi*/dimit*/renunci* "
	"renunci*/demiss* dimission* отстав* استقال* odstop*",
	"law* gesetz* loi/lois ley/leyes lei/leis legge/leggi закон* قانون* "
	"zakon*",
	"sanction* sanktion* sanction* sancion*/sanción sanç* sanzion* санкци* "
	"عقوبات sankcij*",
	"agreement/deal* abkommen*/einigung* accord* acuerdo* acordo* accord* "
	"соглашен* اتفاق* dogovor*/sporazum*",
	"summit* gipfel* sommet* cumbre* cúpula* vertice/summit саммит* قمة "
	"vrh*",
	"crisis krise* crise* crisis crise* crisi кризис* أزمة kriz*",
	"coup putsch* putsch* golpe golpe golpe/colpo переворот* انقلاب "
	"udar*",
	"nuclear atom*/nuklear* nucléaire* nuclear* nuclear* nuclear* "
	"ядерн*/атомн* نووي* jedrsk*",
	"climate klima* climat* clima* clima* clima* климат* مناخ podneb*",
	"union* union* union* unión* união* union* союз* اتحاد unij*",
	"europe* europa*/europä* europ* europ* europ* europ* европ* "
	"أوروب*/اوروب* evrop*",
	"nato nato otan otan otan nato нато ناتو nato",
	/* economy */
	"bank* bank* banque* banco* banco* banc* банк* بنك/مصرف bank*",
	"econom* wirtschaft* économi* econom* econom* econom* экономи* "
	"اقتصاد* gospodarst*",
	"price* preis* prix precio* preço* prezz* цен/цена/цены/цене "
	"أسعار/سعر cen/cena/cene",
	"oil öl*/erdöl* pétrol* petróleo* petróleo* petroli* нефт* نفط* naft*",
	"gas gas*/erdgas* gaz gas gás gas газ* غاز plin*",
	"tax* steuer* impôt*/taxe* impuesto* imposto* tass*/impost* налог* "
	"ضريبة/ضرائب davk*/davek",
	"inflation* inflation* inflation inflaci* inflaç* inflazion* инфляци* "
	"تضخم inflacij*",
	"market* markt*/märkte*/börse* marché*/bourse mercado*/bolsa mercado*/bolsa "
	"mercat*/borsa рын*/бирж* سوق/أسواق/بورصة trg*/borz*",
	"million* million* million* millon*/millón milh* milion* миллион*/млн "
	"مليون/ملايين milijon*",
	"billion* milliard* milliard* billon* bilh*/bilion* miliard* "
	"миллиард*/млрд مليار* milijard*",
	"company*/firm unternehmen*/konzern* entreprise*/société empresa*/compañía "
	"empresa* aziend*/società компани* شركة/شركات podjetj*/družb*",
	"worker* arbeiter* travailleur*/ouvrier* trabajador* trabalhador* lavorator* "
	"рабоч*/работник* عامل/عمال delav*",
	"budget* haushalt* budget* presupuest* orçament* bilanci* бюджет* "
	"ميزانية proračun*",
	"debt* schuld* dette* deuda* dívida* debit* долг* ديون/دين dolg*",
	"energy energie* énergie* energ* energ* energi* энерг* طاقة energij*",
	/* science and other */
	"space weltraum*/raumfahrt* espace* espacio*/espacial* espaç*/espacia* spazi* "
	"космос*/космич* فضاء* vesolj*",
	"moon mond* lune luna lua luna лун* قمر lun*",
	"mars mars mars marte marte marte марс* مريخ mars*",
	"scientist*/research* forsch*/wissenschaft* scientifique*/chercheur* "
	"científic*/investigador* cientist*/pesquisador* scienziat*/ricercat* "
	"учен*/учён* علماء/باحث* znanstvenik*/raziskoval*",
	"child*/kids kind/kinder* enfant* niñ* criança* bambin* "
	"дет/дети/детей/ребен* طفل/أطفال otrok*/otroc*",
	"school* schul* école* escuela*/colegio* escola* scuol* школ* "
	"مدرسة/مدارس šol*",
	"student* student*/schüler* étudiant*/élève* estudiant* estudante*/aluno* "
	"student* студент* طالب/طلاب študent*/dijak*",
	"church* kirche* église* iglesia* igreja* chies* церк* كنيسة "
	"cerkv*/cerkev",
	"film*/movie* film* film* películ* filme* film* фильм* فيلم/أفلام "
	"film*",
	"actor*/actress* schauspieler* acteur*/actrice* actor*/actriz ator*/atriz "
	"attor*/attric* актер*/актёр*/актрис* ممثل* igral*",
	"singer* sänger* chanteu* cantante* cantor* cantant* певец*/певиц* "
	"مغني* pev*",
	"water* wasser* eau/eaux agua* água* acqua* вод* مياه/ماء vod*",
	"island* insel* île/îles isla* ilha* isol* остров* جزيرة/جزر "
	"otok*",
	"city stadt* ville* ciudad* cidade* città город* مدينة mest*",
	"river fluss* fleuve*/rivière* río/ríos rio/rios fiume* "
	"рек/река/реки نهر rek*",
	"airport* flughafen* aéroport* aeropuerto* aeroporto* aeroport* "
	"аэропорт* مطار letališč*",
	"tokyo tokio tokyo tokio/tokyo tóquio tokyo токио طوكيو tokio*/tokij*",
	/* countries */
	"usa/united/american*/america usa/amerika* états*/américain*/etats*/usa "
	"estados/eeuu/estadounidens*/eu eua/americano*/estados usa/american*/uniti "
	"сша/америк* أمريك*/امريك*/الولايات "
	"zda/amerišk*/američ*",
	"britain/british/uk* britisch*/großbritannien* britanni* británic*/reino "
	"británic*/reino britannic*/regno британ*/великобритан* "
	"بريطاني* britansk*/britanij*",
	"england/english england*/englisch* angleterre/anglais* "
	"inglaterra/inglés/ingleses inglaterra/inglês* inghilterra/ingles* англи* "
	"إنجلترا*/انجلترا* anglij*/anglešk*",
	"france/french frankreich*/französisch*/franzos* france/français* "
	"francia/francés/frances* frança/francês/frances* francia/frances* "
	"франц* فرنس* francij*/francosk*/francoz*",
	"german* deutsch* allemagne/allemand* aleman* alemanha/alemã* germania/tedesc* "
	"герман*/немец*/немк* ألماني* nemčij*/nemšk*/nemk*",
	"spain/spanish spanien*/spanisch* espagn* españ* espanh* spagn* испан* "
	"إسباني* španij*/špansk*",
	"italy/italian* italien* itali* itali* itáli*/italian* itali* итали* "
	"إيطالي* italij*",
	"portug* portug* portug* portug* portug* portog* португал* برتغال* "
	"portugal*",
	"russia* russland*/russisch* russi* rusi*/rusa/ruso* rússi*/russo* russi* "
	"росси*/русск* روسي* rusij*/rusk*",
	"ukrain* ukrain* ukrain* ucrani* ucrâni*/ucrani* ucrain* украин* "
	"أوكراني* ukrajin*",
	"china/chinese china*/chines* chine/chinois* china*/chino* china/chinês/chines* "
	"cina/cines* кита* صين* kitajsk*/kitaj*",
	"japan* japan* japon* japón/japones* japão/japonês/japones* giappon* "
	"япон* يابان* japon*",
	"korea* korea*/koreanisch* corée*/coréen* corea*/coreano* coreia*/coreano* "
	"corea* коре* كوري* korej*",
	"india* indien*/indisch* inde/indien* india* índia*/indian* india* инди* "
	"هند* indij*/indijsk*",
	"brazil* brasil* brésil* brasil* brasil* brasil* бразил* برازيل* "
	"brazil*",
	"argentin* argentin* argentin* argentin* argentin* argentin* аргентин* "
	"أرجنتين* argentin*",
	"mexic* mexik* mexi* méxico/mexican* méxico/mexican* messic* мексик* "
	"مكسيك* mehik*/mehišk*",
	"canad* kanad* canad* canad* canad* canad* канад* كند* kanad*",
	"austral* austral* austral* austral* austral* austral* австрал* "
	"أسترالي* avstral*",
	"turk* türk* tur* turqu*/turc* turquia/turco* turchia/turc* "
	"турц*/турец* ترك* turčij*/turšk*",
	"israel* israel* israël* israel* israel* israel* израил* "
	"إسرائيل*/اسرائيل* izrael*",
	"palestin* palästin* palestin* palestin* palestin* palestin* палестин* "
	"فلسطين* palestin*",
	"iran* iran* iran* irán*/irani* irã/irani* iran* иран* "
	"إيران*/ايران* iran*",
	"iraq* irak* irak* irak*/iraq* iraque* iraq* ирак* عراق* irak*/iraš*",
	"syria* syri* syri* siria*/sirio* síria*/sírio* siria* сири* سوري* "
	"sirij*/sirsk*",
	"egypt* ägypt* égypt* egipt*/egipc* egito*/egípci* egitt*/egizi* егип* "
	"مصر* egipt*/egipč*",
	"algeria* algeri* algéri* argelia*/argelin* argélia* algeri* алжир* "
	"جزائر* alžir*",
	"morocc* marokk* maroc* marruec*/marroquí* marroco* marocc* марокк* "
	"مغرب* marok*",
	"tunisia* tunesi* tunisi* túnez/tunecin* tunísia* tunisi* тунис* "
	"تونس* tunizij*",
	"saudi* saudi* saoudi* saudí* saudita* saudita* саудов* سعودي* "
	"savdsk*",
	"afghan* afghan* afghan* afgan* afeg* afghan* афган* أفغان* afganist*",
	"african*/africa afrika* afri* áfrica*/african* áfrica*/african* afric* "
	"африк* أفريقي*/افريقي* afri*",
	"netherlands/dutch niederl* bas/néerland*/pays holand*/neerland*/países "
	"holand*/países oland*/paesi нидерланд*/голланд* هولند* "
	"nizozem*",
	"belgi* belgi* belg* bélgica/belga* bélgica/belga* belg* бельг* "
	"بلجيك* belgij*",
	"swiss/switzerland schweiz* suisse* suiz* suíç* svizzer* швейцар* "
	"سويسر* švic*",
	"austria* österreich* autrich* austri* áustri*/austrí* austri* австри* "
	"نمسا* avstrij*",
	"sweden/swedish schwed* suède/suédois* sueci*/suec* suéci*/suec* "
	"svezia/svedes* швед*/швец* سويد* švedsk*",
	"norw* norweg* norv* norueg* norueg* norveg* норве* نرويج* norvešk*",
	"denmark/danish dän* danemark/danois* dinamar* dinamar* danimarc*/danes* "
	"дани*/датск* دنمارك* dansk*",
	"poland/polish polen/polnisch* pologne/polonais* polonia/polac* "
	"polônia/polones* polonia/polacc* польш*/польск* بولند* poljsk*",
	"greece/greek griech* grèce/grec* grecia/grieg* grécia/greg* grecia/grec* "
	"грец*/греч* يونان* grčij*/gršk*",
	"hungar* ungar* hongr* hungr*/húngar* hungr*/húngar* ungher*/ungar* "
	"венгр*/венгер* مجر* madžar*",
	"serbia* serb* serb* serbi* sérvi* serb* серб* صربي* srbij*/srbsk*",
	"croatia* kroat* croat* croa* croá* croa* хорват* كرواتي* "
	"hrvašk*/hrvat*",
	"slovenia* slowen* slovèn* esloven* eslovên*/esloven* sloven* словен* "
	"سلوفيني* sloven*",
	"czech* tschech* tchè*/tchéqu* chec* tchec* cec* чех*/чешск* تشيك* "
	"češk*",
	"vietnam* vietnam* vietnam* vietnam* vietnã*/vietnamit* vietnam* "
	"вьетнам* فيتنام* vietnam*",
	"venezuel* venezuel* venezuel* venezol*/venezuel* venezuel* venezuel* "
	"венесуэл* فنزويل* venezuel*",
	"cuba* kuba* cuba* cuba* cuba* cuba* куб/куба/кубин* كوب* kub*",
	"chile* chile* chili* chile* chile* cile* чили* تشيلي čil*",
	"colombia* kolumbi* colombi* colombia* colômbia*/colombian* colombia* "
	"колумби* كولومبي* kolumbij*",
	"south süd* sud sur sul sud юг/южн* جنوب* jug/južn*",
	"north nord* nord norte norte nord север* شمال* sever*",
	/* more sport */
	"bronz* bronze* bronze* bronce bronze* bronz* бронз* برونز* bron*",
	"ioc iok cio coi coi cio мок - mok",
	"debut* debüt* début* debut*/estren* estrei* esordi*/debutt* "
	"дебют* - debi*/prvenec",
	"athletics leichtathlet* athlétisme atletismo atletismo atletica "
	"атлетик* - atletik*",
	"hurdles hürden* haies vallas barreira* ostacoli барьер* حواجز "
	"ovir*",
	"javelin speer* javelot jabalina dardo giavellotto коп* رمح kopj*",
	"hammer hammer* marteau martillo martelo martello молот* مطرقة "
	"kladiv*",
	"pole/vault stabhoch* perche pértiga/garrocha vara asta шест* زانة "
	"palic*",
	"skateboard* skateboard* skate* skate*/monopatín skate* skate* "
	"скейт* تزلج skate*/rolk*",
	"climbing/climber* kletter* escalade escalada escalada arrampicat* "
	"скалолаз* تسلق plezal*/plezan*",
	"horse* pferd*/reit* cheval*/équit*/équestre "
	"caballo*/hípic*/ecuestre caval*/hipis* cavall*/equit* "
	"конн*/лошад* خيل/فروسية konj*",
	"canoe*/kayak* kanu*/kajak* canoë*/kayak* canoa*/kayak*/piragüismo "
	"canoa*/caiaque canoa*/kayak гребл*/байдар* كاياك kanu*/kajak*",
	"diving/diver* wasserspring* plongeon/plongeu* clavados/trampolín "
	"mergulh* tuffi* - غطس skoki",
	"beach* strand* plage* playa* praia* spiagg* пляж* شاطئ plaž*",
	"coaches/referee* schiedsrichter* arbitr* árbitro* árbitro* "
	"arbitr* судья/судей حكم sodni*",
	"striker* stürmer* attaquant* delantero* atacante* attaccant* "
	"нападающ* مهاجم napadal*",
	"draw/draws unentschieden/remis nul empat* empat* pareggi* ничь* "
	"تعادل* remi*/neodločen*",
	"stadium* stadion* stade* estadio* estádio* stadio/stadi стадион* "
	"ملعب/استاد stadion*",
	"rank*/standings rangliste*/medaillenspiegel classement* "
	"clasificación/medallero quadro/ranking classific*/medagliere "
	"рейтинг*/зачет* ترتيب lestvic*",
	"schedule*/calendar* zeitplan/programm calendrier/programme "
	"calendario/programación calendário/programação "
	"calendario/programma расписани*/календар* جدول/مواعيد "
	"spored*/urnik*",
	"result* ergebnis* résultat* resultado* resultado* risultat* "
	"результат* نتائج/نتيجة rezultat*",
	"live/stream* liveticker/livestream/live direct vivo/directo vivo "
	"diretta/streaming трансляци*/прямой مباشر živo/prenos*",
	"channel*/broadcast* sender/übertragung* chaîne*/diffusion "
	"canal/transmi* canal/transmi* canale/tv телеканал*/канал* "
	"قناة/قنوات program*/kanal*",
	"favourite*/favorite* favorit* favori* favorit* favorit* favorit* "
	"фаворит* مرشح* favorit*",
	"withdraw*/pulls/quits zurück*/rückzug/verzicht* "
	"retire*/forfait/abandonne retir*/renunci*/abandon* "
	"desist*/retir*/abandon* ritir*/rinunci* снял*/отказ* "
	"انسحب/ينسحب/انسحاب odstop*/umik*",
	"disqualif* disqualif* disqualif* descalific* desclassific* "
	"squalific* дисквалиф* استبعاد diskvalif*",
	"fastest/sprint* sprint*/schnellst* sprint*/rapide* velo*/rápid* "
	"velo*/rápid* veloc* спринт*/быстр* أسرع/سرعة šprint*/hitr*",
	"young*/youngest jung*/jüngst* jeune* joven*/jóven* jovem/jovens "
	"giovan* молод*/юн* شاب/شباب/أصغر mlad*",
	"history/historic* geschichte/histori* histoire/historique* "
	"historia/históric* história/históric* storia/storic* истори* "
	"تاريخ/تاريخي* zgodovin*",
	"mental psychisch*/mental* mental* mental* mental* mental* "
	"психическ*/ментальн* نفسية mentaln*/duševn*",
	"health* gesundheit*/gesund* santé salud saúde salute/sanit* "
	"здоровь*/здравоохран* صحة/صحية zdrav*",
	/* weather and accidents */
	"heat*/hot hitze*/heiß* chaleur*/canicul* calor calor caldo жар* "
	"حرارة/حر vročin*/vroč*",
	"snow* schnee* neige* nieve*/nevad* neve* neve/nevic* снег*/снеж* "
	"ثلوج/ثلج sneg*/snež*",
	"rain* regen* pluie* lluvia* chuva* piogg* дожд* أمطار/مطر dež*",
	"drought* dürre*/trockenheit sécheresse* sequía* seca* siccit* "
	"засух* جفاف suš*",
	"volcan* vulkan* volcan*/volcán volcan*/volcán vulcã*/vulcan* "
	"vulcan* вулкан* بركان vulkan*",
	"landslide*/avalanche* erdrutsch*/lawine* avalanche*/éboulement "
	"alud*/deslizamiento*/avalancha* deslizamento*/avalanche* "
	"frana/frane/valang* оползн*/лавин* انهيار plaz*",
	"collapse* einsturz*/eingestürzt effondre* derrumb*/colaps* desab* "
	"croll* обруш* انهارت zruš*/porušil*",
	"accident*/crash unfall*/unfälle accident* accidente* acidente* "
	"incident* авари* حادث/حوادث nesreč*",
	"bridge* brücke* pont/ponts puente* ponte/pontes ponte/ponti мост* "
	"جسر most/mostu",
	"road*/highway* straße*/autobahn* route*/autoroute* "
	"carretera*/autopista* estrada*/rodovia* strada/strade/autostrad* "
	"дорог*/трасс* طريق cest*/avtocest*",
	"evacuat* evakuier* évacu* evacu*/desaloj* evacu*/retirad* evacua* "
	"эвакуир* إجلاء evakuir*",
	"victim* opfer* victime* víctima* vítima* vittim* жертв* "
	"ضحايا/ضحية žrtev*/žrtv*",
	"emergency/emergencies notstand*/notfall* urgence* emergencia* "
	"emergência* emergenz* чрезвычайн* طوارئ izredn*/nujn*",
	"alert*/warning*/warn* warn*/alarm* alert*/alarme alert*/alarma* "
	"alert*/alarme allert*/allarm* предупре*/тревог* تحذير*/إنذار "
	"opozor*/alarm*",
	/* law and order */
	"kill*/shot/shooting tötet*/erschoss* tué/tués/tue/abattu* "
	"mata*/mató/tirote* mata*/matou/tiroteio* uccis*/uccid* "
	"уби*/застрел* قتل/مقتل ubil*/ubit*",
	"knife*/stab* messer* couteau/poignard* cuchill*/apuñal* "
	"faca*/esfaque* coltell*/accoltell* нож* سكين/طعن nož*/zabod*",
	"suspect*/accused verdächtig*/angeklagt* suspect*/accusé* "
	"sospechos*/acusad* suspeit*/acusad* sospett*/accusat* "
	"подозрева*/обвиня* متهم/مشتبه osumljen*/obtožen*",
	"sentence*/convict* verurteil*/urteil* condamn* conden*/sentenci* "
	"conden* condann* пригово*/осуд* حكم/إدانة obsod*/obsoj*",
	"prosecut* staatsanwalt*/staatsanwält* procureur*/parquet "
	"fiscal/fiscalía procurador*/promotor* procur* прокур* نيابة/مدعي "
	"tožil*",
	"investigat*/probe ermittl*/untersuch* enquête* investig* "
	"investig*/inquérito indagin*/inchiest* расследов* تحقيق* "
	"preiskav*/preisku*",
	"lawyer* anwalt*/anwält* avocat* abogad* advogad* avvocat* "
	"адвокат* محامي/محام odvetni*",
	"fraud*/scam* betrug*/betrüg* fraude*/escroc* fraude*/estafa* "
	"fraude* frod*/truff* мошеннич* احتيال goljuf*",
	"corrupt*/brib* korrupt*/bestech* corrupt*/corromp* "
	"corrup*/soborn* corrup*/suborn* corruz*/tangent* коррупц*/взят* "
	"فساد/رشوة korupc*/podkup*",
	"drug/drugs drogen*/rauschgift drogue* droga* droga* droga/droghe "
	"наркот* مخدرات drog*/mamil*",
	"ban/bans/banned verbot*/verbiet* interdi* prohib* proib*/proíbe "
	"viet*/divieto запре* حظر/يحظر prepoved*",
	"rape*/abuse* vergewaltig*/missbrauch* viol/abus* "
	"violación/violad*/abuso* estupr*/abuso* stupr*/abus* "
	"изнасил*/насили* اغتصاب posil*/zlorab*",
	/* politics */
	"campaign* wahlkampf*/kampagne* campagne* campaña* campanha* "
	"campagna кампани* حملة kampanj*",
	"candidate* kandidat* candidat* candidat* candidat* candidat* "
	"кандидат* مرشحين/مرشح kandidat*",
	"coalition* koalition* coalition* coalici* coligaç*/coalizã* "
	"coalizion* коалици* ائتلاف/تحالف koalicij*",
	"senat* senat* sénat* senad* senad* senat* сенат* مجلس/شيوخ senat*",
	"mayor* bürgermeister* maire* alcald* prefeit* sindac* "
	"мэр/мэра/мэром عمدة župan*",
	"governor* gouverneur* gouverneur* gobernador* governador* "
	"governator* губернатор* محافظ/حاكم guverner*",
	"ambassador*/embass* botschaft* ambassad* embajad* embaix* "
	"ambasciat* посол/посла/посольств* سفير/سفارة veleposlan*",
	"border* grenz* frontière* fronter* fronteir* frontier*/confin* "
	"границ* حدود mej/meja/meji/meje/mejn*",
	"visit* besuch* visite* visita* visita* visit* визит* زيارة obisk*",
	"talks/negotiat* verhandl*/gespräch* négocia*/pourparlers "
	"negocia*/diálogo negocia* negozia*/colloqui переговор* "
	"مفاوضات/محادثات pogajan*/pogovor*",
	"treaty/pact vertrag*/pakt* traité*/pacte tratado*/pacto "
	"tratado*/pacto trattat*/patto договор*/пакт* معاهدة/اتفاقية "
	"pogodb*/sporazum*",
	"reform* reform* réform* reform* reform* riform* реформ* إصلاح* "
	"reform*",
	"minority/rights rechte/menschenrecht* droits derechos direitos "
	"diritti прав* حقوق pravic*",
	"king's/prince* prinz* prince* príncipe*/princes* "
	"príncipe*/princes* princip* принц* أمير/أميرة princ*",
	"spy/spies/espionage spion* espion* espía*/espion* espi* "
	"spia/spie/spionagg* шпион* تجسس/جاسوس vohun*",
	/* money and work */
	"trade* handel* commerce/commercial* comercio/comercial* "
	"comércio/comercial* commerci* торгов* تجارة/تجارية trgovin*",
	"export* export*/ausfuhr* export* export* export* export*/esport* "
	"экспорт* صادرات/تصدير izvoz*",
	"share/shares/stock/stocks aktie*/börse* action*/bourse "
	"bolsa*/acciones bolsa*/ações borsa/azioni акци*/бирж* أسهم/بورصة "
	"delnic*/borz*",
	"job/jobs/unemploy* arbeitslos*/stellen/jobs emploi*/chômage "
	"empleo*/desempleo/paro emprego*/desemprego lavor*/disoccup* "
	"безработ*/рабоч* وظائف/بطالة zaposl*/brezposel*",
	"wage*/salar* lohn*/löhne/gehalt* salair* salari* salári* "
	"salari*/stipend* зарплат* رواتب/أجور plač*",
	"growth wachstum* croissance crecimiento crescimento crescita "
	"рост/роста نمو rast/rasti",
	"sale/sales/sell* verkauf* vente*/vend* venta*/vend* venda*/vend* "
	"vendit*/vende продаж*/прода* مبيعات/بيع prodaj*",
	"invest* invest* invest* inver* invest* invest* инвест* استثمار* "
	"naložb*/vlaga*/invest*",
	"farmer* bauer*/landwirt* agricult*/paysan* agricult*/campesin* "
	"agricult* agricolt* фермер*/аграр* مزارع* kmet*",
	"factory/factories/plant fabrik*/werk usine* fábrica*/planta "
	"fábrica* fabbric* завод*/фабрик* مصنع tovarn*",
	"tourist*/tourism tourist*/tourism* tourist*/tourism* "
	"turist*/turism* turist*/turism* turist*/turism* турист*/туризм* "
	"سياح/سياحة turist*/turiz*",
	/* science, culture, everyday life */
	"satellite* satellit* satellite* satélite* satélite* satellit* "
	"спутник* قمر/أقمار satelit*",
	"launch* start/startet lance*/lancement lanz* lanç* lanci*/lancio "
	"запус* إطلاق/أطلق izstrel*",
	"cancer* krebs* cancer* cáncer câncer cancro/tumor* "
	"рак/рака/онколог* سرطان rak/rakom/raka",
	"medicine*/drugs medikament*/arznei* médicament* "
	"medicament*/medicina* medicament*/remédio* farmac* лекарств* "
	"دواء/أدوية zdravil*",
	"study/studies studie* étude* estudio* estudo* studio исследован* "
	"دراسة študij*/raziskav*",
	"discover* entdeck* découv* descubr* descob* scop* "
	"обнаруж*/открыл* اكتشاف/اكتشف odkri*",
	"music*/song* musik*/lied musique*/chanson* música*/canción "
	"música*/canção music*/canzon* музык*/песн* موسيقى/أغنية "
	"glasb*/pesem",
	"concert* konzert* concert* concierto* concerto*/show concert* "
	"концерт* حفلات koncert*",
	"festival* festival*/festspiel* festival* festival* festival* "
	"festival* фестивал* مهرجان festival*",
	"book* buch/bücher livre* libro* livro* libr* книг* كتاب/كتب knjig*",
	"museum* museum*/museen musée* museo* museu* museo/musei музе* "
	"متحف muzej*",
	"prize*/award* preis/preise/auszeichn* prix premio* "
	"prêmio*/prémio* premi* преми* جائزة/جوائز nagrad*",
	"artist*/painter* künstler*/maler* artiste*/peintre "
	"artista*/pintor* artista*/pintor* artist*/pittor* "
	"художник*/артист* فنان* umetni*/slikar*",
	"family/families famili* famill* famil* famíl* famigli* семь* "
	"عائلة/أسرة družin*",
	"mother* mutter mère madre*/mamá mãe* madre/mamma мать/матер* "
	"والدة/الأم mati/mater*/mama",
	"father* vater père padre*/papá pai padre/papà отец/отц* والد "
	"oče/očet*",
	"wife/husband/marr* ehefrau/ehemann/heirat* épou*/mari/mariage "
	"espos*/marido/boda espos*/marido/casa* mogli*/marito/spos* "
	"жена/муж*/свадьб* زوجة/زوج/زواج žena/mož/porok*",
	"baby/babies baby*/babys bébé* bebé* bebê* neonat*/bimb* "
	"младен*/малыш* رضيع dojenč*",
	"dog/dogs hund/hunde chien* perro* cão/cães/cachorr* cane/cani "
	"собак* كلب/كلاب pes/psi/psa",
	"bird/birds vogel*/vögel oiseau* pájaro*/ave/aves "
	"ave/aves/pássaro* uccell* птиц* طيور/طائر ptic*",
	"internet/online internet*/online internet/ligne internet/línea "
	"internet/online internet/online интернет* إنترنت/انترنت "
	"internet*/splet*",
	"phone*/mobile telefon*/handy* téléphone*/portable "
	"teléfono*/móvil*/celular* telefone*/celular* telefon*/cellular* "
	"телефон* هاتف/هواتف telefon*",
	"artificial künstlich* artificiel* artificial* artificial* "
	"artificial* искусственн* اصطناعي* umetn*",
	"hack*/cyber* hacker*/cyber* pirat*/cyber* hacker*/ciber* "
	"hacker*/ciber* hacker*/cyber* хакер*/кибер* قراصنة/سيبراني* "
	"heker*/kiber*",
	"sea mer/meer* mer mar mar mare/mari море/моря/морск* بحر "
	"morj*/morsk*",
	"mountain*/peak berg/berge/gipfel montagne*/sommet montaña*/cumbre "
	"montanha* montagn*/vetta гор* جبل/جبال gora/gore/gori/gorsk*",
	"forest* wald/wälder forêt* bosque*/forestal floresta* "
	"bosc*/forest* лес/леса/лесн* غابة/غابات gozd*",
	"woman's/girl* mädchen fille/filles/fillette niña*/chica* "
	"menina*/garota* ragazz*/bambin* девоч*/девушк* فتاة/فتيات dekli*",
	"nuclear's/weapon* waffe* arme/armes arma/armas arma/armas "
	"arma/armi оруж* سلاح/أسلحة orož*",
	/* places that are spelt too differently */
	"beijing/peking peking pékin pekín/beijing pequim pechino/beijing "
	"пекин* بكين peking*",
	"moscow* moskau* moscou moscú moscou*/moscovo mosca москв* موسكو "
	"moskv*",
	"london* london* londres londres londres londra лондон* لندن "
	"london*",
	"brussels brüssel* bruxelles bruselas bruxelas bruxelles брюссел* "
	"بروكسل bruselj*",
	"vienna wien/wiener vienne viena viena vienna вена/вене/венск* "
	"فيينا dunaj*",
	"geneva genf/genfer genève ginebra genebra ginevra женев* جنيف "
	"ženev*",
	"athens athen/athener athènes atenas atenas atene афин* أثينا aten*",
	"kyiv/kiev kiew/kyjiw kiev/kyiv kiev/kyiv kiev/kyiv kiev/kyiv "
	"киев* كييف kijev*",
	"jerusalem* jerusalem* jérusalem jerusalén jerusalém gerusalemme "
	"иерусалим* قدس jeruzal*",
	"gaza* gaza* gaza gaza gaza gaza газ/газа/сектор* غزة gaz*",
	"ireland/irish irland*/irisch* irland* irland* irland* irland* "
	"ирланд* أيرلند*/ايرلند* irsk*",
	"finland/finnish finn* finland* finland*/finés finlând* "
	"finland*/finland* финлянд*/финск* فنلند* finsk*",
	"romania* rumän* rouman* ruman*/rumania romên*/romen* "
	"romen*/rumen* румын* رومانيا romun*",
	"bulgaria* bulgar* bulgar* búlgar*/bulgar* bulgár*/búlgar* bulgar* "
	"болгар* بلغاريا bolgar*",
	"lebanon/lebanese liban* liban* líban*/liban* líban*/liban* liban* "
	"ливан* لبنان* liban*/libanon*",
	"jordan* jordan* jordani* jordan* jordân* giordan* иордан* أردن* "
	"jordan*/jordanij*",
	"qatar* katar* qatar* catar*/qatar* catar*/qatar* qatar* катар* "
	"قطر* katar*",
	"ethiopia* äthiop* éthiop* etiop* etíop*/etióp* etiop* эфиоп* "
	"إثيوبيا/اثيوبيا etiop*",
	"kenya* kenia* kenya* keni*/kenia* quêni*/quenian* keni* кени* "
	"كينيا kenij*",
	"nigeria* nigeria* nigér* nigeri* nigéri*/nigerian* nigeri* "
	"нигери* نيجيريا nigerij*",
	"jamaica* jamaika* jamaï* jamaic*/jamaiquin* jamaic* giamaic* "
	"ямай* جامايكا jamajk*",
	"zealand*/zealander* neusee* zélande/zéland* zelanda/neozeland* "
	"zelândia/neozeland* zeland*/neozeland* зеланд* "
	"نيوزيلندا/نيوزيلند* zeland*/novozeland*",
	"philippin*/filipin* philippin* philippin* filipin* filipin* "
	"filippin* филиппин* فلبين* filipin*",
	"indonesia* indones* indonési* indonesi* indonési* indonesi* "
	"индонез* إندونيسيا/اندونيسيا indonez*",
	"thai/thailand* thai* thaï* tailand* tailand* thailand* "
	"таиланд*/тайск* تايلاند* tajsk*",
	"pakistan* pakistan* pakistan* pakist*/paquist* paquist* pakist* "
	"пакистан* باكستان* pakistan*",
	"kosovo* kosov* kosov* kosov* kosov* kosov* косов* كوسوفو kosov*",
	"belarus* belarus* bélarus*/biélorus* bielorrus* "
	"bielorrus*/belarus bieloruss* белорус*/беларус* بيلاروس* belorus*",
};

#endif
