"""Files of competence 4.1: accounts of an association, and the headers of two mails."""

from campaigns.content.making import documents as d

ACCOUNTS = (
    ("Courriel", "association@courriel.example", "Pluie+Tapis64"),
    ("Troc en ville", "association@courriel.example", "Sapin-35-Bol"),
    ("Banque", "58120447", "Gant+Colline29"),
    ("Imprimeur", "asso-tilleuls", "Sapin-35-Bol"),
    ("Stockage en ligne", "association@courriel.example", "Sapin-53-Bol"),
    ("Lettre d’information", "association@courriel.example", "Sapin-35-Bol"),
    ("Réservation de salles", "asso-tilleuls", "Lampe=Nord41"),
    ("Réseau social", "asso.tilleuls", "Sapin-35-Bal"),
    ("Assurance", "T-20981", "Fleuve-18-Clou"),
    ("Site web", "admin-tilleuls", "Bocal+Hiver77"),
    ("Billetterie", "association@courriel.example", "Sapin-35-Bol"),
    ("Visioconférence", "association@courriel.example", "Sapin-35-Bols"),
)


def accounts() -> dict[str, bytes]:
    rows = [["Compte", "Identifiant", "Mot de passe"], *([*each] for each in ACCOUNTS)]
    return d.spreadsheet(
        "comptes", d.Sheet("Comptes", rows, widths=[24, 32, 20], header=True), title="Comptes (exercice)"
    )


def header(*lines: str) -> bytes:
    """Return the header of a mail, made up for an exercise, and its first lines."""
    return d.plain_text("\n".join(lines) + "\n")


def bank() -> bytes:
    return header(
        "Return-Path: <service@banque-du-plateau.example>",
        "Received: from mx.courriel.example by boite.courriel.example; Tue, 12 May 2026 08:14:09 +0200",
        "Received: from srv12.envoi-masse.example (srv12.envoi-masse.example [203.0.113.45])",
        "    by mx.courriel.example; Tue, 12 May 2026 08:14:07 +0200",
        "Authentication-Results: mx.courriel.example;",
        "    spf=fail (203.0.113.45 n’est pas autorisé) smtp.mailfrom=banque-du-plateau.example;",
        "    dkim=none; dmarc=fail header.from=banque-du-plateau.example",
        "From: Banque du Plateau <service@banque-du-plateau.example>",
        "Reply-To: Votre conseiller <suivi@dossier-client.example>",
        "To: <ines@courriel.example>",
        "Subject: Controle de votre compte",
        "Date: Tue, 12 May 2026 08:14:05 +0200",
        "Message-ID: <7714@banque-du-plateau.example>",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Bonjour,",
        "Répondez à ce message avec votre numéro de client avant jeudi.",
    )


def school() -> bytes:
    return header(
        "Return-Path: <secretariat@lycee-plateau.example>",
        "Received: from mx.courriel.example by boite.courriel.example; Mon, 08 Jun 2026 17:41:30 +0200",
        "Received: from mail7.lot-express.example (mail7.lot-express.example [198.51.100.23])",
        "    by mx.courriel.example; Mon, 08 Jun 2026 17:41:28 +0200",
        "Authentication-Results: mx.courriel.example;",
        "    spf=fail (198.51.100.23 n’est pas autorisé) smtp.mailfrom=lycee-plateau.example;",
        "    dkim=none; dmarc=fail header.from=lycee-plateau.example",
        "From: Lycée du Plateau <secretariat@lycee-plateau.example>",
        "Reply-To: Service des bourses <dossier@bourse-lycee.example>",
        "To: <malik@courriel.example>",
        "Subject: Votre bourse de rentree",
        "Date: Mon, 08 Jun 2026 17:41:25 +0200",
        "Message-ID: <3302@lycee-plateau.example>",
        "Content-Type: text/plain; charset=utf-8",
        "",
        "Bonjour,",
        "Envoyez une copie de votre carte d’identité pour recevoir votre bourse.",
    )


def made() -> dict[str, bytes]:
    return {"en-tete-banque.txt": bank(), "en-tete-lycee.txt": school(), **accounts()}
