"""Files of competence 2.1: the full headers of two mails, and when three places are free."""

from campaigns.content.making.documents import Sheet, plain_text, spreadsheet

# What the servers of the road write above a mail, the last one on top.
MAIRIE = """\
Return-Path: <accueil@mairie-clairval.example>
Delivered-To: lina@courrier.example
Received: from mx2.courrier.example (mx2.courrier.example [192.0.2.20])
        by boite.courrier.example;
        Mon, 9 Mar 2026 09:05:31 +0100
Authentication-Results: mx2.courrier.example;
        spf=fail (203.0.113.45 not permitted) smtp.mailfrom=mairie-clairval.example;
        dkim=none
Received: from relais.envois.example (relais.envois.example [203.0.113.45])
        by mx2.courrier.example;
        Mon, 9 Mar 2026 09:01:12 +0100
Received: from poste-17 (unknown [198.51.100.9])
        by relais.envois.example;
        Mon, 9 Mar 2026 07:58:31 +0000
Date: Mon, 9 Mar 2026 07:58:20 +0000
From: Mairie de Clairval <accueil@mairie-clairval.example>
Reply-To: concours@lots-rapides.example
To: lina@courrier.example
Subject: Votre lot vous attend
Message-ID: <20260309075820.4471@relais.envois.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
"""

CLUB = """\
Return-Path: <club@judo-rivebelle.example>
Delivered-To: samir@courrier.example
Received: from mx1.courrier.example (mx1.courrier.example [192.0.2.19])
        by boite.courrier.example;
        Tue, 14 Apr 2026 19:03:04 +0000
Authentication-Results: mx1.courrier.example;
        spf=pass smtp.mailfrom=judo-rivebelle.example;
        dkim=pass header.d=judo-rivebelle.example
Received: from sortie.hebergeur.example (sortie.hebergeur.example [203.0.113.8])
        by mx1.courrier.example;
        Tue, 14 Apr 2026 18:59:47 +0000
Received: from bureau (client.fibre.example [198.51.100.77])
        by sortie.hebergeur.example;
        Tue, 14 Apr 2026 20:51:04 +0200
Date: Tue, 14 Apr 2026 20:50:58 +0200
From: Judo Club de Rivebelle <club@judo-rivebelle.example>
Reply-To: secretariat@judo-rivebelle.example
To: samir@courrier.example
Subject: Passage de grades du 25 avril
Message-ID: <5f2c1a@bureau.judo-rivebelle.example>
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
"""

DAYS = ("lundi", "mardi", "jeudi", "vendredi")
# Each place: its shift from UTC, then its free time each day, in local time.
MAY = {
    ("Paris", "UTC+2"): ((9, 12), (14, 16), (14, 18), (10, 12)),
    ("Montréal", "UTC-4"): ((8, 11), (10, 12), (11, 14), (10, 12)),
    ("Dakar", "UTC+0"): ((10, 15), (12, 16), (14, 17), (10, 12)),
}
JANUARY = {
    ("Paris", "UTC+1"): ((14, 16), (15, 18), (13, 16), (9, 11)),
    ("Saint-Denis (La Réunion)", "UTC+4"): ((14, 16), (18, 20), (16, 18), (14, 17)),
    ("Cayenne", "UTC-3"): ((14, 16), (12, 15), (11, 13), (8, 11)),
}

Free = dict[tuple[str, str], tuple[tuple[int, int], ...]]


def when_free(stem: str, title: str, free: Free) -> dict[str, bytes]:
    """Return the spreadsheet of a month, one line a place and a day."""
    rows: list[list[object]] = [["Lieu", "Décalage", "Jour", "Libre de (h)", "Libre à (h)"]]
    for (place, shift), hours in free.items():
        rows += [[place, shift, day, start, end] for day, (start, end) in zip(DAYS, hours, strict=True)]
    return spreadsheet(stem, Sheet(title, rows, widths=[26, 12, 12, 14, 14], header=True), title=title)


def made() -> dict[str, bytes]:
    """Return each file by its name."""
    return {
        "en-tetes-mairie.txt": plain_text(MAIRIE),
        "en-tetes-club.txt": plain_text(CLUB),
        **when_free("disponibilites-mai", "Disponibilités en mai", MAY),
        **when_free("disponibilites-janvier", "Disponibilités en janvier", JANUARY),
    }
