// « Se déconnecter » without network: the tablet remembers it, and does it before anything else once a page comes.
// What it remembers is one sitting, which means nothing after the next sign-in.

const KEY = "junior-leaving";
const ENTRANCE = /^\/junior\/(ecole\/.*)?$/;
const form = document.querySelector("form[data-sitting]");
const sign = document.querySelector("[data-leaving-sign]");

function leaving() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // the browser allows no storage
  }
}

function remember() {
  try {
    localStorage.setItem(KEY, form.dataset.sitting);
  } catch {
    // not allowed, or full: whoever sits there signs out again
  }
}

function leave() {
  const asked = leaving();
  if (asked === null) return;
  if (asked !== form.dataset.sitting) return localStorage.removeItem(KEY);
  document.body.inert = true;
  form.submit();
}

if (form) {
  leave();
  document.addEventListener("submit", ({ target }) => target.dataset.sitting && remember());
  // Some browsers bring the page back as it was left.
  addEventListener("pageshow", ({ persisted }) => persisted && leave());
}
// In place of a pupil's page; whoever comes in has not signed in yet.
if (sign) sign.hidden = !leaving() || ENTRANCE.test(location.pathname);
