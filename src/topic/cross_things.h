/* cross_things.h - people, things, times, colours and more of sport,
 * ours, in nine languages: rows as in cross_words.h. */
#ifndef THRUM_TOPIC_CROSS_THINGS_H
#define THRUM_TOPIC_CROSS_THINGS_H

static const char *const cross_things[] = {
	/* people and their things */
	"people*/citizen* bürger*/menschen citoyen*/personnes ciudadan*/"
	"personas cidad*/pessoas cittadin*/persone граждан*/человек*/люд* "
	"مواطن*/شخص*/أشخاص državljan*/ljudi",
	"foreign* ausländ*/ausland/außen* étrang* extranjer*/exterior* "
	"estrangeir*/exterior* stranier*/ester* иностран*/зарубеж* "
	"أجنبي*/أجانب/خارجية tuj*/zunanj*",
	"asylum asyl* asile asilo asilo asilo убежищ* لجوء azil*",
	"visa* visum*/visa visa* visado*/visa visto* visto/visti виз/виза/"
	"визу/визы تأشيرة/تأشيرات vizum*",
	"capital hauptstadt* capitale capital capital capitale столиц* عاصمة "
	"prestolni*",
	"house/home/houses haus/häuser/zuhause maison*/domicile casa/casas/"
	"hogar casa/casas/lar casa/case дом/дома/доме/домой منزل*/بيت "
	"dom/domov/hiš*/domu",
	"building* gebäude*/hochhaus bâtiment*/immeuble* edificio* edifício*/"
	"prédio* edifici*/palazzo здани* مبنى/مباني stavb*/zgrad*",
	"street* straß*/strassen rue/rues calle/calles rua/ruas via/vie "
	"улиц* شارع/شوارع ulic*",
	"square platz place plaza praça piazza площад* ميدان/ساحة trg/trgu",
	"chief*/head/boss chef/chefin/leiter chef/patron/tête jefe*/titular "
	"chefe* capo глава/главы/главу/шеф* مدير/زعيم šef*/vodja",
	"director* direktor*/regisseur* directeur*/directrice*/réalisat* "
	"director* diretor* direttor*/regist* директор*/режиссер*/"
	"режиссёр* مدير/مخرج direktor*/režis*",
	"journalist*/reporter* journalist*/reporter* journalist*/reporter* "
	"periodist* jornalist* giornalist* журналист*/репорт* صحفي*/"
	"صحافي* novinar*",
	"newspaper*/press zeitung*/presse journal/journaux/presse diario*/"
	"periódico*/prensa jornal/jornais/imprensa giornale/stampa газет*/"
	"пресс* صحيفة/صحافة časopis*/časnik*/tisk*",
	"television/tv fernseh*/tv télévision*/télé televis*/tele televis* "
	"tv/televis*/tivù телевид* تلفزيون televiz*/tv",
	"social soziale*/sozial* sociaux/social* social* socia* social* "
	"социальн* اجتماعي* družben*/socialn*",
	"mask* maske* masque* mascarilla*/barbijo*/cubreboca* máscara* "
	"mascherin* маск* كمامة/كمامات mask*",
	"lockdown*/quarantine* lockdown*/quarantäne* confin*/quarantaine "
	"cuarenten*/confin* quarenten*/confin*/lockdown quaranten*/lockdown "
	"карантин*/локдаун* حجر/إغلاق karanten*/zaprt*",
	"variant*/delta variant*/delta* variant*/delta variante*/delta "
	"variante*/delta variant*/delta вариант*/дельта/штамм* متحور*/"
	"سلالة/دلتا različic*/delta",
	"dose*/booster* dosis/dosen/auffrisch* dose*/rappel dosis dose*/"
	"reforço dose/dosi/richiamo доз/доза/дозы جرعة/جرعات odmer*",
	"restrict*/curfew* beschränk*/ausgangssperre*/maßnahme* restrict*/"
	"couvre restric*/toque/medidas restri*/toque/medidas restrizion*/"
	"coprifuoco/misure огранич*/комендант* قيود/حظر/"
	"إجراءات omejit*/ukrep*",
	"patient* patient* patient* paciente* paciente* pazient* пациент* "
	"مريض/مرضى bolnik*/pacient*",
	"nurse* pfleger*/pflege* infirmier* enfermer* enfermeir* infermier* "
	"медсестр* ممرض* medicinsk*/sestr*",
	"disease*/illness*/sick* krankheit*/erkrank*/krank maladie*/malade* "
	"enfermedad*/enferm* doença*/doent* malatti*/malat* болезн*/заболе* "
	"مرض/أمراض bolezn*/bolan/obolel*",
	"surgery/operation* operation*/operiert opération*/opéré* cirugía*/"
	"operaci*/operad* cirurgia*/operaç* operazion*/operat*/intervent* "
	"операц* جراحة/عملية operacij*/poseg*",
	"heart* herz* cœur/coeur/cardia* corazón/cardíac* coração/cardíac* "
	"cuore/cardiac* сердц*/сердеч* قلب/قلبية src*/srčn*",
	"brain* gehirn*/hirn* cerveau/cérébr* cerebr* cérebr*/cerebr* "
	"cervell*/cerebr* мозг* دماغ možgan*",
	"pregnan*/birth* schwanger*/geburt* enceinte*/grossess*/naissanc* "
	"embaraz*/nacimiento*/parto gravid*/grávid*/nasciment*/parto incint*/"
	"gravidanz*/nascit*/part* беремен*/рожден*/родил* حامل/حمل/"
	"ولادة noseč*/rojstv*/rojen*",
	"breastfe* still*/stillende* allait* lactan*/amamant* amament*/"
	"lactant* allatt* кормящ*/груд* رضاعة/مرضعات doji*/doječ*",
	"abortion* abtreib* avortement*/ivg abort* abort* abort* аборт* "
	"إجهاض splav*",
	"suicid* selbstmord*/suizid* suicid* suicid* suicíd*/suicid* suicid* "
	"самоуб* انتحار samomor*",
	"alcohol* alkohol* alcool* alcohol* álcool*/alco* alcol* алкогол* "
	"كحول* alkohol*",
	"smok*/tobacco rauch*/tabak* fum*/tabac tabac*/fum* tabac*/fum* fumo/"
	"tabacc* табак*/куре* تدخين/تبغ kaj*/tobak*/tobač*",
	"teacher* lehrer*/lehrkräft* enseignant*/professeur* maestr*/"
	"profesor*/docent* professor* insegnant*/professor*/docent* учител*/"
	"преподав* معلم*/مدرس* učitelj*/profesor*",
	"universit* universit*/hochschul* universit* universi* universi* "
	"universit* университет*/вуз* جامعة/جامعات univerz*/"
	"fakultet*",
	"education* bildung* éducation educaci* educaç* istruzion* "
	"образован* تعليم izobraž*/šolstv*",
	"writer*/author* schriftsteller*/autor* écrivain*/auteur* escritor*/"
	"autor* escritor*/autor* scrittor*/autor* писател*/автор* كاتب/"
	"كتاب/مؤلف pisatelj*/avtor*",
	"theatre*/theater* theater* théâtre* teatr* teatr* teatr* театр* "
	"مسرح* gledališ*",
	"danc* tanz*/tänz* dans* bail*/danza dan* danz*/ball* танц*/танец/"
	"балет* رقص ples*",
	"exhibit* ausstell* exposi* exposi* exposi* mostr*/esposi* выставк* "
	"معرض razstav*",
	"series/season serie*/staffel*/saison série*/saison* serie*/"
	"temporada* série*/temporada* serie/stagion* сериал*/сезон* مسلسل/"
	"موسم serij*/nadalj*/sezon*",
	"birthday*/anniversar* geburtstag*/jahrestag*/jubilä* anniversair* "
	"cumpleaños/anivers* anivers* complean*/anniversar* годовщин*/юбиле* "
	"ذكرى/عيد rojstn*/obletnic*",
	"funeral*/burial beerdig*/beisetz*/trauer* obsèques/funéraill*/"
	"enterre* funeral*/entierr* funera*/velóri*/enterr* funeral*/esequie "
	"похорон*/прощан* جنازة/تشييع pogreb*",
	"tribute*/honour*/honor* ehrung*/gedenk*/hommage hommage*/honor* "
	"homenaj*/honor* homenag*/honr* omaggi*/onor* памят*/почтил* تكريم/"
	"تكرم počast*/spomin*",
	"monument*/statue* denkmal*/denkmäl*/statue* monument*/statue* "
	"monumento*/estatua* monumento*/estátua* monument*/statu* памятник*/"
	"стату* تمثال/نصب spomenik*/kip/kipa",
	"prince/royal* königlich*/royals royal*/royau* real/realeza real/"
	"realeza real/reali королевск* ملكي* kraljev*",
	"divorc*/separat* scheid*/trenn* divorc*/sépar* divorc*/separ* "
	"divórc*/divorc*/separ* divorz*/separa* развод*/развел* طلاق/"
	"انفصال ločit*/loči*",
	"boy/boys/teen* junge/jungen/teenager* garçon*/ado/ados niño*/chico*/"
	"adolescent* menino*/garoto*/adolescent* ragazz*/adolescent* "
	"мальчик*/подрост* فتى/صبي/مراهق* fant*/deček*/dečk*/"
	"najst*",
	"son/sons sohn/söhne fils hijo/hijos filho/filhos figlio/figli сын/"
	"сына/сыну نجل/ابن sin/sina/sinov*",
	"daughter* tochter/töchter fille hija/hijas filha/filhas figli* дочь/"
	"дочер*/дочк* ابنة hči/hčer*",
	"brother* bruder*/brüder frère* herman* irmão*/irmãos fratell* брат* "
	"شقيق/أخ brat/brata/bratje",
	"sister* schwester* sœur*/soeur* hermana* irmã*/irmãs sorell* сестр* "
	"شقيقة/أخت sestra/sestre",
	"old/oldest/age* alt/älteste*/jährig* âgé*/ancien*/vieux viejo*/"
	"mayor*/ancian* velho*/idos* anzian*/vecchi* стар*/пожил* مسن/أكبر "
	"star/starej*/najstarej*",
	"friend* freund* ami/amis/amie* amig* amig* amic* друг/друз*/дружб* "
	"صديق/أصدقاء prijatel*",
	"hero/heroes held/helden/heldin héros/héroïne* héroe*/heroín* herói*/"
	"heroín* ero*/eroin* геро* بطل/أبطال junak*/heroj*",
	"star/stars star/stars star/stars/vedette* estrella* estrela*/astro* "
	"stella/stelle/star звезд* نجم/نجوم/نجمة zvezd*",
	"legend* legend* légend* leyend* lend*/lenda* leggend* легенд* "
	"أسطورة legend*",
	"animal* tier/tiere/tieren animal/animaux animal* animal/animais "
	"animal* животн* حيوان* žival*",
	"cat/cats katze* chat/chats/chaton* gato* gato*/gatos gatt* кот/"
	"кошк*/кота قطة/قطط mačk*",
	"bear/bears bär/bären ours oso/osos urso* orso/orsi медвед* دب "
	"medved*",
	"wolf/wolves wolf/wölfe loup/loups lobo/lobos lobo/lobos lupo/lupi "
	"волк* ذئب/ذئاب volk/volka/volkov",
	"shark* hai/haie requin* tiburón/tiburon* tubar* squal* акул* قرش "
	"morsk*",
	"fish* fisch* poisson*/pêche* pez/peces/pesc* peixe*/pesca* pesc* "
	"рыб* سمك/أسماك/صيد rib*",
	"tree* baum/bäume arbre* árbol* árvore* alber* дерев* شجرة/أشجار "
	"drev*",
	"flower* blume* fleur* flor/flores flor/flores fior* цвет* زهور/زهرة "
	"cvet*/rož*",
	"lake* see lac/lacs lago* lago* lago/laghi озер* بحيرة jezer*",
	"coast* küste* côte/côtes/littoral costa/costas costa*/litoral costa/"
	"coste побереж* ساحل/سواحل obal*",
	"desert* wüste* désert* desierto* deserto* desert* пустын* صحراء "
	"puščav*",
	"planet* planet* planète* planeta* planeta* pianet* планет* كوكب "
	"planet*",
	"astronaut*/cosmonaut* astronaut*/kosmonaut* astronaut*/spationaut* "
	"astronauta* astronauta* astronaut* космонавт*/астронавт* رائد/"
	"رواد astronavt*/vesolj*",
	"telescop* teleskop* télescope* telescopio* telescópio* telescopi* "
	"телескоп* تلسكوب teleskop*",
	"eclips* finsternis* éclipse* eclipse* eclipse* eclissi затмен* كسوف/"
	"خسوف mrk/mrka",
	"robot* robot*/roboter* robot* robot* robô*/robot* robot* робот* "
	"روبوت* robot*",
	"computer*/software* computer*/software* ordinateur*/informatique*/"
	"logiciel* ordenador*/computad*/software computad*/software computer/"
	"software компьютер*/софт* حاسوب/كمبيوتر računalni*/"
	"program*",
	"data daten* données datos dados dati данн* بيانات podatk*",
	"network*/platform* netzwerk*/plattform* réseau*/plateforme* red/"
	"redes/plataforma* rede/redes/plataforma* rete/reti/piattaform* сеть/"
	"сети/соцсет*/платформ* شبكة/شبكات/منصة omrež*/"
	"platform*",
	"chip/chips/semiconduct* chip/chips/halbleiter* puce*/semi chip/"
	"chips/semiconduct* chip/chips/semicondut* chip/semicondut* чип/чипы/"
	"чипов/полупровод* رقائق čip*/polprevod*",
	"batter* batterie*/akku* batterie* batería* bateria* batteri* "
	"батаре*/аккумулят* بطارية/بطاريات bateri*",
	"car/cars/vehicle* auto/autos/fahrzeug* voiture*/véhicule*/auto "
	"coche*/auto/autos/vehículo* carro*/veículo* auto/automobil*/veicol* "
	"автомобил*/машин* سيارة/سيارات avto/avtomobil*/vozil*",
	"electric* elektr*/strom* électri* eléctric*/electric* elétric*/"
	"eletric* elettric* электр* كهرب* električn*/elektri*",
	"driver*/motorist* fahrer*/autofahrer* conducteur*/chauffeur*/"
	"pilote* conductor*/chofer*/piloto* motorista*/condutor*/piloto* "
	"conducent*/autist*/pilot* водител*/пилот* سائق/سائقين voznik*/"
	"šofer*",
	"bus/buses bus/busse/busunglück* bus/autobus/autocar* autobús/"
	"autobuses/bus ônibus/autocarro* autobus/pullman автобус* حافلة/"
	"حافلات avtobus*",
	"truck*/lorr* lkw*/lastwagen* camion* camión/camiones caminh* camion/"
	"tir грузовик*/фур* شاحنة/شاحنات tovornjak*",
	"station/railway* bahnhof*/station* gare/gares/station estación/"
	"estaciones estação/estações stazion* вокзал*/станци* محطة/"
	"محطات postaj*",
	"port/ports/harbour* hafen*/häfen port/ports puerto* porto/portos "
	"porto/porti порт/порта/порту ميناء/موانئ pristanišč*/luk*",
	"tunnel* tunnel* tunnel* túnel/túneles túnel/túneis tunnel/galleri* "
	"тоннел*/туннел* نفق/أنفاق tunel*/predor*",
	"passenger* passagier*/fahrgäst* passager* pasajer* passageir* "
	"passegger* пассажир* ركاب/راكب potnik*",
	"flight*/airline* flug/flüge/fluglinie*/airline* vol/vols/compagnie "
	"vuelo*/aerolínea* voo/voos/aérea vol*/volo/voli/compagnia рейс*/"
	"полет*/полёт*/авиакомпан* رحلة/رحلات/طيران let/"
	"leta/poletov/letalsk*",
	"hotel* hotel* hôtel* hotel* hotel*/hotéis hotel*/albergh* отел*/"
	"гостиниц* فندق/فنادق hotel*",
	"restaurant* restaurant* restaurant* restaurante* restaurante* "
	"ristorant* ресторан* مطعم/مطاعم restavracij*/gostil*",
	"food* lebensmittel*/nahrung* nourriture/aliment* alimento*/comida/"
	"alimentar* aliment*/comida cibo/aliment* продовол*/питани*/еда/"
	"еды غذاء/غذائي*/طعام hran*/živil*",
	"grain*/wheat getreide*/weizen céréale*/blé cereal*/trigo/grano* "
	"cereal/cereais/trigo/grãos grano/cereal* зерн*/пшениц* حبوب/قمح "
	"žit*/pšenic*",
	"wine* wein* vin/vins/vitic* vino/vinos vinho* vino/vini вин/вино/"
	"вина نبيذ vin*/vino",
	"hunger/famine hunger*/hungersnot faim/famine hambr*/hambruna fome "
	"fame/carestia голод* مجاعة/جوع lakot*",
	"poverty/poor* armut/arme pauvre* pobre* pobre* povert*/pover* бедн*/"
	"нищет* فقر/فقراء revšč*/revn*",
	"rent/rents/housing miete*/mieten/wohnung* loyer*/logement* "
	"alquiler*/vivienda* aluguel*/moradia*/habitaç* affitt*/case аренд*/"
	"жиль* إيجار/سكن najem*/stanovan*",
	"loan*/credit kredit*/darlehen prêt*/crédit* crédito*/préstamo* "
	"crédito*/empréstimo* prestit*/credit* кредит* قرض/قروض posojil*/"
	"kredit*",
	"interest/rates zins*/leitzins* taux/intérêt* interés/tasas/tipos "
	"juros/taxas tass*/interess* ставк* فائدة obrest*",
	"dollar* dollar* dollar* dólar* dólar* dollar* доллар* دولار* dolar*",
	"euro/euros euro/euros euro/euros euro/euros euro/euros euro евро "
	"يورو evro/evra/evrov",
	"pension* rente*/renten/pension* retraite*/pension* pensi*/jubil* "
	"pensão/pensõ*/aposent* pension* пенси* معاش/معاشات/تقاعد "
	"pokojn*",
	"tariff*/customs zoll*/zölle douan*/tarif* arancel*/aduan* tarifa*/"
	"aduan* dazi*/dogan* пошлин*/таможен* رسوم/جمارك carin*",
	"import/imports import/importe/einfuhr* import* importa* importa* "
	"import* импорт* واردات/استيراد uvoz*",
	"industr* industrie* industri* industria* indústria*/industri* "
	"industri* промышлен*/индустр* صناعة/صناعات industrij*",
	"coal kohle* charbon carbón carvão carbone уголь/угля/угол* فحم "
	"premog*",
	"power/electricity strom/stromausfall* électricité/courant "
	"electricidad/luz/apagón eletricidade/energia/apagão elettricità/"
	"corrente/blackout электроэнерг*/свет كهرباء elektrik*/tok*",
	"pipeline* pipeline* gazoduc*/oléoduc* gasoducto*/oleoducto* "
	"gasoduto*/oleoduto* gasdott*/oleodott* газопровод*/"
	"нефтепровод* أنابيب plinovod*/naftovod*",
	"solar* solar*/sonnen* solaire* solar* solar* solar* солнечн* شمسي* "
	"sončn*",
	"emission*/carbon/co2 emission*/co2 émission*/carbone/co2 emisi*/"
	"carbono/co2 emiss*/carbono/co2 emission*/co2 выброс*/углерод* "
	"انبعاثات/كربون izpust*/ogljik*/co2",
	"pollution*/pollut* verschmutz* pollution*/pollué* contaminac* "
	"poluiç*/poluí* inquinament* загрязн* تلوث onesnaž*",
	"plastic* plastik*/kunststoff* plastique* plástico* plástico* "
	"plastic* пластик* بلاستيك* plastik*",
	"waste/garbage müll*/abfall*/abfälle déchet* basura*/residuo* lixo*/"
	"resíduo* rifiut* мусор*/отход* نفايات odpadk*/smet*",
	"environment* umwelt* environnement* ambient*/medioambient* ambient* "
	"ambient* эколог*/окружающ* بيئة/بيئي* okolj*",
	"drone* drohne* drone* dron* drone* dron* дрон*/беспилотник*/бпла "
	"مسيرة/مسيرات/طائرات dron*",
	"tank* panzer* char/chars tanque* tanque* carr* танк* دبابة/دبابات "
	"tank*",
	"submarin* uboot*/unterseeboot* sous-marin* submarin* submarin* "
	"sottomarin* подлод*/субмарин* غواصة/غواصات podmornic*",
	"navy/fleet marine*/flotte* marine/flotte armada/flota marinha/frota "
	"marina/flotta флот*/вмс بحرية/أسطول mornaric*/flot*",
	"general/commander* general*/kommandeur* général/commandant* general/"
	"comandante* general/comandante* general*/comandant* генерал*/"
	"командующ*/командир* جنرال/قائد/لواء general*/"
	"poveljnik*",
	"rebel*/insurgent* rebell*/aufständisch* rebell*/insurg* rebeld*/"
	"insurgent* rebeld* ribell* повстан*/мятеж* متمرد*/ثوار uporni*",
	"fighter* kämpfer* combattant* combatient*/luchador* combatent* "
	"combattent* боевик*/боец/бойц* مقاتل*/مسلح* borc*/borec",
	"front/offensive front/offensive* front/offensive frente/ofensiva "
	"frente/ofensiva front*/offensiv* фронт*/наступлен* جبهة/هجوم "
	"front*/ofenziv*",
	"wounds/casualt* verletzte*/opferzahl bilan heridos/bajas feridos/"
	"baixas feriti/vittime ранены*/потер* جرحى/إصابات ranjenc*/"
	"ranjeni*",
	"judge*/jury richter* juge*/jury juez*/jueces/jueza juiz*/juíz* "
	"giudic* судья/судьи/судей قاضي/قضاة sodnik*/sodnic*",
	"appeal* berufung/einspruch* appel/recours apel*/recurso* recurs*/"
	"apel* ricors*/appell* апелляц* استئناف/طعن pritožb*/priziv*",
	"fine/fines/fined geldstrafe*/bußgeld* amende* multa* multa* mult* "
	"штраф* غرامة/تغريم globa/globe/kazen*",
	"witness* zeuge*/zeugin* témoin*/témoign* testigo*/testimon* "
	"testemunh* testimon* свидетел* شاهد/شهود prič*",
	"evidence/proof beweis* preuve* prueba*/evidencia* prova*/evidência* "
	"prov*/evidenz* доказательств*/улик* أدلة/دليل dokaz*",
	"gang*/mafia bande*/mafia gang*/mafia banda*/mafia gangue*/máfia*/"
	"facç* banda/mafi* банд*/мафи* عصابة/مافيا tolp*/mafij*",
	"smuggl*/traffick* schmuggel*/schmuggl* trafic*/contreband* tráfico/"
	"contraband* tráfico/contraband* traffic*/contrabband* контрабанд* "
	"تهريب/اتجار tihotap*",
	"weapon/gun/guns gewehr*/pistole*/schusswaffe* fusil*/pistolet* "
	"pistola*/fusil* pistola*/fuzil* pistol*/fucil* пистолет*/ружь*/"
	"винтовк* مسدس/بندقية pištol*/pušk*",
	"poison* gift*/vergift* poison*/empoisonn* veneno*/envenen* veneno*/"
	"envenen* velen*/avvelen* отрав*/яд سم/تسميم zastrup*/strup*",
	"sink*/sank/shipwreck* gesunken/untergang*/schiffbruch naufrag*/"
	"coul* naufrag*/hund* naufrág*/naufrag*/afund* naufrag*/affond* "
	"затон*/кораблекруш* غرق/غرقى potop*/brodolom*",
	"derail* entgleis* déraill* descarril* descarril* deragli* сошел/"
	"сошёл/рельс* خروج iztir*",
	"surviv* überleb* surviv*/rescapé* superviv*/sobreviv* sobreviv* "
	"sopravviss*/sopravviv* выжи* ناجين/ناج/نجاة preživel*",
	"firefight* feuerwehr* pompier* bomber* bombeir* pompier*/vigili "
	"пожарн* إطفاء gasil*",
	"search* such*/suche recherch*/fouill* búsqued*/buscan/rastre* busc*/"
	"procur* ricerch*/cerca* поиск*/ищут بحث/تبحث iskanj*/išče*/iskal*",
	/* time and number */
	"hundred* hundert* centaine*/cent/cents cientos/centenar* centena* "
	"centinaia/cento сотн*/сотни مئات/مئة/مائة stotin*/sto",
	"thousand* tausend* millier*/mille mil/miles milhar*/mil migliaia/"
	"mila тысяч* آلاف/ألف tisoč*",
	"first erst* premier*/première* primer* primeir* prim* перв* أول/"
	"أولى/الأولى prvi/prva/prvo/prve/prvič",
	"second zweite* deuxième*/second* segund* segund* second* втор* ثاني/"
	"ثانية drug*",
	"third dritt* troisième* tercer* terceir* terz* трет* ثالث/ثالثة "
	"tretj*",
	"double*/twice doppel*/zweimal/verdoppel* doubl* dobl*/duplic* dupl*/"
	"dobr* doppi*/due двойн*/дважды مرتين/مزدوج dvojn*/dvakrat",
	"last letzte* dernier*/dernière* último*/última* último*/última* "
	"ultim* последн* أخير/آخر/الأخير zadnj*",
	"summer sommer* été verano verão estate/estiv* лет*/летн* صيف*/"
	"صيفية poletn*/poletj*",
	"winter* winter* hiver* invierno/invernal* inverno/invern* inverno/"
	"invernal* зим* شتاء/شتوي* zim*",
	"night* nacht*/nächt* nuit/nuits noche* noite* notte/notturn* ночь/"
	"ночи/ночью/ночн* ليل/ليلة noč*",
	"month* monat* mois mes/meses mês/meses mese/mesi месяц* شهر/أشهر "
	"mesec*",
	"monday montag* lundi lunes - lunedì понедельник* اثنين ponedelj*",
	"tuesday dienstag* mardi martes terça martedì вторник* ثلاثاء torek/"
	"torka",
	"wednesday mittwoch* mercredi miércoles quarta mercoledì сред/среду "
	"أربعاء sred*",
	"thursday donnerstag* jeudi jueves quinta giovedì четверг* خميس "
	"četrt*",
	"friday freitag* vendredi viernes sexta venerdì пятниц* جمعة petek/"
	"petk*",
	"saturday samstag*/sonnabend samedi sábado* sábado* sabato суббот* "
	"سبت sobot*",
	"sunday sonntag* dimanche domingo* domingo* domenica воскресень* أحد "
	"nedelj*",
	"january januar* janvier enero janeiro gennaio январ* يناير januar*",
	"february februar* février febrero fevereiro febbraio феврал* فبراير "
	"februar*",
	"march märz mars marzo março marzo март/марта/марте مارس marec/"
	"marca",
	"april april avril abril abril aprile апрел* أبريل/ابريل april*",
	"june juni juin junio junho giugno июн* يونيو junij*",
	"july juli juillet julio julho luglio июл* يوليو julij*",
	"august august août agosto agosto agosto август* أغسطس avgust*",
	"september september septembre septiembre setembro settembre "
	"сентябр* سبتمبر septemb*",
	"october oktober octobre octubre outubro ottobre октябр* أكتوبر "
	"oktob*",
	"november november novembre noviembre novembro novembre ноябр* "
	"نوفمبر novemb*",
	"december dezember décembre diciembre dezembro dicembre декабр* "
	"ديسمبر decemb*",
	/* colours */
	"red rot/rote/roten/rotes rouge* rojo*/roja* vermelh* ross* красн* "
	"أحمر/حمراء rdeč*",
	"green grün* vert/verte/verts/écolo* verde* verde* verd* зелен*/"
	"зелён* أخضر/خضراء/خضر zelen*",
	"black schwarz* noir* negro*/negra* negro*/negra*/preto*/preta* ner*/"
	"nero/nera черн*/чёрн* أسود/سوداء/سود črn*",
	"white weiß* blanc*/blanche* blanco*/blanca* branco*/branca* bianc* "
	"бел* أبيض/بيضاء/بيض bel*/bela",
	"yellow gelb* jaune* amarill* amarel* giall* желт*/жёлт* أصفر/صفراء "
	"rumen*",
	/* more sport */
	"title* titel* titre* título* título* titol* титул* لقب/ألقاب naslov*",
	"point/points punkt/punkte/punkten point/points punto/puntos ponto/"
	"pontos punt/punto/punti очк*/балл* نقطة/نقاط točk*",
	"metre*/meter*/m meter*/metern/m mètre*/m metros/metro/m metros/"
	"metro/m metri/metro/m метр* متر/أمتار meter*/metrov/metr*",
	"freestyle freistil* libre libre/libres livre/livres libero/stile "
	"вольн* حرة prosto",
	"butterfly schmetterling*/delfin* papillon mariposa borboleta/"
	"mariposa farfalla баттерфля* فراشة delfin*",
	"backstroke rücken* dos espalda costas dorso спин* ظهر hrbtn*",
	"breaststroke brust* brasse braza/pecho peito rana брасс* صدر prsn*",
	"individual einzel*/individual* individuel* individual* individua* "
	"individual* личн*/индивид* فردي posamič*/posamez*",
	"mixed mixed/gemischt* mixte* mixto*/mixta* mist* mist* микст*/"
	"смешан* مختلط mešan*",
	"penalty/penalties/shootout elfmeter* tirs/penalty/pénalty penalti*/"
	"penal* pênalti*/penálti*/pênaltis rigor* пенальти ترجيح/جزاء "
	"enajstm*/strelih",
	"contract* vertrag/verträge contrat* contrato* contrato* contratt* "
	"контракт* عقد/عقود pogodb*",
	"club* verein*/klub*/club* club* club*/clubes clube* club клуб* نادي/"
	"ناد/أندية klub*",
	"round/stage runde*/etappe*/achtelfinale tour/étape* ronda*/etapa*/"
	"fase rodada*/etapa*/fase turno/tappa/fase раунд*/этап*/тур دور/"
	"مرحلة/جولة krog*/etap*/kolo",
	"group* gruppe* groupe* grupo* grupo* grupp*/giron* групп* مجموعة/"
	"المجموعة skupin*",
	"tournament* turnier* tournoi* torneo* torneio* torneo/tornei "
	"турнир* بطولة/دورة turnir*",
	"rival*/opponent* gegner*/rivale* adversaire*/rival* rival* rival*/"
	"adversár* avversar*/rival* соперник* منافس/خصم tekmec*/nasprotnik*",
	"comeback/retire*/retirement karriereende*/comeback adieux retiro/"
	"retirada/despedida aposentad*/despedida ritiro карьер*/завершил* "
	"اعتزال/يعتزل/تعتزل upokoj*/kariero/slovo",
	"badminton badminton badminton bádminton badminton badminton "
	"бадминтон* ريشة badminton*",
	"golf* golf* golf* golf* golf* golf* гольф* غولف/جولف golf*",
	"rugby rugby rugby* rugby rúgbi/rugby rugby регби رغبي/ركبي ragbi*",
	"hockey hockey*/eishockey* hockey* hockey hóquei hockey хокке* هوكي "
	"hokej*",
	"baseball* baseball* baseball* béisbol*/beisbol* beisebol* baseball "
	"бейсбол* بيسبول baseball*/bejzbol*",
	"karate karate* karaté* karate*/kárate caratê*/karatê karate карат* "
	"كاراتيه karate*",
	"taekwondo taekwondo* taekwondo* taekwondo* taekwondo* taekwondo "
	"тхэквондо تايكواندو taekwondo*",
	"surf* surf* surf* surf* surf* surf* серф* ركوب/أمواج deskan*/surf*",
	"triathlon* triathlon* triathlon* triatlón/triatlon* triat* "
	"triathlon триатлон* ترياتلون triatlon*",
	"decathlon* zehnkampf*/zehnkämpf* décathlon* decatlón decatlo "
	"decathlon десятибор* عشاري deseteroboj*",
	"discus diskus* disque disco disco disco диск* قرص disk/diskom",
	"shot kugelstoß* poids bala/peso peso/arremesso peso ядр* جلة krogl*",
	"long weitsprung* longueur longitud distância lungo длин* طويل dalj*",
	"high hochsprung* hauteur altura altura alto высот* عالي viš*",
	"triple dreisprung* triple triple triplo triplo тройн* ثلاثي troskok*",
	"bike/bicycle*/bmx fahrrad*/rad/bmx vélo*/bmx bici*/bmx bicicl*/bmx "
	"bici*/bmx велосипед*/бмх دراجة kolo/kolo*/bmx",
	"ski* ski* ski* esquí*/esqui* esqui* sci/sciator* лыж*/горнолыж* "
	"تزلج smuč*",
	"skat*/figure eiskunstlauf*/eisschnell* patin* patin* patin* pattin* "
	"фигурист*/конькобеж* تزحلق drsal*",
	"formula/f1 formel formule/f1 fórmula/f1 fórmula/f1 formula/f1 "
	"формул* فورمولا formul*",
	"grand/prix grand/prix grand/prix gran/premio gp/prêmio gp/premio "
	"гран جائزة velik*/nagrado",
	"captain* kapitän* capitaine* capitán*/capitan* capitão/capitã "
	"capitan* капитан* قائد kapetan*",
	"crowd/audience* publikum*/zuschauer* huis/public público público "
	"pubblico болельщик*/публик* حضور/مشجع* občinstv*/navijač*",
	"empty leer* vide/vides vací* vazi* vuot* пуст* خالية/فارغ* prazn*",
};

#endif
