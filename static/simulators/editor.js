// A text editor (challenges/domain/simulators/editor.py has its world, text_changes.py its reports).

const BLOCKS = { text: "texte", title: "titre", list: "puce" };
const SIDES = { left: "à gauche", center: "au centre", right: "à droite" };
const MARKS = { bold: "gras", italic: "italique", underline: "souligné" };
const SAID = { bold: "en gras", italic: "en italique", underline: "souligné", title: "un titre", list: "une puce" };
const TAGS = { bold: "strong", italic: "em", underline: "u" };
const BUTTONS = {
  bold: "Gras", italic: "Italique", underline: "Souligné", title: "Titre", list: "Puces", left: "À gauche", center: "Au centre", right: "À droite",
  cut: "Couper", copy: "Copier", paste: "Coller", undo: "Annuler", redo: "Rétablir",
};
const GROUPS = { Lettres: ["bold", "italic", "underline"], Paragraphe: ["title", "list", "left", "center", "right"], Déplacer: ["cut", "copy", "paste"], Retour: ["undo", "redo"] };
const KEYS = { b: "bold", i: "italic", u: "underline", x: "cut", c: "copy", v: "paste", z: "undo", y: "redo" };
const MOST_PARAGRAPHS = 20;
const { element, button, icon } = Simulator;

const wordsOf = (text) => text.split(/[ \n]+/);
const copied = (pieces) => JSON.parse(JSON.stringify(pieces));

// A piece is a paragraph or a copy of one: key is its own, origin the rank of the first, marks those of each word.

function dress(piece, looks, first = 1, last = piece.words.length) {
  for (const look of looks.split("+")) {
    if (look in BLOCKS) piece.block = look;
    else if (look in SIDES) piece.side = look;
    else {
      const mark = look.replace(/^no-/, "");
      for (let rank = first; rank <= last; rank += 1) setMark(piece, rank - 1, mark, mark === look);
    }
  }
}

function setMark(piece, index, mark, isOn) {
  const others = piece.marks[index].filter((each) => each !== mark);
  piece.marks[index] = isOn ? [...others, mark] : others;
}

function begin({ buttons, paragraphs }) {
  const pieces = paragraphs.map(({ text, format = "", words = [] }, index) => {
    const piece = { key: index + 1, origin: index + 1, words: wordsOf(text), block: "text", side: "left" };
    piece.marks = piece.words.map(() => []);
    if (format) dress(piece, format);
    words.forEach((told) => dressWords(piece, ...told.split(":")));
    return piece;
  });
  // chosen: a key; words: indices of some of its words, null for all of it; clip: what was cut or copied;
  // cursor: the rank where it goes; isPlacing: the places for it are shown.
  return {
    buttons, pieces, began: copied(pieces), made: pieces.length, past: [], future: [],
    chosen: null, words: null, clip: null, cursor: null, isPlacing: false, hint: "",
  };
}

function dressWords(piece, ranks, looks) {
  const [first, last = first] = ranks.split("-").map(Number);
  dress(piece, looks, first, last);
}

// What is reached

function changesOf(now, was) {
  return Object.keys(MARKS).filter((mark) => now.includes(mark) !== was.includes(mark)).map((mark) => now.includes(mark) ? mark : `no-${mark}`).join("+");
}

function differences(name, now, was) {
  const whole = [now.block !== was.block && now.block, now.side !== was.side && now.side].filter(Boolean);
  const words = now.marks.map((marks, index) => changesOf(marks, was.marks[index]));
  const isSame = new Set(words).size === 1;
  if (isSame && words[0]) whole.push(words[0]);
  const told = whole.length ? [`${name}:${whole.join("+")}`] : [];
  for (let first = 0; first < words.length && !isSame;) {
    let last = first;
    while (words[last + 1] === words[first]) last += 1;
    if (words[first]) told.push(`${name}[${first + 1}${last > first ? `-${last + 1}` : ""}]:${words[first]}`);
    first = last + 1;
  }
  return told;
}

function namesOf(pieces) {
  const seen = {};
  return pieces.map(({ origin }) => {
    seen[origin] = (seen[origin] ?? 0) + 1;
    return seen[origin] === 1 ? `p${origin}` : `p${origin}.${seen[origin]}`;
  });
}

function report({ pieces, began }) {
  const names = namesOf(pieces);
  const isOrdered = pieces.map(({ origin }) => origin).join() === began.map(({ origin }) => origin).join();
  const changes = pieces.flatMap((piece, index) => differences(names[index], piece, began[piece.origin - 1]));
  return [...(isOrdered ? [] : [`order:${names}`]), ...changes].sort().join("; ");
}

