"""Words by which the lines of a signature are told: data, in the languages of those who write."""

from __future__ import annotations

from functools import cache

from desktop_app.domain.folding import fold

__all__ = [
    "CLOSINGS",
    "DEPARTMENT_ENDS",
    "DEPARTMENT_WORDS",
    "FIRMS",
    "FROM",
    "GREETED",
    "HEADERS",
    "LABELS",
    "NOISE",
    "ORGANISATION_ENDS",
    "ORGANISATION_STARTS",
    "ORGANISATION_WORDS",
    "SENT_FROM",
    "TITLE_ENDS",
    "TITLE_WORDS",
    "folded",
]

CLOSINGS = """
med vänlig hälsning; med vänliga hälsningar; vänlig hälsning; vänliga hälsningar; hälsningar;
bästa hälsningar; varma hälsningar; många hälsningar; soliga hälsningar; trevlig helg;
hälsar; mvh; vh; bästa hälsning; hjärtliga hälsningar; med bästa hälsningar; allt gott;
best regards; kind regards; kindest regards; warm regards; warmest regards; with kind regards;
with best regards; regards; best wishes; all the best; yours sincerely; yours faithfully;
sincerely; sincerely yours; many thanks; many thanks and best regards; thanks; thank you; cheers;
best; br; rgds; kr; yours truly; with warm regards;
mit freundlichen grüßen; mit freundlichem gruß; mit besten grüßen; mit herzlichen grüßen;
freundliche grüße; viele grüße; liebe grüße; beste grüße; herzliche grüße; schöne grüße;
mit freundlichen grüssen; freundliche grüsse; beste grüsse; herzliche grüsse; mfg; lg; vg;
cordialement; bien cordialement; très cordialement; bien à vous; sincères salutations;
salutations distinguées; meilleures salutations; cordiales salutations; salutations;
z poważaniem; z wyrazami szacunku; łączę wyrazy szacunku; pozdrawiam; serdecznie pozdrawiam;
pozdrowienia; z pozdrowieniami;
ystävällisin terveisin; parhain terveisin; terveisin; yst terv; terv; lämpimin terveisin;
med venlig hilsen; venlig hilsen; venlige hilsner; med vennlig hilsen; vennlig hilsen; hilsen;
mvh; bedste hilsner; beste hilsen; de bedste hilsner; med venlige hilsner;
met vriendelijke groet; met vriendelijke groeten; vriendelijke groeten; vriendelijke groet;
hartelijke groeten; groeten; saludos; saludos cordiales; un saludo; un cordial saludo;
atentamente; cordiali saluti; distinti saluti; un cordiale saluto; cumprimentos;
com os melhores cumprimentos; melhores cumprimentos; atenciosamente;
s pozdravem; s přátelským pozdravem; s pozdravom; lugupidamisega; parimate soovidega; tervitades;
ar cieņu; pagarbiai; su pagarba; üdvözlettel; tisztelettel; lep pozdrav; lijep pozdrav;
srdačan pozdrav; cu stimă; cu respect; з повагою; με εκτίμηση; saygılarımla; kveðja; im auftrag;
i a; i v; vänligen; hälsn; le meas
"""

FROM = "från; from; von; de; od; lähettäjä; fra; van; da; expéditeur; odesílatel"
HEADERS = """
skickat; till; kopia; ämne; datum; bilagor; prioritet; hemlig kopia; svara till;
sent; to; cc; bcc; subject; date; attachments; importance; reply to;
gesendet; an; betreff; anlagen; envoyé; objet; date; pièces jointes; à;
wysłano; do; temat; data; dw; lähetetty; vastaanottaja; kopio; aihe; päivämäärä;
sendt; til; emne; verzonden; aan; onderwerp; enviado; para; asunto; inviato; oggetto
"""
GREETED = "hej; hejsan; hello; hi; dear; hallo; guten; bonjour; tjena; god; liebe; lieber"

SENT_FROM = """
skickat från min; skickat från outlook; hämta outlook; sent from my; sent from outlook; get outlook;
von meinem; gesendet von; outlook für; envoyé de mon; envoyé depuis; wysłane z; lähetetty iphonesta;
sendt fra min; sent from mobile; sent from mail
"""

