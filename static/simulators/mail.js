// An e-mail inbox (challenges/domain/simulators/mail.py has its world and its reports).

const FOLDERS = { inbox: "Réception", junk: "Indésirables", trash: "Corbeille", sent: "Envoyés" };
const MOVES = { inbox: "Remettre dans Réception", junk: "Signaler comme indésirable", trash: "Mettre à la corbeille", sent: "Remettre dans Envoyés" };
const LONGEST_OPTION = 24;
const MAX_LENGTH = 80;
const { element, button, icon } = Simulator;

const quoted = (words) => `«\u00a0${words}\u00a0»`;
const dayWords = (day) => day.split("-").reverse().join("/");

// As plain_words.py does: no case, no accent, no punctuation but what addresses need.
function plainWords(text) {
  const plain = text.normalize("NFKD").toLowerCase().replaceAll("œ", "oe").replaceAll("æ", "ae").replace(/\p{M}/gu, "");
  return (plain.match(/[\p{L}\p{N}]+(?:[@._-]+[\p{L}\p{N}]+)*/gu) ?? []).join(" ");
}

// place: the folder that is looked at; open, chosen: ids of mails; lies: where each lies now; typed: by field.
function begin({ mails = [], fields = [] }) {
  const lies = Object.fromEntries(mails.map(({ id, folder }) => [id, folder]));
  return { place: "inbox", open: null, chosen: null, lies, typed: Object.fromEntries(fields.map(({ name }) => [name, ""])) };
}

function report(state, { ask, mails = [], fields = [] }) {
  if (ask === "mail") return state.chosen ? `mail:${state.chosen}` : "";
  if (ask === "sort") return mails.filter(({ id, folder }) => state.lies[id] !== folder).map(({ id }) => `${state.lies[id]}:${id}`).sort().join("; ");
  const told = fields.map(({ name }) => [name, plainWords(state.typed[name])]);
  return told.every(([, words]) => words) ? told.map((pair) => pair.join(":")).join("|") : "";
}

const mailsIn = (state, world, folder) => world.mails.filter(({ id }) => state.lies[id] === folder);
const countWords = (count) => `${count || "aucun"} message${count > 1 ? "s" : ""}`;

// What is done

function go(state, world, folder) {
  Object.assign(state, { place: folder, open: null });
  Simulator.update({ words: `${FOLDERS[folder]}, ${countWords(mailsIn(state, world, folder).length)}.`, focus: "place" });
}

function open(state, id) {
  state.open = id;
  Simulator.update({ focus: "subject" });
}

function close(state) {
  const focus = `mail-${state.open}`;
  state.open = null;
  Simulator.update({ focus });
}

function choose(state) {
  const isAgain = state.chosen === state.open;
  state.chosen = isAgain ? null : state.open;
  Simulator.update({ words: isAgain ? "Ce message n’est plus choisi." : "Ce message est choisi." });
}

function put(state, { id, subject }, folder) {
  state.lies[id] = folder;
  state.open = null;
  Simulator.update({ words: `${quoted(subject)} est dans ${FOLDERS[folder]}.`, focus: "place" });
}

// What is seen

function folders(state, world) {
  return element("nav", { class: "folders", "aria-label": "Dossiers" },
    element("ul", {}, Object.entries(FOLDERS).map(([folder, words]) => {
      const isHere = state.place === folder;
      const count = mailsIn(state, world, folder).length;
      return element("li", {}, element("button", {
        id: `folder-${folder}`, class: `folder${isHere ? " is-chosen" : ""}`, type: "button", ...(isHere && { "aria-current": "true" }),
        onclick: () => go(state, world, folder),
      }, icon(folder), element("span", {}, words), element("span", { class: "count" }, element("span", { class: "sr-only" }, ", "), String(count), element("span", { class: "sr-only" }, " dedans"))));
    })));
}

function row(state, mail) {
  const { id, from, subject, date, attachment } = mail;
  const isOpen = state.open === id;
  const facts = [date && dayWords(date), attachment && [icon("clip"), element("span", { class: "sr-only" }, "pièce jointe")]].flat().filter(Boolean);
  return element("li", {}, element("button", {
    id: `mail-${id}`, class: `mail${isOpen ? " is-chosen" : ""}`, type: "button", ...(isOpen && { "aria-current": "true" }), onclick: () => open(state, id),
  },
  element("span", { class: "who" }, state.chosen === id && [icon("tick"), element("span", { class: "sr-only" }, "Message choisi. ")], from),
  facts.length > 0 && element("span", { class: "facts" }, facts),
  element("span", { class: "subject" }, subject)));
}

function list(state, world) {
  const mails = mailsIn(state, world, state.place);
  return element("section", { class: "list", "aria-labelledby": "place" },
    element("h2", { id: "place", tabindex: -1 }, FOLDERS[state.place]),
    mails.length ? element("ul", {}, mails.map((mail) => row(state, mail))) : element("p", { class: "empty" }, "Ce dossier est vide."));
}

