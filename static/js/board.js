// The live board: asks for news every 10 s, as long as somebody looks and the session lasts.
// Without this script the page is loaded again by a link.

const EVERY = 10_000;
const announcer = document.getElementById("announcer");
const lost = document.getElementById("board-lost");
const news = () => document.getElementById("board-news");

let toHelp = Number(news().dataset.help);

function ask() {
  if (!document.hidden && "live" in news().dataset) htmx.trigger(news(), "board-news");
}

setInterval(ask, EVERY);
document.addEventListener("visibilitychange", ask);

const on = (name, act) =>
  document.addEventListener(name, (event) => {
    if (event.detail.elt?.id === "board-news") act(event);
  });

// What is shown already is not sent again: 304, and the page stays as it is.
on("htmx:configRequest", ({ detail }) => (detail.headers["If-None-Match"] = news().dataset.etag));
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  if (detail.xhr.status === 304) detail.shouldSwap = false;
});

on("htmx:afterRequest", ({ detail }) => (lost.hidden = detail.successful));

// Said aloud: how many there are in the classes that were just chosen, and when more pupils need help; nothing else.
document.addEventListener("htmx:load", ({ detail }) => {
  const { help, count } = news().dataset;
  if (detail.elt.id === "board" || Number(help) > toHelp) announcer.textContent = count;
  toHelp = Number(help);
});
