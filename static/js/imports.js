// The import page: the file leaves as soon as it is chosen, and the page says how far it is.
// Without this script the form is sent as any other.

const SENDER = "[data-send-on-choice]";
let isUnderWay = false;

// name: which of the notes about sending to show, in place of the rest; nothing: none of them.
function show(name) {
  isUnderWay = name === "under-way";
  document.getElementById("import-status").hidden = isUnderWay;
  document.querySelectorAll("[data-sending]").forEach((note) => {
    note.hidden = note.dataset.sending !== name;
    if (!note.hidden) note.focus();
  });
}

const on = (name, act) =>
  document.addEventListener(name, (event) => {
    if (event.detail.elt?.matches?.(SENDER)) act(event);
  });

// The button opens the choice of a file, another button sends the same file again.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-send-again]")) return document.querySelector(SENDER).requestSubmit();
  const input = event.target.closest(`${SENDER} [type=submit]`)?.form.querySelector("[type=file]");
  if (!input) return;
  event.preventDefault();
  input.value = "";
  input.click();
});

document.addEventListener("change", (event) => {
  if (event.target.type === "file") event.target.closest(SENDER)?.requestSubmit();
});

on("htmx:beforeRequest", (event) => {
  const file = event.detail.elt.querySelector("[type=file]").files[0];
  const isTooLarge = file?.size > event.detail.elt.dataset.maxBytes;
  if (isTooLarge) event.preventDefault();
  show(isTooLarge ? "too-large" : "under-way");
});

on("htmx:xhr:progress", ({ detail }) => {
  if (isUnderWay && detail.lengthComputable) {
    document.querySelector("[data-sending] progress").value = detail.loaded / detail.total;
  }
});

addEventListener("beforeunload", (event) => {
  if (isUnderWay) event.preventDefault();
});

on("htmx:beforeOnLoad", () => (isUnderWay = false));
on("htmx:sendError", () => show("cut"));
on("htmx:sendAbort", () => show("cut"));
on("htmx:responseError", ({ detail }) => show(detail.xhr.status === 413 ? "too-large" : "failed"));

// What was wrong with the form comes under the eyes; any other answer loads the page again.
document.addEventListener("htmx:afterSettle", ({ detail }) => detail.elt.querySelector?.("[data-focus]")?.focus());
