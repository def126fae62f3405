"""Files of competence 3.4: a program with a mistake, web pages to read, a small site whose style is lost."""

from campaigns.content.making import documents as d

AVERAGE = """\
# Notes du trimestre et mention obtenue

notes = [12, 15, 8, 17]


def moyenne(liste):
    total = 0
    for note in liste:
        total = note
    return total / len(liste)


def mention(valeur):
    if valeur >= 16:
        return "très bien"
    if valeur >= 12:
        return "bien"
    return "à revoir"


resultat = moyenne(notes)
print(resultat)
print(mention(resultat))
"""

STYLE = "body { font-family: sans-serif; max-width: 36em; margin: auto; }"
OUTINGS = """\
<h1>Les sorties du mois</h1>
<p>Samedi, nous visitons <a href="ferme.html">la ferme des Ormes</a> en petit groupe.</p>
<p>Dimanche, atelier au <a href="musee.html">musée de la mer avec un guide, puis pique-nique.</p>
<p>Mercredi, <a href="cinema.html">cinéma</a> à 14 h.</p>
<p>Tous les soirs, <a href="veillee.html">veillée</a> dans la grande salle.</p>
"""
POOL_STYLE = f"""{STYLE}
h2 {{ color: navy; }}
.info {{ font-weight: bold; }}
.ancien {{ display: none; }}
.petit {{ font-size: 90%; }}"""
POOL = """\
<h1>La piscine de Valombre</h1>
<h2>Horaires d’été</h2>
<p>Ouvert tous les jours de 10 h à 19 h, du 13 juin au 30 août.</p>
<p class="info">Nocturne le 4 juillet, jusqu’à 22 h.</p>
<p class="ancien">Fermé le 3 juin pour travaux.</p>
<h2>Venir</h2>
<p class="petit">Bus gratuit le 21 juin.</p>
"""
REFUGE = """\
<h1>Le refuge des Ormes</h1>
<p class="accroche">Douze chats et sept chiens attendent une famille.</p>
<ul>
<li>Visites le samedi</li>
<li>Promenades le dimanche</li>
</ul>
"""
REFUGE_STYLE = """\
body { font-family: sans-serif; background: #fff6e0; max-width: 36em; margin: auto; }
h1 { color: #7a3b00; border-bottom: 4px solid #7a3b00; }
.accroche { font-size: 130%; }
"""


def refuge() -> bytes:
    """Return the site: its page asks for style/refuge.css, the file is styles/refuge.css."""
    page = d.web_page("Le refuge des Ormes", REFUGE, head='<link rel="stylesheet" href="style/refuge.css">')
    return d.archive(
        {
            "refuge/index.html": page,
            "refuge/styles/refuge.css": REFUGE_STYLE.encode(),
            "refuge/styles/impression.css": b"body { background: white; }\n",
            "refuge/photos/lisez-moi.txt": d.plain_text("Les photos arrivent bientôt.\n"),
        }
    )


def made() -> dict[str, bytes]:
    """Return each file by its name; pages are given as texts too, for who cannot show their code."""
    outings = d.web_page("Les sorties du mois", OUTINGS, css=STYLE)
    pool = d.web_page("La piscine de Valombre", POOL, css=POOL_STYLE)
    return {
        "moyenne.txt": d.plain_text(AVERAGE),
        "sorties.html": outings,
        "sorties.txt": d.plain_text(outings.decode("utf-8")),
        "piscine.html": pool,
        "piscine.txt": d.plain_text(pool.decode("utf-8")),
        "site-du-refuge.zip": refuge(),
    }
