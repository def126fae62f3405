// An animation at the pupil’s pace: one picture at a time, still until « Lecture ». Without this script all stand in a row.

const SHORTEST = 3000; // ms
const LETTER = 80; // ms: how long a slow reader needs

const announcer = document.getElementById("announcer");

function setUp(figure) {
  const frames = [...figure.querySelectorAll(".frame")];
  const [before, play, after] = ["before", "play", "after"].map((name) => figure.querySelector(`[data-${name}]`));
  const place = figure.querySelector("[data-animation-place]");
  const wordsOf = (frame) => frame.querySelector("p").textContent;
  let current = 0;
  let timer = 0;

  function show(number) {
    current = number;
    frames.forEach((frame, index) => (frame.hidden = index !== current));
    before.setAttribute("aria-disabled", current === 0);
    after.setAttribute("aria-disabled", current === frames.length - 1);
    place.textContent = `Image ${current + 1} sur ${frames.length}`;
  }

  function go(number) {
    if (!frames[number]) return;
    show(number);
    announcer.textContent = `${place.textContent} : ${wordsOf(frames[current])}`;
  }

  function pause() {
    clearTimeout(timer);
    timer = 0;
    mark();
  }

  function mark() {
    play.querySelector("[data-when-paused]").hidden = !!timer;
    play.querySelector("[data-when-playing]").hidden = !timer;
  }

  function goOn() {
    if (current === frames.length - 1) return pause();
    timer = setTimeout(() => {
      go(current + 1);
      goOn();
    }, Math.max(SHORTEST, LETTER * wordsOf(frames[current]).length));
    mark();
  }

  function start() {
    if (current === frames.length - 1) go(0);
    goOn();
  }

  before.addEventListener("click", () => (pause(), go(current - 1)));
  after.addEventListener("click", () => (pause(), go(current + 1)));
  play.addEventListener("click", () => (timer ? pause() : start()));
  document.addEventListener("visibilitychange", () => document.hidden && pause());
  for (const element of [figure.querySelector("[data-animation-bar]"), place]) element.hidden = false;
  figure.classList.add("is-animated");
  show(0);
}

document.querySelectorAll("[data-animation]").forEach(setUp);
