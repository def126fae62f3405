// A page of settings (challenges/domain/simulators/settings.py has its world and its reports).

const MOST_RADIOS = 4;
const SWITCH = { on: "Activé", off: "Désactivé" };
const { element } = Simulator;

const itemsOf = ({ groups }) => groups.flatMap(({ items }) => items);
const wordsOf = ({ options }, value) => options ? options.find(({ id }) => id === value).label : SWITCH[value];
const valuesOf = ({ options }) => options ? options.map(({ id }) => id) : Object.keys(SWITCH);

// A map from the ids of items to what they are set to.
function begin(world) {
  return new Map(itemsOf(world).map(({ id, value }) => [id, value]));
}

const isChanged = (state, { id, value }) => state.get(id) !== value;

function report(state, world) {
  return itemsOf(world).filter((item) => isChanged(state, item)).map(({ id }) => `${id}:${state.get(id)}`).sort().join("; ");
}

function set(state, item, value) {
  state.set(item.id, value);
  Simulator.update({ words: `${item.label}\u00a0: ${wordsOf(item, value)}.` });
}

// The state of a switch is read by its drawing and by its word, and told by its role.
function toggle(state, item, described) {
  const value = state.get(item.id);
  return element("button", {
    id: `set-${item.id}`, class: "toggle", type: "button", role: "switch", "aria-checked": value === "on", ...described,
    onclick: () => set(state, item, value === "on" ? "off" : "on"),
  },
  element("span", { class: "toggle-label" }, item.label),
  element("span", { class: "toggle-state", "aria-hidden": "true" }, SWITCH[value], element("span", { class: "track" })));
}

function radios(state, item, described) {
  return element("fieldset", described, element("legend", {}, item.label),
    element("div", { class: "options" }, item.options.map(({ id, label }) => element("label", { class: "choice-row" },
      element("input", { id: `set-${item.id}-${id}`, type: "radio", name: item.id, value: id, checked: state.get(item.id) === id, onchange: () => set(state, item, id) }),
      element("span", {}, label)))));
}

function list(state, item, described) {
  const id = `set-${item.id}`;
  const select = element("select", { id, ...described, onchange: () => set(state, item, select.value) },
    item.options.map((option) => element("option", { value: option.id, selected: state.get(item.id) === option.id }, option.label)));
  return element("div", { class: "field-row" }, element("label", { for: id }, item.label), select);
}

function setting(state, item) {
  const draw = !item.options ? toggle : item.options.length > MOST_RADIOS ? list : radios;
  const noteId = `note-${item.id}`;
  return element("li", { class: "item" },
    draw(state, item, item.note ? { "aria-describedby": noteId } : {}),
    item.note && element("p", { id: noteId, class: "note" }, item.note),
    isChanged(state, item) && element("p", { class: "was" }, `Modifié. Au début\u00a0: ${wordsOf(item, item.value)}.`));
}

function group(state, { title, items }, rank) {
  return element("section", { class: "group", "aria-labelledby": `group-${rank}` },
    element("h3", { id: `group-${rank}` }, title),
    element("ul", { class: "items" }, items.map((item) => setting(state, item))));
}

function draw(state, world) {
  return [element("h2", { class: "settings-title" }, world.title), ...world.groups.map((each, rank) => group(state, each, rank))];
}

function restore(state, kept, world) {
  for (const change of kept.split("; ")) {
    const [id, value] = change.split(":");
    const item = itemsOf(world).find((each) => each.id === id);
    if (item && valuesOf(item).includes(value)) state.set(id, value);
  }
}

Simulator.start({ begin, draw, report, restore });
