"""Make the report that proofreading is tried on, a thesis about the two offices of likeverd-2019.

Run as `python -m tests.analysis.make_rapport`: it writes `tests/fixtures/rapport-likeverd-2019.docx`. The text stands
below as lines: `#` is a heading, `>` a block quote, `@` a caption, `|` a row of a table (the first is its head), `=` a
box of a figure, `-` an entry in a list; anything else is running text. Synthetic like the interviews: what is quoted as
literature is invented too. The report holds thirty planted errors, listed in
`tests/fixtures/rapport-likeverd-2019-feil.csv`; what was bound to a query is in
`tests/fixtures/rapport-likeverd-2019-paastander.csv`. All else in it agrees with the study.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import docx
from docx.document import Document
from docx.enum.text import WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "rapport-likeverd-2019.docx"
TITLE = "Én dør, to bur"
SUBTITLE = "Om likeverdig samarbeid mellom stat og kommune i to NAV-kontor"
TYPED = "Figur 2. Tavla"
"""The start of the one caption whose number was typed by hand; the others have a field that counts."""

TEXT = """
Syntetisk rapport på et syntetisk materiale, skrevet for kodeverk. Kontorene, informantene, litteraturen og sitatene er
oppdiktet, og teksten viser metoden, ikke funn.

# 1 Innledning

Et NAV-kontor har én dør og to eiere. Staten og kommunen driver kontoret i fellesskap, hver med sine ansatte, sine
penger og sine foresatte, og partnerskapet skal etter forutsetningen være likeverdig. Denne oppgaven spør hva som
fremmer og hva som hemmer et slikt samarbeid i hverdagen, slik det oppleves av dem som leder kontoret, og av dem som
tar imot brukerne.

Uttrykket «likeverdig samarbeid» er hentet fra intervjuguiden (vedlegg 1), og informantene er ikke uten videre
fortrolige med det. En statlig ansatt ved Lyngmo kaller det «et sånt festtaleord» (7), og kontorlederen samme sted
synes det er «et litt stivt ord» (5). «Det er et litt rart ord», sier en statlig ansatt ved Tangvåg (3). En kollega i
kommunen er mindre høflig: «Jeg tror ikke du kan vedta det. Det er som å vedta godt vær» (4).

Tittelen på oppgaven er lånt fra den samme kommunalt ansatte ved Tangvåg, som oppsummerer reformen slik: «Det var én
dør hele tida. Og så fikk vi én dør, og innenfor den er det to bur» (informant 4). Bildet er karikert, og det vet
informanten. Det peker likevel mot det spørsmålet oppgaven dreier seg om: Hva skal til for at en felles inngang også
blir et felles arbeid?

Kapittel 2 gjør rede for utvalg og metode, og kapittel 3 for begrepene jeg bruker. Kapittel 4 legger fram funnene tema
for tema, kapittel 5 drøfter dem, og kapittel 6 samler trådene.

# 2 Utvalg og metode

## 2.1 Kontorene og informantene

Materialet er intervjuer fra to kontor, her kalt Tangvåg og Lyngmo. Tangvåg har 39 ansatte, og avdelingene der følger
linje og ytelse. Lyngmo har 54 ansatte, og der er avdelingene delt etter brukernes behov. Bare ett av de to kontorene
har én leder på toppen. Tabell 1 gir en oversikt over informantene, og tabell 2 over kontorene.

@Tabell 1. Informantene

|Nr.|Kontor|Linje|Rolle|Utdanning|År i NAV
|1|Tangvåg|stat|leder|jurist|10
|2|Tangvåg|kommune|leder|sosionom|10
|3|Tangvåg|stat|ansatt|samfunnsfag|10
|4|Tangvåg|kommune|ansatt|sosionom|10
|5|Lyngmo|kommune|leder|sosionom|4
|6|Lyngmo|stat|leder|organisasjonsfag|10
|7|Lyngmo|stat|ansatt|sosionom|5
|8|Lyngmo|kommune|ansatt|sosionom|11

@Tabell 2. De to kontorene

|Kontor|Ledermodell|Ansatte|Lederens arbeidsgiver|Avdelingene er delt etter
|Tangvåg|toleder|39|stat og kommune|linje og ytelse
|Lyngmo|enleder|45|kommune|behov

