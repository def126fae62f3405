// The pupils’ pages: reading aloud, and « Je vérifie » once there is an answer.

const french = () => speechSynthesis.getVoices().some((voice) => voice.lang.startsWith("fr"));

function showListenButtons() {
  document.querySelectorAll("[data-listen]").forEach((button) => (button.hidden = !french()));
}

function setListening(button, isListening) {
  button.setAttribute("aria-pressed", isListening);
  button.querySelector("[data-listen-label]").textContent = isListening ? "Stop" : "J’écoute";
}

function listen(button) {
  const wasListening = button.getAttribute("aria-pressed") === "true";
  speechSynthesis.cancel();
  document.querySelectorAll("[data-listen]").forEach((other) => setListening(other, false));
  if (wasListening) return;
  const text = button.parentElement.querySelector("[data-listen-text]").innerText;
  const utterance = Object.assign(new SpeechSynthesisUtterance(text), { lang: "fr-FR", rate: 0.85 });
  utterance.onend = () => setListening(button, false);
  setListening(button, true);
  speechSynthesis.speak(utterance);
}

if ("speechSynthesis" in window) {
  showListenButtons();
  speechSynthesis.addEventListener?.("voiceschanged", showListenButtons);
  addEventListener("pagehide", () => speechSynthesis.cancel());
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-listen]");
    if (button) listen(button);
  });
}

const verify = document.querySelector("[data-needs-answer]");

function hasAnswer(form) {
  return [...form.elements].some((field) =>
    /radio|checkbox/.test(field.type) ? field.checked : field.matches("input:not([type=hidden]), select, textarea") && field.value.trim());
}

function refreshVerify() {
  const ready = hasAnswer(verify.form);
  verify.setAttribute("aria-disabled", !ready);
  verify.parentElement.querySelector("[data-answer-hint]").hidden = ready;
}

if (verify) {
  refreshVerify();
  verify.form.addEventListener("input", refreshVerify);
  addEventListener("pageshow", refreshVerify);
  verify.form.addEventListener("submit", (event) => {
    if (!hasAnswer(verify.form)) event.preventDefault();
  });
}
