"""Common words that are one letter away from another one, by language: data only.

Two of them are two words, so that none is a slip of the other.
"""

ENGLISH = """
    able acid back bad bag bake baker ball band bank banker barn base bash bath batch bathe beach bead
    beam bean beat beef been beer bell belt bend bent best bet bill bind bird bite black blank blast blend
    block blood bloom blow blue boat body boil bold bolt bomb bond bone bonus book boot border bore born
    boss both bottle bow bowl box brain brand brass brave breed brick bride bridge brief bright bring
    brother brown brush build bulk bull bunch burn bush busy butter button cage cake call calm came camp
    can candle cape card care cart carry cash cast castle cat catch cattle cause cave chain chair chalk
    chance change charge charm chart chase cheap cheat check cheek cheer cheese chess chest chief child
    chip choice choose chose circle claim class clay clean clear clerk clever cliff climb cling clock
    close cloth cloud clown club coach coal coast coat coin cold collar color comb come cook cool cope
    copy cord corn corner cost cotton couch cough could count couple court cover cow crack craft crash
    crazy cream creek creep crew crime crop cross crowd crown cruel crush cry cup cure curl curse curve
    cut dance dark data date dawn day dead deaf deal dear debt deck deed deep deer desk dice die diet dig
    dirt dish ditch dive diver dock dog doll done door dose dot doubt down draft drag drain draw dream
    dress drift drill drink drive driver drop drug drum dry duck due dull dumb dump dust duty each ear
    earn earth ease east easy eat edge egg eight elder else even event ever evil exit eye face fact fade
    fail faint fair fairy faith fall false fame family fan far fare farm farmer fast fat fate father fault
    favour fear feast feather fee feed feel fellow fence fever few field fight file fill film final find
    fine finger fire firm first fish fist fit five fix flag flame flash flat flea flee fleet flesh flight
    float flock flood floor flour flow flower fly fog fold folk follow food fool foot force forest forget
    fork form format former fort forth forty foul found four fox frame free freeze fresh friend fright
    frog from front frost fruit fuel full fund fur gain game gang garden gas gate gather gave gear gift
    girl give glad glass glove glue goal goat gold golden good goose grace grade grain grand grape graph
    grass grave gravy great greed green greet grew grey grief grip ground group grow guard guess guest
    guide gun habit hair half hall halt ham hand handle hang happy harbour hard hare harm harsh hat hate
    hatch have hay head heal heap heart heat heavy heel held hell help herb herd hero hide high hill hint
    hip hire hit hold hole holy home honey hood hook hope horn horse hose host hot hotel hour house hover
    huge human hunt hurry hurt hut ice idea idle inch ink iron item jam jar jaw jet job join joke joy
    judge juice jump jury just keen keep key kick kid kill kind king kiss kitchen kite kitten knee knife
    knit knock knot know lace lack ladder lady lake lamb lamp land lane large laser last latch late laugh
    launch law lawn lay layer lazy leader leaf leak lean leap learn least leather leave led left leg lemon
    lend length lens less lesson letter level lick lid lie life lift light like limb lime limit line link
    lion lip list listen litter little live liver load loaf loan local lock log lonely long look loop lord
    lost lot loud love lover low lower luck lump lunch lung mad made magic maid make male man many map
    march mark market marry mask mass mast master match mate math may maze meal mean measure melt mend
    menu mercy merge merit merry mess metal meter mice middle might mild mile milk mill mind mine minor
    mint minute mirror miss mist mix moan model mole money monk monkey month mood moon moor moose most
    moth mother motion motor mount mouse mouth move movie mud mule muscle museum music must nail name
    narrow navy near neat neck need needle nerve nest net never new news next nice night nine noble noise
    none noon north nose note notice novel nurse nut oak object odd offer office often oil old once one
    onion only open oven owl own owner pace pack page pain paint pair palace pale palm pan panel panic
    paper parent park part party pass past paste patch path patient pattern pause pay peak pear pearl pen
    pencil pepper pet phone photo pick picture pie pig pile pill pilot pin pine pink pint pipe pitch place
    plant plate play player pleasant please plenty plot plough plug plum plus poem poet point poison pole
    police polish polite pond pony pool poor pope port post pot potato pound pour powder power praise pray
    prayer press price pride priest prime print prison private prize proof proud prove public pull pump
    punch pupil pure purple purse push puzzle queen queue quick quit quote rabbit race rack radar radio
    rag rage raid rail rain raise ranch range rank rare rat rate rather raw ray reach react reader ready
    real rear reason red reed reef refer rent rest rice rich riddle ride rider ridge rifle ring ripe rise
    risk river road roar roast rob robe rock rod role roll roof room root rope rose rotten rough round
    route row royal rub rubber rude ruin rule ruler run rush rust sack sad saddle safe sail saint salad
    salt same sand sandal satin sauce save saw say scale scar scare scene school score scream screen screw
    sea seal seam search season seat second secret see seed seek seem seen self send sense sent serve
    seven sew shade shadow shake shall shame shape share shark sharp shave sheep sheet shelf shell shield
    shift shine ship shirt shock shoe shoot shop shore shout shovel show shower shut shy sick side sign
    silk silly silver simple sin sing single sink sister sit six size skate skill skin skirt skull sky
    slap slave sleep sleeve slice slide slight slip slope slow small smart smash smell smile smoke smooth
    snack snail snake snap snow soap social sock soda soft soil sole solid some son song soon sore soul
    sound soup sour south space spade spare spark speak spear special speech speed spell spend spice
    spider spill spin spirit spit split spoil spoon sport spot spray spread spring square squad stab
    stable staff stage stain stair stake stale stamp stand stare start state stay steady steak steam steep
    steer stem step stick stiff still sting stir stone stood stool stop store storm story stove straight
    strain strange straw stream street stress stretch strict strike string strip stripe strong stuff
    stupid style sugar suit sum summer sun super sure surf swamp swan swear sweat sweep sweet swell swift
    swim swing switch sword tail take taken tale talk tall tame tank tap tape task taste tax tea teach
    team tear tell ten tent term test text thank theft theme thick thief thin thing think third thirst
    thorn thought thread threat three throat throne through throw thumb ticket tide tidy tie tiger tight
    tile till timber time tin tip tire title toast toe tone tongue tool tooth top torch total touch tough
    tour towel tower town toy trace track trade train trap travel tray treat tree tribe trick trip troop
    trouble truck true trunk trust truth try tube tune turn twice twin twist two type uncle union unit
    unity use user usual valley value van vast vein verb verse very vest vice video view village vine
    violent virus visa visit voice vote wage wagon waist wait wake walk wall want war warm warn wash waste
    watch water wave wax way wealth weapon wear weave wedding weed weigh weight west wet whale wheat wheel
    whip white whole wide widow width wife wild will win wind window wine wing winner winter wipe wire
    wise wish wolf woman women wood wool worker worm worry worse worth would wound wrap wrist write writer
    wrong yard year yellow young youth zone
"""

