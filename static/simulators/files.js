// The file explorer (challenges/domain/simulators/files.py has its world and its reports).
// Things are known by their path at the beginning, new folders by a number; « / » is the top folder, « // » the bin.

const TOP = "/";
const BIN = "//";
const ALLOWED_NAME = /^(?! )[^/>;:\n]{1,40}(?<! )$/;
const SORTS = { name: "le nom", date: "la date", size: "la taille" };
const KINDS = { png: "picture", jpg: "picture", jpeg: "picture", svg: "picture", mp3: "sound", wav: "sound", ogg: "sound", mp4: "film", webm: "film", txt: "text", odt: "text", pdf: "text" };
const { element, button, icon } = Simulator;
const wide = matchMedia("(min-width: 44rem)");

const folded = (name) => name.toLocaleLowerCase("fr");
const inOrder = (one, other) => one.localeCompare(other, "fr", { numeric: true });
const quoted = (words) => `«\u00a0${words}\u00a0»`;

function begin({ ask, actions = [], start, folders, files }) {
  const things = new Map();
  const add = (path, more) => {
    const cut = path.lastIndexOf("/");
    const [parent, name] = [cut < 0 ? TOP : path.slice(0, cut), path.slice(cut + 1)];
    things.set(path, { id: path, parent, name, began: { parent, name }, ...more });
  };
  folders.forEach((path) => add(path, { isFolder: true }));
  files.forEach(({ path, ...more }) => add(path, more));
  return { ask, actions, things, place: start, chosen: null, shown: null, sort: "name", panel: null, made: 0, isTreeOpen: null };
}

const thingOf = (state, id) => state.things.get(id);
const nameOf = (state, id) => ({ [TOP]: "Mes fichiers", [BIN]: "Corbeille" })[id] ?? thingOf(state, id).name;
const inside = (state, place) => [...state.things.values()].filter(({ parent }) => parent === place);
const foldersIn = (state, place) => inside(state, place).filter(({ isFolder }) => isFolder).sort((one, other) => inOrder(one.name, other.name));

// From the top to this place, or from the bin.
function wayTo(state, id) {
  return id === TOP || id === BIN ? [id] : [...wayTo(state, thingOf(state, id).parent), id];
}

const isTrashed = (state, id) => wayTo(state, id)[0] === BIN;
const pathOf = (state, id) => id === TOP ? TOP : wayTo(state, id).slice(1).map((each) => thingOf(state, each).name).join("/");

function changeOf(state, { id, parent, name, began }) {
  if (!began) return isTrashed(state, id) ? [] : [`new:${pathOf(state, id)}`];
  // What a folder took along into the bin goes without saying.
  if (isTrashed(state, id)) return isTrashed(state, began.parent) ? [] : [`trash:${id}`];
  return [
    parent !== began.parent && `move:${id}>${pathOf(state, parent)}`,
    name !== began.name && `rename:${id}>${name}`,
  ].filter(Boolean);
}

// Python sorts by code point; sort() alone would put what lies beyond U+FFFF elsewhere.
function byCodePoint(one, other) {
  const [first, second] = [[...one], [...other]].map((text) => text.map((sign) => sign.codePointAt(0)));
  const at = first.findIndex((code, index) => code !== second[index]);
  return at < 0 ? first.length - second.length : first[at] - (second[at] ?? -1);
}

function report(state) {
  if (state.ask === "choose") return state.chosen ? `choose:${state.chosen}` : "";
  return [...state.things.values()].flatMap((thing) => changeOf(state, thing)).sort(byCodePoint).join("; ");
}

// What is done

function open(state, id) {
  const isFolder = id === TOP || id === BIN || thingOf(state, id).isFolder;
  Object.assign(state, isFolder ? { place: id, shown: null, panel: null } : { shown: id, panel: null });
  if (state.ask === "arrange" && isFolder) state.chosen = null;
  const count = isFolder && inside(state, id).length;
  const held = count ? `${count} élément${count > 1 ? "s" : ""}` : "rien dedans";
  Simulator.update({ words: isFolder ? `${nameOf(state, id)}, ${held}.` : `${nameOf(state, id)} est ouvert.`, focus: isFolder ? "place" : "shown" });
}

