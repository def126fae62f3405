// Labels that find their places by taps or keys, in place of lists to choose from, which keep the answer.
// A label then a place, or a place then a label; where places are ranks, a label alone goes to the first free one.

const announcer = document.getElementById("announcer");

function setUp(box) {
  const isOrdered = box.hasAttribute("data-ordered");
  const labels = [...box.querySelectorAll("[data-label]")];
  const places = [...box.querySelectorAll("[data-place]")].map((button) => ({
    button,
    list: button.parentElement.querySelector("select"),
    words: button.parentElement.querySelector("label"),
  }));
  let chosen = null; // a label or a place that waits for the other

  const wordsOf = (value) => labels.find(({ dataset }) => dataset.label === value)?.textContent ?? "";
  const placeOf = (value) => places.find(({ list }) => list.value === value);
  const nameOf = ({ words }) => words.textContent.trim();

  function show() {
    for (const label of labels) {
      label.setAttribute("aria-disabled", !!placeOf(label.dataset.label));
      label.setAttribute("aria-pressed", label === chosen);
    }
    for (const place of places) {
      const words = wordsOf(place.list.value);
      place.button.textContent = words || "…";
      place.button.classList.toggle("is-filled", !!words);
      place.button.setAttribute("aria-label", `${nameOf(place)} : ${words || "vide"}`);
      place.button.setAttribute("aria-pressed", place === chosen);
    }
  }

  function fill(place, value) {
    const words = wordsOf(value || place.list.value);
    place.list.value = value;
    chosen = null;
    const told = isOrdered ? nameOf(place).toLowerCase() : `associé à ${nameOf(place)}`;
    announcer.textContent = `${words} : ${value ? told : "retiré"}`;
    place.list.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function tapLabel(label) {
    if (placeOf(label.dataset.label)) return;
    const waiting = places.includes(chosen) ? chosen : isOrdered && places.find(({ list }) => !list.value);
    if (waiting) fill(waiting, label.dataset.label);
    else chosen = chosen === label ? null : label;
  }

  function tapPlace(place) {
    if (labels.includes(chosen)) fill(place, chosen.dataset.label);
    else if (place.list.value) fill(place, "");
    else chosen = chosen === place ? null : place;
  }

  box.addEventListener("click", ({ target }) => {
    const label = labels.find((each) => each.contains(target));
    const place = places.find(({ button }) => button.contains(target));
    if (label) tapLabel(label);
    if (place) tapPlace(place);
    if (label || place) show();
  });

  for (const { button, list, words } of places) {
    button.id = `${list.id}-button`;
    words.htmlFor = button.id; // a tap on its words is a tap on the place
    button.hidden = false;
    list.hidden = true;
  }
  labels[0].closest("ul").hidden = false;
  box.classList.add("is-placing");
  show();
  addEventListener("pageshow", show); // some browsers fill the lists again after the Back button
}

document.querySelectorAll("[data-placing]").forEach(setUp);
