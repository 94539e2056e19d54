/* cross_places.h - countries, cities, bodies that languages write variously,
 * ours, in nine languages: rows as in cross_words.h. */
#ifndef THRUM_TOPIC_CROSS_PLACES_H
#define THRUM_TOPIC_CROSS_PLACES_H

static const char *const cross_places[] = {
	/* countries */
	"haiti* haiti* haït* hait* hait* haiti* гаит* هايتي* haiti*",
	"taiwan* taiwan* taïwan*/taiwan* taiw* taiw* taiwan* тайван* تايوان* "
	"tajvan*",
	"malaysia* malaysia* malais* malas* malás*/malaio* malesia*/malese* "
	"малайз* ماليزي* malezij*",
	"singapor* singapur* singapour* singapur* singapur*/cingapur* "
	"singapore сингапур* سنغافور* singapur*",
	"bangladesh* bangladesch* bangladesh* bangladesh* bangladesh* "
	"bangladesh* бангладеш* بنغلاديش/بنجلاديش bangladeš*",
	"nepal* nepal* népal* nepal* nepal* nepal* непал* نيبال* nepal*",
	"myanmar* myanmar* birman*/myanmar birman*/myanmar mianmar*/myanmar "
	"birman*/myanmar мьянм* ميانمار* mjanmar*",
	"cambodia* kambodscha* cambodg* camboy* cambo* cambog* камбодж* "
	"كمبودي* kambodž*",
	"mongolia* mongol* mongol* mongol* mongól*/mongol* mongol* монгол* "
	"منغولي* mongol*",
	"kazakh* kasach* kazakh* kazaj* cazaq* kazak* казах* كازاخ* kazah*",
	"uzbek* usbek* ouzbek*/ouzbék* uzbek* uzbek*/usbeq* uzbek* узбек* "
	"أوزبك* uzbek*",
	"kyrgyz* kirgis* kirghiz* kirguis* quirgui* kirghi* киргиз*/кыргыз* "
	"قيرغيز* kirgiz*",
	"tajik* tadschik* tadjik* tayik* tajiq* tagik* таджик* طاجيك* tadžik*",
	"azerbaijan* aserbaidschan* azerbaïdjan* azerbaiy* azerbaij* "
	"azerbaig* азербайдж* أذربيج*/اذربيج* azerbajdžan*",
	"armenia* armen* armén* armeni* armên*/arméni*/armen* armen* армен*/"
	"армян* أرمين* armen*",
	"georgia* georgi* géorgi* georgi* geórgi*/georgian* georgi* грузи* "
	"جورجي* gruzij*",
	"moldov* moldau*/moldaw* moldav* moldav*/moldov* moldáv*/moldov* "
	"moldav*/moldov* молд* مولدوف* moldav*",
	"lithuania* litau* lituan* lituan* lituân*/lituan* lituan* литв*/"
	"литов* ليتواني* litv*/litov*",
	"latvia* lettland*/lett* letton* letonia/leton* letôn*/letão*/letã* "
	"letton* латви*/латыш* لاتفي* latvij*",
	"estonia* estland*/estn* estoni* estoni* estôn*/estoni* estoni*/"
	"eston* эстон* إستوني* estonij*/estonsk*",
	"slovakia*/slovak* slowak* slovaq* eslovaqu*/eslovac* eslováq*/"
	"eslovac* slovacc* словак*/словац* سلوفاكي* slovašk*",
	"bosnia* bosni* bosni* bosni* bósni*/bosni* bosni* босни* بوسن* "
	"bosn*/bih",
	"montenegr* montenegr* monténégr* montenegr* montenegr* montenegr* "
	"черногор* - črnogor*/črn*",
	"macedonia* mazedon* macédoin* macedoni* macedôn*/macedón*/maced* "
	"macedon* македон* مقدوني* makedon*",
	"albania* alban* alban* alban* albân*/alban* alban* албан* ألباني* "
	"alban*",
	"iceland* island* island* island* islând*/island* island* исланд* "
	"أيسلند*/آيسلند* islandij*/islandsk*",
	"luxembourg* luxemburg* luxembourg* luxembur* luxembur* lussembur* "
	"люксембург* لوكسمبورغ luksemburg*",
	"malta* malta* malt* malta* malta* malta* мальт* مالطا malt*",
	"cyprus/cypriot* zypern/zypr* chypr* chipr* chipr* cipr* кипр* قبرص* "
	"ciper*/cipr*",
	"libya* libyen/libysch* liby* libi* líbi* libi* ливи*/ливий* ليبي* "
	"libij*",
	"sudan* sudan*/südsudan* soudan* sudan*/sudán sudan*/sudão* sudan* "
	"судан* سودان* sudan*",
	"somali* somali* somali* somal* somáli*/somal* somal* сомал* صومال* "
	"somalij*",
	"eritrea* eritrea* érythré* eritre* eritr* eritre* эритре* إريتري* "
	"eritrej*",
	"uganda* uganda* ouganda* uganda*/ugandé* uganda*/ugandê* uganda* "
	"уганд* أوغند* ugand*",
	"tanzania* tansani* tanzani* tanzan* tanzân*/tanzan* tanzan* танзан* "
	"تنزاني* tanzanij*",
	"rwanda* ruand* rwand* ruand* ruand* ruand* руанд* رواند* ruand*",
	"congo* kongo* congo* congo* congo* congo* конго* كونغو* kongo*",
	"cameroon* kamerun* cameroun* camerun*/camerún camar* camerun* "
	"камерун* كاميرون* kamerun*",
	"ghana* ghana* ghan* ghan* gana/ganês*/ganens* ghan* гана/ганы/"
	"ганск* غانا gana/gane",
	"senegal* senegal* sénégal* senegal* senegal* senegal* сенегал* "
	"سنغال* senegal*",
	"mali/malian* mali/malisch* mali/malien* malí/maliens* mali/malin* "
	"mali/malian* мали/малийск* مالي mali/malij*",
	"burkina* burkina* burkina* burkina* burkin* burkin* буркина* "
	"بوركينا burkina*",
	"ivory/ivorian* elfenbeinküste/ivorisch* ivoire/ivoirien* marfil/"
	"marfileñ* marfim/marfinens* avorio/ivorian* кот/ивуар* عاج "
	"slonokoščen*",
	"guinea* guinea* guiné* guine* guiné* guinea* гвине* غيني* gvinej*",
	"angola* angola* angola* angola* angola*/angolan* angola* ангол* "
	"أنغول* angol*",
	"mozambi* mosambik* mozambi* mozambi* moçambi* mozambi* мозамбик* "
	"موزمبيق mozambik*",
	"zimbabwe* simbabwe* zimbabw* zimba* zimbá*/zimba* zimbabw* зимбабв* "
	"زيمبابوي zimbabve*",
	"zambia* sambia* zambi* zambi* zâmbia/zambian* zambi* замби* زامبي* "
	"zambij*",
	"botswana botswana botswana* botsuan* botsuan*/botsuan* botswan* "
	"ботсван* بوتسوانا bocvan*",
	"namibia* namibia* namibi* namibi* namíb*/namib* namib* намиби* "
	"ناميبي* namibij*",
	"madagasca* madagas* madagascar/malgach* madagasc* madagásc*/"
	"madagasc* madagasc* мадагаскар* مدغشقر madagaskar*",
	"yemen* jemen* yémen* yemen* iêmen*/iémen*/iemen* yemen* йемен* يمن* "
	"jemen*",
	"oman/omani oman/omanisch* oman omán omã oman оман/омана عمان oman*",
	"kuwait* kuwait* koweït* kuwait* kuwait*/kuait kuwait* кувейт* كويت* "
	"kuvajt*",
	"bahrain* bahrain* bahreïn* bar* barein/bahrein bahrein* бахрейн* "
	"بحرين* bahrajn*",
	"emirat* emirat* émirat* emirat* emirad* emirat* эмират*/оаэ إمارات*/"
	"امارات* emirat*",
	"peru/peruvian* peru/peruan* pérou/péruvien* perú/peruan* peru/"
	"peruan* perù/peruvian* перу/перуан* بيرو* peru/peruj*",
	"bolivia* bolivi* boliv* bolivi* bolívi*/bolivi* bolivi* боливи* "
	"بوليفي* bolivij*",
	"ecuador* ecuador* équat* ecuator*/ecuador equator*/equador ecuador* "
	"эквадор* إكوادور* ekvador*",
	"paraguay* paraguay* paraguay* paragua* paragua* paragua* парагва* "
	"باراغواي paragvaj*",
	"uruguay* uruguay* uruguay* urugua* urugua* urugua* уругва* أوروغواي "
	"urugvaj*",
	"panama* panama* panam* panam* panam* panam* панам* بنما panam*",
	"nicaragua* nicaragua* nicaragua* nicarag* nicarág*/nicarag* "
	"nicaragu* никарагуа* نيكاراغوا nikaragv*",
	"hondura* hondura* hondur* hondur* hondur* hondur* гондурас* هندوراس "
	"hondura*",
	"guatemala* guatemal* guatémal* guatemal* guatemal* guatemal* "
	"гватемал* غواتيمالا gvatemal*",
	"dominican* dominikan* dominicain* dominican* dominican* dominican* "
	"доминикан* دومينيكان* dominikan*",
	"fiji* fidschi* fidji* fiyi*/fiyian* fiji* figi фидж* فيجي fidži*",
	"vatican* vatikan* vatican* vatican* vatican* vatican* ватикан* "
	"فاتيكان* vatikan*",
	"scotland/scottish schottland*/schott* écoss*/ecoss* escoc* escóc*/"
	"escoc* scozi*/scozzes* шотланд* اسكتلند*/إسكتلند* škot*",
	"wales/welsh wales/walis* galles/gallois* gales/galés gales/galês "
	"galles/gallese уэльс* ويلز wales/valiž*",
	"catalonia/catalan* katalon*/katalan* catalogn*/catalan* cataluñ*/"
	"catalan*/catalán catalunh*/catal* catalogn*/catalan* катало* "
	"كتالون* katalon*",
	"hong hong hong hong hong hong гонконг* هونغ hong*/hongkong*",
	"kurd* kurd* kurd* kurd* curd* curd* курд* كرد*/أكراد kurd*",
	"taliban* taliban* taliban* taliban*/talibán talib* taleban*/"
	"taliban* талиб* طالبان* taliban*",
	"crimea* krim/krimhalb* crimée crimea crimeia crimea крым* قرم krim*",
	"tibet* tibet* tibet* tíbet/tibet* tibet* tibet* тибет* تبت tibet*",
	"hawai* hawai* hawaï* hawái*/hawai* havaí/havai* hawai* гава* هاواي "
	"havaj*",
	"california* kalifornien/kalifornisch* californi* californi* "
	"califórni*/californi* californi* калифорни* كاليفورنيا "
	"kalifornij*",
	"florida* florida floride florida flórida florida флорид* فلوريدا "
	"florid*",
	"texas* texas texas texas/tejas texas texas техас* تكساس teksas*",
	"siberia* sibiri* sibéri* siberi* sibéri*/siberi* siberi* сибир* "
	"سيبيريا sibir*",
	"arctic arktis*/arktisch* arctique ártic* ártic* artic* арктик*/"
	"арктич* قطب* arkti*",
	"antarct* antarkti* antarcti* antárt* antárt* antart* антаркти* "
	"أنتاركتيكا antarkti*",
	"asia* asien*/asiat* asie/asiat* asia/asiát* ásia/asiát* asia/"
	"asiatic* ази*/азиат* آسيا*/آسيوي* azij*",
	"mediterranean mittelmeer* méditerran* mediterrán* mediterrân*/"
	"mediterrâneo mediterrane* средиземн* متوسط sredozem*",
	"atlantic atlanti* atlantique atlántic* atlântic* atlantic* атланти* "
	"أطلسي* atlant*",
	"pacific pazifik*/pazifisch* pacifique pacífic* pacífic* pacific* "
	"тихоокеан*/тихий هادئ pacifi*/tihi*",
	"danube donau danube danubio danúbio danubio дунай*/дуна دانوب donav*",
	/* cities */
	"paris* paris*/pariser paris* parís/parisi* paris/parisiens* parigi/"
	"parigin* париж* باريس* pariz*/pariš*",
	"berlin* berlin* berlin* berlín/berlin* berlim/berlin* berlin* "
	"берлин* برلين* berlin*",
	"madrid madrid* madrid* madrid*/madrileñ* madri/madrid* madrid* "
	"мадрид* مدريد* madrid*",
	"rome rom/römisch* rome/romain* roma roma roma рим/рима/риме/римск* "
	"روما rim/rimu/rima/rimsk*",
	"milan milan*/mailand* milan milán milão milano/milan милан* ميلان* "
	"milan*",
	"venice venedig venise venecia veneza venezia/venezian* венеци* "
	"بندقية benetk*/bene*",
	"naples neapel naples nápoles nápoles napoli неапол* نابولي neap*",
	"munich münchen/münchner munich múnich/munich munique monaco мюнхен* "
	"ميونخ/ميونيخ münch*",
	"lisbon lissabon* lisbonne lisboa lisboa lisbona лиссабон* لشبونة "
	"lizbon*",
	"copenhagen kopenhagen* copenhague copenhague copenhague copenaghen "
	"копенгаген* كوبنهاغن köbenhavn*/kopenhag*",
	"warsaw warschau* varsovie varsovia varsóvia varsavia варшав* وارسو "
	"varšav*",
	"prague prag/prager prague praga praga praga праг*/прага/пражск* "
	"براغ prag*/prah*/praš*",
	"budapest budapest* budapest budapest budapeste budapest будапешт* "
	"بودابست budimpešt*",
	"bucharest bukarest* bucarest bucarest bucareste bucarest бухарест* "
	"بوخارست bukarešt*",
	"belgrade belgrad* belgrade belgrado belgrado belgrado белград* "
	"بلغراد beograd*",
	"stockholm stockholm* stockholm estocolmo estocolmo stoccolma "
	"стокгольм* ستوكهولم stockholm*",
	"york york* york york york york йорк* يورك york*",
	"washington washington* washington washington washington washington "
	"вашингтон* واشنطن washington*",
	"istanbul istanbul* istanbul estambul istambul istanbul стамбул* "
	"اسطنبول/إسطنبول carigrad*/istanbul*",
	"cairo kairo* caire cairo cairo cairo каир* قاهرة kair*",
	"baghdad bagdad bagdad bagdad bagdá/bagdade baghdad багдад* بغداد "
	"bagdad*",
	"damascus damaskus damas damasco damasco damasco дамаск* دمشق damask*",
	"beirut beirut* beyrouth beirut beirute beirut бейрут* بيروت bejrut*",
	"tehran teheran téhéran teherán teerã/teerão teheran тегеран* طهران "
	"teheran*",
	"mecca mekka mecque meca meca mecca мекк* مكة mek*/meko",
	"shanghai shanghai* shanghai shanghái xangai shanghai шанха* شنغهاي "
	"šanghaj*",
	"delhi delhi* delhi delhi délhi/deli delhi дели دلهي delhi*",
	"bethlehem bethlehem bethléem belén belém betlemme вифлеем* لحم "
	"betlehem*",
	/* bodies */
	"un/uno vereinten/uno/un onu onu onu onu оон أمم zn/ozn",
	"who who/weltgesundheit* oms oms oms oms воз - who/szo",
	"eu eu ue ue ue ue ес/евросоюз* - eu",
	"council rat/sicherheitsrat* conseil consejo conselho consiglio "
	"совет* مجلس svet",
	"committee* ausschuss*/komitee* comité* comité*/comisión* comitê*/"
	"comité comitato комитет* لجنة odbor*/komite*",
	"commission* kommission* commission* comisión/comisi* comissão/"
	"comissõ* commissione комисси* مفوضية komisij*",
	"kremlin kreml* kremlin kremlin kremlin cremlino кремл* كرملين krem*",
	"pentagon* pentagon* pentagone pentágono pentágono pentagono "
	"пентагон* بنتاغون pentagon*",
	"imf iwf fmi fmi fmi fmi мвф نقد mds",
	"fbi fbi fbi fbi fbi fbi фбр - fbi",
};

#endif