function choose(state, id) {
  const isAgain = state.chosen === id;
  Object.assign(state, { chosen: isAgain ? null : id, panel: null });
  Simulator.update({ words: isAgain ? "" : `${nameOf(state, id)} est choisi.` });
}

function ask(state, kind, value = "") {
  state.panel = { kind, value, wrong: "" };
  Simulator.update({ focus: "panel" });
  if (kind !== "move") document.getElementById("panel").select();
}

function leave(state) {
  const { kind } = state.panel;
  state.panel = null;
  Simulator.update({ focus: `do-${kind}` });
}

function isTaken(state, name, place, but) {
  return inside(state, place).some((other) => other.id !== but && folded(other.name) === folded(name));
}

function nameIt(state) {
  const { kind, value } = state.panel;
  const name = value.normalize("NFC").trim().replace(/\s+/g, " ");
  const thing = kind === "rename" ? thingOf(state, state.chosen) : null;
  const place = thing ? thing.parent : state.place;
  if (!ALLOWED_NAME.test(name)) state.panel.wrong = name ? "Un nom n’a pas ces signes\u00a0: / > ; et les deux-points." : "Il manque un nom.";
  else if (isTaken(state, name, place, thing?.id)) state.panel.wrong = `Le nom ${quoted(name)} est déjà pris ici.`;
  else {
    const id = thing?.id ?? `new ${state.made += 1}//`;
    if (thing) thing.name = name;
    else state.things.set(id, { id, parent: place, name, isFolder: true });
    Object.assign(state, { chosen: id, panel: null });
    Simulator.update({ words: thing ? `Le nouveau nom est ${name}.` : `Le dossier ${name} est créé.`, focus: `thing-${id}` });
    return;
  }
  Simulator.update({ words: state.panel.wrong, focus: "panel" });
}

function put(state, target, words) {
  const thing = thingOf(state, state.chosen);
  if (target !== BIN && isTaken(state, thing.name, target, thing.id)) {
    state.panel = { kind: "move", wrong: `Il y a déjà ${quoted(thing.name)} dans ${quoted(nameOf(state, target))}.` };
    Simulator.update({ words: state.panel.wrong, focus: "panel" });
    return;
  }
  Object.assign(thing, { from: thing.parent, parent: target });
  Object.assign(state, { chosen: null, shown: null, panel: null });
  Simulator.update({ words: words(thing), focus: "place" });
}

function restore(state) {
  const { from } = thingOf(state, state.chosen);
  const target = from && !isTrashed(state, from) ? from : TOP;
  put(state, target, ({ name }) => `${name} est de nouveau dans ${nameOf(state, target)}.`);
}

// What is seen

const PANELS = { new: "Nouveau dossier", rename: "Renommer", move: "Déplacer" };

function toolbar(state) {
  const can = (action) => state.actions.includes(action);
  const isBin = isTrashed(state, state.place);
  const needs = state.chosen === null;
  const command = (id, words, action, disabled = false) => button(words, action, { id: `do-${id}`, disabled });
  const chosenName = () => thingOf(state, state.chosen).name;
  return element("div", { class: "toolbar", role: "group", "aria-label": "Actions" },
    isBin && command("restore", "Restaurer", () => restore(state), needs),
    !isBin && can("new") && command("new", "Nouveau dossier", () => ask(state, "new", "Nouveau dossier")),
    !isBin && can("rename") && command("rename", "Renommer", () => ask(state, "rename", chosenName()), needs),
    !isBin && can("move") && command("move", "Déplacer", () => ask(state, "move"), needs),
    !isBin && can("trash") && command("trash", "Mettre à la corbeille", () => put(state, BIN, ({ name }) => `${name} est dans la corbeille.`), needs));
}

function namePanel(state) {
  const { kind, value, wrong } = state.panel;
  const field = element("input", {
    id: "panel", type: "text", value, maxlength: 40, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    "aria-invalid": Boolean(wrong), "aria-describedby": "wrong", oninput: () => { state.panel.value = field.value; },
  });
  Simulator.onEnter(field, () => nameIt(state));
  return [
    element("label", { for: "panel" }, kind === "new" ? "Nom du dossier" : `Nouveau nom de ${nameOf(state, state.chosen)}`),
    field,
    element("p", { id: "wrong", class: wrong && "notice" }, wrong),
    element("div", { class: "field-row" },
      button(kind === "new" ? "Créer" : "Renommer", () => nameIt(state), { id: "panel-yes", class: "button" }),
      button("Annuler", () => leave(state), { id: "panel-no" })),
  ];
}

