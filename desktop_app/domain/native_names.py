"""Names that countries and languages have in their own languages (from CLDR 47).

Loading that many of Babel's locales would take a second and 80 MB. Only names are here that
differ from those in Swedish, English and the other languages that `territories` asks Babel for.
"""

from __future__ import annotations

COUNTRIES = """
AE الإمارات العربية المتحدة
AF افغانستان
AL Shqipëri
AM Հայաստան
AZ Azərbaycan; Азәрбајҹан
BA Bosna i Hercegovina; Босна и Херцеговина
BD বাংলাদেশ
BG България
BH البحرين
BI Uburundi
BN بروني
BT འབྲུག
CD Jamhuri ya Kidemokrasia ya Kongo
CF Ködörösêse tî Bêafrîka
CH Schwiiz
CN 中国
CW Kòrsou
CY Kıbrıs
CZ Česko
DJ جيبوتي
DZ الجزائر
EE Eesti
EG مصر
EH الصحراء الغربية
ER ኤርትራ; إريتريا
ET ኢትዮጵያ
FO Føroyar
GE საქართველო
GH Gaana
GL Kalaallit Nunaat
GQ Guiné Equatorial
GR Ελλάδα
GW Guiné-Bissau
HK 中國香港特別行政區
HR Hrvatska
HU Magyarország
IE Éire
IL ישראל; إسرائيل
IM Ellan Vannin
IN भारत
IQ العراق
IR ایران
JO الأردن
JP 日本
KG Киргизия
KH កម្ពុជា
KM جزر القمر
KP 북한
KR 대한민국
KW الكويت
KZ Қазақстан
LA ລາວ
LB لبنان
LI Liächteschtäi
LK ශ්‍රී ලංකාව; இலங்கை
LT Lietuva
LU Lëtzebuerg
LV Latvija
LY ليبيا
MA المغرب; Meṛṛuk
MD Republica Moldova
ME Crna Gora
MG Madagasikara
MK Северна Македонија; Maqedonia e Veriut
MM မြန်မာ
MN Монгол
MO 中國澳門特別行政區; Macau, RAE da China
MR موريتانيا
MV ދިވެހި ރާއްޖެ
NG Nàìjíríà
NO Noreg
NZ Aotearoa
OM عُمان
PG Papua Niugini
PH Pilipinas
PK پاکستان
PL Polska
PS الأراضي الفلسطينية
PY Paraguai
QA قطر
RS Србија; Srbija
RU Россия
RW U Rwanda
SA المملكة العربية السعودية
SD السودان
SG 新加坡; Singapura; சிங்கப்பூர்
SI Slovenija
SK Slovensko
SN Senegaal
SO Soomaaliya; الصومال
SY سوريا
TD تشاد
TH ไทย
TJ Тоҷикистон
TN تونس
UZ Oʻzbekiston; Ўзбекистон
XK Kosovë
YE اليمن
ZA iNingizimu Afrika
"""

LANGUAGES = """
ar العربية
az azərbaycan
be беларуская
bg български
bn বাংলা
bo བོད་སྐད་
br brezhoneg
bs bosanski
ca català
ckb کوردیی ناوەندی
co corsu
cs čeština
cy Cymraeg
da dansk
de Deutsch
el Ελληνικά
es español
et eesti
eu euskara
fa فارسی
fi suomi
fo føroyskt
fr français
fur furlan
fy Frysk
ga Gaeilge
gd Gàidhlig
gl galego
gu ગુજરાતી
he עברית
hi हिन्दी
hr hrvatski
ht Kreyòl Ayisyen
hu magyar
hy հայերեն
id Indonesia
is íslenska
it italiano
ja 日本語
ka ქართული
kk қазақ тілі
km ខ្មែរ
kn ಕನ್ನಡ
ko 한국어
ku kurdî (kurmancî)
ky кыргызча
la Latina
lb Lëtzebuergesch
lo ລາວ
lt lietuvių
lv latviešu
mk македонски
ml മലയാളം
mn монгол
mr मराठी
ms Melayu
mt Malti
my မြန်မာ
nb norsk bokmål
ne नेपाली
nl Nederlands
nn norsk nynorsk
no norsk
om Oromoo
pa ਪੰਜਾਬੀ
pl polski
ps پښتو
pt português
rm rumantsch
ro română
ru русский
rw Ikinyarwanda
sc sardu
se davvisámegiella
si සිංහල
sk slovenčina
sl slovenščina
sma Åarjelsaemien gïele
smj julevsámegiella
smn anarâškielâ
sms sääʹmǩiõll
sn chiShona
so Soomaali
sq shqip
sr српски
st Sesotho
sw Kiswahili
ta தமிழ்
te తెలుగు
tg тоҷикӣ
th ไทย
ti ትግርኛ
tk türkmen dili
tn Setswana
tr Türkçe
tt татар
ug ئۇيغۇرچە
uk українська
ur اردو
uz o‘zbek
vi Tiếng Việt
xh IsiXhosa
yi ייִדיש
yo Èdè Yorùbá
zh 中文
zu isiZulu
"""
