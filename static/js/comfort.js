// How a pupil likes to read: seen at once, kept for the sitting. The page stays, with the answer that is half given.

const panel = document.querySelector("[data-comfort]");
const root = document.documentElement;
const MIRROR = "junior-comfort";
let sending = Promise.resolve();

// One after the other, so that the last choice is the one that stays; what the network lost goes when it is back.
function keep(form, more = {}) {
  const body = new FormData(form);
  Object.entries(more).forEach(([name, value]) => body.set(name, value));
  const send = () => fetch(form.action, { method: "POST", body, redirect: "manual", keepalive: true });
  sending = sending.then(send).catch(() => addEventListener("online", () => keep(form, more), { once: true }));
}

function show(form) {
  form.querySelectorAll("[data-look]").forEach(({ dataset, checked }) => {
    root.classList.toggle(dataset.look, checked);
  });
  mirror();
  keep(form);
}

// The page for no network is everybody's and no script may read the cookie: it looks as the page before it did.
function mirror() {
  try {
    if (panel) sessionStorage.setItem(MIRROR, root.className);
    else if (document.querySelector("[data-no-network]")) root.className = sessionStorage.getItem(MIRROR) ?? "";
  } catch {
    // the browser allows no storage
  }
}

mirror();

if (panel) {
  const form = panel.querySelector("form");
  form.addEventListener("change", () => show(form));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    panel.open = false;
  });
  document.addEventListener("click", (event) => {
    if (!panel.contains(event.target)) panel.open = false;
  });
  document.addEventListener("keydown", ({ key }) => {
    if (key !== "Escape" || !panel.open) return;
    panel.open = false;
    panel.querySelector("summary").focus();
  });
}

document.querySelector("[data-phone-note]")?.addEventListener("submit", (event) => {
  event.preventDefault();
  keep(event.target, { phone: "1" });
  event.target.parentElement.hidden = true;
});
