// The staff pages: small helps. Every page works without them.

const announcer = document.getElementById("announcer");

function showButtons(root) {
  root.querySelectorAll("[data-copy], [data-dismiss], [data-show-password]").forEach((button) => (button.hidden = false));
}

function sayCopied(button, words) {
  announcer.textContent = words;
  setTimeout(() => {
    announcer.textContent = "";
    button.classList.remove("copied");
  }, 2500);
}

// Without a secure address or with a refusal there is no clipboard: the text is selected, and copied the old way.
async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
  } catch {
    getSelection().selectAllChildren(button.previousElementSibling);
    if (!document.execCommand("copy")) return sayCopied(button, "Le code est sélectionné. Copiez-le avec Ctrl + C.");
  }
  button.classList.add("copied");
  sayCopied(button, "Copié !");
}

function togglePassword(button) {
  const input = document.getElementById(button.dataset.showPassword);
  const isHidden = input.type === "password";
  input.type = isHidden ? "text" : "password";
  button.querySelector(".sr-only").textContent = isHidden ? "Masquer le mot de passe" : "Afficher le mot de passe";
  const use = button.querySelector("use");
  use.setAttribute("href", use.getAttribute("href").replace(/#.*/, isHidden ? "#eye-off" : "#eye"));
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy], [data-dismiss], [data-show-password], [data-dialog]");
  if (button?.dataset.copy) copy(button);
  else if (button?.dataset.showPassword) togglePassword(button);
  else if (button?.dataset.dialog) {
    event.preventDefault();
    button.closest("[popover]")?.hidePopover(); // the focus goes back to its button when the dialog closes
    document.getElementById(button.dataset.dialog).showModal();
  } else if (button) button.closest(".callout").remove();
  document.querySelectorAll("[data-close-outside][open]").forEach((details) => {
    if (!details.contains(event.target)) details.open = false;
  });
});

document.addEventListener("keydown", (event) => {
  const details = event.key === "Escape" && event.target.closest?.("[data-close-outside][open]");
  if (!details) return;
  details.open = false;
  details.querySelector("summary").focus();
});

document.addEventListener("input", (event) => {
  const multi = event.target.closest("[data-multi]");
  if (multi) {
    const chosen = [...multi.querySelectorAll(":checked")].map((box) => box.labels[0].textContent.trim());
    multi.querySelector("[data-multi-text]").textContent = chosen.join(", ") || "Tout afficher";
  }
  document.querySelectorAll(`[data-password-rules="${event.target.id}"] [data-rule]`).forEach((rule) => {
    rule.classList.toggle("is-done", new RegExp(rule.dataset.rule).test(event.target.value));
  });
});

const menu = document.querySelector("[data-sidebar]");
const wide = matchMedia("(min-width: 62rem)");
const fold = () => (menu.open = wide.matches);
if (menu) {
  fold();
  wide.addEventListener("change", fold);
}

// What is under the keyboard stays so: a new state of the session has the same names (ids) as the old one.
// Its time is counted here too, so that it never lies, with or without a network.
function countDown(root) {
  const state = root.querySelector("[data-session-ends-in]") ?? root.closest("[data-session-ends-in]");
  if (!state) return;
  setTimeout(() => {
    state.querySelector("[data-session-words]").textContent = "Session terminée";
    state.dispatchEvent(new Event("session-end"));
  }, state.dataset.sessionEndsIn * 1000);
}

// Signed out meanwhile, or at another school in another tab: nobody asked to leave what he is typing.
document.addEventListener("htmx:beforeOnLoad", (event) => {
  const { elt, xhr } = event.detail;
  if (elt.id === "session-state" && xhr.getResponseHeader("HX-Refresh")) event.preventDefault();
});

const lost = ({ type, detail }) => {
  const note = detail.elt.matches?.("form") && detail.elt.querySelector("[data-told-when-lost]");
  if (note) note.hidden = type === "htmx:beforeRequest";
};
["beforeRequest", "sendError", "timeout", "responseError"].forEach((name) => document.addEventListener(`htmx:${name}`, lost));

showButtons(document);
countDown(document.body);
document.addEventListener("htmx:load", (event) => {
  if (event.target === document.body) return;
  showButtons(event.target);
  countDown(event.target);
  const news = event.target.querySelector("[data-announce]");
  if (news) announcer.textContent = news.textContent;
});

// A page that comes back with the Back button does not bring back a password.
addEventListener("pagehide", () => document.querySelector("[data-shown-once]")?.remove());
