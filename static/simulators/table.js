// A table (challenges/domain/simulators/table.py has its world and its reports; table_order.py sorts as here).

const DIRECTIONS = { asc: "croissant", desc: "décroissant" };
const WAYS = { contains: "contient", equals: "est égal à" };
const LONGEST_UNGROUPED = 4; // a year is written 2026, a large number 10 000
const { element, button, icon } = Simulator;

const quoted = (words) => `«\u00a0${words}\u00a0»`;

// keys: what it is sorted by, the most important first; a key is { column, direction }, column a rank.
// filters: { column, way, text }, one a column; draft: the one that is being written; chosen: the rank of a row.
function begin() {
  return { keys: [], filters: [], draft: { column: 0, way: "contains", text: "" }, chosen: null };
}

// In which order

// Letters, then accents, then small letters before capitals: only texts that are the same are equal.
function collationOf(text) {
  const whole = text.normalize("NFKD");
  const lower = whole.toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replaceAll("’", "'");
  const swapped = [...whole].map((sign) => sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase());
  return [lower.replace(/\p{M}/gu, ""), lower, swapped.join("")];
}

const plain = (text) => collationOf(text)[0];
const numberOf = (cell) => Number(cell.replace(",", "."));
const inOrder = (one, other) => one < other ? -1 : Number(one > other);

const COMPARE = {
  text(one, other) {
    const [first, second] = [one, other].map(collationOf);
    return first.map((piece, index) => inOrder(piece, second[index])).find(Boolean) ?? 0;
  },
  number: (one, other) => numberOf(one) - numberOf(other),
  date: inOrder,
};

// The ranks of all rows; an empty cell comes last, whatever the direction.
function orderOf({ columns, rows }, keys) {
  const sorted = (ranks, { column, direction }) => {
    const [compare, sign] = [COMPARE[columns[column].kind], direction === "desc" ? -1 : 1];
    const cell = (rank) => rows[rank][column];
    return [...ranks.filter(cell).sort((one, other) => sign * compare(cell(one), cell(other))), ...ranks.filter((rank) => !cell(rank))];
  };
  return [...keys].reverse().reduce(sorted, [...rows.keys()]);
}

// Without the keys that change nothing, the least important looked at first.
function thatMatter(world, keys) {
  const shown = orderOf(world, keys).join();
  return [...keys].reverse().reduce((kept, key) => {
    const others = kept.filter((each) => each !== key);
    return others.length && orderOf(world, others).join() === shown ? others : kept;
  }, keys);
}

function report({ keys, chosen }, world) {
  if (world.ask === "row") return chosen === null ? "" : `row:${chosen + 1}`;
  const told = thatMatter(world, keys).map(({ column, direction }) => `${world.columns[column].id}-${direction}`);
  return told.length ? `order:${told}` : "";
}

function restore(state, kept, { ask, columns, rows }) {
  const [asked, told = ""] = kept.split(":");
  if (asked !== ask) return;
  if (ask === "row") {
    if (rows[told - 1]) state.chosen = told - 1;
    return;
  }
  const keys = told.split(",").map((key) => {
    const cut = key.lastIndexOf("-");
    return { column: columns.findIndex(({ id }) => id === key.slice(0, cut)), direction: key.slice(cut + 1) };
  });
  if (keys.every(({ column, direction }) => column >= 0 && Object.hasOwn(DIRECTIONS, direction))) state.keys = keys;
}

// What is read in the cells

function numberWords(cell) {
  const [whole, decimals] = cell.replace("-", "−").split(/[.,]/);
  const isLong = whole.replace("−", "").length > LONGEST_UNGROUPED;
  return [isLong ? whole.replace(/\B(?=(\d{3})+$)/g, "\u00a0") : whole, decimals].filter(Boolean).join(",");
}

const WORDS = { text: (cell) => cell, number: numberWords, date: (cell) => cell.split("-").reverse().join("/") };
const wordsOf = ({ kind }, cell) => cell && WORDS[kind](cell);

// What is typed is compared with what is seen: 4/3/2026 is 04/03/2026.
const TYPED = {
  text: (words) => plain(words).trim().replace(/\s+/g, " "),
  number: (words) => words.replace(/\s/g, "").replace(".", ",").replace("-", "−"),
  date: (words) => words.includes("/") ? words.trim().replace(/\b\d\b/g, "0$&") : words.trim(),
};

function fits(column, cell, { way, text }) {
  if (!cell) return false;
  const [seen, typed] = [wordsOf(column, cell), text].map(TYPED[column.kind]);
  if (way === "contains") return seen.includes(typed);
  return seen === typed || (column.kind === "number" && numberOf(cell) === numberOf(typed.replace("−", "-")));
}

function shownRanks(state, world) {
  const isShown = (rank) => state.filters.every((filter) => fits(world.columns[filter.column], world.rows[rank][filter.column], filter));
  return orderOf(world, state.keys).filter(isShown);
}

function countWords(state, { rows, ...world }) {
  const count = shownRanks(state, { rows, ...world }).length;
  const words = `${count || "Aucune"} ligne${count > 1 ? "s" : ""}`;
  return state.filters.length ? `${words} sur ${rows.length}` : words;
}

const sortWords = ({ keys }, { columns }) =>
  `Trié par ${keys.map(({ column, direction }) => `${columns[column].label} (${DIRECTIONS[direction]})`).join(", puis ")}`;
const filterWords = ({ column, way, text }, { columns }) => `${columns[column].label} ${WAYS[way]} ${quoted(text)}`;

// What is done

// The table stays where it was scrolled to.
function update(more) {
  const left = document.getElementById("rows").scrollLeft;
  Simulator.update(more);
  document.getElementById("rows").scrollLeft = left;
}

