// The pupils’ pages: « Je vérifie » once there is an answer.

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
