// The staff pages: small helps. Every page works without them.

const announcer = document.getElementById("announcer");

function showButtons(root) {
  root.querySelectorAll("[data-copy], [data-dismiss], [data-show-password]").forEach((button) => (button.hidden = false));
}

async function copy(button) {
  try {
    await navigator.clipboard.writeText(button.dataset.copy);
    announcer.textContent = "Copié !";
    button.classList.add("copied");
    setTimeout(() => {
      announcer.textContent = "";
      button.classList.remove("copied");
    }, 2500);
  } catch {
    const shown = button.previousElementSibling;
    if (shown) getSelection().selectAllChildren(shown);
  }
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

// The state of the session must not lie when the page stays open.
const state = document.querySelector("[data-session-minutes]");
if (state) setTimeout(() => (state.textContent = "Session terminée"), state.dataset.sessionMinutes * 60000);

showButtons(document);
document.addEventListener("htmx:load", (event) => {
  if (event.target === document.body) return;
  showButtons(event.target);
  const news = event.target.querySelector("[data-announce]");
  if (news) announcer.textContent = news.textContent;
});
