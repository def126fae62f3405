// Shared by all pages. Without this script every page still works.

// What was wrong or new comes under the eyes, and under the keyboard.
document.querySelector("[data-focus]")?.focus();

// A second tap while the first one is on its way sends nothing.
let sentAt = 0; // by a clock that nobody sets
const isOnItsWay = () => document.body.classList.contains("is-sent") && performance.now() - sentAt < 8000;

function sendOnce(event) {
  if (isOnItsWay()) return event.preventDefault();
  sentAt = performance.now();
  document.body.classList.add("is-sent");
}

// A form that answers a file (data-file) leaves its page where it is: the next one may be asked for at once.
document.addEventListener("submit", (event) => {
  if (!event.defaultPrevented && event.target.matches("form[method=post]:not([data-file])")) sendOnce(event);
});

document.addEventListener("click", (event) => {
  const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey;
  if (plain && event.target.closest("a[data-once]")) sendOnce(event);
});

// The page comes back as it was left with the Back button: open it again.
addEventListener("pageshow", () => {
  document.body.classList.remove("is-sent");
});