NOISE = """
confidential; confidentiality; konfidentiell; konfidentiellt; intended recipient; avsedd för;
intended solely; intended only; disclaimer; gdpr; dsgvo; rodo; dataskydd; dataskyddsförordningen;
personuppgift; personuppgifter; personal data; privacy; privacy policy; privacy notice;
datenschutz; datenschutzerklärung; vertraulich; vertrauliche; consider the environment;
think before you print; tänk på miljön; skriv inte ut; before printing; virus; viruses; tietosuoja;
tietosuojaseloste; confidentiel; confidentiels; poufne; poufnych; danych osobowych;
données personnelles; protection des données; this message; this e mail; this email;
detta meddelande; detta e postmeddelande; diese e mail; diese nachricht; ce message; ten e mail;
niniejsza wiadomość; tämä viesti; denne e mail; behandlar vi; we process your; behandling av;
persónuvernd; persoonsgegevens; vertrouwelijk; dati personali; riservato; informazioni riservate;
osobních údajů; ten mail; before you print; unauthorised; unauthorized; allmän handling;
offentlig handling; privacybeleid
"""

LABELS = {
    "phone": """tel; tfn; telefon; telefonnummer; telephone; phone; ph; p; t; puh; puhelin; tlf;
        telefoon; telefono; telefone; telefón; telefoni; fon; fono; tlf nr; tel nr; téléphone;
        work; office; office phone; arbete; arb; büro; bureau; biuro; kontor; fixe; festnetz;
        tālr; tālrunis; telefonas; тел; τηλ; stacjonarny; landline; tel work; sími; s; sim""",
    "direct": """direkt; direktnr; direktnummer; dir; durchwahl; direct; direct line; direct dial;
        ligne directe; direktwahl; d; dd; tel direkt; tel direct; doorkiesnummer""",
    "mobile": """mobil; mobiltelefon; mob; mobile; mobile phone; m; cell; cell phone; cellphone;
        handy; gsm; portable; port; kom; komórka; komórkowy; tel kom; matkapuhelin; matkap; c;
        mobiel; mobiele; móvil; cellulare; cell; celular; telemóvel; telm; mobilnr; mobilnummer;
        mobiltel; mob tel; mobile tel; mobilus; mob tālr; mobiil; mobitel; mbl; mobilní; natel;
        work mobile; mobil nr; tel mob""",
    "switch": """växel; switchboard; zentrale; vermittlung; standard; central; reception; vx; vxl;
        vaihde; kontaktcenter; kundtjänst; centrale; sentralbord; hovednummer; main; centrala""",
    "fax": "fax; telefax; faks; telefaks; f; faxnr; fx; faksi; téléfax",
    "email": """e post; epost; e mail; email; mail; e; mejl; mél; mel; courriel; sähköposti;
        s posti;
        e postadress; mailadress; adres e mail; e posti; e pasts; el paštas; correo; mailto""",
    "web": """webb; webbplats; web; www; internet; website; webseite; site; site web; url; w;
        hemsida; homepage; strona; strona internetowa; kotisivu; hjemmeside; nettside""",
    "address": """adress; besöksadress; postadress; besök; leveransadress; address; postal address;
        visiting address; anschrift; adresse; adres; osoite; postiosoite; käyntiosoite; post; a;
        visit; besøksadresse; postadresse; indirizzo; dirección; adresa; cím; visitors""",
    "name": "namn; name; nom; imię i nazwisko; nimi; navn; naam; nombre; nome",
    "title": "titel; title; befattning; roll; position; funktion; role; fonction; stanowisko",
    "organisation": "organisation; organization; arbetsgivare; företag; company; firma; société",
    "department": "avdelning; enhet; department; abteilung; förvaltning; unit; service; dział",
    "other": """linkedin; twitter; x; facebook; skype; teams; instagram; bluesky; threads; youtube;
        whatsapp; zoom; orcid""",
    "number": """org nr; orgnr; organisationsnummer; organisationsnr; vat; vat no; vat nr; uid; ust;
        ustid; ust id nr; ust idnr; hrb; iban; bic; nip; regon; krs; siret; siren; y tunnus; cvr;
        cvr nr;
        ean; bankgiro; plusgiro; dvr; momsreg nr; momsregnr; steuernummer; amtsgericht; fn;
        firmenbuchnummer; atu; ičo; dič; kvk; btw; p iva; nif; nipc; cif; reg nr; org no;
        company number; registered number; ein""",
}