Utvalget er satt sammen for å gi bredde i linje og stilling. Halvparten av informantene arbeider på statlig side. Fem
av de åtte informantene er ledere, for et kontor, en linje eller en avdeling. Når det gjelder utdanning, er utvalget
mindre jevnt. Fem av åtte informanter er sosionomer. Ingen av de statlige informantene er både leder og sosionom. Hva
det siste kan ha å si for svarene, kommer jeg tilbake til i avsnitt 5.4.

## 2.2 Intervju, utskrift og koding

Intervjuene fulgte en halvstrukturert guide (vedlegg 1). Informantene fikk et informasjonsskriv på forhånd (vedlegg 2),
og de skrev under på et samtykke før opptaket begynte (vedlegg 3). Opptaket med informant 2 består av to deler, som er
skrevet ut under ett.

Sitatene er gjengitt slik intervjuene ble skrevet ut. Der dialekten er tatt vare på i utskriften, er den det også her,
og informant 8 er gjengitt på nynorsk. Utelatelser er merket med [...], og mine egne tilføyelser står i hakeparentes.
Tallet i parentes etter et sitat er informantens nummer i tabell 1. Der stillingen er viktigere enn personen, har jeg
oppgitt rolle, linje og kontor i stedet. Samarbeidsavtalen for Lyngmo er lest som bakgrunn og er ikke kodet.

To kodere leste materialet hver for seg, med samme kodebok. Temaene som brukes i framstillingen, er samlet i tabell 3.
Når jeg i kapittel 4 skriver at en informant «snakker om» et tema, betyr det at et utsagn i intervjuet er merket med
koden eller en av underkodene. Det betyr ikke at temaet var viktig for vedkommende, og det sier heller ikke hva
informanten mente om det.

@Tabell 3. Temaer fra kodeboka

|Tema|Hva det dekker
|Etablering og historie|Sammenslåingen, modeller som er prøvd og forlatt
|Ledermodell og styring|Én eller to ledere, føringer og budsjettkontroll
|Formelle møter|Faste møter i egen linje og på tvers
|Uformelle møter|Lunsj, fester og småprat
|Fysisk utforming|Hvor folk sitter, og hva det gjør
|Oppfølging|Hva ordet betyr i hver linje
|Bakgrunn|Nyansattes blikk, sosialtjenesten, trygdeetaten og Aetat
|Stolthet, mål og anerkjennelse|Det som gir glede, retning og ros

# 3 Begreper

## 3.1 Likeverd og anerkjennelse

Likeverd er ikke det samme som likhet. Hauklien (2011, s. 14) skriver at «likeverdige parter er ikke like, men de
regner med hverandre», og hun understreker at det siste er noe en gjør, ikke noe en er. I boka «Under samme skilt»
beskriver hun partnerskapet som «et ekteskap uten felles husholdning» (Hauklien 2011, s. 52). Sammenligningen er
treffende for tolederkontoret, men den passer dårligere der begge parter har satt sine penger på samme bord.

Anerkjennelse bruker jeg i betydningen «å bli regnet med for det en kan» (Sørlid og Brekkmoe 2014, s. 88). Det er noe
annet enn ros. Ros følger et resultat, mens anerkjennelse gjelder den som har arbeidet, også når resultatet lar vente
på seg. Skillet blir viktig i avsnitt 4.7, der informantene snakker om tavla og målekortet. Tveitnes uttrykker det
slik:

> Den som bare får ros, må prestere på nytt i morgen. Den som er anerkjent, kan komme på jobb. (Tveitnes 2008, s. 77)

## 3.2 To styringslinjer

Kontoret svarer oppover to ganger. Figur 1 viser de to linjene slik de er beskrevet i intervjuene. Tveitnes (2008, s.
31) kaller dette «den doble adressen» og mener at den som har to foresatte, i praksis får enten ingen eller altfor mye
styring. Partene har søkt å møte problemet med avtaler. I samarbeidsavtalen for Lyngmo heter det at «partene er
likeverdige, uavhengig av hvor mange ansatte de har ved kontoret» (samarbeidsavtalen, punkt 2). Avtalen sier derimot
lite om hva likeverdet består i.

=Direktoratet, fylket, statlig linje
=Kommunestyret, rådmannen, kommunal linje
=NAV-kontoret

@Figur 1. De to styringslinjene til kontoret

Med «den myke siden» og «den harde siden» mener jeg henholdsvis kjennskap og styring. Ordene er upresise, og jeg bruker
dem bare for å ordne stoffet. Sørlid og Brekkmoe (2014) advarer mot å tro at den ene siden kan erstatte den andre:
«Avtaler er det en tyr til når en ikke kjenner hverandre, og det en trenger når en gjør det» (Sørlid og Brekkmoe 2014,
s. 103).

