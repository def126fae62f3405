// Reading aloud, for the pupils whose teacher switched it on: one text at a time, never unasked.

const synthesis = window.speechSynthesis;
const LOOK_EVERY = 500; // ms
const LOOKS_FOR_A_VOICE = 20;
const SILENT_LOOKS = 4;

let reading = null; // the button, what it says, and the timer that watches over it

// A voice that is not on the device would send what it reads, a first name even, to another host.
function findVoice() {
  const french = synthesis.getVoices().filter(({ lang, localService }) => /^fr([-_]|$)/i.test(lang) && localService !== false);
  return french.find(({ lang }) => /^fr.FR$/i.test(lang)) ?? french[0];
}

function showButtons() {
  const isMute = !findVoice();
  document.querySelectorAll("[data-listen]").forEach((button) => (button.hidden = isMute));
  return !isMute;
}

function mark(button, isReading) {
  button.classList.toggle("is-reading", isReading);
  button.querySelector("[data-listen-start]").hidden = isReading;
  button.querySelector("[data-listen-stop]").hidden = !isReading;
}

function settle() {
  if (!reading) return;
  clearInterval(reading.timer);
  mark(reading.button, false);
  reading = null;
}

function stop() {
  settle();
  synthesis.cancel();
}

// Some devices never say that they have finished, or that they failed.
function watch() {
  let silence = 0;
  return setInterval(() => {
    silence = synthesis.speaking || synthesis.pending ? 0 : silence + 1;
    if (silence === SILENT_LOOKS) settle();
  }, LOOK_EVERY);
}

function start(button) {
  const text = button.parentElement.querySelector("[data-listen-text], legend, label").innerText;
  // A line without a full stop would run into the next one.
  const utterance = new SpeechSynthesisUtterance(text.trim().replace(/([^\s.!?:…])\s*\n\s*/g, "$1. "));
  const voice = findVoice();
  Object.assign(utterance, { voice, lang: "fr-FR", rate: 0.85 });
  // What was cancelled for this one may end late.
  utterance.onend = utterance.onerror = () => reading?.utterance === utterance && settle();
  reading = { button, utterance, timer: watch() };
  mark(button, true);
  synthesis.speak(utterance);
}

if (synthesis) {
  if (!showButtons()) {
    let looks = 0;
    const timer = setInterval(() => (showButtons() || ++looks === LOOKS_FOR_A_VOICE) && clearInterval(timer), LOOK_EVERY);
  }
  synthesis.addEventListener?.("voiceschanged", showButtons);
  addEventListener("pagehide", stop);
  document.addEventListener("visibilitychange", () => document.hidden && stop());
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-listen]");
    if (!button) return;
    const wasReading = reading?.button === button;
    stop();
    if (!wasReading) start(button);
  });
}