ORGANISATION_STARTS = """
city of; municipality of; ville de; mairie de; stadt; landeshauptstadt; bundesstadt; hansestadt;
freie und hansestadt; gemeente; comune di; ayuntamiento de; ajuntament de; câmara municipal;
urząd; gmina; miasto; magistrát; magistrat der; métropole; métropole de; embassy of; ministry of;
ministère; ministerium; university of; universität; université; università; universidad;
universidade; università; region; région; conseil; county of; port of; government of; comunità;
state of; province of; provincie; kreis; landkreis; bezirk; diputación; generalitat; région;
stiftelsen; föreningen; sveriges; svenska; statens; länsstyrelsen; primăria; grad; mesto;
statutární město; dipartimento; botschaft; ambassade; ambasada; fondation; stiftung; land;
international association; budapest főváros;
prefeitura; commune de; communauté; agglomération;
bundesministerium; bundeskanzleramt; utrikesdepartementet; regierung
"""
ORGANISATION_WORDS = """
kommun; kommuns; kommune; kommunen; stad; stads; city; council; municipality; municipal; kaupunki;
kaupungin; kunta; universitet; universitetet; university; universität; université; università;
universidad; uniwersytet; yliopisto; universitetas; ülikool; högskola; högskolan; hochschule;
college; ministry;
ministerium; ministeriet; ministerie; ministerstwo; ministério; agency; authority; myndighet;
verket; regionförbund; förbund; förbundet; verband; foundation; stiftelse; stiftung; fondation;
fonden;
förening; föreningen; verein; association; society; network; nätverk; netzwerk; commission;
kommission; embassy; ambassad; ambassaden; botschaft; ambassade; konsulat; consulate; chamber;
handelskammer; handelskammare; kammer; school; skola; skolan; museum; museet; sjukhus; hospital;
gmbh; ag; ab; oy; oyj; ltd; limited; plc; llc; inc; corp; sa; sarl; sas; spa; srl; bv; nv; aps; asa;
ev; kg; kft; zrt; sia; uab; doo; ou; as; aktiebolag; holding; company; bolag; bolaget; group;
gemeinde; gemeente; comune; ayuntamiento; ajuntament; mairie; gmina; miasto; miasta; savivaldybė;
pašvaldība; dome; linnavalitsus; linnakantselei; önkormányzat; önkormányzata; hivatal; magistrát;
institute; institut; institutet; instituto; istituto; union; unionen; federation; alliance;
partnership; centre; center; zentrum; centrum; akademi; academy; akademie; bank; theatre; teater;
länsstyrelsen; region; parliament; riksdagen; landsting; fylkeskommune; regionen; county; borough;
senat; consortium; eurocities; iclei; nordregio; consulting; solutions; werke; stadtwerke;
primăria; grad; municipio; município; consell; consejo; concello; diputación; forum; church;
kyrka; svenska; secretariat; sekretariat; sekretariatet; organisation; organization; fund;
kansli; regering; government; kancelaria; starostwo; powiat; zarząd
"""
STRONG = """
kommun; kommuns; kommune; kommunen; stad; stads; city; municipality; kaupunki; universitet;
university;
universität; université; uniwersytet; yliopisto; gmbh; ab; oy; ltd; llc; council; ministry;
ministerium; embassy; gemeente; linnakantselei; linnavalitsus; savivaldybė; länsstyrelsen;
högskola; högskolan; aktiebolag; sia; uab; aps
"""
"""Of these the ones that outweigh a word of a department beside them."""

FIRMS = """
ab; gmbh; ag; ltd; oy; oyj; as; asa; aps; bv; nv; sa; srl; sarl; sia; uab; kft; llc; plc; inc;
aktiebolag; limited; kg; spa; sas; zrt; ou
"""
"""The forms of firms, at the end of their names."""

ORGANISATION_ENDS = """
verket; bolaget; universitetet; stiftelsen; högskolan; myndigheten; förbundet; ministerium;
universität; hochschule; ministeriet; kommun; stadtwerke; sällskapet; departementet; styrelsen;
delegationen; akademin; institutet; skolan; museet; nämnden; rådet; virasto; laitos; liitto; verein;
stiftung; werke; gesellschaft
"""
DEPARTMENT_WORDS = """
department; dept; division; büro; bureau; byrå; byrån; directorate; unit; section; office;
branch; team; abteilung; referat;
dezernat; amt; magistratsabteilung; stabsstelle; fachbereich; service; services; direction;
département; departement; departamento; wydział; biuro; departament; referat; osasto; yksikkö;
toimiala; palvelut; avdelning; avdelningen; enhet; enheten; förvaltning; förvaltningen; kontoret;
sektion; sektionen; sekretariat; faculty; fakultät; fakultet; institution; institutionen;
institut; institute; odbor; oddělení; ufficio; settore; servizio; área; gabinete; serviço; divisão;
osakond; departamentas; skyrius; departaments; nodaļa; pārvalde; relations; affairs;
cooperation; beziehungen; angelegenheiten; partnerschaften; städtepartnerschaften; direzione;
dirección; servicio; unidad; bereich; geschäftsbereich; gruppe; afdeling; directie; avdeling;
etat; etaten; kansliet; staben; stab; lab; chair; katedra; osztály; iroda; afdelingen; programme
"""
DEPARTMENT_ENDS = """
förvaltningen; förvaltning; forvaltningen; forvaltning; enheten; enhet; avdelningen; avdelning;
kontoret; kontor; sektionen; staben; stab; abteilung; referat; dezernat; stelle; osasto; yksikkö;
palvelut; toimiala; kanslia; kansliet; kanzlei; amt; amtet; partnerschaften; sekretariatet;
etaten; teamet; byrån;
afdelingen; avdelingen; büro; angelegenheiten; beziehungen
"""