# 4 Funn

Kapitlet går fra fortid til nåtid og fra styring til hverdag. Tabell 4 viser hvor mange informanter ved hvert kontor
som er kodet med de ulike temaene.

@Tabell 4. Informanter kodet med temaet, etter kontor

|Tema|Tangvåg|Lyngmo|Til sammen
|Etablering og historie|4|3|7
|Ledermodell og styring|4|4|8
|Formelle møter|4|4|8
|Uformelle møter|4|3|7
|Fysisk utforming|4|4|8
|Oppfølging|4|3|7
|Nyansattes blikk|0|3|3
|Bakgrunn fra sosialtjenesten|3|4|7
|Bakgrunn fra trygdeetaten eller Aetat|1|2|3
|Stolte og engasjerte|4|4|8
|Personlige mål|3|4|7
|Likeverd og anerkjennelse|4|4|8

## 4.1 Fra tre hus til én dør

Sju av åtte informanter snakker om etableringen av kontoret. Fortellingene ligner på hverandre, også på tvers av
linjene. «Det første året var rart. Da skulle alle kunne alt», sier en statlig ansatt ved Tangvåg (3). En ansatt på
kommunal side samme sted sier nesten det samme: «Første året skulle alle gjøre alt» (4). Den kommunale lederen minnes
kake og god vilje, men også at arbeidet ble fordelt etter hoder:

> Så og så mange hoder, så og så mange bunker. [...] Så det holdt vi ut en stund, og så gikk det tilbake. (2)

Den statlige lederen ved Tangvåg var ikke der selv, men har fått fortalt at «til slutt gikk alle tilbake til sitt» (1).
Det leie, mener hun, er at forsøket henger igjen: «Så snart noen sier ordet integrere, så ser jeg det på folk: å nei,
ikke det der igjen» (1). Historien blir dermed et argument i dag, lenge etter at modellen er forlatt.

Ved Lyngmo dreier minnene seg mer om hvem som måtte tilpasse seg. Informant 8 hadde sju år bak seg på sosialkontoret da
opplæringen begynte: «Me skulle lære deira, og det var ikkje éin time der dei skulle lære vårt» (8). Bitterheten er
likevel dempet av tida som er gått:

> Eg kom heim og la meg på sofaen med kåpa på. Og det var jo ikkje vonde folk, dei var like slitne dei, dei hadde berre
> fleire permar. (informant 8)

Avdelingslederen husker kjøkkenet. «Det var to kjøleskap! Altså, på samme kjøkken, ett for kommunen og ett for staten,
og det sto lapp på», forteller den statlige lederen (6), som selv var ny i etaten og hadde «ingenting å sørge over»
(6). Kontorlederen kom senere og kjenner den første tida bare fra andre, men hun har sett hva omleggingen til behov
betydde: «Før gikk alt etter ytelse, ikke sant, så hadde du to ytelser, så hadde du to saksbehandlere og minst tre
planer» (5).

Å komme uten fortid kan være en fordel. Tre av fire informanter ved Lyngmo snakker om nyansattes blikk. «De har
ingenting å forsvare», sier lederen på kommunal side om de nyeste (5), og en ansatt uten bakgrunn fra de gamle etatene
går sin vei når praten kommer inn på dem: «Når de gamle begynner å snakke om gamle dager, så går jeg og henter kaffe,
altså» (7). På begge kontorene er det informanter som snakker om nyansattes blikk.

## 4.2 Ledermodell og styring ovenfra

Ledermodellen er det temaet som er kodet oftest. Ved tolederkontoret står de to lederne mot hverandre, om enn i all
vennskapelighet. «Jeg vil ha to. Det sier jeg rett ut», sier den kommunale lederen (2), som er redd for at det med én
leder blir som når to familier skal feire jul sammen: «Det blir alltid den ene familiens ribbe» (2). Den statlige
lederen tenker annerledes:

> Det er som to klokker på samme vegg. De kan gå fint begge to, men det skal ikke mer til enn at den ene saktner litt,
> så begynner folk å spørre hvilken de skal gå etter. Med én leder er det én klokke. (leder, stat, Tangvåg)

Hun gir uttrykk for en bestemt uro: «Jeg er redd for at vi lever hvert vårt liv» (1). På spørsmål om hva hun helst
ville hatt, svarer den statlige lederen «at det skal være én, og at det er staten som har den» (1). De ansatte er mer
opptatt av hvem lederen er, enn av hvor mange det er. En ansatt med ansvar for sosialhjelp er redd for en felles leder
fra staten:

