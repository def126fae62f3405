// The pupils’ pages: « Je vérifie » once there is an answer, and what was tapped while its page is on the way.

const verify = document.querySelector("[data-needs-answer]");

// One tick is enough to ask; of the places to fill, none may be empty.
function hasAnswer(form) {
  const fields = [...form.elements].filter(({ name }) => name === "answer");
  const ticks = fields.filter(({ type }) => /radio|checkbox/.test(type));
  return ticks.length ? ticks.some(({ checked }) => checked) : fields.every(({ value }) => value.trim());
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

// After common.js, which lets the first tap through and stops the second.
function markBusy(element, { defaultPrevented }) {
  if (!element || defaultPrevented || !document.body.classList.contains("is-sent")) return;
  element.setAttribute("aria-busy", "true");
  document.getElementById("announcer").textContent = "Un instant…";
}

document.addEventListener("click", (event) => markBusy(event.target.closest("a[data-once]"), event));
document.addEventListener("submit", (event) => markBusy(event.submitter, event));
addEventListener("pageshow", () => {
  document.querySelectorAll("[aria-busy]").forEach((element) => element.removeAttribute("aria-busy"));
});
