"""``manage.py demo``: the whole product on this machine, with four schools, in one command."""

import shutil
import signal
from argparse import ArgumentParser

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from pixorga.demo import check, seed
from pixorga.demo.server import background_work, make_server

WELCOME = """
  Pix Orga          {url}/
  Pix Junior        {url}/junior/
  Courriels reçus   {url}/dev/mail/
  Administration    {url}/admin/

  École primaire des Lilas (UAI 0380000X), code école {code}
    direction       {director}
    enseignement    {teacher} (aussi administratrice de l’école du Verger)
    plateforme      {platform}
    mot de passe    {password}
  Collège des Peupliers (UAI 0380002A)
    direction       {principal} (même mot de passe)
    élève           {collegian} (même mot de passe), sur {url}/app/
    campagne        code {campaign} (lien direct : {url}/c/{campaign})

  Trois choses à essayer
    1. Connectez-vous comme enseignante, activez la session, puis entrez dans Pix Junior avec le code.
    2. Regardez les résultats de « Rechercher sur internet » dans Missions.
    3. Activez l’école des Tilleuls (UAI {second_uai}) depuis la page de connexion, puis importez
       {sample}

  Ctrl+C pour arrêter ; tout est gardé pour la prochaine fois (--fresh repart de zéro).
"""


class Command(BaseCommand):
    help = (
        "Prépare et sert la démonstration : quatre établissements, huit missions, les courriels en fichiers."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--host", default="localhost", help="adresse d’écoute (0.0.0.0 pour des tablettes)"
        )
        parser.add_argument("--port", type=int, default=8000, help="port d’écoute (0 : un port libre)")
        parser.add_argument("--fresh", action="store_true", help="efface la démonstration et recommence")
        parser.add_argument(
            "--check", action="store_true", help="parcourt tout le produit par HTTP dans un dossier jetable"
        )

    def handle(self, *args: object, **options: object) -> None:
        if settings.PRODUCTION or not settings.USES_SQLITE:
            raise CommandError("La démonstration refuse une base de production.")
        if options["check"]:
            raise SystemExit(check.run(self.stdout))
        server = self._bind(options["host"], options["port"])
        port = server.server_address[1]
        host = "localhost" if options["host"] in ("0.0.0.0", "::") else options["host"]  # noqa: S104
        settings.SITE_URL = f"http://{host}:{port}"
        if options["host"] not in ("localhost", "127.0.0.1"):
            settings.ALLOWED_HOSTS = ["*"]
        if options["fresh"]:
            self._forget()
        call_command("migrate", verbosity=0)
        people = seed.prepare()
        with background_work():
            self.stdout.write(WELCOME.format(url=settings.SITE_URL, **people))
            self.stdout.flush()
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            try:
                server.serve_forever()
            except KeyboardInterrupt:
                signal.signal(signal.SIGINT, signal.SIG_IGN)  # stopping takes a few seconds: once is enough
                self.stdout.write("Arrêt…")

    def _bind(self, host: str, port: int):
        try:
            return make_server(host, port)
        except OSError as error:
            raise CommandError(f"Le port {port} est déjà pris ; essayez --port {port + 1}.") from error

    def _forget(self) -> None:
        database = settings.DATABASES["default"]["NAME"]
        for path in (database, f"{database}-wal", f"{database}-shm"):
            settings.VAR_DIR.joinpath(path).unlink(missing_ok=True)
        shutil.rmtree(settings.MAIL_DIR, ignore_errors=True)