function restore(state, kept) {
  const changes = kept.split("; ");
  if (changes[0].startsWith("order:")) {
    const origins = [...changes.shift().matchAll(/p(\d+)/g)].map(([, origin]) => Number(origin));
    state.pieces = origins.filter((origin) => state.began[origin - 1]).map((origin) => ({ ...copied(state.began[origin - 1]), key: state.made += 1 }));
  }
  const named = Object.fromEntries(namesOf(state.pieces).map((name, index) => [name, state.pieces[index]]));
  for (const change of changes) {
    const [, name, ranks, looks] = change.match(/^(p[\d.]+)(?:\[([\d-]+)\])?:(.+)$/) ?? [];
    if (!named[name]) continue;
    if (ranks) dressWords(named[name], ranks, looks);
    else dress(named[name], looks);
  }
}

// What is done

const chosenOf = (state) => state.pieces.find(({ key }) => key === state.chosen);
const isEverywhere = (piece, indices, mark) => indices.every((index) => piece.marks[index].includes(mark));
const targetsOf = (state, piece) => state.words ?? piece.words.map((_, index) => index);

function tell(state, words, focus) {
  state.hint = words;
  Simulator.update({ words, focus });
}

// From now on « Annuler » comes back to here.
function remember(state) {
  state.past.push(copied(state.pieces));
  state.future = [];
}

function choose(state, key) {
  const isAgain = state.chosen === key;
  Object.assign(state, { chosen: isAgain ? null : key, words: null, hint: "" });
  Simulator.update({ words: isAgain ? "Ce paragraphe n’est plus choisi." : "Ce paragraphe est choisi." });
}

function chooseWord(state, index) {
  const isAgain = state.words.includes(index);
  state.words = isAgain ? state.words.filter((each) => each !== index) : [...state.words, index];
  state.hint = "";
  Simulator.update();
}

function mark(state, piece, tool) {
  const indices = targetsOf(state, piece);
  const isOn = !isEverywhere(piece, indices, tool);
  indices.forEach((index) => setMark(piece, index, tool, isOn));
  return `${isOn ? "C’est" : "Ce n’est plus"} ${SAID[tool]}.`;
}

function block(state, piece, tool) {
  piece.block = piece.block === tool ? "text" : tool;
  return `${piece.block === tool ? "C’est" : "Ce n’est plus"} ${SAID[tool]}.`;
}

function side(state, piece, tool) {
  piece.side = tool;
  return `C’est ${SIDES[tool]}.`;
}

const LOOKS = { bold: mark, italic: mark, underline: mark, title: block, list: block, left: side, center: side, right: side };

function look(state, tool) {
  const piece = chosenOf(state);
  if (!piece) return tell(state, "Choisir d’abord un paragraphe.");
  if (LOOKS[tool] === mark && state.words?.length === 0) return tell(state, "Toucher d’abord des mots.");
  remember(state);
  state.isPlacing = false;
  const words = LOOKS[tool](state, piece, tool);
  state.hint = "";
  return Simulator.update({ words });
}

function take(state, isCut) {
  const piece = chosenOf(state);
  if (!piece) return tell(state, "Choisir d’abord un paragraphe.");
  Object.assign(state, { clip: copied(piece), chosen: null, words: null, isPlacing: true, cursor: null });
  if (isCut) {
    remember(state);
    state.pieces = state.pieces.filter(({ key }) => key !== piece.key);
  }
  return tell(state, `C’est ${isCut ? "coupé" : "copié"}. Placer le curseur, puis toucher Coller.`);
}

function place(state, rank) {
  state.cursor = rank;
  tell(state, "Le curseur est placé. Toucher Coller.");
}

function paste(state) {
  if (!state.clip) return tell(state, "Couper ou copier d’abord un paragraphe.");
  if (state.cursor === null || !state.isPlacing) {
    Object.assign(state, { isPlacing: true, cursor: null });
    return tell(state, "Placer le curseur, puis toucher Coller.");
  }
  if (state.pieces.length >= MOST_PARAGRAPHS) return tell(state, "Le texte est trop long.");
  remember(state);
  const key = state.made += 1;
  state.pieces.splice(state.cursor, 0, { ...copied(state.clip), key });
  Object.assign(state, { isPlacing: false, cursor: null, chosen: key, words: null });
  return tell(state, "C’est collé.", `piece-${key}`);
}

function turn(state, from, to, nothing, words) {
  if (!state[from].length) return tell(state, nothing);
  state[to].push(copied(state.pieces));
  state.pieces = state[from].pop();
  Object.assign(state, { isPlacing: false, cursor: null, words: null, chosen: chosenOf(state)?.key ?? null });
  return tell(state, words);
}

const DEEDS = {
  cut: (state) => take(state, true),
  copy: (state) => take(state, false),
  paste,
  undo: (state) => turn(state, "past", "future", "Il n’y a rien à annuler.", "C’est annulé."),
  redo: (state) => turn(state, "future", "past", "Il n’y a rien à rétablir.", "C’est rétabli."),
};

const press = (state, tool) => (DEEDS[tool] ?? look)(state, tool);

// Ctrl and a letter, as everywhere.
function shortcut(state, event) {
  const tool = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey ? KEYS[event.key.toLowerCase()] : null;
  if (!tool || !state.buttons.includes(tool)) return;
  event.preventDefault();
  press(state, tool);
  // What had the focus may be gone.
  if (document.activeElement === document.body) document.querySelector(".slot, .paragraph")?.focus();
}