function sort(state, world, column) {
  const [first] = state.keys;
  const direction = first?.column === column && first.direction === "asc" ? "desc" : "asc";
  state.keys = [{ column, direction }, ...state.keys.filter((key) => key.column !== column)];
  update({ words: `${sortWords(state, world)}.` });
}

function unsort(state) {
  state.keys = [];
  update({ words: "Les lignes sont dans l’ordre du début.", focus: "count" });
}

function filter(state, world) {
  const text = state.draft.text.trim();
  if (!text) {
    Simulator.say("Il manque une valeur.");
    document.getElementById("value").focus();
    return;
  }
  state.filters = [...state.filters.filter(({ column }) => column !== state.draft.column), { ...state.draft, text }];
  state.draft.text = "";
  update({ words: `${countWords(state, world)}.` });
}

function unfilter(state, world, which) {
  state.filters = state.filters.filter((each) => each !== which);
  update({ words: `${countWords(state, world)}.`, focus: "count" });
}

function choose(state, rank, words) {
  state.chosen = rank;
  update({ words: `Ligne choisie\u00a0: ${words}.` });
}

// What is seen

function choice(label, id, options, chosen, change) {
  const select = element("select", { id, onchange: () => change(select.value) },
    options.map(([value, words]) => element("option", { value, selected: String(value) === String(chosen) }, words)));
  return element("label", {}, element("span", {}, label), select);
}

function filterBar(state, world) {
  const { draft } = state;
  const field = element("input", { id: "value", type: "text", value: draft.text, maxlength: 40, autocomplete: "off", autocapitalize: "off", spellcheck: "false", oninput: () => { draft.text = field.value; } });
  Simulator.onEnter(field, () => filter(state, world));
  return element("div", { class: "filter-bar field-row", role: "group", "aria-label": "Filtrer les lignes" },
    choice("Colonne", "column", world.columns.map(({ label }, rank) => [rank, label]), draft.column, (rank) => { draft.column = Number(rank); }),
    choice("Condition", "way", Object.entries(WAYS), draft.way, (way) => { draft.way = way; }),
    element("label", {}, element("span", {}, "Valeur"), field),
    button("Filtrer", () => filter(state, world), { id: "filter", class: "button" }));
}

function filters(state, world) {
  return state.filters.length > 0 && element("ul", { class: "filters", "aria-label": "Filtres" }, state.filters.map((each) => element("li", {},
    button([element("span", { class: "sr-only" }, "Enlever le filtre\u00a0: "), element("span", {}, filterWords(each, world)), icon("cross")], () => unfilter(state, world, each), { id: `filter-${each.column}` }))));
}

function facts(state, world) {
  return element("div", { class: "toolbar" },
    element("p", { id: "count", class: "count", tabindex: -1 }, countWords(state, world)),
    state.keys.length ? element("p", { class: "sorted" }, sortWords(state, world))
      : element("p", { class: "hint" }, "Pour trier\u00a0: toucher le titre d’une colonne."),
    state.keys.length > 0 && button("Enlever le tri", () => unsort(state), { id: "unsort" }));
}

function heading(state, world, { label, kind }, column) {
  const [first] = state.keys;
  const isFirst = first?.column === column;
  const order = isFirst ? { asc: "ascending", desc: "descending" }[first.direction] : "none";
  return element("th", { scope: "col", class: kind, "aria-sort": order },
    button([element("span", {}, label), icon(order)], () => sort(state, world, column), { id: `sort-${column}`, class: "button button-secondary sort" }));
}

function row(state, world, rank) {
  const cells = world.rows[rank].map((cell, column) => wordsOf(world.columns[column], cell));
  const isChosen = state.chosen === rank;
  const words = cells.filter(Boolean).join(", ");
  return element("tr", { class: isChosen && "is-chosen" },
    world.ask === "row" && element("td", { class: "pick" }, element("label", {},
      element("input", { id: `row-${rank + 1}`, type: "radio", name: "row", checked: isChosen, onchange: () => choose(state, rank, words) }),
      element("span", { class: "sr-only" }, `Choisir ${cells[0] || `la ligne ${rank + 1}`}`))),
    cells.map((cell, column) => element(column ? "td" : "th", { class: world.columns[column].kind, ...(!column && { scope: "row" }) }, cell)));
}

function chosenLine(state, { columns, rows }) {
  const words = rows[state.chosen]?.map((cell, column) => wordsOf(columns[column], cell)).filter(Boolean).join(", ");
  if (words) return element("p", { class: "chosen-mark" }, icon("tick"), element("span", {}, `Ligne choisie\u00a0: ${words}`));
  return element("p", { class: "hint" }, "Pour choisir une ligne\u00a0: toucher son rond.");
}

function draw(state, world) {
  const ranks = shownRanks(state, world);
  const isRow = world.ask === "row";
  return [
    element("h2", { id: "title", class: "table-title" }, world.title),
    isRow && filterBar(state, world),
    isRow && filters(state, world),
    facts(state, world),
    element("div", { id: "rows", class: "rows", role: "region", "aria-labelledby": "title", tabindex: 0 },
      element("table", { "aria-labelledby": "title" },
        element("thead", {}, element("tr", {}, isRow && element("th", { scope: "col", class: "pick" }, "Choix"), world.columns.map((column, rank) => heading(state, world, column, rank)))),
        element("tbody", {}, ranks.map((rank) => row(state, world, rank))))),
    isRow && element("div", { class: "table-end" }, chosenLine(state, world)),
  ].filter(Boolean);
}

Simulator.start({ begin, draw, report, restore });