> Da vil jeg ha en leder som vet hva jeg snakker om uten at jeg må forklare det. En fra faget mitt. (ansatt, kommune,
> Tangvåg)

Da intervjueren spurte «Men kunne det ikke like gjerne blitt en sosionom fra kommunen?», kom svaret nølende: «Jo … Jo,
det kunne det jo» (4).

Der kontoret bare har én leder, framheves det at svaret blir ett. «Hun [kontorlederen] får folk til å glemme hvem som
betaler dem», sier avdelingslederen ved Lyngmo (6). Det har også en praktisk side: «Får du nei hos meg, er det ingen
annen å prøve seg på, sånn som unger gjør med mor og far», sier lederen ved tolederkontoret.

Styringen ovenfra oppleves svært ulikt i de to linjene, slik figur 1 antyder. På kommunal side er rommet stort så lenge
pengene holder. «Rådmannen er opptatt av budsjettet, og går det i balanse, så får jeg holde på», sier den kommunale
lederen ved Tangvåg (2). Kollegaen ved Lyngmo bruker nesten de samme ordene: «Fra kommunen kan jeg nesten gjøre som jeg
vil, så lenge jeg holder budsjettet» (5). Taushet fra rådhuset varer likevel ikke evig: «Dei ringjer når budsjettet
sprekk» (ansatt, stat, Lyngmo).

På statlig side kommer kravene oftere og i flere former. «Nå er det unge, så er det langtidsledige, så er det noe
annet» (ansatt, stat, Lyngmo). Kontorlederen ved Lyngmo, som må forholde seg til begge linjer, sammenligner satsingene
med snørydding: «så har du så vidt fått måka innkjørselen, og så kommer brøytebilen og legger igjen en ny kant»
(informant 5). Sett fra kommunal side ved Tangvåg er det nesten til å le av: «De er jo svære, de, og så får de en pakke
fra direktoratet på mandag, og da er det bare å danse» (4). Samme informant føyer til: «Det misunner jeg dem ikke».

## 4.3 Møter, formelle og uformelle

Samtlige informanter snakker om faste møter. Figur 2 viser hvordan de er fordelt gjennom en måned. Ved Tangvåg møtes
linjene hver for seg, og fellesmøtene er få. Den statlige lederen er ikke fornøyd med hva de blir brukt til:

> Det er viktig det, bevares. Men der satt det nesten førti mennesker som til sammen vet alt som er å vite om de samme
> familiene, og så snakket vi om brannslanger. (1)

=Tangvåg: avdelingsmøte i hver linje, ledermøte mandag, markedsmøte
=Lyngmo: avdelingsmøte, morgeninfo onsdag, fagmøte torsdag, ledermøte torsdag

@Figur 2. Faste møter ved de to kontorene

Om fellesmøtene er likeverdige, er det delte meninger om. «Nei, der synes jeg vi er likestilte», sier en statlig ansatt
(3). På den andre siden av gangen ser det annerledes ut. Der beskriver en kommunal ansatt hvordan møtene slutter: «og
så på slutten kommer det “og så var det noe fra kommunen?” og da er det fem minutter igjen, og folk har begynt å rydde
kopper» (4). Den kommunale lederen legger skylden på stoffet heller enn på viljen: «For det den ene halvparten har
ventet på, det sovner den andre halvparten av» (2).

Også ved Lyngmo er det informasjonen som rår i de store møtene. «Og når det er, så er det ein som snakkar og førti som
ser i golvet», sier en ansatt i mottaket (8). I det kommunale fagmøtet er det annerledes: «Der legg du fram ei sak og
får ho att med litt meir kjøt på» (ansatt, kommune, Lyngmo). At fagmøtet er delt annenhver gang, kan virke som et brudd
med tanken om ett kontor. Kontorlederen forsvarer ordningen: «Så vi deler for å bli modige nok til å være sammen, kan
du si» (5). En veileder på statlig side har løst det på sin egen måte. «Jeg går på det kommunale» er svaret, og litt
etter kommer dommen: «Så da er jeg vel en overløper, da» (7).

Ungdomsteamet ved Tangvåg går igjen som eksempel på et møte som virker. «De møtes hver uke, de har de samme ungdommene
på lista, og de blir enige om hvem som gjør hva før de går ut av rommet» (leder, stat, Tangvåg). En ansatt i kommunen,
som har hørt teamet gjennom veggen, trekker den lærdommen at «vi krangler altfor lite på dette huset» (4).

