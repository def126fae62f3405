"""What a pupil does at a tablet: everything by touch, one tap after another."""

from tests.browser.window import Window

LONGEST_MISSION = 200  # questions


class Tablet:
    """A pupil in front of a window."""

    def __init__(self, window: Window) -> None:
        self.window = window
        self.page = window.page

    def enter(self, code: str, division: str, first_name: str) -> None:
        """Code, class, first name, « Oui, c’est moi »."""
        self.page.goto("/junior/")
        self.page.get_by_label("Code de l’école").fill(f"{code[:6]} {code[6:]}".lower())
        self.window.button("Je valide le code").tap()
        self.window.link(division).tap()
        self.window.link(first_name).tap()
        self.window.button("Oui, c’est moi").tap()
        self.page.get_by_role("heading", name=f"Bonjour {first_name}, choisis ta mission !").wait_for()

    def start(self, title: str) -> None:
        self.page.get_by_role("link", name=title).tap()
        self.window.button("C’est parti !").tap()
        self.window.link("Démarrer la mission").tap()
        self.page.wait_for_url("**/question/")

    def play_to_the_end(self) -> None:
        """Answer question after question, right or wrong as it comes, until the mission is over."""
        for _ in range(LONGEST_MISSION):
            if "/fin/" in self.page.url:
                return
            self.answer()
        raise AssertionError("the mission does not end")

    def answer(self) -> None:
        """Give an answer to the question on the screen and go on to what follows."""
        has_task = self.tick() or self.type() or self.place() or self.fill_in()
        if has_task:
            self.window.button("Je vérifie").tap()
            self.page.wait_for_url("**/reponse/**")
            self.window.link("Je continue").tap()
            self.page.wait_for_url(lambda url: "/reponse/" not in url)
        else:
            with self.page.expect_navigation():
                self.window.button("Je continue").tap()

    def tick(self) -> bool:
        """Tick the first choice, or the first two; return whether there are choices."""
        tiles = self.page.locator(".choice")
        if not tiles.count():
            return False
        tiles.nth(0).tap()
        if tiles.locator("[type=checkbox]").count():
            tiles.nth(1).tap()
        return True

    def type(self) -> bool:
        """Type a word where one is asked; return whether it is."""
        field = self.page.locator("#answer")
        if not field.count():
            return False
        field.fill("tournesol")
        return True

    def place(self) -> bool:
        """Put the labels into the places as they come; return whether there are places."""
        places, labels = self.page.locator("[data-place]"), self.page.locator("[data-label]")
        for number in range(places.count()):
            places.nth(number).tap()
            labels.nth(number).tap()
        return places.count() > 0

    def fill_in(self) -> bool:
        """Fill each hole of a text; return whether there is one."""
        holes = self.page.locator(".gap :is(input, select)")
        for hole in holes.all():
            if hole.evaluate("hole => hole.localName") == "select":
                hole.select_option(index=1)
            else:
                hole.fill("tournesol")
        return holes.count() > 0