GERMAN = """
    acht affe alle alt amt arm art arzt ast auge bach backen bad bahn ball band bank bart bau bauch bauer
    baum bein beere berg bett bier bild bitte blatt blau blei blick blind blut boden bogen boot brand
    braten brause braut breit brei brief brot bruch brücke bruder brust buch bucht bund bunt burg busch
    butter dach dank darm daumen decke dick dieb ding docht dorf dose draht druck duft dumm dünn durst
    ecke ehe ehre eile eimer eis eisen ende eng ente erbe erde ernst ernte esel essen eule fach faden fall
    falle falsch falte fang farbe fass faul faust feder fehler feier feige fein feind feld fell fels
    fenster ferien fest fett feuer feucht fisch flach flagge flamme flasche fleisch fliege flucht flug
    flügel flur fluss flut form frage frau frei fremd freude freund frieden frisch frist froh frosch frost
    frucht früh fuchs führer funke furcht fuß futter gabel gans garten gas gast gebet geist geld gelb
    gerade gern gesicht gewicht gift glas glatt glaube gleich glied glück gold gott grab gras grau grenze
    griff groß grün grund gruppe gruß gurke gürtel gut haar hafen hafer hagel hahn haken halb hall hals
    halt hammer hand hang hase hass haufen haupt haus haut hecke heer heft heim heiß held hell hemd henne
    herbst herd herde herr herz heu himmel hirn hirsch hirt hitze hoch hof höhe höhle hohl holz honig horn
    hose huf huhn hülle hummer hund hunger hut hütte insel jagd jahr jung kabel käfer kahl kahn kalb kalk
    kalt kamel kamm kammer kampf kanne kante karte käse kasse kasten katze kauf kegel kehle keller kerl
    kern kerze kette kind kinn kino kirche kissen kiste klage klang klar klasse kleid klein klinge klippe
    kloster klug knabe knie knopf knoten koch koffer kohl kohle komisch könig kopf korb korn kraft kragen
    krank kranz kraut kreis kreuz krieg krone krug kuchen küche kugel kuh kühl kummer kunde kunst kupfer
    kurs kurz kuss küste lachen lack lade laden lager lamm lampe land lang lärm last lauf laub laut leben
    leber leder leer lehre leib leicht leid leiter lenz lesen letzte licht lieb lied linie linse lippe
    list loch löffel lohn los löwe luft lüge lust macht magen mahl mai mal maler mangel mantel mark markt
    masse maße mast mauer maul maus meer mehl mehr messe messer mieter milch milde mine minute mitte möbel
    mond moor moos mord morgen motor mücke mühe mühle mund münze muschel musik muskel muße muster mut
    mutter nabel nacht nackt nadel nagel nah nahe name narbe narr nase nass natur nebel neffe nerv nest
    netz neu nichte nord not nuss obst ochse ofen ohr onkel ost paar palme pappe park pass pech pelz perle
    pfad pfand pfanne pfarrer pfau pfeffer pfeife pfeil pferd pflanze pflaume pflicht pflug pfund pilz
    platte platz post preis pult punkt quelle rabe rad rahmen rand rang rasen rat ratte raub rauch raum
    raupe rebe recht rede regel regen reich reif reihe reim rein reis reise rest rind rinde ring rippe
    riss ritter rock roh rohr rolle rose rost rot rübe rücken rudel ruder ruf ruhe ruhm rund saal saat
    sache sack saft sage säge saite salbe salz samen sand satt satz sau sauer säule schach schaf schale
    schall scharf schatten schatz schaum scheibe schein schere scheune schiff schild schilf schirm
    schlacht schlaf schlag schlange schlank schlau schlecht schlitten schloss schluss schmal schmerz
    schmied schmuck schnabel schnecke schnee schnell schnitt schnur schön schrank schreck schrei schrift
    schritt schuh schuld schule schulter schutz schwach schwan schwanz schwarm schwarz schwein schwer
    schwert see segel seele sehne seide seife seil seite sessel sicher sieb sieg silbe silber sinn sitte
    sitz sohn sommer sonne sorge spalt spange spaß spat spät spatz speck speer speise sperre spiegel spiel
    spieß spinne spitze spott sprache sprung spur staat stab stadt stahl stall stamm stand stange stark
    statt staub steg steil stein stelle stern steuer stich stiefel stiel stier stift still stimme stirn
    stock stoff stolz storch stoß strafe strahl strand straße strauß strecke streich streit strick stroh
    strom strumpf stück stufe stuhl stunde sturm süd sumpf suppe süß tafel tag tal tanne tante tanz tasche
    tasse tat taube tausch teich teig teil teller teppich teuer teufel tier tinte tisch tochter tod ton
    topf tor torte tot träne trank traube trauer traum treppe treu trieb tritt trocken trommel tropfen
    trost tuch tür turm übel ufer uhr vase vater vetter vieh vier vogel volk voll waage wabe wache wachs
    waffe wagen wahl wald wal wall wand wange wanne wappen ware warm warnung warze wasser watte weg weh
    weib weich weide weile wein weise weiß weit welle welt wende werk wert wespe weste wetter wette wicht
    wiege wiese wild wille wind winkel winter wirt witz witwe woche wolf wolke wolle wort wunde wunder
    wunsch wurf würfel wurm wurst wurzel wüste wut zahl zahm zahn zange zart zauber zaun zeche zehe zehn
    zeichen zeile zeit zelle zelt zettel zeug ziege ziegel ziel zimmer zinn zoll zorn zug zunge zwang
    zweck zwei zweig zwerg
"""