Alle informantene kommer inn på lunsj og annen uformell kontakt. Ved Tangvåg spiser linjene til hver sin tid, uten at
det er bestemt av noen. «Det er mye lettere å ringe til en du har spist sammen med», sier en statlig ansatt (3), men
den samme informanten trekker utsagnet tilbake senere i intervjuet: «Jeg tror ikke noen blir mer likeverdige av å tygge
samtidig. Men det er ikke der det ligger» (3). Lederen på kommunal side har et eksempel som taler for felles lunsj:
«Det var over ei brødskive med brunost at vi fant ut at vi hadde den samme dama, begge to» (2).

Ved Lyngmo beskrives lunsjen som tilfeldig. «Altså, du setter deg der det er ledig», heter det i intervjuet med en
statlig ansatt (informant 6). En kollega på kommunal side har heller ikke sett noe mønster: «Stat og kommune har eg
aldri tenkt på» (8). Straks etter medgir hun at hun sitter med de samme, men forklaringen er en annen: «Eg sit no
alltid med dei same to, men det er fordi me køyrer saman» (8).

## 4.4 Lokalene

De to kontorene er innredet på hver sin måte. Ved Tangvåg sitter linjene i hver sin fløy; plantegningen er gjengitt i
figur 5. «Avstanden er ikke mer enn tretti skritt», sier den statlige lederen, men tilføyer: «De tretti skrittene blir
ikke gått» (1). En av hennes egne ansatte er uenig i at det betyr noe, og sier det slik: «Folk overvurderer det der,
hvor stolen står» (3).

Kommunen har prøvd å sitte annenhver med staten. Det hjalp ikke på samarbeidet. «Folk gikk bare lenger for å finne sine
egne» (leder, kommune, Tangvåg). En saksbehandler i den kommunale fløyen skiller mellom å bli kjent og å bli
likeverdig. Det første har lokalene mye å si for, men om det siste heter det: «Du kan sitte på fanget til noen og
fortsatt være lillebror» (ansatt, kommune, Tangvåg).

Ved Lyngmo sitter folk blandet, og det er gjort med vilje. «Så trakk vi lodd», sier kontorlederen om den gangen
plassene ble fordelt på nytt (5). «Me sitter om hverandre allerede», konstaterer avdelingslederen (6). En statlig
ansatt ved Tangvåg beskriver rommet slik: «Vi sitter jo i et halvåpent landskap, to og to og noen på fire». Prisen er
støy, og avstand til dem som sitter et annet sted. «Og så er det de oppe i andre. Jeg kjenner dem ikke», sier en
veileder (7). Om trappa er en hindring for likeverdet, tviler en kollega på: «Det er ikkje trappa det står på» (8).

## 4.6 Samme ord, ulikt innhold

Oppfølging var ikke et tema i guiden. Det kom opp av seg selv, gjerne som en klage over at linjene legger ulike ting i
ordet. «Vi bruker ordet oppfølging hver eneste dag, begge linjer, og så mener vi ikke det samme», sier den statlige
lederen ved Tangvåg (1). Ved Lyngmo kommer fire av fem informanter inn på hva ordet betyr. Den klareste sammenligningen
kommer fra en statlig ansatt ved Tangvåg:

> Når jeg sier at jeg følger opp noen, så mener jeg at de får en plan og en frist, og at de logger seg inn sjøl og
> skriver til meg. [...] Når de på den andre siden sier det, så mener de at de blir med til legen. Nærmest bærer sekken.
> (3)

Lederen i den andre fløyen er enig i beskrivelsen, om ikke i vektingen. «For staten er det god oppfølging når folk får
det til på skjermen, helst hjemmefra», sier hun, og fortsetter: «Hos oss er det mer å finne fram en stol, og så tar vi
posten din i lag, konvolutt for konvolutt» (informant 2). At selvbetjening ikke passer for dem som trenger mest hjelp,
har den kommunale lederen ved Tangvåg et eksempel på: «Jeg har en på sekstifire som ikke kan lese, og han har fått
passord».

Kontorlederen ved Lyngmo ser på dagens krav om å være «tett på» som en gammel tanke i ny innpakning: «De gamle
sosialkuratorene gjorde jo det, de hadde bare ikke noe skjema» (5). Evnen til å tåle andres sorg er vanskeligere å
tilegne seg enn regelverket: «Du kan lære regelverk på et halvår, men det andre, det tar lenger tid» (ansatt, stat,
Lyngmo). I avdelingen for dem som trenger mest hjelp, er brukerne fordelt på fødselsdato, en ordning avdelingslederen
omtaler med varme: «Det er faktisk noe av det mest rettferdige me har funnet på» (6).

