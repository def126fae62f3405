// Passkeys. allauth's scripts speak with the key; here they are tied to the page's only form `data-passkey`.

const { forms } = window.allauth.webauthn;
const form = document.querySelector("[data-passkey]");
const failed = form.querySelector("[data-passkey-failed]");
const button = document.getElementById("passkey-button");

function tie() {
  const ids = { credential: form.elements.credential.id };
  const data = form.dataset.options && JSON.parse(form.dataset.options);
  if (form.dataset.passkey === "sign-in") forms.loginForm({ ids: { ...ids, login: button.id } });
  else if (form.dataset.passkey === "use") forms.authenticateForm({ ids: { ...ids, authenticate: button.id }, data });
  else forms.addForm({ ids: { ...ids, add: button.id, passwordless: form.elements.passwordless.id }, data });
}

if (window.PublicKeyCredential) {
  tie();
  form.hidden = false;
  document.querySelectorAll("[data-passkey-missing]").forEach((element) => (element.hidden = true));
}

button.addEventListener("click", () => (failed.hidden = true));

// Enter in a field: the key comes first, and allauth's script sends the form afterwards.
form.addEventListener("submit", (event) => {
  event.preventDefault();
  button.click();
});

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  failed.hidden = false;
});
