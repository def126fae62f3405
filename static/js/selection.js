// Rows to tick: a box for all of the page, and how many are ticked. Without this each row still has its box.

const announcer = document.getElementById("announcer");
const boxes = () => [...document.querySelectorAll(".table-check [name]")];
const all = () => document.querySelector("[data-select-all] input");

function show() {
  const rows = boxes();
  const count = rows.filter((box) => box.checked).length;
  if (!all()) return "";
  all().closest("label").hidden = false;
  all().checked = count > 0 && count === rows.length;
  all().indeterminate = count > 0 && count < rows.length;
  const s = count > 1 ? "s" : "";
  const words = count ? `${count} élève${s} sélectionné${s}` : "Aucun élève sélectionné";
  document.querySelector("[data-selected]").textContent = words;
  return words;
}

document.addEventListener("change", (event) => {
  if (!event.target.closest(".table-check")) return;
  if (event.target === all()) boxes().forEach((box) => (box.checked = event.target.checked));
  announcer.textContent = show();
});

// What has the focus is not under the columns that stay in sight: the name, and the actions.
document.addEventListener("focusin", ({ target }) => {
  const cell = target.closest(".table-pupils :is(th, td)");
  if (!cell || cell.cellIndex < 2 || cell.matches(".table-actions")) return;
  const [, name, ...others] = cell.parentElement.cells;
  const { left, right } = target.getBoundingClientRect();
  const [start, end] = [name.getBoundingClientRect().right, others.at(-1).getBoundingClientRect().left];
  const region = cell.closest(".table-region");
  if (right > end) region.scrollLeft += right - end + 8;
  else if (left < start) region.scrollLeft -= start - left + 8;
});

// Another page of the list, or other filters, come without ticks; the Back button brings them back.
document.addEventListener("htmx:load", show);
addEventListener("pageshow", show);
show();