## 4.7 Stolthet og anerkjennelse

Spørsmålet om når en sist var stolt, utløste fortellinger om enkeltmennesker og små skritt. «Da går jeg hjem og er
fornøyd», avslutter en statlig ansatt ved Tangvåg historien om en kvinne som kom seg ut av huset (3). En veileder ved
Lyngmo hadde sendt melding til en ung mann sju fredager på rad da svaret «ok» kom: «Og jeg reiste meg opp og viste den
til hele rommet, altså, jeg var så glad, for to bokstaver!» (7). Fire av de fem sosionomene snakker om egne mål i
stillingen.

Anerkjennelse er det verre med. Målekortet og tavla viser det som lar seg telle, og det er mest på statlig side. «Vi
har ingenting å henge på veggen», sier den kommunale lederen ved Tangvåg (2). En av de ansatte hos henne har en
historie om en mann som flyttet fra campingvogn til leilighet: «Det er ingen som har telt det der. Ikke én» (4). Samme
informant vet godt hva som skulle til: «Det hadde hjulpet om noen derfra kom bort og sa “det var godt gjort”» (4). Fra
Lyngmo lyder det slik:

> Om ein får ein i jobb, så vert det klappa, og det skal det jo, eg klappar eg òg. Men om eg har halde ein familie på
> fem flytande gjennom heile desember, så er det ingen som klappar. (ansatt, kommune, Lyngmo)

Statens folk er ikke blinde for dette. «Jeg tror ikke kommunen får kake i det hele tatt, når jeg tenker meg om», sier
en statlig ansatt ved Tangvåg (3). Den statlige lederen vil ha gode tall, men ikke for enhver pris: «Men jeg vil ikke
ha dem [tallene] pynta» (1).

Ved Lyngmo er tavla lagt om, slik at det også er plass til annet enn jobb. Figuren under viser de to utgavene. Hvem som
skal ha æren, er det uenighet om. «Så da åpna jeg tavla», forteller kontorlederen (5). Avdelingslederen ser det
annerledes: «Det var avdelingen min som begynte med det, og så tok resten av huset det etterpå» (6). På spørsmål om hva
som samler folkene ved kontoret, svarer kontorlederen: «Jeg leder ikke to linjer, jeg leder ett hus» (5).

=Før: I jobb denne uka
=Etter: Ukas løft

@Figur 2. Tavla ved Lyngmo før og etter omleggingen

# 5 Drøfting

## 5.1 Én eller to ledere

Avsnitt 4.2 viste at synet på ledermodell følger kontoret og linja. Det er nærliggende å lese det som et forsvar for
det en har. Mot en slik lesning taler det at enlederkontoret selv tar forbehold. «Men jeg skal ikke si at det er
modellen alene», sier den kommunalt ansatte kontorlederen ved Lyngmo (5). En av hennes egne er inne på det samme. Spurt
om det var lederen eller modellen som gjorde kontoret bedre, svarer hun: «Det var ho. Trur eg» (8). Og hun utdyper:
«Det hadde hjelpt om det var éin leiar, om den eine hadde kome frå staten og berre tenkt stat» (8).

Ved tolederkontoret er det også dem som kan tenke seg noe annet. Den statlige lederen har sagt både at to har fungert
godt, og at én ville vært enklere, og vil ikke velge: «Begge deler er sant, tror jeg» (1). På kommunal side er tvilen
større. «Noen får det jo til. Men jeg vil se det før jeg tror det», sier lederen (2). Den ansatte bruker nesten samme
vending om muligheten for en sosionom på toppen: «Men det tror jeg når jeg ser det» (4). Det som ser ut som et
standpunkt om modell, er altså i stor grad et spørsmål om tillit.

Hauklien (2011, s. 60) hevder at «én leder løser problemet ved å flytte det inn i lederen». Den kommunale lederen ved
Tangvåg sier det med egne ord: «Er du én, så må du gjøre det opp med deg selv inne på kontoret, og da er det ingen som
ser hva som ble ofret» (2). Kontorlederen ved Lyngmo har en metode for det samme. Hun legger brevene fra kommunen og
staten ved siden av hverandre: «Og så strekker jeg under med samme tusj der de sier det samme» (5). Balansen er noe hun
mener kontoret skylder seg selv. «Begge parters oppgaver skal ha fast plass på kontorets felles møter», sier hun (5).