SPANISH = """
    abeja abrir acto agua águila ajo ala alba alma alto amar amigo amo amor año ancho anillo árbol arco
    arena arma arte asno asta aula ave azul baile baja bajo bala balsa banco banda baño barba barca barco
    barra barrio barro base bata beber bello beso bestia boca boda bola bolsa bomba bota bote botón brazo
    breve bruja bueno buey burro caber cabra cabeza cabo cada cadena caer café caja cajón cal calle calma
    calor calvo cama camino campo canal canción cansado cantar caña cañón capa capaz carne carta cartón
    casco casi caso castillo causa cebra cena centro cepo cerca cerdo cereza cesto cielo cien ciego cierto
    cine cinta clase clavo clima cobre coche cocina codo cojo cola col color coma comer común conejo copa
    corte corto cosa costa costo crema cruz cuadro cubo cuchara cuello cuenta cuento cuerda cuero cuerpo
    cuesta cueva cuna cura curso dama dar dato deber dedo dejar diente dieta diez dios doce dolor don dos
    dosis duda dueño dulce duro eco edad eje elefante enero entrar error escoba espada espejo espina estar
    falda falso falta fama familia faro favor fecha feo feria feroz fila fin fino flaco flor foca fondo
    forma foto fresa fresco frío frente fruta fuego fuente fuera fuerte gallo gallina gana ganar ganso
    gasto gato gente globo goma gordo gorra gota gozo grado gramo gran grano grasa grave grillo gris grito
    grupo guante guerra guía gusano gusto haba hablar hacer hacha hada hambre harina hasta hecho helado
    herida hielo hierba hierro hija hijo hilo hoja hora horno hotel hoy hoyo hueso huevo humo isla jabón
    jamón jarra jarro jaula jefe joya juego juez jugo junto labio lado ladrón lago lana lápiz largo lata
    lavar leche leer lejos león leña lento letra ley libro limón limpio línea listo llama llano llave
    llegar lleno llevar llorar llover lobo loco lodo loma lomo lucha luego lugar luna luto luz madera
    madre malo mango manta manto manzana mapa mar marca marco marzo masa mata mayo mayor media medio mejor
    menor menos mente mentir mes meta metro miedo miel mil mina mirar misma mismo mitad moda modo mojar
    molino momia moneda monte mora morir moro mosca mota moto mover mozo mucho mueble muela muerte muerto
    muestra mujer mulo mundo muro museo nabo nación nada nadar nariz nata nave negro nido niebla nieta
    nieto nieve niña niño noche nota novia novio nube nuera nueve nuevo nuez obra ocho oeste oír ojo ola
    olla onda once oreja oro oso otoño otra otro paja pala palo paloma pan pandilla pañal paño papa papel
    par pared parte pasa pasar paseo paso pasta pata pato patria pavo paz pecho pedir pegar peine pelar
    pelo pelota pena pera perder perla pesa pesar pesca pez pico pie piedra piel pierna pila pino pintar
    pipa pista plato plata playa plaza plomo pluma pobre poco poder poema pollo polo polvo poner pozo
    precio premio prensa presa preso primo prisa pueblo puente puerta puerto puesta puesto pulga pulpo
    punta punto puño pura puro queso quince quitar rabo radio raíz rama rana rancho rata rato raya rayo
    razón red regla reina reír reloj remo resto reto rey rezar rico río risa robar roble roca rodar roja
    rojo rollo ropa rosa rostro roto rubio rueda ruido ruina ruta saber sabio sabor saco sal sala salir
    salsa salto salud sangre sano santo sapo seco secreto seda sello selva semana semilla señal señor ser
    seta silla sobre sol solo sombra sonar sopa sordo suave subir sucio sudor suegra suegro suela suelo
    sueño suerte suma tabla tal talla tallo tanto tapa tapar tarde tarea taza techo tela tema tener tenis
    tercer tierra tigre tinta tío tipo tirar tiro tocar toda todo toma tomar tomo tono tonto tope toro
    torre torta tos trabajo traer traje trapo trece tren tres trigo tripa triste tronco tropa trozo tubo
    tumba turno uno usar uva vaca vacío valle valor vara vaso vecino vela velo vena vender venir venta ver
    verano verdad verde viaje vida vidrio viejo viento vino virus visita vista viva vivir vivo voz vuelo
    vuelta yegua yema yeso zapato zona zorro zumo
"""