// Every folder, with those that a thing cannot go to: where it is, and inside of itself.
function targets(state, place, depth = 0) {
  const { id, parent } = thingOf(state, state.chosen);
  const path = pathOf(state, place).replaceAll("/", " › ");
  const words = place === TOP ? nameOf(state, TOP) : path;
  const below = foldersIn(state, place).filter((folder) => folder.id !== id).flatMap((folder) => targets(state, folder.id, depth + 1));
  const here = place === parent ? " (il est ici)" : "";
  const target = button([icon("folder"), element("span", {}, words + here)],
    () => put(state, place, ({ name }) => `${name} est dans ${nameOf(state, place)}.`), { class: "target", disabled: Boolean(here) });
  return [element("li", {}, target), ...below];
}

function movePanel(state) {
  return [
    element("h2", { id: "panel", tabindex: -1 }, `Où mettre ${quoted(nameOf(state, state.chosen))}\u00a0?`),
    state.panel.wrong && element("p", { class: "notice" }, state.panel.wrong),
    element("ul", { class: "targets" }, targets(state, TOP)),
    element("div", {}, button("Annuler", () => leave(state), { id: "panel-no" })),
  ];
}

function panel(state) {
  const { kind } = state.panel;
  const close = ({ key }) => { if (key === "Escape") leave(state); };
  return element("div", { class: "panel", role: "group", "aria-label": PANELS[kind], onkeydown: close },
    kind === "move" ? movePanel(state) : namePanel(state));
}

function branch(state, place) {
  const isHere = state.place === place;
  const folders = place === BIN ? [] : foldersIn(state, place);
  return element("li", {},
    button([icon(place === BIN ? "bin" : "folder"), element("span", {}, nameOf(state, place))], () => open(state, place),
      { id: `tree-${place}`, class: `branch${isHere ? " is-chosen" : ""}`, ...(isHere && { "aria-current": "true" }) }),
    folders.length > 0 && element("ul", { class: "tree" }, folders.map(({ id }) => branch(state, id))));
}

// Folded where it would push the files out of sight.
function tree(state) {
  const box = element("details", { open: state.isTreeOpen ?? wide.matches },
    element("summary", { id: "tree", onclick: () => { state.isTreeOpen = !box.open; } }, "Tous les dossiers"),
    element("ul", { class: "tree" }, branch(state, TOP), state.ask === "arrange" && branch(state, BIN)));
  return element("nav", { class: "places", "aria-label": "Dossiers" }, box);
}

const sizeWords = (size) => size >= 1000 ? `${(size / 1000).toLocaleString("fr", { maximumFractionDigits: 1 })} Mo` : `${size} Ko`;
const dayWords = (day) => day.split("-").reverse().join("/");

function kindOf({ isFolder, name }) {
  return isFolder ? "folder" : KINDS[folded(name).split(".").pop()] ?? "file";
}

function row(state, thing) {
  const { id, isFolder, name, size, date, shows } = thing;
  const isChosen = state.chosen === id;
  const facts = [date && dayWords(date), size && sizeWords(size)].filter(Boolean).join(" · ");
  const words = [icon(kindOf(thing)), element("span", { class: "thing-name" }, name), facts && element("span", { class: "facts" }, facts)];
  const isOpenable = (isFolder && !isTrashed(state, id)) || shows;
  return element("li", { class: "row" },
    element("button", { id: `thing-${id}`, class: `thing${isChosen ? " is-chosen" : ""}`, type: "button", "aria-pressed": isChosen, onclick: () => choose(state, id) }, words),
    isOpenable && button("Ouvrir", () => open(state, id), { id: `open-${id}`, "aria-label": `Ouvrir ${name}` }));
}

const ORDERS = {
  name: () => 0,
  date: (one, other) => (other.date ?? "").localeCompare(one.date ?? ""),
  size: (one, other) => (other.size ?? 0) - (one.size ?? 0),
};

