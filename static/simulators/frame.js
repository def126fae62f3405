// The side of the frame: it speaks with the page of the question, a simulator draws (docs/simulateurs.md).
// Simulators are classic scripts after this one: a frame of its own origin gets no modules and has no storage.

const Simulator = (() => {
  const root = document.getElementById("simulator");
  const announcer = document.getElementById("announcer");
  let simulator = null;
  let world = null;
  let state = null;
  let locked = false;

  const copy = (value) => JSON.parse(JSON.stringify(value));

  function send(message) {
    if (parent !== window) parent.postMessage({ from: "pixorga", ...message }, location.origin);
  }

  // A node from plain data. A key « onclick » listens; text is text, never markup.
  function element(tag, attributes = {}, ...children) {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (name.startsWith("aria-")) made.setAttribute(name, value);
      else if (name === "value") made.value = value;
      else if (value !== false && value != null) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children.flat().filter((child) => child != null && child !== false));
    return made;
  }

  function button(words, action, attributes = {}) {
    return element("button", { class: "button button-secondary", type: "button", onclick: action, ...attributes }, words);
  }

  // A drawing of the page's block « drawings »; words stand beside it.
  function icon(name) {
    const [drawing, use] = ["svg", "use"].map((tag) => document.createElementNS("http://www.w3.org/2000/svg", tag));
    drawing.setAttribute("class", `icon icon-${name}`);
    drawing.setAttribute("aria-hidden", "true");
    use.setAttribute("href", `#${name}`);
    drawing.append(use);
    return drawing;
  }

  // A sandboxed form sends nothing, not even its event « submit »: fields have no form, and Enter is heard here.
  function onEnter(field, action) {
    field.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      action();
    });
  }

  function say(words) {
    announcer.textContent = "";
    announcer.textContent = words;
  }

  // What was looked at stays under the fingers: the focus goes back to the node of the same id.
  function draw(focus) {
    const focused = focus ?? document.activeElement?.id;
    root.replaceChildren(...[simulator.draw(state, world)].flat());
    if (locked) lock();
    if (focused) document.getElementById(focused)?.focus();
  }

  function lock() {
    root.querySelectorAll("button, input, select, textarea").forEach((control) => { control.disabled = true; });
    root.querySelectorAll("[contenteditable]").forEach((text) => { text.contentEditable = "false"; });
  }

  // The report may have changed; nothing is drawn again.
  function changed() {
    if (!locked) send({ type: "answer", answer: simulator.report(state, world) });
  }

  // The state has changed. words: for who sees nothing; focus: the id of the node that gets it.
  function update({ words = "", focus } = {}) {
    draw(focus);
    if (words) say(words);
    changed();
  }

  function begin(report = "") {
    state = simulator.begin(copy(world));
    if (report) simulator.restore?.(state, report, world);
    draw();
    changed();
  }

  const heard = {
    init(message) {
      if (world || typeof message.world !== "object" || !message.world) return;
      world = message.world;
      locked = message.locked === true;
      document.documentElement.className = typeof message.comfort === "string" ? message.comfort : "";
      document.body.classList.toggle("is-locked", locked);
      begin(typeof message.report === "string" ? message.report : "");
    },
    reset() {
      if (!world || locked) return;
      begin();
      say("Tout est remis comme au début.");
    },
    comfort(message) {
      if (typeof message.comfort === "string") document.documentElement.className = message.comfort;
    },
  };

  // begin(world) → state; draw(state, world) → nodes; report(state, world) → text, "" while there is nothing to check;
  // restore(state, report, world), where it is easy: what was answered is shown again.
  function start(given) {
    simulator = given;
    root.querySelector(".waiting").textContent = "Un instant…";
    addEventListener("message", ({ source, data }) => {
      const isOurs = source === parent && data?.from === "pixorga";
      if (isOurs && Object.keys(heard).includes(data.type)) heard[data.type](data);
    });
    new ResizeObserver(() => {
      send({ type: "height", height: Math.ceil(document.documentElement.getBoundingClientRect().height), width: innerWidth });
    }).observe(document.documentElement);
    send({ type: "ready" });
  }

  return { start, update, changed, say, element, button, icon, onEnter };
})();