## 5.2 Det som telles, og det som synes

Funnene i avsnitt 4.7 kan se ut som en strid mellom det «målbare» og det «menneskelige». Så enkelt er det ikke. Som
tabell 5 viser, er stolthet et tema på tvers av kontorene. Det som skiller, er hvem som får vise den fram. «Jeg blir
målt på kroner», sier den kommunale lederen ved Tangvåg (2), mens kollegaen på statlig side vet hva målingen gjør med
en selv: «Sitter du lenge nok i et system, så begynner du å snakke som det, uansett hvor selvstendig du tror du er»
(1). Om de felles målene er hun i den kommunale fløyen mer utålmodig: «Vi må slutte å telle og begynne å snakke sammen»
(2).

Telling kan også være et vern. Da intervjueren foreslo at det beste var å slippe, kom en innvending som er vanskelig å
komme utenom: «Jeg vil ikke bli telt, men jeg vil gjerne at det skal synes» (4). Den som ikke telles, finnes ikke i
regnskapet. Den som telles, gjør på sin side mer av det som telles. «På slutten av måneden så ser jeg at jeg ringer
litt andre folk enn i begynnelsen», innrømmer en statlig ansatt ved Lyngmo (7). Lederen for den samme avdelingen har
valgt side: «Hvis det står mellom et tall og et menneske, så tar jeg mennesket, og så får jeg heller svare for tallet
på torsdag» (leder, stat, Lyngmo). Avdelingslederen begrunner valget med det usynlige i arbeidet: «Det ser du ikke
utenpå folk, hvor tungt noe har vært (6).

Tveitnes (2008, s. 80) skriver at «det en teller, er det en tror på». Materialet gir grunn til å snu på setningen. Det
er ikke tallene i seg selv som skaper avstand mellom linjene, men at bare den ene linja har noen å vise dem til.

## 5.3 Kjennskap som grunnlag

Spurt om hva som må ligge til grunn, svarer informantene med forbausende like ord. «At me vet hva den andre holder på
med, og synes det er like viktig», sier avdelingslederen ved Lyngmo (6). «Du kan ikke ha respekt for noe du ikke aner
hva er», heter det hos en statlig ansatt ved Tangvåg (3). Den statlige lederen samme sted forklarer ordet likeverdig på
samme måte: «At en holder munn når den andre kan det bedre» (1).

Kjennskap er noe annet enn hygge. «Men høflighet er det ingen som blir mett av, altså» (ansatt, stat, Lyngmo). En
kollega i mottaket er inne på det samme: «Ikkje at du er høfleg, men at du faktisk trur det» (8). Det er dessuten noe
som sparer tid. «Det går rett og slett mye fortere når vi er to om det også», sier veilederen (7). Her møtes den myke
og den harde siden: Det som oppleves som et godt forhold, er også det som gjør at saken blir ferdig.

Bakgrunnen betyr mindre enn ventet. Ingen av informantene på kommunal side snakker om bakgrunn fra trygdeetaten eller
Aetat. Der de gamle etatene nevnes, er det gjerne for å si at de ikke lar seg lese av folk. «Så du kan ikkje gå etter
penneskrinet», sier en ansatt ved Lyngmo om kollegaen med den gamle logoen på pulten (8). Det stemmer med Sørlid og
Brekkmoe (2014, s. 95), som mener at «etatene overlever i skjemaene lenger enn i menneskene».

## 5.4 Begrensninger

Utvalget er lite, og det er skjevt. De fleste informantene ved Tangvåg er sosionomer. Det kan ha gitt helhetssynet mer
plass enn det ellers ville fått. Flere av fortellingene er dessuten gjenfortalt. «Jeg var ikke her, så det er
annenhånds», minner den statlige lederen ved Tangvåg om (1), og kontorlederen ved Lyngmo ber om at det hun har hørt om
sammenslåingen, blir tatt «med en klype salt» (5).

Informantene motsier seg selv, og det har jeg latt stå. Når en informant først sier ja til felles lunsj og siden
avviser den, er begge svarene data. Hva funnene kan si om andre kontor, tar jeg opp i kapittel 8. Her nøyer jeg meg med
å minne om at to kontor ikke gir grunnlag for å skille ledermodell fra leder.

# 6 Avslutning

