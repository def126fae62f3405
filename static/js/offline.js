// Poor Wi-Fi: an answer that finds no network stays on the tablet, under the pupil who gave it, and leaves by
// itself, whoever sits there then. Without this script the forms of the questions go on working.

const PREFIX = "junior-kept:";
const PATIENCE = 10_000;
const SLOW = 2_000;
const FIRST_WAIT = 3_000;
const LONGEST_WAIT = 60_000;

const board = document.querySelector("[data-kept]");
const pupil = board?.dataset.pupil ?? "";
const question = document.querySelector("form[data-ticket]");
const bar = document.querySelector(".action-bar");

// The answer of this page, which is sent even where nothing can be stored; form: still as the pupil filled it in.
let mine = null;
let isLeaving = false;
let wait = FIRST_WAIT;
let alarm = 0;

// --- What is kept: one item for each question of each pupil; numbers and the answer, no name --------------------

const keyOf = (form) => [PREFIX + pupil, form.elements.activity.value, form.elements.position.value].join(":");

function stored() {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(PREFIX)).map((key) => ({ key, body: localStorage.getItem(key) }));
  } catch {
    return []; // the browser allows no storage
  }
}

// The first answer stays, whichever tab it was given in.
function keep(answer) {
  try {
    const first = localStorage.getItem(answer.key);
    if (first) answer.body = first;
    else localStorage.setItem(answer.key, answer.body);
    return true;
  } catch {
    return false; // not allowed, or full
  }
}

function forget(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // nothing was stored
  }
}

function waiting() {
  const others = stored().filter(({ key }) => key !== mine?.key);
  return mine ? [mine, ...others] : others;
}

// --- Sending ----------------------------------------------------------------------------------------------------

// Resolves to what became of the answer; to { state: "later" } when that is not known, and it is worth another try.
async function post(body) {
  const line = new AbortController();
  const timer = setTimeout(() => line.abort(), PATIENCE);
  try {
    const response = await fetch(board.dataset.kept, { method: "POST", body: new URLSearchParams(body), signal: line.signal });
    const told = await response.json().catch(() => ({}));
    return /^(written|answered|refused)$/.test(told.state) ? told : { state: "later", why: "server" };
  } catch {
    return { state: "later", why: "network" };
  } finally {
    clearTimeout(timer);
  }
}

async function deliver(answer) {
  const told = await post(answer.body);
  answer.trouble = told.why;
  if (told.state === "later") return;
  forget(answer.key);
  if (answer === mine) goOn(told);
}

// A refusal is told by the page that answers the plain form. What was kept by an earlier page is given again.
function goOn({ state, next }) {
  const { form } = mine;
  mine = null;
  if (state === "refused" && !form) return lock(false);
  isLeaving = true;
  if (state === "refused") return form.submit();
  location.assign(next);
}

let flushing = null;

function flush() {
  flushing ??= flushAll().finally(() => (flushing = null));
}

async function flushAll() {
  clearTimeout(alarm);
  for (const answer of waiting()) await deliver(answer);
  tell();
  const isDone = !waiting().length;
  // All the tablets of a class do not come at the same moment.
  if (!isDone) alarm = setTimeout(flush, wait * (0.75 + Math.random() / 2));
  wait = isDone ? FIRST_WAIT : Math.min(wait * 2, LONGEST_WAIT);
}

function flushSoon() {
  wait = FIRST_WAIT;
  flush();
}

// --- Telling ----------------------------------------------------------------------------------------------------

function show(name) {
  const signs = [...board.querySelectorAll("[data-kept-sign]")];
  const isNew = signs.some((sign) => sign.hidden && sign.dataset.keptSign === name);
  signs.forEach((sign) => (sign.hidden = sign.dataset.keptSign !== name));
  board.querySelector("[data-kept-retry]").hidden = !mine || name === "sending";
  board.classList.toggle("action-bar", !!mine);
  if (bar) bar.hidden = !!mine;
  if (isNew && mine) board.firstElementChild.focus({ preventScroll: true });
}

function tell() {
  if (isLeaving) return;
  if (mine) return show(mine.isKept ? mine.trouble ?? "sending" : "unsaved");
  const keys = stored().map(({ key }) => key);
  if (!keys.length) return show("");
  if (!pupil) return show("somebody");
  show(keys.some((key) => key.startsWith(`${PREFIX + pupil}:`)) ? "own" : "other");
}

function lock(isLocked) {
  for (const form of document.querySelectorAll("form[data-ticket]")) form.inert = isLocked;
  if (!isLocked) tell();
}

async function give(answer) {
  mine = answer;
  mine.isKept = keep(mine);
  lock(true);
  const slow = setTimeout(() => show("sending"), SLOW);
  await deliver(mine);
  clearTimeout(slow);
  if (mine) flushLater();
}

function flushLater() {
  document.body.classList.remove("is-sent");
  tell();
  clearTimeout(alarm);
  alarm = setTimeout(flush, wait);
}

// --- When -------------------------------------------------------------------------------------------------------

function giveForm(event) {
  const form = event.target;
  // Nothing to send yet, or a second tap: the other scripts say so.
  if (event.defaultPrevented || !form.dataset.ticket) return;
  event.preventDefault();
  if (mine) return;
  const body = new URLSearchParams(new FormData(form));
  ["csrfmiddlewaretoken", "activity", "position"].forEach((name) => body.delete(name));
  body.set("ticket", form.dataset.ticket);
  give({ key: keyOf(form), body: body.toString(), form });
}

// A picture that did not come is asked for again.
const missing = new Set([...document.images].filter((image) => image.complete && !image.naturalWidth));

function fetchPictures() {
  for (const image of missing) image.src = image.src;
}

function watchPictures() {
  document.addEventListener("error", ({ target }) => target.localName === "img" && missing.add(target), true);
  document.addEventListener("load", ({ target }) => missing.delete(target), true);
}

// In place of a page that did not come: it is asked for again, and sends what waits when it is there.
function comeBack() {
  tell();
  bar.querySelector("a").href = location.href;
  const again = () => location.reload();
  addEventListener("online", again);
  setInterval(() => fetch(location.href, { method: "HEAD" }).then(again, () => {}), SLOW * 2);
}

function register() {
  navigator.serviceWorker?.register(board.dataset.worker).catch(() => {}); // not allowed: the browser says what is wrong
}

function start() {
  bar?.before(board);
  const away = document.querySelector("[data-no-network]");
  if (away && away.dataset.noNetwork !== location.pathname) return comeBack();
  addEventListener("load", register);
  document.addEventListener("submit", giveForm);
  board.querySelector("[data-kept-retry]").addEventListener("click", () => {
    show("sending");
    flushSoon();
  });
  watchPictures();
  addEventListener("online", flushSoon);
  addEventListener("online", fetchPictures);
  addEventListener("focus", () => waiting().length && flushSoon());
  document.addEventListener("visibilitychange", () => !document.hidden && waiting().length && flushSoon());
  addEventListener("storage", () => mine && flush());
  // Some browsers bring the page back as it was left.
  addEventListener("pageshow", ({ persisted }) => persisted && isLeaving && location.reload());
  const earlier = question && stored().find(({ key }) => key === keyOf(question));
  if (earlier) give({ ...earlier });
  else if (stored().length) flush();
}

if (board) start();
