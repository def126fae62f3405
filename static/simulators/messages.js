// A conversation by instant messages (challenges/domain/simulators/messages.py has its world and its reports).

const { element, button, icon } = Simulator;

// reply, message: an id or null. actions: ids of what was done.
function begin() {
  return { reply: null, message: null, actions: [] };
}

function report(state, { ask }) {
  if (ask === "action") return state.actions.length ? `actions:${[...state.actions].sort().join("+")}` : "";
  return state[ask] ? `${ask}:${state[ask]}` : "";
}

// What is done

function choose(state, kind, id, words) {
  const isAgain = state[kind] === id;
  state[kind] = isAgain ? null : id;
  Simulator.update({ words: isAgain ? "Ce n’est plus choisi." : words });
}

function act(state, { id, done }) {
  const isAgain = state.actions.includes(id);
  state.actions = isAgain ? state.actions.filter((each) => each !== id) : [...state.actions, id];
  Simulator.update({ words: isAgain ? "C’est annulé." : done });
}

// What is seen

// Nothing is known by its colour alone: what is chosen bears a tick.
function option(id, words, isChosen, action) {
  return button([isChosen && icon("tick"), element("span", {}, words)].filter(Boolean), action,
    { id, class: `button button-secondary option${isChosen ? " is-chosen" : ""}`, "aria-pressed": isChosen });
}

function wordsOf({ from, time, text, photo }) {
  return [
    element("span", { class: "from" }, from ?? "Moi", time && [" ", element("span", { class: "time" }, time)], element("span", { class: "sr-only" }, "\u00a0: ")),
    photo && element("span", { class: "photo" }, icon("picture"), element("span", {}, element("span", { class: "sr-only" }, "Photo\u00a0: "), photo)),
    text && element("span", { class: "text" }, text),
  ].flat().filter(Boolean);
}

// In « message », each one is a button; the others are read.
function message(state, world, { id, from, ...said }, people) {
  const isAsked = world.ask === "message" && id;
  const isChosen = isAsked && state.message === id;
  const words = [isChosen && icon("tick"), element("span", { class: "words" }, wordsOf({ from, ...said }))].filter(Boolean);
  const bubble = isAsked ? element("button", {
    id: `message-${id}`, class: `bubble${isChosen ? " is-chosen" : ""}`, type: "button", "aria-pressed": isChosen,
    onclick: () => choose(state, "message", id, "Ce message est choisi."),
  }, words) : element("div", { class: "bubble" }, words);
  return element("li", { class: `message ${from ? `person-${people.indexOf(from) % 4}` : "is-mine"}` },
    from && element("span", { class: "face", "aria-hidden": "true" }, [...from][0].toUpperCase()), bubble);
}

function thread(state, world) {
  const people = [...new Set(world.messages.map(({ from }) => from).filter(Boolean))];
  const reply = world.replies?.find(({ id }) => id === state.reply);
  const said = reply ? [...world.messages, { text: reply.text }] : world.messages;
  return element("ol", { class: "thread", "aria-labelledby": "conversation" }, said.map((each) => message(state, world, each, people)));
}

function replies(state, world) {
  return [
    element("h3", { id: "asked" }, state.reply ? "La réponse est dans la conversation." : "Choisir une réponse."),
    element("ul", { class: "options", "aria-labelledby": "asked" }, world.replies.map(({ id, text }) =>
      element("li", {}, option(`reply-${id}`, text, state.reply === id, () => choose(state, "reply", id, `Je réponds\u00a0: ${text}`))))),
  ];
}

function actions(state, world) {
  const done = world.actions.filter(({ id }) => state.actions.includes(id));
  return [
    element("h3", { id: "asked" }, "Que faire\u00a0?"),
    element("ul", { class: "options", "aria-labelledby": "asked" }, world.actions.map((action) =>
      element("li", {}, option(`action-${action.id}`, action.text, done.includes(action), () => act(state, action))))),
    done.length > 0 && element("ul", { class: "done", "aria-label": "Ce qui est fait" }, done.map(({ done: words }) => element("li", {}, words))),
  ];
}

function draw(state, world) {
  const asked = { reply: replies, action: actions, message: () => [element("p", {}, "Toucher un message pour le choisir.")] };
  return [
    element("h2", { id: "conversation", class: "conversation" }, world.conversation),
    thread(state, world),
    element("section", { class: "asked" }, asked[world.ask](state, world)),
  ];
}

function restore(state, kept, { ask }) {
  const told = kept.slice(kept.indexOf(":") + 1);
  if (ask === "action") state.actions = told.split("+");
  else state[ask] = told;
}

Simulator.start({ begin, draw, report, restore });