TITLE_WORDS = """
strateg; chef; cheffe; head; director; deputy; direktor; direktör; director; directeur; directrice;
manager; officer; advisor; adviser; coordinator; coordinatrice; coordinateur; koordinator;
koordinátor; leiter; leiterin; referent; referentin; sachbearbeiter; sachbearbeiterin; beauftragte;
beauftragter; assistent; assistentin; projektmanager; projektmanagerin; projektleiter;
projektleiterin; geschäftsführer; geschäftsführerin; responsable; chargé; chargée; conseiller;
conseillère; adjoint; adjointe; kierownik; dyrektor; specjalista; inspektor; naczelnik; zastępca;
główny; starszy; päällikkö; johtaja; asiantuntija; erityisasiantuntija; koordinaattori;
suunnittelija; sihteeri; neuvonantaja; mayor; borgmästare; bürgermeister; bürgermeisterin; maire;
president; vicepresident; ordförande; chair; chairman; chairwoman; chairperson; secretary;
sekreterare;
sekretär; assistant; expert; analyst; analytiker; consultant; konsult; konsulent; professor;
lektor; docent; researcher; forskare; lecturer; planner; planerare; architect; arkitekt; engineer;
ingenjör; ceo; cfo; cto; coo; vd; senior; junior; lead; specialist; specialister; specialistas;
handläggare; samordnare; kommunikatör; projektledare; utvecklingsledare; rådgivare; utredare;
utvecklare; ansvarig; rektor; ambassador; ambassadör; konsul; consul; attaché; minister; controller;
ekonom; jurist; lawyer; legal; editor; redaktör; journalist; curator; administrator; administratör;
desk; seniorrådgiver; rådgiver; beleidsadviseur; beleidsmedewerker; adviseur; hoofd; técnico;
técnica; jefe; jefa; diretor; diretora; direttore; direttrice; responsabile; funzionario;
funzionaria; vedoucí; ředitel; ředitelka; referentka; nõunik; juhataja; spetsialist; vadītājs;
vadītāja; vyriausiasis; vyresnysis; vedėjas; vedėja; patarėjas; stadsdirektör; generalsekreterare;
verksamhetschef; vice; praktikant; intern; trainee; fellow; partner; founder; owner; principal;
chief; executive; supervisor; representative; liaison; delegate; ombud; councillor; alderman;
medewerker; fachreferent; fachreferentin; stabschef; vorstand; secretaire; secrétaire;
osztályvezető;
vezető; igazgató; načelnik; voditelj; direktorica; upravitelj; tjänsteman; kanslist; delegat;
volunteer; student; doktorand; postdoc; förbundsdirektör; contact; kontaktperson; specialkonsulent;
chefkonsulent; fuldmægtig; kontorchef; seksjonsleder; leder; prosjektleder; projektleder; kraujas
"""
TITLE_ENDS = """
chef; strateg; ledare; ansvarig; samordnare; handläggare; sekreterare; koordinator; direktör;
rådgivare; planerare; utredare; utvecklare; leiter; leiterin; referentin; beauftragte;
beauftragter; johtaja; päällikkö; asiantuntija; konsulent; leder; rådgiver; manager; managerin;
sihteeri; suunnittelija; adviseur; medewerker; specialist; inspektör; ingenjör; assistent; konsult;
sachbearbeiter; sachbearbeiterin; arkitekt; redaktör; lärare; ledamot; råd; ombud; borgmästare;
bürgermeister; bürgermeisterin; vezető; koordinatorin; administratör; koordinaattori
"""


@cache
def folded(table: str) -> tuple[tuple[str, ...], ...]:
    """Return the phrases of a table, each as its folded words, the longest first."""
    found = {tuple(fold(phrase).split()) for phrase in table.split(";")}
    return tuple(
        sorted((words for words in found if words), key=lambda words: (-len(words), words))
    )