function letter({ folder, from, address, subject, date, attachment, text }) {
  const fact = (name, value) => value && element("div", {}, element("dt", {}, name), element("dd", {}, value));
  return [
    element("h2", { id: "subject", tabindex: -1 }, subject),
    element("dl", { class: "facts" },
      fact(folder === "sent" ? "À" : "De", [from, " ", element("span", { class: "address" }, `<${address}>`)]),
      fact("Date", date && dayWords(date)),
      fact("Pièce jointe", attachment && [icon("clip"), attachment])),
    element("div", { class: "letter" }, text.map((paragraph) => element("p", {}, paragraph))),
  ];
}

// Where it may be put from where it lies; back to where it was sent from, never elsewhere.
function targets(state, world, { id, folder }) {
  const home = folder === "sent" ? "sent" : "inbox";
  return [home, ...world.actions].filter((target) => target !== state.lies[id] && !(target === "junk" && folder === "sent"));
}

function commands(state, world, mail) {
  const isChosen = state.chosen === mail.id;
  if (world.ask === "mail") {
    return [
      isChosen && element("p", { class: "chosen-mark" }, icon("tick"), "Ce message est choisi."),
      button(isChosen ? "Je ne le choisis plus" : "Je choisis ce message", () => choose(state), { id: "choose", class: isChosen ? "button button-secondary" : "button" }),
    ];
  }
  return targets(state, world, mail).map((folder) => button([icon(folder), MOVES[folder]], () => put(state, mail, folder), { id: `put-${folder}` }));
}

function reader(state, world) {
  const mail = world.mails.find(({ id }) => id === state.open);
  if (!mail) return element("div", { class: "reader" }, element("p", { class: "hint" }, "Toucher un message pour le lire."));
  return element("section", { class: "reader", "aria-labelledby": "subject" },
    button("Retour à la liste", () => close(state), { id: "back", class: "button button-secondary back" }),
    letter(mail),
    element("div", { class: "commands", role: "group", "aria-label": "Actions" }, commands(state, world, mail)));
}

// A new message is not drawn again while it is written: what is typed stays under the fingers.

function write(state, world, name, value) {
  const before = report(state, world);
  state.typed[name] = value;
  const now = report(state, world);
  const words = now ? "Le message est prêt." : "Remplir toutes les lignes.";
  document.getElementById("ready").textContent = words;
  if (Boolean(before) !== Boolean(now)) Simulator.say(words);
  Simulator.changed();
}

function field(state, world, { name, label, choices }) {
  const value = state.typed[name];
  const id = `field-${name}`;
  if (!choices) {
    const input = element("input", { id, type: "text", value, maxlength: MAX_LENGTH, autocomplete: "off", autocapitalize: "off", spellcheck: "false", oninput: () => write(state, world, name, input.value) });
    return element("div", { class: "field" }, element("label", { for: id }, label), input);
  }
  if (choices.every(({ length }) => length <= LONGEST_OPTION)) {
    const select = element("select", { id, onchange: () => write(state, world, name, select.value) },
      element("option", { value: "" }, "Choisir…"), choices.map((choice) => element("option", { value: choice, selected: choice === value }, choice)));
    return element("div", { class: "field" }, element("label", { for: id }, label), select);
  }
  return element("fieldset", { class: "field" }, element("legend", {}, label),
    choices.map((choice, index) => element("label", { class: "choice-row" },
      element("input", { id: `${id}-${index}`, type: "radio", name, value: choice, checked: choice === value, onchange: () => write(state, world, name, choice) }),
      element("span", {}, choice))));
}

function compose(state, world) {
  const ready = report(state, world) ? "Le message est prêt." : "Remplir toutes les lignes.";
  return [
    (world.mails ?? []).map((mail) => element("section", { class: "reader received", "aria-labelledby": "subject" }, letter(mail))),
    element("section", { class: "compose", "aria-labelledby": "compose" },
      element("h2", { id: "compose" }, "Nouveau message"),
      world.fields.map((each) => field(state, world, each)),
      element("p", { id: "ready", class: "hint" }, ready)),
  ].flat();
}

function draw(state, world) {
  if (world.ask === "write") return compose(state, world);
  return element("div", { class: `mailbox${state.open ? " is-open" : ""}` }, folders(state, world), list(state, world), reader(state, world));
}

function restore(state, kept, { ask, mails = [], fields = [] }) {
  const parts = kept.split(ask === "write" ? "|" : "; ").map((part) => part.split(":"));
  if (ask === "mail") {
    const mail = mails.find(({ id }) => id === parts[0][1]);
    if (mail) Object.assign(state, { chosen: mail.id, open: mail.id, place: mail.folder });
  }
  if (ask === "sort") parts.forEach(([folder, id]) => { if (id in state.lies && folder in FOLDERS) state.lies[id] = folder; });
  if (ask === "write") {
    parts.forEach(([name, words]) => {
      const { choices } = fields.find((each) => each.name === name) ?? {};
      if (name in state.typed) state.typed[name] = (choices ? choices.find((choice) => plainWords(choice) === words) : words) ?? "";
    });
  }
}

Simulator.start({ begin, draw, report, restore });