// What is seen

// Whether the chosen words have what the button gives; null for a button that does something else.
function isOn(state, tool) {
  const piece = chosenOf(state);
  if (tool in DEEDS) return null;
  if (!piece) return false;
  if (tool in MARKS) return targetsOf(state, piece).length > 0 && isEverywhere(piece, targetsOf(state, piece), tool);
  return piece.block === tool || piece.side === tool;
}

function toolbar(state) {
  const groups = Object.entries(GROUPS).map(([name, tools]) => [name, tools.filter((tool) => state.buttons.includes(tool))]);
  return element("div", { class: "tools" }, groups.filter(([, tools]) => tools.length).map(([name, tools]) =>
    element("div", { class: "tool-group", role: "group", "aria-label": name }, tools.map((tool) => {
      const pressed = isOn(state, tool);
      return button([icon(tool), element("span", {}, BUTTONS[tool])], () => press(state, tool), { id: `tool-${tool}`, class: "button button-secondary tool", ...(pressed !== null && { "aria-pressed": pressed }) });
    }))));
}

function marked(words, marks) {
  return Object.keys(TAGS).filter((each) => marks.includes(each)).reduce((inner, each) => element(TAGS[each], {}, inner), words);
}

// Words that look the same are one: a line under them has no holes.
function run(piece) {
  const nodes = [];
  for (let first = 0; first < piece.words.length;) {
    let last = first;
    while (last + 1 < piece.words.length && !changesOf(piece.marks[last + 1], piece.marks[first])) last += 1;
    nodes.push(first ? " " : "", marked(piece.words.slice(first, last + 1).join(" "), piece.marks[first]));
    first = last + 1;
  }
  return nodes;
}

// What eyes see, in words.
function describe({ block: kind, side: where, words, marks }) {
  const looks = [kind !== "text" && BLOCKS[kind], where !== "left" && SIDES[where]].filter(Boolean);
  for (const [name, french] of Object.entries(MARKS)) {
    const those = words.filter((_, index) => marks[index].includes(name));
    if (those.length) looks.push(`${french}\u00a0: ${those.length === words.length ? "tout" : those.join(" ")}`);
  }
  return looks.length ? ` (${looks.join(", ")})` : "";
}

function wordButtons(state, piece) {
  return element("div", { class: "words", role: "group", "aria-label": "Les mots de ce paragraphe" }, piece.words.map((word, index) => {
    const looks = piece.marks[index].map((each) => MARKS[each]).join(", ");
    const isChosen = state.words.includes(index);
    return element("button", { id: `word-${piece.key}-${index}`, class: `word${isChosen ? " is-chosen" : ""}`, type: "button", "aria-pressed": isChosen, onclick: () => chooseWord(state, index) },
      marked(word, piece.marks[index]), looks && element("span", { class: "sr-only" }, ` (${looks})`));
  }));
}

function paragraph(state, piece) {
  const isChosen = state.chosen === piece.key;
  const hasMarks = state.buttons.some((tool) => tool in MARKS);
  const toWords = () => {
    Object.assign(state, { words: state.words ? null : [], hint: state.words ? "" : "Toucher des mots." });
    Simulator.update({ words: state.hint, focus: state.words ? `word-${piece.key}-0` : `piece-${piece.key}` });
  };
  return element("div", { class: `piece is-${piece.block} is-${piece.side}` },
    isChosen && state.words ? wordButtons(state, piece) : element("button", {
      id: `piece-${piece.key}`, class: `paragraph${isChosen ? " is-chosen" : ""}`, type: "button", "aria-pressed": isChosen, onclick: () => choose(state, piece.key),
    }, element("span", {}, run(piece), element("span", { class: "sr-only" }, describe(piece)))),
    isChosen && hasMarks && button(state.words ? "Tout le paragraphe" : "Choisir des mots", toWords, { id: "to-words", class: "button button-quiet to-words" }));
}

function slot(state, rank) {
  const isHere = state.cursor === rank;
  return element("button", { id: `slot-${rank}`, class: `slot${isHere ? " is-chosen" : ""}`, type: "button", "aria-pressed": isHere, onclick: () => place(state, rank) },
    element("span", { class: "caret", "aria-hidden": "true" }), isHere ? "Le curseur est ici" : "Curseur ici");
}

function draw(state) {
  const sheet = state.pieces.flatMap((piece, rank) => [state.isPlacing && slot(state, rank), paragraph(state, piece)]);
  return element("div", { class: "editor", onkeydown: (event) => shortcut(state, event) },
    toolbar(state),
    element("p", { class: "hint" }, state.hint || (state.chosen === null ? "Toucher un paragraphe pour le choisir." : "Toucher un bouton.")),
    element("div", { class: "sheet", role: "group", "aria-label": "Paragraphes" }, sheet, state.isPlacing && slot(state, state.pieces.length)));
}

Simulator.start({ begin, draw, report, restore });
