// The search engine (challenges/domain/simulators/search.py has its world and its reports).

const SMALL = new Set(`
  a afin ai as au aux avec c ce ces cet cette comme comment d dans de des donc du elle en est et il ils j je l
  la le les leur lui m ma mais me mes moi mon n ne nos notre nous on ont ou par pas pour qu quand que quel
  quelle quelles quels qui quoi s sa se ses si son sont sur t ta te tes toi ton tu un une vos votre vous y
`.trim().split(/\s+/));
const SHORTEST_PLURAL = 5;
const MAX_LENGTH = 80;
const { element, button, icon } = Simulator;

const quoted = (words) => `«\u00a0${words}\u00a0»`;
const singular = (word) => word.length >= SHORTEST_PLURAL && /[sx]$/.test(word) ? word.slice(0, -1) : word;

// As search_words.py does: no accent, no case, no final s or x, none of the small ones.
function wordsOf(text) {
  const plain = text.normalize("NFKD").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replace(/\p{M}/gu, "");
  const words = (plain.match(/[\p{L}\p{N}]+/gu) ?? []).filter((word) => !SMALL.has(word));
  return new Set(words.map(singular));
}

const keyOf = (text) => [...wordsOf(text)].sort().join(" ");

// The longest way whose words were all typed.
function find(world, typed) {
  const have = wordsOf(typed);
  let found = null;
  let longest = 0;
  for (const search of world.searches) {
    for (const words of search.words.map(wordsOf)) {
      if (words.size > longest && [...words].every((word) => have.has(word))) [found, longest] = [search, words.size];
    }
  }
  return found;
}

// typed: in the field; asked: what was searched for, "" before. open, chosen: ids of pages.
function begin({ start = "" }) {
  return { typed: start, asked: start, open: null, chosen: null };
}

function report(state, world) {
  if (world.ask === "page") return state.chosen ? `page:${state.chosen}` : "";
  const key = keyOf(find(world, state.asked)?.words[0] ?? state.asked);
  return key && `words:${key}`;
}

function resultsOf(state, world) {
  return (find(world, state.asked)?.results ?? []).map((id) => world.pages.find((page) => page.id === id));
}

const countWords = (count) => count === 0 ? "Aucun résultat" : `${count} résultat${count > 1 ? "s" : ""}`;

function search(state, world) {
  const typed = state.typed.trim();
  if (!typed) {
    Simulator.say("Il manque des mots.");
    document.getElementById("words").focus();
    return;
  }
  Object.assign(state, { asked: typed, open: null });
  Simulator.update({ words: `${countWords(resultsOf(state, world).length)}.`, focus: "results" });
}

function visit(state, id) {
  state.open = id;
  Simulator.update({ focus: "title" });
}

function goBack(state) {
  const focus = `link-${state.open}`;
  state.open = null;
  Simulator.update({ focus });
}

function choose(state) {
  const isAgain = state.chosen === state.open;
  state.chosen = isAgain ? null : state.open;
  Simulator.update({ words: isAgain ? "Cette page n’est plus choisie." : "Cette page est choisie." });
}

function bar(state, world) {
  const field = element("input", {
    id: "words", type: "search", value: state.typed, maxlength: MAX_LENGTH, enterkeyhint: "search",
    autocomplete: "off", autocapitalize: "off", spellcheck: "false", oninput: () => { state.typed = field.value; },
  });
  Simulator.onEnter(field, () => search(state, world));
  return element("div", { class: "search-bar field-row", role: "search" },
    element("label", {}, element("span", { class: "search-label" }, "Recherche"), field),
    button([icon("glass"), "Chercher"], () => search(state, world), { id: "search", class: "button" }));
}

const label = (page) => page.ad && element("span", { class: "ad" }, "Annonce");
const chosenMark = (words) => element("p", { class: "chosen-mark" }, icon("tick"), words);

function result(state, page) {
  const follow = (event) => {
    event.preventDefault();
    visit(state, page.id);
  };
  const isChosen = state.chosen === page.id;
  return element("li", { class: `result${isChosen ? " is-chosen" : ""}` },
    element("h3", {}, element("a", { id: `link-${page.id}`, href: `#${page.id}`, onclick: follow }, page.title)),
    element("p", { class: "address" }, label(page), page.address),
    element("p", {}, page.excerpt),
    isChosen && chosenMark("C’est la page choisie."));
}

function results(state, world) {
  const found = resultsOf(state, world);
  const heading = element("h2", { id: "results", tabindex: -1 }, `${countWords(found.length)} pour ${quoted(state.asked)}`);
  if (found.length) return [heading, element("ol", { class: "results" }, found.map((page) => result(state, page)))];
  return [heading, element("p", {}, "Les mots sont-ils bien écrits\u00a0? Essayer aussi avec d’autres mots.")];
}

const dayWords = (day) => day.split("-").reverse().join("/");

function pageOf(state, world) {
  const page = world.pages.find(({ id }) => id === state.open);
  const facts = [page.author, page.date && dayWords(page.date)].filter(Boolean).join(", le ");
  const isChosen = state.chosen === page.id;
  return [
    element("div", { class: "page-bar" }, button("Retour aux résultats", () => goBack(state), { id: "back" }), element("p", { class: "address" }, label(page), page.address)),
    element("article", { "aria-labelledby": "title" },
      element("h2", { id: "title", tabindex: -1 }, page.title),
      facts && element("p", { class: "facts" }, facts),
      page.text.map((paragraph) => element("p", {}, paragraph))),
    world.ask === "page" && element("div", { class: "page-end" },
      isChosen && chosenMark("Cette page est choisie."),
      button(isChosen ? "Je ne la choisis plus" : "Je choisis cette page", () => choose(state), { id: "choose", class: isChosen ? "button button-secondary" : "button" })),
  ];
}

function draw(state, world) {
  const isPage = state.open !== null;
  return [
    bar(state, world),
    element("div", { class: isPage ? "page" : "found" },
      isPage ? pageOf(state, world) : state.asked ? results(state, world) : element("p", {}, "Écrire des mots, puis appuyer sur Chercher.")),
  ];
}

function restore(state, kept, world) {
  const [asked, told] = kept.split(":");
  if (asked === "words" && world.ask === "words") Object.assign(state, { typed: told, asked: told });
  if (asked !== "page" || world.ask !== "page") return;
  const search = world.searches.find(({ results: ids }) => ids.includes(told));
  if (search) Object.assign(state, { chosen: told, typed: search.words[0], asked: search.words[0] });
}

Simulator.start({ begin, draw, report, restore });