function list(state) {
  const before = (one, other) => Boolean(other.isFolder) - Boolean(one.isFolder) || ORDERS[state.sort](one, other) || inOrder(one.name, other.name);
  const things = inside(state, state.place).sort(before);
  const sort = element("select", { id: "sort", onchange: () => { state.sort = sort.value; Simulator.update({ words: `Trié par ${SORTS[state.sort]}.` }); } },
    Object.entries(SORTS).map(([value, words]) => element("option", { value, selected: value === state.sort }, `Trier par ${words}`)));
  return [
    element("div", { class: "toolbar place-bar" },
      element("h2", { id: "place", tabindex: -1 }, wayTo(state, state.place).map((id) => nameOf(state, id)).join(" › ")),
      things.length > 1 && element("label", {}, element("span", { class: "sr-only" }, "Ordre"), sort)),
    things.length ? element("ul", { class: "rows", "aria-labelledby": "place" }, things.map((thing) => row(state, thing)))
      : element("p", { class: "empty" }, "Ce dossier est vide."),
  ];
}

// Where each thing went: folders hide it.
function deeds(state) {
  const words = ({ name, parent, began }) => parent === began?.parent ? `${began.name} s’appelle ${name}.`
    : `${name} est dans ${parent === BIN ? "la corbeille" : nameOf(state, parent)}.`;
  const changed = [...state.things.values()].filter((thing) => changeOf(state, thing).length);
  return changed.length > 0 && element("ul", { class: "done", "aria-label": "Ce qui est fait" }, changed.map((thing) => element("li", {}, words(thing))));
}

function shown(state) {
  const { name, shows } = thingOf(state, state.shown);
  const close = () => {
    const focus = `open-${state.shown}`;
    state.shown = null;
    Simulator.update({ focus });
  };
  return element("section", { class: "panel", "aria-labelledby": "shown" },
    element("h2", { id: "shown", tabindex: -1 }, name),
    element("p", {}, shows),
    element("div", {}, button("Fermer", close, { id: "close" })));
}

function draw(state) {
  return element("div", { class: "explorer" },
    tree(state),
    element("div", { class: "content" },
      state.ask === "arrange" && toolbar(state),
      state.panel ? panel(state) : deeds(state),
      list(state),
      state.shown && shown(state)));
}

// New and moved things wait in the bin until the folder of their path is there.
function arrangeAgain(state, kept) {
  let waiting = [];
  const wait = (thing, target) => waiting.push([Object.assign(thing, { parent: BIN }), target]);
  for (const change of kept.split("; ")) {
    const [verb, path, target] = change.split(/[:>]/);
    const thing = thingOf(state, path);
    if (verb === "new") {
      const cut = path.lastIndexOf("/");
      const id = `new ${state.made += 1}//`;
      state.things.set(id, { id, name: path.slice(cut + 1), isFolder: true });
      wait(thingOf(state, id), cut < 0 ? TOP : path.slice(0, cut));
    }
    if (verb === "rename" && thing) thing.name = target;
    if (verb === "trash" && thing) Object.assign(thing, { from: thing.parent, parent: BIN });
    if (verb === "move" && thing) wait(thing, target);
  }
  const isThere = (id, path) => !isTrashed(state, id) && pathOf(state, id) === path;
  for (let count = Infinity; waiting.length < count;) {
    count = waiting.length;
    waiting = waiting.filter(([thing, target]) => {
      const folder = [TOP, ...state.things.keys()].find((id) => isThere(id, target));
      if (folder) thing.parent = folder;
      return !folder;
    });
  }
}

// What was reached is shown again; what cannot be reached is nothing.
function bringBack(state, kept, world) {
  const id = kept.replace(/^choose:/, "");
  if (state.ask === "arrange") arrangeAgain(state, kept);
  else if (state.things.has(id)) Object.assign(state, { chosen: id, place: thingOf(state, id).parent });
  if (report(state) !== kept) Object.assign(state, begin(world));
}

wide.addEventListener("change", ({ matches }) => {
  document.querySelector(".places details")?.toggleAttribute("open", matches);
});
Simulator.start({ begin, draw, report, restore: bringBack });