Likeverd i et NAV-kontor er verken en avtale eller en følelse. Det er en måte å arbeide på, og den må holdes ved like.
Tre forhold går igjen i kapittel 4: at partene har noe felles å gjøre, at det de kan, blir brukt, og at det de får til,
blir sett. Ledermodellen kan gjøre dette lettere eller vanskeligere, men den kan ikke gjøre det alene.

Kontorlederen ved Lyngmo ble bedt om å si hva hun ville sagt til en ny leder, og svarte blant annet: «At ingen er på
besøk» (5). Ved Tangvåg sa en kommunal ansatt det samme fra baksetet: «Jeg vil bare sitte foran i bilen en gang» (4).

# Litteratur

-Hauklien, T. (2011). Under samme skilt. Partnerskap i velferdskontoret. Oppdiktet forlag.

-Sørlid, M. og Brekkmoe, A. (2014). Kjennskap og avtale. Oppdiktet tidsskrift for velferdsforskning, 3, 81–107.

-Tveitnes, R. (2008). Den doble adressen. Oppdiktet forlag.

# Vedlegg 1 Intervjuguide (utdrag)

-Stilling, ansvar og utdanning

-Organisering, ledermodell og mottak

-Faste møter i egen linje og på tvers

-Lokaler og uformell kontakt

-Reformen og de tidligere etatene

-Mening, stolthet og anerkjennelse

-Handlingsrom og prioriteringer

-Grunnlag for likeverdig samarbeid

-Eget mål i stillingen

# Vedlegg 2 Informasjonsskriv

Du inviteres til et intervju om samarbeidet mellom stat og kommune ved kontoret ditt. Samtalen tas opp og skrives ut,
og navn, sted og enkeltsaker endres. Du kan når som helst trekke deg uten å oppgi grunn.
"""


def blocks(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield the sign and the content of each block: a paragraph's one text, or the lines of a table or a figure."""
    for part in re.split(r"\n\s*\n", text.strip()):
        lines = part.splitlines()
        sign = lines[0][0] if lines[0][0] in "#>@|=-" else ""
        if sign in ("|", "="):
            yield sign, [line[1:] for line in lines]
        else:
            joined = " ".join(line.removeprefix(">").strip() if sign == ">" else line for line in lines)
            yield sign, [joined.removeprefix(sign).strip() if sign in ("@", "-") else joined]


def counted(paragraph: Paragraph, label: str, number: str) -> None:
    """Add a caption's label, and its number as a field that counts."""
    paragraph.add_run(f"{label} ")
    for kind, text in (
        ("begin", ""),
        ("", f" SEQ {label} \\* ARABIC "),
        ("separate", ""),
        ("text", number),
        ("end", ""),
    ):
        run = paragraph.add_run(text if kind == "text" else "")
        if kind in ("begin", "separate", "end"):
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._r.append(mark)
        elif not kind:
            instruction = OxmlElement("w:instrText")
            instruction.set(qn("xml:space"), "preserve")
            instruction.text = text
            run._r.append(instruction)


def captioned(document: Document, text: str) -> None:
    """Add a caption: its number counts, but for the one typed by hand."""
    paragraph = document.add_paragraph(style="Caption")
    label, number, rest = re.fullmatch(r"(\w+) (\d+)(\. .*)", text).groups()  # type: ignore[union-attr]
    if text.startswith(TYPED):
        paragraph.add_run(text)
        return
    counted(paragraph, label, number)
    paragraph.add_run(rest)


def tabled(document: Document, rows: list[list[str]]) -> None:
    table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
    for row in rows:
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
            cell.paragraphs[0].paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    document.add_paragraph()


def made() -> Document:
    """Return the report as a Word document."""
    document = docx.Document()
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Times New Roman", Pt(11)
    normal.paragraph_format.line_spacing = 1.15
    properties = document.core_properties
    properties.title, properties.author, properties.language = TITLE, "kodeverk", "nb-NO"
    properties.created = properties.modified = datetime(2019, 6, 1)
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(SUBTITLE, style="Subtitle")
    for sign, lines in blocks(TEXT):
        if sign == "#":
            marks, text = lines[0].split(" ", 1)
            document.add_heading(text, len(marks))
        elif sign == "@":
            captioned(document, lines[0])
        elif sign in ("|", "="):
            tabled(document, [line.split("|") for line in lines])
        else:
            document.add_paragraph(lines[0], style={">": "Quote", "-": "List Bullet"}.get(sign))
    return document


if __name__ == "__main__":
    made().save(str(FIXTURE))
